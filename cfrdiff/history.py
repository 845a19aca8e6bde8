"""Follows paragraphs through any number of editions: when each wording appeared and vanished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from cfrdiff.align.coverage import Coverage
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


class Point(msgspec.Struct, frozen=True):
    """A paragraph as one edition (its place in the row) has it; `index` is its place in the
    order of print there.
    """

    edition: int
    section: str | None
    designation: str
    index: int


class Step(msgspec.Struct, frozen=True):
    """What one edition (its place in the row) has of a paragraph, and what became of it since
    the edition before that has it.

    `state` is None where it was removed, was merged into another, or the file does not reach it.
    Of what was split or merged, `out_of` are all the older paragraphs and `into` all the newer
    ones, this one among them. `review` names what a person should look at, as in a change.
    """

    edition: int
    event: Event
    state: State | None
    edits: tuple[Edit, ...] = ()
    significance: Significance = "none"
    out_of: tuple[Point, ...] = ()
    into: tuple[Point, ...] = ()
    review: tuple[str, ...] = ()


class Outside(msgspec.Struct, frozen=True):
    """An edition (its place in the row) of which nothing is known about a paragraph: its file
    does not reach the place, or may not (*undecided*).
    """

    edition: int
    reach: Literal["not-covered", "undecided"]


class Track(msgspec.Struct, frozen=True):
    """One paragraph through the editions, from the first that has it.

    `outside` are the editions before its first step and after its last whose file does not, or
    may not, reach there; the others have no such paragraph.
    """

    steps: tuple[Step, ...]
    outside: tuple[Outside, ...] = ()

    @property
    def last(self) -> State:
        """The paragraph as the last edition that has it."""
        return next(step.state for step in reversed(self.steps) if step.state is not None)


class History(msgspec.Struct, frozen=True):
    """The tracks of one section, or of one of its paragraphs (`designation`) and those below it,
    and the editions; of these only the head of that section.

    Tracks stand in the order of print in the newest edition; what only older ones have in the
    section stands where it stood.
    """

    editions: tuple[Edition, ...]
    tracks: tuple[Track, ...]
    section: str | None = None
    designation: str | None = None


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
    return _history(editions, tracks, section, designation)


def by_section(editions: Sequence[Edition]) -> dict[str | None, History]:
    """The history of every section that any of the editions has, as `follow` gives it."""
    tracks = _Tracks(editions).run()
    members: dict[str | None, dict[int, Track]] = {}
    for k, track in enumerate(tracks):
        for step in track.steps:
            if step.state is not None:
                members.setdefault(step.state.section, {})[k] = track
    return {
        section: _history(editions, list(held.values()), section)
        for section, held in members.items()
    }


def _history(
    editions: Sequence[Edition],
    tracks: Sequence[Track],
    section: str | None,
    designation: str | None = None,
) -> History:
    bare = tuple(
        msgspec.structs.replace(
            edition,
            sections=tuple(
                msgspec.structs.replace(one, paragraphs=())
                for one in edition.sections
                if one.number == section
            ),
        )
        for edition in editions
    )
    return History(bare, tuple(_in_order(tracks, section)), section, designation)


def _touches(track: Track, section: str, path: tuple[str, ...] | None) -> bool:
    return any(
        step.state is not None
        and step.state.section == section
        and (path is None or step.state.path[: len(path)] == path)
        for step in track.steps
    )


def _in_order(tracks: Sequence[Track], section: str | None) -> list[Track]:
    """The tracks as the section prints them, newest edition first; what an older edition has
    besides comes between its neighbours there, and among those by its designation. What went
    together stays together.
    """
    standing: dict[int, dict[int, State]] = {}
    for k, track in enumerate(tracks):
        for step in track.steps:
            if step.state is not None and step.state.section == section:
                standing.setdefault(step.edition, {})[k] = step.state
    rows: list[int] = []
    keys: dict[int, tuple[tuple[int, int, str], ...]] = {}
    for _, held in sorted(standing.items(), reverse=True):
        printed = sorted(held, key=lambda k: held[k].index)
        newer = set(rows)
        for place, k in enumerate(printed):
            if k in keys:
                continue
            keys[k] = Designation(held[k].path).sort_key()
            low = rows.index(printed[place - 1]) + 1 if place else 0
            following = (rows.index(other) for other in printed[place + 1 :] if other in keys)
            high = next(following, len(rows))
            if place and printed[place - 1] not in newer:
                high = low
            between = (i for i in range(low, high) if keys[rows[i]] >= keys[k])
            rows.insert(next(between, max(low, high)), k)
    return [tracks[k] for k in rows]


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
        # For each edition the numbers its sections have there and had in the one before.
        self._numbers: dict[int, list[tuple[str | None, str | None]]] = {}

    def run(self) -> list[Track]:
        """All tracks of all paragraphs."""
        if not self._editions:
            return []
        for place in states(self._editions[0]):
            self._start(Step(0, "first-seen", place), place)
        for k in range(1, len(self._editions)):
            self._step(k)
        reached = [Coverage(edition) for edition in self._editions]
        return [
            Track(tuple(track.steps), tuple(self._outside(track.steps, reached)))
            for track in [*self._done, *self._open.values()]
        ]

    def _start(self, step: Step, state: State) -> None:
        self._open[step.edition, state.index] = _Open(step.edition, step)

    def _step(self, k: int) -> None:
        """Take up in edition k what earlier editions have, the nearest first."""
        known: set[int] = set()
        late: list[tuple[_Open, Step]] = []
        added: dict[int, Change] = {}
        for j in sorted({k - 1, *(edition for edition, _ in self._open)}, reverse=True):
            changes = diff_editions(self._editions[j], self._editions[k])
            self._take_up(j, k, changes, known, late)
            if j == k - 1:
                self._numbers[k] = [(new, old) for old, new in changes.renumbered.items()]
                for change in changes.changes:
                    if change.kind == "added":
                        added |= {state.index: change for state in change.after}
        for track, step in late:
            track.steps.append(step)
        for state in states(self._editions[k]):
            if state.index in known:
                continue
            if state.index in added:
                review = _reach(added[state.index])
                self._start(Step(k, "added", state, review=review), state)
            else:
                self._start(Step(k, "first-seen", state), state)

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
                step = Step(
                    k, "removed", None, significance=change.significance, review=_reach(change)
                )
                for track in tracks:
                    track.steps.append(step)
                    self._done.append(track)
                continue
            known.update(state.index for state in news)
            out_of: tuple[Point, ...] = ()
            into: tuple[Point, ...] = ()
            if change.kind in ("split", "merged"):
                out_of, into = _points(j, change.before), _points(k, change.after)
            first, *others = tracks
            weight = change.significance
            event: Event = _EVENTS[change.kind]
            first.steps.append(Step(k, event, news[0], change.edits, weight, out_of, into))
            self._open[k, news[0].index] = first
            for track in others:
                track.steps.append(Step(k, "merged", None, (), weight, out_of, into))
                self._done.append(track)
            for state in news[1:]:
                self._start(Step(k, "split", state, change.edits, weight, out_of, into), state)

    def _outside(self, steps: Sequence[Step], reached: Sequence[Coverage]) -> Iterator[Outside]:
        """The editions before the first step and after the last that may not reach there, each
        asked for the section by the number it has there.
        """
        seen = [(step.edition, step.state) for step in steps if step.state is not None]
        first, state = seen[0]
        numbers: dict[int, tuple[str | None, State]] = {}
        number = state.section
        for k in range(first, 0, -1):
            number = next((old for new, old in self._numbers[k] if new == number), number)
            numbers[k - 1] = number, state
        last, state = seen[-1]
        number = state.section
        for k in range(last + 1, len(self._editions)):
            number = next((new for new, old in self._numbers[k] if old == number), number)
            if k > steps[-1].edition:
                numbers[k] = number, state
        for k, (number, state) in sorted(numbers.items()):
            reach = reached[k].reach(number, state.paragraph())
            if reach == "not-covered" or reach == "undecided":
                yield Outside(k, reach)


def _points(edition: int, found: Sequence[State]) -> tuple[Point, ...]:
    return tuple(Point(edition, one.section, one.designation, one.index) for one in found)


def _reach(change: Change) -> tuple[str, ...]:
    """The doubt whether the other file reaches there; others concern reading, not history."""
    return tuple(code for code in change.review if code == "beyond-the-other-file")


_EVENTS: dict[str, Event] = {
    "unchanged": "unchanged",
    "revised": "revised",
    "redesignated": "redesignated",
    "redesignated-revised": "redesignated-revised",
    "split": "split",
    "merged": "merged",
}
