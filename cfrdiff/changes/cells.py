"""Tables as rows and cells: where the cells of a row stand, what their columns are called, and
which column of one edition is which of the other.

A row is a block of its own, its cells between bars.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cfrdiff.align.assignment import assign
from cfrdiff.changes.parts import Span
from cfrdiff.changes.thresholds import (
    COLUMN_IN_PLACE,
    SAME_COLUMN_CELLS,
    SAME_COLUMN_HEAD,
)
from cfrdiff.model import Block

BAR = "|"
# The row that a table's column heads stand in.
HEAD_ROW = "column heads"

Table = int | None


class CellText(msgspec.Struct, frozen=True):
    """A cell of a row: its words at `span`, and at `room` all between its bars; `column` is the
    column it begins in.
    """

    text: str
    span: Span
    room: Span
    column: int


def cells_of(block: Block) -> list[CellText]:
    """The cells of a row, in order; one where it is no row."""
    rooms: list[Span] = []
    at = 0
    for piece in block.text.split(BAR):
        rooms.append((at, at + len(piece)))
        at += len(piece) + len(BAR)
    known = block.row.columns if block.row else ()
    columns = known if len(known) == len(rooms) else range(len(rooms))
    return [_cell(block.text, room, column) for room, column in zip(rooms, columns, strict=True)]


def _cell(text: str, room: Span, column: int) -> CellText:
    piece = text[slice(*room)]
    start = room[0] + len(piece) - len(piece.lstrip())
    words = piece.strip()
    return CellText(words, (start, start + len(words)) if words else room, room, column)


def is_row(block: Block) -> bool:
    """Whether a block is a row of several cells."""
    return block.kind == "table" and BAR in block.text


def is_head(block: Block) -> bool:
    """Whether it is a row of column heads."""
    return block.row is not None and bool(block.row.levels)


def row_head(block: Block) -> str:
    """The head of a row, the first cell that holds anything; "" where a block is no row."""
    if not is_row(block):
        return ""
    if is_head(block):
        return HEAD_ROW
    return next((cell.text for cell in cells_of(block) if cell.text), "")


class Tables:
    """The column heads of an edition's tables."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._heads: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for block in blocks:
            if block.row is not None and len(block.row.levels) == block.text.count(BAR) + 1:
                cells = zip(block.row.levels, cells_of(block), strict=True)
                self._heads[block.row.table] += [(n, cell.column, cell.text) for n, cell in cells]

    def head(self, block: Block, column: int) -> str:
        """The head of a column in the table of a row: ``Fee, small entity`` where one head stands
        under another; "" where there is none.
        """
        over: dict[int, tuple[int, str]] = {}
        for level, first, text in self._heads[block.row.table] if block.row else ():
            if first <= column and (level not in over or over[level][0] <= first):
                over[level] = first, text
        # What stands under another head begins in its column or behind it.
        named: list[str] = []
        least = 0
        for _, (first, text) in sorted(over.items()):
            if first >= least:
                least = first
                named += [text] if text and text not in named else []
        return ", ".join(named)


Columns = Mapping[int, int]


class ColumnPairs:
    """Which column became which, for each pair of tables."""

    def __init__(
        self, rows: Iterable[tuple[Block, Block]], old_tables: Tables, new_tables: Tables
    ) -> None:
        """`rows` are the rows that were paired."""
        self._heads = old_tables, new_tables
        self._rows: dict[tuple[Table, Table], list[tuple[Block, Block]]] = defaultdict(list)
        for old, new in rows:
            self._rows[_table(old), _table(new)].append((old, new))
        self._found: dict[tuple[Table, Table], Columns] = {}

    def of(self, old: Block, new: Block) -> Columns:
        """The newer column of each older one that is still there, in the tables of two rows."""
        key = _table(old), _table(new)
        if key not in self._found:
            rows = (self._rows[key] if None not in key else []) or [(old, new)]
            pairs = _pair_columns(rows, *self._heads)
            if None in key:
                return pairs
            self._found[key] = pairs
        return self._found[key]


def _table(block: Block) -> Table:
    return block.row.table if block.row else None


def _pair_columns(rows: Sequence[tuple[Block, Block]], olds: Tables, news: Tables) -> Columns:
    """Columns of the same head, or with the same cells; what is left in order, where as many are
    left on both sides.
    """
    same: Counter[tuple[int, int]] = Counter()
    filled: Counter[int] = Counter()
    left: dict[int, str] = {}
    right: dict[int, str] = {}
    for old, new in rows:
        ours, theirs = cells_of(old), cells_of(new)
        left |= {cell.column: "" for cell in ours if cell.column not in left}
        right |= {cell.column: "" for cell in theirs if cell.column not in right}
        places: dict[str, list[int]] = defaultdict(list)
        for cell in theirs:
            places[cell.text].append(cell.column)
        for cell in ours:
            filled[cell.column] += 1
            same.update((cell.column, column) for column in places[cell.text])
    old, new = rows[0]
    left = {column: olds.head(old, column) for column in left}
    right = {column: news.head(new, column) for column in right}
    if sorted(left) == sorted(right) and left == right:
        return {column: column for column in left}
    offers = [
        (i, j, gain)
        for i in left
        for j in right
        if (gain := _likeness_of_columns(left[i], right[j], same[i, j] / max(1, filled[i]))) > 0
    ]
    placed = [(i, j, gain + COLUMN_IN_PLACE * (i == j)) for i, j, gain in offers]
    pairs = {i: j for i, j, _ in assign(placed)}
    alone = [i for i in sorted(left) if i not in pairs]
    waiting = [j for j in sorted(right) if j not in pairs.values()]
    if len(alone) == len(waiting):
        pairs |= dict(zip(alone, waiting, strict=True))
    return pairs


def _likeness_of_columns(old: str, new: str, share: float) -> float:
    """What two columns have in common: the head, and a share of the cells."""
    head = SAME_COLUMN_HEAD if old and old == new else 0.0
    return head + (SAME_COLUMN_CELLS * share if share or head else 0.0)
