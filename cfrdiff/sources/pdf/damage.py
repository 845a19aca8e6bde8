"""What makes a PDF one that must not be read: pages that are missing, streams cut short.

PDFium makes do with what it can inflate of a damaged stream, or with nothing, and says so nowhere:
text would be lost in silence. So every stream is inflated beforehand; what looks amiss is looked
at again through pdfminer, which knows the page it belongs to and may find nothing wrong after all.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cfrdiff.errors import CfrdiffError, LimitError, SourceError
from cfrdiff.limits import limits

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.pdf import PDF

_GET_AGAIN = "get the file again or repair it"
# The beginning of a stream, with as much of its dictionary as names its filter.
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 600
_FLATE_ONLY = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b\s*(?!\s*/\w+Decode)")
_PIECE = 1 << 16


def looks_damaged(data: bytes, path: str) -> bool:
    """Whether a stream that zlib packs does not unpack to its end, or cannot be looked at here.

    Pictures do not count, nor what is packed in a way that shows no damage. Raises SourceError for
    a stream that unpacks to more than any page holds.
    """
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        if before.endswith(b"end") or not before.rstrip().endswith(b">>"):
            continue
        dictionary = before[before.rfind(b" obj") + 1 :]
        if b"/Subtype/Image" in dictionary.replace(b" ", b""):
            continue
        if b"ASCII" in dictionary:
            return True
        if not _FLATE_ONLY.search(dictionary):
            continue
        if not _inflates(data, match.end(), path):
            return True
    return False


def _inflates(data: bytes, start: int, path: str) -> bool:
    unpacker = zlib.decompressobj()
    unpacked = 0
    most = limits().stream_bytes
    try:
        while not unpacker.eof and start < len(data):
            unpacked += len(unpacker.decompress(data[start : start + _PIECE]))
            start += _PIECE
            if unpacked > most:
                raise LimitError(
                    path,
                    "stream_bytes",
                    f"a stream of the PDF unpacks to more than {most:,} bytes",
                    "print the file to a new PDF and give that",
                )
    except zlib.error:
        return False
    return unpacker.eof


def check(data: bytes, path: str, doubtful: bool, pages: set[int]) -> None:
    """Raise SourceError where pdfminer finds a page missing or a stream that is not whole.

    Where the file as a whole is not `doubtful` only these `pages`, counted from 0, are looked at.
    """
    if not doubtful and not pages:
        return
    import pdfplumber

    with reported(path), pdfplumber.open(io.BytesIO(data)) as document:
        _check_pages(document, path)
        for index, page in enumerate(document.pages):
            if doubtful or index in pages:
                with reported(path, f"page {index + 1}"):
                    _check_streams(page.page_obj)
                    page.close()


@contextmanager
def reported(path: str, place: str | None = None) -> Iterator[None]:
    """Raise as SourceError, with the place in the file, whatever makes the libraries give up."""
    try:
        yield
    except CfrdiffError:
        raise
    except Exception as error:
        raise _unreadable(path, place, error) from None


def encrypted(path: str) -> SourceError:
    """What is said of a file that asks for a password."""
    return SourceError(path, "the PDF is encrypted", "save a copy without a password")


def damaged(path: str, how: str, place: str | None = None) -> SourceError:
    """What is said of a file that cannot be read."""
    return SourceError(path, f"the PDF is damaged ({how})", _GET_AGAIN, place)


def _unreadable(path: str, place: str | None, error: Exception) -> SourceError:
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfplumber.utils.exceptions import PdfminerException

    # pdfminer raises its own errors bare or wrapped, and plain ones on broken structures.
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFEncryptionError):
        return encrypted(path)
    return damaged(path, type(cause).__name__, place)


def _check_pages(document: PDF, path: str) -> None:
    missing = _count(document) - len(document.pages)
    if missing > 0:
        raise damaged(path, f"it lacks {missing} of its pages")


def _count(document: PDF) -> int:
    """How many pages the document says it has; 0 where it does not say."""
    from pdfminer.pdftypes import resolve1

    root = resolve1(document.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def _check_streams(page: PDFPage) -> None:
    """Raise PDFException where a stream that the page's text is drawn from is not whole."""
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdftypes import PDFStream, resolve1

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
    from pdfminer.pdftypes import PDFStream, resolve1
    from pdfminer.psparser import LIT

    if isinstance(item, PDFStream) and resolve1(item.get("Subtype")) is not LIT("Image"):
        _inflate_strictly(item)
        return list(item.attrs.values())
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _inflate_strictly(stream: PDFStream) -> None:
    from pdfminer import settings

    before, settings.STRICT = settings.STRICT, True
    try:
        stream.get_data()
    finally:
        settings.STRICT = before
