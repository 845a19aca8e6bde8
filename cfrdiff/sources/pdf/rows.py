"""Rows of a page in reading order: what stands on one base line of one column."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.pdf.bands import Band, bands_of, column_of, parted
from cfrdiff.sources.pdf.gutters import gutters_of
from cfrdiff.sources.pdf.runs import Run, Sheet
from cfrdiff.sources.pdf.strips import Piece, main_size, pieces_of, strips_of, usual_step

# A running head or a folio stands further than this from the text, in the usual steps; there are
# at most so many lines of it.
_STANDS_APART, _MOST_EDGE_LINES = 1.35, 3
# Points within which heads of several pages stand on one level.
_LEVEL = 3.0
# The step of a page with a single row, in points.
_ONE_ROW_STEP = 12.0
# Of the pages of a document so many have a head at its level.
_SHARE_WITH_HEAD = 0.25


class Row(msgspec.Struct, frozen=True):
    """Runs on one base line, left to right; `column` is None where it goes across the page.

    `band` counts the bands of its page. `at_edge` says that it stands at the head or foot of the
    page, apart from the text.
    """

    runs: tuple[Run, ...]
    column: int | None
    band: int = 0
    at_edge: bool = False

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        return main_size(self.runs)

    @property
    def baseline(self) -> float:
        """That of its most frequent type."""
        size = self.size
        return next(run.baseline for run in self.runs if run.size == size)


def usual_pitch(rows: Sequence[Row]) -> float:
    """The usual step from one row to the next of its column."""
    steps = [
        row.baseline - before.baseline
        for before, row in itertools.pairwise(rows)
        if (before.column, before.band) == (row.column, row.band)
    ]
    return statistics.median(steps) if steps else _ONE_ROW_STEP


Strip = list[Piece]


class Page(msgspec.Struct, frozen=True):
    """A page: its rows in reading order, its rows in the margin, whether it is a picture."""

    rows: list[Row]
    turned: list[Row]
    hidden: list[Row]
    is_picture: bool


def pages_of(sheets: Sequence[Sheet]) -> list[Page]:
    """What is drawn on the pages of a document → their rows in reading order."""
    strips = [[pieces_of(strip) for strip in strips_of(sheet.runs)] for sheet in sheets]
    edges = edge_strips(strips)
    inner = [
        [strip for i, strip in enumerate(page) if i not in at_edge]
        for page, at_edge in zip(strips, edges, strict=True)
    ]
    gutters = gutters_of([[piece for strip in page for piece in strip] for page in inner])
    return [
        _page(sheet, page, at_edge, between)
        for sheet, page, at_edge, between in zip(sheets, strips, edges, gutters, strict=True)
    ]


def _page(
    sheet: Sheet, strips: Sequence[Strip], at_edge: set[int], gutters: Sequence[Gutter]
) -> Page:
    inner = [i for i in range(len(strips)) if i not in at_edge]
    first = inner[0] if inner else len(strips)
    pieces = [piece for i in inner for piece in strips[i]]
    rows = [_edge_row(strips[i]) for i in sorted(at_edge) if i < first]
    for number, band in enumerate(bands_of(list(parted(pieces, gutters)), sheet.ruled, gutters), 1):
        rows += _rows_of(band, number, gutters)
    rows += [_edge_row(strips[i]) for i in sorted(at_edge) if i > first]
    turned = [Row(tuple(sheet.turned), None)] if sheet.turned else []
    hidden = [Row((run,), None) for run in sheet.hidden]
    return Page(rows, turned, hidden, sheet.has_picture and not rows)


def _edge_row(strip: Strip) -> Row:
    return Row(tuple(run for piece in strip for run in piece.runs), None, 0, True)


def _rows_of(band: Band, number: int, gutters: Sequence[Gutter]) -> Iterator[Row]:
    """The rows of a band: down each of its columns, or all of it from top to bottom."""
    columns: dict[int | None, list[Piece]] = defaultdict(list)
    for piece in band.pieces:
        columns[column_of(piece, gutters) if band.in_columns else None].append(piece)
    for column in sorted(columns, key=lambda column: column or 0):
        runs = [run for piece in columns[column] for run in piece.runs]
        for strip in strips_of(runs):
            yield Row(tuple(strip), column, number)


# ---- head and foot ----------------------------------------------------------------------------


def edge_strips(pages: Sequence[Sequence[Strip]]) -> list[set[int]]:
    """Which strips of each page stand at its head or foot, apart from the text.

    White space parts them from the rest, and those of other pages stand on the same level; in a
    document of one page white space is all there is to see.
    """
    apart = [_apart(strips) for strips in pages]
    levels: Counter[int] = Counter()
    for strips, found in zip(pages, apart, strict=True):
        levels.update({level for i in found for level in _levels(strips[i])})
    filled = sum(bool(strips) for strips in pages)
    needed = 1 if filled == 1 else max(2, min(_SHARE_WITH_HEAD * filled, 10))
    return [
        {i for i in found if any(levels[level] >= needed for level in _levels(strips[i]))}
        for strips, found in zip(pages, apart, strict=True)
    ]


def _levels(strip: Strip) -> set[int]:
    """The levels a strip stands on: two, so that no border between them parts what is near."""
    level = strip[0].baseline / _LEVEL
    return {round(level - 0.25), round(level + 0.25)}


def _apart(strips: Sequence[Strip]) -> set[int]:
    """The strips at the top and the bottom of a page that white space parts from the rest."""
    if not strips:
        return set()
    baselines = [strip[0].baseline for strip in strips]
    step = usual_step([piece for strip in strips for piece in strip]) or _ONE_ROW_STEP
    step *= _STANDS_APART
    found: set[int] = set()
    for order in (range(len(strips)), range(len(strips) - 1, -1, -1)):
        lines = _edge_lines(baselines, list(order), step)
        found.update(lines)
    return found


def _edge_lines(baselines: Sequence[float], order: list[int], step: float) -> list[int]:
    """The first strips in an order, up to the last wide gap among the first few."""
    cut = 0
    for n, (i, j) in enumerate(itertools.pairwise(order), 1):
        if n > _MOST_EDGE_LINES:
            break
        if abs(baselines[j] - baselines[i]) > step:
            cut = n
    return order[:cut]
