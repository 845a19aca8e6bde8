"""Forms that draw forms: how much a page comes to before PDFium is asked to draw it.

A form is a piece of drawing that pages and other forms use by name. One that uses the next twice,
which uses the next twice, makes millions of a few lines: PDFium draws each anew until memory ends,
and the whole process with it. So the bytes that a page's forms come to are counted beforehand,
each form once; what draws itself is drawn by PDFium no second time.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from cfrdiff.errors import CfrdiffError, LimitError
from cfrdiff.limits import limits

# What each form takes beside its bytes, in bytes: PDFium makes an object of it, empty or not.
_OVERHEAD = 500
# PDFium draws no forms that lie deeper in one another.
_DEEPEST = 40

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b[^>]*>>\s*stream\r?\n")
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_forms(data: bytes, path: str) -> None:
    """Raise SourceError where the forms of a page come to more bytes than a limit says."""
    if not _has_forms(data):
        return
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    most = limits().drawn_bytes
    try:
        pages = PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data))))
        for number, page in enumerate(pages, 1):
            if _Forms().drawn_by(page.contents, page.resources) > most:
                raise LimitError(
                    path,
                    "drawn_bytes",
                    f"what page {number} draws by forms within forms comes to more than"
                    f" {most:,} bytes",
                    "print the file to a new PDF and give that",
                )
    except CfrdiffError:
        raise
    except Exception:  # pdfminer has errors of all kinds; what is amiss is found out later
        return


def _has_forms(data: bytes) -> bool:
    """Whether a file has forms, be it among objects that are packed together."""
    if _FORM.search(data):
        return True
    return any(_FORM.search(objects) for objects in _packed(data))


def _packed(data: bytes) -> Iterator[bytes]:
    for match in _PACKED_OBJECTS.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], limits().drawn_bytes)
        except zlib.error:
            continue


class _Forms:
    """Counts what the forms of a page come to; those that are counted already are kept."""

    def __init__(self) -> None:
        self._counted: dict[int, int] = {}

    def drawn_by(self, streams: Any, resources: Any, depth: int = 0) -> int:
        """The bytes of the forms that streams draw, and of those within them."""
        from pdfminer.pdftypes import PDFStream, resolve1

        named = resolve1(resources).get("XObject") if isinstance(resolve1(resources), dict) else {}
        named = resolve1(named) or {}
        total = 0
        for stream in map(resolve1, streams):
            if not isinstance(stream, PDFStream) or not named or depth > _DEEPEST:
                continue
            for match in _DRAWS.finditer(stream.get_data()):
                form = resolve1(named.get(_name(match[1])))
                if isinstance(form, PDFStream):
                    total += self._size(form, resources, depth)
        return total

    def _size(self, form: Any, resources: Any, depth: int) -> int:
        key = id(form)
        if key not in self._counted:
            self._counted[key] = 0  # what draws itself
            own = form.get("Resources") or resources
            size = len(form.get_data()) + _OVERHEAD if _is_form(form) else 0
            self._counted[key] = size + self.drawn_by([form], own, depth + 1) if size else 0
        return self._counted[key]


def _is_form(stream: Any) -> bool:
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import LIT

    return resolve1(stream.get("Subtype")) is LIT("Form")


def _name(drawn: bytes) -> str:
    """A name as it is used, with what is escaped in it."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), drawn).decode("latin-1")
