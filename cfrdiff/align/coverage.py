"""What a file covers of a place in another edition: what it does not is neither added nor removed.

Within a section the file's extents decide (`Coverage.reach`); of a section that it has not, where
the file begins and ends (`cfrdiff.align.beyond`).
"""

from __future__ import annotations

import msgspec

from cfrdiff.align.beyond import Reach, reach_of_section
from cfrdiff.align.held import Held
from cfrdiff.model import Designation, Edition, Paragraph, Section
from cfrdiff.rule_tables import Rule, first_rule, otherwise

SortKey = tuple[tuple[int, float, str], ...]
# Blocks that stand inside a section; others stand between sections.
_INSIDE = frozenset(
    ("table", "figure", "formula", "footnote", "note", "effective-date-note", "extract")
)
# Headings and notes that a file of a part begins with.
_OPENING = frozenset(("part-heading", "subpart-heading", "authority", "source", "chapter-heading"))


class Coverage:
    """Answers whether an edition's file reaches a place of another edition; with `everywhere` it
    does, as where one of the two was made of the other.
    """

    def __init__(self, edition: Edition, everywhere: bool = False) -> None:
        self._held = Held(edition)
        self._everywhere = everywhere
        self._opens = any(b.after is None and b.kind in _OPENING for b in edition.blocks)

    def reach(self, section: str | None, paragraph: Paragraph, came: bool = False) -> Reach:
        """Whether this file would hold the paragraph if its edition had it; `came` says that a
        newer file has it.

        *undecided*: where nothing shows whether the file ends before the section does. What stands
        under a paragraph of which only the end is in the file may stand before that end, so it is
        not covered.
        """
        if self._everywhere:
            return "covered"
        own = self._held.section(section)
        if own is None:
            return self.reach_of_section(section, came)
        return self._within(own, paragraph)

    def reach_of_section(self, section: str | None, came: bool = False) -> Reach:
        """Whether this file would hold the section if its edition had it."""
        return "covered" if self._everywhere else reach_of_section(self._held, section, came)

    def reach_of_block(self, kind: str, after: str | None, came: bool = False) -> Reach:
        """Whether this file would hold a block of a kind behind a section, or before the first
        (`after` is None), if its edition had it; a section's source note stands at its end.
        """
        if self._everywhere:
            return "covered"
        own = self._held.section(after)
        if after is None:
            return "covered" if self._opens else "not-covered"
        if own is None:
            return self.reach_of_section(after, came)
        if kind == "source-note":
            # What is left of a note may be all that a file has of its first section.
            is_rest = own.extent != "complete" and not any(p.designation for p in own.walk())
            return "not-covered" if is_rest or self._ends_file(own) else "covered"
        if kind in _INSIDE:
            return "covered" if own.extent == "complete" else "undecided"
        return "not-covered" if self._held.ends_with(own) else "covered"

    def _ends_file(self, section: Section) -> bool:
        """Whether the file ends with a section, and nothing shows that this ends there too."""
        shown = self._held.well_formed or section.source_note is not None
        return not shown and self._held.ends_with(section)

    def _within(self, section: Section, paragraph: Paragraph) -> Reach:
        designated = tuple(one for one in section.walk() if one.designation)
        sought = _Sought(section, _sort_key(paragraph), designated, self._ends_file(section))
        rule = first_rule(_RULES, sought)
        assert rule is not None, "the last rule applies always"
        return rule.verdict


class _Sought(msgspec.Struct, frozen=True, gc=False):
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
    def is_torn(self) -> bool:
        return any(one.partial and _sort_key(one) == self.place for one in self.designated)

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
        "one of which the file has only a part",
        lambda sought: sought.is_torn,
        "not-covered",
        "too little to be paired with",
    ),
    Rule(
        "behind where the file ends",
        lambda sought: sought.lacks_tail and sought.is_behind_last,
        "not-covered",
    ),
    Rule(
        "behind the last paragraph of a file that no source note ends",
        lambda sought: not sought.lacks_tail and sought.ends_file and sought.is_behind_last,
        "undecided",
        "nothing shows that the section ends there",
    ),
    Rule("within what the file has", otherwise, "covered"),
)


def _sort_key(paragraph: Paragraph) -> SortKey:
    return Designation(paragraph.path).sort_key()
