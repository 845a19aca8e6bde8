"""Deadlines, amounts and offices in a paragraph, from what is named in it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, cast, get_args

from cfrdiff.changes.mentions import Mention
from cfrdiff.language.numbers import Number
from cfrdiff.language.quantity import Quantity
from cfrdiff.provisions.language import Parsed, language, word_set
from cfrdiff.provisions.model import Deadline, Office, Unit, Words

_UNITS = frozenset(get_args(Unit))
# How many of a unit that has a name here make one that has none, and how many make one that is not
# whole: "half an hour" is 30 minutes. A day is no 24 hours, nor a month so many days.
_IN_SMALLER: dict[str, tuple[int, Unit]] = {
    "century": (100, "year"), "decade": (10, "year"), "year": (12, "month"),
    "quarter": (3, "month"), "fortnight": (2, "week"), "hour": (60, "minute"),
    "quarter hour": (15, "minute"), "minute": (60, "second"),
}  # fmt: skip
_BUSINESS = frozenset(("business", "working", "banking"))


def deadlines(parsed: Parsed) -> list[Deadline]:
    """Every length of time in order, with the days counted and what it is counted from.

    Ages ("62 years old", "18 years of age") are none.
    """
    found = [
        _deadline(parsed, mention, mention.quantity)
        for mention in parsed.mentions
        if mention.quantity is not None
        and mention.quantity.kind == "duration"
        and not _is_age(parsed.text, mention.quantity)
    ]
    lengths: list[Deadline] = []
    for one in sorted(found + _open(parsed), key=lambda one: one.start):
        if not lengths or lengths[-1].end <= one.start:
            lengths.append(one)
    return lengths


def amounts(parsed: Parsed) -> list[Words]:
    """Sums of money and percentages."""
    return [
        Words(parsed.text[m.start : m.end], m.start, m.end)
        for m in parsed.mentions
        if m.label == "amount"
    ]


def offices(parsed: Parsed) -> list[Office]:
    """Offices named, in order. One with an address is named as the letter would be addressed:
    "Director, Regulatory Audit Division, U.S. Customs Service".
    """
    found = []
    for place in parsed.mentions:
        if place.label == "address":
            first = _addressee(parsed, place.first)
            if first < place.first:
                name = parsed.words(first, place.first).rstrip(" ,")
                address = parsed.text[place.start : place.end]
                found.append(Office(name, address, parsed.tokens[first].start, place.end))
    for office in parsed.mentions:
        covered = any(one.start <= office.start < one.end for one in found)
        if office.label == "office" and not covered:
            name = parsed.text[office.start : office.end]
            found.append(Office(name, None, office.start, office.end))
    return sorted(found, key=lambda one: one.start)


def _addressee(parsed: Parsed, address: int) -> int:
    """The first token of the names before an address: capitals, commas, "of" and "and"."""
    at = address
    while at > 0:
        word = parsed.tokens[at - 1].text
        joins = word in {",", "of", "and", "&"} and parsed.tokens[at].text not in {",", "of"}
        if not (word[0].isupper() or joins):
            break
        at -= 1
    while at < address and not parsed.tokens[at].text[0].isupper():
        at += 1
    return at


def _is_age(text: str, length: Quantity) -> bool:
    """Whether a number of years is an age: "62 years old", "a 2-year-old horse"."""
    behind = text[length.end : length.end + 16].lstrip(" -")
    return behind.startswith(tuple(language()["deadlines"]["ages"]))


def _deadline(parsed: Parsed, mention: Mention, length: Quantity) -> Deadline:
    number, unit = _counted(length)
    return _with_origin(parsed, mention.first, mention.last, number, unit, length.days)


def _counted(length: Quantity) -> tuple[int | None, Unit | None]:
    """The number and unit of a length of time; of a range, of its end.

    No number where words and figures disagree, or where none is whole ("2½ months").
    """
    value = length.to or length.value
    assert isinstance(value, Number)
    name, number = cast(str, length.unit), Fraction(value.value)
    while name not in _UNITS or number.denominator != 1:
        if name not in _IN_SMALLER:
            break
        times, name = _IN_SMALLER[name]
        number *= times
    unit = cast(Unit, name) if name in _UNITS else None
    whole = number.denominator == 1 and unit is not None and not length.disagrees
    return (number.numerator if whole else None), unit


def _open(parsed: Parsed) -> list[Deadline]:
    """Deadlines that the text leaves open: "a reasonable time"."""
    phrases = sorted(language()["deadlines"]["open"], key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)
    starts = {token.start: i for i, token in enumerate(parsed.tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(parsed.tokens)}
    return [
        _with_origin(parsed, starts[m.start()], ends[m.end()], None, None, None)
        for m in pattern.finditer(parsed.text)
    ]


def _with_origin(
    parsed: Parsed, first: int, last: int, number: int | None, unit: Unit | None, kind: str | None
) -> Deadline:
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    days: Literal["calendar", "business"] | None = None
    if kind is not None:
        days = "business" if kind in _BUSINESS else "calendar"
    relation, origin = _origin(parsed, last)
    return Deadline(parsed.text[start:end], start, end, number, unit, days, relation, origin)


def _origin(parsed: Parsed, last: int) -> tuple[str | None, str | None]:
    """The relation and what follows it: "after", "the date of receipt"."""
    at = last
    while at < len(parsed.tokens) and parsed.depth[at] > parsed.depth[last - 1]:
        at += 1  # "25 months (12 months for business credit) after"
    rest = " ".join(parsed.lower[at : at + 2])
    relation = next(
        (r for r in language()["deadlines"]["relations"] if rest == r or rest.startswith(r + " ")),
        None,
    )
    if relation is None:
        return None, None
    first = at + len(relation.split())
    stop = first
    stops = word_set("deadlines", "stops")
    while stop < len(parsed.tokens) and not (
        parsed.depth[stop] <= parsed.depth[last - 1]
        and (parsed.lower[stop] in stops or parsed.lower[stop] in {",", ";", ".", ":"})
    ):
        stop += 1
    return relation, parsed.words(first, stop).rstrip(")") or None
