"""PDF through pdfplumber: columns, rows and italics from the page itself."""

from __future__ import annotations

import io
import logging
import statistics
from typing import Any

from cfrdiff.errors import SourceError
from cfrdiff.sources import scan
from cfrdiff.sources.columns import Glyph, Row, rows_of
from cfrdiff.sources.gutters import find_gutters
from cfrdiff.sources.lines import SourceText
from cfrdiff.sources.pdf_lines import Page, lines_of
from cfrdiff.sources.pdf_rows import is_scanned

NAME = "pdf"


def sniff(data: bytes) -> float:
    """1 for a file that begins with the PDF mark within its first kilobyte."""
    return 1.0 if b"%PDF-" in data[:1024] else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read a PDF's text layer. Offsets count in the extracted text of each page.

    Raises SourceError for a damaged, truncated or encrypted file and for one without text.
    """
    if not sniff(data):
        raise SourceError(path, "this is no PDF", "name the format with --format")
    if b"%%EOF" not in data[-4096:]:
        raise SourceError(
            path, "the PDF is cut off before its end mark", "get the whole file again"
        )
    # What these find amiss is reported by us, or harmless.
    for library in ("pdfminer", "pdfplumber"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    pages = _pages(data, path)
    if not any(page.rows for page in pages):
        raise SourceError(path, "the PDF has no text, only pictures of pages", scan.ADVICE)
    lines, findings, length = lines_of(pages)
    exact = not any(is_scanned(page.rows[0]) for page in pages if page.rows)
    return SourceText(path, sha256, NAME, tuple(lines), length, exact, findings=tuple(findings))


def _pages(data: bytes, path: str) -> list[Page]:
    import pdfplumber

    from cfrdiff.sources.pdf_damage import check_pages, check_streams, reported

    pages: list[Page] = []
    with reported(path), pdfplumber.open(io.BytesIO(data)) as document:
        check_pages(document, path)
        for number, page in enumerate(document.pages, 1):
            with reported(path, f"page {number}"):
                check_streams(page.page_obj)
                pages.append(_read_page(page, path))
                page.close()
    return pages


def _read_page(page: Any, path: str) -> Page:
    """Upright rows in reading order, and rotated text of the margins; a page that is a picture
    through Tesseract, where that is installed.
    """
    rows, turned = _drawn(page)
    is_picture = bool(not rows and page.images)
    if is_picture and scan.available():
        words, margin = scan.words_of(page, path)
        rows, turned = _rows(words), _turned(margin)
    return Page(rows, turned, is_picture)


def _drawn(page: Any) -> tuple[list[Row], list[Row]]:
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
    return _rows(upright), _turned(turned)


def _turned(glyphs: list[Glyph]) -> list[Row]:
    return [Row(tuple(glyphs), None)] if glyphs else []


def _rows(glyphs: list[Glyph]) -> list[Row]:
    """Glyphs → rows with ink, in reading order."""
    inked = [glyph for glyph in glyphs if glyph.text.strip()]
    if not inked:
        return []
    size = statistics.median(glyph.size for glyph in inked)
    return [row for row in rows_of(glyphs, find_gutters(inked, size)) if row.has_ink()]
