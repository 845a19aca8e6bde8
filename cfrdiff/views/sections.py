"""The sections of the report, with their lines at their places."""

from __future__ import annotations

from collections.abc import Collection

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Section
from cfrdiff.views import entries
from cfrdiff.views.addresses import Addresses, Link, Repeats, section_anchor
from cfrdiff.views.blocks import Blocks
from cfrdiff.views.labels import Labels, sections_named
from cfrdiff.views.layout import Layout, Part, Places, Spot, Stub, lay_out
from cfrdiff.views.paragraphs import Paragraphs
from cfrdiff.views.shown import Entry, SectionView, StubEntry
from cfrdiff.views.tree import grow


def section_views(changes: ChangeSet, addresses: Addresses, labels: Labels) -> list[SectionView]:
    """The sections in the order of the newer edition, with what went where it stood."""
    layout = lay_out(changes)
    sections = _Sections(
        changes,
        layout,
        Paragraphs(changes, addresses, labels),
        Blocks(changes, layout),
    )
    return [sections.view(part) for part in layout.parts]


class _Sections:
    """Makes the views of sections."""

    def __init__(
        self, changes: ChangeSet, layout: Layout, paragraphs: Paragraphs, blocks: Blocks
    ) -> None:
        self._changes = changes
        self._paragraphs, self._blocks = paragraphs, blocks
        self._became = {(one.before, one.after): one for one in changes.sections}
        self._along = entries.followers(changes)
        self._anchors = _anchors(changes, layout)
        self._of_old = {part.old: part for part in reversed(layout.parts)}

    def view(self, part: Part) -> SectionView:
        """A part of the report: a section, or what precedes the first."""
        before, after = _sections(self._changes, part)
        numbers = (before.number if before else None, after.number if after else None)
        change = self._became.get(numbers)
        heading = self._blocks.entry(part.heading, change) if part.heading else None
        lines = tuple(map(self._line, part.spots))
        held = [one for one in (heading, *lines) if isinstance(one, Entry)]
        return SectionView(
            number=numbers[1] or numbers[0],
            anchor=self._anchors[part.places],
            title=_title(part, numbers),
            subject=_subject(after) or _subject(before),
            kind=change.kind if change else "",
            heading=heading,
            entries=lines,
            tree=grow(held),
            along=self._along[change.id] if change else 0,
            gone=tuple(map(self._gone, part.gone)),
        )

    def _line(self, spot: Spot | Stub) -> Entry | StubEntry:
        change = spot.group.change
        if isinstance(spot, Stub):
            return self._paragraphs.stub(spot, change) if change else self._blocks.stub(spot)
        return self._paragraphs.entry(change, spot) if change else self._blocks.entry(spot)

    def _gone(self, old: int) -> StubEntry:
        """A section that stood here in the older edition and has another place now."""
        section, part = self._changes.before.sections[old], self._of_old[old]
        anchor = self._anchors[part.places]
        _, after = _sections(self._changes, part)
        is_renumbered = after is not None and after.number != section.number
        return StubEntry(
            ids=(),
            label=f"{sections_named([section.number], None)} {section.heading or ''}".strip(),
            became="is now" if is_renumbered else "stands elsewhere now:",
            link=Link(f"§ {after.number}" if after else "another place", anchor),
            along=0,
        )


def _sections(changes: ChangeSet, part: Part) -> tuple[Section | None, Section | None]:
    """The section in either edition; None before the first and where it is not."""
    return _at(changes.before.sections, part.old), _at(changes.after.sections, part.new)


def _at(sections: tuple[Section, ...], place: int | None) -> Section | None:
    return sections[place] if place is not None and place >= 0 else None


def _subject(section: Section | None) -> str:
    return (section.heading if section else "") or ""


def _title(part: Part, numbers: tuple[str | None, str | None]) -> str:
    if part.is_before:
        return "Before the first section"
    return sections_named(numbers[:1], numbers[1]) or "Section not told by the file"


def _anchors(changes: ChangeSet, layout: Layout) -> dict[Places, str]:
    """The address of each part: its newer number's; ``old-12.4`` where a newer one has that."""
    newer = {section_anchor(section.number) for section in changes.after.sections}
    repeats = Repeats()
    return {
        part.places: repeats.told_apart(_anchor(*_sections(changes, part), newer))
        for part in layout.parts
    }


def _anchor(before: Section | None, after: Section | None, newer: Collection[str]) -> str:
    if after is not None:
        return section_anchor(after.number)
    if before is None:
        return "before"
    name = section_anchor(before.number)
    return f"old-{name}" if name in newer else name
