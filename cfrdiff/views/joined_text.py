"""The marked text of a split or a merger, cut where one of its several paragraphs ends.

The several stand joined as one text in the change (`cfrdiff.changes.model.joined`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from cfrdiff.changes.model import Change, State, joined
from cfrdiff.views.marked_words import NEWER, OLDER, Piece, marked_words
from cfrdiff.views.paragraph_words import edits_of, partial_of


class Span(NamedTuple):
    """A stretch from `start` to `end` (offsets in the joined text). `owner` is the place of the
    paragraph among the several; None for the space between two.
    """

    start: int
    end: int
    owner: int | None
    part: Literal["heading", "text", "space"]


def is_split(change: Change) -> bool:
    """Whether one paragraph became several."""
    return len(change.after) > 1


def cut_pieces(change: Change) -> Iterator[tuple[Span | None, Piece]]:
    """The marked text of both editions, in pieces that each lie in one stretch of the several
    paragraphs; None for what only the other side has.
    """
    several, ops = (change.after, NEWER) if is_split(change) else (change.before, OLDER)
    found = spans(several)
    at = 0
    for piece in joined_pieces(change):
        if piece.op not in ops:
            yield None, piece
            continue
        for span, part in _cut(found, at, piece.text):
            yield span, msgspec.structs.replace(piece, text=part)
        at += len(piece.text)


def joined_pieces(change: Change) -> list[Piece]:
    """The texts of both editions as one; of a split or a merger the joined ones."""
    texts = joined(change.before), joined(change.after)
    return marked_words(*texts, edits_of(change.edits, "text"), partial_of(change))


def spans(states: Sequence[State]) -> list[Span]:
    """The whole joined text in order. The first paragraph's heading is no part of it."""
    found: list[Span] = []
    at = 0
    for owner, part, words in _fields(states):
        if found:
            here = owner if found[-1].owner == owner else None
            found.append(Span(at, at + 1, here, "space"))
            at += 1
        found.append(Span(at, at + len(words), owner, part))
        at += len(words)
    return found


def _fields(states: Sequence[State]) -> Iterator[tuple[int, Literal["heading", "text"], str]]:
    for owner, state in enumerate(states):
        if owner and state.heading:
            yield owner, "heading", state.heading
        if state.text:
            yield owner, "text", state.text


def _cut(found: Sequence[Span], start: int, text: str) -> Iterator[tuple[Span, str]]:
    """A stretch that begins at `start` of the joined text, in pieces with whose they are."""
    end = start + len(text)
    for span in found:
        low, high = max(start, span.start), min(end, span.end)
        if low < high:
            yield span, text[low - start : high - start]
