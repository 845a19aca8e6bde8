"""An inverted index of rare words: which older paragraphs may be like a newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cfrdiff.align.thresholds import COMMON, FEATURES


class RareWords:
    """Words and pairs of neighbouring words of some paragraphs, given as keys of `Likeness`."""

    def __init__(self, keys: Sequence[str], members: Iterable[int]) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        for i in members:
            for feature in _features(keys[i]):
                self._postings[feature].append(i)

    def like(self, key: str, most: int) -> list[int]:
        """At most so many members that share rare words with a paragraph, the likeliest first."""
        postings = self._postings
        found = [postings[f] for f in _features(key) if f in postings]
        found = [p for p in found if len(p) <= COMMON]
        found.sort(key=len)
        weights: dict[int, float] = defaultdict(float)
        for members in found[:FEATURES]:
            for i in members:
                weights[i] += 1 / len(members)
        return sorted(weights, key=lambda i: (-weights[i], i))[:most]


def _features(key: str) -> list[str]:
    return list(dict.fromkeys([*key, *(a + b for a, b in pairwise(key))]))
