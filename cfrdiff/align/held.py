"""What a file holds: its sections, and the parts whose beginnings and ends it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from cfrdiff.cites import (
    PART_NUMBER,
    SECTION_NUMBER,
    CiteError,
    Key,
    Parts,
    canonical,
    parse_selection,
    part_of,
    section_key,
)
from cfrdiff.model import Edition, Section

_NUMBER = re.compile(SECTION_NUMBER)
_PART_HEADING = re.compile(rf"PARTS? ({PART_NUMBER})", re.IGNORECASE)
_CONTINUED = re.compile(r"\(continued\)", re.IGNORECASE)
# Headings behind a section that show that the file holds its end, and those that end its part.
_ENDS_PART = frozenset(("chapter-heading", "part-heading", "appendix"))
_ENDS_SECTION = _ENDS_PART | {"subpart-heading"}
_OF_A_PART = frozenset(("authority", "source", "contents"))


class Run(msgspec.Struct, frozen=True, gc=False):
    """The sections that a file has of one part: the first and the last."""

    part: str
    first: Section
    last: Section


class Held:
    """What a file holds."""

    def __init__(self, edition: Edition) -> None:
        self.well_formed = edition.source.well_formed
        self._blocks = edition.blocks
        self._sections = {canonical(s.number): s for s in edition.sections if s.number}
        self.ordered = sorted(self._sections.values(), key=place_of)

    def section(self, number: str | None) -> Section | None:
        """The section of that number, or None."""
        return self._sections.get(canonical(number)) if number is not None else None

    @cached_property
    def runs(self) -> dict[str, Run]:
        """What it has of each part, in the parts' order."""
        found: dict[str, Run] = {}
        for section in self.ordered:
            part = part_of(section.number or "")
            found[part] = Run(part, found[part].first if part in found else section, section)
        return found

    def ends_with(self, section: Section) -> bool:
        """Whether the file ends with a section, and no heading behind it shows its end."""
        return section is self.ordered[-1] and section.number not in self._section_ends

    def ends(self, run: Run) -> bool:
        """Whether something behind a part's last section shows that the part ends there."""
        return run.last.number in self._part_ends

    def heads(self, part: str) -> bool:
        """Whether the heading of a part stands in the file."""
        return any(one.holds(part) for one, _ in self._headed)

    def begins(self, part: str) -> bool:
        """Whether a part begins in the file: its heading stands there, not "(Continued)"."""
        return any(one.holds(part) and begins for one, begins in self._headed)

    @cached_property
    def tells_of_part(self) -> bool:
        """Whether it has what belongs to a part and not to one section: authority, contents."""
        return any(block.kind in _OF_A_PART for block in self._blocks)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The sections that its contents list."""
        texts = (block.text for block in self._blocks if block.kind == "contents")
        return frozenset(canonical(number) for text in texts for number in _NUMBER.findall(text))

    @cached_property
    def stated(self) -> Parts | None:
        """The parts that a volume's title page says are in it: "Parts 900 to 1025"."""
        return next(self._stated(), None)

    def _stated(self) -> Iterator[Parts]:
        for block in self._blocks:
            if block.kind == "front-matter" and block.text.startswith("Part"):
                try:
                    picks = parse_selection(block.text).picks
                except CiteError:
                    continue
                yield from (pick.target for pick in picks if isinstance(pick.target, Parts))

    @cached_property
    def _headed(self) -> tuple[tuple[Parts, bool], ...]:
        """The parts whose headings stand in the file, and whether each begins there."""
        texts = (block.text for block in self._blocks if block.kind == "part-heading")
        return tuple(
            (Parts(canonical(match[1]), canonical(match[1])), not _CONTINUED.search(text))
            for text in texts
            if (match := _PART_HEADING.match(text))
        )

    @cached_property
    def _section_ends(self) -> frozenset[str | None]:
        return self._behind(_ENDS_SECTION)

    @cached_property
    def _part_ends(self) -> frozenset[str | None]:
        return self._behind(_ENDS_PART)

    def _behind(self, kinds: frozenset[str]) -> frozenset[str | None]:
        """The sections behind which a block of some kinds stands."""
        return frozenset(block.after for block in self._blocks if block.kind in kinds)


def place_of(section: Section) -> tuple[Key, Key]:
    """Where a section stands among others."""
    return section_key(section.number or "")
