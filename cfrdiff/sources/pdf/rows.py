"""A row: what stands on one base line of one column."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.model import TableRow
from cfrdiff.sources.pdf.runs import Run
from cfrdiff.sources.pdf.strips import left_to_right, measures

# The step of a page with a single row, in points.
ONE_ROW_STEP = 12.0


class CellPart(msgspec.Struct, frozen=True):
    """What a row of type is in a table: a line of a cell, a title or a note.

    `before` and `after` are the bars that stand around it, `row` is of the table's row that
    begins here. `repeats` says that it is a head which has been printed before.
    """

    opens: bool
    row: TableRow | None = None
    before: str = ""
    after: str = ""
    repeats: bool = False


class Row(msgspec.Struct, frozen=True, gc=False):
    """Runs on one base line, left to right; `column` is None where it goes across the page.

    `baseline` and `size` are those of most of its characters. `band` counts the bands of its page.
    `at_edge` says that it stands at the head or foot of the page, apart from the text; `cell` what
    it is in a table.
    """

    runs: tuple[Run, ...]
    x0: float
    x1: float
    baseline: float
    size: float
    column: int | None
    band: int = 0
    at_edge: bool = False
    cell: CellPart | None = None

    @property
    def top(self) -> float:
        return min([run.top for run in self.runs])

    @property
    def bottom(self) -> float:
        return max([run.bottom for run in self.runs])


def row_of(
    runs: Iterable[Run],
    column: int | None,
    band: int = 0,
    at_edge: bool = False,
    cell: CellPart | None = None,
) -> Row:
    """Runs of one base line, in any order, as a row."""
    ordered = tuple(left_to_right(list(runs)))
    return Row(ordered, *measures(ordered), column, band, at_edge, cell)


def usual_pitch(rows: Sequence[Row]) -> float:
    """The usual step from one row to the next of its column."""
    steps = [
        row.baseline - before.baseline
        for before, row in itertools.pairwise(rows)
        if (before.column, before.band) == (row.column, row.band)
    ]
    return statistics.median(steps) if steps else ONE_ROW_STEP


class Page(msgspec.Struct, frozen=True):
    """A page: its rows in reading order, its rows in the margin, whether it is a picture, whether
    its rows are those of a layer that nobody sees, and what a reader should know of it.
    """

    rows: list[Row]
    turned: list[Row]
    hidden: list[Row]
    is_picture: bool
    is_layer: bool = False
    remark: str | None = None
