"""What a reader of a year's volume asks first: which parts and sections are new, gone, moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.units import SectionChange
from cfrdiff.cites import part_of
from cfrdiff.model import Edition


class Overview(msgspec.Struct, frozen=True):
    """Parts by their numbers, (older, newer) of those that were renumbered; and how many sections
    of other parts were added, removed, given another number in their part, or moved into another.
    """

    parts_added: tuple[str, ...] = ()
    parts_removed: tuple[str, ...] = ()
    parts_redesignated: tuple[tuple[str, str], ...] = ()
    sections_added: int = 0
    sections_removed: int = 0
    sections_redesignated: int = 0
    sections_moved: int = 0

    def invert(self) -> Overview:
        """The same read the other way."""
        return Overview(
            parts_added=self.parts_removed,
            parts_removed=self.parts_added,
            parts_redesignated=tuple((new, old) for old, new in self.parts_redesignated),
            sections_added=self.sections_removed,
            sections_removed=self.sections_added,
            sections_redesignated=self.sections_redesignated,
            sections_moved=self.sections_moved,
        )


def overview_of(sections: Sequence[SectionChange], before: Edition, after: Edition) -> Overview:
    """The overview of what became of the sections of two editions.

    A part came, went or got another number where all of its sections did so, and the other edition
    has no section of it.
    """
    olds, news = _numbers(before), _numbers(after)
    came = _parts([one.after for one in sections if one.kind == "added"], news, olds)
    went = _parts([one.before for one in sections if one.kind == "removed"], olds, news)
    moved = [one for one in sections if one.kind == "redesignated"]
    left = _parts([one.before for one in moved], olds, news)
    taken = _parts([one.after for one in moved], news, olds)
    pairs = [(part_of(one.before or ""), part_of(one.after or "")) for one in moved]
    renumbered = tuple(
        dict.fromkeys(pair for pair in pairs if pair[0] in left and pair[1] in taken)
    )
    return Overview(
        parts_added=tuple(came),
        parts_removed=tuple(went),
        parts_redesignated=renumbered,
        sections_added=_count((one.after for one in sections if one.kind == "added"), came),
        sections_removed=_count((one.before for one in sections if one.kind == "removed"), went),
        sections_redesignated=sum(old == new for old, new in pairs),
        sections_moved=sum(old != new and (old, new) not in renumbered for old, new in pairs),
    )


def _numbers(edition: Edition) -> dict[str, set[str]]:
    """The numbers of the sections of each part."""
    found: dict[str, set[str]] = defaultdict(set)
    for section in edition.sections:
        if section.number:
            found[part_of(section.number)].add(section.number)
    return dict(found)


def _parts(
    numbers: Iterable[str | None], own: dict[str, set[str]], other: dict[str, set[str]]
) -> list[str]:
    """The parts all of whose sections are among the numbers, and that the other edition lacks."""
    told = {number for number in numbers if number}
    return [part for part, found in own.items() if part not in other and found <= told]


def _count(numbers: Iterable[str | None], parts: Sequence[str]) -> int:
    return sum(part_of(number or "") not in parts for number in numbers)
