"""What a change set says of paragraphs that instructions need to know: where they went, and
where one of the files does not reach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cfrdiff.changes import Change, ChangeSet, State
from cfrdiff.cites import Path
from cfrdiff.instructions.copies import printed_number
from cfrdiff.instructions.model import Target
from cfrdiff.model import Paragraph

# Kinds of change that amend nothing.
NO_CHANGES = frozenset(("unchanged", "not-covered"))

Move = tuple[Target, Target]
Place = tuple[str | None, Path]


class Lacking(NamedTuple):
    """Texts without a designation that the older file does not hold, and the newer."""

    older: frozenset[str]
    newer: frozenset[str]


class Moves:
    """A change set, section by section."""

    def __init__(self, changes: ChangeSet) -> None:
        self.renumbered = changes.renumbered
        self._by_section: dict[str | None, list[Change]] = defaultdict(list)
        for change in changes.changes:
            for state in change.after[:1] or change.before[:1]:
                self._by_section[state.section].append(change)
        lacking = [change for change in changes.changes if change.kind == "not-covered"]
        self._beyond_newer = _places(state for change in lacking for state in change.before)
        self._beyond_older = _places(state for change in lacking for state in change.after)
        self._lacking = lacking
        self._amended = {
            state.section
            for change in changes.changes
            if change.kind not in NO_CHANGES
            for state in change.states
        }
        self._told = {(one.section, one.block) for one in changes.blocks}

    def are_beyond_newer(self, number: str, paragraphs: Iterable[Paragraph]) -> bool:
        """Whether the newer file reaches none of these paragraphs of the older."""
        return all((number, one.path) in self._beyond_newer for one in paragraphs)

    def are_beyond_older(self, number: str, paragraphs: Iterable[Paragraph]) -> bool:
        """Whether the older file reaches none of these paragraphs of the newer."""
        return all((number, one.path) in self._beyond_older for one in paragraphs)

    def beyond_older(self, number: str) -> set[Path]:
        """The paragraphs of a section that the older file does not reach."""
        return {path for section, path in self._beyond_older if section == number}

    def beyond_newer(self, number: str) -> set[Path]:
        """The paragraphs of a section that the newer file does not reach."""
        return {path for section, path in self._beyond_newer if section == number}

    def lacking(self, number: str) -> Lacking:
        """The undesignated texts of a section that one of the files does not reach."""
        return Lacking(
            _loose((s for one in self._lacking for s in one.after), number),
            _loose((s for one in self._lacking for s in one.before), number),
        )

    def tells(self, number: str, block: str) -> bool:
        """Whether a section's heading or source note changed, as far as both files reach."""
        return (printed_number(number), block) in self._told

    def amends(self, number: str) -> bool:
        """Whether anything changed in a section, as far as both files reach."""
        return number in self._amended or any(
            self.tells(number, block) for block in ("section-heading", "source-note")
        )

    def across(self) -> Iterator[Move]:
        """Paragraphs that went to another section, by the number that has by now."""
        for changes in self._by_section.values():
            for change in changes:
                if change.follows or not (_is_one_to_one(change) and _has_designations(change)):
                    continue
                old, new = change.before[0], change.after[0]
                source = self._now(old.section)
                if source is not None and new.section is not None and source != new.section:
                    yield Target(source, old.path), Target(new.section, new.path)

    def inside(self, number: str) -> tuple[set[Path], list[Move]]:
        """Older paths that live on in the section, and those that moved with their new ones."""
        paired: set[Path] = set()
        moves: list[Move] = []
        for change in self._by_section[number]:
            if not self._stays(change):
                continue
            old, new = change.before[0], change.after[0]
            paired.add(old.path)
            if _is_one_to_one(change) and old.path != new.path:
                moves.append((Target(number, old.path), Target(number, new.path)))
        return paired, _without_followers(moves)

    def _stays(self, change: Change) -> bool:
        """Whether a designated paragraph lives on in its section."""
        if not change.before or not change.after:
            return False
        here = self._now(change.before[0].section) == change.after[0].section
        return here and _has_designations(change)

    def _now(self, section: str | None) -> str | None:
        """The number that a section of the older edition has in the newer."""
        return self.renumbered.get(section, section)


def _places(states: Iterable[State]) -> set[Place]:
    return {(state.section, state.path) for state in states}


def _loose(states: Iterable[State], number: str) -> frozenset[str]:
    return frozenset(one.text for one in states if one.section == number and not one.path)


def _is_one_to_one(change: Change) -> bool:
    return len(change.before) == len(change.after) == 1


def _has_designations(change: Change) -> bool:
    return bool(change.before[0].designation and change.after[0].designation)


def _without_followers(moves: list[Move]) -> list[Move]:
    """The moves without those that follow from that of a paragraph above."""
    went = {old.path: new.path for old, new in moves}
    return [(old, new) for old, new in moves if not _follows(old.path, new.path, went)]


def _follows(old: Path, new: Path, went: dict[Path, Path]) -> bool:
    above = (old[:k] for k in range(len(old) - 1, 0, -1))
    nearest = next((path for path in above if path in went), None)
    return nearest is not None and went[nearest] + old[len(nearest) :] == new
