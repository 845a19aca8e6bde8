"""What a text cites, each whole: provisions of the CFR, and statutes, notices and orders.

Forms from the Document Drafting Handbook (2018), 3-12 to 3-16, and The Bluebook, rules 12 and
14. A reference is taken with its sign or word and with all members of a list or range that lean
on the first: "paragraphs (b)(1)(v), (vi), and (vii)". A member with a number of its own,
"1002.14(a)(2)" in a list of sections, is a reference of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from cfrdiff.cites import SECTION_NUMBER

Cited = Literal["citation", "cross-reference"]

_LABEL = r"\([A-Za-z0-9]{1,5}\)"
_LABELS = rf"(?:{_LABEL})+"
_JOINT = r"(?:,\s*(?:and|or|and/or|to|through)?\s*|\s+(?:and|or|and/or|to|through)\s+|\s*[–-]\s*)"
_LEAN = rf"(?:{_LABELS}(?:{_JOINT}{_LABELS})*)"
_SECTION = rf"(?:{SECTION_NUMBER}(?![\w–-]))(?:{_LABELS}(?:{_JOINT}{_LABELS})*)?"
_STATUTE_SECTION = rf"\d+[a-z]{{0,3}}(?:[-–]\d+[a-z]?)*(?:{_LABELS}(?:{_JOINT}{_LABELS})*)?"
_NOTE = r"(?:\s+[Nn]otes?\b|\s+et\s+seq\.)?"

_CITATION = re.compile(
    rf"""
    \b\d+\s+(?:U\.\s?S\.\s?C\.?|USC)(?:\s*App\.)?\s+
        (?:§+\s*|chapters?\s+|ch\.\s+)?
        (?:{_STATUTE_SECTION}|(?:(?:Subtitle|Part|Subpart|Chapter)\s[A-Z0-9]+(?:,\s)?)+){_NOTE}
    | (?:\b[Ss]ec(?:tion|\.)\s+{_STATUTE_SECTION}\s+of\s+)?
        \b(?:Pub\.\s*L\.|Public\s+Law)\s+(?:No\.\s*)?\d+[-–]\d+
    | \b[Ss]ections?\s+{_STATUTE_SECTION}\s+of\s+the\s+(?:[A-Z][\w-]+\s+(?:(?:of|and|for|the)\s+)*)+
        Act(?:\s+of\s+\d{{4}})?
    | \b\d+\s+(?:Stat\.|FR|F\.R\.|Fed\.\s?Reg\.)\s+[A-Z]?\d[\d,–-]*
    | \b(?:Executive\s+Order|E\.O\.)\s+(?:No\.\s*)?\d{{4,5}}
    | \bT\.D\.\s+\d+[-–]\d+
    """,
    re.VERBOSE,
)
_CFR = re.compile(
    rf"""
    \b\d+\s+(?:CFR|C\.F\.R\.)\s+(?:[Cc]hapter\s+[IVXLC]+|(?:[Pp]arts?\s+|§+\s*)?
        (?:{_SECTION}|\d+(?:{_LABELS})?)(?:,\s+[Ss]ubpart\s+[A-Z]+)?)
    | (?:§+\s*|\b[Ss]ections?\s+){_SECTION}
    | (?:\b[Tt]his\s+)?\b[Pp]aragraphs?\s+{_LEAN}
    | \b[Ss]ection\s+[IVX]+\s+of\s+(?:the\s+)?[Aa]ppendix(?:\s+[A-Z])?(?:\s+to\s+this\s+part)?
    | \b[Tt]h(?:is|at)\s+(?:paragraph|section|part|subpart|chapter|subchapter|appendix|supplement)\b
    | \b(?:[Ss]ubparts?|[Aa]ppendix|[Ss]upplement|[Ss]ubchapter|[Cc]hapter)\s+
        (?:[A-Z]{{1,2}}|[IVXLC]+)\b(?:\s+(?:of|to)\s+[Pp]art\s+\d+)?
    | \b[Pp]arts?\s+\d+\b
    | (?<![\w.$§]){SECTION_NUMBER}{_LABELS}(?:{_JOINT}{_LABELS})*
    | (?<![\w.$§])\d{{1,2}}\.\d{{3}}(?:[-–]\d+)?(?![\w.])
    """,
    re.VERBOSE,
)
_MEMBER = re.compile(rf"{_JOINT}(?:§+\s*)?({_SECTION})")


class Citation(msgspec.Struct, frozen=True):
    """``text[start:end]`` cites a provision of the CFR (`cross-reference`) or something else."""

    kind: Cited
    start: int
    end: int


def find_citations(text: str) -> list[Citation]:
    """Everything a text cites, in order, none overlapping another."""
    found = [Citation("citation", *match.span()) for match in _CITATION.finditer(text)]
    taken = [(one.start, one.end) for one in found]
    for start, end in _provisions(text):
        if all(end <= a or b <= start for a, b in taken):
            found.append(Citation("cross-reference", start, end))
    return sorted(found, key=lambda one: one.start)


def _provisions(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _CFR.search(text, at):
        yield match.span()
        at = match.end()
        if match.group()[0] in "§Ss":
            # "§§ 2.141 and 2.142": each further number is a member of its own.
            while member := _MEMBER.match(text, at):
                yield member.span(1)
                at = member.end()
