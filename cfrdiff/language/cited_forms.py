"""The forms of citations, and what of each stands at an offset.

Forms from the Document Drafting Handbook (2018), 3-12 to 3-16, and The Bluebook, rules 12 and 14.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    part_of,
)
from cfrdiff.language.citation import Citation, Cited, Form


class _Opener(NamedTuple):
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
_CFR = r"\b(?P<title>\d{1,2})\s+(?:CFR|C\.F\.R\.)\s+"
_DIVISIONS = r"(?:[Ss]ubparts?|[Aa]ppendix|[Ss]upplement|[Ss]ubchapter|[Cc]hapter)"
_LETTER = rf"(?:[A-Z]{{1,2}}|{CAPITAL_NUMERAL})\b"

# At each place the forms are tried in this order. With `listed`, a list of such numbers must
# follow; without, the pattern is the whole of the citation.
_OPENERS = (
    _Opener(
        _FIGURES,
        "code",
        "citation",
        "statute",
        rf"{_US_CODE}(?:§+\s*|[Ss]ec(?:tions?|s?\.)\s+)?(?=\d)",
    ),
    _Opener(
        _FIGURES,
        "code",
        "citation",
        None,
        rf"{_US_CODE}(?:(?:[Cc]hapters?|[Cc]h\.)\s+\d+[A-Z]?"
        r"|[Aa]pp\.(?:\s\d+)?|(?:(?:Subtitle|Part|Subpart|Chapter)\s[A-Z0-9]+(?:,\s)?)+)",
    ),
    _Opener(
        "PSs",
        "law",
        "citation",
        None,
        rf"(?:\b[Ss]ec(?:tion|\.)\s+{STATUTE_NUMBER}(?:{LABELS})?\s+of\s+)?"
        r"\b(?:Pub\.\s*L\.|Public\s+Law)\s+(?:No\.\s*)?\d+[-–]\d+",
    ),
    _Opener(
        _FIGURES,
        "statutes at large",
        "citation",
        None,
        r"\b\d+\s+Stat\.?\s+\d+(?:,\d{3})*+(?:[-–]\d+)?",
    ),
    _Opener(
        _FIGURES,
        "register",
        "citation",
        None,
        r"\b\d+\s+(?:FR|F\.R\.|Fed\.\s?Reg\.)\s+[A-Z]?\d(?:[\d,–-]*\d)?",
    ),
    _Opener(
        "ET",
        "order",
        "citation",
        None,
        r"\b(?:Executive\s+Orders?|E\.?O\.?)\s+(?:Nos?\.\s*)?\d{4,5}(?:(?:,|,?\s+and)\s+\d{5})*+|\bT\.D\.\s+\d+[-–]\d+",
    ),
    _Opener(
        _FIGURES,
        "cfr chapter",
        "cross-reference",
        None,
        rf"{_CFR}[Cc]h(?:apter|\.)\s+(?:{CAPITAL_NUMERAL}|\d+)\b",
    ),
    _Opener(
        _FIGURES,
        "cfr part",
        "cross-reference",
        "parts",
        rf"{_CFR}(?:[Pp](?:arts?|ARTS?)\s+)?(?=\d)",
    ),
    _Opener(
        _FIGURES, "cfr", "cross-reference", "section", rf"{_CFR}(?:{SIGN}\s*|[Pp]arts?\s+)?(?=\d)"
    ),
    # Treasury Regulations stand in title 26 (The Bluebook, rule 14.2, table 1.2).
    _Opener(
        "T",
        "cfr",
        "cross-reference",
        "section",
        rf"\bTreas\.\s*Reg\.\s*(?:{SIGN}\s*)?(?=\d)",
        title=26,
    ),
    _Opener("§Ss", "section", "cross-reference", "section", rf"{SIGN}\s*(?=\d)"),
    _Opener(
        "§Ss", "statute", "citation", "statute", r"(?:§§?\s*|\b[Ss]ec(?:tions?|s?\.)\s+)(?=\d)"
    ),
    _Opener(
        "PpSsTt",
        "paragraph",
        "cross-reference",
        "section",
        rf"\b(?:[Tt]his\s+)?(?:[Pp]ara|[Ss]ubpara)graphs?\s+(?={LABEL})",
    ),
    _Opener("Pp", "part", "cross-reference", "parts", r"\b[Pp]arts?\s+(?=\d)"),
    _Opener(
        "AaCcSs",
        "division",
        "cross-reference",
        None,
        rf"\b[Ss]ection\s+{CAPITAL_NUMERAL}\s+of\s+(?:the\s+)?[Aa]ppendix(?:\s+[A-Z])?"
        r"(?:\s+to\s+this\s+part)?"
        rf"|\b{_DIVISIONS}\s+{_LETTER}(?:\s+(?:of|to)\s+{_DIVISIONS}\s+{_LETTER})?"
        rf"(?:\s+(?:of|to)\s+(?:this\s+part|(?:\d{{1,2}}\s+CFR\s+)?[Pp]art\s+{PART_NUMBER}))?",
    ),
    _Opener(
        "Tt",
        "here",
        "cross-reference",
        None,
        r"\b[Tt]h(?:is|at)\s+"
        r"(?:paragraph|section|part|subpart|chapter|subchapter|appendix|supplement)\b",
    ),
    _Opener(
        _FIGURES,
        "section",
        "cross-reference",
        "section",
        rf"(?<![\w.$§])(?={SECTION_NUMBER}{LABEL})",
    ),
)
_COMPILED = [(one, re.compile(one.pattern)) for one in _OPENERS]
_BY_FIRST = {
    first: tuple(pair for pair in _COMPILED if first in pair[0].begins)
    for first in sorted({first for one in _OPENERS for first in one.begins})
}
_PART_JOINT = r"(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|through|to)\s+|[–-])"
_PARTS = re.compile(
    rf"{PART_NUMBER}(?:{_PART_JOINT}(?:parts?\s+)?{PART_NUMBER}(?!\w|\(){NO_OTHER_THING})*+"
)
_PART = re.compile(PART_NUMBER)
_PART_JOINT_ALONE = re.compile(_PART_JOINT)
_CONNECTIVE = re.compile(r"\b(?:and|or|through|to)\b")
# What stands behind parts that go on a list of sections.
_ENDS_PARTS = re.compile(
    r"\s*(?:$|[,;.:)\]])|\s+(?:is|are|shall|must|may|apply|applies|require|requires|of\s+this)\b"
)
_PART_RANGE = re.compile(rf"{PART_NUMBER}(?:\s+(?:through|to)\s+){PART_NUMBER}|\d+[–-]\d+")
_THIS = r"this\s+(?:section|part|chapter|subchapter|title)\b"
# What a section or part is of. In another title's part, "§ 60.8 of 40 CFR part 60", it is of that
# title.
_OF_HERE = re.compile(
    rf"\s+of\s+(?:{_THIS}|(?:{_DIVISIONS}\s+[A-Z]{{1,2}}\s+of\s+)?"
    rf"(?:(?:part\s+{PART_NUMBER}\s+of\s+)?title\s+(?P<title>\d{{1,2}})\b"
    rf"|(?P<cfr>\d{{1,2}})\s+(?:CFR|C\.F\.R\.)(?:\s+(?:part\s+)?{PART_NUMBER})?))"
)
_OF_ANOTHER = re.compile(rf"\s+of\s+(?:{SIGN}\s*\d|{_CFR})")
_OF_ACT = re.compile(
    r"\s+of\s+the\s+(?:[A-Z][\w’'.-]*,?\s+(?:(?:of|and|for|the|in|on|to)\s+){0,3}){0,12}(?:Act|Code)\b"
    r"(?!\s+of\s+Federal)(?:\s+of\s+\d{4})?"
)
_DIVISION_BEHIND = re.compile(
    rf"(?:,?\s+{_DIVISIONS}\s+{_LETTER}(?:(?:,|,?\s+(?:and|or|through))\s+(?!A\s){_LETTER})*)+"
)
_NOTE = re.compile(r"\s+[Nn]otes?\b|\s+et\s+seq\.")


def form_at(text: str, at: int) -> Citation | None:
    """The citation that begins at an offset, of paragraphs only the list without what it is of."""
    for opener, pattern in _BY_FIRST.get(text[at : at + 1], ()):
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
        opener.kind, opener.form, match.start(), match.end(), int(named) if named else opener.title
    )
    if opener.listed is None:
        return whole
    if opener.listed == "parts":
        return _with_parts(text, whole)
    members = match_list(text, match.end(), opener.listed)
    if named:
        members = _of_one_title(text, members)
    members = _of_one_list(text, members, opener.form)
    if not members or (opener.listed == "section" and _bare(members[0], opener.form)):
        return None
    whole = msgspec.structs.replace(whole, end=members[-1].end, members=tuple(members))
    return _BEHIND.get(opener.form, _with_title)(text, whole)


def _with_note(text: str, one: Citation) -> Citation:
    """A section of the Code with "note" or "et seq."."""
    note = _NOTE.match(text, one.end)
    return msgspec.structs.replace(one, end=note.end()) if note else one


def _with_act(text: str, one: Citation) -> Citation:
    """A section of a statute with the Act it is of."""
    act = _OF_ACT.match(text, one.end)
    return msgspec.structs.replace(one, end=act.end()) if act else _with_note(text, one)


def _with_title(text: str, one: Citation) -> Citation:
    """A section with the title or part it is of; that of an Act or a code is no section here."""
    if one.title is None and (act := _OF_ACT.match(text, one.end)):
        return msgspec.structs.replace(one, kind="citation", form="statute", end=act.end())
    behind = _OF_HERE.match(text, one.end)
    if behind is None:
        return one
    return msgspec.structs.replace(one, end=behind.end(), title=_title_in(behind) or one.title)


def _title_in(behind: re.Match[str] | None) -> int | None:
    """The title that a match of `_OF_HERE` names."""
    printed = (behind["title"] or behind["cfr"]) if behind else None
    return int(printed) if printed else None


def _alone(text: str, one: Citation) -> Citation:
    """Paragraphs, what they are of being read elsewhere."""
    return msgspec.structs.replace(one, labels=one.members)


_BEHIND: dict[Form, Callable[[str, Citation], Citation]] = {
    "code": _with_note,
    "statute": _with_act,
    "paragraph": _alone,
}


def _of_one_list(text: str, members: list[Member], form: Form) -> list[Member]:
    """The members that one home can be of: sections up to a paragraph with a noun of its own or
    one of another section, paragraphs up to a section with its sign.
    """
    if form == "paragraph":
        signs = (i for i, one in enumerate(members) if i and _has_sign(text, one))
        return members[: next(signs, len(members))]
    nouns = (i for i, one in enumerate(members) if i and text[one.start] in "Pp")
    members = members[: next(nouns, len(members))]
    last_is_another = (
        len(members) > 1
        and text[members[-1].start] == "("
        and _OF_ANOTHER.match(text, members[-1].end) is not None
    )
    return members[:-1] if last_is_another else members


def _has_sign(text: str, one: Member) -> bool:
    return one.cite.section is not None and text[one.start] in "§sS"


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


def _with_parts(text: str, whole: Citation) -> Citation | None:
    match = _PARTS.match(text, whole.end)
    if match is None:
        return None
    behind = _OF_HERE.match(text, match.end()) if whole.form == "part" else None
    if whole.form == "cfr part":
        behind = _DIVISION_BEHIND.match(text, match.end())
    end = behind.end() if behind else match.end()
    title = (_title_in(behind) if whole.form == "part" else None) or whole.title
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


def parts_behind(text: str, one: Citation) -> Citation | None:
    """The parts that go on a list of another title's sections: "40 CFR 260.10, 261, and 262".

    They rise from the sections' part on, and what follows them can follow a citation: so "12 CFR
    3.4, 5 copies" has none.
    """
    joint = _PART_JOINT_ALONE.match(text, one.end)
    match = _PARTS.match(text, joint.end()) if joint else None
    if match is None or not _ENDS_PARTS.match(text, match.end()):
        return None
    if not _CONNECTIVE.search(text, one.end, match.end()):
        return None  # "40 CFR 260.10, 1998"
    numbers = [canonical(number) for number in _PART.findall(match[0])]
    rising = [part_of(one.members[-1].cite.section or ""), *numbers]
    if not all(map(str.isdecimal, rising)) or sorted(set(map(int, rising))) != [*map(int, rising)]:
        return None
    start, end = match.span()
    return Citation(
        "cross-reference", "cfr part", start, end, title=one.title, numbers=tuple(numbers)
    )
