"""The first page of the report, as the templates take it."""

from __future__ import annotations

import msgspec

from cfrdiff.views.addresses import Link
from cfrdiff.views.marked_words import Piece


class Item(msgspec.Struct, frozen=True):
    """A change in one line: its kind, what is said of it, its number (of several, their range), and
    the words that tell most.
    """

    link: Link
    kind: str
    spoken: str
    about: str
    samples: tuple[tuple[Piece, ...], ...] = ()
    number: str = ""
    weight: str = ""


class Name(msgspec.Struct, frozen=True):
    """A name that was replaced: by what, and the places that still have it: those that were
    probably forgotten, and those that are perhaps another thing.
    """

    before: str
    category: str
    by: tuple[tuple[str, int, tuple[Link, ...]], ...]
    forgotten: tuple[Link, ...]
    others: tuple[Link, ...]


class Stale(msgspec.Struct, frozen=True):
    """A reference that did not follow its target."""

    link: Link
    text: str
    target: str
    now: Link | None


class Moved(msgspec.Struct, frozen=True):
    """Words that went from one paragraph to another."""

    text: str
    before: Link
    after: Link


class Doubt(msgspec.Struct, frozen=True):
    """What a person should look at."""

    link: Link | None
    text: str
    line: int | None = None
    warning: bool = False


class Summary(msgspec.Struct, frozen=True):
    """The first page of the report. `told` counts the places to stop at in the text, of which
    `blocks` are no paragraphs; `weights` are those by weight, and `misread` counts in words those
    that are in doubt.
    """

    compared: int
    told: int
    blocks: int
    weights: tuple[tuple[str, int], ...]
    along: int
    slight: int
    misread: str
    substantive: tuple[Item, ...]
    lighter: tuple[Item, ...]
    names: tuple[Name, ...]
    stale: tuple[Stale, ...]
    transfers: tuple[Moved, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[tuple[str, str, tuple[Doubt, ...]], ...]
    uncovered: tuple[tuple[str, str, int, tuple[str, ...]], ...]

    @property
    def forgotten(self) -> int:
        """How many old names have places left behind, and references that did not follow."""
        return sum(bool(name.forgotten or name.others) for name in self.names) + len(self.stale)
