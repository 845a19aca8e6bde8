"""GPO's own plain text of 1996-2009: one section a file, or many, each under its cite.

Typed in ASCII: ``Sec.`` for the section sign, ``--`` for dashes, ``word'' in doubled marks,
four spaces before a paragraph, ``[[Page 263]]`` where a printed page ends.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from cfrdiff.cites import PART_NUMBER
from cfrdiff.sources import plain
from cfrdiff.sources.lines import Kind, Line, SourceText

NAME = "gpo-text"

_MARK = re.compile(rb"\[Code of Federal Regulations\]|\[CITE: ?\d+ ?CFR ?\d", re.IGNORECASE)
_HEADER = re.compile(
    r"\s*(?:\[Code of Federal Regulations\]|\[Title \d+|\[Revised as of|\[CITE:|\[Page \d"
    r"|From the U\.S\. Government Printing Office|</?(?:html|head|title|body|pre)\b)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\[Title (\d+)|\[CITE: ?(\d+) ?CFR", re.IGNORECASE)
_REVISED = re.compile(r"\[Revised as of ([A-Z][a-z]+ \d{1,2}, \d{4})\]", re.IGNORECASE)
_DIVISION = re.compile(r"\s*(?:TITLE \d+|(?:SUB)?CHAPTER [A-Z]+|Subtitle [A-Z])\s?[-_–—]")
_PART = re.compile(rf"\s*PART {PART_NUMBER}\s?[-_–—]")


def sniff(data: bytes) -> float:
    """0.85 where GPO's header lines stand near the top."""
    return 0.85 if _MARK.search(data[:5_000]) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read GPO's plain text. Raises SourceError for empty or binary data."""
    read_plain = plain.read(data, path, sha256)
    text = "\n".join(line.text for line in read_plain.lines[:200])
    title = _TITLE.search(text)
    return msgspec.structs.replace(
        read_plain,
        format=NAME,
        lines=tuple(_line(line) for line in read_plain.lines),
        title=int(title[1] or title[2]) if title else None,
        as_of=_date(text),
    )


def _date(text: str) -> str | None:
    match = _REVISED.search(text)
    try:
        return datetime.strptime(match[1], "%B %d, %Y").date().isoformat() if match else None
    except ValueError:
        return None


def _line(line: Line) -> Line:
    kind = _kind(line.text)
    if kind is not None:
        return msgspec.structs.replace(line, kind=kind, opens=True)
    return line


def _kind(text: str) -> Kind | None:
    if _HEADER.match(text):
        return "front-matter"
    if _DIVISION.match(text):
        return "chapter-heading"
    return "part-heading" if _PART.match(text) else None
