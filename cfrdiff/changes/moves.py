"""What moved as a whole: sections that were renumbered, subtrees that were redesignated."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.align import Link
from cfrdiff.changes.model import Change, SectionChange
from cfrdiff.model import Designation, Edition, Path, Section

_ELSEWHERE = {"moved-out-of-the-section", "moved-into-the-section"}


def compare_sections(
    before: Edition, after: Edition, corresponding: dict[int, int]
) -> tuple[SectionChange, ...]:
    """Sections that got another number, in the order of the newer edition.

    `corresponding` says which place in the older edition's row of sections became which in the
    newer one's.
    """
    source = {new: old for old, new in corresponding.items()}
    found: list[SectionChange] = []
    for b, section in enumerate(after.sections):
        number = section.number
        if b in source:
            old = before.sections[source[b]].number
            if old != number and old and number:
                found.append(SectionChange(f"{old}>{number}", "redesignated", old, number))
    return tuple(found)


def came_and_went(
    before: Edition, after: Edition, changes: Sequence[Change], renumbered: Sequence[SectionChange]
) -> tuple[SectionChange, ...]:
    """Sections that only one edition has, the newer one's first; not what lies beyond the other
    file's reach.
    """
    known = {
        state.section
        for change in changes
        if change.kind != "not-covered" and not _ELSEWHERE & set(change.review)
        for state in (*change.before, *change.after)
    }
    olds = {s.number: s for s in before.sections if s.number}
    news = {s.number: s for s in after.sections if s.number}
    left, taken = {s.before for s in renumbered}, {s.after for s in renumbered}
    gone = [n for n in olds if n not in left and (n not in news or n in taken)]
    came = [n for n in news if n not in taken and (n not in olds or n in left)]
    told = {n for n in gone if _is_told(olds[n], known)} | {
        n for n in came if _is_told(news[n], known)
    }
    return (
        *(SectionChange(f">{n}", "added", None, n) for n in came if n in told),
        *(SectionChange(f"{n}>", "removed", n, None) for n in gone if n in told),
    )


def _is_told(section: Section, known: set[str | None]) -> bool:
    if section.paragraphs:
        return section.number in known
    return section.extent == "complete"


def limit(links: Sequence[Link], section: str) -> list[Link]:
    """The links of one section; what came from another, or went there, has one side only."""
    places = sorted({p.index for link in links for p in link.before if p.section == section})
    old_index = {index: k for k, index in enumerate(places)}
    places = sorted({p.index for link in links for p in link.after if p.section == section})
    new_index = {index: k for k, index in enumerate(places)}
    found: list[Link] = []
    for link in links:
        before = tuple(
            msgspec.structs.replace(p, index=old_index[p.index], section_index=0, parent=None)
            for p in link.before
            if p.section == section
        )
        after = tuple(
            msgspec.structs.replace(p, index=new_index[p.index], section_index=0, parent=None)
            for p in link.after
            if p.section == section
        )
        whole = len(before) == len(link.before) and len(after) == len(link.after)
        if whole:
            found.append(msgspec.structs.replace(link, before=before, after=after))
            continue
        found += [Link((place,), (), 0.0, 1.0, "elsewhere") for place in before]
        found += [Link((), (place,), 0.0, 1.0, "elsewhere") for place in after]
    return found


def with_follows(
    changes: Sequence[Change], links: Sequence[Link], sections: Sequence[SectionChange]
) -> list[Change]:
    """The changes, each paragraph that moved with what it stands under naming that change.

    `links` are those of the changes, in the same order.
    """
    by_old = {
        link.before[0].index: change
        for change, link in zip(changes, links, strict=True)
        if len(link.before) == len(link.after) == 1
    }
    renumbered: dict[tuple[str | None, str | None], str] = {
        (s.before, s.after): s.id for s in sections
    }
    root: dict[str, str] = {}
    found: list[Change] = []
    for change, link in sorted(
        zip(changes, links, strict=True),
        key=lambda pair: pair[1].before[0].index if pair[1].before else -1,
    ):
        if not change.kind.startswith("redesignated"):
            continue
        old, new = link.before[0], link.after[0]
        above = by_old.get(old.parent) if old.parent is not None else None
        if _ordinal(old.paragraph.path) != _ordinal(new.paragraph.path):
            continue
        if above is not None and above.kind.startswith("redesignated"):
            if above.after[0].index == new.parent:
                root[change.id] = root.get(above.id, above.id)
        elif old.paragraph.path == new.paragraph.path:
            section = renumbered.get((old.section, new.section))
            if section is not None:
                root[change.id] = section
    for change in changes:
        follows = root.get(change.id)
        found.append(msgspec.structs.replace(change, follows=follows) if follows else change)
    return found


def _ordinal(path: Path) -> int | None:
    """Which of its level's labels a path ends in: (2), (ii), (b) and (B) are all the second."""
    return Designation(path).sort_key()[-1][1] if path else None
