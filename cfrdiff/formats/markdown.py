"""The changes as Markdown for an issue or an e-mail: struck and inserted words as HTML's own
`del` and `ins`, which GitHub, GitLab and most mail programs show, and which read well as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, Edit, joined
from cfrdiff.views import entries, wording
from cfrdiff.views.excerpts import excerpt
from cfrdiff.views.marked_words import Op, edited_words
from cfrdiff.views.paragraph_words import edits_of, is_paired, latest, words
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report

# What has a meaning inside a line: in CommonMark, in GitHub's tables, strikes, formulas, mentions
# and bare links.
_MARKS = re.compile(r"([\\`*_\[\]|~$@]|:(?=//)|(?<=www)\.)")
# And at its beginning: headings, lists, rules.
_OPENS = re.compile(r"(?<=^> )([#+=-]|\d+(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_AROUND = 12  # words shown before and behind an edit


def markdown_report(report: Report) -> bytes:
    """The whole report."""
    return ("\n".join(_lines(report)).rstrip("\n") + "\n").encode()


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _MARKS.sub(r"\\\1", on_one_line(text).translate(_ENTITIES))


def _lines(report: Report) -> Iterator[str]:
    changes = report.changes
    yield from (f"# {escaped(report.title)}", "")
    yield f"- older: {escaped(entries.edition_named(changes.before))}"
    yield from (f"- newer: {escaped(entries.edition_named(changes.after))}", "")
    units = entries.unit_tallies(changes)
    yield from (line for tally in units for line in (escaped(tally), ""))
    yield from _table(
        ("What became of a paragraph", "How many"),
        [(wording.kind(kind), str(n)) for kind, n in entries.counts(changes)],
    )
    others = entries.tallies(changes)[len(units) + 1 :]
    yield from (line for tally in others for line in (escaped(tally), ""))
    told = [change for change in changes.changes if entries.is_told(change)]
    yield from _paragraphs(changes, told)
    blocks = entries.told_blocks(changes)
    if not (told or blocks or changes.sections):
        yield from ("Nothing changed.", "")
    yield from _blocks(blocks)
    for aside in report.asides:
        yield from (f"## {aside.title}", "")
        yield from _table(aside.heads, aside.rows)


def _paragraphs(changes: ChangeSet, told: Sequence[Change]) -> Iterator[str]:
    followers = entries.followers(changes)
    for section, members in groupby(told, key=lambda change: change.section):
        yield from (f"## {escaped(entries.section_title(changes, section))}", "")
        for change in members:
            yield from _change(change, followers[change.id])


def _blocks(found: Sequence[BlockChange]) -> Iterator[str]:
    if found:
        yield from ("## Headings, notes and tables", "")
    for one in found:
        yield f"**{escaped(entries.block(one))}** {entries.became(one)}, {one.significance}"
        words = _struck(one.before or "") + _inserted(one.after or "")
        if one.edits or one.before == one.after:
            words = _redline(one.before or "", one.edits, True)
        yield from ("", quoted(words), "")
        yield from _notes(one)


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for line in lines:
        yield f"| {' | '.join(map(escaped, line))} |"
    yield ""


def _change(change: Change, followers: int) -> Iterator[str]:
    said = f"{entries.became(change)}, {change.significance}{entries.along(followers)}"
    yield from (f"**{escaped(entries.place(change))}** {said}", "")
    yield from (quoted(_words(change)), "")
    yield from _notes(change)


def _notes(change: Change | BlockChange) -> Iterator[str]:
    for code in change.review:
        yield f"- ⚠ {escaped(wording.review(code))}"
    for origin in change.origins:
        yield f"- by {escaped(wording.origin(origin))}"
    if change.review or change.origins:
        yield ""


def _words(change: Change) -> str:
    """The words of a paragraph with its edits, or all where it came or went."""
    if not is_paired(change):
        return (_inserted if change.after else _struck)(words(latest(change)))
    heading = change.before[0].heading or ""
    marked = (
        _redline(heading, edits_of(change.edits, "heading"), False),
        _redline(joined(change.before), edits_of(change.edits, "text"), True),
    )
    return " ".join(filter(None, marked))


def quoted(words: str) -> str:
    """A quotation; `words` are escaped, but for what has a meaning where a line begins."""
    return _OPENS.sub(_meaningless, f"> {words}")


def _meaningless(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _redline(text: str, edits: Sequence[Edit], shorten: bool) -> str:
    if not edits:
        return escaped(wording.shortened(text) if shorten else text)
    return "".join(_SAID[one.op](one.text) for one in excerpt(edited_words(text, edits), _AROUND))


def _struck(text: str) -> str:
    return f"<del>{escaped(text)}</del>" if text else ""


def _inserted(text: str) -> str:
    return f"<ins>{escaped(text)}</ins>" if text else ""


_SAID: dict[Op, Callable[[str], str]] = {"same": escaped, "del": _struck, "ins": _inserted}
