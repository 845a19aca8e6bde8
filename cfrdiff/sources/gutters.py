"""Where the columns of a page part: upright stretches that almost no line crosses."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Protocol

import msgspec

from cfrdiff.sources.columns import Gutter

# Headings and tables may span columns: one line in so many may cross a gutter.
_LINES_A_CROSSING = 12
# A gutter leaves at least a sixth of the text's width on either side, so that the gap behind
# the numbers of a contents list is none; and no column is narrower.
_NARROWEST_COLUMN = 6
# In ems: a gutter that some lines cross, and one of pure white.
_LEAST_SHARED, _LEAST_CLEAR = 0.5, 1.0
# Lines of a page lie at least so far apart, in ems; what is closer is one line.
_LINE = 1.1
# What white space of half an em parts from the rest of the page and is no higher than this, in
# ems, is a head or a folio.
_PARTED, _LONE = 0.5, 2.5

_Stretch = tuple[int, int]
_Box = tuple[float, float, float, float]  # top, bottom, left, right


class Inked(Protocol):
    """What has a box on the page: a character, a word or a line of text."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def find_gutters(glyphs: Sequence[Inked], size: float) -> list[Gutter]:
    """The gutters of a page as (left, right); `size` is that of its type in points.

    Heads and folios, which white space parts from the mass of the page, do not count. A last
    column of a few lines is itself crossed by hardly a line; its gutter is an em of pure white
    in what looks like one wide gutter.
    """
    boxes = _mass([(one.top, one.bottom, one.x0, one.x1) for one in glyphs], size)
    if not boxes:
        return []
    left, right = min([box[2] for box in boxes]), max([box[3] for box in boxes])
    crossings = _crossings(boxes, left, right, max(size * _LINE, 1.0))
    shared = list(crossings.stretches(crossings.lines / _LINES_A_CROSSING, size * _LEAST_SHARED))
    clear = [
        one
        for one in crossings.stretches(0, size * _LEAST_CLEAR)
        if not any(_overlap(one, other) for other in shared)
    ]
    found = sorted(shared + clear)
    return _wide_apart([(left + a, left + b) for a, b in found], left, right)


class _Crossings(msgspec.Struct, frozen=True):
    """How many of a page's lines cross each x: `counts` from each of `points` to the next, in
    whole points from the left of the text.
    """

    points: list[int]
    counts: list[int]
    width: int
    lines: int

    def stretches(self, limit: float, least: float) -> Iterator[_Stretch]:
        """Where at most `limit` lines cross, at least `least` wide, with text on both sides."""
        beside = self.width / _NARROWEST_COLUMN
        start: int | None = None
        for x, crossed in zip(self.points, self.counts, strict=True):
            if x < self.width and crossed <= limit:
                start = x if start is None else start
                continue
            if start is not None:
                if x - start >= least and start >= beside and self.width - x >= beside:
                    yield start, x
                start = None


def _crossings(boxes: Sequence[_Box], left: float, right: float, step: float) -> _Crossings:
    ink: dict[int, list[_Stretch]] = defaultdict(list)
    for top, bottom, x0, x1 in boxes:
        ink[int((top + bottom) / 2 / step)].append((int(x0 - left), int(x1 - left) + 1))
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
    return _Crossings(points, counts, width, len(ink))


def _merged(stretches: list[_Stretch]) -> list[_Stretch]:
    """The same stretches in order, those that overlap or touch made one."""
    merged: list[_Stretch] = []
    for begin, end in sorted(stretches):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mass(boxes: Sequence[_Box], size: float) -> list[_Box]:
    """The boxes of the page without those of lone lines at its head and foot."""
    groups: list[list[_Box]] = []
    lowest = float("-inf")
    for box in sorted(boxes, key=itemgetter(0)):
        if box[0] - lowest > size * _PARTED:
            groups.append([])
        groups[-1].append(box)
        lowest = max(lowest, box[1])
    tall = [group for group in groups if _height(group) > _LONE * size]
    return list(itertools.chain.from_iterable(tall or groups))


def _height(group: Sequence[_Box]) -> float:
    """From the top of the first box, which is the highest, to the foot of the lowest."""
    return max(box[1] for box in group) - group[0][0]


def _wide_apart(gutters: list[Gutter], left: float, right: float) -> list[Gutter]:
    """Drop gutters that would leave a sliver between them."""
    kept: list[Gutter] = []
    edge = left
    for gutter in gutters:
        if gutter[0] - edge >= (right - left) / _NARROWEST_COLUMN:
            kept.append(gutter)
            edge = gutter[1]
    return kept
