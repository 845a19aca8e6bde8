"""Where the columns of a page are, and which characters make a row: arithmetic on boxes.

Everything is measured on the page at hand, in points from its top left; nothing assumes a
number of columns, a width or a type size.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence

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


Gutter = tuple[float, float]


def find_gutters(glyphs: Sequence[Glyph], size: float) -> list[Gutter]:
    """Upright stretches that almost no line of the page crosses, as (left, right).

    A gutter is at least half an em wide, is crossed by at most one line in twelve (headings and
    tables may span columns), and leaves at least a sixth of the text's width on either side,
    so that the gap behind the numbers of a contents list is none. Heads and folios, which white
    space parts from the mass of the page, do not count.

    A last column of a few lines is itself crossed by hardly a line; its gutter is an em of pure
    white in what looks like one wide gutter.
    """
    glyphs = _mass(glyphs, size)
    if not glyphs:
        return []
    left, right = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    step = max(size * 1.1, 1.0)
    ink: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for glyph in glyphs:
        stretch = int(glyph.x0 - left), int(glyph.x1 - left) + 1
        ink[int((glyph.top + glyph.bottom) / 2 / step)].append(stretch)
    width = int(right - left) + 1
    # Where lines begin and cease to cross; between these x nothing changes, so that a stray
    # glyph a mile off the page costs no more than any other.
    turns: Counter[int] = Counter({0: 0})
    for stretches in ink.values():
        for begin, end in _merged(stretches):
            turns[begin] += 1
            turns[end] -= 1
    points = sorted({*turns, width})
    counts = list(itertools.accumulate(turns[x] for x in points))

    def stretches_below(limit: float, least: float) -> list[tuple[int, int]]:
        """Where at most `limit` lines cross, at least `least` wide, with text on both sides."""
        found: list[tuple[int, int]] = []
        start: int | None = None
        for x, crossed in zip(points, counts, strict=True):
            if x < width and crossed <= limit:
                start = x if start is None else start
            elif start is not None:
                if x - start >= least and start >= width / 6 and width - x >= width / 6:
                    found.append((start, x))
                start = None
        return found

    found = stretches_below(len(ink) / 12, size / 2)
    clear = [
        one
        for one in stretches_below(0, size)
        if not any(one[0] < other[1] and other[0] < one[1] for other in found)
    ]
    return _apart([(left + a, left + b) for a, b in sorted(found + clear)], left, right)


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that overlap or touch made one."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def _mass(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """The glyphs of the page without lone lines at its head and foot."""
    groups: list[list[Glyph]] = []
    bottom = float("-inf")
    for glyph in sorted(glyphs, key=lambda g: g.top):
        if glyph.top - bottom > size / 2:
            groups.append([])
        groups[-1].append(glyph)
        bottom = max(bottom, glyph.bottom)
    heights = [max(g.bottom for g in group) - group[0].top for group in groups]
    tall = [group for group, height in zip(groups, heights, strict=True) if height > 2.5 * size]
    return [glyph for group in tall or groups for glyph in group]


def _apart(gutters: list[Gutter], left: float, right: float) -> list[Gutter]:
    """Drop gutters that would leave a sliver between them."""
    kept: list[Gutter] = []
    edge = left
    for gutter in gutters:
        if gutter[0] - edge >= (right - left) / 6:
            kept.append(gutter)
            edge = gutter[1]
    return kept


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
    return overlap > 0.55 * min(first.bottom - first.top, glyph.bottom - glyph.top)


def _join_spanning(rows: list[Row], gutters: Sequence[Gutter]) -> list[Row]:
    """Join rows of neighbouring columns that are one line: a word crosses the gutter, or the
    row stands apart at the head or foot of the page.
    """
    if not gutters:
        return rows
    alone = _standing_apart(rows)
    joined: list[Row] = []
    for row in sorted(rows, key=lambda r: (r.column or 0, r.bottom)):
        mate = next(
            (
                i
                for i, other in enumerate(joined)
                if other.x1 <= row.x0 + row.size / 2
                and abs(other.bottom - row.bottom) < 0.3 * row.size
                and (_crosses(other, row) or (id(row) in alone and _meets(other, alone, rows)))
            ),
            None,
        )
        if mate is None:
            joined.append(row)
        else:
            joined[mate] = Row(joined[mate].glyphs + row.glyphs, None)
    return joined


def _crosses(left: Row, right: Row) -> bool:
    inked = [glyph for glyph in left.glyphs if glyph.text.strip()]
    edge = inked[-1].x1 if inked else left.x0
    start = next((glyph.x0 for glyph in right.glyphs if glyph.text.strip()), right.x1)
    return start - edge < 0.7 * right.size


def _meets(row: Row, alone: set[int], rows: list[Row]) -> bool:
    return row.column is None or any(row is other and id(other) in alone for other in rows)


def _standing_apart(rows: list[Row]) -> set[int]:
    """Ids of the rows of the first and last base line, where a wide gap parts it from the rest.

    Only there do two halves of one line stand over two columns, as running heads have them.
    """
    step = pitch(rows)
    apart: set[int] = set()
    for order in (sorted(rows, key=lambda r: r.bottom), sorted(rows, key=lambda r: -r.bottom)):
        line = [row for row in order if abs(row.bottom - order[0].bottom) < 0.3 * step]
        rest = order[len(line) :]
        if rest and abs(rest[0].bottom - order[0].bottom) > 1.35 * step:
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
    return statistics.median(steps) if steps else 12.0


def _in_order(rows: list[Row]) -> list[Row]:
    spanning = sorted((row for row in rows if row.column is None), key=lambda r: r.bottom)
    rest = [row for row in rows if row.column is not None]
    ordered: list[Row] = []
    for row in [*spanning, None]:
        band = [r for r in rest if row is None or r.bottom < row.bottom]
        rest = [r for r in rest if row is not None and r.bottom >= row.bottom]
        ordered += sorted(band, key=lambda r: (r.column or 0, r.bottom))
        if row is not None:
            ordered.append(row)
    return ordered


def left_edge(rows: Sequence[Row]) -> float:
    """The x at which the full lines of a column begin: the leftmost common one."""
    starts = sorted(row.x0 for row in rows)
    for x in starts:
        if sum(abs(x - other) < 1.0 for other in starts) * 6 >= len(starts):
            return x
    return starts[0]
