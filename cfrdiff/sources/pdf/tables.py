"""Tables of a column: where they stand, their rows, and the cells of each.

GPO rules its tables: a line across above and below the heads and at the end, and one down between
two columns, drawn anew for every row. Rows of type between such lines are the table's; what stands
above and below it in the same type is its title and its notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.model import TableRow
from cfrdiff.sources.pdf.aligned import LEAST_CELLS, aligned
from cfrdiff.sources.pdf.bands import touching
from cfrdiff.sources.pdf.cells import Grid, cell_lines, row_lines
from cfrdiff.sources.pdf.leaders import in_leaders
from cfrdiff.sources.pdf.rows import CellPart, Row
from cfrdiff.sources.pdf.runs import Ruled, Sheet, Upright, family
from cfrdiff.sources.pdf.strips import pieces_of

# A rule of a table goes over so much of its column.
_ACROSS = 0.6
# What goes over less than so much of the widest rule stands below a head of several columns.
_AS_WIDE = 0.9
# Points within which two lines touch.
_TOUCH = 3.0
# A rule stands at most so far above the first row of its column, in points, or below the last.
_ABOVE = 14.0
# Type of the same size, in points.
_SAME_SIZE = 0.6
# A new paragraph of a note is indented by so many ems.
_INDENT = 0.4

Type = tuple[str, float]


class Region(msgspec.Struct, frozen=True):
    """Where a ruled table stands in its column: from its first line to its last, in points.

    `heads_end` is where the line below the heads is, None where there are none; `is_closed` says
    that it ends in a rule.
    """

    top: float
    bottom: float
    heads_end: float | None
    is_closed: bool
    ruled: list[Ruled]
    uprights: list[Upright]


class Tables:
    """Sets the tables of a document in cells, column by column in reading order."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        drawn: dict[Type, int] = {}
        for sheet in sheets:
            for run in sheet.runs:
                drawn[run.font, run.size] = drawn.get((run.font, run.size), 0) + len(run.text)
        sizes: Counter[Type] = Counter()
        for (font, size), length in drawn.items():
            sizes[family(font), size] += length
        self._body: Type = max(sizes, key=lambda one: sizes[one], default=("", 0.0))
        self._table = 0
        self._heads: tuple[str, ...] = ()  # of the last table, where that is not closed
        self._is_open = False
        self._ended_on: Sheet | None = None  # the page of a table that nothing has followed yet

    def set_in_cells(self, rows: list[Row], sheet: Sheet) -> Iterator[Row]:
        """The rows of a column with those of tables as the lines of their cells."""
        at = 0
        found = [
            (region, inside)
            for region in regions(rows, sheet)
            if (inside := _inside(rows, region)) is not None
        ]
        for n, (region, (first, last)) in enumerate(found):
            type_ = type_of(rows[first])
            title = first
            while title > at and self._is_beside(rows[title - 1], type_):
                title -= 1
            limit = found[n + 1][1][0] if n + 1 < len(found) else len(rows)
            end = last
            while end < limit and self._is_beside(rows[end], type_):
                end += 1
            if end == limit < len(rows):
                end = _widest_gap(rows, last, limit)
            yield from self._text(rows[at:title])
            yield from self._table_rows(
                rows[title:first], rows[first:last], rows[last:end], region, sheet
            )
            at = end
        yield from self._text(rows[at:])

    def _text(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Rows outside of ruled tables; some may be those of a table without rules."""
        if not rows:
            return
        self._is_open, self._ended_on = False, None
        others: list[Row] = []
        for row in in_leaders(rows, self._table + 1):
            if isinstance(row, int):
                self._table = row
            elif row.cell is None:
                others.append(row)
            else:
                yield from self._aligned(others)
                others = []
                yield row
        yield from self._aligned(others)

    def _aligned(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Rows of text; those whose cells stand below one another are a table's."""
        at = 0
        if any(len(row.runs) >= LEAST_CELLS for row in rows):
            pieces = [pieces_of(row.runs, 0) for row in rows]
            for first, end in aligned(pieces):
                yield from rows[at:first]
                self._table += 1
                table_row = TableRow(self._table, tuple(range(len(pieces[first]))), ())
                for row, cells in zip(rows[first:end], pieces[first:end], strict=True):
                    yield from row_lines(table_row, [[cell.runs] for cell in cells], row)
                at = end
        yield from rows[at:]

    def _is_beside(self, row: Row, type_: Type) -> bool:
        """Whether a row above or below a table is its title or its note."""
        own = type_of(row)
        if own[0] != self._body[0]:
            return own[0] == type_[0]
        return own[0] == type_[0] and abs(own[1] - type_[1]) < _SAME_SIZE < self._body[1] - own[1]

    def _table_rows(
        self,
        title: Sequence[Row],
        inside: Sequence[Row],
        notes: Sequence[Row],
        region: Region,
        sheet: Sheet,
    ) -> Iterator[Row]:
        grid = Grid.of(inside, region.uprights, region.ruled, region.heads_end)
        found = list(cell_lines(inside, grid))
        heads = tuple(
            "".join(run.text for run in row.runs)
            for row in inside
            if region.heads_end is not None and row.baseline < region.heads_end
        )
        follows = self._is_open or (self._ended_on is not None and self._ended_on is not sheet)
        goes_on = follows and not title and bool(heads) and heads == self._heads
        if not goes_on:
            self._table += 1
        yield from self._plain(title)
        for row in found:
            cell = row.cell
            assert cell is not None
            if goes_on and region.heads_end is not None and row.baseline < region.heads_end:
                cell = CellPart(cell.opens, None, repeats=True)
            elif cell.row is not None:
                numbered = msgspec.structs.replace(cell.row, table=self._table)
                cell = msgspec.structs.replace(cell, row=numbered)
            yield msgspec.structs.replace(row, cell=cell)
        yield from self._plain(notes)
        self._heads = heads
        self._is_open = not region.is_closed and not notes
        self._ended_on = None if notes else sheet

    def _plain(self, rows: Sequence[Row]) -> Iterator[Row]:
        """A title or notes, with the first lines of their paragraphs marked."""
        edge = min((row.x0 for row in rows), default=0.0)
        for n, row in enumerate(rows):
            opens = n == 0 or _INDENT * row.size < row.x0 - edge < 2 * row.size
            yield msgspec.structs.replace(row, cell=CellPart(opens, TableRow(self._table)))


def type_of(row: Row) -> Type:
    """The family and size of most of a row's characters."""
    sizes: Counter[Type] = Counter()
    for run in row.runs:
        sizes[family(run.font), run.size] += len(run.text)
    return max(sizes, key=lambda one: sizes[one])


def _inside(rows: Sequence[Row], region: Region) -> tuple[int, int] | None:
    """Where the rows of a table begin and end, None where there are none."""
    inside = [i for i, row in enumerate(rows) if _is_in(row, region)]
    return (inside[0], inside[-1] + 1) if inside else None


def _widest_gap(rows: Sequence[Row], first: int, last: int) -> int:
    """Where the notes of one table end and the title of the next begins, between the two."""
    places = range(first, last + 1)
    return max(places, key=lambda i: (rows[i].baseline - rows[i - 1].baseline, -i))


def _is_in(row: Row, region: Region) -> bool:
    return region.top <= row.baseline <= region.bottom + row.size / 4


def regions(rows: Sequence[Row], sheet: Sheet) -> Iterator[Region]:
    """The ruled tables of a column from top to bottom."""
    if not rows or not sheet.uprights:
        return
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    top, bottom = rows[0].top - _ABOVE, rows[-1].bottom + _ABOVE
    ruled = [
        one
        for one in sheet.ruled
        if left - _TOUCH < one.x1 and one.x0 < right + _TOUCH and top < one.y < bottom
    ]
    uprights = [
        one
        for one in sheet.uprights
        if left < one.x < right and top < one.top and one.bottom < bottom + _ABOVE
    ]
    full = [one for one in ruled if one.x1 - one.x0 >= _ACROSS * (right - left)]
    for begin, end in touching(full, uprights):
        down = [one for one in uprights if begin - _TOUCH <= one.top and one.bottom <= end + _TOUCH]
        places = _widest([one for one in full if begin - 1 <= one.y <= end + 1])
        if places and down:
            inside = [one for one in ruled if begin - 1 <= one.y <= end + 1]
            yield _region(begin, end, places, inside, down)


def _widest(ruled: Sequence[Ruled]) -> list[float]:
    """The places of the rules that are as wide as the widest."""
    widest = max((one.x1 - one.x0 for one in ruled), default=0.0)
    return [one.y for one in ruled if one.x1 - one.x0 >= _AS_WIDE * widest]


def _region(
    begin: float, end: float, full: list[float], ruled: list[Ruled], uprights: list[Upright]
) -> Region:
    """A table from `begin` to `end`; `full` are the places of the rules all across it."""
    heads_end = full[1] if len(full) > 1 and full[1] < end - _TOUCH else None
    is_closed = len(full) > 1 and abs(full[-1] - end) < _TOUCH
    return Region(begin, end, heads_end, is_closed, ruled, uprights)
