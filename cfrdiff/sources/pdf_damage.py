"""What makes a PDF one that must not be read: pages that are missing, streams cut short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer import settings
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from cfrdiff.errors import SourceError

_GET_AGAIN = "get the file again or repair it"


@contextmanager
def reported(path: str, place: str | None = None) -> Iterator[None]:
    """Raise as SourceError, with the place in the file, whatever makes the libraries give up."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:
        raise _unreadable(path, place, error) from None


def _unreadable(path: str, place: str | None, error: Exception) -> SourceError:
    # pdfminer raises its own errors bare or wrapped, and plain ones on broken structures.
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFEncryptionError):
        return SourceError(path, "the PDF is encrypted", "save a copy without a password")
    return SourceError(path, f"the PDF is damaged ({type(cause).__name__})", _GET_AGAIN, place)


def check_pages(document: PDF, path: str) -> None:
    """Raise SourceError where the document has fewer pages than it says."""
    missing = _count(document) - len(document.pages)
    if missing > 0:
        raise SourceError(path, f"the PDF is damaged (it lacks {missing} of its pages)", _GET_AGAIN)


def _count(document: PDF) -> int:
    """How many pages the document says it has; 0 where it does not say."""
    root = resolve1(document.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def check_streams(page: PDFPage) -> None:
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
        if id(item) not in seen:
            seen.add(id(item))
            todo += _checked_members(item)


def _checked_members(item: object) -> list[object]:
    """What an object of the file refers to, its own stream checked."""
    if isinstance(item, PDFStream) and resolve1(item.get("Subtype")) is not LIT("Image"):
        _inflate_strictly(item)
        return list(item.attrs.values())
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _inflate_strictly(stream: PDFStream) -> None:
    before, settings.STRICT = settings.STRICT, True
    try:
        stream.get_data()
    finally:
        settings.STRICT = before
