"""Which lines of the older edition became which of the newer: paragraphs as the change set has
them, headings and source notes with their sections, blocks as they were compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet
from cfrdiff.reports.printed import Key, PrintedLine
from cfrdiff.reports.waiting import Waiting

_Pair = tuple[Key | None, Key | None]
_OF_SECTION = ("section-heading", "source-note")


class Group(msgspec.Struct, frozen=True):
    """Places in both rows of lines that belong together; one side is empty for what came or
    went. `gap` says that the other file does not reach there.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    change: Change | None = None
    gap: bool = False

    @property
    def is_split(self) -> bool:
        """Whether one paragraph was split into these."""
        return len(self.news) > 1

    @property
    def is_regrouped(self) -> bool:
        """Whether it is a split or a merger."""
        return self.is_split or len(self.olds) > 1


def groups(
    changes: ChangeSet, olds: Sequence[PrintedLine], news: Sequence[PrintedLine]
) -> list[Group]:
    """Every line of both sides in exactly one group."""
    old_at: dict[Key | None, int] = {line.key: i for i, line in enumerate(olds)}
    new_at: dict[Key | None, int] = {line.key: i for i, line in enumerate(news)}
    found = [_of_paragraphs(change, old_at, new_at) for change in changes.changes]
    reported = _reported(changes)
    for old, new in chain(_of_sections(changes), _of_blocks(changes, olds, news)):
        before, after = _at(old_at, old), _at(new_at, new)
        if before and after:
            found.append(Group(before, after))
        elif before or after:
            line = olds[before[0]] if before else news[after[0]]
            gap = (line.kind, line.section, line.text) not in reported
            found.append(Group(before, after, gap=gap))
    return found


def _of_paragraphs(
    change: Change, old_at: Mapping[Key | None, int], new_at: Mapping[Key | None, int]
) -> Group:
    return Group(
        tuple(old_at["paragraph", state.index] for state in change.before),
        tuple(new_at["paragraph", state.index] for state in change.after),
        change,
        change.kind == "not-covered",
    )


def _at(places: Mapping[Key | None, int], key: Key | None) -> tuple[int, ...]:
    return (places[key],) if key in places else ()


def section_pairs(changes: ChangeSet) -> list[tuple[int | None, int | None]]:
    """Which section of the older edition became which of the newer, by their places; None where
    the other edition has none.
    """
    renumbered = changes.renumbered
    gone = {section.before for section in changes.sections if section.kind == "removed"}
    waiting = Waiting((section.number, i) for i, section in enumerate(changes.after.sections))
    pairs: list[tuple[int | None, int | None]] = []
    for i, section in enumerate(changes.before.sections):
        number = renumbered.get(section.number, section.number)
        pairs.append((i, None if section.number in gone else waiting.take(number)))
    return [*pairs, *((None, i) for i in waiting.left)]


def _of_sections(changes: ChangeSet) -> Iterator[_Pair]:
    """Section headings and source notes, each with that of the other edition if it has one."""
    for old, new in section_pairs(changes):
        for kind in _OF_SECTION:
            yield None if old is None else (kind, old), None if new is None else (kind, new)


def _of_blocks(
    changes: ChangeSet, olds: Sequence[PrintedLine], news: Sequence[PrintedLine]
) -> Iterator[_Pair]:
    """Equal blocks of one place first, then those the change set pairs, then what is left."""
    renumbered = changes.renumbered
    became = {(b.block, b.section, b.before): b.after for b in changes.blocks if b.before}
    waiting = Waiting(((n.block, n.section, n.text), n.key) for n in news if n.kind == "block")
    unequal: list[PrintedLine] = []
    for old in (line for line in olds if line.kind == "block"):
        key = waiting.take((old.block, renumbered.get(old.section, old.section), old.text))
        if key is None:
            unequal.append(old)
        else:
            yield old.key, key
    for old in unequal:
        place = renumbered.get(old.section, old.section)
        text = became.get((old.block, place, old.text))
        yield old.key, None if text is None else waiting.take((old.block, place, text))
    yield from ((None, key) for key in waiting.left)


def _reported(changes: ChangeSet) -> set[tuple[str, str | None, str]]:
    """Lines that stand on one side only and of which the change set says that they came or went:
    (kind, section, text).
    """
    compared = (
        state
        for one in changes.changes
        if one.kind != "not-covered"
        for state in (*one.before, *one.after)
    )
    of_blocks = chain.from_iterable(map(_came_or_went, changes.blocks))
    return {*of_blocks, *(("section-heading", state.section, "") for state in compared)}


def _came_or_went(one: BlockChange) -> Iterator[tuple[str, str | None, str]]:
    """A section's heading is a line without a text, whatever it says."""
    kind = one.block if one.block in _OF_SECTION else "block"
    for text in filter(None, (one.before, one.after)):
        yield kind, one.section, "" if kind == "section-heading" else text
