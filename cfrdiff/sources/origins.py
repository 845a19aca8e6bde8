"""Where each character of a text comes from, in runs: most of the time the places count on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator


class Origins:
    """The place that each character of a text comes from, in rising order.

    `at` are the characters with which runs begin and `places` where those come from; inside a run
    the places count on.
    """

    __slots__ = ("at", "length", "places")

    def __init__(self, place: int = 0, length: int = 0) -> None:
        self.at: list[int] = [0] if length else []
        self.places: list[int] = [place] if length else []
        self.length = length

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[int]:
        ends = [*self.at[1:], self.length]
        for start, place, end in zip(self.at, self.places, ends, strict=False):
            yield from range(place, place + end - start)

    def __getitem__(self, i: int) -> int:
        if i < 0:
            i += self.length
        if not 0 <= i < self.length:
            raise IndexError(i)
        run = bisect_right(self.at, i) - 1
        return self.places[run] + i - self.at[run]

    def last(self) -> int:
        """The place of the last character."""
        return self.places[-1] + self.length - 1 - self.at[-1]

    def append(self, place: int, length: int = 1) -> None:
        """Append so many characters, whose places count on from one."""
        if not length:
            return
        if not self.at or self.places[-1] + self.length - self.at[-1] != place:
            self.at.append(self.length)
            self.places.append(place)
        self.length += length

    def repeat(self, place: int, times: int) -> None:
        """Append so many characters that all come from one place."""
        for _ in range(times):
            self.append(place)

    def extend(self, other: Origins) -> None:
        """Append the places of another text."""
        if not other.length:
            return
        base = self.length
        # The first run may only go on with the last one here.
        goes_on = base and other.places[0] == self.places[-1] + base - self.at[-1]
        first = 1 if goes_on else 0
        self.at += [base + at for at in other.at[first:]]
        self.places += other.places[first:]
        self.length += other.length

    def part(self, start: int, end: int) -> Origins:
        """The places of ``text[start:end]``."""
        made = Origins()
        end = min(end, self.length)
        if start >= end:
            return made
        first = bisect_right(self.at, start) - 1
        last = bisect_left(self.at, end)
        made.at = [max(at - start, 0) for at in self.at[first:last]]
        made.places = self.places[first:last]
        made.places[0] += start - self.at[first]
        made.length = end - start
        return made

    def cut(self, length: int) -> None:
        """Keep the first characters only."""
        if length < self.length:
            kept = bisect_left(self.at, length)
            del self.at[kept:], self.places[kept:]
            self.length = length

    def through(self, inner: Origins) -> Origins:
        """The places of a text whose characters come from this one's as `inner` says."""
        if len(self.at) == 1:
            made = Origins()
            shift = self.places[0]
            made.at, made.length = inner.at, inner.length
            made.places = [place + shift for place in inner.places]
            return made
        made = Origins()
        ends = [*inner.at[1:], inner.length]
        for start, place, end in zip(inner.at, inner.places, ends, strict=False):
            self._copy(made, place, place + end - start)
        return made

    def _copy(self, made: Origins, start: int, end: int) -> None:
        """Append the places of ``text[start:end]`` to another's."""
        run = bisect_right(self.at, start) - 1
        while start < end:
            stop = self.at[run + 1] if run + 1 < len(self.at) else self.length
            upto = min(stop, end)
            made.append(self.places[run] + start - self.at[run], upto - start)
            start, run = upto, run + 1

    def first_from(self, place: int) -> int:
        """The first character that comes from a place or one behind it."""
        run = bisect_left(self.places, place)
        end = self.at[run] if run < len(self.at) else self.length
        if run == 0:
            return end if self.at else 0
        return min(self.at[run - 1] + place - self.places[run - 1], end)
