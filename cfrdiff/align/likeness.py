"""How alike two paragraphs are: common words in order, whatever the punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from cfrdiff.model import Paragraph

_WORD = re.compile(r"\w+")
# Word numbers become characters, so that rapidfuzz compares words as fast as letters. They
# start past the surrogates' neighbours; a million words is more than any part has.
_FIRST = 0x10000
_DISTINCTIVE = 6
# From this many words on, standing inside another paragraph is no chance; it then counts for
# this share of the same likeness between equals.
_LONG = 20
_GROWN = 0.8


class Likeness:
    """Word likeness between the paragraphs of two lists, 0 to 1 (Indel similarity).

    Where a paragraph is cut off by its file's beginning or end, only as much of the other is
    compared.
    """

    def __init__(self, olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> None:
        self._numbers: dict[str, int] = {}
        self._olds = [self._encode(paragraph) for paragraph in olds]
        self._news = [self._encode(paragraph) for paragraph in news]
        self._old_headings = [_fold(paragraph.heading) for paragraph in olds]
        self._new_headings = [_fold(paragraph.heading) for paragraph in news]
        self._old_partial = [paragraph.partial for paragraph in olds]
        self._new_partial = [paragraph.partial for paragraph in news]

    def _encode(self, paragraph: Paragraph) -> str:
        text = f"{paragraph.heading or ''} {paragraph.text}".lower()
        numbers = self._numbers
        return "".join(
            chr(_FIRST + numbers.setdefault(word, len(numbers)) % 0xFFFFF)
            for word in _WORD.findall(text)
        )

    def old_key(self, i: int) -> str:
        return self._olds[i]

    def new_key(self, j: int) -> str:
        return self._news[j]

    def length(self, i: int) -> int:
        """Words of an older paragraph."""
        return len(self._olds[i])

    def new_length(self, j: int) -> int:
        """Words of a newer paragraph."""
        return len(self._news[j])

    def is_distinctive(self, key: str) -> bool:
        """Whether a text is long enough that its like elsewhere is no chance."""
        return len(key) >= _DISTINCTIVE

    def same(self, i: int, j: int) -> bool:
        """Whether two paragraphs have the same words and neither is cut off."""
        return (
            self._olds[i] == self._news[j]
            and self._old_partial[i] is None
            and self._new_partial[j] is None
        )

    def one(self, i: int, j: int) -> float:
        """Likeness of one pair."""
        old, new = self._olds[i], self._news[j]
        cut = self._old_partial[i] or self._new_partial[j]
        if cut:
            shared = min(len(old), len(new))
            if cut == "tail-missing":
                old, new = old[:shared], new[:shared]
            else:
                old, new = old[len(old) - shared :], new[len(new) - shared :]
        if not old and not new:
            return 1.0
        return float(Indel.normalized_similarity(old, new))

    def moved(
        self, scores: npt.NDArray[np.float32], olds: Sequence[int], news: Sequence[int]
    ) -> npt.NDArray[np.float32]:
        """Likeness as it counts for a moved paragraph, from a `table` of the same indices.

        A long paragraph that stands nearly whole inside a longer one has moved and grown.
        """
        old_lengths = np.array([[len(self._olds[i])] for i in olds], dtype=np.float32)
        new_lengths = np.array([[len(self._news[j]) for j in news]], dtype=np.float32)
        shorter = np.minimum(old_lengths, new_lengths)
        common = scores * (old_lengths + new_lengths) / 2
        contained = np.where(shorter >= _LONG, common / np.maximum(shorter, 1), 0)
        return np.maximum(scores, _GROWN * contained)

    def same_heading(self, i: int, j: int) -> bool:
        """Whether both paragraphs bear the same heading, and no other paragraph does."""
        heading = self._old_headings[i]
        return (
            bool(heading)
            and heading == self._new_headings[j]
            and self._old_headings.count(heading) == self._new_headings.count(heading) == 1
        )

    def table(self, olds: Sequence[int], news: Sequence[int]) -> npt.NDArray[np.float32]:
        """Likeness of every pair, as an array of shape (len(olds), len(news))."""
        scores = cdist(
            [self._olds[i] for i in olds],
            [self._news[j] for j in news],
            scorer=Indel.normalized_similarity,
            dtype=np.float32,
        )
        for a, i in enumerate(olds):
            for b, j in enumerate(news):
                if self._old_partial[i] or self._new_partial[j]:
                    scores[a, b] = self.one(i, j)
        return scores


def _fold(heading: str | None) -> str:
    return " ".join(_WORD.findall((heading or "").lower()))
