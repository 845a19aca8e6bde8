"""Text in which a page's columns stand side by side, as ``pdftotext -layout`` leaves it.

Characters are laid on a grid and the columns found as on a PDF's page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from cfrdiff.sources.columns import Glyph, Gutter, Row, left_edge, rows_of
from cfrdiff.sources.decoding import RawLine
from cfrdiff.sources.gutters import find_gutters
from cfrdiff.sources.lines import Line

# A character of the grid, in points, roughly as type is: what matters is the proportion.
_WIDTH, _SIZE, _PITCH = 4.0, 8.0, 9.0
# First lines of paragraphs stand so many characters to the right of their column's edge.
_LEAST_INDENT, _MOST_INDENT = 2, 12
# White space stands between rows that are this many steps apart.
_GAP = 1.5
_SAMPLE = 2_000
_WIDE_GAP = re.compile(r"\S {3,}\S")
# A column is one only if this share of the page's lines has words in it and beside it.
_SHARED = 0.3
# A gutter is so many characters wide.
_LEAST_GUTTER = 2


def looks_side_by_side(raws: Sequence[RawLine]) -> bool:
    """A quick look: whether many lines have a wide gap between words."""
    filled = [raw.text for raw in raws[:_SAMPLE] if raw.text.strip()]
    return sum(bool(_WIDE_GAP.search(text)) for text in filled) > _SHARED * len(filled)


def side_by_side(raws: Sequence[RawLine]) -> list[Line] | None:
    """Lines column by column where the text has columns side by side, else None.

    Pages are told by form feeds; without one the whole text is one page.
    """
    pages = [list(page) for _, page in groupby(raws, key=lambda raw: raw.page)]
    found = [_gutters(page) for page in pages]
    if sum(bool(gutters) for gutters in found) * 2 <= len(pages):
        return None
    lines: list[Line] = []
    for page, gutters in zip(pages, found, strict=True):
        lines += _page(page, gutters)
    return lines


def _glyphs(page: Sequence[RawLine]) -> list[Glyph]:
    return [
        Glyph(c, x * _WIDTH, y * _PITCH, (x + 1) * _WIDTH, y * _PITCH + _SIZE, _SIZE, str(y))
        for y, raw in enumerate(page)
        for x, c in enumerate(raw.text)
        if not c.isspace()
    ]


def _gutters(page: Sequence[RawLine]) -> list[Gutter]:
    """Gutters of at least two characters that have words on both sides of many lines."""
    filled = [raw.text for raw in page if raw.text.strip()]
    kept: list[Gutter] = []
    for gutter in find_gutters(_glyphs(page), _SIZE):
        left, right = round(gutter[0] / _WIDTH), round(gutter[1] / _WIDTH)
        both = sum(bool(text[:left].strip() and text[right:].strip()) for text in filled)
        if right - left >= _LEAST_GUTTER and both >= _SHARED * len(filled):
            kept.append(gutter)
    return kept


def _page(page: Sequence[RawLine], gutters: Sequence[Gutter]) -> list[Line]:
    rows = rows_of(_glyphs(page), gutters)
    edges = {
        column: left_edge([row for row in rows if row.column == column])
        for column in {row.column for row in rows}
    }
    lines: list[Line] = []
    previous: Row | None = None
    for row in rows:
        above = previous if previous is not None and previous.column == row.column else None
        lines.append(_line(page, row, edges[row.column], above))
        previous = row
    return lines


def _line(page: Sequence[RawLine], row: Row, edge: float, above: Row | None) -> Line:
    """A row as a line; `edge` is its column's, `above` the row over it in that column."""
    raw = page[int(row.glyphs[0].font)]
    start, end = round(row.x0 / _WIDTH), round(row.x1 / _WIDTH)
    parted = above is not None and row.top - above.top > _GAP * _PITCH
    step = round((row.x0 - edge) / _WIDTH)
    return Line(
        text=raw.text[start:end],
        start=raw.start + start,
        number=raw.number,
        page=raw.page,
        opens=parted or _LEAST_INDENT <= step <= _MOST_INDENT,
        gap=above is None or parted,
        column=row.column,
    )
