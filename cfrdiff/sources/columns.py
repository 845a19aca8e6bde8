"""Which characters of a page make a row, and in which order rows are read: arithmetic on boxes.

Everything is measured on the page at hand, in points from its top left; nothing assumes a
number of columns, a width or a type size.
"""

from __future__ import annotations

import itertools
import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

import msgspec


class Glyph(msgspec.Struct, frozen=True):
    """One character with its place. `style` names font and size."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str


class Row(msgspec.Struct, frozen=True):
    """Glyphs on one base line within one column, left to right; column None spans several."""

    glyphs: tuple[Glyph, ...]
    column: int | None

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return statistics.median(glyph.size for glyph in self.glyphs)

    def has_ink(self) -> bool:
        """Whether it is more than spaces."""
        return any(glyph.text.strip() for glyph in self.glyphs)


Gutter = tuple[float, float]  # left and right, in points

# Small capitals and raised figures overlap the line they stand on by at least this share.
_SAME_LINE = 0.55
# Base lines nearer than this, in ems or in the usual step, are one.
_ONE_BASE_LINE = 0.3
# A gap across a gutter that is narrower than this, in ems, is one between words.
_IN_A_WORD = 0.7
# A running head or a folio lies further than this from the text, in the usual steps.
_STANDS_APART = 1.35
# The edge of a column is where at least one row in so many begins.
_COMMON = 6
# The step of a page with a single row, in points.
_ONE_ROW_PITCH = 12.0


def rows_of(glyphs: Sequence[Glyph], gutters: Sequence[Gutter]) -> list[Row]:
    """Glyphs → rows in reading order: down each column, bands between spanning rows apart."""
    columns: list[list[Glyph]] = [[] for _ in range(len(gutters) + 1)]
    for glyph in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        columns[sum(middle > (a + b) / 2 for a, b in gutters)].append(glyph)
    rows = [Row(tuple(line), i) for i, column in enumerate(columns) for line in _lines(column)]
    return _in_order(_join_spanning(rows, gutters))


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Cluster glyphs by base line; small capitals and superscripts stay with their line."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.bottom, g.x0)):
        if lines and _same_line(lines[-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda g: g.x0) for line in lines]


def _same_line(line: list[Glyph], glyph: Glyph) -> bool:
    first = line[0]
    overlap = min(first.bottom, glyph.bottom) - max(first.top, glyph.top)
    return overlap > _SAME_LINE * min(first.bottom - first.top, glyph.bottom - glyph.top)


def _join_spanning(rows: list[Row], gutters: Sequence[Gutter]) -> list[Row]:
    """Join rows of neighbouring columns that are one line: a word crosses the gutter, or the
    row stands apart at the head or foot of the page.
    """
    if not gutters:
        return rows
    alone = _standing_apart(rows)
    joined: list[Row] = []
    for row in sorted(rows, key=lambda r: (r.column or 0, r.bottom)):
        mate = next((i for i, other in enumerate(joined) if _are_one(other, row, alone)), None)
        if mate is None:
            joined.append(row)
        else:
            joined[mate] = Row(joined[mate].glyphs + row.glyphs, None)
    return joined


def _are_one(left: Row, right: Row, alone: set[int]) -> bool:
    """Whether two rows are one line; `alone` are the ids of those that stand apart."""
    if left.x1 > right.x0 + right.size / 2 or not _on_one_base_line(left, right, right.size):
        return False
    if _crosses(left, right):
        return True
    return id(right) in alone and (left.column is None or id(left) in alone)


def _on_one_base_line(row: Row, other: Row, unit: float) -> bool:
    return abs(row.bottom - other.bottom) < _ONE_BASE_LINE * unit


def _crosses(left: Row, right: Row) -> bool:
    inked = [glyph for glyph in left.glyphs if glyph.text.strip()]
    edge = inked[-1].x1 if inked else left.x0
    start = next((glyph.x0 for glyph in right.glyphs if glyph.text.strip()), right.x1)
    return start - edge < _IN_A_WORD * right.size


def _standing_apart(rows: list[Row]) -> set[int]:
    """Ids of the rows of the first and last base line, where a wide gap parts it from the rest.

    Only there do two halves of one line stand over two columns, as running heads have them.
    """
    step = pitch(rows)
    apart: set[int] = set()
    for order in (sorted(rows, key=lambda r: r.bottom), sorted(rows, key=lambda r: -r.bottom)):
        line = [row for row in order if _on_one_base_line(row, order[0], step)]
        rest = order[len(line) :]
        if rest and abs(rest[0].bottom - order[0].bottom) > _STANDS_APART * step:
            apart |= {id(row) for row in line}
    return apart


def pitch(rows: Sequence[Row]) -> float:
    """The usual distance between base lines."""
    steps: list[float] = []
    columns: dict[int | None, list[float]] = defaultdict(list)
    for row in rows:
        columns[row.column].append(row.bottom)
    for bottoms in columns.values():
        bottoms.sort()
        steps += [b - a for a, b in itertools.pairwise(bottoms)]
    return statistics.median(steps) if steps else _ONE_ROW_PITCH


def _in_order(rows: list[Row]) -> list[Row]:
    """Rows that span columns part the page into bands; within one, down each column."""
    spanning = sorted((row for row in rows if row.column is None), key=lambda r: r.bottom)
    bottoms = [row.bottom for row in spanning]
    places = [((band, 1, 0, 0.0), row) for band, row in enumerate(spanning)]
    for row in rows:
        if row.column is not None:
            bottom = row.bottom
            places.append(((bisect_right(bottoms, bottom), 0, row.column, bottom), row))
    return [row for _, row in sorted(places, key=itemgetter(0))]


def left_edge(rows: Sequence[Row]) -> float:
    """The x at which the full lines of a column begin: the leftmost common one."""
    starts = sorted(row.x0 for row in rows)
    common = (x for x in starts if sum(abs(x - o) < 1.0 for o in starts) * _COMMON >= len(starts))
    return next(common, starts[0])
