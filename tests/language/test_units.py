"""Units behind a number, and the table they come from."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cfrdiff.language.unit_table import currency_signs, unit_named, words_of
from cfrdiff.language.units import unit_at


@pytest.mark.parametrize(
    ("text", "name", "per", "days", "span"),
    [
        (" days", "day", None, None, " days"),
        ("-day period", "day", None, None, "-day"),
        (" business day", "day", None, "business", " business day"),
        (" consecutive calendar days", "day", None, "calendar", " consecutive calendar days"),
        (" work days", "day", None, "working", " work days"),
        (" workdays", "day", None, "working", " workdays"),
        (" full months", "month", None, None, " full months"),
        ("mg/L", "milligram", "liter", None, "mg/L"),
        (" µg/m³", "microgram", "cubic meter", None, " µg/m³"),
        (" ug/m3", "microgram", "cubic meter", None, " ug/m3"),
        (" mg/kg/day", "milligram", "kilogram/day", None, " mg/kg/day"),
        (" Mg", "megagram", None, None, " Mg"),
        (" kPa", "kilopascal", None, None, " kPa"),
        (" kilowatt-hours", "kilowatt-hour", None, None, " kilowatt-hours"),
        (" ft-lb", "foot-pound", None, None, " ft-lb"),
        (" in. of", "inch", None, None, " in."),
        (" INCHES", "inch", None, None, " INCHES"),
        (" square inches", "square inch", None, None, " square inches"),
        (" cu. ft.", "cubic foot", None, None, " cu. ft"),
        (" ft²", "square foot", None, None, " ft²"),
        (" nautical miles", "nautical mile", None, None, " nautical miles"),
        (" fl. oz.", "fluid ounce", None, None, " fl. oz"),
        (" mm Hg", "millimeter of mercury", None, None, " mm Hg"),
        (" pounds per square inch gauge", "psig", None, None, " pounds per square inch gauge"),
        (" percent per year", "percent", "year", None, " percent per year"),
        (" cents per kWh", "cent", "kilowatt-hour", None, " cents per kWh"),
        (" dollars a day", "USD", "day", None, " dollars a day"),
        (" days per calendar year", "day", "calendar year", None, " days per calendar year"),
        ("°C", "degree Celsius", None, None, "°C"),
        (" degrees Fahrenheit", "degree Fahrenheit", None, None, " degrees Fahrenheit"),
        (" degrees of arc", "degree", None, None, " degrees of arc"),
        (" parts per million", "part per million", None, None, " parts per million"),
        (" dBu", "dBu", None, None, " dBu"),
        (" gallons per flush", "gallon", "flush", None, " gallons per flush"),
        (" g per brake horsepower-hour", "gram", "brake horsepower-hour", None, " g per brake horsepower-hour"),
        (" lb/million Btu", "pound", "million Btu", None, " lb/million Btu"),
        (" pounds per 100 gallons", "pound", "100 gallon", None, " pounds"),
        (" pound-feet", "pound-foot", None, None, " pound-feet"),
        (" pounds-force", "pound-force", None, None, " pounds-force"),
        (" m^4", "meter^4", None, None, " m^4"),
        (" m^3", "cubic meter", None, None, " m^3"),
        (" year-old", "year", None, None, " year"),
        (" pounds a crate", "pound", None, None, " pounds"),
        ("g", "gram", None, None, "g"),
    ],
)  # fmt: skip
def test_units(text: str, name: str, per: str | None, days: str | None, span: str) -> None:
    reading = unit_at("5" + text, 1)
    assert reading is not None
    assert (reading.name, reading.per, reading.days) == (name, per, days)
    assert ("5" + text)[1 : reading.end] == span


@pytest.mark.parametrize(
    "text",
    [" MG", " KW", " MS", " in the", " a", "a", " A", "-V", " full members", " business cards",
     " square", " cubic", "", " ", " daylight", " minutely", " percentages", " secondly"],
)  # fmt: skip
def test_no_unit(text: str) -> None:
    assert unit_at("5" + text, 1) is None


@pytest.mark.parametrize(
    ("name", "dimension", "factor"),
    [
        ("day", "time", 86_400),
        ("month", "time", None),
        ("foot", "length", Fraction("0.3048")),
        ("kilometer", "length", 1000),
        ("milligram", "mass", Fraction(1, 1000)),
        ("pound", "mass", Fraction("453.59237")),
        ("cent", "money", Fraction(1, 100)),
        ("degree Celsius", "temperature", None),
    ],
)
def test_factors(name: str, dimension: str, factor: Fraction | None) -> None:
    unit = unit_named(name)
    assert (unit.dimension, unit.factor) == (dimension, factor)


def test_every_unit_is_named_once() -> None:
    assert unit_named("cent").currency == "USD"
    assert currency_signs()["$"].name == "USD"
    assert {"day", "days", "month", "years"} <= words_of("time")
    with pytest.raises(KeyError):
        unit_named("furlong")
