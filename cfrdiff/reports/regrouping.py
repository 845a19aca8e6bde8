"""A line that was split into several, or several that were merged, with their marks.

Where the lines stand in a row on both sides, only line ends come or go. Else the first lines are
one, and the words that went to or came from another line are a move of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.changes.model import Change, State, joined
from cfrdiff.reports.printed import PrintedLine
from cfrdiff.reports.streams import Op, Piece, aligned, lead, replaced

Laid = tuple[PrintedLine, list[Piece], Op, int | None]


class _Part(msgspec.Struct, frozen=True):
    """A stretch of the joined text. `owner` is the place of the line, among the several, that it
    belongs to; None for a space between two of them, and for what stands on the other side only.
    """

    op: Op
    text: str
    owner: int | None
    between: bool = False


def in_a_row(
    olds: Sequence[PrintedLine], news: Sequence[PrintedLine], change: Change
) -> list[Laid]:
    """The lines where nothing stands between them: line ends come (split) or go (merged)."""
    split = len(news) > 1
    several = news if split else olds
    end: Op = "ins" if split else "del"
    other: Op = "del" if split else "ins"
    rows: list[list[Piece]] = [_beginning(olds[0], news[0], change)]

    def begin_lines(until: int) -> None:
        while len(rows) <= until:
            rows.append(_label(several[len(rows)], end))

    for part in _parts(change):
        if part.between:
            if part.op == "same":  # a space on one side, a line end on the other
                rows[-1].append(Piece(other, part.text, "text"))
            continue
        if part.owner is not None:
            begin_lines(part.owner)
        rows[-1].append(Piece(part.op, part.text, "text"))
    begin_lines(len(several) - 1)
    lines = [news[min(k, len(news) - 1)] for k in range(len(rows))]
    last = len(rows) - 1
    return [
        (line, row, "same" if k == last else end, None)
        for k, (line, row) in enumerate(zip(lines, rows, strict=True))
    ]


def scattered(
    olds: Sequence[PrintedLine],
    news: Sequence[PrintedLine],
    change: Change,
    numbers: Iterator[int],
) -> tuple[list[Piece], dict[int, Laid]]:
    """The pieces of the first lines as one, and the others' by their place among the several."""
    split = len(news) > 1
    several = news if split else olds
    whole_end: Op = "from" if split else "to"
    piece_end: Op = "to" if split else "from"
    own: Op = "ins" if split else "del"
    other: Op = "del" if split else "ins"
    moves = {k: next(numbers) for k in range(1, len(several))}
    first = _beginning(olds[0], news[0], change)
    rest = {k: _label(several[k], own) for k in moves}
    for part in _parts(change):
        if part.between:
            if part.op == "same":
                first.append(Piece(other, part.text, "text"))
        elif not part.owner:
            first.append(Piece(part.op, part.text, "text"))
        elif part.op == "same":
            first.append(Piece(whole_end, part.text, "text", moves[part.owner]))
            rest[part.owner].append(Piece(piece_end, part.text, "text", moves[part.owner]))
        else:
            rest[part.owner].append(Piece(part.op, part.text, "text"))
    return first, {k: (several[k], pieces, own, None) for k, pieces in rest.items()}


def _beginning(old: PrintedLine, new: PrintedLine, change: Change) -> list[Piece]:
    """Label and heading of the first lines, and the space before their text."""
    edits = [edit for edit in change.edits if edit.field == "heading"]
    return [
        *replaced(old.label, new.label, "label"),
        *lead(bool(old.label and old.heading), bool(new.label and new.heading), "heading"),
        *(
            Piece(op, text, "heading", gap=gap)
            for op, text, gap in aligned(old.heading, new.heading, edits, None)
        ),
        *lead(_needs_space(old), _needs_space(new), "text"),
    ]


def _needs_space(line: PrintedLine) -> bool:
    return bool(line.label or line.heading) and bool(line.text)


def _label(line: PrintedLine, op: Op) -> list[Piece]:
    body = line.heading or line.text
    return [Piece(op, f"{line.label} " if line.label and body else line.label, "label")]


def _parts(change: Change) -> Iterator[_Part]:
    """The joined texts, cut where one of the several lines ends."""
    split = len(change.after) > 1
    several = change.after if split else change.before
    edits = [edit for edit in change.edits if edit.field == "text"]
    own: Op = "ins" if split else "del"
    ranges = _ranges(several)
    at = 0
    for op, text, _ in aligned(joined(change.before), joined(change.after), edits, None):
        if op not in ("same", own):
            yield _Part(op, text, None)
            continue
        end = at + len(text)
        for start, stop, owner in ranges:
            low, high = max(at, start), min(end, stop)
            if low < high:
                yield _Part(op, text[low - at : high - at], owner, owner is None)
        at = end


def _ranges(states: Sequence[State]) -> list[tuple[int, int, int | None]]:
    """(start, end, which state) of the joined text in order; None for the space between two."""
    found: list[tuple[int, int, int | None]] = []
    at = 0
    for k, state in enumerate(states):
        body = joined((state,)) if k == 0 else " ".join(filter(None, (state.heading, state.text)))
        if not body:
            continue
        if at:
            found.append((at, at + 1, None))
            at += 1
        found.append((at, at + len(body), k))
        at += len(body)
    return found
