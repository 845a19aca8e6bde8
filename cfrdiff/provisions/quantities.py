"""Deadlines and amounts in a paragraph, from the quantities in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Literal, cast, get_args

from cfrdiff.language.numbers import Number
from cfrdiff.language.quantity import Kind, Quantity
from cfrdiff.provisions.language import Parsed, language, word_set
from cfrdiff.provisions.lengths import SMALLER, as_number, is_sum, sum_in, sums_with_articles
from cfrdiff.provisions.model import Deadline, TimeUnit, Words

Days = Literal["calendar", "business"]

_UNITS = frozenset(get_args(TimeUnit))
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

    Of a range both ends; "1 year and 6 months" is one. Where words and figures disagree ("sixty
    (90) days") there is no number. Ages ("62 years old", "18 years of age") are none.
    """
    lengths = [
        quantity
        for quantity in _of_kind(parsed, "duration")
        if not _is_age(parsed.text, quantity.end)
    ]
    found: list[Deadline] = []
    added = False
    for one, behind in itertools.pairwise([*lengths, None]):
        assert one is not None
        if added:
            added = False
            continue
        added = behind is not None and is_sum(parsed.text, one, behind)
        found += [_summed(parsed, one, behind)] if added and behind else _ends(parsed, one)
    return sorted(
        [*found, *_with_articles(parsed), *_open(parsed)], key=lambda deadline: deadline.start
    )


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


def _summed(parsed: Parsed, one: Quantity, other: Quantity) -> Deadline:
    """A length of two units: "1 year and 6 months"."""
    unit = cast(TimeUnit, other.unit)
    number = as_number(sum_in(one, other))
    days = _DAYS[other.days] if other.days else None
    return _deadline(parsed, one.start, other.end_before_per, number, unit, days)


def _with_articles(parsed: Parsed) -> Iterator[Deadline]:
    """Lengths whose numbers are articles: "a year and a day", "a month and a half"."""
    for length in sums_with_articles(parsed.text):
        yield _deadline(parsed, length.start, length.end, length.number, length.unit, None)


def _counted(value: Number, unit: str) -> tuple[int | float | None, TimeUnit | None]:
    """A length in whole units, or in its own as a decimal; no number where it disagrees."""
    smaller = SMALLER.get(unit)
    known = cast(TimeUnit, unit) if unit in _UNITS else None
    if value.disagrees:
        return None, known or (smaller[1] if smaller else None)
    length = Fraction(value.value)
    if known and length.denominator == 1:
        return int(length), known
    if smaller and (known is None or (length * smaller[0]).denominator == 1):
        return as_number(length * smaller[0]), smaller[1]
    return as_number(length), known


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
    number: int | float | None,
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
