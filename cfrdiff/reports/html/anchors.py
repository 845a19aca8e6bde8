"""The permanent address of every paragraph: ``163.12-b-2`` for § 163.12(b)(2).

An address depends on one edition alone: on the paragraph's designation, and on its place among
those that bear the same one. What only the older edition has stands under ``old-163.12-b-2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.model import Change, State, Where
from cfrdiff.reports.printed import Key, PrintedLine

Anchors = dict[int, str]  # by the paragraph's index in its edition


class Link(msgspec.Struct, frozen=True):
    """A cite and where it leads; `anchor` is None where neither edition has the place."""

    text: str
    anchor: str | None


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

    def newer(self, state: State) -> str:
        """The address of a paragraph of the newer edition."""
        return self._newer[state.index]

    def older(self, state: State) -> str:
        """The address of a paragraph of the older edition: it leads to what became of it."""
        return self._older[state.index]

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


def block_addresses(lines: Sequence[PrintedLine], prefix: str) -> dict[Key, str]:
    """The addresses of one edition's headings, notes and tables: ``163.12--source-note``, the
    second of a kind in a section ``163.12--table~2``.
    """
    named: dict[Key, str] = {}
    times: dict[str, int] = {}
    for line in lines:
        if line.kind != "paragraph":
            section = section_anchor(line.section) if line.section else "before"
            kind = line.block if line.kind == "block" else line.kind
            # Two hyphens: no paragraph's address has them.
            name = f"{prefix}{section}--{_safe(kind)}"
            times[name] = times.get(name, 0) + 1
            named[line.key] = name if times[name] == 1 else f"{name}~{times[name]}"
    return named


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
