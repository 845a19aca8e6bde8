"""Deadlines and amounts in a paragraph, from the quantities in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, cast, get_args

from cfrdiff.language.numbers import Number
from cfrdiff.language.quantity import Kind, Quantity
from cfrdiff.provisions.language import Parsed, language, word_set
from cfrdiff.provisions.model import Deadline, TimeUnit, Words

Days = Literal["calendar", "business"]

_UNITS = frozenset(get_args(TimeUnit))
# A length that is not a whole number of its unit, or has a unit that deadlines have none of, is
# told in a smaller one where that is exact in law as it is on a clock: a day is not 24 hours.
_SMALLER: dict[str, tuple[int, TimeUnit]] = {
    "century": (100, "year"),
    "decade": (10, "year"),
    "year": (12, "month"),
    "quarter": (3, "month"),
    "fortnight": (2, "week"),
    "week": (7, "day"),
    "hour": (60, "minute"),
    "quarter hour": (15, "minute"),
    "minute": (60, "second"),
}
# Which days are counted: working days leave out those that no one works on, all others run on.
_DAYS: dict[str, Days] = {
    "business": "business",
    "working": "business",
    "banking": "business",
    "calendar": "calendar",
    "consecutive": "calendar",
    "fiscal": "calendar",
}
_NEAR = 16  # characters behind a length of time in which it is called an age
_MARKS = frozenset({",", ";", ".", ":"})


def deadlines(parsed: Parsed) -> list[Deadline]:
    """Every length of time in order, with the days counted and what it is counted from.

    Of a range both ends. Where words and figures disagree ("sixty (90) days") there is no number.
    Ages ("62 years old", "18 years of age") are none.
    """
    found = [
        one
        for quantity in _of_kind(parsed, "duration")
        if not _is_age(parsed.text, quantity.end)
        for one in _ends(parsed, quantity)
    ]
    return sorted([*found, *_open(parsed)], key=lambda one: one.start)


def amounts(parsed: Parsed) -> list[Words]:
    """Sums of money and percentages, with what they are taken by: "$25.00 per hour"."""
    return [
        Words(parsed.text[one.start : one.end], one.start, one.end)
        for one in _of_kind(parsed, "money", "percent")
    ]


def _of_kind(parsed: Parsed, *kinds: Kind) -> Iterator[Quantity]:
    for mention in parsed.mentions:
        if mention.quantity is not None and mention.quantity.kind in kinds:
            yield mention.quantity


def _is_age(text: str, end: int) -> bool:
    """Whether a number of years is an age: "62 years old", "a 2-year-old horse"."""
    ages = tuple(language()["deadlines"]["ages"])
    return text[end : end + _NEAR].lstrip(" -").startswith(ages)


def _ends(parsed: Parsed, quantity: Quantity) -> Iterator[Deadline]:
    """A deadline of a length of time, of a range one for each end."""
    days = _DAYS[quantity.days] if quantity.days else None
    for value in (quantity.value, quantity.to):
        if isinstance(value, Number):
            number, unit = _counted(value, quantity.unit or "")
            if unit is not None:
                end = quantity.end_before_per
                yield _deadline(parsed, quantity.start, end, number, unit, days)


def _counted(value: Number, unit: str) -> tuple[int | None, TimeUnit | None]:
    """A length in whole units; no number where it disagrees or is not whole in any of them."""
    if unit in _UNITS and (value.disagrees or value.value.denominator == 1):
        number = None if value.disagrees else int(value.value)
        return number, cast(TimeUnit, unit)
    if unit not in _SMALLER:
        return None, cast(TimeUnit, unit) if unit in _UNITS else None
    times, smaller = _SMALLER[unit]
    length = value.value * times
    if value.disagrees or length.denominator != 1:
        return None, smaller
    return int(length), smaller


def _open(parsed: Parsed) -> Iterator[Deadline]:
    """Deadlines that the text leaves open: "a reasonable time"."""
    for match in _open_phrases().finditer(parsed.text):
        yield _deadline(parsed, match.start(), match.end(), None, None, None)


@cache
def _open_phrases() -> re.Pattern[str]:
    phrases = sorted(language()["deadlines"]["open"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def _deadline(
    parsed: Parsed,
    start: int,
    end: int,
    number: int | None,
    unit: TimeUnit | None,
    days: Days | None,
) -> Deadline:
    relation, origin = _origin(parsed, end)
    return Deadline(parsed.text[start:end], start, end, number, unit, days, relation, origin)


def _origin(parsed: Parsed, end: int) -> tuple[str | None, str | None]:
    """The relation that follows a length of time and from what it is counted: "after", "the date
    of receipt".
    """
    behind = parsed.token_at(end)
    depth = parsed.depth[behind - 1]
    at = behind
    while at < len(parsed.tokens) and parsed.depth[at] > depth:
        at += 1  # "25 months (12 months for business credit) after"
    rest = " ".join(parsed.lower[at : at + 2]) + " "
    relation = next(
        (r for r in language()["deadlines"]["relations"] if rest.startswith(r + " ")), None
    )
    if relation is None:
        return None, None
    first = at + len(relation.split())
    stop = next((i for i in range(first, len(parsed.tokens)) if _stops(parsed, i, depth)), None)
    return relation, parsed.words(first, stop or len(parsed.tokens)).rstrip(")") or None


def _stops(parsed: Parsed, at: int, depth: int) -> bool:
    word = parsed.lower[at]
    return parsed.depth[at] <= depth and (word in word_set("deadlines", "stops") or word in _MARKS)
