"""The two editions as one text with marks: what went, what came, what moved.

Taking every mark as accepted gives the lines of the newer edition exactly, rejected those of the
older (`printed.sides`): that is what tracked changes in a word processor mean.

Lines that stand in both editions in the same order stay where they are and are marked inside;
a line that changed its place stands twice, as *from* and *to*, and so do words that went from
one line to another. The longest run of lines in one
order stays, so that as few as possible move.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from cfrdiff.changes.model import ChangeSet
from cfrdiff.views.line_fates import laid
from cfrdiff.views.line_pairs import groups
from cfrdiff.views.marked import Line, Run
from cfrdiff.views.marked_words import Op
from cfrdiff.views.printed import sides
from cfrdiff.views.transferred import with_transfers

__all__ = ["Line", "Op", "Run", "accepted", "redline", "rejected"]


def redline(changes: ChangeSet) -> list[Line]:
    """The marked lines of both editions, in an order that keeps each edition's own."""
    olds, news = sides(changes)
    lines = list(laid(olds, news, groups(changes, olds, news)))
    return with_transfers(_with_joint_moves(lines), changes.transfers)


def accepted(lines: Sequence[Line]) -> list[str]:
    """The lines with every mark accepted."""
    return _read(lines, ("same", "ins", "to"))


def rejected(lines: Sequence[Line]) -> list[str]:
    """The lines with every mark rejected."""
    return _read(lines, ("same", "del", "from"))


def _read(lines: Sequence[Line], kept: tuple[Op, ...]) -> list[str]:
    read: list[str] = []
    begun = ""
    for line in lines:
        begun += "".join(run.text for run in line.runs if run.op in kept)
        if line.end in kept:
            read.append(begun)
            begun = ""
    return [*read, begun] if begun else read


def _with_joint_moves(lines: list[Line]) -> list[Line]:
    """Lines that moved together bear one number."""
    joint = _joint_moves(lines)
    return [_renumbered(line, joint) for line in lines] if joint else lines


def _joint_moves(lines: Sequence[Line]) -> dict[int | None, int | None]:
    """For each move of a line that follows another at both its places, the first one's number."""
    place = {line.move: i for i, line in enumerate(lines) if line.end == "to"}
    joint: dict[int | None, int | None] = {}
    for one, following in pairwise(lines):
        both_go = one.end == following.end == "from"
        if both_go and place[one.move] + 1 == place[following.move]:
            joint[following.move] = joint.get(one.move, one.move)
    return joint


def _renumbered(line: Line, joint: dict[int | None, int | None]) -> Line:
    return msgspec.structs.replace(
        line,
        move=joint.get(line.move, line.move),
        runs=tuple(
            msgspec.structs.replace(run, move=joint.get(run.move, run.move)) for run in line.runs
        ),
    )
