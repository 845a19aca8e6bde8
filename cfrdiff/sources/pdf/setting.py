"""How a whole document is set: where its columns begin and end, and what shows its paragraphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.pdf.hyphens import Hyphens
from cfrdiff.sources.pdf.rows import Page, Row, usual_pitch
from cfrdiff.sources.pdf.type import is_bold, is_indented

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
# Of the rows of a justified document so many end at the right edge of their column: the others
# are the last ones of paragraphs.
_JUSTIFIED = 0.5

Column = tuple[int, int | None]  # index of its page, and its place there


class Setting(msgspec.Struct, frozen=True):
    """Where the columns of a document begin and end, whether its lines are justified, whether it
    shows paragraphs by indents (else by white space), the size of its body type and the usual step
    from line to line of it in points, and whose its hyphens at line ends are.
    """

    edges: dict[Column, float]
    rights: dict[Column, float]
    justified: bool
    by_indent: bool
    body_size: float
    step: float
    hyphens: Hyphens


def setting_of(pages: Sequence[Page]) -> Setting:
    """The setting that the rows of all pages show."""
    rows = [(n, row) for n, page in enumerate(pages) for row in page.rows if not row.at_edge]
    edges, rights = _edges(rows)
    indented = sum(is_indented(row, edges[n, row.column]) for n, row in rows)
    body_size = _body_size([row for _, row in rows])
    full = sum(rights[n, row.column] - row.x1 <= _ONE_EDGE for n, row in rows)
    return Setting(
        edges,
        rights,
        full >= _JUSTIFIED * len(rows) > 0,
        indented * _ROWS_AN_INDENT >= len(rows),
        body_size,
        usual_pitch([row for _, row in rows if round(row.size, 1) == body_size]),
        Hyphens.of([row for _, row in rows]),
    )


def _body_size(rows: Sequence[Row]) -> float:
    """The size of body type in points: that of most rows right below the heading of a section,
    of most rows where no section is headed.

    Notes, examples and appendixes may make up most of a short file.
    """
    sizes: Counter[float] = Counter()
    headed = False
    for row in rows:
        bold = is_bold(row)
        if headed and not bold:
            sizes[round(row.size, 1)] += 1
        headed = bold and (headed or row.runs[0].text.startswith("§"))
    sizes = sizes or Counter(round(row.size, 1) for row in rows)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _edges(
    rows: Sequence[tuple[int, Row]],
) -> tuple[dict[Column, float], dict[Column, float]]:
    """Left and right edge of every column of every page; a column of few rows borrows a near left
    edge.
    """
    columns: dict[Column, list[Row]] = defaultdict(list)
    for n, row in rows:
        columns[n, row.column].append(row)
    own = {column: _common([row.x0 for row in members]) for column, members in columns.items()}
    rights = {column: -_common([-row.x1 for row in members]) for column, members in columns.items()}
    sure = sorted(
        {round(own[column], 1) for column, members in columns.items() if len(members) >= _SURE_ROWS}
    )
    near = {
        column: _near_edge(own[column], sure, members[0].size)
        for column, members in columns.items()
        if len(members) < _SURE_ROWS
    }
    return own | near, rights


def _common(places: Sequence[float]) -> float:
    """Where the full lines of a column begin: the first common one of their `places`."""
    starts = sorted(places)
    found = Counter(round(x / _ONE_EDGE) for x in starts)
    for x in starts:
        at = round(x / _ONE_EDGE)
        if (found[at - 1] + found[at] + found[at + 1]) * _COMMON >= len(starts):
            return x
    return starts[0]


def _near_edge(edge: float, sure: Sequence[float], size: float) -> float:
    near = min(sure, key=lambda x: abs(x - edge), default=edge)
    return near if 0 <= edge - near < _NEAR_EDGE * size else edge
