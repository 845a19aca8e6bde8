"""How the rows of a table are set: which column heads and which row each cell stands under.

The words of two rows may be the same, and say another thing: a figure that spans three columns
holds for all three, and a row that is set in is a case of the row above it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cfrdiff.changes.cells import BAR, ColumnPairs, is_head
from cfrdiff.model import Block, TableRow

# Rows of the table in significance.toml.
OTHER_HEADS = "under other column heads"
OTHER_ROW = "under another row"
SAME_HEADS = "set otherwise under the same heads"


class RowSettings:
    """Compares how the rows of two editions' tables are set."""

    def __init__(
        self,
        olds: Sequence[Block],
        news: Sequence[Block],
        pairs: Mapping[int, int],
        columns: ColumnPairs,
    ) -> None:
        """`pairs` are the places of older blocks by those of the newer ones they became; `columns`
        know the tables of all of them.
        """
        self._blocks = olds, news
        self._above = dict(_above(olds)), dict(_above(news))
        self._pairs, self._columns = pairs, columns

    def of(self, i: int, j: int) -> str:
        """What a row that both editions have stands under otherwise; empty where it is set alike
        or is no row.
        """
        old, new = self._blocks[0][i], self._blocks[1][j]
        if old.row is None or new.row is None or _setting(old.row) == _setting(new.row):
            return ""
        if _count(old) != _count(new) or not (_is_whole(old) and _is_whole(new)):
            return ""  # cells came or went, which is said of them
        if self._are_heads_others(old, old.row, new, new.row):
            return OTHER_HEADS
        return OTHER_ROW if self._is_under_another(i, j) else SAME_HEADS

    def _are_heads_others(self, old: Block, one: TableRow, new: Block, other: TableRow) -> bool:
        """Whether a cell stands under other column heads."""
        if is_head(old) or is_head(new):
            return _over(one.levels) != _over(other.levels)
        if _count(old) == 1:
            return False  # it heads the rows below it, however wide it is set
        became = self._columns.of(old, new)
        return any(
            {became.get(column, column) for column in ours} != set(theirs)
            for ours, theirs in zip(_taken(one), _taken(other), strict=True)
        )

    def _is_under_another(self, i: int, j: int) -> bool:
        above = self._above[0].get(i), self._above[1].get(j)
        if None in above:
            return above[0] != above[1]
        return self._pairs.get(above[1] or 0) != above[0]


def _setting(row: TableRow) -> tuple[object, ...]:
    return row.columns, row.levels, row.spans, row.indent


def _count(block: Block) -> int:
    return block.text.count(BAR) + 1


def _is_whole(block: Block) -> bool:
    """Whether the place of every cell is known; a bar may be part of a cell."""
    return block.row is not None and len(block.row.columns) == _count(block)


def _over(levels: Sequence[int]) -> list[int | None]:
    """Of each column head the one it stands under, by their places."""
    found: list[int | None] = []
    for k, level in enumerate(levels):
        higher = (at for at in range(k - 1, -1, -1) if levels[at] < level)
        found.append(next(higher, None))
    return found


def _taken(row: TableRow) -> list[range]:
    """The columns that each cell takes."""
    spans = row.spans or (1,) * len(row.columns)
    return [range(c, c + width) for c, width in zip(row.columns, spans, strict=True)]


def _above(blocks: Sequence[Block]) -> Iterator[tuple[int, int | None]]:
    """The row that each row stands under: the nearest above it that is less set in."""
    open_rows: dict[int, list[int]] = defaultdict(list)
    for k, block in enumerate(blocks):
        row = block.row
        if row is None or not row.columns or row.levels:
            continue
        stack = open_rows[row.table]
        while stack and _indent(blocks[stack[-1]]) >= row.indent:
            stack.pop()
        yield k, stack[-1] if stack else None
        stack.append(k)


def _indent(block: Block) -> int:
    return block.row.indent if block.row else 0
