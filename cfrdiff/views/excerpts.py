"""A text with its edits, cut short where long stretches stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import Edit
from cfrdiff.views.streams import Op, by_edits

_WORD = re.compile(r"\S+")


def excerpt(text: str, edits: Sequence[Edit], around: int | None) -> Iterator[tuple[Op, str]]:
    """The older text with what went and what came. Of a stretch that stays, so many words as
    `around` says are left beside each edit; None leaves all, and so does a text without edits.
    """
    parts = list(by_edits(text, edits))
    for i, (op, words) in enumerate(parts):
        if op == "same" and around is not None:
            words = _beside_edits(words, around, i > 0, i < len(parts) - 1)
        yield op, words


def _beside_edits(text: str, around: int, behind: bool, before: bool) -> str:
    """As much of an unchanged stretch as the eye needs `behind` an edit, `before` one, or both."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not (behind or before) or len(words) <= around * (behind + before) + 2:
        return text
    head = text[: words[around - 1][1]] + " " if behind else ""
    tail = " " + text[words[-around][0] :] if before else ""
    return f"{head}…{tail}"
