"""The permanent address of every paragraph: ``163.12-b-2`` for § 163.12(b)(2).

An address depends on one edition alone: on the paragraph's designation, and on its place among
those that bear the same one. What only the older edition has stands under ``old-163.12-b-2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cfrdiff.changes.model import Change, State, Where

Anchors = dict[int, str]  # by the paragraph's index in its edition


class Addresses:
    """The addresses of all paragraphs of two editions."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Give every paragraph of both editions its address."""
        found = list(changes)
        self._sections = {s.section for c in found for s in (*c.before, *c.after)}
        sections = set(map(_safe, self._sections))
        self._older = _name((s for c in found for s in c.before), "old-", sections)
        self._newer = _name((s for c in found for s in c.after), "", sections)
        self._places = {
            (state.section, state.designation): self.of(change)
            for change in reversed(found)
            for state in (*change.before, *change.after)
        }
        # Where two paragraphs bear one designation, the newer edition's comes first.
        for change in reversed(found):
            for state in change.after:
                self._places[state.section, state.designation] = self._newer[state.index]

    def of(self, change: Change) -> str:
        """The address of a change: its first paragraph's, in the newer edition if it is there."""
        if change.after:
            return self._newer[change.after[0].index]
        return self._older[change.before[0].index]

    def older(self, index: int) -> str:
        """The address of a paragraph of the older edition, by its index there."""
        return self._older[index]

    def newer(self, index: int) -> str:
        """The address of a paragraph of the newer edition, by its index there."""
        return self._newer[index]

    def others(self, change: Change) -> list[str]:
        """What else leads to a change: the other newer paragraphs, and all older ones."""
        newer = [self._newer[state.index] for state in change.after[1:]]
        older = [self._older[state.index] for state in change.before]
        return newer + older[0 if change.after else 1 :]

    def to(self, place: Where) -> str | None:
        """The address of a (section, designation), or of the section for one without a
        paragraph; None where neither edition has it.
        """
        section, designation = place
        whole = section_anchor(section) if section in self._sections and not designation else None
        return self._places.get(place, whole)


def section_anchor(number: str | None) -> str:
    """The address of a section."""
    return _safe(number)


def _name(states: Iterable[State], prefix: str, taken: set[str]) -> Anchors:
    used = set() if prefix else set(taken)
    named: Anchors = {}
    for state in sorted(states, key=lambda state: state.index):
        labels = [*state.path, *([] if state.designation else ["text"])]
        name = prefix + "-".join([_safe(state.section), *map(_safe, labels)])
        again, free = 1, name
        while free in used:
            again += 1
            free = f"{name}~{again}"
        used.add(free)
        named[state.index] = free
    return named


def _safe(label: str | None) -> str:
    return re.sub(r"[^\w.-]+", "_", label) if label else "unnumbered"
