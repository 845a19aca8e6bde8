"""The runs of a page put together by their base lines: strips across it, and pieces of those.

A strip is what stands on one base line, from one side of the page to the other. Raised and lowered
figures, the parts of fractions among them, stand on base lines of their own: they are put to the
strip of the word they touch. A piece is a part of a strip without a wide gap in it.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.sources.pdf.runs import Run

# Base lines nearer than this, in ems, are one.
_ONE_BASE_LINE = 0.12
# A raised or lowered figure is at most so large beside its line's type, stands at most so far
# above or below its base line, and so near the ink of it, all in ems of the line.
SMALL = 0.85
_RAISED, _LOWERED, _TOUCHES = 0.65, 0.4, 0.45
# A gap wider than this, in ems, parts two pieces of a strip.
WIDE_GAP = 0.7
# The next line of a column is at least so many ems further down.
_NEXT_LINE = 0.7
# Of what stands below a piece so many pieces are looked at: those beside it among them.
_LOOKED_AT = 12
# No strip has more runs that raised figures look through; a drawing may have a thousand.
_MOST_LOOKED_THROUGH = 400


class Piece(msgspec.Struct, frozen=True):
    """Runs on one base line without a wide gap between them, left to right."""

    runs: tuple[Run, ...]
    baseline: float
    size: float

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


def main_size(runs: Iterable[Run]) -> float:
    """The size that most of the characters are set in, in points; 0 without any."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


class _Strip(msgspec.Struct):
    runs: list[Run]
    baseline: float
    size: float


def strips_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs → strips from top to bottom, each from left to right."""
    strips = _on_base_lines(runs)
    _lift(strips)
    return [sorted(strip.runs, key=lambda run: run.x0) for strip in strips if strip.runs]


def _on_base_lines(runs: Sequence[Run]) -> list[_Strip]:
    strips: list[_Strip] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.x0)):
        last = strips[-1] if strips else None
        if last is not None and run.baseline - last.baseline <= _ONE_BASE_LINE * run.size:
            last.runs.append(run)
        else:
            strips.append(_Strip([run], run.baseline, 0.0))
    for strip in strips:
        strip.size = max(run.size for run in strip.runs)
    return strips


def _lift(strips: list[_Strip]) -> None:
    """Put raised and lowered figures to the strips of the words they touch."""
    baselines = [strip.baseline for strip in strips]
    for strip in strips:
        near = _larger(strips, baselines, strip)
        if near:
            strip.runs = [run for run in strip.runs if not _moves(run, near)]


def _larger(strips: list[_Strip], baselines: list[float], strip: _Strip) -> list[_Strip]:
    """The strips of larger type that a strip may stand raised or lowered on."""
    reach = 4 * strip.size
    first = bisect_left(baselines, strip.baseline - reach)
    last = bisect_right(baselines, strip.baseline + reach)
    return [
        other
        for other in strips[first:last]
        if other is not strip and strip.size <= SMALL * other.size and _reaches(strip, other)
    ]


def _reaches(strip: _Strip, other: _Strip) -> bool:
    up = other.baseline - strip.baseline
    return -_LOWERED * other.size <= up <= _RAISED * other.size


def _moves(run: Run, near: Sequence[_Strip]) -> bool:
    """Whether a run touches the ink of a strip; it then joins that one."""
    for other in near:
        reach = _TOUCHES * other.size
        for beside in other.runs[:_MOST_LOOKED_THROUGH]:
            if run.size > SMALL * beside.size:
                continue
            if run.x0 - reach < beside.x1 and beside.x0 < run.x1 + reach:
                other.runs.append(run)
                return True
    return False


def pieces_of(strip: Sequence[Run]) -> list[Piece]:
    """A strip → its pieces, left to right."""
    pieces: list[list[Run]] = []
    edge = 0.0
    for run in strip:
        if pieces and run.x0 - edge <= WIDE_GAP * max(run.size, pieces[-1][-1].size):
            pieces[-1].append(run)
            edge = max(edge, run.x1)
        else:
            pieces.append([run])
            edge = run.x1
    return [piece_of(runs) for runs in pieces]


def piece_of(runs: Sequence[Run]) -> Piece:
    """Runs of one strip, left to right, as a piece."""
    size = main_size(runs)
    baseline = next(run.baseline for run in runs if run.size == size)
    return Piece(tuple(runs), baseline, size)


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
