"""What a reader sees of two editions that were compared, whatever the format shows of it.

Each part is made when a format first asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cfrdiff.changes.model import ChangeSet
from cfrdiff.history import History, by_section
from cfrdiff.model import Edition
from cfrdiff.views import entries
from cfrdiff.views.addresses import Addresses
from cfrdiff.views.asides import Aside, asides
from cfrdiff.views.headlines import headlines
from cfrdiff.views.labels import Labels
from cfrdiff.views.marked import Line
from cfrdiff.views.numbering import numbers_of
from cfrdiff.views.redline import redline
from cfrdiff.views.sections import section_views
from cfrdiff.views.shown import SectionView
from cfrdiff.views.summary import summarize
from cfrdiff.views.summary_view import Item, Summary


class Report:
    """A change set between two editions, and the editions before them."""

    def __init__(
        self,
        changes: ChangeSet,
        before: Edition,
        after: Edition,
        earlier: Sequence[Edition] = (),
        changes_only: bool = False,
    ) -> None:
        """`earlier` editions, the oldest first, are for the histories of sections only. With
        `changes_only`, sections in which nothing is told are not shown.
        """
        self.changes, self.before, self.after, self.earlier = changes, before, after, earlier
        self.changes_only = changes_only

    @cached_property
    def title(self) -> str:
        """``19 CFR part 163: what changed``."""
        return entries.title(self.changes)

    @cached_property
    def redline(self) -> list[Line]:
        """Both editions as one text with marks, each in its own order."""
        return redline(self.changes)

    @cached_property
    def addresses(self) -> Addresses:
        """The address of every paragraph."""
        return Addresses(self.changes.changes)

    @cached_property
    def labels(self) -> Labels:
        """What every paragraph is called."""
        return Labels(self.changes)

    @cached_property
    def sections(self) -> list[SectionView]:
        """The newer edition in its own order, with what went where it stood."""
        return section_views(self.changes, self.addresses, self.labels)

    @cached_property
    def shown(self) -> list[SectionView]:
        """Those sections that are to be shown."""
        return [one for one in self.sections if one.has_news or not self.changes_only]

    @cached_property
    def shown_anchors(self) -> frozenset[str]:
        """The addresses that lead to something shown."""
        entries = (entry for section in self.shown for entry in section.all)
        held = (anchor for entry in entries for anchor in (entry.anchor, *entry.others))
        return frozenset((*held, *(section.anchor for section in self.shown)))

    @cached_property
    def summary(self) -> Summary:
        """What a busy person reads first."""
        return summarize(self.changes, self.sections, self.headlines, self.addresses, self.labels)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each change that is told, by its id."""
        return numbers_of(self.sections)

    @cached_property
    def headlines(self) -> list[Item]:
        """Each change in one line, in the order of the text."""
        return list(headlines(self.changes, self.sections, self.addresses, self.labels))

    @cached_property
    def asides(self) -> list[Aside]:
        """What is said beside the changes of paragraphs, as tables."""
        return list(asides(self.changes))

    @cached_property
    def histories(self) -> dict[str | None, History]:
        """The history of every section by its number, where there are earlier editions; of those
        alone that the change set holds.
        """
        if not self.earlier:
            return {}
        found = by_section([*self.earlier, self.before, self.after])
        held = _numbers(self.changes.before, self.changes.after)
        if held < _numbers(self.before, self.after):
            return {number: one for number, one in found.items() if number in held}
        return found


def _numbers(*editions: Edition) -> set[str | None]:
    return {section.number for edition in editions for section in edition.sections}
