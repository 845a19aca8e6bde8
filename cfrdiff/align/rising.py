"""A longest run in order, of points that are partly out of order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


def rising(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest run of points that rise on both axes (patience sorting)."""
    tails: list[int] = []
    chains: list[tuple[tuple[int, int], object]] = []
    for point in sorted(points):
        low = bisect_left(tails, point[1])
        chain = (point, chains[low - 1] if low else None)
        if low == len(tails):
            tails.append(point[1])
            chains.append(chain)
        else:
            tails[low], chains[low] = point[1], chain
    run: list[tuple[int, int]] = []
    link: object = chains[-1] if chains else None
    while isinstance(link, tuple):
        run.append(link[0])
        link = link[1]
    return run[::-1]
