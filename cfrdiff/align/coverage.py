"""How far a file reaches: what it does not hold is neither added nor removed."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.cites import Key, section_key
from cfrdiff.model import Designation, Edition, Paragraph, Section
from cfrdiff.rule_tables import Rule, first_rule, otherwise

Reach = Literal["covered", "not-covered", "undecided", "elsewhere"]
SortKey = tuple[tuple[int, float, str], ...]


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


class _Sought(msgspec.Struct, frozen=True):
    """A place that is looked for in a section of a file, and what the file has of the section."""

    section: Section
    place: SortKey
    designated: tuple[Paragraph, ...]
    ends_file: bool

    @property
    def first(self) -> Paragraph:
        return self.designated[0]

    @property
    def is_complete(self) -> bool:
        return self.section.extent == "complete"

    @property
    def lacks_head(self) -> bool:
        return self.section.extent in ("head-missing", "fragment")

    @property
    def lacks_tail(self) -> bool:
        return self.section.extent in ("tail-missing", "fragment")

    @property
    def is_before_first(self) -> bool:
        return self.place < _sort_key(self.first)

    @property
    def is_under_first(self) -> bool:
        start = _sort_key(self.first)
        return len(self.place) > len(start) and self.place[: len(start)] == start

    @property
    def is_behind_last(self) -> bool:
        return self.place > max(map(_sort_key, self.designated))


_RULES: tuple[Rule[_Sought, Reach], ...] = (
    Rule(
        "a whole section without designations",
        lambda sought: not sought.designated and sought.is_complete,
        "covered",
    ),
    Rule(
        "a part of a section without designations",
        lambda sought: not sought.designated,
        "not-covered",
        "nothing shows which part it is",
    ),
    Rule(
        "before where the file begins",
        lambda sought: sought.lacks_head and sought.is_before_first,
        "not-covered",
    ),
    Rule(
        "under a paragraph of which only the end is there",
        lambda sought: sought.lacks_head and sought.first.inferred and sought.is_under_first,
        "not-covered",
        "it may stand before that end",
    ),
    Rule(
        "behind where the file ends",
        lambda sought: sought.lacks_tail and sought.is_behind_last,
        "not-covered",
    ),
    Rule(
        "behind the last paragraph of a file that no source note ends",
        lambda sought: (
            not sought.lacks_tail
            and sought.ends_file
            and sought.section.source_note is None
            and sought.is_behind_last
        ),
        "undecided",
        "nothing shows that the section ends there",
    ),
    Rule("within what the file has", otherwise, "covered"),
)


def _within(section: Section, paragraph: Paragraph, ends_file: bool) -> Reach:
    designated = tuple(one for one in section.walk() if one.designation)
    sought = _Sought(section, _sort_key(paragraph), designated, ends_file)
    rule = first_rule(_RULES, sought)
    assert rule is not None, "the last rule applies always"
    return rule.verdict


def _sort_key(paragraph: Paragraph) -> SortKey:
    return Designation(paragraph.path).sort_key()
