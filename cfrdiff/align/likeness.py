"""How alike two paragraphs are: common words in order, whatever the punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import overload

from cfrdiff.align.thresholds import GROWN, LONG
from cfrdiff.model import Paragraph

_WORD = re.compile(r"\w+")
# Word numbers become characters, so that rapidfuzz compares words as fast as letters. They
# start past the surrogates' neighbours; a million words is more than any part has.
_FIRST = 0x10000


class Keys(Sequence[str]):
    """Paragraphs as strings with one character a word, made when first asked for: of most
    paragraphs it is enough to know that their text is the same.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], numbers: dict[str, int]) -> None:
        self.texts = [_item(_words_of(one)) for one in paragraphs]
        self._numbers = numbers
        self._keys: list[str | None] = [None] * len(self.texts)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        key = self._keys[index]
        if key is None:
            key = self._keys[index] = self._encode(self.texts[index].lower())
        return key

    def __len__(self) -> int:
        return len(self.texts)

    def _encode(self, text: str) -> str:
        numbers = self._numbers
        return "".join(
            [
                chr(_FIRST + numbers.setdefault(word, len(numbers)) % 0xFFFFF)
                for word in _WORD.findall(text)
            ]
        )


def _words_of(paragraph: Paragraph) -> str:
    """The heading and the text; the text itself, not a copy of it, where there is no heading."""
    if not paragraph.heading:
        return paragraph.text.strip()
    return f"{paragraph.heading} {paragraph.text}".strip()


def _item(text: str) -> str:
    """A list item without the word that leads to the next: it says where the item stands."""
    for ending in ("; and", "; or", ", and", ", or"):
        if text.endswith(ending):
            return text[: len(text) - len(ending) + 1]
    return text


class Likeness:
    """Word likeness between the paragraphs of two lists, 0 to 1 (Indel similarity).

    Where a paragraph is cut off by its file's beginning or end, only as much of the other is
    compared.
    """

    def __init__(self, olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> None:
        numbers: dict[str, int] = {}
        self.olds = Keys(olds, numbers)
        self.news = Keys(news, numbers)
        self._old_partial = [paragraph.partial for paragraph in olds]
        self._new_partial = [paragraph.partial for paragraph in news]

    def is_cut(self, i: int, j: int) -> bool:
        """Whether one of the two is cut off by its file's beginning or end."""
        return self._old_partial[i] is not None or self._new_partial[j] is not None

    def one(self, i: int, j: int) -> float:
        """Likeness of one pair."""
        from rapidfuzz.distance import Indel  # loaded where texts are compared

        old, new = self.olds[i], self.news[j]
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

    def of(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """Likeness of each (older, newer) pair."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        if not pairs:
            return []
        scores = cpdist(
            [self.olds[i] for i, _ in pairs],
            [self.news[j] for _, j in pairs],
            scorer=Indel.normalized_similarity,
        )
        for k, (i, j) in enumerate(pairs):
            if self.is_cut(i, j):
                scores[k] = self.one(i, j)
        found: list[float] = scores.tolist()
        return found

    def joined(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Likeness of several paragraphs on either side, taken as one."""
        from rapidfuzz.distance import Indel

        old = "".join(self.olds[i] for i in olds)
        return float(Indel.normalized_similarity(old, "".join(self.news[j] for j in news)))

    def grown(self, i: int, j: int, score: float) -> float:
        """Likeness as it counts for a moved paragraph, from that of the pair.

        A long paragraph that stands nearly whole inside a longer one has moved and grown.
        """
        a, b = len(self.olds[i]), len(self.news[j])
        shorter = min(a, b)
        if shorter < LONG:
            return score
        return max(score, GROWN * score * (a + b) / 2 / shorter)
