"""The order in which the tracks of a section stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from cfrdiff.changes import State
from cfrdiff.cites import Designation
from cfrdiff.history.model import Track

_Key = tuple[tuple[int, float, str], ...]


def in_order(tracks: Sequence[Track], section: str | None) -> list[Track]:
    """The tracks as the section prints them, newest edition first; what an older edition has
    besides comes between its neighbours there, and among those by its designation. What went
    together stays together.
    """
    rows = _Rows()
    for held in _standing(tracks, section):
        rows.add(held)
    return [tracks[k] for k in rows.order]


def _standing(tracks: Sequence[Track], section: str | None) -> Iterator[dict[int, State]]:
    """For each edition, the newest first, what it has in the section of each track."""
    standing: dict[int, dict[int, State]] = {}
    for k, track in enumerate(tracks):
        for step in track.steps:
            if step.state is not None and step.state.section == section:
                standing.setdefault(step.edition, {})[k] = step.state
    for _, held in sorted(standing.items(), reverse=True):
        yield held


class _Rows:
    """The numbers of tracks, in the order they stand."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self._keys: dict[int, _Key] = {}

    def add(self, held: dict[int, State]) -> None:
        """Put in what an edition has that none so far had."""
        printed = sorted(held, key=lambda k: held[k].index)
        newer = frozenset(self.order)
        for place, k in enumerate(printed):
            if k not in self._keys:
                self._keys[k] = Designation(held[k].path).sort_key()
                self.order.insert(self._place(printed, place, newer), k)

    def _place(self, printed: Sequence[int], place: int, newer: Set[int]) -> int:
        """Where a track belongs: behind the one printed before it and before the next that
        stands already; right behind one that was put in just now.
        """
        low = self.order.index(printed[place - 1]) + 1 if place else 0
        if place and printed[place - 1] not in newer:
            return low
        following = (self.order.index(k) for k in printed[place + 1 :] if k in self._keys)
        high = next(following, len(self.order))
        key = self._keys[printed[place]]
        between = (i for i in range(low, high) if self._keys[self.order[i]] >= key)
        return next(between, max(low, high))
