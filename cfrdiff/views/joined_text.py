"""Which stretch of a joined text is which paragraph's: several paragraphs as one
(`cfrdiff.changes.model.joined`), as of a split or a merger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cfrdiff.changes.model import State


class Span(NamedTuple):
    """A stretch from `start` to `end` (offsets in the joined text). `owner` is the place of the
    paragraph among the several; None for the space between two.
    """

    start: int
    end: int
    owner: int | None
    part: Literal["heading", "text", "space"]


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


def cut(found: Sequence[Span], start: int, text: str) -> Iterator[tuple[Span, str]]:
    """A stretch that begins at `start` of the joined text, in pieces with whose they are."""
    end = start + len(text)
    for span in found:
        low, high = max(start, span.start), min(end, span.end)
        if low < high:
            yield span, text[low - start : high - start]
