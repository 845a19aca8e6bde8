"""The history of a section as rows and columns of boxes, which the picture and the page draw.

A row is a paragraph, a column an edition. Every name is whole and told apart from the others;
what is the same throughout may share a row or a column, which then names all that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from cfrdiff.changes import State
from cfrdiff.history import History, Point, Step, Track
from cfrdiff.reports import spoken
from cfrdiff.reports.signs import visible

# Above these, what is the same throughout is folded; a fold of fewer rows saves nothing.
_MANY_ROWS, _MANY_COLUMNS, _FOLD = 20, 6, 3
SIGNS = {
    "first-seen": "",
    "unchanged": "",
    "added": "+",
    "revised": "≠",
    "redesignated": "→",
    "redesignated-revised": "⇄",
    "split": "⋔",
    "merged": "⋎",
    "removed": "×",
    "not-covered": "?",
    "undecided": "?",
}
WORDS = {
    "first-seen": "first seen",
    "not-covered": "the file does not reach there",
    "undecided": "the file may not reach there",
}
NO_DATE = "no date"
NO_BOX = "No box: the edition has no such paragraph."
_BOXES = {"not-covered": "not in this file", "undecided": "perhaps not in this file"}


class Box(msgspec.Struct, frozen=True):
    """What a row has in a column: a label, and below it `notes`; `told` says it all in words.

    `index` is the paragraph's place in the order of print of that edition, if it is there.
    """

    event: str
    label: str
    notes: tuple[str, ...]
    told: str
    index: int | None = None

    @property
    def sign(self) -> str:
        """The sign of the event, or nothing."""
        return SIGNS[self.event]

    @property
    def is_gap(self) -> bool:
        """Whether nothing is known of the paragraph here."""
        return self.event in _BOXES


class Row(msgspec.Struct, frozen=True):
    """A paragraph: a box a column, None where the edition has no such paragraph.

    `same` names the paragraphs that share the row, each unchanged in all editions; `boxes` are
    then empty.
    """

    name: str
    heading: str
    boxes: tuple[Box | None, ...]
    same: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The whole row in words."""
        if self.same:
            return f"Unchanged in all editions: {', '.join(self.same)}."
        steps = "; ".join(box.told for box in self.boxes if box is not None)
        return f"{self.name}{f' {self.heading}' if self.heading else ''}: {steps}."


class Column(msgspec.Struct, frozen=True):
    """An edition, or several (their places in the row) in which nothing changed here."""

    first: int
    last: int

    @property
    def number(self) -> str:
        """``[2]``, or ``[2]–[5]``."""
        return _numbered(self.first, self.last)


class Joint(msgspec.Struct, frozen=True):
    """A paragraph that was split off from another or merged into it, between a column and the
    one before: the rows of both.
    """

    column: int
    event: Literal["split", "merged"]
    source: int
    target: int

    @property
    def hub(self) -> tuple[int, int]:
        """What all joints of one split, or of one merger, share."""
        return self.column, self.source if self.event == "split" else self.target


class Chart(msgspec.Struct, frozen=True):
    """The whole: a title, the editions by number, rows, columns, and what joins the rows."""

    title: str
    told: str
    editions: tuple[tuple[str, str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    joints: tuple[Joint, ...]

    @property
    def has_blanks(self) -> bool:
        """Whether some edition has no paragraph of some row."""
        return any(box is None for row in self.rows for box in row.boxes)

    @property
    def events(self) -> list[str]:
        """The events that occur, in the order of `SIGNS`."""
        found = {box.event for row in self.rows for box in row.boxes if box is not None}
        return [event for event in SIGNS if event in found]


def chart(history: History) -> Chart:
    """The rows and columns of a history; all its words are safe to show."""
    names = row_names(history, history.section)
    columns = [Column(k, k) for k in range(len(history.editions))]
    rows = [
        Row(visible(name), visible(_heading(track)), tuple(_boxes(track, history)))
        for track, name in zip(history.tracks, names, strict=True)
    ]
    joints = _joints(history)
    count = len(rows)
    if len(columns) > _MANY_COLUMNS:
        columns, rows, joints = _narrowed(columns, rows, joints)
    if count > _MANY_ROWS:
        rows, joints = _shortened(rows, joints)
    plural = "s" if count != 1 else ""
    return Chart(
        title=visible(_title(history)),
        told=f"{count} paragraph{plural} through {len(history.editions)} editions",
        editions=tuple(_editions(history)),
        columns=tuple(columns),
        rows=tuple(rows),
        joints=tuple(joints),
    )


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
    return f"in {_numbered(held[0], held[-1])}"


def _opening(track: Track) -> str:
    words = track.last.text.split()
    return f"“{' '.join(words[:4])}{'…' if len(words) > 4 else ''}”"


def _numbered(first: int, last: int) -> str:
    return f"[{first + 1}]" if first == last else f"[{first + 1}]–[{last + 1}]"


def _heading(track: Track) -> str:
    return (track.last.heading or "").rstrip("—")


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
        date = f"as of {edition.as_of}" if edition.as_of else NO_DATE
        yield _numbered(k, k), date, visible(names[k])


def _boxes(track: Track, history: History) -> Iterator[Box | None]:
    steps = {step.edition: step for step in track.steps}
    outside = {one.edition: one.reach for one in track.outside}
    for k in range(len(history.editions)):
        step = steps.get(k)
        if step is not None and step.event != "not-covered":
            yield _box(step, step is track.steps[0], history.section)
        elif step is not None or k in outside:
            event = outside.get(k, "not-covered")
            yield Box(event, _BOXES[event], (), f"{WORDS[event]} in {_numbered(k, k)}")
        else:
            yield None


def _box(step: Step, begins: bool, home: str | None) -> Box:
    words = WORDS.get(step.event, spoken.kind(step.event))
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
    told += f" in {_numbered(step.edition, step.edition)}"
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
    found: list[Joint] = []
    for row, track in enumerate(history.tracks):
        for step in track.steps:
            if step.event == "split" and step is track.steps[0]:
                others = [holders.get((p.edition, p.index), row) for p in step.out_of]
                ends = [(other, row) for other in others]
            elif step.event == "merged" and step.state is None:
                others = [holders.get((p.edition, p.index), row) for p in step.into]
                ends = [(row, other) for other in others]
            else:
                continue
            found += [Joint(step.edition, step.event, *pair) for pair in ends if len(set(pair)) > 1]
    return found


def _narrowed(
    columns: Sequence[Column], rows: Sequence[Row], joints: Sequence[Joint]
) -> tuple[list[Column], list[Row], list[Joint]]:
    """Columns in which nothing changed, run by run, as one."""

    def look(column: int) -> object:
        boxes = [row.boxes[column] for row in rows]
        if any(box and box.event != "unchanged" and not box.is_gap for box in boxes):
            return column  # like no other
        return [box and (box.event, box.label) for box in boxes]

    looks = [look(column) for column in range(len(columns))]
    runs = [list(run) for _, run in groupby(range(len(columns)), key=looks.__getitem__)]
    home = {k: place for place, run in enumerate(runs) for k in run}

    def folded(row: Row, run: list[int]) -> Box | None:
        box = row.boxes[run[-1]]
        if box is None or len(run) == 1:
            return box
        told = box.told.rpartition(" in [")[0] + f" in {_numbered(run[0], run[-1])}"
        return msgspec.structs.replace(box, told=told)

    return (
        [Column(run[0], run[-1]) for run in runs],
        [msgspec.structs.replace(r, boxes=tuple(folded(r, run) for run in runs)) for r in rows],
        [msgspec.structs.replace(j, column=home[j.column]) for j in joints],
    )


def _shortened(rows: Sequence[Row], joints: Sequence[Joint]) -> tuple[list[Row], list[Joint]]:
    """Rows that are the same in all editions, run by run, as one."""
    found: list[Row] = []
    home: dict[int, int] = {}
    place = 0
    for same, run in groupby(rows, key=_is_same):
        held = list(run)
        if same and len(held) >= _FOLD:
            names = tuple(row.name for row in held)
            home |= {place + k: len(found) for k in range(len(held))}
            found.append(Row(f"{names[0]} to {names[-1]}", "", (), names))
        else:
            home |= {place + k: len(found) + k for k in range(len(held))}
            found += held
        place += len(held)
    return found, [
        msgspec.structs.replace(joint, source=home[joint.source], target=home[joint.target])
        for joint in joints
    ]


def _is_same(row: Row) -> bool:
    first, *others = row.boxes
    return (
        first is not None
        and first.event == "first-seen"
        and all(box is not None and box.event == "unchanged" for box in others)
    )


def listed(events: Iterable[str]) -> list[tuple[str, str, str]]:
    """Event, sign and words for a legend."""
    words = {**WORDS, **_BOXES}
    return [(event, SIGNS[event], words.get(event, spoken.kind(event))) for event in events]
