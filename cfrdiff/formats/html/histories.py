"""The histories of all sections as the report shows them: tables drawn as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from cfrdiff.changes import State, states
from cfrdiff.history import History
from cfrdiff.model import Edition
from cfrdiff.views.addresses import section_anchor
from cfrdiff.views.history_chart import NO_BOX, NOTHING_CHANGED, Box, Chart, Column, Row, listed
from cfrdiff.views.history_rows import chart
from cfrdiff.views.report import Report


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


def history_views(report: Report) -> dict[str | None, HistoryView]:
    """The history of every section, by its number."""
    histories = report.histories
    if not histories:
        return {}
    changes = report.changes.changes
    olds = [state for change in changes for state in change.before]
    news = [state for change in changes for state in change.after]
    compared: list[dict[int, str]] = [{} for _ in report.earlier]
    compared.append(_places(olds, report.before, report.addresses.older))
    compared.append(_places(news, report.after, report.addresses.newer))
    return {number: _view(number, one, compared) for number, one in histories.items()}


def _places(
    found: Sequence[State], edition: Edition, address: Callable[[State], str]
) -> dict[int, str]:
    """The addresses of an edition's paragraphs by their place in it; a change set of one section
    counts from that section's beginning.
    """
    shown = sorted(found, key=lambda state: state.index)
    sections = {state.section for state in shown}
    whole = (state for state in states(edition) if state.section in sections)
    return {state.index: address(one) for state, one in zip(whole, shown, strict=True)}


def _view(number: str | None, history: History, places: Sequence[dict[int, str]]) -> HistoryView:
    found = chart(history)
    addresses = [places[column.last] for column in found.columns]
    return HistoryView(
        anchor=f"history-{section_anchor(number)}",
        title=found.title,
        told=found.told,
        heads=tuple(_head(column, found) for column in found.columns),
        editions=found.editions,
        rows=tuple(_row(row, addresses) for row in found.rows),
        legend=tuple(listed(found.events)),
        blank=NO_BOX if found.has_blanks else "",
    )


def _head(column: Column, found: Chart) -> tuple[str, str, str]:
    if column.first == column.last:
        return found.editions[column.first]
    return column.number, NOTHING_CHANGED, ""


def _row(row: Row, addresses: Sequence[dict[int, str]]) -> RowView:
    """A row with the addresses of its paragraph by column."""
    known = [k for k, box in enumerate(row.boxes) if box is not None and not box.is_gap]
    cells = (
        Cell(box, _address(box, addresses[k]), *_ways(k, known)) for k, box in enumerate(row.boxes)
    )
    return RowView(row.name, row.heading, tuple(cells), row.same)


def _address(box: Box | None, addresses: dict[int, str]) -> str | None:
    return None if box is None or box.index is None else addresses.get(box.index)


def _ways(k: int, known: Sequence[int]) -> tuple[str, str]:
    """The lines at both sides of a cell; `known` are the places of those boxes of the row of
    which something is known.
    """
    before = max((step for step in known if step < k), default=None)
    later = min((step for step in known if step > k), default=None)
    is_known = k in known
    return _way(k, is_known, before, later), _way(k, is_known, later, before)


def _way(k: int, is_known: bool, to: int | None, across: int | None) -> str:
    """The line on one side of a cell, to the next known box there; `across` is the next one on
    the other side. Where nothing is known of the cell itself, the line passes it or is none.
    """
    if to is None or not (is_known or across is not None):
        return ""
    return "line" if is_known and abs(to - k) == 1 else "dotted"
