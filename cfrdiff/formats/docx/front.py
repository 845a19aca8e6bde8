"""What stands in front of the text: what was compared, and a table of the changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Inches

from cfrdiff.formats.docx.elements import element, run
from cfrdiff.views import entries, listed
from cfrdiff.views.listed import Listed
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report

_HOW_TO_READ = (
    "Every change is a tracked change. Accept all of them, and the text is the newer edition;"
    " reject all, and it is the older. What is signed “only in” a file is no change: the other"
    " file does not reach there."
)
# Paper of 8½ inches with margins of one, in twentieths of a point.
_ACROSS = 9360
_HEADS = ["Where", "What became of it", "Weight", "Words", "To look at", "By"]
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def fill_front(document: Document, report: Report) -> None:
    """Append the front to an empty document."""
    changes = report.changes
    for page in document.sections:
        page.left_margin = page.right_margin = Inches(1)
    for name, edition in (("Older: ", changes.before), ("Newer: ", changes.after)):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(on_one_line(entries.edition_named(edition)))
    for line in entries.tallies(changes):
        document.add_paragraph(line)
    document.add_paragraph(_HOW_TO_READ)
    for title, found, widths in (
        ("Changes", listed.paragraphs(changes), [17, 13, 13, 33, 12, 12]),
        ("Headings, notes and tables", listed.blocks(changes), [24, 12, 13, 29, 11, 11]),
    ):
        rows = [_row(one) for one in found]
        if rows:
            document.add_heading(title, 1)
            _table(document, *_without_empty(_HEADS, rows, widths))
    for aside in report.asides:
        document.add_heading(aside.title, 1)
        _table(document, aside.heads, aside.rows, aside.widths)


def _row(one: Listed) -> list[str]:
    said = ("; ".join(one.review), "; ".join(one.origins))
    return [one.place, one.became, one.significance, one.words, *said]


def _without_empty(
    heads: list[str], rows: list[list[str]], widths: list[int]
) -> tuple[list[str], list[list[str]], list[int]]:
    """A table without its last column where that says nothing; the words have its width then."""
    if any(row[-1] for row in rows):
        return heads, rows, widths
    widths[heads.index("Words")] += widths[-1]
    return heads[:-1], [row[:-1] for row in rows], widths[:-1]


def _table(
    document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """A table; `widths` are parts of a hundred. Its head is repeated on every page."""
    # Written at once: a cell asked for by its place is searched for each time.
    borders = element(
        "tblBorders",
        *(element(side, val="single", sz=4, space=0, color="999999") for side in _BORDERS),
    )
    properties = element(
        "tblPr",
        element("tblW", w=5000, type="pct"),
        borders,
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=70, type="dxa") for side in ("left", "right"))),
    )
    grid = element("tblGrid", *(element("gridCol", w=_ACROSS * width // 100) for width in widths))
    head = element(
        "tr",
        element("trPr", element("cantSplit"), element("tblHeader")),
        *(_cell(text, width, bold=True) for text, width in zip(heads, widths, strict=True)),
    )
    made = element("tbl", properties, grid, head)
    for row in rows:
        made.append(
            element(
                "tr",
                element("trPr", element("cantSplit")),
                *(_cell(text, width) for text, width in zip(row, widths, strict=True)),
            )
        )
    document.sections[-1]._sectPr.addprevious(made)


def _cell(text: str, width: int, bold: bool = False) -> Any:
    properties = [element("b")] if bold else []
    size = element("sz", val=18)
    words = run(on_one_line(text), *properties, size)
    spacing = element("pPr", element("spacing", before=20, after=20, line=240, lineRule="auto"))
    return element(
        "tc",
        element("tcPr", element("tcW", w=50 * width, type="pct")),
        element("p", spacing, words),
    )
