"""Editions, changes and histories as the items of an answer."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cfrdiff.assistants.answers import Item
from cfrdiff.changes.model import ChangeSet
from cfrdiff.history import History
from cfrdiff.library import Entry
from cfrdiff.library.fetching import Rule
from cfrdiff.model import Block, Edition, Section
from cfrdiff.terminal.timeline import track_lines
from cfrdiff.views import wording
from cfrdiff.views.listed import Listed
from cfrdiff.views.signs import visible
from cfrdiff.views.watched import told

_MARKS = {"same": "{}", "del": "[-{}-]", "from": "[-{}-]", "ins": "{{+{}+}}", "to": "{{+{}+}}"}
_PARTS = 10  # parts that a summary of hits names
_WIDTH = 100_000  # columns: what is read by a program is not broken into lines


def edition_name(edition: Edition) -> str:
    """``19 CFR 163, 2019-04-01, CFR-2019-title19-vol2.xml``."""
    cite = f"{edition.title or '?'} CFR {edition.part or ''}".strip()
    return f"{cite}, {edition.as_of or wording.NO_DATE}, {edition.source.path}"


def texts(edition: Edition) -> Iterator[Item]:
    """The sections of an edition, paragraph by paragraph, with what stands between them."""
    name = edition_name(edition)
    yield from _blocks(edition, None, name)
    for section in edition.sections:
        yield from _section(edition, section, name)
        if section.number is not None:
            yield from _blocks(edition, section.number, name)


def headings(edition: Edition) -> Iterator[Item]:
    """The sections of an edition by their headings."""
    name = edition_name(edition)
    for section in edition.sections:
        paragraphs = list(section.walk())
        signs = sum(len(one.text) for one in paragraphs)
        size = f"({len(paragraphs)} paragraphs, {signs:,} characters)"
        text = f"§ {section.number or '?'} {section.heading or ''}".rstrip()
        yield Item(_cite(edition, section.number), name, visible(f"{text} {size}"))


def rule(one: Rule, cite: str) -> Item:
    """A rule of the Federal Register on a part."""
    facts = (
        one.title,
        one.action or one.type,
        f"effective {one.effective}" if one.effective else "no effective date given",
        f"corrects {one.corrects}" if one.corrects else "",
        one.page or "",
    )
    published = f"{one.citation or f'FR Doc. {one.number}'}, published {one.published}"
    return Item(cite, published, visible("; ".join(filter(None, facts))))


def by_part(found: Any) -> str:
    """Of how many hits in which parts, the most first: ``19 CFR 163 (12), 21 CFR 11 (3)``."""
    parts = Counter(f"{row['title'] or '?'} CFR {row['part'] or '?'}" for row in found.to_pylist())
    return ", ".join(f"{part} ({count})" for part, count in parts.most_common(_PARTS))


def _section(edition: Edition, section: Section, name: str) -> Iterator[Item]:
    cite = _cite(edition, section.number)
    yield Item(cite, name, visible(f"§ {section.number or '?'} {section.heading or ''}".rstrip()))
    for one in section.walk():
        label = one.designation or ""
        text = " ".join(filter(None, (label, one.heading, one.text)))
        yield Item(f"{cite}{label}", name, visible(text))
    if section.source_note:
        yield Item(cite, name, visible(section.source_note))


def _blocks(edition: Edition, after: str | None, name: str) -> Iterator[Item]:
    for block in edition.blocks:
        if block.after == after:
            yield Item(_block_cite(edition, block), name, visible(block.text))


def _block_cite(edition: Edition, block: Block) -> str:
    where = f"after {_cite(edition, block.after)}" if block.after else _cite(edition, edition.part)
    return f"{wording.block(block.kind)}, {where}"


def _cite(edition: Edition, number: str | None) -> str:
    return f"{edition.title or '?'} CFR {number or '?'}"


def changes(found: ChangeSet) -> Iterator[Item]:
    """The changes that have an entry of their own, with struck and inserted words in place."""
    title = found.after.title or found.before.title or "?"
    name = f"{edition_name(found.before)} → {edition_name(found.after)}"
    for one in told(found):
        yield Item(f"{title} CFR {one.place}", name, visible(_change_text(one)))


def _change_text(one: Listed) -> str:
    head = f"{one.became}, {one.significance}{one.along}" if one.became else one.along
    words = "".join(_MARKS.get(piece.op, "{}").format(piece.text) for piece in one.pieces)
    review = " ".join(f"[look at this: {said}]" for said in one.review)
    return " ".join(filter(None, (f"{head}:" if head and words else head, words, review)))


def history(found: Sequence[History]) -> Iterator[Item]:
    """A paragraph each, with what became of it from edition to edition."""
    for one in found:
        names = [edition_name(edition) for edition in one.editions]
        title = next((edition.title for edition in one.editions if edition.title), "?")
        for track in one.tracks:
            first, last = track.steps[0].edition, track.steps[-1].edition
            text = _plain(track_lines(track, track.last.cite, False))
            for place in range(len(names), 0, -1):  # so that [1] of [12] stays
                text = text.replace(f"[{place}] ", f"[{one.editions[place - 1].as_of or place}] ")
            yield Item(f"{title} CFR {track.last.cite}", f"{names[first]} to {names[last]}", text)


def _plain(lines: Iterator[Any]) -> str:
    from rich.console import Console

    text = io.StringIO()
    console = Console(file=text, width=_WIDTH, color_system=None, markup=False, emoji=False)
    for line in lines:
        console.print(line)
    return visible("\n".join(line.rstrip() for line in text.getvalue().splitlines()))


def rows(found: Any, text_of: Mapping[str, str], entries: Iterable[Entry]) -> Iterator[Item]:
    """The rows of one of the library's tables that have a title, a section, a designation, a date
    and an edition, which is one of `entries`; the text is made of columns, each with how it is put.
    """
    files = {one.sha256: one.name for one in entries}
    for row in found.to_pylist():
        cite = f"{row['title'] or '?'} CFR {row['section'] or row.get('part') or '?'}"
        name = f"{row['date'] or wording.NO_DATE}, {files.get(row['edition'], row['edition'])}"
        pieces = [put.format(row[column]) for column, put in text_of.items() if row.get(column)]
        yield Item(f"{cite}{row['designation'] or ''}", name, visible(" ".join(pieces)))
