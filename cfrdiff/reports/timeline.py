"""The history of a section: each paragraph, and what became of it from edition to edition."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.history import History, Step, Track
from cfrdiff.model import Edition
from cfrdiff.reports.changelist import redline
from cfrdiff.reports.history_chart import WORDS
from cfrdiff.reports.history_names import doubt, relatives, row_names

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
        parts += _track(track, name, colour)
    return Group(*parts[:-1])


def _describe(edition: Edition) -> str:
    return f"{edition.source.path}  ({edition.as_of or 'no date'})"


def _track(track: Track, name: str, colour: bool) -> list[RenderableType]:
    heading = (track.last.heading or "").rstrip("—")
    parts: list[RenderableType] = [Text(f"{name} {heading}".rstrip(), style="bold")]
    begins = track.steps[0].edition
    outside = [(one.edition, _line(one.edition, _TOLD[one.reach])) for one in track.outside]
    parts += [line for edition, line in outside if edition < begins]
    previous = ""
    before: Step | None = None
    for step in track.steps:
        told = _TOLD.get(step.event, step.event)
        if others := relatives(step, step is track.steps[0], _NO_SECTION):
            told += f" {others}"
        here = step.state.cite if step.state else ""
        if here and here != previous:
            told += f" as {here}" if not previous else f": {previous} → {here}"
        if step.significance != "none" and step.event not in ("not-covered", "removed"):
            told += f" · {step.significance}"
        if step.review:
            told += f" · in doubt: {doubt(step)}"
        parts.append(_line(step.edition, told))
        if step.state is not None and before is None:
            parts.append(Padding(Text(step.state.text), (0, 0, 0, 6)))
        elif before is not None and before.state is not None and step.edits:
            edits = [edit for edit in step.edits if edit.field == "text"]
            single = step.event not in ("split", "merged")
            if edits and single:
                parts.append(Padding(redline(before.state.text, edits, colour, True), (0, 0, 0, 6)))
        if step.state is not None:
            previous, before = here, step
    parts += [line for edition, line in outside if edition > begins]
    return [*parts, Text()]


def _line(edition: int, told: str) -> RenderableType:
    return Padding(Text(f"[{edition + 1}] {told}"), (0, 0, 0, 2))
