"""Which parts of two editions are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from cfrdiff.align.subjects import no_common_subject
from cfrdiff.cites import part_of
from cfrdiff.cites.divisions import division_in_heading
from cfrdiff.model import Edition, Section

# Two parts or sections are one where this share of the longer's words is in the other.
HALF = 0.5
# A year, also of two ("2015-2016").
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Parts:
    """The parts of two editions, by how many words of each section stand in another (`words`)."""

    def __init__(
        self, before: Edition, after: Edition, words: Mapping[tuple[int, int], int]
    ) -> None:
        self._olds = [part_of(section.number or "") for section in before.sections]
        self._news = [part_of(section.number or "") for section in after.sections]
        self._common: Counter[tuple[str, str]] = Counter()
        for (a, b), count in words.items():
            self._common[self._olds[a], self._news[b]] += count
        self._lengths = _lengths(before), _lengths(after)
        self._years = _years(before), _years(after)
        self._titles = _titles(before), _titles(after)

    def are_one(self, old: str, new: str) -> bool:
        """Whether two parts have one number, or half of the longer's words in common: all of them
        where their headings say nothing alike.
        """
        if old == new:
            return True
        longer = max(self._lengths[0][old], self._lengths[1][new])
        titles = self._titles[0].get(old), self._titles[1].get(new)
        needed = 1.0 if no_common_subject(*titles) else HALF
        return self._common[old, new] >= needed * longer > 0

    def are_of_other_years(self, old: int, new: int) -> bool:
        """Whether two sections (by their places) are headed by years of which neither is the
        other's: the quota of one year, and that of the next in the same words.
        """
        one, other = self._years[0][old], self._years[1][new]
        return bool(one and other) and one.isdisjoint(other)

    def came_and_went(self, old: str, new: str) -> bool:
        """Whether only the older edition has the one part, and only the newer the other."""
        return old not in self._lengths[1] and new not in self._lengths[0]


def _years(edition: Edition) -> list[frozenset[str]]:
    """The years that the heading of each section names."""
    headings = (section.heading or "" for section in edition.sections)
    return [frozenset(_YEAR.findall(heading)) for heading in headings]


def length(section: Section) -> int:
    """How many words the paragraphs of a section have."""
    return sum(paragraph.text.count(" ") + 1 for paragraph in section.walk() if paragraph.text)


def _titles(edition: Edition) -> dict[str, str]:
    """The heading of each part."""
    headings = (block.text for block in edition.blocks if block.kind == "part-heading")
    found = ((division_in_heading(text), text) for text in headings)
    return {one[1]: text.partition(one[1])[2] for one, text in found if one is not None}


def _lengths(edition: Edition) -> Counter[str]:
    """How many words each part has."""
    found: Counter[str] = Counter()
    for section in edition.sections:
        found[part_of(section.number or "")] += length(section)
    return found
