"""What a marked text is made of: lines, and in them runs of one mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from cfrdiff.changes.model import Change
from cfrdiff.views.line_pairs import Group
from cfrdiff.views.marked_words import Op, Piece, Role
from cfrdiff.views.printed import LineKind, PrintedLine, on_one_line

_LOOKS = attrgetter("op", "role", "move", "gap")


class Run(msgspec.Struct, frozen=True):
    """Words of one mark. `move` numbers the move that a *from* or *to* belongs to; `gap` says
    that the other file does not reach here, so that nothing came or went.
    """

    op: Op
    text: str
    role: Role
    move: int | None = None
    gap: bool = False


class Line(msgspec.Struct, frozen=True):
    """One line and the mark of its end: a line whose end came or went is one with the next in
    the other edition. `change` is None for what is no paragraph.
    """

    kind: LineKind
    depth: int
    runs: tuple[Run, ...]
    end: Op
    move: int | None = None
    gap: bool = False
    change: Change | None = None


def marked_line(
    group: Group, line: PrintedLine, pieces: Sequence[Piece], end: Op, move: int | None = None
) -> Line:
    """A line of a group with its marked pieces; `move` is the number of the move by which the
    whole line came or went.
    """
    runs = tuple(_run(piece, move, group.gap) for piece in _joined(pieces))
    return Line(line.kind, line.depth, runs, end, move, group.gap, group.change)


def _run(piece: Piece, move: int | None, gap: bool) -> Run:
    text = on_one_line(piece.text)
    if piece.op in ("from", "to"):
        return Run(piece.op, text, piece.role, move if piece.move is None else piece.move)
    return Run(piece.op, text, piece.role, None, piece.op != "same" and (gap or piece.gap))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one mark and role as one; empty ones left out."""
    for _, alike in groupby((piece for piece in pieces if piece.text), key=_LOOKS):
        first, *rest = alike
        text = "".join((first.text, *(piece.text for piece in rest)))
        yield msgspec.structs.replace(first, text=text) if rest else first
