"""The history of a section: each paragraph, and what became of it from edition to edition."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.changes.model import State
from cfrdiff.history import History, Step, Track
from cfrdiff.model import Edition
from cfrdiff.terminal.changelist import redline
from cfrdiff.terminal.terminal_text import indented
from cfrdiff.views.history_chart import WORDS
from cfrdiff.views.history_names import doubt, relatives, row_names
from cfrdiff.views.paragraph_words import edits_of, title
from cfrdiff.views.wording import NO_DATE

_NO_SECTION = ""  # where none is at home, each cite has its section
_TOLD = {
    **WORDS,
    "redesignated-revised": "redesignated and revised",
    "not-covered": "not in this file, which does not reach there",
    "undecided": "perhaps not in this file, which may not reach there",
}


def timeline(history: History, colour: bool) -> RenderableType:
    """The tracks of a history, each with its steps; `colour` says whether styles will show."""
    parts: list[RenderableType] = []
    for k, edition in enumerate(history.editions):
        parts.append(Text(f"[{k + 1}] {_describe(edition)}"))
    parts.append(Text())
    names = row_names(history, _NO_SECTION)
    for track, name in zip(history.tracks, names, strict=True):
        parts += [*track_lines(track, name, colour), Text()]
    return Group(*parts[:-1])


def _describe(edition: Edition) -> str:
    return f"{edition.source.path}  ({edition.as_of or NO_DATE})"


def track_lines(track: Track, name: str, colour: bool) -> Iterator[RenderableType]:
    """A paragraph's name and its steps, between the editions whose files do not reach there."""
    begins = track.steps[0]
    outside = [(one.edition, _line(one.edition, _TOLD[one.reach])) for one in track.outside]
    yield Text(f"{name} {title(track.last)}".rstrip(), style="bold")
    yield from (line for edition, line in outside if edition < begins.edition)
    before: State | None = None
    for step in track.steps:
        yield _line(step.edition, _told(step, before, step is begins))
        yield from _words(step, before, colour)
        before = step.state or before
    yield from (line for edition, line in outside if edition > begins.edition)


def _told(step: Step, before: State | None, begins: bool) -> str:
    """A step in one line; `before` is the paragraph as the last edition that has it."""
    others = relatives(step, begins, _NO_SECTION)
    told = _TOLD.get(step.event, step.event) + (f" {others}" if others else "")
    told += _place(step.state, before)
    if step.significance != "none" and step.event not in ("not-covered", "removed"):
        told += f" · {step.significance}"
    return told + (f" · in doubt: {doubt(step)}" if step.review else "")


def _place(state: State | None, before: State | None) -> str:
    """Where the paragraph stands, if it did not stand there before."""
    if state is None or (before is not None and state.cite == before.cite):
        return ""
    return f" as {state.cite}" if before is None else f": {before.cite} → {state.cite}"


def _words(step: Step, before: State | None, colour: bool) -> Iterator[RenderableType]:
    """The whole text at first, then what of it was revised."""
    edits = edits_of(step.edits, "text")
    if before is None and step.state is not None:
        yield indented(Text(step.state.text), 6)
    elif before is not None and edits and step.event not in ("split", "merged"):
        yield indented(redline(before.text, edits, colour, True), 6)


def _line(edition: int, told: str) -> RenderableType:
    return indented(Text(f"[{edition + 1}] {told}"), 2)
