"""Tables without rules: cells that stand below one another on several base lines.

    Port            Fee            Days
    North           $1             Ten
    South           $2             Six

Text of one column has no such gaps, and that of two columns begins at the edge of the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.pdf.strips import Piece

# A table has at least so many rows of at least so many cells.
_LEAST_ROWS, LEAST_CELLS = 3, 3
# Points within which cells begin, end or have their middle at one place.
_ONE_PLACE = 2.5
# The cells of a row stand at least so many ems apart, and its rows no further than so many.
_APART, _STEP = 1.2, 3.0
# A column of print begins so near its edge, or indented by no more than so many ems.
_BESIDE_EDGE, _INDENT = 2.0, 3.0

Range = tuple[int, int]


def aligned(rows: Sequence[Sequence[Piece]], gutters: Sequence[Gutter] = ()) -> Iterator[Range]:
    """Where the rows of tables begin and end among base lines, each in pieces from left to right.

    Where there are `gutters`, what begins at the edge of a column is text of that column.
    """
    first = 0
    while first < len(rows):
        end = first + 1
        if _may_be_row(rows[first], gutters):
            while end < len(rows) and _goes_on(rows[first], rows[end - 1], rows[end]):
                end += 1
            if end - first >= _LEAST_ROWS:
                yield first - (first > 0 and _are_heads(rows[first - 1], rows[first])), end
        first = end


def _may_be_row(row: Sequence[Piece], gutters: Sequence[Gutter]) -> bool:
    if len(row) < LEAST_CELLS:
        return False
    return _are_apart(row) and not any(_begins_column(piece, gutters) for piece in row[1:])


def _are_heads(row: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether what stands above the first row of a table are the heads of its cells."""
    if len(row) != len(below) or below[0].baseline - row[0].baseline > _STEP * below[0].size:
        return False
    heads = zip(row, row[1:], below, below[1:], strict=False)
    return _are_apart(row) and all(
        head.x1 < right.x0 and after.x0 > left.x1 for head, after, left, right in heads
    )


def _are_apart(row: Sequence[Piece]) -> bool:
    return all(b.x0 - a.x1 >= _APART * max(a.size, b.size) for a, b in pairwise(row))


def _begins_column(piece: Piece, gutters: Sequence[Gutter]) -> bool:
    return any(-_BESIDE_EDGE <= piece.x0 - b <= _INDENT * piece.size for _, b in gutters)


def _goes_on(first: Sequence[Piece], before: Sequence[Piece], row: Sequence[Piece]) -> bool:
    """Whether a row has its cells where those of the first row of a table are, right below."""
    if len(row) != len(first) or row[0].baseline - before[0].baseline > _STEP * row[0].size:
        return False
    return all(_is_below(one, other) for one, other in zip(first, row, strict=True))


def _is_below(one: Piece, other: Piece) -> bool:
    shifts = (other.x0 - one.x0, other.x1 - one.x1, (other.x0 + other.x1 - one.x0 - one.x1) / 2)
    return any(abs(shift) <= _ONE_PLACE for shift in shifts)
