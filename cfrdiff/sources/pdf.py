"""PDF through pdfplumber: columns, rows and italics from the page itself."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter, defaultdict
from typing import Any

import pdfplumber
from pdfminer import settings
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from cfrdiff.errors import SourceError
from cfrdiff.model import Finding
from cfrdiff.sources import scan
from cfrdiff.sources.columns import Glyph, Row, find_gutters, left_edge, pitch, rows_of
from cfrdiff.sources.footnotes import footnotes, is_unfinished
from cfrdiff.sources.lines import Line, Role, SourceText

NAME = "pdf"

_ITALIC = re.compile(r"ital|obli|[-,]it$", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|demi|heavy", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_GET_AGAIN = "get the file again or repair it"
# The gap that parts two words where the file draws no space, as a share of the type size.
_WORD_GAP = 0.16


def sniff(data: bytes) -> float:
    """1 for a file that begins with the PDF mark within its first kilobyte."""
    return 1.0 if b"%PDF-" in data[:1024] else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read a PDF's text layer. Offsets count in the extracted text of each page.

    Raises SourceError for a damaged, truncated or encrypted file and for one without text.
    """
    if b"%PDF-" not in data[:1024]:
        raise SourceError(path, "this is no PDF", "name the format with --format")
    if b"%%EOF" not in data[-4096:]:
        raise SourceError(
            path, "the PDF is cut off before its end mark", "get the whole file again"
        )
    # What these find amiss is told below, or harmless; either way in our own words.
    for library in ("pdfminer", "pdfplumber"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    pages: list[tuple[list[Row], list[Row]]] = []
    pictures: list[int] = []
    place: str | None = None
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            missing = _count(document) - len(document.pages)
            if missing > 0:
                raise SourceError(
                    path, f"the PDF is damaged (it lacks {missing} of its pages)", _GET_AGAIN
                )
            for number, page in enumerate(document.pages, 1):
                place = f"page {number}"
                _check_streams(page.page_obj)
                rows = _page_rows(page)
                if not rows[0] and page.images:
                    pictures.append(number)
                    if scan.available():
                        words, turned = scan.words_of(page, path)
                        rows = _rows(words), [Row(tuple(turned), None)] if turned else []
                pages.append(rows)
                page.close()
    except SourceError:
        raise
    except Exception as error:
        raise _unreadable(path, place, error) from None
    if not any(rows for rows, _ in pages):
        raise SourceError(path, "the PDF has no text, only pictures of pages", scan.ADVICE)
    return _assemble(path, sha256, pages, pictures)


def _unreadable(path: str, place: str | None, error: Exception) -> SourceError:
    # pdfminer raises its own errors bare or wrapped, and plain ones on broken structures.
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFEncryptionError):
        return SourceError(path, "the PDF is encrypted", "save a copy without a password")
    return SourceError(path, f"the PDF is damaged ({type(cause).__name__})", _GET_AGAIN, place)


def _count(document: PDF) -> int:
    """How many pages the document says it has; 0 where it does not say."""
    root = resolve1(document.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def _check_streams(page: PDFPage) -> None:
    """Raise PDFException where a stream that the page's text is drawn from is not whole.

    pdfminer makes do with what it can inflate of a damaged stream, or with nothing, and says
    so nowhere: text would be lost in silence.
    """
    if not all(isinstance(resolve1(part), PDFStream) for part in page.contents):
        raise PDFException("the page's content is not there")
    resources = page.resources if isinstance(page.resources, dict) else {}
    todo = [*page.contents, resources.get("Font"), resources.get("XObject")]
    seen: set[int] = set()
    while todo:
        item = resolve1(todo.pop())
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, PDFStream) and resolve1(item.get("Subtype")) is not LIT("Image"):
            _inflate_strictly(item)
            todo += item.attrs.values()
        elif isinstance(item, dict):
            todo += item.values()
        elif isinstance(item, list):
            todo += item


def _inflate_strictly(stream: PDFStream) -> None:
    before, settings.STRICT = settings.STRICT, True
    try:
        stream.get_data()
    finally:
        settings.STRICT = before


def _page_rows(page: Any) -> tuple[list[Row], list[Row]]:
    """Upright rows in reading order, and rotated text of the margins."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for char in page.chars:
        glyph = Glyph(
            char["text"],
            float(char["x0"]),
            float(char["top"]),
            float(char["x1"]),
            float(char["bottom"]),
            float(char["size"]),
            str(char["fontname"]),
        )
        (upright if char["upright"] else turned).append(glyph)
    return _rows(upright), [Row(tuple(turned), None)] if turned else []


def _rows(glyphs: list[Glyph]) -> list[Row]:
    """Glyphs → rows with ink, in reading order."""
    inked = [glyph for glyph in glyphs if glyph.text.strip()]
    if not inked:
        return []
    size = statistics.median(glyph.size for glyph in inked)
    rows = rows_of(glyphs, find_gutters(inked, size))
    return [row for row in rows if any(glyph.text.strip() for glyph in row.glyphs)]


def _assemble(
    path: str, sha256: str, pages: list[tuple[list[Row], list[Row]]], pictures: list[int]
) -> SourceText:
    edges = _edges([rows for rows, _ in pages])
    indented = sum(
        _is_indented(row, edges[n, row.column]) for n, (rows, _) in enumerate(pages) for row in rows
    )
    by_indent = indented * 40 >= sum(len(rows) for rows, _ in pages)
    lines: list[Line] = []
    start = 0
    findings: list[Finding] = []
    sizes = [row.size for rows, _ in pages for row in rows]
    body_size = statistics.median(sizes) if sizes else 0.0
    unfinished = False
    for n, (rows, turned) in enumerate(pages):
        notes = footnotes(rows, body_size, unfinished)
        unfinished = bool(notes) and is_unfinished(rows[max(notes)])
        page_start = start
        previous: Row | None = None
        step = pitch(rows) if rows else 0.0
        if n + 1 in pictures:
            findings.append(_picture(n + 1, bool(rows)))
        elif not rows:
            message = f"page {n + 1} has no text: it is blank, a drawing, or damaged"
            findings.append(Finding("page-without-text", "warning", message))
        for number, row in enumerate([*rows, *turned], 1):
            text, italics = _text(row)
            margin = number > len(rows)
            note = notes.get(number - 1)
            gap = _is_gap(previous, row, step)
            role: Role = "margin" if margin else "heading" if _is_bold(row) else "body"
            lines.append(
                Line(
                    text=text,
                    start=start,
                    number=number,
                    page=n + 1,
                    page_start=page_start,
                    opens=note == "begins"
                    if note
                    else _opens(row, edges[n, row.column], gap, by_indent, role, lines),
                    gap=gap,
                    role=role,
                    italics=None if _is_scanned(row) else italics,
                    box=(row.x0, row.top, row.x1, row.bottom),
                    style=_style(row),
                    column=row.column,
                    kind="footnote" if note else None,
                )
            )
            start += len(text) + 1
            previous = row
            if _UNMAPPED.search(text):
                findings.append(
                    Finding(
                        code="unmapped-characters",
                        severity="warning",
                        message=f"page {n + 1}, line {number}: the font does not say which"
                        " characters these are",
                        line=number,
                    )
                )
    exact = not any(_is_scanned(row) for rows, _ in pages for row in rows[:1])
    return SourceText(path, sha256, NAME, tuple(lines), start, exact, findings=tuple(findings))


def _picture(page: int, read: bool) -> Finding:
    if read:
        message = f"page {page} is a picture; its words were read by Tesseract"
        return Finding("page-scanned", "note", message)
    message = f"page {page} is a picture without text; {scan.ADVICE}"
    return Finding("page-without-text", "warning", message)


def _is_scanned(row: Row) -> bool:
    return row.glyphs[0].font == scan.SCANNED


def _edges(pages: list[list[Row]]) -> dict[tuple[int, int | None], float]:
    """Left edge of every column of every page; a column of few rows borrows a near edge."""
    edges: dict[tuple[int, int | None], float] = defaultdict(float)
    sure: list[float] = []
    for n, rows in enumerate(pages):
        for column in {row.column for row in rows}:
            members = [row for row in rows if row.column == column]
            edges[n, column] = left_edge(members)
            if len(members) >= 8:
                sure.append(edges[n, column])
    for n, rows in enumerate(pages):
        for column in {row.column for row in rows}:
            members = [row for row in rows if row.column == column]
            if len(members) < 8 and sure:
                near = min(sure, key=lambda x: abs(x - edges[n, column]))
                if 0 <= edges[n, column] - near < 3 * members[0].size:
                    edges[n, column] = near
    return edges


def _is_indented(row: Row, edge: float) -> bool:
    return 0.5 * row.size <= row.x0 - edge <= 5 * row.size


def _is_gap(previous: Row | None, row: Row, step: float) -> bool:
    """Whether white space stands above a row: more than the usual step between base lines."""
    if previous is None or previous.column != row.column:
        return True
    return row.bottom - previous.bottom > 1.3 * step


def _opens(
    row: Row, edge: float, gap: bool, by_indent: bool, role: Role, before: list[Line]
) -> bool:
    if role == "heading":
        same = before and before[-1].role == "heading" and before[-1].style == _style(row)
        return gap or not same
    if before and before[-1].role == "heading" and row.column == before[-1].column:
        return True
    near = bool(before) and before[-1].column == row.column
    if near and not gap and _is_capitals(before[-1].text) and _is_capitals(_text(row)[0]):
        return False  # a heading's next line, centred
    if near and before[-1].style and _other_size(row, before[-1].style):
        return True
    parted = gap and bool(before) and before[-1].column == row.column
    return (_is_indented(row, edge) or parted) if by_indent else gap


def _other_size(row: Row, style: str) -> bool:
    """Whether a row is set in another size than the line before: a note begins or ends."""
    return abs(float(_style(row).rsplit(" ", 1)[-1]) - float(style.rsplit(" ", 1)[-1])) >= 0.6


def _is_capitals(text: str) -> bool:
    return text.isupper() and not re.match(r"\(\w{1,5}\)", text)


def _is_bold(row: Row) -> bool:
    return all(_BOLD.search(glyph.font) for glyph in row.glyphs if glyph.text.strip())


def _style(row: Row) -> str:
    fonts = Counter((g.font.split("+")[-1], round(g.size, 1)) for g in row.glyphs if g.text.strip())
    font, size = fonts.most_common(1)[0][0] if fonts else ("", 0.0)
    return f"{font} {size}"


def _text(row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The row's characters with a space wherever words part, and its italic stretches."""
    parts: list[str] = []
    italics: list[list[int]] = []
    length = 0
    before: Glyph | None = None
    for glyph in row.glyphs:
        wide = before is not None and glyph.x0 - before.x1 > _WORD_GAP * glyph.size
        if wide and glyph.text.strip() and before is not None and before.text.strip():
            parts.append(" ")
            length += 1
        if _ITALIC.search(glyph.font) and glyph.text.strip():
            if italics and italics[-1][1] >= length - 1:
                italics[-1][1] = length + len(glyph.text)
            else:
                italics.append([length, length + len(glyph.text)])
        parts.append(glyph.text)
        length += len(glyph.text)
        before = glyph
    return "".join(parts), tuple((a, b) for a, b in italics)
