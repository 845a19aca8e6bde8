"""What is known of paragraphs through editions, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff import late
from cfrdiff.changes import Edit, State
from cfrdiff.changes.model import Review, Significance
from cfrdiff.model import Edition

Event = Literal[
    "first-seen",
    "added",
    "unchanged",
    "revised",
    "redesignated",
    "redesignated-revised",
    "moved",
    "split",
    "merged",
    "removed",
    "not-covered",
]


class Point(msgspec.Struct, frozen=True):
    """A paragraph as one edition (its place in the row) has it; `index` is its place in the
    order of print there.
    """

    edition: int
    section: str | None
    designation: str
    index: int


class Step(msgspec.Struct, frozen=True):
    """What one edition (its place in the row) has of a paragraph, and what became of it since
    the edition before that has it.

    `state` is None where it was removed, was merged into another, or the file does not reach it.
    Of what was split or merged, `out_of` are all the older paragraphs and `into` all the newer
    ones, this one among them. `review` names what a person should look at, as in a change.
    """

    edition: int
    event: Event
    state: State | None
    edits: tuple[Edit, ...] = ()
    significance: Significance = "none"
    out_of: tuple[Point, ...] = ()
    into: tuple[Point, ...] = ()
    review: tuple[Review, ...] = ()


class Outside(msgspec.Struct, frozen=True):
    """An edition (its place in the row) of which nothing is known about a paragraph: its file
    does not reach the place, or may not (*undecided*).
    """

    edition: int
    reach: Literal["not-covered", "undecided"]


class Track(msgspec.Struct, frozen=True):
    """One paragraph through the editions, from the first that has it.

    `outside` are the editions before its first step and after its last whose file does not, or
    may not, reach there; the others have no such paragraph.
    """

    steps: tuple[Step, ...]
    outside: tuple[Outside, ...] = ()

    @property
    def last(self) -> State:
        """The paragraph as the last edition that has it."""
        return next(step.state for step in reversed(self.steps) if step.state is not None)


class History(msgspec.Struct, frozen=True):
    """The tracks of one section, or of one of its paragraphs (`designation`) and those below it,
    and the editions; of these only the head of that section.

    Tracks stand in the order of print in the newest edition; what only older ones have in the
    section stands where it stood.
    """

    editions: tuple[Edition, ...]
    tracks: tuple[Track, ...]
    section: str | None = None
    designation: str | None = None

    def __repr__(self) -> str:
        dates = ", ".join(one.as_of or "no date" for one in self.editions)
        place = f"§ {self.section or '?'}{self.designation or ''}"
        return f"<History {place}: {len(self.tracks)} paragraphs in editions of {dates}>"

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        return str(late.found("cfrdiff.formats.notebook", "history_html")(self))
