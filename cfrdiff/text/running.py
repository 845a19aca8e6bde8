"""The running text: one string for a whole file, with every character's origin."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

import msgspec

from cfrdiff.model import Evidence, Finding, Furniture
from cfrdiff.sources.lines import Line
from cfrdiff.sources.origins import Origins


class Join(msgspec.Struct, frozen=True, gc=False):
    """A repair in the running text: `after` begins at `at`."""

    kind: str
    before: str
    after: str
    at: int
    basis: str


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A body line's place: ``[at, end)`` in the running text, ``[start, stop)`` in the stream."""

    line: Line
    at: int
    end: int
    start: int
    stop: int


class RunningText(msgspec.Struct, frozen=True):
    """The whole file as one string with its places.

    A printed paragraph's end is a line feed where the source shows it and a space where it
    does not. `origin[i]` is the stream offset of `text[i]`; `italics` are stretches of `text`,
    None where the source knows none; `heads` are the texts of running heads, each with the
    offset in `text` it stands before; `page_ends` are the offsets at which a page ends; `starts`
    and `ends` are the lines' own.
    """

    text: str
    origin: Origins
    lines: tuple[Placed, ...]
    joins: tuple[Join, ...]
    italics: tuple[tuple[int, int], ...] | None
    furniture: tuple[Furniture, ...]
    heads: tuple[tuple[int, str], ...]
    page_ends: tuple[int, ...]
    findings: tuple[Finding, ...]
    exact: bool
    starts: array[int]
    ends: array[int]

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Where ``text[start:end]`` stands in the source, one item for each line it touches."""
        found: list[Evidence] = []
        first = bisect_right(self.ends, start)
        for i in range(first, len(self.lines)):
            placed = self.lines[i]
            if placed.at >= end:
                break
            begin = placed.start if start <= placed.at else self.origin[start]
            # A character may be several in the source ("--"): it ends where the next begins.
            stop = placed.stop if end >= placed.end else self.origin[end]
            found.append(place(placed.line, begin, stop))
        return tuple(found)

    def joins_in(self, start: int, end: int) -> tuple[Join, ...]:
        """The joins that begin in ``text[start:end]``."""
        first = bisect_left(self.joins, start, key=lambda join: join.at)
        last = bisect_left(self.joins, end, key=lambda join: join.at)
        return self.joins[first:last]

    def page_ends_between(self, start: int, end: int) -> bool:
        """Whether a page ends at an offset from `start` to `end`, both included."""
        i = bisect_left(self.page_ends, start)
        return i < len(self.page_ends) and self.page_ends[i] <= end

    def line_at(self, at: int) -> Placed:
        """The line that holds ``text[at]``."""
        i = bisect_right(self.ends, at)
        return self.lines[min(i, len(self.lines) - 1)]


def place(line: Line, start: int, stop: int) -> Evidence:
    """Evidence for a stretch of the stream that lies in one line."""
    base = line.page_start
    return Evidence(line.page, line.number, start - base, stop - base, line.box)
