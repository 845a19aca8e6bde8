"""Where each move begins and ends at both its places (ECMA-376, part 1, 17.13.5.21 to 28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.formats.docx.line_ends import is_whole
from cfrdiff.views.marked import Line
from cfrdiff.views.marked_words import Op

# A line, and in it the place of a run; the line's end comes behind its last run.
Place = tuple[int, int]
Moves = dict[Place, list[tuple[Op, int]]]
BEFORE_ALL = -1  # before the first run of a line


class MoveRanges(msgspec.Struct, frozen=True):
    """The moves that begin in front of a place, and those that end behind it."""

    starts: Moves
    ends: Moves


def move_ranges(lines: Sequence[Line]) -> MoveRanges:
    """Each end of a move from its first marked run or line end to its last."""
    first: dict[tuple[Op, int], Place] = {}
    last: dict[tuple[Op, int], Place] = {}
    for place, op, move in _marked(lines):
        first.setdefault((op, move), place)
        last[op, move] = place
    made = MoveRanges({}, {})
    for end in first:
        made.starts.setdefault(first[end], []).append(end)
        made.ends.setdefault(last[end], []).append(end)
    return made


def _marked(lines: Sequence[Line]) -> Iterator[tuple[Place, Op, int]]:
    for i, line in enumerate(lines):
        if line.move is not None and is_whole(line):
            # A new label in front of the moved words is part of the moved line.
            yield (i, BEFORE_ALL), line.end, line.move
        for k, run in enumerate(line.runs):
            if run.move is not None:
                yield (i, k), run.op, run.move
        if line.move is not None:
            yield (i, len(line.runs)), line.end, line.move
