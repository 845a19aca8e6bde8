"""The history of a section as rows and columns of boxes, which the picture and the page draw.

A row is a paragraph, a column an edition. Every name is whole and told apart from the others;
what is the same throughout may share a row or a column, which then names all that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cfrdiff.history import History, Step, Track
from cfrdiff.views import wording
from cfrdiff.views.history_chart import GAPS, WORDS, Box, Chart, Column, Joint, Row
from cfrdiff.views.history_folding import narrowed, shortened
from cfrdiff.views.history_names import cite, doubt, numbered, relatives, row_names
from cfrdiff.views.paragraph_words import title
from cfrdiff.views.signs import visible

# Above these, what is the same throughout is folded.
_MANY_ROWS, _MANY_COLUMNS = 20, 6


def chart(history: History) -> Chart:
    """The rows and columns of a history; all its words are safe to show."""
    names = row_names(history, history.section)
    columns = [Column(k, k) for k in range(len(history.editions))]
    rows = [
        Row(visible(name), visible(title(track.last)), tuple(_boxes(track, history)))
        for track, name in zip(history.tracks, names, strict=True)
    ]
    joints = _joints(history)
    count = len(rows)
    if len(columns) > _MANY_COLUMNS:
        columns, rows, joints = narrowed(columns, rows, joints)
    if count > _MANY_ROWS:
        rows, joints = shortened(rows, joints)
    return Chart(
        title=visible(_title(history)),
        told=f"{wording.counted(count, 'paragraph')} through {len(history.editions)} editions",
        editions=tuple(_editions(history)),
        columns=tuple(columns),
        rows=tuple(rows),
        joints=tuple(joints),
    )


def _title(history: History) -> str:
    where = f"§ {history.section}" if history.section else "Text before the first section"
    if history.designation:
        return f"History of {where}{history.designation} and what stands below it"
    headings = [s.heading for e in history.editions for s in e.sections if s.heading]
    return f"History of {where}{f' {headings[-1]}' if headings else ''}"


def _editions(history: History) -> Iterator[tuple[str, str, str]]:
    """Number, date and file of each; the folders only where names alone are the same."""
    paths = [edition.source.path.replace("\\", "/") for edition in history.editions]
    names = [path.rpartition("/")[2] for path in paths]
    if len(set(names)) < len(names):
        names = paths
    for k, edition in enumerate(history.editions):
        yield numbered(k, k), wording.dated(edition.as_of), visible(names[k])


def _boxes(track: Track, history: History) -> Iterator[Box | None]:
    steps = {step.edition: step for step in track.steps}
    outside = {one.edition: one.reach for one in track.outside}
    for k in range(len(history.editions)):
        step = steps.get(k)
        if step is not None and step.event != "not-covered":
            yield _box(step, step is track.steps[0], history.section)
        elif step is not None or k in outside:
            event = outside.get(k, "not-covered")
            yield Box(event, GAPS[event], (), f"{WORDS[event]} in {numbered(k, k)}")
        else:
            yield None


def _box(step: Step, begins: bool, home: str | None) -> Box:
    words = WORDS.get(step.event, wording.kind(step.event))
    notes: list[str] = []
    told = words
    if others := relatives(step, begins, home):
        notes.append(others)
        told += f" {others}"
    if step.state is None:
        label = words
    else:
        label = cite(step.state, home)
        told += f" as {label}"
        if step.event == "first-seen" and step.edition:
            notes.append(words)
    told += f" in {numbered(step.edition, step.edition)}"
    if step.significance != "none":
        told += f", {step.significance}"
        if step.event in ("revised", "redesignated-revised"):
            notes.append(step.significance)
    if step.review:
        notes.append("in doubt")
        told += f" (in doubt: {doubt(step)})"
    index = step.state.index if step.state is not None else None
    return Box(step.event, visible(label), tuple(map(visible, notes)), visible(told), index)


def _joints(history: History) -> list[Joint]:
    """The rows that splits and mergers join, where both are in this history."""
    holders: dict[tuple[int, int], int] = {
        (step.edition, step.state.index): row
        for row, track in enumerate(history.tracks)
        for step in track.steps
        if step.state is not None
    }
    return [
        Joint(step.edition, event, source, target)
        for row, track in enumerate(history.tracks)
        for step in track.steps
        for event, source, target in _ends(step, step is track.steps[0], row, holders)
        if source != target
    ]


def _ends(
    step: Step, begins: bool, row: int, holders: Mapping[tuple[int, int], int]
) -> Iterator[tuple[Literal["split", "merged"], int, int]]:
    """The rows that a step joins, from which to which; `holders` are the rows of paragraphs."""
    if step.event == "split" and begins:
        for point in step.out_of:
            yield "split", holders.get((point.edition, point.index), row), row
    elif step.event == "merged" and step.state is None:
        for point in step.into:
            yield "merged", row, holders.get((point.edition, point.index), row)
