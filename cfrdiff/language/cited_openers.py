"""How each form of citation begins.

Forms from the Document Drafting Handbook (2018), 3-12 to 3-16, and The Bluebook, rules 12 and 14.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from cfrdiff import late
from cfrdiff.cites import (
    CAPITAL_NUMERAL,
    LABEL,
    LABELS,
    PART_NUMBER,
    SECTION_NUMBER,
    SIGN,
    STATUTE_NUMBER,
    Numbers,
)
from cfrdiff.language.citation import Cited, Form


class Opener(NamedTuple):
    """How a form begins, and what list must stand behind the words that open it, if any.

    `begins` are the characters one of which comes first.
    """

    begins: str
    form: Form
    kind: Cited
    listed: Numbers | Literal["parts"] | None
    pattern: str
    title: int | None = None


_FIGURES = "0123456789"
_US_CODE = r"\b(?P<title>\d{1,2})\s+(?:U\.\s?S\.\s?C\.?|USC)(?:\s*[Aa]pp\.)?\s+"
CFR = r"\b(?P<title>\d{1,2})\s+(?:CFR|C\.F\.R\.)\s+"
DIVISIONS = r"(?:[Ss]ubparts?|[Aa]ppendix|[Ss]upplement|[Ss]ubchapter|[Cc]hapter)"
LETTER = rf"(?:[A-Z]{{1,2}}|{CAPITAL_NUMERAL})\b"

# At each place the forms are tried in this order. With `listed`, a list of such numbers must
# follow; without, the pattern is the whole of the citation.
_OPENERS = (
    Opener(
        _FIGURES,
        "code",
        "citation",
        "statute",
        rf"{_US_CODE}(?:§+\s*|[Ss]ec(?:tions?|s?\.)\s+)?(?=\d)",
    ),
    Opener(
        _FIGURES,
        "code",
        "citation",
        None,
        rf"{_US_CODE}(?:(?:[Cc]hapters?|[Cc]h\.)\s+\d+[A-Z]?"
        r"|[Aa]pp\.(?:\s\d+)?|(?:(?:Subtitle|Part|Subpart|Chapter)\s[A-Z0-9]+(?:,\s)?)+(?:\s?[Nn]ote\b)?)",
    ),
    Opener(
        "PSs",
        "law",
        "citation",
        None,
        rf"(?:\b[Ss]ec(?:tion|\.)\s+{STATUTE_NUMBER}(?:{LABELS})?\s+of\s+)?"
        r"\b(?:Pub\.\s*L\.|Public\s+Law)\s+(?:No\.\s*)?\d+[-–]\d+",
    ),
    Opener(
        _FIGURES,
        "statutes at large",
        "citation",
        None,
        r"\b\d+\s+Stat\.?\s+\d+(?:,\d{3})*+(?:[-–]\d+)?",
    ),
    Opener(
        _FIGURES,
        "register",
        "citation",
        None,
        r"\b\d+\s+(?:FR|F\.R\.|Fed\.\s?Reg\.)\s+[A-Z]?\d(?:[\d,–-]*\d)?",
    ),
    Opener(
        "ET",
        "order",
        "citation",
        None,
        r"\b(?:Executive\s+Orders?|E\.?O\.?)\s+(?:Nos?\.\s*)?\d{4,5}(?:(?:,|,?\s+and)\s+\d{5})*+|\bT\.D\.\s+\d+[-–]\d+",
    ),
    Opener(
        _FIGURES,
        "cfr chapter",
        "cross-reference",
        None,
        rf"{CFR}[Cc]h(?:apter|\.)\s+(?:{CAPITAL_NUMERAL}|\d+)\b",
    ),
    Opener(
        _FIGURES,
        "cfr part",
        "cross-reference",
        "parts",
        rf"{CFR}(?:[Pp](?:arts?|ARTS?)\s+)?(?=\d)",
    ),
    Opener(
        _FIGURES, "cfr", "cross-reference", "section", rf"{CFR}(?:{SIGN}\s*|[Pp]arts?\s+)?(?=\d)"
    ),
    # Treasury Regulations stand in title 26 (The Bluebook, rule 14.2, table 1.2).
    Opener(
        "T",
        "cfr",
        "cross-reference",
        "section",
        rf"\bTreas\.\s*Reg\.\s*(?:{SIGN}\s*)?(?=\d)",
        title=26,
    ),
    Opener("§Ss", "section", "cross-reference", "section", rf"{SIGN}\s*(?=\d)"),
    Opener("§Ss", "statute", "citation", "statute", r"(?:§§?\s*|\b[Ss]ec(?:tions?|s?\.)\s+)(?=\d)"),
    Opener(
        "PpSsTt",
        "paragraph",
        "cross-reference",
        "section",
        rf"\b(?:[Tt]his\s+)?(?:[Pp]ara|[Ss]ubpara)graphs?\s+(?={LABEL})",
    ),
    Opener("Pp", "part", "cross-reference", "parts", r"\b[Pp]arts?\s+(?=\d)"),
    Opener(
        "AaCcSs",
        "division",
        "cross-reference",
        None,
        rf"\b[Ss]ection\s+{CAPITAL_NUMERAL}\s+of\s+(?:the\s+)?[Aa]ppendix(?:\s+[A-Z])?"
        r"(?:\s+to\s+this\s+part)?"
        rf"|\b{DIVISIONS}\s+{LETTER}(?:\s+(?:of|to)\s+{DIVISIONS}\s+{LETTER})?"
        rf"(?:\s+(?:of|to)\s+(?:this\s+part|(?:\d{{1,2}}\s+CFR\s+)?[Pp]art\s+{PART_NUMBER}))?",
    ),
    Opener(
        "Tt",
        "here",
        "cross-reference",
        None,
        r"\b[Tt]h(?:is|at)\s+"
        r"(?:paragraph|section|part|subpart|chapter|subchapter|appendix|supplement)\b",
    ),
    Opener(
        _FIGURES,
        "section",
        "cross-reference",
        "section",
        rf"(?<![\w.$§])(?={SECTION_NUMBER}{LABEL})",
    ),
)
_COMPILED = [(one, late.compile(one.pattern)) for one in _OPENERS]
BY_FIRST = {
    first: tuple(pair for pair in _COMPILED if first in pair[0].begins)
    for first in sorted({first for one in _OPENERS for first in one.begins})
}
