"""The tables of a change set as files: CSV, JSON Lines, Parquet and Excel.

JSON Lines and Parquet hold the text as it is. CSV and Excel are opened by people: there, what is
not seen is shown as a sign, and nothing is taken for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import msgspec

from cfrdiff.changes.tables import Name, Value, arrow_table, columns, rows
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.formulas import guarded
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

_EXTRA = "this format needs a package that is not installed; pip install 'cfrdiff[tables]'"
_MOST = 32_767  # characters of a cell (Excel specifications and limits)
_CUT = " … [cut: a cell of Excel holds no more; the other formats have all of it]"
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"text": 24, "integer": 10, "number": 11}
_WIDE = {"before_text": 60, "after_text": 60, "meaning": 90}


def csv_table(report: Report, table: Name) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8 with a byte-order mark, which Excel needs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([one.name for one in columns(table)])
    for row in rows(report.changes, table):
        writer.writerow([_harmless(value) for value in row.values()])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    return guarded(visible(value)) if isinstance(value, str) else value


def json_lines(report: Report, table: Name) -> bytes:
    """A table as JSON Lines: an object a row."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows(report.changes, table))


def parquet_table(report: Report, table: Name) -> bytes:
    """A table as Parquet. Raises CfrdiffError where arro3 is not installed."""
    try:
        from arro3.io import write_parquet
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    out = io.BytesIO()
    write_parquet(arrow_table(report.changes, table), out)
    return out.getvalue()


def workbook(report: Report) -> bytes:
    """An Excel workbook: both tables, and what their columns mean.

    Raises CfrdiffError where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    book = Workbook(write_only=True)
    meanings: list[list[Value]] = []
    tables: tuple[Name, ...] = ("changes", "edits")
    for table in tables:
        held = columns(table)
        widths = [_WIDE.get(one.name, _WIDTHS[one.type]) for one in held]
        lines = [list(row.values()) for row in rows(report.changes, table)]
        _sheet(book, table, [one.name for one in held], lines, widths)
        meanings += [[table, one.name, one.type, one.meaning] for one in held]
    heads = ["table", "column", "type", "meaning"]
    _sheet(book, "columns", heads, meanings, [12, 24, 12, 90])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(
    book: Any, name: str, heads: list[str], lines: list[list[Value]], widths: list[int]
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(heads))
    sheet.auto_filter.ref = f"A1:{last}{len(lines) + 1}"
    for i, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    top = Alignment(vertical="top", wrap_text=True)
    sheet.append([_cell(sheet, head, top, Font(bold=True)) for head in heads])
    for line in lines:
        sheet.append([_cell(sheet, value, top, None) for value in line])


def _cell(sheet: Any, value: Value, alignment: Any, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    text = isinstance(value, str)
    if isinstance(value, str):
        # What looks like an escape of Excel's would be taken for one (ECMA-376, 22.9.2.19).
        value = _ESCAPE.sub("_x005F_", visible(value))
        if len(value) > _MOST:
            value = value[: _MOST - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = alignment
    if font is not None:
        cell.font = font
    if text:
        # As if typed with an apostrophe: text, also after somebody has edited the cell.
        cell.data_type = "s"
        cell.quotePrefix = bool(value) and guarded(str(value)) != value
    return cell
