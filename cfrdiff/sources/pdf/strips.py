"""The runs of a page put together by their base lines: strips across it, and pieces of those.

A strip is what stands on one base line, from one side of the page to the other. Raised and lowered
figures, the parts of fractions among them, stand on base lines of their own: they are put to the
strip of the word they touch. A piece is a part of a strip without a wide gap in it.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from cfrdiff.sources.pdf.runs import Run

# Base lines nearer than this, in ems, are one.
_ONE_BASE_LINE = 0.12
# A raised or lowered figure is at most so large beside its line's type, stands at most so far
# above or below its base line, and so near the ink of it, all in ems of the line.
SMALL = 0.85
_RAISED, _LOWERED, _TOUCHES = 0.65, 0.4, 0.45
# A raised figure is no longer than this, and its base line no further off than so many times its
# size.
_LONGEST_RAISED, _REACH = 8, 1.2
# A gap wider than this, in ems, parts two pieces of a strip.
WIDE_GAP = 0.7
# The next line of a column is at least so many ems further down.
_NEXT_LINE = 0.7
# Of what stands below a piece so many pieces are looked at: those beside it among them.
_LOOKED_AT = 12
# No strip has more runs that raised figures look through; a drawing may have a thousand.
_MOST_LOOKED_THROUGH = 400


_X0, _PLACE = attrgetter("x0"), attrgetter("baseline", "x0")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Runs on one base line without a wide gap between them, left to right.

    `strip` counts the strips of its page; `size` is that of most of its characters.
    """

    runs: tuple[Run, ...]
    x0: float
    x1: float
    baseline: float
    size: float
    strip: int


def main_size(runs: Iterable[Run]) -> float:
    """The size that most of the characters are set in, in points; 0 without any."""
    sizes: dict[float, int] = {}
    for run in runs:
        size = run.size
        sizes[size] = sizes.get(size, 0) + len(run.text)
    if len(sizes) < 2:
        return next(iter(sizes), 0.0)
    return max(sizes, key=lambda size: (sizes[size], size))


def measures(runs: Sequence[Run]) -> tuple[float, float, float, float]:
    """The left and the right of runs from left to right, the base line and the size of most."""
    first = runs[0]
    if len(runs) == 1:
        return first.x0, first.x1, first.baseline, first.size
    size, baseline = first.size, first.baseline
    if len({run.size for run in runs}) > 1:
        size = main_size(runs)
        baseline = next(run.baseline for run in runs if run.size == size)
    return first.x0, max([run.x1 for run in runs]), baseline, size


class _Strip(msgspec.Struct):
    runs: list[Run]
    baseline: float
    size: float


def strips_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs → strips from top to bottom, each from left to right."""
    strips = _on_base_lines(runs)
    _lift(strips)
    return [left_to_right(strip.runs) for strip in strips if strip.runs]


def left_to_right(runs: list[Run]) -> list[Run]:
    """Runs by where they begin."""
    return sorted(runs, key=_X0) if len(runs) > 1 else runs


def _on_base_lines(runs: Sequence[Run]) -> list[_Strip]:
    strips: list[_Strip] = []
    last: _Strip | None = None
    for run in sorted(runs, key=_PLACE):
        size = run.size
        if last is not None and run.baseline - last.baseline <= _ONE_BASE_LINE * (
            size if size > last.size else last.size
        ):
            last.runs.append(run)
            if size > last.size:
                last.size = size
        else:
            last = _Strip([run], run.baseline, size)
            strips.append(last)
    return strips


def _lift(strips: list[_Strip]) -> None:
    """Put raised and lowered figures to the strips of the words they touch."""
    baselines = [strip.baseline for strip in strips]
    for strip in strips:
        for run in strip.runs:
            if len(run.text) <= _LONGEST_RAISED:
                other = _touched(strips, baselines, strip, run)
                if other is not None:
                    strip.runs = [one for one in strip.runs if one is not run]
                    other.runs.append(run)


def _touched(
    strips: list[_Strip], baselines: list[float], strip: _Strip, run: Run
) -> _Strip | None:
    """The strip of larger type that a run stands raised or lowered on, if it does."""
    reach = _REACH * run.size
    first = bisect_left(baselines, strip.baseline - reach)
    last = bisect_right(baselines, strip.baseline + reach)
    if last - first == 1 or _stands_beside(run, strip):
        return None
    near = (other for other in strips[first:last] if other is not strip)
    return next((other for other in near if _stands_beside(run, other)), None)


def _stands_beside(run: Run, strip: _Strip) -> bool:
    """Whether a run touches larger type of a strip, at its height or raised or lowered."""
    if run.size > SMALL * strip.size:
        return False
    reach = _TOUCHES * strip.size
    return any(
        run.size <= SMALL * beside.size
        and run.x0 - reach < beside.x1
        and beside.x0 < run.x1 + reach
        and -_LOWERED * beside.size <= beside.baseline - run.baseline <= _RAISED * beside.size
        for beside in strip.runs[:_MOST_LOOKED_THROUGH]
    )


def pieces_of(strip: Sequence[Run], number: int) -> list[Piece]:
    """A strip → its pieces, left to right; `number` is that of the strip on its page."""
    if len(strip) == 1:
        return [piece_of(strip, number)]
    pieces: list[list[Run]] = []
    last: list[Run] = []
    edge = 0.0
    for run in strip:
        if last and run.x0 - edge <= WIDE_GAP * max(run.size, last[-1].size):
            last.append(run)
            edge = max(edge, run.x1)
        else:
            last = [run]
            pieces.append(last)
            edge = run.x1
    return [piece_of(runs, number) for runs in pieces]


def piece_of(runs: Sequence[Run], strip: int) -> Piece:
    """Runs of one strip, left to right, as a piece."""
    return Piece(tuple(runs), *measures(runs), strip)


def usual_step(pieces: Sequence[Piece]) -> float | None:
    """The usual distance from a piece to the next below it, None where none stands below another.

    `pieces` are those of a page from top to bottom.
    """
    steps: list[float] = []
    for i, piece in enumerate(pieces):
        for below in pieces[i + 1 : i + 1 + _LOOKED_AT]:
            step = below.baseline - piece.baseline
            if step > _NEXT_LINE * piece.size and below.x0 < piece.x1 and piece.x0 < below.x1:
                steps.append(step)
                break
    return statistics.median(steps) if steps else None
