"""The edits between two rows of a table, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes.cells import CellText, ColumnPairs, Columns, Tables, cells_of, row_head
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Cell, CellChange, Edit, Span
from cfrdiff.changes.patch import patch
from cfrdiff.changes.weighing import as_category
from cfrdiff.errors import ConflictError
from cfrdiff.model import Block

_Kind = Literal["revised", "added", "removed", "moved"]


class _Made(msgspec.Struct, frozen=True):
    """An edit and the cell it is in, by their places in both rows."""

    edit: Edit
    kind: _Kind
    old: CellText | None
    new: CellText | None


class Rows:
    """Compares the rows of two editions' tables."""

    def __init__(self, olds: Tables, news: Tables, columns: ColumnPairs, exact: bool) -> None:
        """`exact` is False where a text may be misread (OCR)."""
        self._olds, self._news, self._columns, self._exact = olds, news, columns, exact

    def edits(self, old: Block, new: Block) -> tuple[tuple[Edit, ...], tuple[CellChange, ...]]:
        """The edits from one row to the other, and the cell of each."""
        made = _closed(old.text, new.text, self._made(old, new))
        edits = tuple(one.edit for one in made)
        if _leads(old.text, new.text, edits):
            return edits, tuple(self._named(old, new, one) for one in made)
        # A row that is written in no usual way is compared as one text.
        return find_edits(old.text, new.text, self._exact), ()

    def _made(self, old: Block, new: Block) -> list[_Made]:
        ours, theirs = cells_of(old), cells_of(new)
        pairs = _pairs(ours, theirs, self._columns.of(old, new))
        fixed = rising(pairs)
        moved = sorted(set(pairs) - set(fixed))
        made = [
            one
            for i, j in fixed
            for one in _revised(ours[i], theirs[j], old.text, new.text, self._exact)
        ]
        made += _alone(old.text, new.text, ours, theirs, fixed, moved)
        return sorted(made, key=lambda one: (one.edit.before_span, one.edit.after_span))

    def _named(self, old: Block, new: Block, one: _Made) -> CellChange:
        return CellChange(
            one.kind, _cell(old, one.old, self._olds), _cell(new, one.new, self._news)
        )


def _cell(row: Block, cell: CellText | None, tables: Tables) -> Cell | None:
    """The name of a cell of a row."""
    if cell is None:
        return None
    return Cell(row_head(row), tables.head(row, cell.column), cell.column + 1)


def _pairs(
    ours: Sequence[CellText], theirs: Sequence[CellText], columns: Columns
) -> list[tuple[int, int]]:
    """Cells of one column; what is left in order, where as many are left in both rows: a cell may
    take several columns.
    """
    # Column heads on two levels begin in the same column.
    at: dict[int | None, list[int]] = defaultdict(list)
    for j, cell in enumerate(theirs):
        at[cell.column].append(j)
    pairs = [
        (i, at[column].pop(0))
        for i, cell in enumerate(ours)
        if (column := columns.get(cell.column)) is not None and at[column]
    ]
    left = sorted(set(range(len(ours))) - {i for i, _ in pairs})
    right = sorted(set(range(len(theirs))) - {j for _, j in pairs})
    if len(ours) == len(theirs):
        pairs += zip(left, right, strict=True)
    return sorted(pairs)


def _revised(old: CellText, new: CellText, before: str, after: str, exact: bool) -> Iterator[_Made]:
    if old.text and new.text:
        for edit in find_edits(old.text, new.text, exact):
            yield _Made(_shifted(edit, old.span[0], new.span[0]), "revised", old, new)
    elif old.text or new.text:
        spans = _trimmed(before, after, old.room, new.room)
        words = _whole(old.text, new.text, exact)
        yield _Made(_placed(words, before, after, *spans), "revised", old, new)


def _whole(old: str, new: str, exact: bool) -> Edit:
    """The edit by which a whole cell came or went; an empty one is a matter of type."""
    found = find_edits(old, new, exact)
    if found:
        return next((one for one in found if one.significance == "substantive"), found[0])
    empty = Edit(old, new, (0, len(old)), (0, len(new)), "typography")
    return as_category(empty, "typography", "an empty cell")


def _shifted(edit: Edit, old: int, new: int) -> Edit:
    (a, b), (c, d) = edit.before_span, edit.after_span
    return msgspec.structs.replace(
        edit, before_span=(a + old, b + old), after_span=(c + new, d + new)
    )


def _placed(edit: Edit, before: str, after: str, old: Span, new: Span) -> Edit:
    """An edit of a cell as one of these stretches of two rows."""
    return msgspec.structs.replace(
        edit,
        before=before[slice(*old)],
        after=after[slice(*new)],
        before_span=old,
        after_span=new,
    )


def _trimmed(before: str, after: str, old: Span, new: Span) -> tuple[Span, Span]:
    """Two stretches without the spaces that both begin and end with."""
    (a, b), (c, d) = old, new
    while a < b and c < d and before[a] == after[c] == " ":
        a, c = a + 1, c + 1
    while a < b and c < d and before[b - 1] == after[d - 1] == " ":
        b, d = b - 1, d - 1
    return (a, b), (c, d)


def _alone(
    before: str,
    after: str,
    ours: Sequence[CellText],
    theirs: Sequence[CellText],
    fixed: Sequence[tuple[int, int]],
    moved: Sequence[tuple[int, int]],
) -> Iterator[_Made]:
    """Edits of cells that came, went or moved: each with the bar that stands before it, or behind
    it at the beginning of a row.
    """
    went, came = dict(moved), {j: i for i, j in moved}
    ends = [(-1, -1), *fixed, (len(ours), len(theirs))]
    for (i, j), (k, m) in pairwise(ends):
        at_new = _start(theirs, j)
        for n in range(i + 1, k):
            span = _piece(ours, n, k, i)
            partner = went.get(n)
            yield _Made(
                _placed(_whole(ours[n].text, "", True), before, after, span, (at_new, at_new)),
                "removed" if partner is None else "moved",
                ours[n],
                None if partner is None else theirs[partner],
            )
        at_old = _piece(ours, k - 1, k, i)[1] if k - 1 > i else _start(ours, i)
        for n in range(j + 1, m):
            span = _piece(theirs, n, m, j)
            partner = came.get(n)
            yield _Made(
                _placed(_whole("", theirs[n].text, True), before, after, (at_old, at_old), span),
                "added" if partner is None else "moved",
                None if partner is None else ours[partner],
                theirs[n],
            )


def _start(cells: Sequence[CellText], fixed: int) -> int:
    """Where what stands behind a fixed cell begins."""
    return cells[fixed].span[1] if fixed >= 0 else 0


def _piece(cells: Sequence[CellText], n: int, end: int, fixed: int) -> Span:
    """A cell that stands between two fixed ones, with one bar."""
    if fixed >= 0:
        return cells[n - 1].span[1], cells[n].span[1]
    following = cells[n + 1].span[0] if n + 1 < len(cells) else cells[n].span[1]
    return cells[n].span[0] if n else 0, following


def _closed(before: str, after: str, made: Sequence[_Made]) -> list[_Made]:
    """The edits, each with the spaces round a bar behind it that differ too: an empty cell has
    fewer.
    """
    found: list[_Made] = []
    for k, one in enumerate(made):
        edit = one.edit
        behind = made[k + 1].edit if k + 1 < len(made) else None
        a, c = edit.before_span[1], edit.after_span[1]
        b = behind.before_span[0] if behind else len(before)
        d = behind.after_span[0] if behind else len(after)
        if before[a:b] != after[c:d]:
            same = _common_end(before[a:b], after[c:d])
            old, new = (edit.before_span[0], b - same), (edit.after_span[0], d - same)
            edit = _placed(edit, before, after, old, new)
        found.append(msgspec.structs.replace(one, edit=edit))
    return found


def _common_end(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _leads(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """Whether the edits make one row of the other, in both directions."""
    try:
        there = patch(before, edits)
        back = patch(after, [edit.invert() for edit in edits])
    except ConflictError:
        return False
    return there == after and back == before
