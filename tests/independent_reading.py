"""A second, naive reading of GPO's XML, to hold what the package reads against.

It knows nothing of the package: the standard library's parser, every text node, and which elements
stand inside a line. Words are runs of letters; what is only a label or a figure is none.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

from cfrdiff.model import Edition

# Elements that end no word.
_INLINE = frozenset("E SU FR AC FTREF I B A XREF EXT-XREF SUP SUB PRTPAGE".split())
_WORD = re.compile(r"[^\W\d_]{2,}")
_LABEL = re.compile(r"[ivxlcIVXLC]+|([a-zA-Z])\1{1,2}|Secs?")
_ENTITY = re.compile(r"&?\b[a-z]{3,8};")
_SIGN = re.compile(r"^(?:§+|Secs?\.)?\s*(?:[a-z]*;)?\s*|[\s.,;:]+$")
_NOTES = frozenset(("EFFDNOT", "EFFDNOTP"))
_DASHES = str.maketrans({"–": "-", "—": "-", "\u2011": "-"})


def parsed(data: bytes) -> ET.Element:
    """The root element of a file."""
    return ET.fromstring(data)


def section_numbers(root: ET.Element) -> list[str]:
    """The numbers of sections in the order of print, each once: what a note sets forth may be a
    section that stands elsewhere.
    """
    numbers = (_SIGN.sub("", _number(one)) for one in _sections(root, False, None))
    return list(dict.fromkeys(numbers))


def _number(section: ET.Element) -> str:
    printed = section.find("SECTNO")
    assert printed is not None
    return "".join(printed.itertext()).translate(_DASHES).strip()


def _sections(element: ET.Element, in_note: bool, owner: str | None) -> Iterator[ET.Element]:
    """Sections below an element; `owner` is the section that a note stands in.

    In a note only what has another number than its section is in force: GPO nests what follows
    inside the note.
    """
    for child in element:
        note = in_note or child.tag in _NOTES
        number = None
        if child.tag == "SECTION" and child.find("SECTNO") is not None:
            number = _number(child)
            if not note or (owner is not None and number != owner):
                yield child
        yield from _sections(child, note, number if number and not note else owner)


def words_of_file(root: ET.Element) -> Counter[str]:
    """Every word in the text of a file, and how often it stands there."""
    parts: list[str] = []
    _collect(root, parts)
    return _words("".join(parts))


def _collect(element: ET.Element, parts: list[str]) -> None:
    apart = "" if element.tag in _INLINE else "\n"
    parts.append(apart + (element.text or ""))
    for child in element:
        _collect(child, parts)
        parts.append(child.tail or "")
    parts.append(apart)


def words_of_edition(edition: Edition) -> Counter[str]:
    """Every word that an edition holds, in its sections, blocks and furniture."""
    parts: list[str] = []
    for section in edition.sections:
        parts += [section.heading or "", section.source_note or ""]
        for paragraph in section.walk():
            parts += [paragraph.heading or "", paragraph.text]
    parts += [block.text for block in edition.blocks]
    parts += [piece.text for piece in edition.furniture]
    return _words("\n".join(parts))


def _words(text: str) -> Counter[str]:
    text = unicodedata.normalize("NFKC", _ENTITY.sub(" ", text))
    return Counter(word for word in _WORD.findall(text) if not _LABEL.fullmatch(word))


_DIVISIONS = {"PART": "part", "SUBPART": "subpart", "SUBJGRP": "subject-group"}


def divisions_of_sections(root: ET.Element) -> dict[str, tuple[str, ...]]:
    """The kinds of the parts, subparts and subject groups that each section in force stands in."""
    found: dict[str, tuple[str, ...]] = {}
    _find_divisions(root, (), found)
    return found


def _find_divisions(
    element: ET.Element, above: tuple[str, ...], found: dict[str, tuple[str, ...]]
) -> None:
    for child in element:
        if child.tag in _NOTES or child.tag in ("CONTENTS", "TOC"):
            continue
        kind = _DIVISIONS.get(child.tag)
        row = (*above, kind) if kind else above
        if child.tag == "SECTION" and child.find("SECTNO") is not None:
            found.setdefault(_SIGN.sub("", _number(child)), row)
        _find_divisions(child, row, found)
