"""A quantity: a value with its sign, currency, unit and precision; and when two are the same."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.language.comparisons import Comparison
from cfrdiff.language.dates import Clock, Day, whole_zone
from cfrdiff.language.number_words import Exact
from cfrdiff.language.numbers import Number
from cfrdiff.language.unit_table import unit_named
from cfrdiff.language.units import Days

Kind = Literal[
    "number", "ordinal", "money", "percent", "measure", "duration", "time", "date"
]  # fmt: skip
Value = Number | Day | Clock


class Quantity(msgspec.Struct, frozen=True):
    """``text[start:end]`` says how much, how long, when, or the how-manieth.

    `value` is a signed number, a day or a time of day; `to` is the end of a range. `unit` names
    the unit ("day", "square foot", "USD"), `per` what it is taken by, `days` which days count
    and `counting` the words that say so or say more of the unit ("full", "cumulative").
    What it is compared by stands beside it, with a place of its own; what it is taken by is part
    of it and begins at `per_start`, if it is not another quantity, as in "per 100 pounds".

    `when` says how it stands in time or place ("within" 10 days, "before" June 30, "by" 5 percent),
    `counted` which way a term is counted (10 days "after"). `unread` is what goes on from the
    number by a hyphen and is no unit ("-axle"), or right behind an amount ("$5M").
    """

    kind: Kind
    start: int
    end: int
    value: Value
    to: Value | None = None
    unit: str | None = None
    per: str | None = None
    per_start: int | None = None
    days: Days | None = None
    counting: str = ""
    currency: str | None = None
    comparison: Comparison | None = None
    when: str | None = None
    counted: str | None = None
    unread: str | None = None

    @property
    def end_before_per(self) -> int:
        """Where the value and its own unit end: "$455" of "$455 per week"."""
        return self.end if self.per_start is None else self.per_start

    @property
    def number(self) -> Exact | None:
        """The number of one that is a single number and agrees with itself, else None."""
        value = self.value
        if self.to is not None or not isinstance(value, Number) or value.disagrees:
            return None
        return value.value

    @property
    def disagrees(self) -> bool:
        """Whether its words and its figures say different numbers: "sixty (90) days"."""
        return any(isinstance(one, Number) and one.disagrees for one in (self.value, self.to))


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same, however it is printed: "five (5) years" and "5 years".

    They must have one unit, case and all, one currency, one way of counting days and one word for
    it ("cumulative" years are no "continuous" ones), one comparison and one place in time, and
    nothing may hang on one that does not hang on the other. Money is the same in dollars and cents;
    no other unit is turned into another: a day in law is not 24 hours. One that disagrees with
    itself is the same as none.
    """
    if one.disagrees or other.disagrees:
        return False
    return _meaning(one) == _meaning(other)


def same_precision(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are printed to the same place: 1.50 and 1.5 are not.

    Words and fractions are exact, as whole numbers are.
    """
    return _places(one) == _places(other)


# In the name of a unit that is itself by another.
_RATE = " per "


def _meaning(one: Quantity) -> tuple[object, ...]:
    factor = unit_named(one.unit).factor if one.kind == "money" and one.unit else None
    ends = tuple(_plain(value, factor or 1) for value in (one.value, one.to))
    unit, per = (None if one.kind == "money" else one.unit), one.per
    if unit and per is None and _RATE in unit:
        unit, _, per = unit.partition(_RATE)  # cfm, cubic feet per minute
    relation = one.comparison.relation if one.comparison else None
    taken = (unit, per, one.days, one.counting, one.currency, one.unread)
    return one.kind, ends, taken, relation, one.when, one.counted


def _plain(value: Value | None, factor: Exact) -> object:
    """A value without its place and print."""
    match value:
        case Number():
            return value.value * factor
        case Day():
            return value.year, value.month, value.day
        case Clock():
            return value.minutes, value.half, value.zone and whole_zone(value.zone)
    return None


def _places(one: Quantity) -> tuple[int, ...]:
    ends = (value for value in (one.value, one.to) if isinstance(value, Number))
    return tuple(value.places or 0 for value in ends)
