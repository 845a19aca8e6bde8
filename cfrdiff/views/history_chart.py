"""The history of a section as a chart of boxes: a row a paragraph, a column an edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from cfrdiff.views import wording
from cfrdiff.views.history_names import numbered

SIGNS = {
    "first-seen": "",
    "unchanged": "",
    "added": "+",
    "revised": "≠",
    "redesignated": "→",
    "redesignated-revised": "⇄",
    "moved": "↕",
    "split": "⋔",
    "merged": "⋎",
    "removed": "×",
    "not-covered": "?",
    "undecided": "?",
}
WORDS = {
    "first-seen": "first seen",
    "not-covered": "the file does not reach there",
    "undecided": "the file may not reach there",
}
NOTHING_CHANGED = "nothing changed here"
NO_BOX = "No box: the edition has no such paragraph."
GAPS = {"not-covered": "not in this file", "undecided": "perhaps not in this file"}


class Box(msgspec.Struct, frozen=True):
    """What a row has in a column: a label, and below it `notes`; `told` says it all in words.

    `index` is the paragraph's place in the order of print of that edition, if it is there.
    """

    event: str
    label: str
    notes: tuple[str, ...]
    told: str
    index: int | None = None

    @property
    def sign(self) -> str:
        """The sign of the event, or nothing."""
        return SIGNS[self.event]

    @property
    def is_gap(self) -> bool:
        """Whether nothing is known of the paragraph here."""
        return self.event in GAPS


class Row(msgspec.Struct, frozen=True):
    """A paragraph: a box a column, None where the edition has no such paragraph.

    `same` names the paragraphs that share the row, each unchanged in all editions; `boxes` are
    then empty.
    """

    name: str
    heading: str
    boxes: tuple[Box | None, ...]
    same: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The whole row in words."""
        if self.same:
            return f"Unchanged in all editions: {', '.join(self.same)}."
        steps = "; ".join(box.told for box in self.boxes if box is not None)
        return f"{self.name}{f' {self.heading}' if self.heading else ''}: {steps}."


class Column(msgspec.Struct, frozen=True):
    """An edition, or several (their places in the row) in which nothing changed here."""

    first: int
    last: int

    @property
    def number(self) -> str:
        """``[2]``, or ``[2]–[5]``."""
        return numbered(self.first, self.last)


class Joint(msgspec.Struct, frozen=True):
    """A paragraph that was split off from another or merged into it, between a column and the
    one before: the rows of both.
    """

    column: int
    event: Literal["split", "merged"]
    source: int
    target: int

    @property
    def hub(self) -> tuple[int, int]:
        """What all joints of one split, or of one merger, share."""
        return self.column, self.source if self.event == "split" else self.target


class Chart(msgspec.Struct, frozen=True):
    """The whole: a title, the editions by number, rows, columns, and what joins the rows."""

    title: str
    told: str
    editions: tuple[tuple[str, str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    joints: tuple[Joint, ...]

    @property
    def has_blanks(self) -> bool:
        """Whether some edition has no paragraph of some row."""
        return any(box is None for row in self.rows for box in row.boxes)

    @property
    def events(self) -> list[str]:
        """The events that occur, in the order of `SIGNS`."""
        found = {box.event for row in self.rows for box in row.boxes if box is not None}
        return [event for event in SIGNS if event in found]


def listed(events: Iterable[str]) -> list[tuple[str, str, str]]:
    """Event, sign and words for a legend."""
    words = {**WORDS, **GAPS}
    return [(event, SIGNS[event], words.get(event, wording.kind(event))) for event in events]
