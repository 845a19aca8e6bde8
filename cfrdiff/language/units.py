"""Units behind a number: "calendar days", "mg/L", "pounds per square inch", "°C".

The one table of them is ``units.toml``, with its sources. Words are known in any case, symbols in
their own alone: a mg is not a Mg.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Any, Literal, cast

import msgspec

from cfrdiff.language.tables import read_table

Days = Literal["business", "working", "banking", "calendar", "consecutive", "fiscal"]

_FIRST = re.compile(r"[^\W\d_²³¹⁰-ₜ]+|[°º%¢‰″′]")
_JOINTS = frozenset("   -–‑")
_HYPHENS = frozenset("-–‑")
_POWER = re.compile(r"(?P<power>square|sq\.?|cubic|cu\.?)[\s-]", re.IGNORECASE)
_RAISED = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_PER = re.compile(r"\s?/\s?|[\s-]per[\s-]|\s(?P<article>an?)\s")
_MAY_TAKE = frozenset((" ", "/", "-", " "))
# Behind a key of the table that stands for words, which have any case.
_ANY_CASE = "~"
# The sign of micro is printed in three ways.
_MICRO = {"µ": "µμu"}
_NO_UNITS = frozenset(("prefixes", "glued", "counted"))


class Unit(msgspec.Struct, frozen=True):
    """A unit of the table. `factor` is how many of its dimension's first unit it is, where that is
    exact; of money, how many of the currency's main unit, which `currency` names.
    """

    name: str
    dimension: str
    factor: Fraction | None = None
    currency: str | None = None


class UnitReading(msgspec.Struct, frozen=True):
    """What stands behind a number as its unit, up to `end`.

    `power` is "square" or "cubic" before a length; `per` is the name of what it is taken by ("day"
    in "$5 per day"), which begins at `per_start`; `days` says which days are counted.
    """

    unit: Unit
    end: int
    power: str = ""
    per: str | None = None
    per_start: int | None = None
    days: Days | None = None

    @property
    def name(self) -> str:
        return f"{self.power} {self.unit.name}".lstrip()


class _Form(msgspec.Struct, frozen=True):
    """One way to print a unit: what follows its first letters, in their case where `exact`."""

    rest: str
    unit: Unit
    exact: bool


class _Table(msgspec.Struct, frozen=True):
    units: dict[str, Unit]
    forms: dict[str, list[_Form]]
    signs: dict[str, Unit]
    glued: frozenset[str]
    counted: dict[str, str]


def unit_named(name: str) -> Unit:
    """The unit of that name. Raises KeyError where the table has none."""
    return _table().units[name]


def currency_signs() -> dict[str, Unit]:
    """The signs that stand before an amount, and the currencies they mean."""
    return _table().signs


def words_of(dimension: str) -> frozenset[str]:
    """The single words, in small letters, that name a unit of a dimension: "day", "days"."""
    table = read_table("units")[dimension]
    words = (word for row in table.values() for word in _listed(row.get("words", "")))
    return frozenset(word.lower() for word in words if " " not in word)


def counted_words() -> frozenset[str]:
    """The words that say which days are counted: "calendar", "business"."""
    return frozenset(word for word, kind in _table().counted.items() if kind != "neutral")


def unit_at(text: str, at: int) -> UnitReading | None:
    """The unit that stands at `at`, right behind a number, with the space or hyphen between.

    A single letter without a space is one only where the table allows it: "5a" is no unit.
    """
    apart = text[at : at + 1] in _JOINTS
    days, start = _counted(text, at + 1) if apart else (None, at)
    reading = _measure(text, start)
    if reading is None or (days and reading.unit.dimension != "time"):
        return None
    if _is_code(text, at, reading.end):
        return None
    if reading.unit.name == "workday":
        reading = msgspec.structs.replace(reading, unit=unit_named("day"))
        days = days or "working"
    reading = msgspec.structs.replace(reading, days=days)
    per, end = taken_by(text, reading.end)
    if per is None:
        return reading
    return msgspec.structs.replace(reading, per=per, per_start=reading.end, end=end)


def _is_code(text: str, at: int, end: int) -> bool:
    """Whether a single letter goes on with a figure as with a code: "5a", "Form 7525-V"."""
    if end == at + 1 and text[at].isalpha():
        return text[at] not in _table().glued
    return end == at + 2 and text[at] in _HYPHENS and text[at + 1].isalpha()


def _counted(text: str, at: int) -> tuple[Days | None, int]:
    """The words before the unit that say which days are counted, and where they end. The last
    decides: "consecutive business days" are business days.
    """
    table = _table().counted
    days: str | None = None
    while kind := _counted_word(text, at, table):
        days = days if kind[0] == "neutral" else kind[0]
        at = kind[1]
    return cast("Days | None", days), at


def _counted_word(text: str, at: int, table: dict[str, str]) -> tuple[str, int] | None:
    word = _FIRST.match(text, at)
    end = word.end() if word else at
    if word is None or text[end : end + 1] not in _JOINTS:
        return None
    kind = table.get(word[0].lower())
    return (kind, end + 1) if kind else None


def taken_by(text: str, at: int) -> tuple[str | None, int]:
    """The name of what a quantity that ends at `at` is taken by, and where that ends: "per calendar
    year", "/kg/day", "a day"; None and `at` where nothing of the kind follows.
    """
    names: list[str] = []
    while text[at : at + 1] in _MAY_TAKE and (joint := _PER.match(text, at)):
        days, start = _counted(text, joint.end())
        below = _measure(text, start)
        if below is None or (joint["article"] and below.unit.dimension != "time"):
            break
        names.append(f"{days} {below.name}" if days else below.name)
        at = below.end
    return "/".join(names) or None, at


def _measure(text: str, at: int) -> UnitReading | None:
    """The unit at `at`, with its power, without what it is taken by."""
    return _powered(text, at) or _plain(text, at)


def _powered(text: str, at: int) -> UnitReading | None:
    """A length behind "square" or "cubic"."""
    power = _POWER.match(text, at)
    found = _find(text, power.end()) if power else None
    if power is None or found is None or found[0].dimension != "length":
        return None
    return UnitReading(*found, "square" if power["power"][0] in "sS" else "cubic")


def _plain(text: str, at: int) -> UnitReading | None:
    """A unit by itself, or a length with a raised figure behind it."""
    found = _find(text, at)
    if found is None:
        return None
    unit, end = found
    raised = _RAISED.get(text[end : end + 1]) if unit.dimension == "length" else None
    if raised and not text[end + 1 : end + 2].isalnum():
        return UnitReading(unit, end + 1, raised)
    goes_on = text[end - 1].isalnum() and text[end : end + 1].isalnum()
    return None if goes_on else UnitReading(unit, end)


def _find(text: str, at: int) -> tuple[Unit, int] | None:
    first = _FIRST.match(text, at)
    if first is None:
        return None
    forms = _table().forms
    for key in (first[0], first[0].lower() + _ANY_CASE):
        for form in forms.get(key, ()):
            end = first.end() + len(form.rest)
            rest = text[first.end() : end]
            if (rest if form.exact else rest.lower()) == form.rest and _may_end(text, end):
                return form.unit, end
    return None


def _may_end(text: str, end: int) -> bool:
    return not (text[end - 1].isalpha() and text[end : end + 1].isalpha())


@functools.cache
def _table() -> _Table:
    data = read_table("units")
    table = _Table({}, {}, {}, frozenset(data["glued"]["letters"].split()), {})
    for dimension in data.keys() - _NO_UNITS:
        for name, row in data[dimension].items():
            _enter(table, dimension, name, row)
    for forms in table.forms.values():
        forms.sort(key=lambda form: -len(form.rest))
    for kind, row in data["counted"].items():
        table.counted.update(dict.fromkeys(_listed(row.lower()), kind))
    return table


def _enter(table: _Table, dimension: str, name: str, row: dict[str, Any]) -> None:
    """Put a row's unit into the table, by itself and with each SI prefix it is printed with."""
    factor = Fraction(row["factor"]) if "factor" in row else None
    currency = row.get("of", name) if dimension == "money" else None
    unit = Unit(name, dimension, factor, currency)
    words, symbols = _listed(row.get("words", "")), _listed(row.get("symbols", ""))
    _enter_forms(table, unit, words, symbols if row.get("bare", True) else [])
    table.signs.update(dict.fromkeys(_listed(row.get("signs", "")), unit))
    for sign in row.get("prefixes", "").split():
        prefix, times = read_table("units")["prefixes"][sign]
        more = factor * Fraction(times) if factor is not None else None
        printed = [one + symbol for one in _MICRO.get(sign, sign) for symbol in symbols]
        prefixed = Unit(prefix + name, dimension, more)
        _enter_forms(table, prefixed, [prefix + word for word in words], printed)


def _enter_forms(table: _Table, unit: Unit, words: list[str], symbols: list[str]) -> None:
    table.units[unit.name] = unit
    for printed in words:
        key, rest = _cut(printed.lower())
        table.forms.setdefault(key + _ANY_CASE, []).append(_Form(rest, unit, False))
    for printed in symbols:
        key, rest = _cut(printed)
        table.forms.setdefault(key, []).append(_Form(rest, unit, True))


def _cut(printed: str) -> tuple[str, str]:
    """The first letters or sign of a form, and the rest of it."""
    first = _FIRST.match(printed)
    if first is None:
        raise ValueError(f"no unit begins as {printed!r} does")
    return first[0], printed[first.end() :]


def _listed(row: str) -> list[str]:
    return [word for word in row.split(", ") if word]
