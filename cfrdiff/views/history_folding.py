"""What is the same throughout a history shares a row or a column, which names all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from cfrdiff.views.history_chart import Box, Column, Joint, Row
from cfrdiff.views.history_names import numbered

_FOLD = 3  # a fold of fewer rows saves nothing


def narrowed(
    columns: Sequence[Column], rows: Sequence[Row], joints: Sequence[Joint]
) -> tuple[list[Column], list[Row], list[Joint]]:
    """Columns in which nothing changed, run by run, as one."""
    looks = [_look(rows, column) for column in range(len(columns))]
    runs = [list(run) for _, run in groupby(range(len(columns)), key=looks.__getitem__)]
    home = {k: place for place, run in enumerate(runs) for k in run}
    return (
        [Column(run[0], run[-1]) for run in runs],
        [msgspec.structs.replace(r, boxes=tuple(_folded(r, run) for run in runs)) for r in rows],
        [msgspec.structs.replace(j, column=home[j.column]) for j in joints],
    )


def _look(rows: Sequence[Row], column: int) -> object:
    """What columns that can be one have in common; one in which something changed is like no
    other.
    """
    boxes = [row.boxes[column] for row in rows]
    if any(box and box.event != "unchanged" and not box.is_gap for box in boxes):
        return column
    return [box and (box.event, box.label) for box in boxes]


def _folded(row: Row, run: Sequence[int]) -> Box | None:
    """The box of a run of columns in which nothing changed: the last one's, told of all."""
    box = row.boxes[run[-1]]
    if box is None or len(run) == 1:
        return box
    told = box.told.rpartition(" in [")[0] + f" in {numbered(run[0], run[-1])}"
    return msgspec.structs.replace(box, told=told)


def shortened(rows: Sequence[Row], joints: Sequence[Joint]) -> tuple[list[Row], list[Joint]]:
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
