"""Tables, figures, notes and headings between paragraphs, compared as units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import BlockChange, Edit, Field, SectionChange
from cfrdiff.changes.significance import weight_of_block
from cfrdiff.changes.thresholds import BLOCKS_ALIKE, LONG_BLOCKS
from cfrdiff.changes.turning import name_of
from cfrdiff.model import Block, Edition, Section

# What a file holds of these says more of the file than of the edition.
OF_THE_FILE = frozenset(("front-matter", "back-matter", "contents", "other"))

_Numbers = Mapping[str | None, str | None]


class _Differing(msgspec.Struct, frozen=True):
    """A block whose words differ: its kind, the section it follows in the older and in the newer
    edition, and its text in both.
    """

    block: str
    section_before: str | None
    section: str | None
    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        return f"{name_of((self.section_before, ''), (self.section, ''))}:{self.block}"


def compare_blocks(
    before: Edition, after: Edition, sections: Sequence[SectionChange]
) -> tuple[BlockChange, ...]:
    """The blocks that differ, in the order of the newer edition; section headings first.

    `sections` came, went or got another number; a change is told under the newer number.
    """
    moved = [one for one in sections if one.kind == "redesignated"]
    went = {one.before: one.after for one in moved}
    came_from = {one.after: one.before for one in moved}
    exact = before.source.exact and after.source.exact
    names: Counter[str] = Counter()
    made: list[BlockChange] = []
    for one in (
        *_of_sections(before, after, went, sections),
        *_between(before, after, went, came_from),
    ):
        names[one.name] += 1
        number = f"#{names[one.name]}" if names[one.name] > 1 else ""
        made.append(_change(one.name + number, one, exact))
    return tuple(made)


def _change(id: str, one: _Differing, exact: bool) -> BlockChange:
    kind: Literal["revised", "added", "removed"] = "revised"
    edits: tuple[Edit, ...] = ()
    if one.before is None or one.after is None:
        kind = "added" if one.before is None else "removed"
    elif len(one.before) + len(one.after) <= LONG_BLOCKS:
        field: Field = "heading" if one.block.endswith("-heading") else "text"
        edits = find_edits(one.before, one.after, exact, field)
    significance, reasons = weight_of_block(one.block, kind, edits)
    return BlockChange(
        id=id,
        kind=kind,
        block=one.block,
        section=one.section,
        before=one.before,
        after=one.after,
        edits=edits,
        significance=significance,
        reasons=reasons,
        section_before=one.section_before,
    )


def _of_sections(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[_Differing]:
    """Headings and source notes that differ, and those of sections that came or went."""
    for old, new in _counterparts(before, after, went, sections):
        numbers = _numbers(old, new)
        if _both_tell_heading(old, new):
            headings = (old.heading if old else None, new.heading if new else None)
            yield from _differing("section-heading", numbers, *headings)
        if _both_tell_note(old, new):
            notes = (old.source_note if old else None, new.source_note if new else None)
            yield from _differing("source-note", numbers, *notes)


def _counterparts(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[tuple[Section | None, Section | None]]:
    """Sections of the two editions that are one, in the newer one's order; those that came alone,
    and at the end those that went.
    """
    gone = {one.before for one in sections if one.kind == "removed"}
    came = {one.after for one in sections if one.kind == "added"}
    olds = {went.get(s.number, s.number): s for s in before.sections if s.number not in gone}
    news = {section.number: section for section in after.sections if section.number}
    for number, new in news.items():
        if number in came:
            yield None, new
        elif number in olds:
            yield olds[number], new
    for old in {s.number: s for s in before.sections if s.number in gone}.values():
        yield old, None


def _numbers(old: Section | None, new: Section | None) -> tuple[str | None, str | None]:
    """The number in both editions; in the one that has not the section, that of the other."""
    known = [section.number for section in (old, new) if section is not None]
    return known[0], known[-1]


def _both_tell_heading(old: Section | None, new: Section | None) -> bool:
    """Whether both files tell a heading; of one that came or went, one is enough."""
    return old is None or new is None or bool(old.heading and new.heading)


def _both_tell_note(old: Section | None, new: Section | None) -> bool:
    """Whether both files reach to the end of a section, where its source note stands."""
    if old is None or new is None:
        return True
    return not {old.extent, new.extent} & {"tail-missing", "fragment"}


def _differing(
    block: str,
    numbers: tuple[str | None, str | None],
    before: str | None,
    after: str | None,
) -> Iterator[_Differing]:
    if _fold(before or "") != _fold(after or ""):
        yield _Differing(block, *numbers, before or None, after or None)


def _between(
    before: Edition, after: Edition, went: _Numbers, came_from: _Numbers
) -> Iterator[_Differing]:
    """Blocks between paragraphs that differ."""
    olds = _by_place(before, went)
    news = _by_place(after, {})
    comparable = _comparable(before, after)
    for place in dict.fromkeys([*news, *olds]):
        if place[0] not in comparable:
            continue
        for old, new in _pairs(olds[place], news[place]):
            yield _Differing(
                block=place[0],
                section_before=old.after if old else came_from.get(place[1], place[1]),
                section=place[1],
                before=old.text if old else None,
                after=new.text if new else None,
            )


def _comparable(before: Edition, after: Edition) -> set[str]:
    """Kinds of block of which both files hold some, or all where both are of one format: text
    dumped from a page has no tables, which does not mean that its edition had none.
    """
    old_kinds = {block.kind for block in before.blocks}
    new_kinds = {block.kind for block in after.blocks}
    if before.source.format == after.source.format:
        return (old_kinds | new_kinds) - OF_THE_FILE
    return (old_kinds & new_kinds) - OF_THE_FILE


def _by_place(edition: Edition, went: _Numbers) -> dict[tuple[str, str | None], list[Block]]:
    found: dict[tuple[str, str | None], list[Block]] = defaultdict(list)
    for block in edition.blocks:
        found[block.kind, went.get(block.after, block.after)].append(block)
    return found


def _pairs(
    olds: Sequence[Block], news: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """What differs: equal blocks are left out first, then the most alike are pairs."""
    left, right = _without_equals(olds, news)
    for new in right:
        best = max(left, key=lambda old: _likeness(old, new), default=None)
        if best is not None and _likeness(best, new) >= BLOCKS_ALIKE:
            left.remove(best)
            yield best, new
        else:
            yield None, new
    for old in left:
        yield old, None


def _without_equals(
    olds: Sequence[Block], news: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """The older and newer blocks for which the other side has none of the same words."""
    left = list(olds)
    right: list[Block] = []
    for new in news:
        match = next((old for old in left if _fold(old.text) == _fold(new.text)), None)
        if match is None:
            right.append(new)
        else:
            left.remove(match)
    return left, right


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _likeness(one: Block, other: Block) -> float:
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    return Indel.normalized_similarity(one.text.split(), other.text.split())
