"""Which lines of the older edition became which of the newer: paragraphs as the change set has
them, headings and source notes with their sections, blocks as they were compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, Edit
from cfrdiff.views.printed import Key, PrintedLine
from cfrdiff.views.waiting import Waiting

_Pair = tuple[Key | None, Key | None]
_OF_SECTION = ("section-heading", "source-note")


class Group(msgspec.Struct, frozen=True):
    """Places in both rows of lines that belong together; one side is empty for what came or
    went. `change` is what became of paragraphs, `block` of anything else. `gap` says that the
    other file does not reach there.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    change: Change | None = None
    gap: bool = False
    block: BlockChange | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of what became of the lines."""
        became = self.change or self.block
        return became.edits if became else ()

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
    old_reported, new_reported = _reported(changes)
    old_blocks, new_blocks = _changes_of_blocks(changes)
    for old, new in chain(_of_sections(changes), _of_blocks(changes, olds, news)):
        before, after = _at(old_at, old), _at(new_at, new)
        block = new_blocks.get(new) or old_blocks.get(old)
        if before and after:
            found.append(Group(before, after, block=block))
        elif before or after:
            is_reported = old in old_reported if before else new in new_reported
            found.append(Group(before, after, gap=not is_reported, block=block))
    return found


def _changes_of_blocks(
    changes: ChangeSet,
) -> tuple[dict[Key | None, BlockChange], dict[Key | None, BlockChange]]:
    """The change of each block by its place in the older and in the newer edition."""
    olds: dict[Key | None, BlockChange] = {b.place_before: b for b in changes.blocks}
    news: dict[Key | None, BlockChange] = {b.place_after: b for b in changes.blocks}
    olds.pop(None, None)
    news.pop(None, None)
    return olds, news


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
    """Blocks as the change set pairs them, then what is left."""
    became: dict[Key, Key] = {
        one.place_before: one.place_after
        for one in changes.blocks
        if one.place_before and one.place_after
    }
    became |= {one.before: one.after for one in changes.kept_blocks if one.before and one.after}
    left = {line.key: line.key for line in news if line.kind == "block"}
    for old in (line for line in olds if line.kind == "block"):
        new = became.get(old.key)
        yield old.key, left.pop(new, None) if new else None
    yield from ((None, key) for key in left)


def _reported(changes: ChangeSet) -> tuple[set[Key], set[Key]]:
    """Of the older and of the newer lines those on one side only of which the change set says that
    they came or went: blocks, headings, source notes, and headings of sections whose paragraphs
    did, or that did as a whole.
    """
    olds: set[Key] = set()
    news: set[Key] = set()
    for block in changes.blocks:
        if block.place_before and not block.place_after:
            olds.add(block.place_before)
        if block.place_after and not block.place_before:
            news.add(block.place_after)
    for change in changes.changes:
        if change.kind != "not-covered":
            olds |= {("section-heading", state.section_index) for state in change.before}
            news |= {("section-heading", state.section_index) for state in change.after}
    went = {one.before for one in changes.sections if one.kind == "removed"}
    came = {one.after for one in changes.sections if one.kind == "added"}
    for edition, numbers, keys in ((changes.before, went, olds), (changes.after, came, news)):
        places = [i for i, one in enumerate(edition.sections) if one.number in numbers]
        keys |= {(kind, i) for i in places for kind in _OF_SECTION}
    return olds, news
