"""What makes a PDF one that must not be read: pages that are missing, streams cut short.

PDFium makes do with what it can inflate of a damaged stream, or with nothing, and says so nowhere:
text would be lost in silence. So every stream is inflated beforehand; what looks amiss is looked
at again through pdfminer, which knows the page it belongs to and may find nothing wrong after all.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cfrdiff.errors import CfrdiffError, SourceError
from cfrdiff.sources.pdf.forms import Drawing, check_forms
from cfrdiff.sources.pdf.streams import streams_of

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.pdf import PDF

_GET_AGAIN = "get the file again or repair it"
# No tree of pages is deeper.
_DEEPEST_TREE = 40


def look(data: bytes, path: str) -> bool:
    """Whether a stream of the file looks amiss: it does not unpack to its end, or cannot be looked
    at here. Pictures do not count, nor what is packed in a way that shows no damage.

    Raises SourceError for a stream that unpacks to more than any page holds, and for pages whose
    forms draw more than any page does.
    """
    is_doubtful = False
    drawing = Drawing()
    for stream in streams_of(data, path):
        is_doubtful = is_doubtful or stream.is_whole is False
        drawing.add(stream)
    if not drawing.is_little(data):
        check_forms(data, path)
    return is_doubtful


def check(data: bytes, path: str, doubtful: bool, pages: set[int]) -> None:
    """Raise SourceError where pdfminer finds a page missing or a stream that is not whole.

    Where the file as a whole is not `doubtful` only these `pages`, counted from 0, are looked at.
    """
    if doubtful or (pages and not _are_found(data, path, pages)):
        _check_all(data, path, doubtful, pages)


def _are_found(data: bytes, path: str, pages: set[int]) -> bool:
    """Whether these pages are there by the counts of the file's own tree; their streams are
    checked.

    It takes a moment for each page, and reading the whole tree a long time.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        found = {index: page_at(document.catalog.get("Pages"), index) for index in pages}
        objects = [PDFPage(document, 0, attributes, None) for attributes in found.values()]
    except Exception:  # pdfminer has errors of all kinds
        return False
    for index, page in zip(found, objects, strict=True):
        with reported(path, f"page {index + 1}"):
            _check_streams(page)
    return True


def page_at(tree: object, index: int) -> dict[str, object]:
    """The page of an index in a tree of pages, with what it inherits; LookupError where the tree's
    own counts do not lead to it.
    """
    from pdfminer.pdftypes import resolve1

    node = resolve1(tree)
    inherited: dict[str, object] = {}
    for _ in range(_DEEPEST_TREE):
        if not isinstance(node, dict):
            break
        inherited |= {key: node[key] for key in ("Resources", "MediaBox") if key in node}
        kids = resolve1(node.get("Kids"))
        if kids is None:
            if index == 0:
                return inherited | node
            break
        for kid in map(resolve1, kids):
            count = resolve1(kid.get("Count", 1))
            if index < count:
                node = kid
                break
            index -= count
        else:
            break
    raise LookupError(index)


def _check_all(data: bytes, path: str, doubtful: bool, pages: set[int]) -> None:
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
