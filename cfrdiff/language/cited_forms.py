"""What of each form of citation stands at an offset."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from cfrdiff import late
from cfrdiff.cites import (
    NO_OTHER_THING,
    PART_NUMBER,
    SIGN,
    Member,
    canonical,
    match_list,
    part_of,
)
from cfrdiff.language.citation import Citation, Form
from cfrdiff.language.cited_openers import BY_FIRST, CFR, DIVISIONS, LETTER, Opener

_PART_JOINT = r"(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|through|to)\s+|[–-])"
_PARTS = late.compile(
    rf"{PART_NUMBER}(?:{_PART_JOINT}(?:parts?\s+)?{PART_NUMBER}(?!\w|\(){NO_OTHER_THING})*+"
)
_PART = late.compile(PART_NUMBER)
_PART_JOINT_ALONE = late.compile(_PART_JOINT)
_CONNECTIVE = late.compile(r"\b(?:and|or|through|to)\b")
# What stands behind parts that go on a list of sections.
_ENDS_PARTS = late.compile(
    r"\s*(?:$|[,;.:)\]])|\s+(?:is|are|shall|must|may|apply|applies|require|requires|of\s+this)\b"
)
_PART_RANGE = late.compile(rf"{PART_NUMBER}(?:\s+(?:through|to)\s+){PART_NUMBER}|\d+[–-]\d+")
_THIS = r"this\s+(?:section|part|chapter|subchapter|title)\b"
_OF_THE_CODE = r"(?:(?:,|\s+of)\s+(?:the\s+)?Code\s+of\s+Federal\s+Regulations\b)?"
# What a section or part is of. In another title's part, "§ 60.8 of 40 CFR part 60", it is of that
# title.
_OF_HERE = late.compile(
    rf"\s+of\s+(?:{_THIS}|(?:{DIVISIONS}\s+[A-Z]{{1,2}}\s+of\s+)?"
    rf"(?:(?:part\s+{PART_NUMBER}\s+of\s+)?title\s+(?P<title>\d{{1,2}})\b{_OF_THE_CODE}"
    rf"|(?P<cfr>\d{{1,2}})\s+(?:CFR|C\.F\.R\.)(?:\s+(?:part\s+)?{PART_NUMBER})?))"
)
_OF_ANOTHER = late.compile(rf"\s+of\s+(?:{SIGN}\s*\d|{CFR})")
_OF_ACT = late.compile(
    r"\s+of\s+the\s+(?:[A-Z][\w’'.-]*,?\s+(?:(?:of|and|for|the|in|on|to)\s+){0,3}){0,12}(?:Act|Code)\b"
    r"(?!\s+of\s+Federal)(?:\s+of\s+\d{4})?"
)
_DIVISION_BEHIND = late.compile(
    rf"(?:,?\s+{DIVISIONS}\s+{LETTER}(?:(?:,|,?\s+(?:and|or|through))\s+(?!A\s){LETTER})*)+"
)
_IN_APPENDIX = late.compile(r"\b[Aa]pp\.")
_NOTE = late.compile(r"\s+[Nn]otes?\b|\s+et\s+seq\.")


def form_at(text: str, at: int) -> Citation | None:
    """The citation that begins at an offset, of paragraphs only the list without what it is of."""
    for opener, pattern in BY_FIRST.get(text[at : at + 1], ()):
        match = pattern.match(text, at)
        if match is None:
            continue
        citation = _read(text, opener, match)
        if citation is not None:
            return citation
    return None


def _read(text: str, opener: Opener, match: re.Match[str]) -> Citation | None:
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
    """A section of the Code, with "note" or "et seq." behind it or "app." before it."""
    note = _NOTE.match(text, one.end)
    appendix = _IN_APPENDIX.search(text, one.start, one.members[0].start)
    law = " ".join(_words(found) for found in (appendix, note) if found)
    return msgspec.structs.replace(one, end=note.end() if note else one.end, law=law or None)


def _with_act(text: str, one: Citation) -> Citation:
    """A section of a statute with the Act it is of."""
    act = _OF_ACT.match(text, one.end)
    return _of_law(one, act) if act else _with_note(text, one)


def _of_law(one: Citation, act: re.Match[str]) -> Citation:
    return msgspec.structs.replace(one, end=act.end(), law=_words(act).removeprefix("of "))


def _words(match: re.Match[str]) -> str:
    """What a match holds, each of its words behind one space."""
    return " ".join(match[0].split())


def _with_title(text: str, one: Citation) -> Citation:
    """A section with the title or part it is of; that of an Act or a code is no section here."""
    if one.title is None and (act := _OF_ACT.match(text, one.end)):
        return msgspec.structs.replace(_of_law(one, act), kind="citation", form="statute")
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
