"""Lengths of time in smaller units, and lengths of two units: "1 year and 6 months"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, cast

from cfrdiff.language.numbers import Number
from cfrdiff.language.quantity import Quantity
from cfrdiff.provisions.model import TimeUnit

# A length that is not a whole number of its unit, or has a unit that deadlines have none of, is
# told in a smaller one where that is exact in law as it is on a clock: a day is not 24 hours.
SMALLER: dict[str, tuple[int, TimeUnit]] = {
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
# From the longest; a sum goes from a longer one to a shorter one.
_ORDER = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
_AND = " and "
_BETWEEN = re.compile(r"\b(?:between|both|either)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_BETWEEN_WITHIN = 32  # characters
_RESPECTIVELY = re.compile(r",?\srespectively\b")
_ARTICLES = re.compile(
    r"\b[Aa]n?\s(?P<long>year|month|week|day|hour)\sand\s(?:an?|one)\s"
    r"(?:(?P<half>half)(?!\s\w+ly\b)|(?P<short>month|week|day|hour|minute))\b"
)


class Length(NamedTuple):
    """``text[start:end]`` is so long; no number where no one unit says it exactly."""

    start: int
    end: int
    number: int | float | None
    unit: TimeUnit


def as_number(length: Fraction | None) -> int | float | None:
    """A length as a whole number or a decimal, None where neither says it exactly: a third."""
    if length is None or length.denominator == 1:
        return None if length is None else int(length)
    rest = length.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return float(length) if rest == 1 else None


def is_sum(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether the second length is added to the first: "1 year and 6 months", not "between 1 year
    and 18 months".
    """
    if text[one.end : other.start] != _AND or not (_is_plain(one) and _is_plain(other)):
        return False
    units = (one.unit, other.unit)
    falls = all(unit in _ORDER for unit in units) and _rank(one.unit) < _rank(other.unit)
    if not falls or _RESPECTIVELY.match(text, other.end):
        return False
    return not _BETWEEN.search(text, max(0, one.start - _BETWEEN_WITHIN), one.start)


def _is_plain(one: Quantity) -> bool:
    return one.number is not None and isinstance(one.value, Number) and one.per is None


def _rank(unit: str | None) -> int:
    return _ORDER.index(unit or "")


def sum_in(one: Quantity, other: Quantity) -> Fraction | None:
    """A sum in the shorter unit, None where the longer is no fixed number of it: a year in days."""
    return _sum(one.number, one.unit, other.number, other.unit)


def _sum(
    longer: int | Fraction | None,
    longer_unit: str | None,
    shorter: int | Fraction | None,
    shorter_unit: str | None,
) -> Fraction | None:
    if longer is None or shorter is None:
        return None
    length, unit = Fraction(longer), longer_unit
    while unit != shorter_unit:
        if unit not in SMALLER:
            return None
        times, unit = SMALLER[unit]
        length *= times
    return length + shorter


def sums_with_articles(text: str) -> Iterator[Length]:
    """Lengths whose numbers are articles: "a year and a day", "a month and a half"."""
    for match in _ARTICLES.finditer(text):
        if match["half"]:
            yield _and_a_half(match)
        elif _rank(match["long"]) < _rank(match["short"]):
            number = as_number(_sum(1, match["long"], 1, match["short"]))
            yield Length(*match.span(), number, cast(TimeUnit, match["short"]))


def _and_a_half(match: re.Match[str]) -> Length:
    unit = cast(TimeUnit, match["long"])
    times, smaller = SMALLER.get(unit, (1, unit))
    length = Fraction(3, 2) * times
    if length.denominator != 1:
        return Length(*match.span(), 1.5, unit)
    return Length(*match.span(), int(length), smaller)
