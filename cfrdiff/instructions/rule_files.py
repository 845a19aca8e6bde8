"""A file of the Federal Register: the XML, what of it is final, when it was filed."""

from __future__ import annotations

import datetime
import re
from typing import Any
from xml.etree import ElementTree

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.instructions.register_pdf import paragraphs_of
from cfrdiff.instructions.register_text import element_of, is_register_text
from cfrdiff.limits import limits
from cfrdiff.sources.decoding import decode

_PROPOSED = re.compile(r"\bpropos(?:ed|al)\b", re.IGNORECASE)
# "Final rule; withdrawal of proposed rule." is final.
_FINAL = re.compile(r"\b(?:final|interim|temporary|correct\w*)\b", re.IGNORECASE)
_FILED = re.compile(
    r"FR\s+Doc\.?\s+(?P<number>[\w–-]+)(?:\s+Filed\s+(?P<month>\d{1,2})[-–](?P<day>\d{1,2})[-–]"
    r"(?P<year>\d{2})(?!\d))?"
)
_NINETIES = 90
_PDF = b"%PDF"


def tree_of(data: bytes, path: str) -> ElementTree.Element:
    """The XML of a file, or of its text or PDF as GPO would set it. Raises SourceError where that
    is not well-formed, or declares entities.
    """
    if data.startswith(_PDF):
        return element_of(paragraphs_of(data, path), wrapped=False)
    if not is_xml(data):
        return element_of(decode(data, path).text)
    if b"<!ENTITY" in data:
        raise SourceError(path, "it declares entities", "give the XML as GPO publishes it")
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Shallow(path)))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(path, f"not well-formed XML ({error})", "download it again") from None


class _Shallow(ElementTree.TreeBuilder):
    """Builds a tree that is no deeper than one of XML may be."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path, self._depth, self._most = path, 0, limits().nested_elements

    def start(self, tag: str, attrs: dict[Any, Any], /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > self._most:
            problem = f"XML that nests more than {self._most:,} elements"
            raise LimitError(
                self._path, "nested_elements", problem, "give the XML as GPO publishes it"
            )
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def is_proposed(document: ElementTree.Element) -> bool:
    """Whether a document proposes what it prints, by its element or its ACTION line."""
    action = " ".join(" ".join(one.itertext()) for one in document.iter("ACT"))
    is_only_proposed = bool(_PROPOSED.search(action)) and not _FINAL.search(action)
    return document.tag == "PRORULE" or is_only_proposed


def filed(document: ElementTree.Element) -> tuple[str | None, datetime.date | None]:
    """The number of a document in the Federal Register, and the day it was filed."""
    said = " ".join(" ".join(one.itertext()) for one in document.iter("FRDOC"))
    match = _FILED.search(said)
    return (match["number"], _day(match)) if match else (None, None)


def _day(match: re.Match[str]) -> datetime.date | None:
    """The day of "Filed 1-28-13": rules are in XML since 2000, and some of the nineties."""
    if match["year"] is None:
        return None
    month, day, year = (int(match[name]) for name in ("month", "day", "year"))
    century = 1900 if year >= _NINETIES else 2000
    try:
        return datetime.date(century + year, month, day)
    except ValueError:
        return None


def is_rule(data: bytes, path: str) -> bool:
    """Whether a file is a document of the Federal Register, by its first elements or its text."""
    if data.startswith(_PDF) or is_xml(data):
        return True
    return is_register_text(decode(data, path).text)


def is_xml(data: bytes) -> bool:
    """Whether a file is XML of the Federal Register, by its first elements."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"<") and bool(
        re.search(rb"<(?:RULE|PRORULE|FEDREG|RULES|PREAMB)\b", head)
    )
