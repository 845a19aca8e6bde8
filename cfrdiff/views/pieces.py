"""Heading and text of a paragraph in both editions as one; of a split, of each newer paragraph."""

from __future__ import annotations

from cfrdiff.changes.model import Change
from cfrdiff.views.joined_text import Span, cut_pieces, joined_pieces
from cfrdiff.views.marked_words import Piece, marked_words
from cfrdiff.views.paragraph_words import edits_of, partial_of

Both = tuple[tuple[Piece, ...], tuple[Piece, ...]]  # heading and text
_AT_THE_START = Span(0, 0, 0, "text")


def paired(change: Change) -> Both:
    """Of a paragraph that both editions have."""
    return tuple(_heading(change)), tuple(joined_pieces(change))


def pieces(change: Change) -> list[Both]:
    """Of each newer paragraph of a split, as the edits have them.

    Words that went stand in the paragraph before the next begins. The older paragraph's words
    are those of all pieces together.
    """
    texts: list[list[Piece]] = [[] for _ in change.after]
    headings: list[list[Piece]] = [_heading(change), *([] for _ in change.after[1:])]
    fields = {"heading": headings, "text": texts}
    last = _AT_THE_START
    for span, piece in cut_pieces(change):
        here = span or last
        if here.owner is not None and here.part in fields:
            fields[here.part][here.owner].append(piece)
            last = here
    return [(tuple(a), tuple(b)) for a, b in zip(headings, texts, strict=True)]


def merged(change: Change) -> Both:
    """Of the newer paragraph of a merger; a `seam` stands where each older paragraph but the
    first began.
    """
    text: list[Piece] = []
    seams = [Piece("seam", state.cite) for state in change.before]
    seen = 1
    last = _AT_THE_START
    for span, piece in cut_pieces(change):
        begun = ((span or last).owner or 0) + 1
        text += [*seams[seen:begun], piece]
        seen = max(seen, begun)
        if span is not None and span.part != "space":
            last = span
    return tuple(_heading(change)), (*text, *seams[seen:])


def _heading(change: Change) -> list[Piece]:
    """The first headings of both editions as one."""
    first, other = change.before[0].heading or "", change.after[0].heading or ""
    return marked_words(first, other, edits_of(change.edits, "heading"), partial_of(change))
