"""Bytes → text and its lines, whatever the encoding and the line ends."""

from __future__ import annotations

import codecs
import re

import msgspec

from cfrdiff.errors import SourceError
from cfrdiff.model import Finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_SAMPLE = 65_536


class RawLine(msgspec.Struct, frozen=True):
    """A line without its end: text, offset in the file, number from 1, page from form feeds."""

    text: str
    start: int
    number: int
    page: int | None
    page_break: bool


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Decode a text file; a byte-order mark is taken off.

    Tried in turn: the byte-order mark, UTF-8, UTF-16 told by its zero bytes, Windows-1252 (with
    a finding). Raises SourceError for a file that is empty or holds no text.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise SourceError(path, "the file is empty", "give a file that holds an edition's text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, encoding, path), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error.start, path)
    if "\x00" in text or _is_binary(data):
        return _decode_legacy(data, max(data.find(b"\x00"), 0), path)
    return text, ()


def _decode_legacy(data: bytes, place: int, path: str) -> tuple[str, tuple[Finding, ...]]:
    sample = data[:_SAMPLE]
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros):
            return _decode_as(data, encoding, path), ()
    if _is_binary(data):
        raise SourceError(
            path,
            "this is not text but binary data",
            "give text, Markdown or PDF, or name the format with --format",
            f"byte {place}",
        )
    # Windows-1252 leaves five bytes undefined; they stand for themselves, as browsers do it.
    text = "".join(_WINDOWS_1252[byte] for byte in data)
    finding = Finding(
        code="encoding-assumed",
        severity="note",
        message=f"not UTF-8 (byte {place}); read as Windows-1252",
    )
    return text, (finding,)


_WINDOWS_1252 = [
    bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
    for byte in range(256)
]


def _decode_as(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            path, f"damaged {encoding} text", "save the file again as UTF-8", f"byte {error.start}"
        ) from None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) // 200


def raw_lines(text: str) -> list[RawLine]:
    """Cut text into lines at every kind of line end; a form feed also begins a new page."""
    paged = "\f" in text
    lines: list[RawLine] = []
    start, number, page, page_break = 0, 1, 1, False
    ends = [(m.start(), m.end(), m.group()) for m in _LINE_END.finditer(text)]
    for at, after, end in [*ends, (len(text), len(text), "")]:
        lines.append(RawLine(text[start:at], start, number, page if paged else None, page_break))
        start, page_break = after, end == "\f"
        page += page_break
        number += end not in ("\f", "")
    return lines
