"""Which lines of the older edition became which of the newer: paragraphs as the change set has
them, headings and source notes with their sections, blocks as they were compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from cfrdiff.changes.model import Change, ChangeSet
from cfrdiff.reports.printed import Key, PrintedLine


class Group(msgspec.Struct, frozen=True):
    """Places in both rows of lines that belong together; one side is empty for what came or
    went. `gap` says that the other file does not reach there.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    change: Change | None = None
    gap: bool = False


def groups(
    changes: ChangeSet, olds: Sequence[PrintedLine], news: Sequence[PrintedLine]
) -> list[Group]:
    """Every line of both sides in exactly one group."""
    old_at = {line.key: i for i, line in enumerate(olds)}
    new_at = {line.key: i for i, line in enumerate(news)}
    found = [
        Group(
            tuple(old_at["paragraph", state.index] for state in change.before),
            tuple(new_at["paragraph", state.index] for state in change.after),
            change,
            change.kind == "not-covered",
        )
        for change in changes.changes
    ]
    pairs = [*_of_sections(changes), *_of_blocks(changes, olds, news)]
    met = _covered(changes)
    for old, new in pairs:
        before: tuple[int, ...] = (old_at[old],) if old in old_at else ()
        after: tuple[int, ...] = (new_at[new],) if new in new_at else ()
        if not before and not after:
            continue
        line = olds[before[0]] if before else news[after[0]]
        gap = not (before and after) and (line.kind, line.section, line.text) not in met
        found.append(Group(before, after, gap=gap))
    return found


def section_pairs(changes: ChangeSet) -> list[tuple[int | None, int | None]]:
    """Which section of the older edition became which of the newer, by their places; None where
    the other edition has none.
    """
    renumbered = changes.renumbered
    gone = {section.before for section in changes.sections if section.kind == "removed"}
    waiting: dict[str | None, list[int]] = defaultdict(list)
    for i, section in enumerate(changes.after.sections):
        waiting[section.number].append(i)
    pairs: list[tuple[int | None, int | None]] = []
    for i, section in enumerate(changes.before.sections):
        same = waiting[renumbered.get(section.number, section.number)]
        lost = section.number in gone or not same
        pairs.append((i, None if lost else same.pop(0)))
    return [*pairs, *((None, i) for rest in waiting.values() for i in rest)]


def _of_sections(changes: ChangeSet) -> list[tuple[Key | None, Key | None]]:
    """Section headings and source notes, each with that of the other edition if it has one."""
    return [
        (None if old is None else (kind, old), None if new is None else (kind, new))
        for old, new in section_pairs(changes)
        for kind in ("section-heading", "source-note")
    ]


def _of_blocks(
    changes: ChangeSet, olds: Sequence[PrintedLine], news: Sequence[PrintedLine]
) -> list[tuple[Key | None, Key | None]]:
    """Equal blocks of one place first, then those the change set pairs, then what is left."""
    renumbered = changes.renumbered
    left = [line for line in olds if line.kind == "block"]
    right = [line for line in news if line.kind == "block"]
    became = {(b.block, b.section, b.before): b.after for b in changes.blocks if b.before}
    pairs: list[tuple[Key | None, Key | None]] = []
    for equal in (True, False):
        for old in list(left):
            place = renumbered.get(old.section, old.section)
            text = old.text if equal else became.get((old.block, place, old.text))
            new = next(
                (n for n in right if (n.block, n.section, n.text) == (old.block, place, text)), None
            )
            if new is not None:
                left.remove(old)
                right.remove(new)
                pairs.append((old.key, new.key))
    return [*pairs, *((old.key, None) for old in left), *((None, new.key) for new in right)]


def _covered(changes: ChangeSet) -> set[tuple[str, str | None, str]]:
    """Lines that stand on one side only and of which the change set says that they came or went:
    (kind, section, text).
    """
    found: set[tuple[str, str | None, str]] = set()
    for one in changes.blocks:
        kind = one.block if one.block in ("section-heading", "source-note") else "block"
        for text in filter(None, (one.before, one.after)):
            found.add((kind, one.section, "" if kind == "section-heading" else text))
    for change in changes.changes:
        if change.kind != "not-covered":
            for state in (*change.before, *change.after):
                found.add(("section-heading", state.section, ""))
    return found
