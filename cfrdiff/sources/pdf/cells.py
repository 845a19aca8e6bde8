"""The rows of type of a table → the cells they make, row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from cfrdiff.model import TableRow
from cfrdiff.sources.pdf.rows import CellPart, Row, row_of
from cfrdiff.sources.pdf.runs import Ruled, Run, Upright

# Points within which lines stand at one place.
_ONE_PLACE = 2.5
# Dots that lead from one cell to the next; what stands behind them is the next cell's.
_LEADERS = re.compile(
    r"(?<!\s)\s*+(?:(?:\.\s*+){3,}|\.\.\s++(?=\S)|(?<!\S)\.\.\s*+$)",
)
_BAR = " |"
# Of a table without lines between its rows: the next row stands so much further below than the next
# line of a cell, which stands at least so many ems below.
_NEXT_ROW, _LEAST_STEP = 1.25, 0.7

Key = tuple[int, int, int]  # row of cells (heads first), column, level of a head


class Grid(msgspec.Struct, frozen=True):
    """Where the columns and rows of a table part; `heads_end` is None where it has no heads.

    `spanners` are lines within the heads: what stands above one is a head of several columns.
    """

    edges: list[float]
    uprights: list[Upright]
    parts: list[float]
    heads_end: float | None
    spanners: list[Ruled]

    @classmethod
    def of(
        cls,
        rows: Sequence[Row],
        uprights: Sequence[Upright],
        ruled: Sequence[Ruled],
        heads_end: float | None,
    ) -> Grid:
        """What the lines of a table show."""
        edges = _places(one.x for one in uprights)
        below = heads_end if heads_end is not None else 0.0
        parts = [one.top for one in uprights if one.top > below - _ONE_PLACE]
        parts += [one.y for one in ruled if one.y > below - _ONE_PLACE]
        first = min((one.y for one in ruled), default=0.0)
        parts = _places(parts) or [below]
        body = [row for row in rows if row.baseline > below]
        if body and not any(body[0].baseline < part < body[-1].baseline for part in parts):
            parts += _by_base_lines(body, edges)
        spanners = [one for one in ruled if first + _ONE_PLACE < one.y < below - _ONE_PLACE]
        return cls(edges, list(uprights), sorted(parts), heads_end, spanners)

    def key(self, run: Run, baseline: float) -> Key:
        """The cell a run stands in; `baseline` is its row's."""
        middle = (run.x0 + run.x1) / 2
        if self.heads_end is None or baseline > self.heads_end:
            # A cell of text begins at its left, and leaders may lead out of it at its right.
            column = self.column_at(min(middle, run.x0 + run.size), baseline)
            return 1 + bisect_right(self.parts, baseline - run.size / 2), column, 0
        over = [one for one in self.spanners if one.x0 <= middle <= one.x1]
        if any(baseline < one.y for one in over):
            spanner = next(one for one in over if baseline < one.y)
            return 0, bisect_right(self.edges, spanner.x0 + 2 * _ONE_PLACE), 1
        return 0, bisect_right(self.edges, middle), 2 if over else 1

    def column_at(self, x: float, y: float) -> int:
        """The column of the cell at a place; a cell that goes over several is in its first."""
        here = [one.x for one in self.uprights if one.top - 1 < y < one.bottom + 1]
        if not here:
            return bisect_right(self.edges, x)
        left = max((edge for edge in here if edge <= x), default=0.0)
        return bisect_right(self.edges, left + _ONE_PLACE) if left else 0


def _by_base_lines(body: Sequence[Row], edges: Sequence[float]) -> Iterator[float]:
    """Where the rows of a table part that has no lines between them: behind more than the usual
    step; and above a base line on which all columns begin, unless others show that cells take
    several lines in the usual step.
    """
    columns = [{bisect_right(edges, run.x0 + run.size) for run in row.runs} for row in body]
    every = set().union(*columns)
    steps = [below.baseline - row.baseline for row, below in pairwise(body)]
    least = min((step for step in steps if step > body[0].size * _LEAST_STEP), default=0.0)
    wide = [step > _NEXT_ROW * least for step in steps]
    wraps = any(own != every and not apart for own, apart in zip(columns[1:], wide, strict=True))
    by_step = wraps and any(wide)
    for row, own, apart in zip(body[1:], columns[1:], wide, strict=True):
        if apart or (own == every and not by_step):
            yield row.baseline - row.size


def _places(found: Iterable[float]) -> list[float]:
    """Places in order, those that are near one another made one."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _ONE_PLACE:
            places.append(place)
    return places


def cell_lines(rows: Sequence[Row], grid: Grid) -> Iterator[Row]:
    """The printed lines of all cells, cell by cell; the bars that part cells stand with them."""
    cells: dict[Key, dict[float, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        baseline = row.baseline
        for run in row.runs:
            for part in _parted(run, grid):
                key = grid.key(part, baseline)
                cells[key][baseline].append(part)
    by_row: dict[int, list[Key]] = defaultdict(list)
    for key in sorted(cells):
        by_row[key[0]].append(key)
    model = rows[0]
    for number in sorted(by_row):
        keys = by_row[number]
        is_head = number == 0
        columns = [key[1] for key in keys] if is_head else list(range(keys[-1][1] + 1))
        levels = tuple(key[2] for key in keys) if is_head else ()
        table_row = TableRow(0, tuple(columns), levels)
        places = [key[1] for key in keys]
        lines = [[tuple(runs) for _, runs in sorted(cells[key].items())] for key in keys]
        yield from row_lines(table_row, lines, model, places)


def row_lines(
    row: TableRow,
    cells: Sequence[Sequence[Sequence[Run]]],
    model: Row,
    places: Sequence[int] | None = None,
) -> Iterator[Row]:
    """The lines of one row of a table, cell by cell.

    `cells` are those that hold anything, each as its printed lines, `places` their columns where
    some between are empty; `model` is a row of the same column of print.
    """
    at = range(len(cells)) if places is None else places
    lead = 0 if row.levels else at[0]
    for n, lines in enumerate(cells):
        following = at[n + 1] if n + 1 < len(cells) else None
        skipped = 0 if following is None else 1 if row.levels else following - at[n]
        for i, runs in enumerate(lines):
            begins = n == 0 and i == 0
            part = CellPart(
                opens=begins,
                row=row if begins else None,
                before="| " * lead if begins else "",
                after=_BAR * skipped if i + 1 == len(lines) else "",
            )
            yield row_of(runs, model.column, model.band, cell=part)


def _parted(run: Run, grid: Grid) -> Iterator[Run]:
    """A run without its leaders; one that goes on in the next cell behind them, in two."""
    said = [text for text in _LEADERS.split(run.text) if text.strip()]
    if len(said) == 1 and _LEADERS.search(run.text) is None:
        yield run
        return
    column = bisect_right(grid.edges, run.x0 + run.size)
    x0 = run.x0
    for n, text in enumerate(said):
        x1 = grid.edges[column] if n + 1 < len(said) and column < len(grid.edges) else run.x1
        yield msgspec.structs.replace(run, text=text, x0=x0, x1=max(x1, x0))
        x0, column = x1 + 1.0, column + 1
