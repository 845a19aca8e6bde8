"""Where an edition names a rule itself: in its source notes, and in the eCFR's links to what was
published and is not in the text yet.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from cfrdiff.language.published import Published, published_in, volume_of
from cfrdiff.model import Edition


class Print(msgspec.Struct, frozen=True):
    """Where a document stands in the Federal Register, as far as its file says."""

    volume: int | None = None
    pages: tuple[int, int] | None = None
    day: datetime.date | None = None

    def at(self, page: int | None) -> str:
        """How what stands on a page of it is cited: "78 FR 6962"; "" where that is not known."""
        known = page or (self.pages and self.pages[0])
        return str(Published(self.volume, known, self.day)) if self.volume and known else ""

    def has(self, one: Published) -> bool:
        """Whether a citation is of one of its pages."""
        if self.volume != one.volume or self.pages is None:
            return False
        same_day = self.day is None or one.day is None or self.day == one.day
        return same_day and self.pages[0] <= one.page <= self.pages[1]


class Tie(msgspec.Struct, frozen=True):
    """That an edition names a rule: a `link` of the eCFR that it is coming, or a source `note`, by
    which it is in the edition already. `document` is the citation, `rule` the rule's number.
    """

    section: str | None
    how: Literal["link", "note"]
    document: str
    rule: str | None


def ties(edition: Edition, rule: str | None, printed: Print) -> Iterator[Tie]:
    """Where an edition names a rule."""
    named = [(block.after, "link", block.text) for block in edition.blocks if _is_link(block.kind)]
    notes = [(one.number, "note", one.source_note or "") for one in edition.sections]
    for section, how, text in (*named, *notes):
        for one in published_in(text):
            if printed.has(one):
                yield Tie(section, "link" if how == "link" else "note", str(one), rule)


def _is_link(kind: str) -> bool:
    return kind == "announcement"


def print_of(
    volume: int | None, pages: tuple[int, int] | None, day: datetime.date | None,
    filed: datetime.date | None,
) -> Print:  # fmt: skip
    """Where a document was printed; its volume by the year it was filed in, where nothing else
    says it. What is filed in December may be printed in the year after.
    """
    if volume is None and filed is not None and filed.month < _LAST_MONTH:
        volume = volume_of(filed.year)
    return Print(volume, pages, day)


_LAST_MONTH = 12
