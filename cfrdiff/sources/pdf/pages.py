"""What is drawn on the pages of a document → their rows in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.pdf.bands import Band, bands_of, column_of, parted
from cfrdiff.sources.pdf.edges import Strip, edge_strips
from cfrdiff.sources.pdf.gutters import gutters_of
from cfrdiff.sources.pdf.rows import Page, Row, row_of
from cfrdiff.sources.pdf.runs import Run, Sheet
from cfrdiff.sources.pdf.strips import pieces_of, strips_of
from cfrdiff.sources.pdf.tables import Tables
from cfrdiff.sources.scans.words import SCANNED_FONTS


def pages_of(sheets: Sequence[Sheet]) -> list[Page]:
    """The rows of all pages, in the order they are read."""
    strips = [
        [pieces_of(strip, number) for number, strip in enumerate(strips_of(sheet.runs))]
        for sheet in sheets
    ]
    edges = edge_strips(strips, [sheet.uprights for sheet in sheets])
    inner = [
        [strip for i, strip in enumerate(page) if i not in at_edge]
        for page, at_edge in zip(strips, edges, strict=True)
    ]
    gutters = gutters_of([[piece for strip in page for piece in strip] for page in inner])
    tables = Tables(sheets)
    return [
        _page(sheet, page, at_edge, between, tables)
        for sheet, page, at_edge, between in zip(sheets, strips, edges, gutters, strict=True)
    ]


def _page(
    sheet: Sheet,
    strips: Sequence[Strip],
    at_edge: set[int],
    gutters: Sequence[Gutter],
    tables: Tables,
) -> Page:
    inner = [i for i in range(len(strips)) if i not in at_edge]
    first = inner[0] if inner else len(strips)
    pieces = [piece for i in inner for piece in strips[i]]
    rows = [_edge_row(strips[i]) for i in sorted(at_edge) if i < first]
    parts = list(parted(pieces, gutters))
    bands = bands_of(parts, sheet.ruled, sheet.uprights, gutters)
    for number, band in enumerate(bands, 1):
        for column in _columns(band, number, gutters):
            rows += tables.set_in_cells(column, sheet)
    rows += [_edge_row(strips[i]) for i in sorted(at_edge) if i > first]
    turned = [row_of(sheet.turned, None)] if sheet.turned else []
    hidden = [row_of((run,), None) for run in sheet.hidden]
    is_read = bool(rows) and rows[0].runs[0].font in SCANNED_FONTS
    is_picture = sheet.has_picture and (is_read or not rows)
    return Page(rows, turned, hidden, is_picture, sheet.is_layer, sheet.remark)


def _edge_row(strip: Strip) -> Row:
    return row_of((run for piece in strip for run in piece.runs), None, 0, True)


def _columns(band: Band, number: int, gutters: Sequence[Gutter]) -> Iterator[list[Row]]:
    """The rows of each column of a band, or of all of it, from top to bottom."""
    columns: dict[int, dict[int, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for piece in band.pieces:
        column = column_of(piece, gutters) if band.in_columns else 0
        columns[column][piece.strip] += piece.runs
    for column in sorted(columns):
        strips = columns[column]
        at = column if band.in_columns else None
        yield [row_of(strips[strip], at, number) for strip in sorted(strips)]
