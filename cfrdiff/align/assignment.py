"""The best pairing of offers that compete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

Offer = tuple[int, int, float]


def assign(offers: Sequence[Offer]) -> list[Offer]:
    """Of the offers (older, newer, gain > 0) those that gain most together, each side once.

    Offers fall into small groups that share no paragraph; each is solved by itself.
    """
    chosen: list[Offer] = []
    for group in _groups(offers):
        chosen += group if len(group) == 1 else _best_of(group)
    return chosen


def _best_of(offers: Sequence[Offer]) -> list[Offer]:
    """The offers that gain most together (Jonker and Volgenant, by scipy)."""
    from scipy.optimize import linear_sum_assignment  # a third of a second to load

    olds, news = _numbered(i for i, _, _ in offers), _numbered(j for _, j, _ in offers)
    gains = [[0.0] * len(news) for _ in olds]
    for i, j, gain in offers:
        gains[olds[i]][news[j]] = max(gain, gains[olds[i]][news[j]])
    rows, columns = linear_sum_assignment(gains, maximize=True)
    best = {(int(a), int(b)) for a, b in zip(rows, columns, strict=True) if gains[a][b] > 0}
    return [offer for offer in offers if (olds[offer[0]], news[offer[1]]) in best]


def _numbered(indices: Iterable[int]) -> dict[int, int]:
    """Each index with its place in their order."""
    return {index: place for place, index in enumerate(sorted(set(indices)))}


class Rivals:
    """The best other offer for either side of a pair."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._olds: dict[int, list[Offer]] = defaultdict(list)
        self._news: dict[int, list[Offer]] = defaultdict(list)
        for offer in offers:
            self._olds[offer[0]].append(offer)
            self._news[offer[1]].append(offer)

    def of(self, i: int, j: int) -> Offer | None:
        """The offer that gains most of those that one of the two paragraphs has, beside this."""
        others = [offer for offer in (*self._olds[i], *self._news[j]) if offer[:2] != (i, j)]
        return max(others, key=lambda offer: offer[2], default=None)


def _groups(offers: Sequence[Offer]) -> list[list[Offer]]:
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        leader.setdefault(node, node)
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for i, j, _ in offers:
        leader[find(("old", i))] = find(("new", j))
    groups: dict[tuple[str, int], list[Offer]] = defaultdict(list)
    for offer in offers:
        groups[find(("old", offer[0]))].append(offer)
    return list(groups.values())
