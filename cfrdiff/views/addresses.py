"""The permanent address of every paragraph: ``163.12-b-2`` for § 163.12(b)(2).

An address depends on one edition alone: on the paragraph's designation, and on its place among
those that bear the same one. What only the older edition has stands under ``old-163.12-b-2``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.model import Change, State, Where
from cfrdiff.views.paragraph_words import where
from cfrdiff.views.printed import Key, PrintedLine

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
        olds = [state for change in found for state in change.before]
        news = [state for change in found for state in change.after]
        self._sections = {state.section for state in (*olds, *news)}
        self._older = _name(olds, "old-", ())
        self._newer = _name(news, "", map(section_anchor, self._sections))
        self._places = self._by_place(found)

    def _by_place(self, found: Sequence[Change]) -> dict[Where, str]:
        """Where two paragraphs bear one designation, the newer edition's comes first, then the
        first in the order of changes.
        """
        either: dict[Where, str] = {}
        newer: dict[Where, str] = {}
        for change in reversed(found):
            address = self.of(change)
            either |= {where(state): address for state in (*change.before, *change.after)}
            newer |= {where(state): self.newer(state) for state in change.after}
        return either | newer

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


class Repeats:
    """Addresses that would be given again get a number: ``163.12--table``, ``163.12--table~2``."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are the addresses that something else has."""
        self._times = Counter(taken)

    def told_apart(self, name: str) -> str:
        """The address for the next of that name."""
        self._times[name] += 1
        times = self._times[name]
        return name if times == 1 else f"{name}~{times}"


def section_anchor(number: str | None) -> str:
    """The address of a section."""
    return _safe(number)


def block_addresses(lines: Sequence[PrintedLine], prefix: str) -> dict[Key, str]:
    """The addresses of one edition's headings, notes and tables: ``163.12--source-note``, the
    second of a kind in a section ``163.12--table~2``.
    """
    repeats = Repeats()
    return {
        line.key: repeats.told_apart(prefix + _block_address(line))
        for line in lines
        if line.kind != "paragraph"
    }


def _block_address(line: PrintedLine) -> str:
    """Two hyphens: no paragraph's address has them."""
    section = section_anchor(line.section) if line.section else "before"
    return f"{section}--{_safe(line.name)}"


def _name(states: Iterable[State], prefix: str, taken: Iterable[str]) -> Anchors:
    repeats = Repeats(set(taken))
    ordered = sorted(states, key=lambda state: state.index)
    return {state.index: repeats.told_apart(prefix + _paragraph(state)) for state in ordered}


def _paragraph(state: State) -> str:
    labels = state.path if state.designation else (*state.path, "text")
    return "-".join(map(_safe, (state.section, *labels)))


def _safe(label: str | None) -> str:
    return re.sub(r"[^\w.-]+", "_", label) if label else "unnumbered"
