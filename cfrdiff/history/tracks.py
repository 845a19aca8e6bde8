"""Tracks of paragraphs: each edition compared with those before it, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.align import Coverage
from cfrdiff.changes import Change, ChangeSet, State, diff_editions, states
from cfrdiff.changes.model import Review
from cfrdiff.history.model import Event, Outside, Point, Step, Track
from cfrdiff.model import Edition

# What became of a paragraph, by the kind of its change.
_EVENTS: dict[str, Event] = {
    "unchanged": "unchanged",
    "revised": "revised",
    "redesignated": "redesignated",
    "redesignated-revised": "redesignated-revised",
    "moved": "moved",
    "split": "split",
    "merged": "merged",
}
_Renumbered = Sequence[tuple[str | None, str | None]]


def all_tracks(editions: Sequence[Edition]) -> list[Track]:
    """All tracks of all paragraphs through editions in the order of their dates."""
    if not editions:
        return []
    tracer = _Tracer(editions)
    for k in range(len(editions)):
        tracer.take_up(k)
    reached = [Coverage(edition) for edition in editions]
    return [
        Track(tuple(steps), tuple(_outside(steps, tracer.numbers, reached)))
        for steps in tracer.finished()
    ]


class _Newer(msgspec.Struct):
    """What an edition has that earlier ones had too, and what it does not reach."""

    edition: int
    known: set[int] = msgspec.field(default_factory=set)
    late: list[tuple[list[Step], Step]] = msgspec.field(default_factory=list)


class _Tracer:
    """Takes up in each edition what earlier ones have. A track is the list of its steps."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._done: list[list[Step]] = []
        self._open: dict[tuple[int, int], list[Step]] = {}  # (edition last seen in, index)
        # For each edition the numbers its sections have there and had in the one before.
        self.numbers: list[_Renumbered] = []

    def finished(self) -> list[list[Step]]:
        """The tracks, those that ended first."""
        return [*self._done, *self._open.values()]

    def take_up(self, k: int) -> None:
        """Go on with edition k; from earlier ones the nearest is asked first."""
        newer = _Newer(k)
        added: dict[int, Change] = {}
        renumbered: _Renumbered = ()
        for j in self._earlier(k):
            changes = diff_editions(self._editions[j], self._editions[k])
            for change in changes.changes:
                self._follow(j, change, newer)
            if j == k - 1:
                renumbered = [(new, old) for old, new in changes.renumbered.items()]
                added = _added(changes)
        self.numbers.append(renumbered)
        for steps, step in newer.late:
            steps.append(step)
        for state in states(self._editions[k]):
            if state.index not in newer.known:
                self._begin(_first_step(k, state, added.get(state.index)), state)

    def _earlier(self, k: int) -> list[int]:
        """The editions that open tracks were last seen in, and the one before, newest first."""
        before = {k - 1} if k else set()
        return sorted(before | {edition for edition, _ in self._open}, reverse=True)

    def _begin(self, step: Step, state: State) -> None:
        self._open[step.edition, state.index] = [step]

    def _follow(self, j: int, change: Change, newer: _Newer) -> None:
        """Go on with the tracks that end in edition j before a change."""
        places = [place for state in change.before if (place := (j, state.index)) in self._open]
        if not places:
            return
        news = [state for state in change.after if state.index not in newer.known]
        if change.kind == "not-covered" or (change.after and not news):
            lost = Step(newer.edition, "not-covered", None)
            newer.late += [(self._open[place], lost) for place in places]
            return
        tracks = [self._open.pop(place) for place in places]
        if news:
            self._go_on(j, change, tracks, news, newer)
        else:
            self._end(change, tracks, newer)

    def _end(self, change: Change, tracks: Sequence[list[Step]], newer: _Newer) -> None:
        """What is there no more."""
        weight, review = change.significance, _doubtful_reach(change)
        step = Step(newer.edition, "removed", None, significance=weight, review=review)
        for steps in tracks:
            steps.append(step)
            self._done.append(steps)

    def _go_on(
        self,
        j: int,
        change: Change,
        tracks: Sequence[list[Step]],
        news: Sequence[State],
        newer: _Newer,
    ) -> None:
        """What lives on: the first track in the first paragraph; others are merged into it, and
        other paragraphs are split from it.
        """
        newer.known.update(state.index for state in news)
        k, weight = newer.edition, change.significance
        out_of: tuple[Point, ...] = ()
        into: tuple[Point, ...] = ()
        if change.kind in ("split", "merged"):
            out_of, into = _points(j, change.before), _points(k, change.after)
        first, *others = tracks
        event = _EVENTS[change.kind]
        first.append(Step(k, event, news[0], change.edits, weight, out_of, into))
        self._open[k, news[0].index] = first
        for steps in others:
            steps.append(Step(k, "merged", None, (), weight, out_of, into))
            self._done.append(steps)
        for state in news[1:]:
            self._begin(Step(k, "split", state, change.edits, weight, out_of, into), state)


def _added(changes: ChangeSet) -> dict[int, Change]:
    """The changes that added paragraphs, by the places these have in the newer edition."""
    added = [change for change in changes.changes if change.kind == "added"]
    return {state.index: change for change in added for state in change.after}


def _first_step(k: int, state: State, added: Change | None) -> Step:
    """A paragraph that no earlier edition has: added, if the one before reaches there."""
    if added is None:
        return Step(k, "first-seen", state)
    return Step(k, "added", state, review=_doubtful_reach(added))


def _points(edition: int, found: Sequence[State]) -> tuple[Point, ...]:
    return tuple(Point(edition, one.section, one.designation, one.index) for one in found)


def _doubtful_reach(change: Change) -> tuple[Review, ...]:
    """The doubt whether the other file reaches there; others concern reading, not history."""
    return tuple(code for code in change.review if code == "beyond-the-other-file")


def _outside(
    steps: Sequence[Step], numbers: Sequence[_Renumbered], reached: Sequence[Coverage]
) -> Iterator[Outside]:
    """The editions before the first step and after the last that may not reach there, each
    asked for the section by the number it has there.
    """
    seen = [(step.edition, step.state) for step in steps if step.state is not None]
    earlier = _numbers_before(*seen[0], numbers)
    later = _numbers_after(*seen[-1], numbers)
    asked = [(k, number, seen[0][1], True) for k, number in reversed(earlier)]
    asked += [(k, number, seen[-1][1], False) for k, number in later if k > steps[-1].edition]
    for k, number, state, came in asked:
        reach = reached[k].reach(number, state.paragraph(), came)
        if reach == "not-covered" or reach == "undecided":
            yield Outside(k, reach)


def _numbers_before(
    first: int, state: State, numbers: Sequence[_Renumbered]
) -> list[tuple[int, str | None]]:
    """The section's number in each edition before the first, the nearest first."""
    number = state.section
    found: list[tuple[int, str | None]] = []
    for k in range(first, 0, -1):
        number = next((old for new, old in numbers[k] if new == number), number)
        found.append((k - 1, number))
    return found


def _numbers_after(
    last: int, state: State, numbers: Sequence[_Renumbered]
) -> list[tuple[int, str | None]]:
    """The section's number in each edition after the last."""
    number = state.section
    found: list[tuple[int, str | None]] = []
    for k in range(last + 1, len(numbers)):
        number = next((new for new, old in numbers[k] if old == number), number)
        found.append((k, number))
    return found
