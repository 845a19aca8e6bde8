"""Quantities: text, with what counts in it between brackets, beside what it says."""

from __future__ import annotations

import itertools
import re
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.language.dates import Clock, Day
from cfrdiff.language.numbers import Number
from cfrdiff.language.quantities import find_quantities
from cfrdiff.language.quantity import Quantity, Value, same_precision, same_value

_RELATIONS = {
    "at-least": "≥ ",
    "at-most": "≤ ",
    "more-than": "> ",
    "less-than": "< ",
    "exactly": "= ",
    "about": "~ ",
    "plus-or-minus": "± ",
}


def said(one: Quantity) -> str:
    """A quantity in one line: "≥ 5..10 day [calendar]", "≤ 1500 USD /day", "2011-07-01", "21:30"."""
    relation = _RELATIONS[one.comparison.relation] if one.comparison else ""
    mark = "#" if one.kind == "ordinal" else ""
    ends = "..".join(_value(value) for value in (one.value, one.to) if value is not None)
    unit = f" {one.unit}" if one.unit else ""
    per = f" /{one.per}" if one.per else ""
    days = f" [{one.days}]" if one.days else ""
    return f"{relation}{mark}{ends}{unit}{per}{days}"


def _value(value: Value) -> str:
    match value:
        case Number():
            return f"{value.value}" + (f"!{value.figure}" if value.disagrees else "")
        case Day():
            parts = (value.year, value.month, value.day)
            return "-".join("?" if part is None else f"{part:02}" for part in parts)
        case Clock():
            hours = f"{value.minutes // 60}:{value.minutes % 60:02}" + ("" if value.half else "?")
            return f"{hours} {value.zone}" if value.zone else hours


ROWS = [
    # Figures.
    ("a fee for ⟦1,500⟧ entries", "1500"),
    ("⟦1500⟧ entries", "1500"),
    ("a factor of ⟦1.5⟧ applies", "3/2"),
    ("a factor of ⟦.05⟧ applies", "1/20"),
    ("a factor of ⟦½⟧ applies", "1/2"),
    ("a factor of ⟦2½⟧ applies", "5/2"),
    ("a factor of ⟦1 1⁄2⟧ applies", "3/2"),
    ("a factor of ⟦1 1/2⟧ applies", "3/2"),
    ("a factor of ⟦1-1/2⟧ applies", "3/2"),
    ("a factor of ⟦32/35⟧ applies", "32/35"),
    ("about ⟦10⁶⟧ cells", "~ 1000000"),
    ("⟦1.5 × 10⁶⟧ cells", "1500000"),
    ("⟦10⁻⁵⟧ of them", "1/100000"),
    ("⟦5 million⟧ persons", "5000000"),
    ("⟦1.5 million⟧ persons", "1500000"),
    ("the ⟦12⟧ members", "12"),
    # A figure that print has lost the raised numerals of says nothing.
    ("21/2 inches wide", ""),
    ("31⁄2 inches wide", ""),
    # Words.
    ("⟦two⟧ copies", "2"),
    ("⟦Twenty-one⟧ copies", "21"),
    ("⟦one hundred twenty⟧ copies", "120"),
    ("⟦one hundred and twenty⟧ copies", "120"),
    ("⟦fifteen hundred⟧ copies", "1500"),
    ("⟦a hundred⟧ copies", "100"),
    ("⟦three-fourths⟧ of them", "3/4"),
    ("⟦two-thirds⟧ of the members", "2/3"),
    ("⟦one third⟧ of the members", "1/3"),
    ("⟦two and one-half⟧ times", "5/2"),
    ("⟦two and a half⟧ times", "5/2"),
    ("⟦five ten-thousandths⟧ of it", "1/2000"),
    ("⟦five (5)⟧ copies", "5"),
    ("⟦5 (five)⟧ copies", "5"),
    ("⟦five thousand (5,000)⟧ members", "5000"),
    ("the ⟦four⟧ items in (c)", "4"),
    # Words and figure that disagree.
    ("within ⟦sixty (90) days⟧", "60!90 day"),
    ("⟦five (6)⟧ copies", "5!6"),
    ("⟦one half (1/4)⟧ of it", "1/2!1/4"),
    ("⟦five dollars ($6)⟧", "5!6 USD"),
    # Lengths of time.
    ("within ⟦one hundred twenty (120) days⟧ of", "120 day"),
    ("within ⟦120 days⟧ of", "120 day"),
    ("within ⟦one hundred twenty days⟧ of", "120 day"),
    ("within ⟦forty-five (45) calendar days⟧", "45 day [calendar]"),
    ("⟦7 full business days⟧", "7 day [business]"),
    ("⟦three (3) working days⟧", "3 day [working]"),
    ("⟦10 consecutive days⟧", "10 day [consecutive]"),
    ("⟦10 consecutive business days⟧", "10 day [business]"),
    ("⟦five banking days⟧", "5 day [banking]"),
    ("⟦five fiscal years⟧", "5 year [fiscal]"),
    ("⟦30 workdays⟧", "30 day [working]"),
    ("⟦20 Federal Government working days⟧", "20 day [working]"),
    ("⟦15 additional days⟧", "15 day"),
    ("⟦15 days⟧’ notice", "15 day"),
    ("a ⟦30-day⟧ period", "30 day"),
    ("a ⟦30–day⟧ period", "30 day"),
    ("a ⟦thirty-day⟧ period", "30 day"),
    ("a ⟦thirty (30)-day⟧ period", "30 day"),
    ("a ⟦thirty- (30-) day⟧ period", "30 day"),
    ("a ⟦2-year⟧-old horse", "2 year"),
    ("a ⟦one-year⟧ term", "1 year"),
    ("⟦two weeks⟧’ or ⟦three months⟧’ notice", "2 week", "3 month"),
    ("⟦twenty-four hours⟧", "24 hour"),
    ("⟦15 minutes⟧", "15 minute"),
    ("⟦one second⟧", "1 second"),
    ("⟦fifteen (15) seconds⟧", "15 second"),
    ("⟦two quarters⟧", "2 quarter"),
    ("⟦one quarter⟧", "1 quarter"),
    ("⟦half an hour⟧", "1/2 hour"),
    ("a ⟦half-hour⟧ break", "1/2 hour"),
    ("⟦one-half hour⟧", "1/2 hour"),
    ("⟦two and one-half years⟧", "5/2 year"),
    ("⟦one hour per week⟧", "1 hour /week"),
    ("⟦24 hours a day⟧, ⟦seven days a week⟧", "24 hour /day", "7 day /week"),
    ("⟦ninety (90 days)⟧", "90 day"),
    # Ranges and lists.
    ("⟦5 to 10 days⟧", "5..10 day"),
    ("⟦5–10 days⟧", "5..10 day"),
    ("⟦5-10 days⟧", "5..10 day"),
    ("⟦5- to 10-day⟧ period", "5..10 day"),
    ("between ⟦5 and 10 days⟧", "5..10 day"),
    ("⟦five to ten days⟧", "5..10 day"),
    ("⟦5 days to 10 days⟧", "5..10 day"),
    ("⟦5⟧ and ⟦10 days⟧", "5 day", "10 day"),
    ("⟦30⟧ or ⟦60 days⟧", "30 day", "60 day"),
    ("⟦30⟧, ⟦60⟧, or ⟦90 days⟧", "30 day", "60 day", "90 day"),
    ("⟦one⟧ or ⟦two years⟧", "1 year", "2 year"),
    ("⟦one to four⟧ families", "1..4"),
    ("⟦2.5 to 10 percent⟧", "5/2..10 percent"),
    ("⟦5%–10%⟧", "5..10 percent"),
    ("⟦$5 to $10⟧", "5..10 USD"),
    ("⟦$5–10 per day⟧", "5..10 USD /day"),
    ("⟦$50,000-74,999.99⟧", "50000..7499999/100 USD"),
    ("⟦5 to 10 million⟧ persons", "5000000..10000000"),
    ("⟦$5 to $10 million⟧", "5000000..10000000 USD"),
    ("⟦$5-10 million⟧", "5000000..10000000 USD"),
    ("⟦5–10 million⟧ persons", "5000000..10000000"),
    ("⟦$500,000 to $1 million⟧", "500000..1000000 USD"),
    ("⟦$1 to $1.5 million⟧", "1000000..1500000 USD"),
    ("at ⟦20⟧ ± ⟦2 °C⟧", "20 degree Celsius", "± 2 degree Celsius"),
    ("at ⟦20⟧±⟦2 °C⟧", "20 degree Celsius", "± 2 degree Celsius"),
    ("⟦¼-½ inch⟧", "1/4..1/2 inch"),
    ("⟦1/4-1/2 inch⟧", "1/4..1/2 inch"),
    ("⟦5½–6½ inches⟧", "11/2..13/2 inch"),
    ("⟦0800 hours⟧, from ⟦0800 to 1700 hours⟧", "8:00", "8:00..17:00"),
    (
        "at ⟦40°30′15″⟧ N., ⟦33° 14.5′⟧ N.; ⟦3′⟧ by ⟦15″⟧",
        "9721/240 degree",
        "3989/120 degree",
        "3 foot",
        "15 inch",
    ),
    ("⟦1500 hours⟧ of flight", "1500 hour"),
    ("T. 5 N., R. 5 W.; Nine Mile Point", ""),
    ("⟦Nine miles⟧ off", "9 mile"),
    ("⟦5 1/2-6 1/2 inches⟧", "11/2..13/2 inch"),
    ("⟦5 mg-10 mg⟧, ⟦6 feet⟧-⟦3 inches⟧", "5..10 milligram", "6 foot", "3 inch"),
    ("⟦8 to 10 a.m.⟧", "8:00..10:00"),
    ("from ⟦8:30 to 10 a.m.⟧", "8:30..10:00"),
    ("⟦11 to 1 p.m.⟧", "11:00..13:00"),
    ("⟦May 1-15⟧", "?-05-01..?-05-15"),
    ("⟦May 1 to 15, 2011⟧", "2011-05-01..2011-05-15"),
    ("⟦May 1⟧ to ⟦15 days⟧", "?-05-01", "15 day"),
    ("⟦July 1, 2011-June 30, 2012⟧", "2011-07-01..2012-06-30"),
    ("⟦May 2011–June 2012⟧", "2011-05-?..2012-06-?"),
    ("⟦$5 per day⟧ to ⟦$10 per week⟧", "5 USD /day", "10 USD /week"),
    # Powers of ten as plain text and flattened print have them.
    ("⟦1 x 10-6⟧", "1/1000000"),
    ("⟦1.5 × 10–3 µCi/ml⟧", "3/2000 microcurie /milliliter"),
    ("⟦5 × 10^3⟧, ⟦10^6⟧", "5000", "1000000"),
    ("⟦1E-6⟧ and ⟦3E+1⟧", "1/1000000", "30"),
    ("⟦5⟧ x ⟦103⟧", "5", "103"),
    # Pairs are no fractions.
    ("120/240 volts, 20/200, 12/2011, FY 2011/2012", ""),
    # What a quantity is taken by, known or not.
    ("⟦$5 per violation per day⟧", "5 USD /violation/day"),
    ("⟦$5/ton⟧, ⟦$5 a ton⟧, ⟦$5 for each ton⟧", "5 USD /ton", "5 USD /ton", "5 USD /ton"),
    ("⟦$5⟧ per ⟦100 pounds⟧", "5 USD /100 pound", "100 pound"),
    ("⟦five dollars ($5) per violation⟧", "5 USD /violation"),
    ("⟦3⟧ inspections per year", "3 /year"),
    # Spaces of print, and signs that belong to what is before them.
    (
        "⟦5\u00a0days⟧, ⟦5\u2009mg⟧, ⟦ten\u202fbusiness\u00a0days⟧",
        "5 day",
        "5 milligram",
        "10 day [business]",
    ),
    ("⟦1°C⟧⟦$1⟧", "1 degree Celsius", "1 USD"),
    ("February 30, 2011; Feb. 29, 2011; 2/30/2011; 2011-02-30", ""),
    ("⟦February 29, 2012⟧", "2012-02-29"),
    ("UN 1203, Grade 8, Region 5", ""),
    # One.
    ("more than ⟦one⟧; only ⟦one⟧ copy", "> 1", "= 1"),
    ("⟦one⟧ or more; the only one", "≥ 1"),
    ("⟦20° to 25 °C⟧", "20..25 degree Celsius"),
    ("in ⟦2011⟧, ⟦30⟧ or ⟦60 days⟧", "2011-?-?", "30 day", "60 day"),
    ("⟦6 to 12 years⟧ of age", "6..12 year"),
    # Comparisons.
    ("not less than ⟦30 days⟧", "≥ 30 day"),
    ("at least ⟦30 days⟧", "≥ 30 day"),
    ("not more than ⟦30 days⟧", "≤ 30 day"),
    ("no later than ⟦30 days⟧", "≤ 30 day"),
    ("in no event later than ⟦30 days⟧", "≤ 30 day"),
    ("may not exceed ⟦5 percent⟧", "≤ 5 percent"),
    ("not to exceed ⟦5 percent⟧", "≤ 5 percent"),
    ("may not be less than ⟦5 percent⟧", "≥ 5 percent"),
    ("in excess of ⟦$5⟧", "> 5 USD"),
    ("more than ⟦5⟧ persons", "> 5"),
    ("fewer than ⟦5⟧ persons", "< 5"),
    ("no fewer than ⟦5⟧ persons", "≥ 5"),
    ("up to ⟦5⟧ persons", "≤ 5"),
    ("a maximum of ⟦5⟧ persons", "≤ 5"),
    ("a minimum of ⟦three⟧ zones", "≥ 3"),
    ("⟦5 pounds⟧ or more", "≥ 5 pound"),
    ("⟦5 pounds⟧ or less", "≤ 5 pound"),
    ("⟦two⟧ or more persons", "≥ 2"),
    ("⟦20 or more business days⟧; ⟦20⟧ or fewer boxes", "≥ 20 day [business]", "≤ 20"),
    ("≥ ⟦5 mg/L⟧, ≤⟦6 mg/L⟧", "≥ 5 milligram /liter", "≤ 6 milligram /liter"),
    ("<⟦10 µg/m³⟧, > ⟦5 µg/m³⟧", "< 10 microgram /cubic meter", "> 5 microgram /cubic meter"),
    ("±⟦2 dB⟧", "± 2 decibel"),
    ("plus or minus ⟦2 degrees⟧", "± 2 degree"),
    ("approximately ⟦40 percent⟧", "~ 40 percent"),
    ("not less than ⟦5⟧ nor more than ⟦10 percent⟧", "≥ 5 percent", "≤ 10 percent"),
    ("not later than ⟦July 1, 2011⟧", "≤ 2011-07-01"),
    ("on or after ⟦May 11, 1972⟧", "≥ 1972-05-11"),
    # Signs.
    ("at ⟦−5 °C⟧", "-5 degree Celsius"),
    ("at ⟦-5 °C⟧", "-5 degree Celsius"),
    ("(⟦–5 °C⟧)", "-5 degree Celsius"),
    ("at ⟦minus 5 °C⟧", "-5 degree Celsius"),
    ("a ⟦negative 5⟧", "-5"),
    ("⟦+5 °C⟧", "5 degree Celsius"),
    ("⟦−$5⟧", "-5 USD"),
    ("the price minus ⟦5 percent⟧", "5 percent"),
    # Money and shares.
    ("a fee of ⟦$1,500.00⟧", "1500 USD"),
    ("a fee of ⟦$1.50⟧", "3/2 USD"),
    ("a fee of ⟦$.05⟧", "1/20 USD"),
    ("a fee of ⟦$1.5 million⟧", "1500000 USD"),
    ("⟦five dollars⟧", "5 USD"),
    ("⟦five dollars ($5)⟧", "5 USD"),
    ("⟦11 cents ($0.11)⟧ a case", "11 cent"),
    ("⟦11 cents per kWh⟧", "11 cent /kilowatt-hour"),
    ("⟦$25 per calendar year⟧", "25 USD /calendar year"),
    ("⟦€5⟧ or ⟦£6⟧", "5 EUR", "6 GBP"),
    ("⟦US$5⟧", "5 USD"),
    ("⟦5 percent⟧, ⟦5%⟧, ⟦5 per cent⟧", "5 percent", "5 percent", "5 percent"),
    ("⟦ten (10) percent⟧", "10 percent"),
    ("⟦twenty-five percent (25%)⟧", "25 percent"),
    ("⟦one-half of one percent⟧", "1/2 percent"),
    ("⟦1/10 of 1 percent⟧", "1/10 percent"),
    ("⟦50 basis points⟧ and ⟦2 percentage points⟧", "50 basis point", "2 percentage point"),
    ("⟦20 percent per annum⟧", "20 percent /year"),
    # Measures.
    ("⟦5 mg⟧ and ⟦5 Mg⟧", "5 milligram", "5 megagram"),
    ("⟦5⟧ MG", "5"),
    ("⟦5mg⟧", "5 milligram"),
    ("⟦50 kW⟧, ⟦50 mW⟧, ⟦50 MW⟧", "50 kilowatt", "50 milliwatt", "50 megawatt"),
    ("⟦1/16 of an inch⟧", "1/16 inch"),
    ("⟦3 1/4-inch⟧ pipe", "13/4 inch"),
    ("⟦5 in.⟧ by ⟦6 in.⟧", "5 inch", "6 inch"),
    ("⟦5⟧ in the office", "5"),
    ("⟦4 square feet⟧, ⟦4 sq. ft⟧.", "4 square foot", "4 square foot"),
    ("⟦12.9 cm2⟧ or ⟦12.9 cm²⟧", "129/10 square centimeter", "129/10 square centimeter"),
    ("⟦65,000 Btu per hour⟧", "65000 Btu /hour"),
    ("⟦11 milligrams per kilogram⟧", "11 milligram /kilogram"),
    ("⟦90–130 mg/kg/day⟧", "90..130 milligram /kilogram/day"),
    ("⟦30 pounds per square inch gauge⟧", "30 psig"),
    ("⟦100 V/m⟧, ⟦40 dBu⟧, ⟦60 Hz⟧", "100 volt /meter", "40 dBu", "60 hertz"),
    ("⟦5 miles per hour⟧", "5 mile per hour"),
    ("⟦32 °F⟧, ⟦32 degrees F⟧", "32 degree Fahrenheit", "32 degree Fahrenheit"),
    ("⟦45°⟧ north", "45 degree"),
    ("⟦3″⟧ wide", "3 inch"),
    ("⟦20 ppm⟧", "20 part per million"),
    # Ordinals.
    ("the ⟦30th day⟧", "#30 day"),
    ("the ⟦first calendar quarter⟧", "#1 quarter [calendar]"),
    ("the ⟦twenty-first day⟧", "#21 day"),
    ("the ⟦one hundred twentieth day⟧", "#120 day"),
    ("the ⟦second day⟧", "#2 day"),
    ("the ⟦second⟧ page", "#2"),
    ("the ⟦twenty-second day⟧", "#22 day"),
    ("a ⟦twenty-second⟧ delay", "20 second"),
    # Dates and times.
    ("on ⟦July 1, 2011⟧, the", "2011-07-01"),
    ("on ⟦July 1⟧ of each year", "?-07-01"),
    ("in ⟦July 2011⟧", "2011-07-?"),
    ("on ⟦1 July 2011⟧", "2011-07-01"),
    ("on ⟦06/30/2011⟧ or ⟦6/30/11⟧", "2011-06-30", "11-06-30"),
    ("on ⟦2011-06-30⟧", "2011-06-30"),
    ("[44 FR 16215, ⟦Mar. 16, 1979⟧]", "1979-03-16"),
    ("⟦July 1 through September 30⟧", "?-07-01..?-09-30"),
    ("in ⟦2011⟧", "2011-?-?"),
    ("the Act of ⟦1930⟧", "1930-?-?"),
    ("⟦May 1⟧ may be", "?-05-01"),
    ("in March; to march", ""),
    ("by ⟦9:30 p.m.⟧", "21:30"),
    ("by ⟦9 a.m. eastern time⟧", "9:00 eastern time"),
    ("⟦9 a.m. to 5 p.m.⟧", "9:00..17:00"),
    ("between ⟦8:45 a.m. and 5:15 p.m.⟧", "8:45..17:15"),
    ("at ⟦noon⟧ or ⟦midnight⟧", "12:00", "0:00"),
    ("at ⟦12:00 noon⟧", "12:00"),
    ("at ⟦17:00⟧", "17:00?"),
    ("a ratio of (1:50)", ""),
    # What counts nothing.
    ("No. 5 and Nos. 5 and 6", ""),
    ("5 U.S.C. 552 and 19 U.S.C. 1508", ""),
    ("10 CFR 50.46 and 26 CFR 1.41", ""),
    ("§ 163.12, §§ 323.1, 323.3, and 323.5", ""),
    ("paragraph (c)(2) of this section", ""),
    ("76 FR 65961, Pub. L. 95–87", ""),
    ("97 F.2d 203, 5 U.S. 137", ""),
    ("Form 7501, Forms 7501 and 7505, Customs Form 7525-V", ""),
    ("zip code 28217", ""),
    ("Charlotte, NC 28217, or Charlotte, North Carolina 28217-1234", ""),
    ("call 1-800-555-1234 or (202) 555-1234", ""),
    ("1300 Pennsylvania Avenue, NW., Washington, DC 20229", ""),
    ("P.O. Box 1234, room 5", ""),
    ("OMB control number 1515-0214", ""),
    ("CBP Dec. 11–20", ""),
    ("Part One, step two", ""),
    ("table 2, figure 3, and item 4", ""),
    ("any one of the, no one, the one who, one another, this one", ""),
    ("⟦one⟧ copy", "1"),
    ("once, someone, often, tens, weight, stone", ""),
    ("(1), (30), and (c)(2)", ""),
    ("rule 10b-5, 163.12a, B-52, ER04AP14.030", ""),
    ("1.2.3 and 1,23 and 12,34,567", ""),
    ("a quarter, half, half-life", ""),
    ("under section 5 and ⟦30 days⟧ after", "30 day"),
    ("in this part ⟦30 days⟧ after", "30 day"),
    ("", ""),
]


def _unmarked(marked: str) -> tuple[str, list[str]]:
    return marked.replace("⟦", "").replace("⟧", ""), re.findall("⟦(.*?)⟧", marked)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_text_says(row: tuple[str, ...]) -> None:
    text, spans = _unmarked(row[0])
    found = find_quantities(text)
    assert [said(one) for one in found] == [one for one in row[1:] if one]
    assert [text[one.start : one.end] for one in found] == spans


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("five years", "5 years", True),
        ("five (5) years", "5 years", True),
        ("a five-year term", "5 years", True),
        ("thirty-six (36) months", "36 months", True),
        ("36 months", "3 years", False),
        ("24 hours", "1 day", False),
        ("30 days", "30 calendar days", False),
        ("30 business days", "30 calendar days", False),
        ("30 days", "31 days", False),
        ("30 days", "30 months", False),
        ("1,500", "1500", True),
        ("1.5 percent", "15 percent", False),
        ("1.5 percent", "1.50 percent", True),
        ("5 percent", "5%", True),
        ("$1.50", "$150", False),
        ("$1.50", "150 cents", True),
        ("$1,500", "$1,500.00", True),
        ("$1.5 million", "$1,500,000", True),
        ("$5", "€5", False),
        ("$5", "5", False),
        ("1⁄2", "½", True),
        ("½ inch", "0.5 inch", True),
        ("one-half inch", "½ inch", True),
        ("5 mg", "5 Mg", False),
        ("5 mW", "5 MW", False),
        ("5 milligrams", "5 mg", True),
        ("5 mg/L", "5 mg/kg", False),
        ("5 mg/L", "5 milligrams per liter", True),
        ("5 sq. ft.", "5 square feet", True),
        ("5 °C", "−5 °C", False),
        ("-5 °C", "−5 °C", True),
        ("5 °C", "5 °F", False),
        ("10⁶", "106", False),
        ("5 to 10 days", "5–10 days", True),
        ("5 to 10 days", "5 days", False),
        ("not less than 30 days", "at least 30 days", True),
        ("not less than 30 days", "not more than 30 days", False),
        ("30 days or more", "at least 30 days", True),
        ("more than 30 days", "at least 30 days", False),
        ("30 days", "at least 30 days", False),
        ("the 30th day", "30 days", False),
        ("the thirtieth day", "the 30th day", True),
        ("9 p.m.", "9 a.m.", False),
        ("9:00 p.m.", "9 p.m.", True),
        ("12 noon", "noon", True),
        ("9 a.m. eastern time", "9 a.m.", False),
        ("July 1, 2011", "Jul. 1, 2011", True),
        ("July 1, 2011", "7/1/2011", True),
        ("July 1, 2011", "7/1/11", False),
        ("July 1, 2011", "July 1", False),
        ("sixty (90) days", "sixty (90) days", False),
        ("sixty (90) days", "60 days", False),
        ("1 x 10-6", "1 × 10⁻⁶", True),
        ("5 × 10^3", "5,000", True),
        ("over $500", "more than $500", True),
        ("not over $500", "not more than $500", True),
        ("before June 30", "prior to June 30", True),
        ("within 10 days after", "within ten days following", True),
        ("$5 per violation", "$5 for each violation", True),
        ("5 pound-feet", "5 lb-ft", True),
        ("from 5 to 10 days", "5 to 10 days", True),
    ],
)
def test_same_value(one: str, other: str, same: bool) -> None:
    assert same_value(*find_quantities(one), *find_quantities(other)) is same
    assert same_value(*find_quantities(other), *find_quantities(one)) is same


# No two of a row say the same.
DIFFERENT = [
    ("$500", "over $500", "under $500", "not over $500", "not under $500"),
    ("21 years", "over 21 years", "under 21 years"),
    ("June 30", "before June 30", "after June 30", "by June 30", "on June 30", "not after June 30"),
    (
        "10 days",
        "within 10 days",
        "after 10 days",
        "for 10 days",
        "10 days after",
        "10 days before",
    ),
    ("at 9 a.m.", "before 9 a.m.", "until 9 a.m."),
    ("1 x 10-6", "1 x 10-7", "1"),
    ("1.5 × 10–3 µCi/ml", "1.5 × 10–4 µCi/ml", "1.5 µCi/ml"),
    ("1E-6", "1E-7", "5 × 10^3", "5 × 10^4"),
    (
        "0.5 g per brake horsepower-hour",
        "0.5 g per horsepower-hour",
        "0.5 g per brake horsepower",
        "0.5 g",
    ),
    ("5 pounds", "5 pound-feet", "5 pound-inches", "5 pounds-force", "5 pound-wits"),
    ("5 in-lb", "5 in-oz", "5", "5 N·m", "5-axle", "5-wheel"),
    ("5 m", "5 m^2", "5 m^3", "5 m^4", "5 m⁻²"),
    ("$5", "$5 per violation", "$5 per violation per day", "$5 per day", "$5/ton", "$5 a pound"),
    ("5 lb", "5 lb/million Btu", "5 lb/MMBtu", "5 lb/thousand Btu", "5 lb/billion tons"),
    ("3 inspections per year", "3 inspections per month", "3 inspections"),
    ("24-hour-a-day", "24-hour-a-week", "24-hour"),
    ("one vessel", "more than one vessel", "only one vessel", "one or more vessels"),
    ("$5", "$5M", "$5B", "$5K"),
    ("5 miles", "within 5 miles", "beyond 5 miles"),
    ("5 percent", "by 5 percent", "to 5 percent", "over 5 percent"),
    ("the 30th day", "before the 30th day", "after the 30th day"),
    ("21 years", "over the age of 21 years", "under the age of 21 years"),
    ("10 days", "10 days later", "10 days earlier"),
    ("5 mg", "5 mg-10 mg", "5 mg-20 mg"),
    ("five dollars ($5)", "five dollars ($5) per violation", "five dollars ($5) per animal"),
]


@pytest.mark.parametrize(
    ("one", "other"), [pair for row in DIFFERENT for pair in itertools.combinations(row, 2)]
)
def test_what_differs_is_not_the_same(one: str, other: str) -> None:
    assert not same_value(*find_quantities(one), *find_quantities(other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("1.50", "1.5", False), ("1,500", "1500", True), ("five", "5", True), ("$5.00", "$5", False)],
)
def test_same_precision(one: str, other: str, same: bool) -> None:
    assert same_precision(*find_quantities(one), *find_quantities(other)) is same


def test_cited_spans_can_be_given() -> None:
    text = "under 12.5 and 13.5 for 30 days"
    assert [said(one) for one in find_quantities(text, [(6, 19)])] == ["30 day"]


HOSTILE = [
    "1", "1,", "1.", "1/", "1-", "1–", "½", "$", "$1", "(1)", "one ", "one-", "twenty-", "hundred ",
    "a hundred ", "one and ", "1 or ", "1, ", "5 to ", "not ", "not less than 5 ", "No. 5 and ",
    "5 per day ", "5 calendar ", "calendar ", "5 additional ", "July ", "July 1, ", "9:30 ", "10⁶",
    "one (1) ", "five dollars ($5) ", "- 5", "minus 5 ", "half an ", "1 1/2 ", "Form 1 ", "square ",
    "5 a day ", "between 5 and ", "¹⁄₂", " ", "n o t ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length(piece: str) -> None:
    find_quantities(piece, ())
    text = piece * (20_000 // len(piece)) + "days"
    start = time.process_time()  # of this process alone, however busy the machine is
    find_quantities(text, ())
    assert time.process_time() - start < 3


_VALUES = st.one_of(
    st.integers(0, 10**12),
    st.builds(lambda n, d: Fraction(n, 10**d), st.integers(0, 10**9), st.integers(1, 6)),
)
_UNITS = {"": None, " days": "day", " mg": "milligram", " percent": "percent", "%": "percent"}


@given(_VALUES, st.sampled_from(sorted(_UNITS)), st.booleans(), st.booleans())
def test_what_is_printed_is_read(
    value: int | Fraction, unit: str, commas: bool, negative: bool
) -> None:
    whole, part = divmod(value, 1)
    places = ""
    if isinstance(value, Fraction):
        places = f"{float(part):.6f}"[1:] if part else ".0"
    text = ("−" if negative else "") + (f"{int(whole):,}" if commas else str(int(whole))) + places
    (found,) = find_quantities(f"it is {text}{unit}", ())
    assert found.number == (-value if negative else value)
    assert found.unit == _UNITS[unit]


@given(st.text(alphabet="0123456789,.-–/½⁄$%()ondthirwe ⁶−", max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = find_quantities(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
