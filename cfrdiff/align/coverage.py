"""How far a file reaches: what it does not hold is neither added nor removed."""

from __future__ import annotations

from typing import Literal

from cfrdiff.model import Designation, Edition, Paragraph, Section
from cfrdiff.section_numbers import Key, section_key

Reach = Literal["covered", "not-covered", "undecided", "elsewhere"]


class Coverage:
    """Answers whether an edition's file reaches a place of another edition."""

    def __init__(self, edition: Edition) -> None:
        self._sections = {s.number: s for s in edition.sections if s.number}
        self._ordered = sorted(self._sections.values(), key=_key)
        self._parts = {section_key(number)[0] for number in self._sections}

    def reach(self, section: str | None, paragraph: Paragraph) -> Reach:
        """Whether this file would hold the paragraph if its edition had it.

        *undecided*: beyond the first or last section of a file that begins or ends with a whole
        one, and beyond the last paragraph of a file that no source note ends. What stands under
        a paragraph of which only the end is in the file may stand before that end, so it is not
        covered.
        """
        if section is None or not self._ordered:
            return "undecided"
        own = self._sections.get(section)
        if own is not None:
            return _within(own, paragraph, own is self._ordered[-1])
        if section_key(section)[0] not in self._parts:
            return "not-covered"
        first, last = self._ordered[0], self._ordered[-1]
        if section_key(section) < _key(first):
            return "not-covered" if first.extent in ("head-missing", "fragment") else "undecided"
        if section_key(section) > _key(last):
            return "not-covered" if last.extent in ("tail-missing", "fragment") else "undecided"
        return "covered"


def _key(section: Section) -> tuple[Key, Key]:
    return section_key(section.number or "")


def _within(section: Section, paragraph: Paragraph, ends_file: bool) -> Reach:
    held = [p for p in section.walk() if p.designation]
    if not held:
        return "covered" if section.extent == "complete" else "not-covered"
    place = Designation(paragraph.path).sort_key()
    if section.extent in ("head-missing", "fragment"):
        first = held[0]
        start = Designation(first.path).sort_key()
        if place < start:
            return "not-covered"
        inside = place[: len(start)] == start and len(place) > len(start)
        if first.inferred and inside:
            return "not-covered"
    if section.extent in ("tail-missing", "fragment"):
        end = max(Designation(p.path).sort_key() for p in held)
        if place > end:
            return "not-covered"
    elif ends_file and section.source_note is None:
        # Nothing behind its last paragraph shows that the section ends there.
        end = max(Designation(p.path).sort_key() for p in held)
        if place > end:
            return "undecided"
    return "covered"
