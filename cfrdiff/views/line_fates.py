"""Which lines stay, which went, came or moved, and where each then stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count, pairwise
from operator import itemgetter
from typing import NamedTuple

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.views.line_pairs import Group
from cfrdiff.views.line_words import pair_pieces
from cfrdiff.views.marked import Line, marked_line
from cfrdiff.views.marked_words import Op, Piece
from cfrdiff.views.printed import PrintedLine
from cfrdiff.views.regrouping import in_a_row, scattered


def laid(
    olds: Sequence[PrintedLine], news: Sequence[PrintedLine], found: Sequence[Group]
) -> Iterator[Line]:
    """The marked lines of both editions: those that stay, and before each what goes and what
    comes there.
    """
    both = [(one.olds[0], one.news[0]) for one in found if one.olds and one.news]
    staying = {old for old, _ in rising(both)}
    rows = _Rows(olds, news)
    for one in found:
        fate = next(fate for fate in _FATES if fate.applies(one, staying))
        fate.lay(rows, one)
    return rows.in_order()


class _Fixed(NamedTuple):
    """The first and last places that lines which stay take in either row, and the lines."""

    old_first: int
    old_last: int
    new_first: int
    new_last: int
    lines: Sequence[Line]


class _Rows:
    """The marked lines, laid group by group: at its place in the older row what goes, in the newer
    what comes, in both what stays.
    """

    def __init__(self, olds: Sequence[PrintedLine], news: Sequence[PrintedLine]) -> None:
        self._olds, self._news = olds, news
        self._going: dict[int, Line] = {}
        self._coming: dict[int, Line] = {}
        self._fixed: list[_Fixed] = []
        self._moves = count()

    def went(self, one: Group) -> None:
        line = self._olds[one.olds[0]]
        self._going[one.olds[0]] = marked_line(one, line, _all(line, "del"), "del")

    def came(self, one: Group) -> None:
        line = self._news[one.news[0]]
        self._coming[one.news[0]] = marked_line(one, line, _all(line, "ins"), "ins")

    def moved(self, one: Group) -> None:
        pieces, number = self._as_one(one), next(self._moves)
        old, new = one.olds[0], one.news[0]
        self._going[old] = marked_line(
            one, self._olds[old], _one_end(pieces, "from"), "from", number
        )
        self._coming[new] = marked_line(one, self._news[new], _one_end(pieces, "to"), "to", number)

    def in_a_row(self, one: Group) -> None:
        laid = in_a_row(*self._lines(one), one.change) if one.change else []
        lines = [marked_line(one, *single) for single in laid]
        self._fixed.append(_Fixed(one.olds[0], one.olds[-1], one.news[0], one.news[-1], lines))

    def stays(self, one: Group) -> None:
        old, new = one.olds[0], one.news[0]
        line = marked_line(one, self._news[new], self._as_one(one), "same")
        self._fixed.append(_Fixed(old, old, new, new, [line]))

    def in_order(self) -> Iterator[Line]:
        """All lines: before those that stay, what goes and what comes since the last."""
        old_at = new_at = 0
        olds, news = len(self._olds), len(self._news)
        for fixed in [*sorted(self._fixed, key=itemgetter(0)), _Fixed(olds, olds, news, news, [])]:
            yield from map(self._going.__getitem__, range(old_at, fixed.old_first))
            yield from map(self._coming.__getitem__, range(new_at, fixed.new_first))
            yield from fixed.lines
            old_at, new_at = fixed.old_last + 1, fixed.new_last + 1

    def _lines(self, one: Group) -> tuple[list[PrintedLine], list[PrintedLine]]:
        return [self._olds[i] for i in one.olds], [self._news[i] for i in one.news]

    def _as_one(self, one: Group) -> list[Piece]:
        """The first lines of both sides as one; the others of a split or a merger are laid."""
        before, after = self._lines(one)
        if one.change is None or not one.is_regrouped:
            return pair_pieces(before[0], after[0], one.edits)
        pieces, others = scattered(before, after, one.change, self._moves)
        places, laid = (one.news, self._coming) if one.is_split else (one.olds, self._going)
        for k, single in others.items():
            laid[places[k]] = marked_line(one, *single)
        return pieces


class _Fate(NamedTuple):
    """What became of a group of lines: the first that applies. `applies` is given the group, and
    the places in the older row of the lines that stay.
    """

    name: str
    applies: Callable[[Group, Collection[int]], bool]
    lay: Callable[[_Rows, Group], None]


_FATES = (
    _Fate("went", lambda one, staying: not one.news, _Rows.went),
    _Fate("came", lambda one, staying: not one.olds, _Rows.came),
    _Fate("moved", lambda one, staying: one.olds[0] not in staying, _Rows.moved),
    _Fate(
        "split or merged where it stands, with nothing between its lines",
        lambda one, staying: one.is_regrouped and _is_a_row(one.olds) and _is_a_row(one.news),
        _Rows.in_a_row,
    ),
    _Fate("stays", lambda one, staying: True, _Rows.stays),
)


def _is_a_row(places: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(places))


def _all(line: PrintedLine, op: Op) -> list[Piece]:
    """A line that went or came as a whole."""
    return [msgspec.structs.replace(one, op=op) for one in pair_pieces(line, line, ())]


def _one_end(pieces: Sequence[Piece], end: Op) -> list[Piece]:
    """One end of a move: what went stands at the old place, what came at the new."""
    own: Op = "del" if end == "from" else "ins"
    shown = (piece for piece in pieces if piece.op in ("same", own, end))
    return [
        msgspec.structs.replace(piece, op=end) if piece.op == "same" else piece for piece in shown
    ]
