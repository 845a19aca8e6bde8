"""What the rows and boxes of a history are called."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.changes import State
from cfrdiff.history import History, Point, Step, Track
from cfrdiff.views import wording
from cfrdiff.views.consecutive import ranges


def row_names(history: History, home: str | None) -> list[str]:
    """A name for each track, from its first place to its last: ``(b) → (a)``; with the section
    where that is not `home`. No two are alike: by the editions that have them, by their first
    words, or by number.
    """
    names = [_name(track, home) for track in history.tracks]
    alike: dict[str, list[int]] = {}
    for k, name in enumerate(names):
        alike.setdefault(name, []).append(k)
    for held in alike.values():
        added = _told_apart([history.tracks[k] for k in held])
        for k, words in zip(held, added, strict=True):
            names[k] += words
    return names


def _told_apart(tracks: Sequence[Track]) -> list[str]:
    """What is added to the names of tracks that have the same one."""
    if len(tracks) == 1:
        return [""]
    for tell in (_span, _opening):
        added = [f" {tell(track)}" for track in tracks]
        if len(set(added)) == len(added):
            return added
    return [f" no. {k}" for k in range(1, len(tracks) + 1)]


def cite(point: Point | State, home: str | None) -> str:
    """``(b)``, ``§ 12.6(a)`` where that is not `home`, ``text`` without a designation."""
    if point.section == home:
        return point.designation or "text"
    return f"§ {point.section or '?'}{point.designation or ' text'}"


def doubt(step: Step) -> str:
    """What a person should look at in a step, in words, or nothing."""
    return "; ".join(map(wording.review, step.review))


def relatives(step: Step, begins: bool, home: str | None) -> str:
    """``into (b), (c)`` of what was split or is merged away, ``from (b)`` of what came of a
    split (which `begins` its track) or a merger; nothing of other steps.
    """
    away = step.state is None if step.event == "merged" else not begins
    if not step.into:
        return ""
    others = step.into if away else step.out_of
    return f"{'into' if away else 'from'} {', '.join(cite(point, home) for point in others)}"


def _name(track: Track, home: str | None) -> str:
    held = [step.state for step in track.steps if step.state is not None]
    return wording.arrow(cite(held[0], home), cite(held[-1], home))


def _span(track: Track) -> str:
    held = [step.edition for step in track.steps if step.state is not None]
    return f"in {', '.join(numbered(first, last) for first, last in ranges(held))}"


def _opening(track: Track) -> str:
    words = track.last.text.split()
    return f"“{' '.join(words[:4])}{'…' if len(words) > 4 else ''}”"


def numbered(first: int, last: int) -> str:
    """Editions by their numbers, from 1: ``[2]``, ``[2]–[4]``."""
    return f"[{first + 1}]" if first == last else f"[{first + 1}]–[{last + 1}]"
