"""Tables, footnotes, formulas, notes, appendices and headings compared: which became which, and the
edits of each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cfrdiff.changes.block_edits import text_edits
from cfrdiff.changes.block_entries import cite_of, renumbered
from cfrdiff.changes.block_homes import OF_THE_FILE, homes_of, is_label
from cfrdiff.changes.block_pairs import BlockPairs, pair_blocks
from cfrdiff.changes.block_places import Kept, moved_among
from cfrdiff.changes.cells import ColumnPairs, Tables, is_row
from cfrdiff.changes.counterparts import Counterpart, reunited
from cfrdiff.changes.model import (
    BlockChange,
    BlockKind,
    CellChange,
    Edit,
    Field,
    KeptBlock,
    SectionChange,
    Significance,
)
from cfrdiff.changes.row_edits import Rows
from cfrdiff.changes.row_settings import OTHER_HEADS, OTHER_ROW, RowSettings
from cfrdiff.changes.section_texts import of_sections
from cfrdiff.changes.significance import heavier, weight_of_block, weight_of_governing
from cfrdiff.changes.worded import is_worded
from cfrdiff.model import Block, Edition

_Numbers = Mapping[str | None, str | None]


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
    pairs = reunited(
        [
            *of_sections(before, after, went, sections),
            *_between(before, after, went, paragraphs),
        ]
    )
    tables = Tables(before.blocks), Tables(after.blocks)
    columns = ColumnPairs((one.row for one in pairs if one.row), *tables)
    rows = Rows(*tables, columns, exact)
    pairs = _with_settings(pairs, before, after, columns)
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


def _with_settings(
    pairs: Sequence[Counterpart], before: Edition, after: Edition, columns: ColumnPairs
) -> list[Counterpart]:
    """The same, with what the rows of tables stand under otherwise."""
    became = {
        one.place_after[1]: one.place_before[1]
        for one in pairs
        if one.place_before and one.place_after and one.is_block
    }
    settings = RowSettings(before.blocks, after.blocks, became, columns)
    found = {j: setting for j, i in became.items() if (setting := settings.of(i, j))}
    return [
        msgspec.structs.replace(one, setting=found[one.place_after[1]])
        if one.place_after and one.is_block and one.place_after[1] in found
        else one
        for one in pairs
    ]


def _change(id: str, one: Counterpart, rows: Rows, exact: bool) -> BlockChange:
    edits, cells = _edits(one, rows, exact)
    kind = _kind(one, edits, exact)
    significance, reasons = _weight(one, kind, edits)
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
        block_before=one.block_before,
        entry_before=one.entry_before,
        entry=one.entry,
    )


def _weight(
    one: Counterpart, kind: BlockKind, edits: Sequence[Edit]
) -> tuple[Significance, tuple[str, ...]]:
    if not one.setting:
        return weight_of_block(one.block, kind, edits)
    weight, why = weight_of_governing(one.setting)
    if not edits and not one.is_moved:
        return weight, why
    own, reasons = weight_of_block(one.block, kind, edits)
    return heavier(own, weight), (*reasons, *why)


def _edits(
    one: Counterpart, rows: Rows, exact: bool
) -> tuple[tuple[Edit, ...], tuple[CellChange, ...]]:
    if one.before is None or one.after is None or one.before == one.after:
        return (), ()
    if one.row is not None:
        return rows.edits(*one.row)
    field: Field = "heading" if one.block.endswith("-heading") else "text"
    return text_edits(one.before, one.after, exact, field), ()


def _kind(one: Counterpart, edits: Sequence[Edit], exact: bool) -> BlockKind:
    if one.before is None or one.after is None:
        return "added" if one.before is None else "removed"
    if one.is_moved or (one.before == one.after and one.setting in (OTHER_HEADS, OTHER_ROW)):
        return "moved"
    return "revised" if is_worded(edits, exact) else "unchanged"


def _between(
    before: Edition, after: Edition, went: _Numbers, paragraphs: Kept
) -> Iterator[Counterpart]:
    """All blocks between paragraphs, in the newer edition's order; what went stands behind what it
    stood behind.
    """
    compared = _comparable(before, after)
    homes = homes_of(before, went), homes_of(after, {})
    found = pair_blocks(before.blocks, after.blocks, homes, compared)
    moved = found.moved | moved_among(before, after, found, went, paragraphs)
    moved |= set(renumbered(found.pairs, *homes))
    came_from = {new: old for old, new in went.items()}
    for i, j in _in_order(len(before.blocks), len(after.blocks), found):
        old = None if i is None else (i, before.blocks[i])
        new = None if j is None else (j, after.blocks[j])
        one = _counterpart(old, new, (went, came_from), compared)
        yield msgspec.structs.replace(
            one,
            is_moved=one.block_before is not None or j in moved,
            entry_before="" if i is None else cite_of(homes[0][i]),
            entry="" if j is None else cite_of(homes[1][j]),
        )


_Placed = tuple[int, Block]


def _counterpart(
    old: _Placed | None,
    new: _Placed | None,
    numbers: tuple[_Numbers, _Numbers],
    compared: frozenset[str],
) -> Counterpart:
    """A block of both editions, or of one; `numbers` are the newer ones of sections, and the older
    ones. What is set as another kind is named by both.
    """
    (one, *_) = present = [placed[1] for placed in (new, old) if placed is not None]
    is_comparable = one.kind in compared and not all(is_label(block.text) for block in present)
    if old is None or new is None:
        return Counterpart(
            one.kind,
            old[1].after if old else numbers[1].get(one.after, one.after),
            new[1].after if new else numbers[0].get(one.after, one.after),
            ("block", old[0]) if old else None,
            ("block", new[0]) if new else None,
            old[1].text if old else None,
            new[1].text if new else None,
            is_compared=is_comparable,
        )
    (i, was), (j, block) = old, new
    return Counterpart(
        block.kind,
        was.after,
        block.after,
        ("block", i),
        ("block", j),
        was.text,
        block.text,
        block_before=was.kind if was.kind != block.kind else None,
        is_compared=is_comparable,
        row=(was, block) if is_row(was) and is_row(block) else None,
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
