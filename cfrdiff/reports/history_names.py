"""What the rows and boxes of a history are called."""

from __future__ import annotations

from cfrdiff.changes import State
from cfrdiff.history import History, Point, Step, Track
from cfrdiff.reports import spoken


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
        if len(held) == 1:
            continue
        tracks = [history.tracks[k] for k in held]
        for tell in (_span, _opening):
            added = [tell(track) for track in tracks]
            if len(set(added)) == len(added):
                break
        else:
            added = [f"no. {k}" for k in range(1, len(held) + 1)]
        for k, words in zip(held, added, strict=True):
            names[k] += f" {words}"
    return names


def cite(point: Point | State, home: str | None) -> str:
    """``(b)``, ``§ 12.6(a)`` where that is not `home`, ``text`` without a designation."""
    if point.section == home:
        return point.designation or "text"
    return f"§ {point.section or '?'}{point.designation or ' text'}"


def doubt(step: Step) -> str:
    """What a person should look at in a step, in words, or nothing."""
    return "; ".join(map(spoken.review, step.review))


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
    first, last = cite(held[0], home), cite(held[-1], home)
    return first if first == last else f"{first} → {last}"


def _span(track: Track) -> str:
    held = [step.edition for step in track.steps if step.state is not None]
    runs: list[list[int]] = []
    for edition in held:
        if runs and edition == runs[-1][-1] + 1:
            runs[-1].append(edition)
        else:
            runs.append([edition])
    return f"in {', '.join(numbered(run[0], run[-1]) for run in runs)}"


def _opening(track: Track) -> str:
    words = track.last.text.split()
    return f"“{' '.join(words[:4])}{'…' if len(words) > 4 else ''}”"


def numbered(first: int, last: int) -> str:
    """Editions by their numbers, from 1: ``[2]``, ``[2]–[4]``."""
    return f"[{first + 1}]" if first == last else f"[{first + 1}]–[{last + 1}]"
