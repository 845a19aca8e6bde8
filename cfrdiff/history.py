"""Follows paragraphs through any number of editions: when each wording appeared and vanished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from cfrdiff.changes import Change, ChangeSet, Edit, State, diff_editions, states
from cfrdiff.changes.model import Significance
from cfrdiff.errors import NotFoundError
from cfrdiff.model import Designation, Edition

Event = Literal[
    "first-seen",
    "added",
    "unchanged",
    "revised",
    "redesignated",
    "redesignated-revised",
    "split",
    "merged",
    "removed",
    "not-covered",
]


class Step(msgspec.Struct, frozen=True):
    """What one edition (its place in the row) has of a paragraph, and what became of it since
    the edition before that has it.

    `state` is None where it was removed, was merged into another, or the file does not reach it.
    """

    edition: int
    event: Event
    state: State | None
    edits: tuple[Edit, ...] = ()
    significance: Significance = "none"


class Track(msgspec.Struct, frozen=True):
    """One paragraph through the editions, from the first that has it."""

    steps: tuple[Step, ...]

    @property
    def last(self) -> State:
        """The paragraph as the last edition that has it."""
        return next(step.state for step in reversed(self.steps) if step.state is not None)


class History(msgspec.Struct, frozen=True):
    """The editions, without their paragraphs, and the tracks of one section."""

    editions: tuple[Edition, ...]
    tracks: tuple[Track, ...]


def follow(editions: Sequence[Edition], section: str, designation: str | None = None) -> History:
    """The history of a section's paragraphs, or of one and those below it, through editions in
    the order of their dates.

    A paragraph belongs to the section if it stood there in any edition, under that designation
    or one below it if one is given; what moved away or came from elsewhere is followed there.
    Where a file does not reach a paragraph, the next that does takes up the track. Raises
    NotFoundError where no edition has the section or paragraph, ValueError for a designation
    that is none.
    """
    path = Designation.parse(designation).path if designation else None
    tracks = [track for track in _Tracks(editions).run() if _touches(track, section, path)]
    if not tracks:
        name = f"§ {section}{designation or ''}"
        files = ", ".join(edition.source.path for edition in editions)
        raise NotFoundError(f"{name} is in none of {files}")
    return _history(editions, tracks)


def by_section(editions: Sequence[Edition]) -> dict[str | None, History]:
    """The history of every section that any of the editions has, as `follow` gives it."""
    tracks = _Tracks(editions).run()
    members: dict[str | None, dict[int, Track]] = {}
    for k, track in enumerate(tracks):
        for step in track.steps:
            if step.state is not None:
                members.setdefault(step.state.section, {})[k] = track
    return {section: _history(editions, list(held.values())) for section, held in members.items()}


def _history(editions: Sequence[Edition], tracks: Sequence[Track]) -> History:
    bare = tuple(msgspec.structs.replace(edition, sections=()) for edition in editions)
    return History(bare, tuple(sorted(tracks, key=_place)))


def _touches(track: Track, section: str, path: tuple[str, ...] | None) -> bool:
    return any(
        step.state is not None
        and step.state.section == section
        and (path is None or step.state.path[: len(path)] == path)
        for step in track.steps
    )


def _place(track: Track) -> tuple[int, int]:
    """The order of print in the last edition that has the paragraph; the living ones first."""
    living = track.steps[-1].state is not None
    return (0 if living else 1, track.last.index)


class _Open:
    """A track that goes on: its steps, and where it was last seen (edition, index)."""

    def __init__(self, edition: int, step: Step) -> None:
        self.steps = [step]
        self.seen = edition


class _Tracks:
    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._done: list[_Open] = []
        self._open: dict[tuple[int, int], _Open] = {}  # (edition last seen in, index)

    def run(self) -> list[Track]:
        """All tracks of all paragraphs."""
        if not self._editions:
            return []
        for place in states(self._editions[0]):
            self._start(0, place, "first-seen")
        for k in range(1, len(self._editions)):
            self._step(k)
        return [Track(tuple(track.steps)) for track in [*self._done, *self._open.values()]]

    def _start(
        self, edition: int, state: State, event: Event, change: Change | None = None
    ) -> None:
        edits = change.edits if change else ()
        weight: Significance = change.significance if change else "none"
        step = Step(edition, event, state, edits, weight)
        self._open[edition, state.index] = _Open(edition, step)

    def _step(self, k: int) -> None:
        """Take up in edition k what earlier editions have, the nearest first."""
        known: set[int] = set()
        late: list[tuple[_Open, Step]] = []
        reached: set[int] = set()
        for j in sorted({k - 1, *(edition for edition, _ in self._open)}, reverse=True):
            changes = diff_editions(self._editions[j], self._editions[k])
            self._take_up(j, k, changes, known, late)
            if j == k - 1:
                added = [change for change in changes.changes if change.kind == "added"]
                reached = {state.index for change in added for state in change.after}
        for track, step in late:
            track.steps.append(step)
        for state in states(self._editions[k]):
            if state.index not in known:
                self._start(k, state, "added" if state.index in reached else "first-seen")

    def _take_up(
        self,
        j: int,
        k: int,
        changes: ChangeSet,
        known: set[int],
        late: list[tuple[_Open, Step]],
    ) -> None:
        for change in changes.changes:
            tracks = [
                self._open[j, state.index]
                for state in change.before
                if (j, state.index) in self._open
            ]
            if not tracks:
                continue
            news = [state for state in change.after if state.index not in known]
            if change.kind == "not-covered" or (change.after and not news):
                late += [(track, Step(k, "not-covered", None)) for track in tracks]
                continue
            for state in change.before:
                self._open.pop((j, state.index), None)
            if not news:
                for track in tracks:
                    track.steps.append(Step(k, "removed", None, (), change.significance))
                    self._done.append(track)
                continue
            known.update(state.index for state in news)
            first, *others = tracks
            event: Event = _EVENTS[change.kind]
            first.steps.append(Step(k, event, news[0], change.edits, change.significance))
            self._open[k, news[0].index] = first
            for track in others:
                track.steps.append(Step(k, "merged", None, (), change.significance))
                self._done.append(track)
            for state in news[1:]:
                self._start(k, state, "split", change)


_EVENTS: dict[str, Event] = {
    "unchanged": "unchanged",
    "revised": "revised",
    "redesignated": "redesignated",
    "redesignated-revised": "redesignated-revised",
    "split": "split",
    "merged": "merged",
}
