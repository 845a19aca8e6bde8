"""Bytes → text and its lines, whatever the encoding and the line ends."""

from __future__ import annotations

import codecs
import re

import msgspec

from cfrdiff.errors import SourceError
from cfrdiff.model import Finding

# The UTF-32 mark begins with the UTF-16 one, so it is looked for first.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_SAMPLE = 65_536


class RawLine(msgspec.Struct, frozen=True):
    """A line without its end: text, offset in the file, number from 1, page from form feeds."""

    text: str
    start: int
    number: int
    page: int | None
    page_break: bool


class Decoded(msgspec.Struct, frozen=True):
    """A file's text without its byte-order mark, and what is to be said of it.

    `lead` is the number of code points before the text: 1 where there is a mark, which is a code
    point of the file (U+FEFF) and counts in offsets, though it is no character of the text.
    """

    text: str
    lead: int
    findings: tuple[Finding, ...]

    @property
    def length(self) -> int:
        """The code points of the whole file."""
        return self.lead + len(self.text)


def decode(data: bytes, path: str) -> Decoded:
    """Decode a text file.

    Tried in turn: the byte-order mark, UTF-16 by its zero bytes, UTF-8, Windows-1252 (with
    a finding). Raises SourceError for a file that is empty, damaged or holds no text.
    """
    findings: tuple[Finding, ...] = ()
    mark, encoding = _marked_encoding(data)
    if encoding is not None:
        text = _decode_as(data, mark, encoding, path)
        _refuse_binary(text[:_SAMPLE], "character", path)
    else:
        _refuse_binary(data[:_SAMPLE].decode("latin-1"), "byte", path)
        text, findings = _decode_unmarked(data, path)
    if not text.strip():
        raise SourceError(path, "the file is empty", "give a file that holds an edition's text")
    return Decoded(text, 1 if mark else 0, findings)


def _marked_encoding(data: bytes) -> tuple[bytes, str | None]:
    """The byte-order mark and its encoding, or the one that the zero bytes of UTF-16 show."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return mark, encoding
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        mostly_latin = high.count(0) > 0.7 * len(high) and low.count(0) < 0.1 * len(low)
        if len(high) > 4 and mostly_latin:
            return b"", encoding
    return b"", None


def _decode_as(data: bytes, mark: bytes, encoding: str, path: str) -> str:
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(path, encoding, len(mark) + error.start) from None


def _decode_unmarked(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        place = error.start
    # Bytes of Windows-1252 make whole UTF-8 sequences only by chance: where most are whole,
    # the file is UTF-8 and has lost some bytes.
    high = [c for c in data.decode("utf-8", "surrogateescape") if c > "\x7f"]
    if 2 * sum("\udc80" <= c <= "\udcff" for c in high) <= len(high):
        raise _damaged(path, "utf-8", place)
    # Windows-1252 leaves five bytes undefined; they stand for themselves, as browsers do it.
    text = "".join(_WINDOWS_1252[byte] for byte in data)
    finding = Finding(
        code="encoding-assumed",
        severity="note",
        message=f"not UTF-8 (byte {place}); read as Windows-1252",
    )
    return text, (finding,)


def _damaged(path: str, encoding: str, place: int) -> SourceError:
    return SourceError(
        path,
        f"damaged {encoding.upper()} text",
        "get the file again or save it as UTF-8",
        f"byte {place}",
    )


def _refuse_binary(sample: str, unit: str, path: str) -> None:
    """Raise SourceError where control characters are more than strays."""
    controls = [match.start() for match in _CONTROL.finditer(sample)]
    if len(controls) > len(sample) // 200:
        raise SourceError(
            path,
            "this is not text but binary data",
            "give text, Markdown or PDF",
            f"{unit} {controls[0]}",
        )


_WINDOWS_1252 = [
    bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
    for byte in range(256)
]


def raw_lines(decoded: Decoded) -> list[RawLine]:
    """Cut text into lines at every kind of line end; a form feed also begins a new page."""
    text, lead = decoded.text, decoded.lead
    paged = "\f" in text
    lines: list[RawLine] = []
    start, number, page, page_break = 0, 1, 1, False
    ends = [(m.start(), m.end(), m.group()) for m in _LINE_END.finditer(text)]
    for at, after, end in [*ends, (len(text), len(text), "")]:
        lines.append(
            RawLine(text[start:at], lead + start, number, page if paged else None, page_break)
        )
        start, page_break = after, end == "\f"
        page += page_break
        number += end not in ("\f", "")
    return lines
