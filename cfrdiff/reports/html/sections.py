"""The sections of the report, with their lines at their places."""

from __future__ import annotations

from collections import Counter

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Section
from cfrdiff.reports import entries
from cfrdiff.reports.html.anchors import Addresses, Link, section_anchor
from cfrdiff.reports.html.blocks import Blocks
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.labels import Labels, sections_named
from cfrdiff.reports.html.layout import Layout, Part, Spot, Stub, lay_out
from cfrdiff.reports.html.paragraphs import Paragraphs
from cfrdiff.reports.html.tree import grow
from cfrdiff.reports.html.view import Entry, SectionView, StubEntry


def section_views(
    changes: ChangeSet, addresses: Addresses, labels: Labels, older: Pages, newer: Pages
) -> list[SectionView]:
    """The sections in the order of the newer edition, with what went where it stood."""
    layout = lay_out(changes)
    paragraphs = Paragraphs(changes, addresses, labels, older, newer)
    blocks = Blocks(changes, layout, older, newer)
    became = {(one.before, one.after): one for one in changes.sections}
    anchors = _anchors(changes, layout)
    along = entries.followers(changes)

    def line(spot: Spot | Stub) -> Entry | StubEntry:
        if isinstance(spot, Stub):
            change = spot.group.change
            return paragraphs.stub(spot, change) if change else blocks.stub(spot)
        change = spot.group.change
        return paragraphs.entry(change, spot) if change else blocks.entry(spot)

    def view(part: Part, anchor: str) -> SectionView:
        before, after = _sections(changes, part)
        numbers = (before.number if before else None, after.number if after else None)
        change = became.get(numbers)
        heading = blocks.entry(part.heading, change) if part.heading else None
        lines = tuple(map(line, part.spots))
        held = [one for one in (heading, *lines) if isinstance(one, Entry)]
        return SectionView(
            number=numbers[1] or numbers[0],
            anchor=anchor,
            title=_title(part, numbers),
            subject=(after.heading if after else None) or (before.heading if before else "") or "",
            kind=change.kind if change else "",
            heading=heading,
            entries=lines,
            tree=grow(held),
            along=along[change.id] if change else 0,
            gone=tuple(_gone(changes, layout, anchors, old) for old in part.gone),
        )

    return [view(part, anchor) for part, anchor in zip(layout.parts, anchors, strict=True)]


def _sections(changes: ChangeSet, part: Part) -> tuple[Section | None, Section | None]:
    """The section in either edition; None before the first and where it is not."""

    def at(sections: tuple[Section, ...], place: int | None) -> Section | None:
        return sections[place] if place is not None and place >= 0 else None

    return at(changes.before.sections, part.old), at(changes.after.sections, part.new)


def _title(part: Part, numbers: tuple[str | None, str | None]) -> str:
    if part.is_before:
        return "Before the first section"
    return sections_named(numbers[:1], numbers[1]) or "Section not told by the file"


def _anchors(changes: ChangeSet, layout: Layout) -> list[str]:
    """The address of each part: its newer number's; ``old-12.4`` where a newer one has that."""
    newer = {section_anchor(section.number) for section in changes.after.sections}
    used: Counter[str] = Counter()
    found: list[str] = []
    for part in layout.parts:
        before, after = _sections(changes, part)
        section = after or before
        name = section_anchor(section.number) if section else "before"
        if after is None and section and name in newer:
            name = f"old-{name}"
        used[name] += 1
        found.append(name if used[name] == 1 else f"{name}~{used[name]}")
    return found


def _gone(changes: ChangeSet, layout: Layout, anchors: list[str], old: int) -> StubEntry:
    """A section that stood here in the older edition and has another place now."""
    section = changes.before.sections[old]
    place = next(i for i, part in enumerate(layout.parts) if part.old == old)
    _, after = _sections(changes, layout.parts[place])
    return StubEntry(
        ids=(),
        label=f"{sections_named([section.number], None)} {section.heading or ''}".strip(),
        became="is now" if after and after.number != section.number else "stands elsewhere now:",
        link=Link(f"§ {after.number}" if after else "another place", anchors[place]),
        along=0,
    )
