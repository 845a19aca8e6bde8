"""The histories of all sections as the report shows them: tables drawn as pictures."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.changes import State, states
from cfrdiff.changes.model import ChangeSet
from cfrdiff.history import History, by_section
from cfrdiff.model import Edition
from cfrdiff.reports.history_chart import NO_BOX, Box, Row, listed
from cfrdiff.reports.history_rows import chart
from cfrdiff.reports.html.anchors import Addresses, section_anchor


class Cell(msgspec.Struct, frozen=True):
    """A box, its address where a compared edition has the paragraph, and whether the line of
    its row comes in and goes on (``line``, ``dotted`` past a file that does not reach there).
    """

    box: Box | None
    to: str | None
    line_in: str = ""
    line_on: str = ""


class RowView(msgspec.Struct, frozen=True):
    """A row of the table; `same` names the paragraphs that share it."""

    name: str
    heading: str
    cells: tuple[Cell, ...]
    same: tuple[str, ...]


class HistoryView(msgspec.Struct, frozen=True):
    """The history of one section. A head is an edition's number, date and file, or of several in
    which nothing changed their number alone.
    """

    anchor: str
    title: str
    told: str
    heads: tuple[tuple[str, str, str], ...]
    editions: tuple[tuple[str, str, str], ...]
    rows: tuple[RowView, ...]
    legend: tuple[tuple[str, str, str], ...]
    blank: str


def history_views(
    changes: ChangeSet,
    before: Edition,
    after: Edition,
    earlier: Sequence[Edition],
    addresses: Addresses,
) -> dict[str | None, HistoryView]:
    """The history of every section, by its number; of one if the change set holds but one."""
    if not earlier:
        return {}
    none: dict[int, str] = {}
    compared = [none] * len(earlier)
    compared.append(_places(changes, before, addresses, newer=False))
    compared.append(_places(changes, after, addresses, newer=True))
    histories = by_section([*earlier, before, after])
    held = {s.number for s in (*changes.before.sections, *changes.after.sections)}
    if held < {s.number for s in (*before.sections, *after.sections)}:
        histories = {number: one for number, one in histories.items() if number in held}
    return {number: _view(number, one, compared) for number, one in histories.items()}


def _places(
    changes: ChangeSet, edition: Edition, addresses: Addresses, *, newer: bool
) -> dict[int, str]:
    """The addresses of an edition's paragraphs by their place in it; a change set of one section
    counts from that section's beginning.
    """
    shown = [s for c in changes.changes for s in (c.after if newer else c.before)]
    shown.sort(key=lambda state: state.index)
    sections = {state.section for state in shown}
    whole: list[State] = [state for state in states(edition) if state.section in sections]
    address = addresses.newer if newer else addresses.older
    return {state.index: address(one) for state, one in zip(whole, shown, strict=True)}


def _view(number: str | None, history: History, places: Sequence[dict[int, str]]) -> HistoryView:
    found = chart(history)

    def to(box: Box | None, k: int) -> str | None:
        if box is None or box.index is None:
            return None
        return places[found.columns[k].last].get(box.index)

    def row(one: Row) -> RowView:
        ways = _ways(one)
        cells = tuple(Cell(box, to(box, k), *ways[k]) for k, box in enumerate(one.boxes))
        return RowView(one.name, one.heading, cells, one.same)

    return HistoryView(
        anchor=f"history-{section_anchor(number)}",
        title=found.title,
        told=found.told,
        heads=tuple(
            found.editions[column.first]
            if column.first == column.last
            else (column.number, "nothing changed here", "")
            for column in found.columns
        ),
        editions=found.editions,
        rows=tuple(map(row, found.rows)),
        legend=tuple(listed(found.events)),
        blank=NO_BOX if found.has_blanks else "",
    )


def _ways(row: Row) -> list[tuple[str, str]]:
    """The lines at both sides of each cell."""
    steps = [k for k, box in enumerate(row.boxes) if box is not None and not box.is_gap]
    ways: list[tuple[str, str]] = []
    for k in range(len(row.boxes)):
        before = [step for step in steps if step < k]
        later = [step for step in steps if step > k]
        own = k in steps
        way_in = "dotted" if before and (not own or before[-1] < k - 1) else "line"
        way_on = "dotted" if later and (not own or later[0] > k + 1) else "line"
        passed = bool(before and later)
        ways.append(
            (
                way_in if before and (own or passed) else "",
                way_on if later and (own or passed) else "",
            )
        )
    return ways
