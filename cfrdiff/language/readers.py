"""What stands at a place where a quantity may begin, by what it begins with."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import msgspec

from cfrdiff.language.comparisons import comparison_before, comparison_behind
from cfrdiff.language.dates import (
    Clock,
    Day,
    clock_at,
    day_through,
    figure_date_at,
    month_date_at,
    year_at,
)
from cfrdiff.language.names_in_figures import (
    end_of_code,
    end_of_name,
    is_numbered,
    is_place,
    may_be_label,
)
from cfrdiff.language.number_words import number_words_at
from cfrdiff.language.numbers import Number, figures_at, fraction_signs, number_at
from cfrdiff.language.ordinals import end_of_ordinal, second_orders
from cfrdiff.language.quantity import Kind, Quantity
from cfrdiff.language.ranges import ends_in_scale, scaled_as
from cfrdiff.language.tables import read_table
from cfrdiff.language.unit_table import currency_signs
from cfrdiff.language.units import UnitReading, counted_by, hanging_word, taken_by, unit_at

_KINDS: dict[str, Kind] = {"time": "duration", "money": "money"}
_PERCENTS = frozenset(("percent", "percentage point", "basis point"))
_OF_A_UNIT = re.compile(r"\sof\s(?:an?|one|1)(?=\s)")
_NUMBER_BEFORE = re.compile(r"\d(?=\D+$)")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_AN = re.compile(r"\san?(?=\s)")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\s$")
_WORD_BEHIND = re.compile(r"[-\s]*([A-Za-z]+)")
# "Minus" between two things takes one from the other; behind one of these it is a sign.
_MINUS = re.compile(
    r"""(?:(?:^|[(,;:]|\b(?:of|at|to|from|below|above|between|than|and|is|by|exceed|(?<!plus\ )or))
        \s*minus | \bnegative)\s$""",
    re.IGNORECASE | re.VERBOSE,
)
_DEGREES = ("°", "º", "° ", "º ")
_SIGNS = "-−–+"
_JOINS_ONE = frozenset(("or", "to", "and"))
# Behind a letter or figure and one of these a figure goes on with something: "B-52", "14.030".
_HANGS = frozenset("-–./⁄")
_BEFORE_SIGN = " \t\n (["


class Read(NamedTuple):
    """What a reader found, if anything, and where the scan goes on.

    `named` says that the figure read is a name of something; `doubtful`, that the quantity counts
    only if it gets a unit or the end of a range.
    """

    quantity: Quantity | None
    end: int
    named: bool = False
    doubtful: bool = False


Reader = Callable[[str, re.Match[str], int | None], Read]


def read_designation(text: str, match: re.Match[str], named: int | None) -> Read:
    """Nothing: the 5 of "(5)" designates."""
    return Read(None, match.end())


def read_month(text: str, match: re.Match[str], named: int | None) -> Read:
    """A date that begins with the name of a month."""
    day = month_date_at(text, match.start())
    if day is None:
        return Read(None, match.end())
    through = day_through(text, day)
    if through is None:
        return Read(Quantity("date", day.start, day.end, day), day.end)
    day = msgspec.structs.replace(day, year=through.year)
    return Read(Quantity("date", day.start, through.end, day, through), through.end)


def read_clock(text: str, match: re.Match[str], named: int | None) -> Read:
    """Noon or midnight."""
    return _timed("time", clock_at(text, match.start())) or Read(None, match.end())


def _timed(kind: Kind, value: Day | Clock | None) -> Read | None:
    if value is None:
        return None
    return Read(Quantity(kind, value.start, value.end, value), value.end)


def read_word(text: str, match: re.Match[str], named: int | None) -> Read:
    """A number or ordinal in words."""
    start = match.start()
    words = number_words_at(text, start)
    if words is None:
        return Read(None, match.end())
    if words.ordinal:
        if match[0].lower() == "second" and not second_orders(text, start, words.end):
            return Read(None, words.end)
        return _ordinal(text, Number(words.value, start, words.end, "words"), words.end)
    if may_be_label(text, start, words.end):
        return Read(None, words.end, named=True)
    number = number_at(text, start)
    if number is None:
        return Read(None, words.end)
    quantity = _measured(text, number, start)
    if quantity.unit == "mile" and is_place(text, start, quantity.end):
        return Read(None, quantity.end, named=True)
    if quantity.unit is None and number.value == 1 and number.form == "words":
        return _one(text, quantity)
    return Read(quantity, quantity.end)


def _one(text: str, quantity: Quantity) -> Read:
    """The word "one" by itself, which often counts nothing: "the one who", "one of the"."""
    before = _WORD_BEFORE.search(text, max(0, quantity.start - 16), quantity.start)
    behind = _WORD_BEHIND.match(text, quantity.end)
    follows = behind[1].lower() if behind else ""
    if _is_counted(text, quantity):
        return Read(quantity, quantity.end)
    if follows == "" or (before and before[1].lower() in _around_one()["before"]):
        return Read(None, quantity.end)
    if follows in _JOINS_ONE:
        return Read(quantity, quantity.end, doubtful=True)
    return Read(None if follows in _around_one()["after"] else quantity, quantity.end)


def _is_counted(text: str, one: Quantity) -> bool:
    """Whether "one" is compared with, and so counts: "more than one", "one or more"; not "the only
    one".
    """
    behind = comparison_behind(text, one.end)
    before = comparison_before(text, one.start)
    if before is None or before.relation != "exactly":
        return (behind or before) is not None
    return not _THE.search(text, max(0, before.start - 8), before.start)


@functools.cache
def _around_one() -> dict[str, frozenset[str]]:
    return {place: frozenset(row.split()) for place, row in read_table("quantities")["one"].items()}


def read_part(text: str, match: re.Match[str], named: int | None) -> Read:
    """A half or quarter of a unit: "half an hour", "half-hour", "quarter hour"."""
    start, end = match.span()
    article = _AN.match(text, end)
    reading = unit_at(text, article.end() if article else end)
    under = 2 if match[0].lower() == "half" else 4
    if reading is None or (under == 4 and reading.unit.name not in ("hour", "mile", "inch")):
        return Read(None, end)
    number = Number(Fraction(1, under), start, end, "words")
    return Read(_with_unit(text, number, start, reading), reading.end)


def read_money(text: str, match: re.Match[str], named: int | None) -> Read:
    """An amount behind the sign of its currency, or a range of them: "$5–10"."""
    sign = next(
        sign for sign in _signs_longest_first() if _ends_in_sign(text, sign, match.start() + 1)
    )
    unit = currency_signs()[sign]
    start = match.start() + 1 - len(sign)
    number = number_at(text, match.end())
    low, high = (number, None) if number else _dashed(text, match.end())
    if low is None:
        return Read(None, end_of_code(text, match.end()))
    low, start = _signed(text, low, start)
    last = (high or low).end
    per, end = taken_by(text, last, unit)
    quantity = Quantity("money", start, end, low, high, unit.name, per, currency=unit.currency)
    if text[last : last + 1].isalpha():
        quantity = msgspec.structs.replace(quantity, unread=text[last : end_of_code(text, last)])
    if end > last:
        quantity = msgspec.structs.replace(quantity, per_start=last)
    return Read(quantity, end)


def _ends_in_sign(text: str, sign: str, end: int) -> bool:
    """Whether a currency's sign ends there, its letters no part of what is before it: "1 °C$1"."""
    before = text[max(0, end - len(sign) - 2) : max(0, end - len(sign))]
    of_a_word = before[-1:].isalnum() or before.endswith(_DEGREES)
    apart = not (sign[0].isalpha() and of_a_word)
    return text.endswith(sign, 0, end) and apart


@functools.cache
def _signs_longest_first() -> tuple[str, ...]:
    return tuple(sorted(currency_signs(), key=len, reverse=True))


def read_figure(text: str, match: re.Match[str], named: int | None) -> Read:
    """A date, a time, a number or an ordinal in figures, or what is none of them."""
    start = match.start()
    for shape in _SHAPES:
        if (read := shape(text, start, named)) is not None:
            return read
    return Read(None, end_of_code(text, start))


def _hanging(text: str, start: int, named: int | None) -> Read | None:
    """What goes on with a word or figure before it: "B-52"."""
    before = text[max(0, start - 2) : start - 1]
    hangs = (
        text[start - 1 : start] in _HANGS and before.isalnum() and before not in fraction_signs()
    )
    if not hangs or _is_behind_unit(text, start - 1):
        return None
    return Read(None, end_of_code(text, start))


def _is_behind_unit(text: str, end: int) -> bool:
    """Whether a number with its unit ends there: "5 mg" of "5 mg-10 mg"."""
    number = _NUMBER_BEFORE.search(text, max(0, end - 24), end)
    reading = unit_at(text, number.end()) if number else None
    return reading is not None and reading.end == end


def _date(text: str, start: int, named: int | None) -> Read | None:
    return _timed("date", figure_date_at(text, start))


def _time_of_day(text: str, start: int, named: int | None) -> Read | None:
    return _timed("time", clock_at(text, start))


def _counted(text: str, start: int, named: int | None) -> Read | None:
    """A number with its unit, an ordinal, a year, or a number that names something."""
    number = number_at(text, start)
    if number is None:
        return None
    if end := end_of_ordinal(text, number.end):
        return _ordinal(text, number, end)
    if is_numbered(text, start):
        return Read(None, number.end, named=True)
    number, begin = _signed(text, number, start)
    quantity = _measured(text, number, begin)
    if quantity.kind in ("number", "money") and (year := year_at(text, start)):
        return _timed("date", year)
    return Read(quantity, quantity.end) if quantity.unit else _bare(text, quantity, start, named)


def _bare(text: str, quantity: Quantity, start: int, named: int | None) -> Read:
    """A number without a unit, which may be a name."""
    end = quantity.end_before_per
    if text[end : end + 1].isalnum():
        return Read(None, end_of_code(text, end), named=True)
    if name_end := end_of_name(text, start, end, named):
        return Read(None, name_end, named=True)
    return Read(quantity, quantity.end)


def _range(text: str, start: int, named: int | None) -> Read | None:
    """Two numbers with a dash between them and a unit behind; without one they are a code."""
    low, high = _dashed(text, start)
    reading = unit_at(text, high.end) if high else None
    if low is None or high is None:
        return None
    # Without a unit they are a code, but for "5–10 million".
    if reading is None and not ends_in_scale(text, high):
        return None
    quantity = msgspec.structs.replace(_with_unit(text, high, start, reading), value=low, to=high)
    return Read(quantity, quantity.end)


def _dashed(text: str, at: int) -> tuple[Number | None, Number | None]:
    low = figures_at(text, at, dashed=True)
    if low is None or text[low.end : low.end + 1] not in ("-", "–"):
        return None, None
    high = number_at(text, low.end + 1)
    return (scaled_as(text, low, high), high) if high and low.value < high.value else (None, None)


def _ordinal(text: str, number: Number, end: int) -> Read:
    """An ordinal, with the unit of time it counts: "30th day", "first calendar quarter"."""
    reading = unit_at(text, end)
    number = msgspec.structs.replace(number, end=end)
    if reading is None or reading.unit.dimension != "time":
        return Read(Quantity("ordinal", number.start, end, number), end)
    quantity = _with_unit(text, number, number.start, reading)
    return Read(msgspec.structs.replace(quantity, kind="ordinal"), quantity.end)


def _signed(text: str, number: Number, start: int) -> tuple[Number, int]:
    """The number with the sign before it, and where that begins."""
    sign = text[start - 1 : start]
    if sign and sign in _SIGNS and (start < 2 or text[start - 2] in _BEFORE_SIGN):
        begin, turn = start - 1, -1 if sign != "+" else 1
    elif text.endswith(("minus ", "egative "), 0, start):
        word = _MINUS.search(text, max(0, start - 24), start)
        if word is None:
            return number, start
        begin, turn = start - len(word[0].split()[-1]) - 1, -1
    else:
        return number, start
    return msgspec.structs.replace(number, value=turn * number.value, start=begin), begin


def _measured(text: str, number: Number, start: int) -> Quantity:
    """A number with the unit behind it, if one is there: also "one-half of one percent"."""
    reading = unit_at(text, number.end)
    if reading is None and isinstance(number.value, Fraction) and number.value < 1:
        of = _OF_A_UNIT.match(text, number.end)
        reading = unit_at(text, of.end()) if of else None
    return _with_unit(text, number, start, reading)


def _with_unit(text: str, number: Number, start: int, reading: UnitReading | None) -> Quantity:
    if reading is None:
        per, end = taken_by(text, number.end)
        quantity = Quantity("number", start, end, number, per=per)
        if per is None:
            unread, per = hanging_word(text, end), counted_by(text, end)
            return msgspec.structs.replace(quantity, unread=unread, per=per)
        return (
            msgspec.structs.replace(quantity, per_start=number.end)
            if end > number.end
            else quantity
        )
    unit = reading.unit
    kind = "percent" if unit.name in _PERCENTS else _KINDS.get(unit.dimension, "measure")
    return Quantity(
        kind,
        start,
        reading.end,
        number,
        unit=reading.name,
        per=reading.per,
        per_start=reading.per_start,
        days=reading.days,
        counting=reading.counting,
        currency=unit.currency,
    )


# What stands at a figure, in the order in which it is tried; where none fits it is a code.
_SHAPES = (_hanging, _date, _time_of_day, _counted, _range)
