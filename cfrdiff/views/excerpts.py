"""A text with its edits, cut short where long stretches stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.views.marked_words import Piece

_WORD = re.compile(r"\S+")


def excerpt(found: Sequence[Piece], around: int | None) -> Iterator[Piece]:
    """Marked words; of a stretch that stays, so many words as `around` says are left beside each
    edit. None leaves all, and so does a text without edits.
    """
    for i, piece in enumerate(found):
        if piece.op == "same" and around is not None:
            words = _beside_edits(piece.text, around, i > 0, i < len(found) - 1)
            piece = msgspec.structs.replace(piece, text=words)
        yield piece


def _beside_edits(text: str, around: int, behind: bool, before: bool) -> str:
    """As much of an unchanged stretch as the eye needs `behind` an edit, `before` one, or both."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not (behind or before) or len(words) <= around * (behind + before) + 2:
        return text
    head = text[: words[around - 1][1]] + " " if behind else ""
    tail = " " + text[words[-around][0] :] if before else ""
    return f"{head}…{tail}"
