"""Members of an enumeration that OCR has misread, told by those beside them.

"(H) and (1)" is (H) and (I); "I, I, III" is I, II, III.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.model import roman_value

_UPRIGHT = "lI1i|!"
_PAIR = re.compile(
    r"\((?P<before>[A-Za-z])\)(?:,|,? and|,? or) \((?P<read>[" + re.escape(_UPRIGHT) + r"])\)"
)
_LONGEST = 12  # "(H), and (I)"
_ROMANS = re.compile(
    r"(?<![\w(])(?P<first>[IVXl1|]{1,5}), (?=(?P<read>[IVXl1|]{1,5}),? (?:and |or )?"
    r"(?P<third>[IVXl1|]{1,5})(?!\w))"
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
    of three that has lost a stroke is told by the first and third.
    """
    return sorted(_letters(text, before) + _numerals(text, after), key=lambda member: member.start)


def _letters(text: str, before: str) -> list[Member]:
    lead = before[-_LONGEST:] + " "
    whole = lead + text
    found: list[Member] = []
    for match in _PAIR.finditer(whole):
        at = match.start("read") - len(lead)
        letter = chr(ord(match["before"]) + 1)
        if at >= 0 and letter in "Iil" and letter != match["read"]:
            found.append(Member(at - 1, at + 2, f"({letter})"))
    return [member for member in found if member.start >= 0]


def _numerals(text: str, after: str) -> list[Member]:
    found: list[Member] = []
    for match in _ROMANS.finditer(f"{text} {after[:_LONGEST]}"):
        values = [
            roman_value(match[name].translate(_STROKES).lower())
            for name in ("first", "read", "third")
        ]
        first, second, third = values
        start, end = match.span("read")
        whole = match["read"].translate(_STROKES) + "I"
        if (
            first is not None
            and second == first
            and third == first + 2
            and roman_value(whole.lower()) == first + 1
            and end <= len(text)
        ):
            found.append(Member(start, end, whole))
    return found
