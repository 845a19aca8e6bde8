"""Things that wait for their counterpart in the other edition."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable
from itertools import chain
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Waiting(Generic[K, V]):
    """Values by a key; of several with one key, the first given is the first taken."""

    def __init__(self, pairs: Iterable[tuple[K, V]]) -> None:
        """`pairs` are (key, value)."""
        self._held: dict[K, deque[V]] = {}
        for key, value in pairs:
            self._held.setdefault(key, deque()).append(value)

    def take(self, key: K) -> V | None:
        """The first value of a key, which waits no more; None where none is left."""
        held = self._held.get(key)
        return held.popleft() if held else None

    @property
    def left(self) -> list[V]:
        """What nothing came for."""
        return list(chain.from_iterable(self._held.values()))
