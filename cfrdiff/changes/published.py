"""Which documents of the Federal Register lie between two editions, by their source notes.

A section's note names every document that made or amended it (1 CFR 21.43, Document Drafting
Handbook 1.18): what only the later of two notes names lies between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import msgspec

from cfrdiff.changes.origin import Origin
from cfrdiff.changes.parts import Change
from cfrdiff.changes.units import BlockChange, SectionChange
from cfrdiff.language.published import Published, published_in
from cfrdiff.late import kept
from cfrdiff.model import Edition, Section

_Places = Mapping[tuple[int, int], Published]
_What = TypeVar("_What", Change, BlockChange, SectionChange)
# What has notes of its own, of which a section's note says nothing.
_WITH_OTHER_NOTES = frozenset(
    ("appendix", "heading", "part-heading", "subpart-heading", "chapter-heading", "authority",
     "source", "contents", "front-matter", "back-matter", "announcement", "other")
)  # fmt: skip
_ENDS_AS_PRINTED = frozenset(("complete", "head-missing"))
# What of a section changed with no amendment.
_OF_THE_FILE = frozenset(("unchanged", "not-covered"))


class _Notes:
    """What the source notes of an edition name."""

    def __init__(self, edition: Edition) -> None:
        # Sections without a note of their own are of that of their part or subpart.
        self.general = _places(block.text for block in edition.blocks if block.kind == "source")
        self._own = {section.number: _of_section(section) for section in edition.sections}
        self.everything = {**self.general}
        for places in self._own.values():
            self.everything.update(places or {})

        self._edition = edition

    @kept
    def _of_divisions(self) -> dict[str, _Places]:
        """What the notes of the divisions name that sections stand in."""
        return {
            number: _places([division.source])
            for top in self._edition.divisions
            for division in top.walk()
            if division.source
            for number in division.all_sections()
        }

    def of_division(self, number: str | None) -> _Places:
        """What the note of the innermost division with a note names that a section stands in."""
        return self._of_divisions.get(number or "", {})

    def has(self, number: str | None) -> bool:
        """Whether there is a section of a number."""
        return number in self._own

    def of(self, number: str | None) -> _Places | None:
        """What is named for a section, nothing for one that there is not; None where the edition
        prints no notes, or the section breaks off before its own.
        """
        return self._own.get(number, {}) if self.everything else None


def _of_section(section: Section) -> _Places | None:
    if section.source_note is None and section.extent not in _ENDS_AS_PRINTED:
        return None
    return _places([section.source_note or ""])


class Between:
    """The documents between two editions, section by section.

    `renumbered` are the numbers that sections have in the older edition, by those in the newer.
    """

    def __init__(
        self, before: Edition, after: Edition, renumbered: Mapping[str | None, str | None]
    ) -> None:
        self._notes = (_Notes(before), _Notes(after))
        self._later = _later(before, after, self._notes)
        self._older = renumbered
        self._newer = {old: new for new, old in renumbered.items()}
        self._found: dict[tuple[str | None, str | None], tuple[Origin, ...]] = {}

    def changes(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Changes of paragraphs, with the documents that lie between their sections' notes."""
        for one in changes:
            if one.kind in _OF_THE_FILE:
                yield one
            else:
                olds, news = (
                    dict.fromkeys(state.section for state in states)
                    for states in (one.before, one.after)
                )
                yield self._with_origins(one, self._pairs(list(olds), list(news)))

    def blocks(self, blocks: Iterable[BlockChange]) -> Iterator[BlockChange]:
        """Changes of blocks in sections, with the documents."""
        for one in blocks:
            is_own = one.block not in _WITH_OTHER_NOTES and not (one.entry or one.entry_before)
            if is_own and one.kind != "unchanged":
                yield self._with_origins(one, [self._both(one.section_before, one.section)])
            else:
                yield one

    def sections(self, sections: Iterable[SectionChange]) -> Iterator[SectionChange]:
        """Sections that came, went or got other numbers, with the documents."""
        for one in sections:
            yield self._with_origins(one, [(one.before, one.after)])

    def _both(self, old: str | None, new: str | None) -> tuple[str | None, str | None]:
        """A section's numbers in both editions, of which one may not be said."""
        return old or self._older.get(new, new), new or self._newer.get(old, old)

    def _pairs(
        self, olds: Sequence[str | None], news: Sequence[str | None]
    ) -> Iterator[tuple[str | None, str | None]]:
        """The sections that paragraphs stand in, each in both editions."""
        yield from (self._both(None, new) for new in news)
        yield from (self._both(old, None) for old in olds)

    def _with_origins(self, one: _What, pairs: Iterable[tuple[str | None, str | None]]) -> _What:
        found = dict.fromkeys(origin for pair in pairs for origin in self._between(*pair))
        return msgspec.structs.replace(one, origins=tuple(found)) if found else one

    def _between(self, old: str | None, new: str | None) -> tuple[Origin, ...]:
        known = self._found.get((old, new))
        if known is None:
            made = tuple(Origin(str(one)) for one in sorted(self._named(old, new)))
            known = self._found[old, new] = made
        return known

    def _named(self, old: str | None, new: str | None) -> list[Published]:
        """What the later edition's note names and the earlier one's does not."""
        if self._later is None:
            return []
        numbers = (old, new)
        later, earlier = self._notes[self._later], self._notes[1 - self._later]
        named = later.of(numbers[self._later])
        known = earlier.of(numbers[1 - self._later])
        if named is None or known is None:
            return []
        # A section that came may have come from another, with what that one's note names.
        if not earlier.has(numbers[1 - self._later]):
            known = earlier.everything
            named = named or later.of_division(numbers[self._later])
        return [named[place] for place in named if place not in {**known, **earlier.general}]


def _later(before: Edition, after: Edition, notes: tuple[_Notes, _Notes]) -> Literal[0, 1] | None:
    """Which of two editions is the later one, by its date, or by the last document it names."""
    dates = before.as_of, after.as_of
    if dates[0] and dates[1] and dates[0] != dates[1]:
        return 1 if dates[0] < dates[1] else 0
    first, second = (max(one.everything, default=(0, 0)) for one in notes)
    if first == second:
        return None
    return 1 if first < second else 0


def _places(texts: Iterable[str]) -> _Places:
    return {one.place: one for text in texts for one in published_in(text)}
