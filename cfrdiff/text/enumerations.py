"""Labels that OCR has misread inside an enumeration, told by the label before: "(H) and (1)"."""

from __future__ import annotations

import re

import msgspec

_UPRIGHT = "lI1i|!"
_PAIR = re.compile(
    r"\((?P<before>[A-Za-z])\)(?:,|,? and|,? or) \((?P<read>[" + re.escape(_UPRIGHT) + r"])\)"
)
_LONGEST = 12  # "(H), and (I)"


class Member(msgspec.Struct, frozen=True):
    """A misread label: ``text[at]`` should be `letter`."""

    at: int
    letter: str


def misread_members(text: str, before: str) -> list[Member]:
    """The misread labels of a line; `before` is the line before it.

    In an enumeration nothing but (I) comes after (H), (i) after (h) and (l) after (k): an
    upright stroke there is that letter, whatever it was read as.
    """
    lead = before[-_LONGEST:] + " "
    whole = lead + text
    found: list[Member] = []
    for match in _PAIR.finditer(whole):
        at = match.start("read") - len(lead)
        letter = chr(ord(match["before"]) + 1)
        if at >= 0 and letter in "Iil" and letter != match["read"]:
            found.append(Member(at, letter))
    return found
