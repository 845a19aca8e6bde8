"""Where the columns of a page part: upright stretches that almost no line crosses."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
    glyphs = _mass(glyphs, size)
    if not glyphs:
        return []
    left, right = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    crossings = _crossings(glyphs, left, right, max(size * _LINE, 1.0))
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


def _crossings(glyphs: Sequence[Inked], left: float, right: float, step: float) -> _Crossings:
    ink: dict[int, list[_Stretch]] = defaultdict(list)
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


def _mass(glyphs: Sequence[Inked], size: float) -> list[Inked]:
    """The glyphs of the page without lone lines at its head and foot."""
    groups: list[list[Inked]] = []
    bottom = float("-inf")
    for glyph in sorted(glyphs, key=lambda g: g.top):
        if glyph.top - bottom > size * _PARTED:
            groups.append([])
        groups[-1].append(glyph)
        bottom = max(bottom, glyph.bottom)
    tall = [group for group in groups if _height(group) > _LONE * size]
    return list(itertools.chain.from_iterable(tall or groups))


def _height(group: Sequence[Inked]) -> float:
    """From the top of the first glyph, which is the highest, to the foot of the lowest."""
    return max(glyph.bottom for glyph in group) - group[0].top


def _wide_apart(gutters: list[Gutter], left: float, right: float) -> list[Gutter]:
    """Drop gutters that would leave a sliver between them."""
    kept: list[Gutter] = []
    edge = left
    for gutter in gutters:
        if gutter[0] - edge >= (right - left) / _NARROWEST_COLUMN:
            kept.append(gutter)
            edge = gutter[1]
    return kept
