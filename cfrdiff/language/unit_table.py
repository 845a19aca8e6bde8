"""The one table of units, ``units.toml`` with its sources, as it is looked up.

Words are known in any case, symbols in their own alone: a mg is not a Mg.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Any

import msgspec

from cfrdiff.language.tables import read_table

FIRST = re.compile(r"[^\W\d_²³¹⁰-ₜ]+|[°º%¢‰″′]")
# What follows a stop inside of a sentence: a small letter, a figure, another mark.
_GOES_ON = re.compile(r" [a-z\d(×]|[,;:)-]")
# Behind a key of the table that stands for words, which have any case.
_ANY_CASE = "~"
# The sign of micro is printed in three ways.
_MICRO = {"µ": "µμu"}
_NO_UNITS = frozenset(("prefixes", "glued", "counted", "behind", "stopped"))


class Unit(msgspec.Struct, frozen=True):
    """A unit of the table. `factor` is how many of its dimension's first unit it is, where that is
    exact; of money, how many of the currency's main unit, which `currency` names.
    """

    name: str
    dimension: str
    factor: Fraction | None = None
    currency: str | None = None


class _Form(msgspec.Struct, frozen=True):
    """One way to print a unit: what follows its first letters, in their case where `exact`."""

    rest: str
    unit: Unit
    exact: bool


class UnitTable(msgspec.Struct, frozen=True):
    """Units by name, by the beginnings of their forms, and by the signs of currencies."""

    units: dict[str, Unit]
    forms: dict[str, list[_Form]]
    signs: dict[str, Unit]
    glued: frozenset[str]
    counted: dict[str, str]


def unit_named(name: str) -> Unit:
    """The unit of that name. Raises KeyError where the table has none."""
    return unit_table().units[name]


def currency_signs() -> dict[str, Unit]:
    """The signs that stand before an amount, and the currencies they mean."""
    return unit_table().signs


def words_of(dimension: str) -> frozenset[str]:
    """The single words, in small letters, that name a unit of a dimension: "day", "days"."""
    table = read_table("units")[dimension]
    words = (word for row in table.values() for word in _listed(row.get("words", "")))
    return frozenset(word.lower() for word in words if " " not in word)


def find_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit whose form begins at `at`, and where it ends."""
    first = FIRST.match(text, at)
    if first is None:
        return None
    forms = unit_table().forms
    for key in (first[0], first[0].lower() + _ANY_CASE):
        for form in forms.get(key, ()):
            end = first.end() + len(form.rest)
            rest = text[first.end() : end]
            if (rest if form.exact else rest.lower()) == form.rest and _may_end(text, end):
                return form.unit, end + _stopped(text, first.start(), end)
    return None


def is_symbol(word: str) -> bool:
    """Whether a word is the symbol of a unit, whose case means something: MBtu."""
    return any(form.exact and not form.rest for form in unit_table().forms.get(word, ()))


def _may_end(text: str, end: int) -> bool:
    return not (text[end - 1].isalpha() and text[end : end + 1].isalpha())


def _stopped(text: str, start: int, end: int) -> bool:
    """Whether a stop belongs to the abbreviation before it, as within a sentence it does."""
    if text[end : end + 1] != "." or text[start:end].split()[-1] not in _abbreviated():
        return False
    return _GOES_ON.match(text, end + 1) is not None


@functools.cache
def _abbreviated() -> frozenset[str]:
    return frozenset(read_table("units")["stopped"]["words"].split())


@functools.cache
def unit_table() -> UnitTable:
    """The table."""
    data = read_table("units")
    table = UnitTable({}, {}, {}, frozenset(data["glued"]["letters"].split()), {})
    for dimension in data.keys() - _NO_UNITS:
        for name, row in data[dimension].items():
            _enter(table, dimension, name, row)
    for forms in table.forms.values():
        forms.sort(key=lambda form: -len(form.rest))
    for kind, row in data["counted"].items():
        table.counted.update(dict.fromkeys(_listed(row.lower()), kind))
    return table


def _enter(table: UnitTable, dimension: str, name: str, row: dict[str, Any]) -> None:
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


def _enter_forms(table: UnitTable, unit: Unit, words: list[str], symbols: list[str]) -> None:
    table.units[unit.name] = unit
    for printed in words:
        key, rest = _cut(printed.lower())
        table.forms.setdefault(key + _ANY_CASE, []).append(_Form(rest, unit, False))
    for printed in symbols:
        key, rest = _cut(printed)
        table.forms.setdefault(key, []).append(_Form(rest, unit, True))


def _cut(printed: str) -> tuple[str, str]:
    """The first letters or sign of a form, and the rest of it."""
    first = FIRST.match(printed)
    if first is None:
        raise ValueError(f"no unit begins as {printed!r} does")
    return first[0], printed[first.end() :]


def _listed(row: str) -> list[str]:
    return [word for word in row.split(", ") if word]
