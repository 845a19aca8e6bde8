"""Base lines: those of the pieces that an engine has made of one printed line are made one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.sources.scans.words import Word

# Two pieces are on one printed line where so much of the lower one's height lies beside the other.
_BESIDE = 0.6
# What is looked at of a piece: from the top of its small letters to its base line, as a share of
# its height. Heads and feet of letters say nothing.
_X_HEIGHT = 0.6


class _Piece:
    """The words of one line of the engine's, and its base line."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.x0, self.x1 = min(w.x0 for w in words), max(w.x1 for w in words)
        self.baseline = words[0].baseline
        heights = sorted(w.bottom - w.top for w in words)
        self.height = heights[len(heights) // 2] * _X_HEIGHT

    def is_beside(self, other: _Piece) -> bool:
        """Whether both are on one printed line, one to the right of the other."""
        if self.x0 < other.x1 and other.x0 < self.x1:
            return False
        low = min(self.height, other.height)
        tops = self.baseline - self.height, other.baseline - other.height
        return min(self.baseline, other.baseline) - max(tops) >= _BESIDE * low


def on_shared_base_lines(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with the base line of the widest piece of their printed line."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    pieces = sorted(map(_Piece, lines.values()), key=lambda piece: piece.x0 - piece.x1)
    shared: dict[int, float] = {}
    leading: list[_Piece] = []
    for piece in pieces:
        one = next((other for other in leading if piece.is_beside(other)), None)
        if one is None:
            leading.append(piece)
        shared[piece.words[0].line] = (one or piece).baseline
    return tuple(msgspec.structs.replace(word, baseline=shared[word.line]) for word in words)
