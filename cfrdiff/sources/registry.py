"""The formats there are, and which of them a file is in."""

from __future__ import annotations

import hashlib
from typing import Protocol

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import check_digits, limits
from cfrdiff.sources import (
    alto,
    ecfr_xml,
    gpo_text,
    gpo_xml,
    hocr,
    markdown,
    ocr_text,
    pdf,
    picture,
    plain,
    tesseract_tsv,
    web_page,
    word,
)
from cfrdiff.sources.files import read_bytes
from cfrdiff.sources.lines import SourceText


class Format(Protocol):
    """What a source module offers."""

    NAME: str

    def sniff(self, data: bytes) -> float:
        """Confidence from 0 to 1 that the bytes are of this format."""

    def read(self, data: bytes, path: str, sha256: str) -> SourceText:
        """The file's lines; raises SourceError for what it cannot read."""


_OF_TEXT = (plain, gpo_text, ocr_text, markdown, pdf, gpo_xml, ecfr_xml, web_page, word)
_OF_PICTURES = (picture, hocr, alto, tesseract_tsv)
FORMATS: dict[str, Format] = {module.NAME: module for module in (*_OF_TEXT, *_OF_PICTURES)}


# The formats that their first bytes show, and how sure one must be for no other to be asked: those
# of text look through the whole file.
_SHOWN_AT_ONCE = tuple(one.NAME for one in (pdf, word, gpo_xml, ecfr_xml, *_OF_PICTURES))
_SURE = 0.9


def sniff(data: bytes) -> str:
    """The name of the format that fits `data` best, judged by content, never by file name."""
    sure = next((name for name in _SHOWN_AT_ONCE if FORMATS[name].sniff(data) >= _SURE), None)
    return sure or max(FORMATS, key=lambda name: FORMATS[name].sniff(data))


def load(path: str, format: str | None = None, data: bytes | None = None) -> SourceText:
    """Read a file as lines; `format` overrides what the content looks like.

    `data` are the file's bytes where the caller holds them. Raises SourceError, also for a line
    or a number that is longer than any edition has (`cfrdiff.limits`).
    """
    if data is None:
        data = read_bytes(path)
    name = format or sniff(data)
    if name not in FORMATS:
        raise SourceError(path, f"unknown format {name!r}", f"choose from {', '.join(FORMATS)}")
    source = FORMATS[name].read(data, path, hashlib.sha256(data).hexdigest())
    _refuse_endless_line(source)
    for line in source.lines:
        check_digits(line.text, source.path, f"line {line.number}")
    return source


def _refuse_endless_line(source: SourceText) -> None:
    longest = max(source.lines, key=lambda line: len(line.text), default=None)
    most = limits().line_characters
    if longest is not None and len(longest.text) > most:
        raise LimitError(
            source.path,
            "line_characters",
            f"one line holds more than {most:,} characters",
            "no edition has such a line; give it line ends where paragraphs begin",
            f"line {longest.number}",
        )
