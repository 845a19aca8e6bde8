"""Members of an enumeration that OCR has misread, known by those beside them.

"(H) and (1)" is (H) and (I); "I, I, III" is I, II, III.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.cites import LABEL_LIKE, ROMAN_LIKE, roman_value

_UPRIGHT = "lI1i|!"
_PAIR = re.compile(
    rf"(?P<before>{LABEL_LIKE})(?:,|,? and|,? or) \((?P<read>[{re.escape(_UPRIGHT)}])\)"
)
# Which upright letter comes after what.
_NEXT = {"(H)": "I", "(h)": "i", "(k)": "l"}
_LONGEST = 12  # "(H), and (I)"
_ROMANS = re.compile(
    rf"(?<![\w(|])(?P<first>{ROMAN_LIKE}), (?=(?P<read>{ROMAN_LIKE}),? (?:and |or )?"
    rf"(?P<third>{ROMAN_LIKE})(?!\w))"
)
_STROKES = str.maketrans("l1|", "III")


class Member(msgspec.Struct, frozen=True):
    """A misread member: ``text[start:end]``, in parentheses or not, should be `new`."""

    start: int
    end: int
    new: str


def misread_members(text: str, before: str, after: str) -> list[Member]:
    """The misread members of a line's enumerations, in order; the lines around it may hold others.

    In an enumeration nothing but (I) comes after (H), (i) after (h) and (l) after (k): an
    upright stroke there is that letter, whatever it was read as. Of roman numerals the second
    of three that has lost a stroke is known by the first and third.
    """
    return sorted(_letters(text, before) + _numerals(text, after), key=lambda member: member.start)


def _letters(text: str, before: str) -> list[Member]:
    lead = before[-_LONGEST:] + " "
    found: list[Member] = []
    for match in _PAIR.finditer(lead + text):
        at = match.start("read") - len(lead) - 1
        letter = _NEXT.get(match["before"])
        if at >= 0 and letter and letter != match["read"]:
            found.append(Member(at, at + 3, f"({letter})"))
    return found


def _numerals(text: str, after: str) -> list[Member]:
    found: list[Member] = []
    for match in _ROMANS.finditer(f"{text} {after[:_LONGEST]}"):
        first, second, third = (_value(match[name]) for name in ("first", "read", "third"))
        start, end = match.span("read")
        whole = match["read"].translate(_STROKES) + "I"
        if first is None or end > len(text):
            continue
        if (second, _value(whole), third) == (first, first + 1, first + 2):
            found.append(Member(start, end, whole))
    return found


def _value(numeral: str) -> int | None:
    """The value of a roman numeral whose strokes may be read as other characters."""
    return roman_value(numeral.translate(_STROKES).lower())
