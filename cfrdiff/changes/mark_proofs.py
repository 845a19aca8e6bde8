"""When a mark that came, went or gave way means nothing."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.sides import Side
from cfrdiff.language.dates import month_pattern

# A list of single words, or of such with one article, up to its last comma, behind at least two
# words of its sentence; what opens a sentence and ends in a comma is no member of it.
_LISTED = re.compile(
    r"(?<!\w)\w+ \w+ (?P<lead>(?:the|a|an|any|each) )?[a-z’'-]+, (?P=lead)[a-z’'-]+$"
)
_LISTED_BARE = re.compile(r"(?<!\w)\w+ \w+ [a-z’'-]+, [a-z’'-]+$")
_LAST_ITEM = re.compile(
    r" (?:and|or) (?P<lead>(?:the|a|an|any|each) )?[a-z’'-]+\b"
    r"(?! (?:and|or|who|which|that|whose)\b)"
)
_QUOTED_MARKS = tuple(
    frozenset((mark + quote, quote + mark)) for mark in ",." for quote in ("”", '"', "’")
)
_END_MARKS = frozenset((";", ".", ",", ":", "—", "--", ""))


def _lone_comma(one: Difference) -> Side | None:
    """The side that has a comma where the other has nothing."""
    before, after = one.written
    if {before, after} != {",", ""}:
        return None
    return one.old if before else one.new


def is_serial_comma(one: Difference) -> bool:
    """Whether it is the comma before the last "and" or "or" of a list of single words, all without
    an article or all with the same.
    """
    side = _lone_comma(one)
    last = _LAST_ITEM.match(side.text, side.end) if side else None
    if side is None or last is None:
        return False
    before = side.text[: side.start]
    if last["lead"] is None:
        return _LISTED_BARE.search(before) is not None
    match = _LISTED.search(before)
    return match is not None and match["lead"] == last["lead"]


_DATE_BEFORE = re.compile(rf"{month_pattern()} \d\d?, \d{{4}}$")
# What goes on behind the year, but no clause or member of a list, which the comma may part from it.
_GOES_ON = re.compile(
    r" (?!(?:who|which|that|whose|when|where|if|unless|except|but|and|or|only|through|to)\b)[a-z]"
)


def is_comma_behind_date(one: Difference) -> bool:
    """Whether it is the comma behind the year of a full date, where the sentence goes on: "The act
    of June 2, 2014, governs".
    """
    side = _lone_comma(one)
    return (
        side is not None
        and _DATE_BEFORE.search(side.text[: side.start]) is not None
        and _GOES_ON.match(side.text, side.end) is not None
    )


def is_mark_at_quote(one: Difference) -> bool:
    """Whether a stop or comma stands on the other side of a closing quote: in one edit, or as the
    mark that came or the one that went.
    """
    old, new = one.old, one.new
    around = (
        one.written,
        (old.text[old.start : old.start + 2], new.text[new.start : new.start + 2]),
        (old.text[old.start - 1 : old.start + 1], new.text[new.start - 2 : new.start]),
        (old.text[old.start - 2 : old.start], new.text[new.start - 1 : new.start + 1]),
    )
    return all(side in (*",.", "") or len(side) == 2 for side in one.written) and any(
        frozenset(pair) in _QUOTED_MARKS for pair in around
    )


def is_end_mark(one: Difference) -> bool:
    """Whether the mark at the end of the text is another one, as where a list goes on or ends; a
    mark that is all there is ("—" in a cell) is no end.
    """
    if not any(sign.isalnum() for sign in one.old.text[: one.old.start]):
        return False
    return all(side.text[side.start :].strip() in _END_MARKS for side in (one.old, one.new))


_BEFORE_SPACE, _BEHIND_SPACE = re.compile(r"\w[:;,]$"), re.compile(r"[A-Za-z]")
_QUOTES = frozenset('“”"')
_ADDRESS = re.compile(r"https?://|www\.")


def is_space_behind_mark(one: Difference) -> bool:
    """Whether the space between a colon, semicolon or comma and a word came or went."""
    if any(one.written):
        return False
    return all(
        _BEFORE_SPACE.search(side.text[: side.start].rstrip()) is not None
        and _BEHIND_SPACE.match(side.text[side.end :].lstrip()) is not None
        for side in (one.old, one.new)
    )


def is_same_address(one: Difference) -> bool:
    """Whether an address of the web lost or got spaces, which none has: inside, or before it."""
    parts = [_ADDRESS.split(written, maxsplit=1) for written in one.written]
    if any(len(pair) != 2 for pair in parts):
        return False
    (before, address), (other_before, other) = parts
    return before.rstrip() == other_before.rstrip() and _bare(address) == _bare(other)


def is_quote_at_address(one: Difference) -> bool:
    """Whether it is a quote before or behind an address of the web, which ends where it ends."""
    before, after = one.written
    if bool(before) == bool(after) or (before or after) not in _QUOTES:
        return False
    side = one.old if before else one.new
    behind = side.text[side.end :]
    return _ADDRESS.match(behind) is not None or (
        _ADDRESS.match(side.text[: side.start].split(" ")[-1].lstrip('“"(')) is not None
        and not behind[:1].isalnum()
    )


def _bare(text: str) -> str:
    return "".join(text.split())
