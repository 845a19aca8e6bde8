"""Dates and times of day: "July 1, 2011", "June 30", "06/30/2011", "9:30 p.m., eastern time"."""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterable

import msgspec

from cfrdiff.language.tables import read_table
from cfrdiff.language.units import unit_at

_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[6-9]|20)\d\d"


class Day(msgspec.Struct, frozen=True):
    """A date as printed: what it does not say is None. A year of two figures stays one."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


class Clock(msgspec.Struct, frozen=True):
    """A time of day, in minutes since midnight; `half` is False where print leaves open which half
    of the day it is in ("8:30"). `zone` is in small letters, without stops, as it is printed.
    """

    start: int
    end: int
    minutes: int
    half: bool = True
    zone: str | None = None


def whole_zone(zone: str) -> str:
    """The name of a zone of a clock, a short one in full: "est" is "eastern standard time"."""
    letters = read_table("dates")["clock"]["letters"]
    if zone[-1:] == "t" and set(zone) <= letters.keys():
        return " ".join(letters[letter] for letter in zone)
    return re.sub(r"savings? ", "", zone)


def months() -> dict[str, int]:
    """The names of the months and their abbreviations, without stops."""
    table = read_table("dates")
    return {**table["months"], **table["short"]}


def month_date_at(text: str, at: int) -> Day | None:
    """The date that begins with the name of a month: "July 1, 2011", "Sept. 30", "May 2011".

    The name alone is none: "March" may be a walk.
    """
    match = _by_month().match(text, at)
    if match is None:
        return None
    year, day = match["year"] or match["only"], match["day"]
    month = months()[match["month"].title()]
    return _real(
        Day(at, match.end(), int(year) if year else None, month, int(day) if day else None)
    )


def day_through(text: str, first: Day) -> Day | None:
    """The second day of "May 1-15" and "May 1 through 15, 2011", in the month of the first."""
    if first.day is None or first.year is not None:
        return None
    match = _THROUGH.match(text, first.end)
    if match is None or int(match["day"]) <= first.day or unit_at(text, match.end("day")):
        return None
    year = int(match["year"]) if match["year"] else None
    return _real(Day(match.start("day"), match.end(), year, first.month, int(match["day"])))


def _real(day: Day) -> Day | None:
    """The day, if the calendar has it: no February 30."""
    if day.month is None or day.day is None:
        return day
    year = day.year if day.year is not None and day.year > _YEAR_OF_TWO_FIGURES else _LEAP_YEAR
    return day if day.day <= monthrange(year, day.month)[1] else None


def figure_date_at(text: str, at: int) -> Day | None:
    """The date in figures at `at`: "6/30/2011", "06/30/11", "2011-06-30", "1 July 2011".

    Slashes are read as the CFR means them, the month first; where that cannot be, none is.
    """
    if match := _by_day().match(text, at):
        month = months()[match["month"].title()]
        return _real(Day(at, match.end(), int(match["year"]), month, int(match["day"])))
    match = _IN_FIGURES.match(text, at)
    if match is None:
        return None
    year, month, day = (int(match[name] or match[name + "2"]) for name in ("year", "month", "day"))
    return _real(Day(at, match.end(), year, month, day))


def year_at(text: str, at: int) -> Day | None:
    """The four figures at `at` where the word before them makes them a year: "in 2011"."""
    match = _FOUR.match(text, at)
    if match is None or not _before("years").search(text, max(0, at - 16), at):
        return None
    return Day(at, match.end(), int(match[0]))


def clock_at(text: str, at: int) -> Clock | None:
    """The time of day at `at`, with its zone: "9:30 p.m.", "9 a.m. eastern time", "noon"."""
    if match := _OF_24_HOURS.match(text, at):
        return Clock(at, match.end(), int(match["hours"]) * 60 + int(match["past"]))
    match = _clock().match(text, at)
    if match is None or (
        match["open_hour"] and not _before("open").search(text, max(0, at - 9), at)
    ):
        return None
    zone = match["zone"].lower().replace(".", "") if match["zone"] else None
    minutes = int(match["minute"] or match["open_minute"] or 0)
    return Clock(at, match.end(), _hour(match) * 60 + minutes, match["open_hour"] is None, zone)


def _hour(match: re.Match[str]) -> int:
    if named := match["named"] or match["alone"]:
        return int(read_table("dates")["clock"]["named"][named])
    if match["half"]:
        return int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
    return int(match["open_hour"])


_IN_FIGURES = re.compile(
    rf"(?:(?P<month>1[0-2]|0?[1-9])/(?P<day>{_DAY})/(?P<year>{_YEAR}|\d\d)"
    rf"|(?P<year2>{_YEAR})-(?P<month2>1[0-2]|0[1-9])-(?P<day2>{_DAY}))(?![\w/-]|[.,]\d)"
)
# "0800 hours", and both of "0800 to 1700 hours"; 1500 hours alone are a length of time.
_OF_24_HOURS = re.compile(
    r"(?:(?=0)|(?<=\b0\d{3}[-–])|(?<=\b0\d{3}\sto\s))(?P<hours>[01]\d|2[0-3])(?P<past>[0-5]\d)"
    r"(?:\s(?:hours|hrs\.?)\b|(?=(?:[-–]|\sto\s)\d{4}\s(?:hours|hrs)\b))"
)
_YEAR_OF_TWO_FIGURES = 99
# February has 29 days where print leaves the year open.
_LEAP_YEAR = 2000
# Behind a year: no code goes on, but a range may ("July 1, 2011-June 30, 2012").
_YEAR_ENDS = r"(?!\w|[-–]\d)"
_THROUGH = re.compile(
    rf"(?:\s?[-–—]|\s(?:to|through))\s?(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\w|[.:/-]\d|,\d{{3}}\b)"
    rf"(?:,?\s(?P<year>{_YEAR}){_YEAR_ENDS})?"
)
_FOUR = re.compile(rf"{_YEAR}(?![\w/–-]|[.,]\d)")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@functools.cache
def month_pattern() -> str:
    """A pattern for the name of a month, with the stop of an abbreviation."""
    names = [*months(), *(name.upper() for name in months())]
    return rf"(?P<month>{_any(names)})\b\.?"


@functools.cache
def _by_month() -> re.Pattern[str]:
    # "CBP Dec. 11–20" is a decision: no day of an abbreviated month has a dash behind it.
    return re.compile(
        rf"""
        {month_pattern()}(?:
            \s(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\w|[.:]\d|,\d{{3}}\b|(?<=\.\s.)[-–]\d|(?<=\.\s..)[-–]\d)
                (?:,?\s(?P<year>{_YEAR}){_YEAR_ENDS})?
          | (?:,?\s|\sof\s)(?P<only>{_YEAR})(?!,\d){_YEAR_ENDS}
        )""",
        re.VERBOSE,
    )


@functools.cache
def _by_day() -> re.Pattern[str]:
    return re.compile(rf"(?P<day>{_DAY})\s{month_pattern()},?\s(?P<year>{_YEAR})(?![\w-])")


@functools.cache
def _before(table: str) -> re.Pattern[str]:
    """What stands before a year or before an open time of day."""
    leads = read_table("dates")[table]["leads"].replace(" ", "|")
    acts = r"|[A-Z]\w+ of" if table == "years" else ""
    return re.compile(rf"(?:\b(?:{leads}){acts})\s\(?$")


@functools.cache
def _clock() -> re.Pattern[str]:
    table = read_table("dates")["clock"]
    regions, kinds = table["regions"].replace(" ", "|"), table["kinds"].replace(" ", "|")
    names = "|".join(table["named"])
    return re.compile(
        rf"""
        (?: (?P<hour>1[0-2]|0?[1-9]) (?::(?P<minute>[0-5]\d))? \s?
            (?: (?P<half>[AaPp])(?:\.\s?[Mm]\b\.?|[Mm]\b) | (?P<named>{names})\b )
          | (?P<open_hour>[01]?\d|2[0-3]):(?P<open_minute>[0-5]\d)(?![\w:]|[.–-]\d)
          | (?P<alone>{names})\b
        )
        (?: ,?\s(?P<open>\()?(?P<zone>(?i:(?:{regions})(?:\s(?:{kinds}))?(?:\ssavings?)?\stime)\b
                            |(?:{_any(table["short"].split())})(?!\w))(?(open)\)) )?
        """,
        re.VERBOSE,
    )
