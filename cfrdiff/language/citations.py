r"""What a text cites: provisions of the CFR, and statutes, notices and orders.

Forms from the Document Drafting Handbook (2018), 3-12 to 3-16, and The Bluebook, rules 12 and 14.
A citation is taken with its sign or word and with all members of a list or range that lean on the
first: "paragraphs (b)(1)(v), (vi), and (vii) of this section".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

from cfrdiff.cites import (
    CAPITAL_NUMERAL,
    LABEL,
    LABELS,
    NO_OTHER_THING,
    PART_NUMBER,
    SECTION_NUMBER,
    SIGN,
    STATUTE_NUMBER,
    Member,
    Numbers,
    canonical,
    match_list,
)

Cited = Literal["citation", "cross-reference"]
Form = Literal[
    "code",
    "law",
    "statutes at large",
    "register",
    "order",
    "cfr",
    "cfr part",
    "cfr chapter",
    "section",
    "paragraph",
    "statute",
    "part",
    "division",
    "here",
]


class Citation(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` cites a provision of the CFR (`cross-reference`) or something else.

    `members` are the sections and paragraphs of a list, with their places in the text; a
    paragraph's section is that of "of § 163.12" behind the list, None for the section at hand.
    `title` is the title of the CFR or the U.S. Code where it is printed. `numbers` are the parts
    of "parts 270, 264, and 265", `through` whether they are a range.
    """

    kind: Cited
    form: Form
    start: int
    end: int
    title: int | None = None
    members: tuple[Member, ...] = ()
    numbers: tuple[str, ...] = ()
    through: bool = False


class _Opener(NamedTuple):
    """How a form begins, and what list must stand behind the words that open it, if any."""

    form: Form
    kind: Cited
    listed: Numbers | Literal["parts"] | None
    pattern: str


_US_CODE = r"\b(?P<title>\d{1,2})\s+(?:U\.\s?S\.\s?C\.?|USC)(?:\s*[Aa]pp\.)?\s+"
_CFR = r"\b(?P<title>\d{1,2})\s+(?:CFR|C\.F\.R\.)\s+"
_DIVISIONS = r"(?:[Ss]ubparts?|[Aa]ppendix|[Ss]upplement|[Ss]ubchapter|[Cc]hapter)"

# At each place the forms are tried in this order. With `listed`, a list of such numbers must
# follow; without, the pattern is the whole of the citation.
_OPENERS = (
    _Opener("code", "citation", "statute", rf"{_US_CODE}(?:§+\s*|[Ss]ec(?:tions?|s?\.)\s+)?(?=\d)"),
    _Opener(
        "code",
        "citation",
        None,
        rf"{_US_CODE}(?:(?:[Cc]hapters?|[Cc]h\.)\s+\d+[A-Z]?"
        r"|[Aa]pp\.(?:\s\d+)?|(?:(?:Subtitle|Part|Subpart|Chapter)\s[A-Z0-9]+(?:,\s)?)+)",
    ),
    _Opener(
        "law",
        "citation",
        None,
        rf"(?:\b[Ss]ec(?:tion|\.)\s+{STATUTE_NUMBER}(?:{LABELS})?\s+of\s+)?"
        r"\b(?:Pub\.\s*L\.|Public\s+Law)\s+(?:No\.\s*)?\d+[-–]\d+",
    ),
    _Opener(
        "statutes at large", "citation", None, r"\b\d+\s+Stat\.?\s+\d+(?:,\d{3})*+(?:[-–]\d+)?"
    ),
    _Opener(
        "register",
        "citation",
        None,
        r"\b\d+\s+(?:FR|F\.R\.|Fed\.\s?Reg\.)\s+[A-Z]?\d(?:[\d,–-]*\d)?",
    ),
    _Opener(
        "order",
        "citation",
        None,
        r"\b(?:Executive\s+Orders?|E\.?O\.?)\s+(?:Nos?\.\s*)?\d{4,5}(?:(?:,|,?\s+and)\s+\d{5})*+|\bT\.D\.\s+\d+[-–]\d+",
    ),
    _Opener(
        "cfr chapter",
        "cross-reference",
        None,
        rf"{_CFR}[Cc]h(?:apter|\.)\s+(?:{CAPITAL_NUMERAL}|\d+)\b",
    ),
    _Opener("cfr part", "cross-reference", "parts", rf"{_CFR}(?:[Pp](?:arts?|ARTS?)\s+)?(?=\d)"),
    _Opener("cfr", "cross-reference", "section", rf"{_CFR}(?:{SIGN}\s*|[Pp]arts?\s+)?(?=\d)"),
    _Opener("section", "cross-reference", "section", rf"{SIGN}\s*(?=\d)"),
    _Opener("statute", "citation", "statute", r"(?:§§?\s*|\b[Ss]ec(?:tions?|s?\.)\s+)(?=\d)"),
    _Opener(
        "paragraph",
        "cross-reference",
        "section",
        rf"\b(?:[Tt]his\s+)?(?:[Pp]ara|[Ss]ubpara)graphs?\s+(?={LABEL})",
    ),
    _Opener("part", "cross-reference", "parts", r"\b[Pp]arts?\s+(?=\d)"),
    _Opener(
        "division",
        "cross-reference",
        None,
        rf"\b[Ss]ection\s+{CAPITAL_NUMERAL}\s+of\s+(?:the\s+)?[Aa]ppendix(?:\s+[A-Z])?"
        r"(?:\s+to\s+this\s+part)?"
        rf"|\b{_DIVISIONS}\s+(?:[A-Z]{{1,2}}|{CAPITAL_NUMERAL})\b"
        r"(?:\s+(?:of|to)\s+(?:this\s+part|[Pp]art\s+\d+))?",
    ),
    _Opener(
        "here",
        "cross-reference",
        None,
        r"\b[Tt]h(?:is|at)\s+"
        r"(?:paragraph|section|part|subpart|chapter|subchapter|appendix|supplement)\b",
    ),
    _Opener(
        "section",
        "cross-reference",
        "section",
        rf"(?<![\w.$§])(?={SECTION_NUMBER}{LABEL})",
    ),
)
_COMPILED = tuple((one, re.compile(one.pattern)) for one in _OPENERS)
# Where one may begin: what all of them begin with, so that a text is scanned once.
_MAY_OPEN = re.compile(
    r"§|(?<!\w)(?:\d|[Ss]ec(?:tion|s?\.)|[Pp]ar(?:agraph|t)|[Ss]u(?:b|pp)|[Aa]ppendix|[Cc]hapter"
    r"|[Tt]h(?:is|at)\s|Pub|Exec|E\.?O|T\.D)"
)
_PART_JOINT = r"(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|through|to)\s+|[–-])"
_PARTS = re.compile(
    rf"{PART_NUMBER}(?:{_PART_JOINT}(?:parts?\s+)?{PART_NUMBER}(?!\w|\(){NO_OTHER_THING})*+"
)
_PART = re.compile(PART_NUMBER)
_PART_RANGE = re.compile(rf"{PART_NUMBER}(?:\s+(?:through|to)\s+){PART_NUMBER}|\d+[–-]\d+")
_OF_HERE = re.compile(
    r"\s+of\s+(?:this\s+(?:section|part|chapter|subchapter|title)\b"
    rf"|title\s+(?P<title>\d{{1,2}})\b|{SIGN}\s*(?P<home>{SECTION_NUMBER}))"
)
_HERE_BEHIND = re.compile(r"\s+(?:of|to)\s+this\s+(?:section|part|chapter|subchapter|title)\b")
_OF_ACT = re.compile(
    r"\s+of\s+the\s+(?:[A-Z][\w’'.-]*,?\s+(?:(?:of|and|for|the|in|on|to)\s+){0,3}){0,12}(?:Act|Code)\b"
    r"(?:\s+of\s+\d{4})?"
)
_NOTE = re.compile(r"\s+[Nn]otes?\b|\s+et\s+seq\.")


def find_citations(text: str) -> list[Citation]:
    """Everything a text cites, in order, none overlapping another."""
    found: list[Citation] = []
    at = 0
    while match := _MAY_OPEN.search(text, at):
        citation = _citation(text, match.start())
        if citation is None:
            at = match.end()
        else:
            found.append(citation)
            at = citation.end
    return found


def numbered_pieces(text: str, one: Citation) -> list[tuple[int, int]]:
    """A citation cut before each later member that has a number of its own: "§§ 2.141" and
    "2.142", but "paragraphs (b)(1), (2), and (3)" in one. Spans in the text, without the "of this
    section" behind them.
    """
    cuts = [m.start for m in one.members[1:] if text[m.start] != "("]
    ends = [next(m.end for m in reversed(one.members) if m.start < cut) for cut in cuts]
    here = _HERE_BEHIND.search(text, one.start, one.end)
    end = here.start() if here and here.end() == one.end else one.end
    return list(zip([one.start, *cuts], [*ends, end], strict=True))


def _citation(text: str, at: int) -> Citation | None:
    for opener, pattern in _COMPILED:
        match = pattern.match(text, at)
        if match is None:
            continue
        citation = _read(text, opener, match)
        if citation is not None:
            return citation
    return None


def _read(text: str, opener: _Opener, match: re.Match[str]) -> Citation | None:
    """The citation that an opener begins, None where what must follow does not."""
    named = match.groupdict().get("title")
    whole = Citation(
        opener.kind, opener.form, match.start(), match.end(), int(named) if named else None
    )
    if opener.listed is None:
        return whole
    if opener.listed == "parts":
        return _with_parts(text, whole)
    members = match_list(text, match.end(), opener.listed)
    if named:
        members = _of_one_title(text, members)
    if not members or (opener.listed == "section" and _bare(members[0], opener.form)):
        return None
    end = members[-1].end
    behind = (_OF_ACT if opener.form == "statute" else _OF_HERE).match(text, end)
    if opener.form in ("code", "statute"):
        note = _NOTE.match(text, end)
        end = note.end() if note else end
    elif behind and behind["home"]:
        home = canonical(behind["home"])
        members = [_at_home(member, home) for member in members]
    elif behind and behind["title"]:
        whole = msgspec.structs.replace(whole, title=int(behind["title"]))
    if behind:
        end = behind.end()
    return msgspec.structs.replace(whole, end=end, members=tuple(members))


def _of_one_title(text: str, members: list[Member]) -> list[Member]:
    """The members up to one with a sign or noun of its own, which is of another title or law:
    "19 U.S.C. 1508, or section 484 of the Tariff Act".
    """
    ends = (i for i, one in enumerate(members) if i and not text[one.start].isdigit())
    plain = next((i for i in ends if text[members[i].start] not in "(."), len(members))
    return members[:plain]


def _bare(member: Member, form: Form) -> bool:
    """Whether a list of sections begins with labels alone, which only paragraphs do."""
    return member.cite.section is None and form != "paragraph"


def _at_home(member: Member, section: str) -> Member:
    if member.cite.section is not None:
        return member
    cite = msgspec.structs.replace(member.cite, section=section)
    return msgspec.structs.replace(member, cite=cite)


def _with_parts(text: str, whole: Citation) -> Citation | None:
    match = _PARTS.match(text, whole.end)
    if match is None:
        return None
    behind = _OF_HERE.match(text, match.end()) if whole.form == "part" else None
    end = behind.end() if behind and not behind["home"] else match.end()
    title = int(behind["title"]) if behind and behind["title"] else whole.title
    numbers = [canonical(one) for one in _PART.findall(match[0])]
    plural = re.search(r"parts\s+$|PARTS\s+$", text[whole.start : whole.end]) is not None
    if len(numbers) == 1 and (plural or title is not None) and title != 41:
        numbers = _ends_of_range(numbers[0]) or numbers
    through = len(numbers) == 2 and _PART_RANGE.fullmatch(match[0]) is not None
    return msgspec.structs.replace(
        whole, end=end, title=title, numbers=tuple(numbers), through=through
    )


def _ends_of_range(number: str) -> list[str] | None:
    """The two parts of "1500-1508". Only title 41 has hyphens in the numbers of its parts."""
    ends = number.split("-")
    rises = len(ends) == 2 and all(map(str.isdecimal, ends)) and int(ends[0]) < int(ends[1])
    return ends if rises else None
