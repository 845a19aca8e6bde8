"""How a whole document is set: where its columns begin, and what shows its paragraphs."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.pdf.hyphens import Hyphens
from cfrdiff.sources.pdf.rows import Page, Row
from cfrdiff.sources.pdf.type import is_indented

# The document shows paragraphs by indents where at least one row in so many is indented.
_ROWS_AN_INDENT = 40
# The edge of a column of fewer rows is not measured well: one long indent may be all it has.
_SURE_ROWS = 8
# What a column of few rows may begin to the right of the edge that is its own, in its type's size.
_NEAR_EDGE = 3
# The edge of a column is where at least one row in so many begins.
_COMMON = 6
# Points within which rows begin at one edge.
_ONE_EDGE = 1.0

Column = tuple[int, int | None]  # index of its page, and its place there


class Setting(msgspec.Struct, frozen=True):
    """Where the columns of a document begin, whether it shows paragraphs by indents (else by white
    space), the size of its body type in points, and whose its hyphens at line ends are.
    """

    edges: dict[Column, float]
    by_indent: bool
    body_size: float
    hyphens: Hyphens


def setting_of(pages: Sequence[Page]) -> Setting:
    """The setting that the rows of all pages show."""
    rows = [(n, row) for n, page in enumerate(pages) for row in page.rows if not row.at_edge]
    edges = _edges(rows)
    indented = sum(is_indented(row, edges[n, row.column]) for n, row in rows)
    return Setting(
        edges,
        indented * _ROWS_AN_INDENT >= len(rows),
        statistics.median(row.size for _, row in rows) if rows else 0.0,
        Hyphens.of([row for _, row in rows]),
    )


def _edges(rows: Sequence[tuple[int, Row]]) -> dict[Column, float]:
    """Left edge of every column of every page; a column of few rows borrows a near edge."""
    columns: dict[Column, list[Row]] = defaultdict(list)
    for n, row in rows:
        columns[n, row.column].append(row)
    own = {column: _left_edge(members) for column, members in columns.items()}
    sure = sorted(
        {round(own[column], 1) for column, members in columns.items() if len(members) >= _SURE_ROWS}
    )
    return own | {
        column: _near_edge(own[column], sure, members[0].size)
        for column, members in columns.items()
        if len(members) < _SURE_ROWS
    }


def _left_edge(rows: Sequence[Row]) -> float:
    """The x at which the full lines of a column begin: the leftmost common one."""
    starts = sorted(row.x0 for row in rows)
    found = Counter(round(x / _ONE_EDGE) for x in starts)
    for x in starts:
        at = round(x / _ONE_EDGE)
        if (found[at - 1] + found[at] + found[at + 1]) * _COMMON >= len(starts):
            return x
    return starts[0]


def _near_edge(edge: float, sure: Sequence[float], size: float) -> float:
    near = min(sure, key=lambda x: abs(x - edge), default=edge)
    return near if 0 <= edge - near < _NEAR_EDGE * size else edge
