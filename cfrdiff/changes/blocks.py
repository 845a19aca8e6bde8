"""Tables, footnotes, formulas, notes, appendices and headings compared: which became which, and the
edits of each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes.block_edits import text_edits
from cfrdiff.changes.block_homes import OF_THE_FILE, homes_of
from cfrdiff.changes.block_pairs import BlockPairs, pair_blocks
from cfrdiff.changes.block_places import Kept, moved_among
from cfrdiff.changes.cells import ColumnPairs, Tables, is_row
from cfrdiff.changes.model import (
    BlockChange,
    BlockKind,
    BlockPlace,
    CellChange,
    Edit,
    Field,
    KeptBlock,
    SectionChange,
)
from cfrdiff.changes.row_edits import Rows
from cfrdiff.changes.significance import weight_of_block
from cfrdiff.changes.turning import name_of
from cfrdiff.changes.worded import is_worded
from cfrdiff.model import Block, Edition, Section

_Numbers = Mapping[str | None, str | None]


class _Pair(msgspec.Struct, frozen=True):
    """A block, heading or source note of both editions or of one: its kind, the section it follows
    or belongs to, where it stands, and the text or the block itself.
    """

    block: str
    section_before: str | None
    section: str | None
    place_before: BlockPlace | None
    place_after: BlockPlace | None
    before: str | None
    after: str | None
    is_moved: bool = False
    is_compared: bool = True
    row: tuple[Block, Block] | None = None

    @property
    def name(self) -> str:
        return f"{name_of((self.section_before, ''), (self.section, ''))}:{self.block}"

    @property
    def is_change(self) -> bool:
        """Whether it is a change of the regulation."""
        if self.before == self.after:
            return self.is_moved
        is_both = self.before is not None and self.after is not None
        return self.is_compared and (is_both or bool(self.before or self.after))

    def kept(self) -> Iterator[KeptBlock]:
        """What is listed where it is none."""
        if self.before == self.after:
            yield KeptBlock(self.place_before, self.place_after)
            return
        if self.before is not None:
            yield KeptBlock(self.place_before, None, self.before)
        if self.after is not None:
            yield KeptBlock(None, self.place_after, self.after)


def compare_blocks(
    before: Edition, after: Edition, sections: Sequence[SectionChange], paragraphs: Kept
) -> tuple[tuple[BlockChange, ...], tuple[KeptBlock, ...]]:
    """The blocks that differ, in the order of the newer edition, section headings first; and those
    of which no change is.

    `sections` came, went or got another number; a change is reported under the newer number.
    `paragraphs` are those of both editions, by newer section, in the order that they kept.
    """
    went = {one.before: one.after for one in sections if one.kind == "redesignated"}
    exact = before.source.exact and after.source.exact
    pairs = [
        *_of_sections(before, after, went, sections),
        *_between(before, after, went, paragraphs),
    ]
    rows = _rows(before, after, pairs, exact)
    names: Counter[str] = Counter()
    made: list[BlockChange] = []
    kept: list[KeptBlock] = []
    for one in pairs:
        if not one.is_change:
            kept += one.kept()
        else:
            names[one.name] += 1
            number = f"#{names[one.name]}" if names[one.name] > 1 else ""
            made.append(_change(one.name + number, one, rows, exact))
    return tuple(made), tuple(kept)


def _rows(before: Edition, after: Edition, pairs: Sequence[_Pair], exact: bool) -> Rows:
    tables = Tables(before.blocks), Tables(after.blocks)
    return Rows(*tables, ColumnPairs((one.row for one in pairs if one.row), *tables), exact)


def _change(id: str, one: _Pair, rows: Rows, exact: bool) -> BlockChange:
    edits, cells = _edits(one, rows, exact)
    kind = _kind(one, edits, exact)
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
        place_before=one.place_before,
        place_after=one.place_after,
        cells=cells,
    )


def _edits(one: _Pair, rows: Rows, exact: bool) -> tuple[tuple[Edit, ...], tuple[CellChange, ...]]:
    if one.before is None or one.after is None:
        return (), ()
    if one.row is not None:
        return rows.edits(*one.row)
    field: Field = "heading" if one.block.endswith("-heading") else "text"
    return text_edits(one.before, one.after, exact, field), ()


def _kind(one: _Pair, edits: Sequence[Edit], exact: bool) -> BlockKind:
    if one.before is None or one.after is None:
        return "added" if one.before is None else "removed"
    if one.is_moved:
        return "moved"
    return "revised" if is_worded(edits, exact) else "unchanged"


def _of_sections(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[_Pair]:
    """Headings and source notes of all sections, in the newer edition's order; at the end those of
    sections that went.
    """
    for i, j, is_covered in _counterparts(before, after, went, sections):
        old = None if i is None else before.sections[i]
        new = None if j is None else after.sections[j]
        kinds: tuple[_OfSection, ...] = (
            ("section-heading", _heading(old), _heading(new), _both_tell_heading(old, new)),
            ("source-note", _note(old), _note(new), _both_tell_note(old, new)),
        )
        for kind, one, other, is_told in kinds:
            if one is not None or other is not None:
                yield _Pair(
                    kind,
                    *_numbers(old, new),
                    None if i is None or one is None else (kind, i),
                    None if j is None or other is None else (kind, j),
                    one,
                    other,
                    is_compared=is_covered and is_told,
                )


_OfSection = tuple[Literal["section-heading", "source-note"], str | None, str | None, bool]


def _heading(section: Section | None) -> str | None:
    return section.heading if section else None


def _note(section: Section | None) -> str | None:
    return section.source_note if section else None


def _counterparts(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[tuple[int | None, int | None, bool]]:
    """Sections of the two editions that are one, by their places, in the newer one's order; those
    that came alone, and at the end those that went; and whether both files cover them.
    """
    gone = {one.before for one in sections if one.kind == "removed"}
    came = {one.after for one in sections if one.kind == "added"}
    waiting: dict[str | None, list[int]] = defaultdict(list)
    for i, section in enumerate(before.sections):
        if section.number not in gone:
            waiting[went.get(section.number, section.number)].append(i)
    known = {*gone, *came, *waiting} - {None}
    for j, section in enumerate(after.sections):
        olds = [] if section.number in came else waiting[section.number]
        yield (olds.pop(0) if olds else None), j, section.number in known
    left = {i for olds in waiting.values() for i in olds}
    known = {section.number for section in after.sections} - {None}
    for i, section in enumerate(before.sections):
        if i in left or section.number in gone:
            number = went.get(section.number, section.number)
            yield i, None, section.number in gone or number in known


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


def _between(before: Edition, after: Edition, went: _Numbers, paragraphs: Kept) -> Iterator[_Pair]:
    """All blocks between paragraphs, in the newer edition's order; what went stands behind what it
    stood behind.
    """
    compared = _comparable(before, after)
    homes = homes_of(before, went), homes_of(after, {})
    found = pair_blocks(before.blocks, after.blocks, homes, compared)
    moved = found.moved | moved_among(before, after, found, went, paragraphs)
    came_from = {new: old for old, new in went.items()}
    for i, j in _in_order(len(before.blocks), len(after.blocks), found):
        old = None if i is None else before.blocks[i]
        new = None if j is None else after.blocks[j]
        (one, *_) = [block for block in (new, old) if block is not None]
        yield _Pair(
            one.kind,
            old.after if old else came_from.get(one.after, one.after),
            new.after if new else went.get(one.after, one.after),
            None if i is None else ("block", i),
            None if j is None else ("block", j),
            None if old is None else old.text,
            None if new is None else new.text,
            is_moved=j in moved,
            is_compared=one.kind in compared,
            row=(old, new) if old and new and is_row(old) and is_row(new) else None,
        )


def _in_order(olds: int, news: int, found: BlockPairs) -> Iterator[tuple[int | None, int | None]]:
    """All pairs, and what stands on one side only, by their places."""
    became = {i: j for j, i in found.pairs.items()}
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for i in range(olds):
        if i in became:
            last = became[i] if became[i] not in found.moved else last
        else:
            behind[last].append(i)
    for j in range(-1, news):
        if j >= 0:
            yield found.pairs.get(j), j
        yield from ((i, None) for i in behind[j])


def _comparable(before: Edition, after: Edition) -> frozenset[str]:
    """Kinds of block of which both files hold some, or all where both are of one format: text
    dumped from a page has no tables, which does not mean that its edition had none.
    """
    old_kinds = {block.kind for block in before.blocks}
    new_kinds = {block.kind for block in after.blocks}
    if before.source.format == after.source.format:
        return frozenset(old_kinds | new_kinds) - OF_THE_FILE
    return frozenset(old_kinds & new_kinds) - OF_THE_FILE
