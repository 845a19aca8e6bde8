"""A PDF file → its lines."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from cfrdiff.cores import Work, spread
from cfrdiff.deadlines import page_time
from cfrdiff.errors import SourceError
from cfrdiff.limits import check_pages
from cfrdiff.sources.lines import SourceText
from cfrdiff.sources.pdf import damage
from cfrdiff.sources.pdf.lines import lines_of
from cfrdiff.sources.pdf.mark import NAME, sniff
from cfrdiff.sources.pdf.matter import is_federal_register
from cfrdiff.sources.pdf.pages import pages_of
from cfrdiff.sources.pdf.pdfium import ENCRYPTED, Document, UnreadableError
from cfrdiff.sources.pdf.runs import Sheet
from cfrdiff.sources.pdf.scanned import on_page, sheet_of, with_pictures_read
from cfrdiff.sources.pdf.type import is_scanned
from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.words import Leaf

# Pages are handed to a process so many at a time, or in so many shares; fewer than the last number
# are read while it starts.
_PAGES_AT_ONCE, _MOST_SHARES, _WORTH_A_PROCESS = 8, 32, 40


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
    return _text_of(with_pictures_read(data, path, _sheets(data, path)), path, sha256, NAME)


def read_leaves(leaves: Sequence[Leaf], path: str, sha256: str, name: str) -> SourceText:
    """Pages that have been recognised, as the lines of a file in the format of that name.

    Raises SourceError where they hold no words.
    """
    return _text_of([sheet_of(leaf) for leaf in leaves], path, sha256, name)


def _text_of(sheets: Sequence[Sheet], path: str, sha256: str, name: str) -> SourceText:
    pages = pages_of(sheets)
    if not any(page.rows for page in pages):
        kind = "PDF" if name == NAME else "file"
        problem = f"the {kind} has no text, only pictures of pages"
        raise SourceError(path, problem, tesseract.ADVICE)
    lines, findings, length = lines_of(pages)
    lines = on_page(lines, sheets)
    if is_federal_register(lines):
        raise SourceError(
            path,
            "this is a document of the Federal Register, which amends the Code: no edition of it",
            "give the edition it amends, and the document in XML to `cfrdiff amend`",
        )
    exact = not any(is_scanned(page.rows[0]) for page in pages if page.rows)
    return SourceText(path, sha256, name, tuple(lines), length, exact, findings=tuple(findings))


def _sheets(data: bytes, path: str) -> list[Sheet]:
    """The pages as PDFium has them; raises SourceError where it lacks some of them."""
    doubtful = damage.look(data, path)
    with _opened(data, path) as document:
        count = document.pages
    check_pages(count, path)
    step = max(_PAGES_AT_ONCE, count // _MOST_SHARES)
    ranges = [range(first, min(first + step, count)) for first in range(0, count, step)]
    sizes = [len(pages) for pages in ranges]
    name = f"Reading {os.path.basename(path)}"
    work = Work(name, partial(_drawn, data, path), ranges, sizes, _WORTH_A_PROCESS)
    sheets = [sheet for found in spread(work) for sheet in found]
    empty = {index for index, sheet in enumerate(sheets) if not sheet.runs}
    damage.check(data, path, doubtful, empty)
    return sheets


def _drawn(data: bytes, path: str, pages: range) -> list[Sheet]:
    """Some of the pages, counted from 0."""
    sheets: list[Sheet] = []
    with _opened(data, path) as document:
        for index in pages:
            try:
                with page_time(path, index + 1):
                    sheets.append(document.sheet(index))
            except UnreadableError as error:
                damage.check(data, path, True, set())
                raise damage.damaged(path, f"PDFium, {error.code}", f"page {index + 1}") from None
    return sheets


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[Document]:
    try:
        document = Document(data)
    except UnreadableError as error:
        if error.code == ENCRYPTED:
            raise damage.encrypted(path) from None
        damage.check(data, path, True, set())
        raise damage.damaged(path, f"PDFium, {error.code}") from None
    try:
        yield document
    finally:
        document.close()
