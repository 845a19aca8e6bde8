"""An edition as a row of paragraphs that know where they stood."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.model import Edition, Paragraph


class Place(msgspec.Struct, frozen=True, gc=False):
    """One paragraph of an edition: its section, its place in the order of print, itself.

    `section_index` tells sections apart whose number is the same or not known; `parent` is the
    index of the paragraph above it, None at the top of a section.
    """

    section: str | None
    section_index: int
    index: int
    paragraph: Paragraph
    parent: int | None = None


class Row(msgspec.Struct, frozen=True):
    """The paragraphs of one edition, and the words of each (`Likeness`)."""

    places: Sequence[Place]
    keys: Sequence[str]


class Whole(msgspec.Struct, frozen=True):
    """A paragraph of one edition (index) and its pieces in the other, in the order of print."""

    whole: int
    pieces: tuple[int, ...]


def places(edition: Edition) -> list[Place]:
    """All paragraphs in the order of print, each without its children."""
    found: list[Place] = []
    for i, section in enumerate(edition.sections):
        waiting: list[tuple[Paragraph, int | None]] = [
            (paragraph, None) for paragraph in reversed(section.paragraphs)
        ]
        while waiting:
            paragraph, parent = waiting.pop()
            bare = (
                msgspec.structs.replace(paragraph, children=()) if paragraph.children else paragraph
            )
            waiting += [(child, len(found)) for child in reversed(paragraph.children)]
            found.append(Place(section.number, i, len(found), bare, parent))
    return found
