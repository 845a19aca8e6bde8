"""Changes by label, as eRegulations and the eCFR see them, from two trees and from a change set.

A label is a section with a path, as often as it stands there (misprints print some labels twice).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accuracy.changes.score import Count
from accuracy.changes.truth import Spot, spots
from cfrdiff.changes import ChangeSet
from cfrdiff.changes.model import State
from cfrdiff.model import Edition

Label = tuple[str | None, tuple[str, ...], int]
# Words from which on a paragraph that has them all is the same one elsewhere, and those from
# which on it may be.
_SAME = 12
_MAYBE = 8
_INTERPRETATION = re.compile(r"-Interp\b|^\d+-[A-Z]")


@dataclass(frozen=True)
class ByLabel:
    """The labels that only the newer edition has, only the older, and both with other words."""

    added: frozenset[Label]
    removed: frozenset[Label]
    revised: frozenset[Label]


def squash(heading: str | None, text: str) -> str:
    """Heading and text without white space, which is no difference."""
    return "".join(f"{heading or ''}{text}".split())


def _labelled(paragraphs: Iterable[tuple[str | None, tuple[str, ...], str]]) -> dict[Label, str]:
    seen: Counter[tuple[str | None, tuple[str, ...]]] = Counter()
    found: dict[Label, str] = {}
    for section, path, words in paragraphs:
        seen[section, path] += 1
        found[section, path, seen[section, path]] = words
    return found


def _compared(old: Mapping[Label, str], new: Mapping[Label, str]) -> ByLabel:
    return ByLabel(
        frozenset(new.keys() - old.keys()),
        frozenset(old.keys() - new.keys()),
        frozenset(label for label in old.keys() & new.keys() if old[label] != new[label]),
    )


def from_trees(before: Edition, after: Edition) -> ByLabel:
    """The truth: what differs by label between two editions."""
    return _compared(*(_labelled(_words(spots(edition))) for edition in (before, after)))


def _words(paragraphs: Iterable[Spot]) -> list[tuple[str | None, tuple[str, ...], str]]:
    return [(one.section, one.path, squash(one.heading, one.text)) for one in paragraphs]


def from_change_set(changes: ChangeSet) -> ByLabel:
    """What a change set comes to by label: a redesignation leaves one label for another."""

    def side(name: str) -> dict[Label, str]:
        states: list[State] = sorted(
            (state for change in changes.changes for state in getattr(change, name)),
            key=lambda state: state.index,
        )
        return _labelled((s.section, s.path, squash(s.heading, s.text)) for s in states)

    return _compared(side("before"), side("after"))


def kinds_as_told(changes: ChangeSet) -> ByLabel:
    """The labels the program calls added, removed and revised; every other kind is left out."""
    found: dict[str, set[Label]] = {"added": set(), "removed": set(), "revised": set()}
    numbered = {
        side: _numbered(state for change in changes.changes for state in getattr(change, side))
        for side in ("before", "after")
    }
    for change in changes.changes:
        if change.kind in found:
            side = "after" if change.after else "before"
            for state in getattr(change, side):
                found[change.kind].add(numbered[side][state.index])
    return ByLabel(*(frozenset(found[kind]) for kind in ("added", "removed", "revised")))


def _numbered(states: Iterable[State]) -> dict[int, Label]:
    seen: Counter[tuple[str | None, tuple[str, ...]]] = Counter()
    found: dict[int, Label] = {}
    for state in sorted(states, key=lambda one: one.index):
        seen[state.section, state.path] += 1
        found[state.index] = (state.section, state.path, seen[state.section, state.path])
    return found


def compare(truth: ByLabel, answer: ByLabel) -> Count:
    """Labels right, wrong and missed, the three kinds together."""
    total = Count()
    for kind in ("added", "removed", "revised"):
        expected, got = getattr(truth, kind), getattr(answer, kind)
        total += Count(len(expected & got), len(got - expected), len(expected - got))
    return total


def same_elsewhere(before: Edition, after: Edition, words: int) -> set[tuple[int, int]]:
    """Pairs of paragraphs of so many words, each the only one with them, under other labels."""
    sides = [_unique(spots(edition), words) for edition in (before, after)]
    places = [[one.place for one in spots(edition)] for edition in (before, after)]
    return {
        (old, sides[1][text])
        for text, old in sides[0].items()
        if text in sides[1] and places[0][old] != places[1][sides[1][text]]
    }


def _unique(paragraphs: list[Spot], words: int) -> dict[str, int]:
    times = Counter(squash("", one.text) for one in paragraphs)
    return {
        squash("", one.text): index
        for index, one in enumerate(paragraphs)
        if len(one.text.split()) >= words and times[squash("", one.text)] == 1
    }


def of_operations(
    operations: Iterable[tuple[str, str]], kind: str
) -> list[tuple[str, tuple[str, ...]]]:
    """Labels of sections and paragraphs that the notice's operations of a kind name.

    ``1002-14-b-1`` is § 1002.14(b)(1); interpretations and appendices are left out.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    for operation, label in operations:
        if operation == kind and not _INTERPRETATION.search(label):
            part, section, *path = label.split("-")
            found.append((f"{part}.{section}", tuple(path)))
    return found


def nothing_moved(before: Edition, after: Edition, operations: Iterable[tuple[str, str]]) -> bool:
    """Whether neither the notice nor the words say that any paragraph moved."""
    moved = any(operation == "moved" for operation, _ in operations)
    return not moved and not same_elsewhere(before, after, _MAYBE)


def known_moves(before: Edition, after: Edition) -> set[tuple[int, int]]:
    """Pairs of paragraphs that are the same by their words and stand under other labels."""
    return same_elsewhere(before, after, _SAME)
