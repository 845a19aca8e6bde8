"""The two editions as one text with marks: what went, what came, what moved.

Taking every mark as accepted gives the lines of the newer edition exactly, rejected those of the
older (`printed.sides`): that is what tracked changes in a word processor mean.

Lines that stand in both editions in the same order stay where they are and are marked inside;
a line that changed its place stands twice, as *from* and *to*, and so do words that went from
one line to another. The longest run of lines in one
order stays, so that as few as possible move.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from operator import itemgetter

import msgspec

from cfrdiff.changes.model import ChangeSet
from cfrdiff.reports.line_pairs import Group, groups
from cfrdiff.reports.marked import Line, Run
from cfrdiff.reports.printed import PrintedLine, on_one_line, sides
from cfrdiff.reports.regrouping import in_a_row, scattered
from cfrdiff.reports.streams import Op, Piece, pair_pieces
from cfrdiff.reports.transferred import with_transfers

__all__ = ["Line", "Op", "Run", "accepted", "redline", "rejected"]


def redline(changes: ChangeSet) -> list[Line]:
    """The marked lines of both editions, in an order that keeps each edition's own."""
    olds, news = sides(changes)
    found = groups(changes, olds, news)
    lines = _with_joint_moves(list(_lay(olds, news, found)))
    return with_transfers(lines, changes.transfers)


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


# Lines that stay, and the first and last places they take in the older and the newer row.
_Fixed = tuple[int, int, int, int, list[Line]]


def _lay(
    olds: Sequence[PrintedLine], news: Sequence[PrintedLine], found: Sequence[Group]
) -> Iterator[Line]:
    """Lines that stay, and before each what goes and what comes there."""
    both = sorted((one for one in found if one.olds and one.news), key=lambda one: one.olds[0])
    staying = {id(both[i]) for i in _longest_rise([one.news[0] for one in both])}
    going: dict[int, Line] = {}
    coming: dict[int, Line] = {}
    fixed: list[_Fixed] = []
    moves = count()
    for one in found:
        before, after = [olds[i] for i in one.olds], [news[i] for i in one.news]
        stays = id(one) in staying
        if one.change is not None and len(before) + len(after) > 2:
            if stays and _in_a_row(one.olds) and _in_a_row(one.news):
                laid = in_a_row(before, after, one.change)
                lines = [_line(one, *single) for single in laid]
                fixed.append((one.olds[0], one.olds[-1], one.news[0], one.news[-1], lines))
                continue
            pieces, others = scattered(before, after, one.change, moves)
            for k, single in others.items():
                if len(before) > 1:
                    going[one.olds[k]] = _line(one, *single)
                else:
                    coming[one.news[k]] = _line(one, *single)
        elif before and after:
            pieces = pair_pieces(before[0], after[0], one.change)
        if before and after and stays:
            line = _line(one, after[0], pieces, "same")
            fixed.append((one.olds[0], one.olds[0], one.news[0], one.news[0], [line]))
        elif before and after:
            number = next(moves)
            going[one.olds[0]] = _line(one, before[0], _moved(pieces, "from"), "from", number)
            coming[one.news[0]] = _line(one, after[0], _moved(pieces, "to"), "to", number)
        elif before:
            going[one.olds[0]] = _line(one, before[0], _all(before[0], "del"), "del")
        else:
            coming[one.news[0]] = _line(one, after[0], _all(after[0], "ins"), "ins")
    old_at = new_at = 0
    end: _Fixed = (len(olds), len(olds), len(news), len(news), [])
    for old_first, old_last, new_first, new_last, lines in [*sorted(fixed, key=itemgetter(0)), end]:
        yield from (going[i] for i in range(old_at, old_first))
        yield from (coming[i] for i in range(new_at, new_first))
        yield from lines
        old_at, new_at = old_last + 1, new_last + 1


def _in_a_row(places: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(places))


def _longest_rise(values: Sequence[int]) -> list[int]:
    """Places of a longest strictly rising subsequence (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    back: list[int | None] = []
    for i, value in enumerate(values):
        pile = bisect_left(tops, value)
        back.append(places[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(value)
            places.append(i)
        else:
            tops[pile], places[pile] = value, i
    found: list[int] = []
    at = places[-1] if places else None
    while at is not None:
        found.append(at)
        at = back[at]
    return found[::-1]


def _all(line: PrintedLine, op: Op) -> list[Piece]:
    """A line that went or came as a whole."""
    return [msgspec.structs.replace(one, op=op) for one in pair_pieces(line, line, None)]


def _moved(pieces: Sequence[Piece], end: Op) -> list[Piece]:
    """One end of a move: what went stands at the old place, what came at the new."""
    own: Op = "del" if end == "from" else "ins"
    return [
        msgspec.structs.replace(piece, op=end) if piece.op == "same" else piece
        for piece in pieces
        if piece.op in ("same", own, end)
    ]


def _line(
    group: Group, line: PrintedLine, pieces: Sequence[Piece], end: Op, move: int | None = None
) -> Line:
    runs = tuple(
        Run(
            piece.op,
            on_one_line(piece.text),
            piece.role,
            (move if piece.move is None else piece.move) if piece.op in ("from", "to") else None,
            (group.gap or piece.gap) and piece.op in ("ins", "del"),
        )
        for piece in _joined(pieces)
    )
    return Line(line.kind, line.depth, runs, end, move, group.gap, group.change)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one mark and role as one; empty ones left out."""
    made: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if made and msgspec.structs.replace(made[-1], text="") == msgspec.structs.replace(
            piece, text=""
        ):
            made[-1] = msgspec.structs.replace(piece, text=made[-1].text + piece.text)
        else:
            made.append(piece)
    return made


def _with_joint_moves(lines: list[Line]) -> list[Line]:
    """Lines that moved together bear one number."""
    place = {line.move: i for i, line in enumerate(lines) if line.end == "to"}
    joint: dict[int, int] = {}
    for one, following in pairwise(lines):
        if one.end == following.end == "from" and None not in (one.move, following.move):
            assert one.move is not None
            assert following.move is not None
            if place.get(one.move, -2) + 1 == place.get(following.move):
                joint[following.move] = joint.get(one.move, one.move)
    if not joint:
        return lines
    return [
        msgspec.structs.replace(
            line,
            move=_joint(line.move, joint),
            runs=tuple(
                msgspec.structs.replace(run, move=_joint(run.move, joint)) for run in line.runs
            ),
        )
        for line in lines
    ]


def _joint(move: int | None, joint: dict[int, int]) -> int | None:
    return None if move is None else joint.get(move, move)
