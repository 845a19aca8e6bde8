"""When two names are those of one body.

Of offices no table says so: another office, or the same in another town, is somebody else to turn
to.
"""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.sides import Side
from cfrdiff.language.mentions import names_of, one_body, table

_ARTICLE = re.compile(r"^(?:the|The|a|an) ")
# The short name of what stands before it: "Customs and Border Protection (CBP)".
_SHORT_NAME = re.compile(r"(?P<name>.+) \([“\"]?(?P<short>[A-Z][A-Za-z]+)[”\"]?\)")
_IN_PARENTHESES = re.compile(r"\([“\"]?([A-Z][A-Za-z]+)[”\"]?\)")
# Of so few letters that the words are near, and not so few that they may be a symbol.
_INITIALS = re.compile(r"\([“\"]?([A-Z]{2,6})[”\"]?\)")
_WORD = re.compile(r"[A-Za-z]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIGURE_BEFORE = re.compile(r"\d\s*$")


def is_one_agency(one: Difference) -> bool:
    """Whether both sides are names of one agency, or of one and its successor, by the table; or a
    short name in parentheses came or went behind its full name.
    """
    sides = (one.old, one.new)
    if any(_FIGURE_BEFORE.search(side.text[: side.start][-8:]) for side in sides):
        return False  # "5 VA" is a measure
    if "" in one.written:
        return _is_short_name(one.old if one.written[0] else one.new)
    possessive = {bool(_POSSESSIVE.search(written)) for written in one.written}
    if len(possessive) > 1:
        return False
    names = [_bare(written) for written in one.written]
    return None not in names and one_body(str(names[0]), str(names[1]))


def is_initials_of_words(one: Difference) -> bool:
    """Whether initials in parentheses came or went behind the very words they stand for: "fiscal
    year (FY)".
    """
    before, after = one.written
    match = _INITIALS.fullmatch(before or after)
    if (before and after) or match is None:
        return False
    side = one.old if before else one.new
    words = [
        word
        for word in _WORD.findall(side.text[: side.start])
        if word.lower() not in table().fillers
    ]
    named = words[-len(match[1]) :]
    return "".join(word[0].upper() for word in named) == match[1]


def _is_short_name(side: Side) -> bool:
    """Whether a side is the short name in parentheses of the agency whose name stands before it."""
    match = _IN_PARENTHESES.fullmatch(side.written.strip())
    before = side.text[: side.start].rstrip()
    return match is not None and any(before.endswith(name) for name in names_of(match[1]))


def _bare(written: str) -> str | None:
    """A name without article, possessive and the short name behind it; None where that is
    another's.
    """
    name = _ARTICLE.sub("", _POSSESSIVE.sub("", written))
    match = _SHORT_NAME.fullmatch(name)
    if match is None:
        return name
    return match["name"] if one_body(match["name"], match["short"]) else None
