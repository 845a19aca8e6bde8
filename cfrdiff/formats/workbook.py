"""A change set as an Excel workbook: a list to work through, the tables, what was compared.

The same comparison gives the same bytes. What is not seen is shown as a sign, and nothing is taken
for a formula.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from cfrdiff.changes import ChangeSet
from cfrdiff.changes.tables import Name, Value, comparison, stacked_columns, stacked_rows
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.formulas import guarded
from cfrdiff.formats.tables import EXTRA
from cfrdiff.views import entries, listed
from cfrdiff.views.listed import Listed
from cfrdiff.views.marked_words import Piece
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

_MOST = 32_767  # characters of a cell (Excel specifications and limits)
_CUT = " … [cut: a cell of Excel holds no more; the other formats have all of it]"
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"text": 24, "integer": 10, "number": 11}
_WIDE = {"before_text": 60, "after_text": 60, "meaning": 90}
_TABLES: tuple[Name, ...] = ("changes", "edits")
# The list to work through; the last three are for those who do.
_REVIEW = (
    ("place", 20),
    ("what became of it", 16),
    ("weight", 12),
    ("words", 70),
    ("to look at", 26),
    ("from", 18),
    ("owner", 10),
    ("status", 10),
    ("note", 20),
)
_STATUS = "status"
_STATES = "open,in work,done,not for us"
# Struck and red, underlined and green: neither is told by colour alone.
_TYPE: dict[str, Any] = {"rFont": "Calibri", "sz": 11}
_STYLES = {"del": {**_TYPE, "strike": True, "color": "00B00020"}}
_NEWER = {**_TYPE, "u": "single", "color": "00107010"}
_LINE_HEIGHT, _HIGHEST = 15, 409  # points; the most that Excel allows
# The time of all entries of the file and of its last change: the first that a ZIP can say.
_TIME = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(?<=W3CDTF\">)[^<]+")


class _Sheet(msgspec.Struct, frozen=True):
    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    lines: Iterable[Sequence[Any]]
    count: int


def workbook(report: Report) -> bytes:
    """An Excel workbook: the list to work through, both tables, what was compared, and what the
    columns mean.

    Raises CfrdiffError where openpyxl is not installed, and where there is no room for the
    temporary files that it writes its sheets to.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise CfrdiffError(EXTRA) from None
    try:
        return _filled(Workbook(write_only=True), report)
    except _errors_of_writing() as error:
        raise CfrdiffError(
            f"the workbook cannot be made ({error}); free room in {tempfile.gettempdir()}, where"
            " its sheets are written first, or name another place in TMPDIR"
        ) from None


def _errors_of_writing() -> tuple[type[Exception], ...]:
    """What is raised where a sheet cannot be written: openpyxl writes by lxml where that is."""
    try:
        from lxml.etree import SerialisationError
    except ImportError:
        return (OSError,)
    return (OSError, SerialisationError)


def _filled(book: Any, report: Report) -> bytes:
    changes = report.changes
    _write(book, _review(changes), states=True)
    for table in _TABLES:
        _write(book, _data(changes, table))
    about: list[list[Value]] = [[name, value] for name, value in comparison(changes).items()]
    about.append(["differ in type only, not in the review list", _in_type_only(changes)])
    _write(book, _Sheet("about", ["what", "value"], [16, 70], about, len(about)))
    meanings = [
        [table, one.name, one.type, one.meaning]
        for table in _TABLES
        for one in stacked_columns(table)
    ]
    heads = ["table", "column", "type", "meaning"]
    _write(book, _Sheet("columns", heads, [12, 24, 12, 90], meanings, len(meanings)))
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def _in_type_only(changes: ChangeSet) -> int:
    slight = sum(map(entries.is_slight, changes.changes))
    return slight + len(entries.slight_blocks(changes))


def _review(changes: ChangeSet) -> _Sheet:
    found = [*listed.sections(changes), *listed.paragraphs(changes), *listed.blocks(changes)]
    heads, widths = zip(*_REVIEW, strict=True)
    return _Sheet("review", heads, widths, map(_review_line, found), len(found))


def _review_line(one: Listed) -> list[Any]:
    return [
        one.place,
        one.became,
        one.significance,
        _rich(one.pieces),
        "; ".join(one.review),
        "; ".join(one.origins),
        None,
        None,
        None,
    ]


def _data(changes: ChangeSet, table: Name) -> _Sheet:
    held = stacked_columns(table)
    lines = [list(row.values()) for row in stacked_rows(changes, table)]
    widths = [_WIDE.get(one.name, _WIDTHS[one.type]) for one in held]
    return _Sheet(table, [one.name for one in held], widths, lines, len(lines))


def _write(book: Any, one: _Sheet, states: bool = False) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(one.name)
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(one.heads))
    sheet.auto_filter.ref = f"A1:{last}{one.count + 1}"
    for i, width in enumerate(one.widths, start=1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    _set_up_print(sheet)
    if states:
        _offer_states(sheet, get_column_letter(list(one.heads).index(_STATUS) + 1), one.count)
    top = Alignment(vertical="top", wrap_text=True)
    sheet.append(
        [_cell(sheet, head, top, Font(name="Calibri", size=11, bold=True)) for head in one.heads]
    )
    for i, line in enumerate(one.lines, start=2):
        if states:
            sheet.row_dimensions[i].height = _height(line, one.widths)
        sheet.append([_cell(sheet, value, top, None) for value in line])


def _set_up_print(sheet: Any) -> None:
    """On paper: wide pages, each with the heads of the columns and its number."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _height(line: Sequence[Any], widths: Sequence[int]) -> float:
    """How high a row must be, in points: words in several styles do not make room by themselves."""
    texts = zip((str(value or "") for value in line), widths, strict=True)
    lines = max(-(-len(text) * 11 // (10 * width)) for text, width in texts)
    return float(min(_HIGHEST, _LINE_HEIGHT * max(1, lines)))


def _offer_states(sheet: Any, column: str, count: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{_STATES}"', allow_blank=True)
    offered.add(f"{column}2:{column}{max(count, 1) + 1}")
    sheet.data_validations.append(offered)


def _cell(sheet: Any, value: Any, alignment: Any, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.rich_text import CellRichText

    rich = isinstance(value, CellRichText)
    if isinstance(value, str) and not rich:
        value = _shortened(_plain(value))
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = alignment
    if font is not None:
        cell.font = font
    if isinstance(value, str) and not rich:
        # As if typed with an apostrophe: text, also after somebody has edited the cell.
        cell.data_type = "s"
        cell.quotePrefix = bool(value) and guarded(value) != value
    elif rich:
        cell.quotePrefix = guarded(str(value)) != str(value)
    return cell


def _plain(text: str) -> str:
    # What looks like an escape of Excel's would be taken for one (ECMA-376, 22.9.2.19).
    return _ESCAPE.sub("_x005F_", visible(text))


def _shortened(text: str) -> str:
    return text[: _MOST - len(_CUT)] + _CUT if len(text) > _MOST else text


def _rich(pieces: Sequence[Piece]) -> Any:
    """Words with what went struck and what came underlined."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    left = _MOST - len(_CUT)
    made: list[Any] = []
    for piece in pieces:
        text = _plain(piece.text)
        if len(text) > left:
            made.append(text[:left] + _CUT)
            break
        left -= len(text)
        if piece.op == "same":
            made.append(text)
        else:
            made.append(TextBlock(InlineFont(**_STYLES.get(piece.op, _NEWER)), text))
    return CellRichText(made) if made else ""


def _settled(data: bytes) -> bytes:
    """The file without the time it was made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "docProps/core.xml":
                held = _STAMP.sub(b"1980-01-01T00:00:00Z", held)
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, held)
    return out.getvalue()
