"""GPO's own plain text of 1996-2009: one section a file, or many, each under its cite.

Typed in ASCII: ``Sec.`` for the section sign, ``--`` for dashes, ``word'' in doubled marks,
four spaces before a paragraph, ``[[Page 263]]`` where a printed page ends.
"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime

import msgspec

from cfrdiff import late
from cfrdiff.cites import PART_NUMBER
from cfrdiff.sources.decoding import Decoded, decode, raw_lines
from cfrdiff.sources.lines import Kind, Line, SourceText
from cfrdiff.sources.plain import lines_of
from cfrdiff.sources.web_text import printed_lines
from cfrdiff.sources.web_tokens import UnclosedError, tokens

NAME = "gpo-text"

_MARK = re.compile(
    rb"\[Code of Federal Regulations(?:\]| \(annual edition\))|\[CITE: ?\d+ ?CFR ?\d", re.IGNORECASE
)
_HEADER = late.compile(
    r"\s*(?:\[Code of Federal Regulations\b|\[Title \d+|\[Revised as of|\[CITE:|\[Page \d"
    r"|\[(?:Sub)?Chapter [A-Z]+ - |\[Part \d[^\]]* - |\[Sec\. "
    r"|\[?From the U\.S\. Government P(?:rint|ublish)ing Office"
    r"|</?(?:html|head|title|body|pre)\b)",
    re.IGNORECASE,
)
_TITLE = late.compile(r"\[Title (\d{1,2})\b|\[CITE: ?(\d{1,2}) ?CFR", re.IGNORECASE)
_REVISED = late.compile(
    r"\[Revised as of ([A-Z][a-z]+ \d{1,2}, \d{4})\]"
    r"|\(annual edition\) - ([A-Z][a-z]+ \d{1,2}, \d{4}) Edition\]",
    re.IGNORECASE,
)
# The marks of a page of HTML round the text.
_PAGE = late.compile(r"<pre\b", re.IGNORECASE)
_DIVISION = late.compile(r"\s*(?:TITLE \d+|(?:SUB)?CHAPTER [A-Z]+|Subtitle [A-Z])\s?[-_–—]")
_PART = late.compile(rf"\s*PART {PART_NUMBER}\s?[-_–—]")


def sniff(data: bytes) -> float:
    """0.85 where GPO's header lines stand near the top."""
    return 0.85 if _MARK.search(data[:5_000]) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read GPO's plain text. Raises SourceError for empty or binary data."""
    decoded = decode(data, path)
    lines = _lines(decoded)
    text = "\n".join(line.text for line in lines[:200])
    title = _TITLE.search(text)
    return SourceText(
        path,
        sha256,
        NAME,
        tuple(_line(line) for line in lines),
        decoded.length,
        title=int(title[1] or title[2]) if title else None,
        as_of=_date(text),
        findings=decoded.findings,
    )


def _lines(decoded: Decoded) -> list[Line]:
    """The lines of the text, or of the page around it."""
    if _PAGE.search(decoded.text, 0, 20_000):
        with contextlib.suppress(UnclosedError):
            return printed_lines(decoded, list(tokens(decoded.text)))
    return lines_of(raw_lines(decoded))


def _date(text: str) -> str | None:
    match = _REVISED.search(text)
    try:
        return (
            datetime.strptime(match[1] or match[2], "%B %d, %Y").date().isoformat()
            if match
            else None
        )
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
