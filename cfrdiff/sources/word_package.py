"""The parts of a Word file: a zip of XML."""

from __future__ import annotations

import io
import zipfile
import zlib

import msgspec

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import limits
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.xml_events import check

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_DOCUMENT = "word/document.xml"
_OTHERS = ("styles", "numbering", "footnotes", "endnotes")
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError),  # a password, a method, a name
)


class Package(msgspec.Struct, frozen=True):
    """The text of the parts, "" for those a file does not have. `lead` are the characters before
    the document's text, a byte-order mark, and `length` counts them too.
    """

    document: str
    lead: int
    length: int
    styles: str
    numbering: str
    footnotes: str
    endnotes: str


def open_package(data: bytes, path: str) -> Package:
    """Unpack a Word file. Raises SourceError for one that is damaged, locked, too large, or of the
    form before 2007.
    """
    parts = _unpacked(data, path)
    if _DOCUMENT not in parts:
        raise SourceError(path, "a Word file without a document in it", "save it again")
    most = limits().unpacked_bytes
    if any(len(part) > most for part in parts.values()):
        problem = f"a Word file that unpacks to more than {most:,} bytes"
        raise LimitError(path, "unpacked_bytes", problem, "cut it into parts and read each")
    decoded = {name: decode(part, path) for name, part in parts.items()}
    for one in decoded.values():
        check(one.text, path)
    document = decoded[_DOCUMENT]
    others = {n: decoded[_part(n)].text if _part(n) in decoded else "" for n in _OTHERS}
    return Package(document.text, document.lead, document.length, **others)


def _part(name: str) -> str:
    return f"word/{name}.xml"


def _unpacked(data: bytes, path: str) -> dict[str, bytes]:
    if data.startswith(OLE):
        problem = "a Word file with a password or of the form before 2007"
        raise SourceError(path, problem, "save it as .docx without a password")
    found: dict[str, bytes] = {}
    most = limits().unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in {_DOCUMENT, *map(_part, _OTHERS)}.intersection(archive.namelist()):
                with archive.open(name) as part:
                    found[name] = part.read(most + 1)
    except _DAMAGED:
        raise SourceError(path, "a damaged Word file", "get or save it again") from None
    return found
