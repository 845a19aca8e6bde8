"""One section's body cut into paragraphs: at its designations, and where print begins anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.model import Partial, Path
from cfrdiff.structure.paths import Span, Taken, path_before
from cfrdiff.structure.undesignated import Surroundings, is_remark
from cfrdiff.text import RunningText
from cfrdiff.text.endings import Tail, tail_of


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A paragraph before it is measured: stretches of text behind an optional designation."""

    taken: Taken | None
    path: Path
    spans: tuple[Span, ...]
    inferred: bool
    partial: Partial | None
    doubtful: bool = False  # text without a designation that could stand elsewhere


def cut(
    running: RunningText, spans: Sequence[Span], taken: Sequence[Taken], head_missing: bool
) -> list[Piece]:
    """The pieces of a body, whose stretches and designations are given, in the order of print.

    `head_missing` says that the file lacks the section's beginning.
    """
    cutting = _Cutting(running, path_before(taken) if head_missing else None)
    for mark, span in _stretches(running, spans, taken):
        if mark is None:
            cutting.add_plain(span)
        else:
            cutting.add_designated(mark, span)
    return cutting.pieces


def _stretches(
    running: RunningText, spans: Sequence[Span], taken: Sequence[Taken]
) -> Iterator[tuple[Taken | None, Span]]:
    """A body in stretches: the first printed paragraph behind each designation, and what stands
    behind that or before the first one.
    """
    marks = list(taken)[::-1]
    for start, end in spans:
        at = start
        while at < end:
            mark = marks[-1] if marks and marks[-1].token.start < end else None
            stop = mark.token.start if mark else end
            if at < stop:
                yield None, (at, stop)
            at = stop
            if mark is not None:
                marks.pop()
                limit = marks[-1].token.start if marks else end
                at = paragraph_end(running, mark.token.end, min(limit, end))
                yield mark, (mark.token.end, at)


class _Cutting:
    """The pieces cut so far; `head` is where text before the first of them belongs, None where
    the section's beginning is there.
    """

    def __init__(self, running: RunningText, head: Path | None) -> None:
        self.pieces: list[Piece] = []
        self._running = running
        self._head = head
        self._around = Surroundings(running)

    def add_designated(self, mark: Taken, span: Span) -> None:
        """A designation, and the first printed paragraph behind it."""
        self.pieces.append(Piece(mark, mark.path, (span,), not mark.known, None))
        self._around.add(mark.path, _trimmed(self._running, *span), True)

    def add_plain(self, span: Span) -> None:
        """Text without a designation, printed paragraph by printed paragraph."""
        at, end = span
        while at < end:
            stop = paragraph_end(self._running, at, end)
            part = _trimmed(self._running, at, stop)
            if part[0] < part[1]:
                self._add_paragraph((part[0], stop))
            at = stop + 1

    def _add_paragraph(self, span: Span) -> None:
        """It is the end of the paragraph before, cut by a page, or stands by itself."""
        last = self.pieces[-1] if self.pieces else None
        if last is not None and _goes_on(self._running, last, span):
            self.pieces[-1] = msgspec.structs.replace(last, spans=(*last.spans, span))
        elif last is None and self._head is not None:
            path = self._head
            self.pieces.append(Piece(None, path, (span,), bool(path), "head-missing"))
        else:
            path, doubtful = self._around.place(span)
            self.pieces.append(Piece(None, path, (span,), bool(path), None, doubtful))
        piece = self.pieces[-1]
        whole = _trimmed(self._running, piece.spans[0][0], span[1])
        self._around.add(piece.path, whole, piece.taken is not None)


def paragraph_end(running: RunningText, start: int, limit: int) -> int:
    """Where the printed paragraph ends, or `limit` where that is nearer."""
    found = running.text.find("\n", start, limit)
    return limit if found < 0 else found


def _trimmed(running: RunningText, start: int, end: int) -> Span:
    """A stretch without the white space at its ends."""
    while start < end and running.text[start].isspace():
        start += 1
    while end > start and running.text[end - 1].isspace():
        end -= 1
    return start, end


def _goes_on(running: RunningText, last: Piece, span: Span) -> bool:
    """Whether undesignated text continues the paragraph before.

    It does where the sentence before is unfinished, where this begins in the middle of one,
    and where a page ends between it and a designated paragraph: a section that designates its
    paragraphs rarely has one without just there, unless the source itself says so.
    """
    before = running.text[slice(*last.spans[-1])].strip()
    if not before:
        return True
    if last.taken is None and is_remark(before):
        return False
    if tail_of(before) is Tail.OPEN:
        return True
    is_marked = running.line_at(span[0]).line.kind is not None
    page_ends = running.page_ends_between(last.spans[-1][1], span[0])
    if last.taken is not None and page_ends and not is_marked:
        return True
    return running.text[span[0]].islower() and tail_of(before) is not Tail.INTRO


def breaks_off(running: RunningText, piece: Piece) -> bool:
    """Whether a piece that ends the file ends in the middle of a sentence or a list."""
    text = running.text[piece.spans[-1][0] : piece.spans[-1][1]].strip()
    return text.endswith(",") or (bool(text) and tail_of(text) is Tail.OPEN and text[-1] != "]")
