"""What moved as a whole: sections that were renumbered, subtrees that were redesignated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from cfrdiff.align import Coverage, Link
from cfrdiff.changes.model import BlockChange, Change, SectionChange
from cfrdiff.changes.significance import weight_of_kind
from cfrdiff.model import Designation, Edition, Path, Section

_TOLD = ("covered", "undecided")
_ELSEWHERE = {"moved-out-of-the-section", "moved-into-the-section"}


def compare_sections(
    before: Edition, after: Edition, corresponding: dict[int, int]
) -> tuple[SectionChange, ...]:
    """Sections that got another number, in the order of the newer edition.

    `corresponding` says which place in the older edition's row of sections became which in the
    newer one's.
    """
    numbers = (
        (before.sections[a].number, after.sections[b].number)
        for a, b in sorted(corresponding.items(), key=lambda pair: pair[1])
    )
    return tuple(
        _section_change("redesignated", old, new)
        for old, new in numbers
        if old and new and old != new
    )


def came_and_went(
    before: Edition,
    after: Edition,
    changes: Sequence[Change],
    renumbered: Sequence[SectionChange],
    reached: tuple[Coverage, Coverage],
) -> tuple[SectionChange, ...]:
    """Sections that only one edition has, the newer one's first; not what lies beyond the reach of
    the other file, which `reached` knows of the older and the newer.
    """
    known = {
        state.section
        for change in changes
        if change.kind != "not-covered" and not _ELSEWHERE & set(change.review)
        for state in change.states
    }
    left, taken = {one.before for one in renumbered}, {one.after for one in renumbered}
    came = _without_counterpart(after, before, (taken, left), known, reached[0], True)
    gone = _without_counterpart(before, after, (left, taken), known, reached[1], False)
    return (
        *(_section_change("added", None, one.number, one) for one in came),
        *(_section_change("removed", one.number, None, one) for one in gone),
    )


def _section_change(
    kind: Literal["added", "removed", "redesignated"],
    before: str | None,
    after: str | None,
    alone: Section | None = None,
) -> SectionChange:
    """`alone` is the section where only one edition has it."""
    return SectionChange(
        f"{before or ''}>{after or ''}",
        kind,
        before,
        after,
        *weight_of_kind(kind),
        heading=alone.heading if alone else None,
        source_note=alone.source_note if alone else None,
    )


def _without_counterpart(
    one: Edition,
    other: Edition,
    moved: tuple[set[str | None], set[str | None]],
    known: set[str | None],
    reached: Coverage,
    came: bool,
) -> list[Section]:
    """The sections that the other edition has not: it has no such number, or has given
    it to a section that had another (`moved` are the numbers that were left and those given).
    Those that were left are there; and of those not `known` or not `reached` the other file may
    say nothing.
    """
    renumbered, given = moved
    there = renumbered | ({section.number for section in other.sections} - given)
    sections = {section.number: section for section in one.sections if section.number}
    return [
        section
        for number, section in sections.items()
        if number not in there and _is_told(section, known, reached, came)
    ]


def _is_told(section: Section, known: set[str | None], reached: Coverage, came: bool) -> bool:
    told = section.number in known if section.paragraphs else section.extent == "complete"
    return told and reached.reach_of_section(section.number, came) in _TOLD


def is_covered(block: BlockChange, reached: tuple[Coverage, Coverage]) -> bool:
    """Whether the file that has not a block would hold it; a section's heading goes with it."""
    if block.kind not in ("added", "removed") or block.block == "section-heading":
        return True
    if block.kind == "added":
        reach = reached[0].reach_of_block(block.block, block.section, came=True)
    else:
        reach = reached[1].reach_of_block(block.block, block.section_before)
    return reach in _TOLD


def with_follows(
    changes: Sequence[Change], links: Sequence[Link], sections: Sequence[SectionChange]
) -> list[Change]:
    """The changes, each paragraph that moved with what it stands under naming that change.

    `links` are those of the changes, in the same order.
    """
    pairs: dict[int | None, tuple[Change, Link]] = {
        link.before[0].index: (change, link)
        for change, link in zip(changes, links, strict=True)
        if len(link.before) == len(link.after) == 1
    }
    renumbered = {(one.before, one.after): one.id for one in sections}
    first: dict[str, str] = {}
    for change, link in sorted(pairs.values(), key=lambda pair: pair[1].before[0].index):
        if _has_moved(change):
            above = pairs.get(link.before[0].parent)
            led = _led_by(link, above[0] if above else None, renumbered)
            if led is not None:
                first[change.id] = first.get(led, led)
    return [
        msgspec.structs.replace(change, follows=first[change.id]) if change.id in first else change
        for change in changes
    ]


def _led_by(
    link: Link, above: Change | None, renumbered: dict[tuple[str | None, str | None], str]
) -> str | None:
    """The id of what took a paragraph along: the move of the paragraph `above` it, or the new
    number of its section; None where it moved by itself.
    """
    old, new = link.before[0], link.after[0]
    if _ordinal(old.paragraph.path) != _ordinal(new.paragraph.path):
        return None
    if above is not None and _has_moved(above):
        return above.id if above.after[0].index == new.parent else None
    if old.paragraph.path != new.paragraph.path:
        return None
    return renumbered.get((old.section, new.section))


def _has_moved(change: Change) -> bool:
    return change.kind.startswith("redesignated")


def _ordinal(path: Path) -> float | None:
    """Which of its level's labels a path ends in: (2), (ii), (b) and (B) are all the second."""
    return Designation(path).sort_key()[-1][1] if path else None
