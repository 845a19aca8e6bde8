"""A rule in XML as the texts that it is given out as: govinfo's, and what is copied from a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from xml.etree import ElementTree

_TAKEN = ("AMDPAR", "P", "FP", "STARS", "HD", "AUTH", "SECTION", "SUBPART", "PRTPAGE")


def as_gpo_text(data: bytes) -> str:
    """As govinfo's "Text" has it: wrapped at 72, set in by four, ``Sec.`` and ``--`` and ``0``."""
    lines = ["[Federal Register Volume 95, Number 41 (Friday, March 1, 2030)]",
             "[Rules and Regulations]", "[Pages 101-199]", ""]  # fmt: skip
    for kind, words in pieces(ElementTree.fromstring(data)):
        said = words.replace("§", "Sec. ").replace("—", "--").replace("“", "``").replace("”", "''")
        if kind == "AMDPAR":
            lines += ["0", *textwrap.wrap(said, 71, break_on_hyphens=False)]
        elif kind == "STARS":
            lines += ["", "* * * * *", ""]
        elif kind == "P":
            lines += textwrap.wrap(f"    {said}", 71, break_on_hyphens=False)
        else:
            lines += ["", *textwrap.wrap(said, 71, break_on_hyphens=False), ""]
    return "\n".join(lines)


def as_site_text(data: bytes) -> str:
    """As a page of federalregister.gov copies: a paragraph a line, a square before instructions."""
    lines = []
    for kind, words in pieces(ElementTree.fromstring(data)):
        lines += ["", f"■ {words}" if kind == "AMDPAR" else words]
    return "\n".join(lines)


def pieces(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What is printed, and what it is."""
    for one in element:
        if one.tag in ("AMDPAR", "P", "FP"):
            yield "AMDPAR" if one.tag == "AMDPAR" else "P", _words(one)
        elif one.tag == "STARS":
            yield "STARS", "* * * * *"
        elif one.tag == "REGTEXT":
            yield "HD", f"PART {one.get('PART')}—RECORDS"
            yield from pieces(one)
        elif one.tag == "AUTH":
            yield "P", f"Authority: {_words(one.find('P'))}"
        elif one.tag == "SECTION":
            yield "HD", " ".join(f"{one.findtext('SECTNO')} {one.findtext('SUBJECT')}".split())
            yield from pieces(one)
        elif one.tag == "EFFDATE":
            yield "P", f"DATES: {' '.join(_words(inner) for inner in one.iter('P'))}"
        elif one.tag == "ACT":
            yield "P", f"ACTION: {' '.join(_words(inner) for inner in one.iter('P'))}"
        elif one.tag in ("CFR", "FRDOC", "HD"):
            yield "HD", _words(one)
        elif len(one):
            yield from pieces(one)


def _words(element: ElementTree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())
