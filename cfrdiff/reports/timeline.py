"""The history of a section: each paragraph, and what became of it from edition to edition."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.history import History, Step, Track
from cfrdiff.model import Edition
from cfrdiff.reports.changelist import redline

_TOLD = {
    "first-seen": "first seen",
    "redesignated-revised": "redesignated and revised",
    "not-covered": "not in this file, which does not reach there",
    "split": "split",
    "merged": "merged",
}


def timeline(history: History, colour: bool) -> RenderableType:
    """The tracks of a history, each with its steps; `colour` says whether styles will show."""
    parts: list[RenderableType] = []
    for k, edition in enumerate(history.editions):
        parts.append(Text(f"[{k + 1}] {_describe(edition)}"))
    parts.append(Text())
    for track in history.tracks:
        parts += _track(track, history.editions, colour)
    return Group(*parts[:-1])


def _describe(edition: Edition) -> str:
    return f"{edition.source.path}  ({edition.as_of or 'no date'})"


def _track(track: Track, editions: tuple[Edition, ...], colour: bool) -> list[RenderableType]:
    last = track.last
    title = Text(f"{last.cite} {(last.heading or '').rstrip('—')}".rstrip(), style="bold")
    parts: list[RenderableType] = [title]
    previous = ""
    before: Step | None = None
    for step in track.steps:
        told = _TOLD.get(step.event, step.event)
        line = Text(f"[{step.edition + 1}] {told}")
        cite = step.state.cite if step.state else ""
        if cite and cite != previous:
            line.append(f" as {cite}" if not previous else f": {previous} → {cite}")
        if step.significance != "none" and step.event not in ("not-covered", "removed"):
            line.append(f" · {step.significance}", style="default")
        parts.append(Padding(line, (0, 0, 0, 2)))
        if step.state is not None and before is None:
            parts.append(Padding(Text(step.state.text), (0, 0, 0, 6)))
        elif before is not None and before.state is not None and step.edits:
            edits = [edit for edit in step.edits if edit.field == "text"]
            single = step.event not in ("split", "merged")
            if edits and single:
                parts.append(Padding(redline(before.state.text, edits, colour, True), (0, 0, 0, 6)))
        if step.state is not None:
            previous, before = cite, step
    return [*parts, Text()]
