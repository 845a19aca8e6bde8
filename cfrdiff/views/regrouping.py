"""A line that was split into several, or several that were merged, with their marks.

Where the lines stand in a row on both sides, only line ends come or go. Else the first lines are
one, and the words that went to or came from another line are a move of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cfrdiff.changes.model import Change
from cfrdiff.views.joined_text import cut_pieces, is_split
from cfrdiff.views.line_words import beginning
from cfrdiff.views.marked_words import Op, Piece
from cfrdiff.views.printed import PrintedLine

Laid = tuple[PrintedLine, list[Piece], Op, int | None]


class _Marks(NamedTuple):
    """The marks of a split; a merger is a split read the other way."""

    own: Op  # of what the several lines alone have
    other: Op  # of what the one line alone has
    in_one: Op  # of words that are in another line now, where the one line has them
    in_several: Op  # and where the several have them


_SPLIT = _Marks(own="ins", other="del", in_one="from", in_several="to")
_MERGER = _Marks(own="del", other="ins", in_one="to", in_several="from")


def in_a_row(
    olds: Sequence[PrintedLine], news: Sequence[PrintedLine], change: Change
) -> list[Laid]:
    """The lines where nothing stands between them: line ends come (split) or go (merged)."""
    marks, several = _sides(olds, news)
    rows = [_beginning(olds[0], news[0], change)]
    rows += [_label(line, marks.own) for line in several[1:]]
    begun = 0
    for owner, piece in _pieces(change):
        begun = begun if owner is None else owner
        rows[begun].append(piece)
    ends = [marks.own] * (len(rows) - 1) + ["same"]
    lines = several if marks is _SPLIT else [news[0]] * len(rows)
    return [(line, row, end, None) for line, row, end in zip(lines, rows, ends, strict=True)]


def scattered(
    olds: Sequence[PrintedLine],
    news: Sequence[PrintedLine],
    change: Change,
    numbers: Iterator[int],
) -> tuple[list[Piece], dict[int, Laid]]:
    """The pieces of the first lines as one, and the others' by their place among the several."""
    marks, several = _sides(olds, news)
    moves = {k: next(numbers) for k in range(1, len(several))}
    first = _beginning(olds[0], news[0], change)
    rest = {k: _label(several[k], marks.own) for k in moves}
    for owner, piece in _pieces(change):
        if not owner:
            first.append(piece)
        elif piece.op == "same":
            first.append(Piece(marks.in_one, piece.text, "text", moves[owner]))
            rest[owner].append(Piece(marks.in_several, piece.text, "text", moves[owner]))
        else:
            rest[owner].append(piece)
    return first, {k: (several[k], pieces, marks.own, None) for k, pieces in rest.items()}


def _sides(
    olds: Sequence[PrintedLine], news: Sequence[PrintedLine]
) -> tuple[_Marks, Sequence[PrintedLine]]:
    """The marks, and the lines of the side that has several."""
    return (_SPLIT, news) if len(news) > 1 else (_MERGER, olds)


def _beginning(old: PrintedLine, new: PrintedLine, change: Change) -> list[Piece]:
    return beginning(old, new, change.edits, None)


def _label(line: PrintedLine, op: Op) -> list[Piece]:
    body = line.heading or line.text
    return [Piece(op, f"{line.label} " if line.label and body else line.label, "label")]


def _pieces(change: Change) -> Iterator[tuple[int | None, Piece]]:
    """The joined texts, cut where one of the several lines ends. With each piece the place of the
    line, among the several, that it belongs to; None for what stands on the other side only.

    Where one side has a space between two lines, the several have a line end.
    """
    marks = _SPLIT if is_split(change) else _MERGER
    for span, piece in cut_pieces(change):
        if span is None or span.owner is not None:
            yield None if span is None else span.owner, piece
        elif piece.op == "same":
            yield None, Piece(marks.other, piece.text)
