"""What paragraphs are called: ``(b)(2)``, ``§ 163.12(b)(2)``, ``introductory text``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cfrdiff.changes.model import Change, ChangeSet, State
from cfrdiff.views import wording


class Labels:
    """The names of all paragraphs of two editions.

    Text without a designation is called after what it follows, as lawyers call it: the
    introductory text of a section, the text after paragraph (b).
    """

    def __init__(self, changes: ChangeSet) -> None:
        """Name the paragraphs of both editions."""
        self._renumbered = changes.renumbered
        self._older = _undesignated(s for c in changes.changes for s in c.before)
        self._newer = _undesignated(s for c in changes.changes for s in c.after)

    def older(self, state: State) -> str:
        """A paragraph of the older edition without its section."""
        return state.designation or self._older[state.index]

    def newer(self, state: State) -> str:
        """A paragraph of the newer edition without its section."""
        return state.designation or self._newer[state.index]

    def older_cite(self, state: State) -> str:
        """``§ 163.12(b)``; ``§ 163.12, introductory text``."""
        return _cite(state, self.older(state))

    def newer_cite(self, state: State) -> str:
        """The same for the newer edition."""
        return _cite(state, self.newer(state))

    def of(self, change: Change) -> str:
        """``(c) → (f)``; with the sections where a paragraph left its own."""
        if self.has_left(change):
            return self.place(change)
        return _arrow(map(self.older, change.before), map(self.newer, change.after))

    def place(self, change: Change) -> str:
        """``§ 12.1(c) → § 12.6(a)``; one cite where both are the same."""
        return _arrow(map(self.older_cite, change.before), map(self.newer_cite, change.after))

    def has_left(self, change: Change) -> bool:
        """Whether a paragraph went into another section, not with its own to another number."""
        olds = {self._renumbered.get(s.section, s.section) for s in change.before}
        return bool(olds) and bool(change.after) and olds != {s.section for s in change.after}


def _cite(state: State, name: str) -> str:
    section = f"§ {state.section or '?'}"
    return section + name if state.designation else f"{section}, {name}"


def _arrow(olds: Iterable[str], news: Iterable[str]) -> str:
    return wording.arrow(*(", ".join(dict.fromkeys(names)) for names in (olds, news)))


def _undesignated(states: Iterable[State]) -> dict[int, str]:
    """The names of paragraphs without a designation, by their index."""
    names: dict[int, str] = {}
    section: int | None = None
    last, times = "", 0
    for state in sorted(states, key=lambda one: one.index):
        if state.section_index != section:
            section, last, times = state.section_index, "", 0
        if state.designation:
            last, times = state.designation, 0
            continue
        times += 1
        name = f"text after {last}" if last else "introductory text"
        names[state.index] = name if times == 1 else f"{name}, paragraph {times}"
    return names


def sections_named(olds: Sequence[str | None], new: str | None) -> str:
    """``§ 12.3 → § 12.5``; one number where both are the same."""
    return wording.arrow(*(f"§ {number}" for number in (*olds, new) if number))
