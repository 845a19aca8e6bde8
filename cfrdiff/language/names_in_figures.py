"""Figures that name something and count nothing: No. 5, Form 7501, 97 F.2d 203, 1300 K Street.

What the law cites is found by `cfrdiff.language.citations`; here stands what else is numbered.
"""

from __future__ import annotations

import functools
import re

from cfrdiff.language.tables import read_table
from cfrdiff.language.units import unit_at

# What goes on with a figure and makes it no number: "163.12a", "1-800-555-1234".
_GOES_ON = re.compile(r"[\w⁄]*+(?:[.,/:⁄–−^-]\w++)*+")
_JOINT = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|through|to|&)\s|[-–]")
_ZIP_CODE = re.compile(r"\d{5}(?!\d|[.,]\d)")
_PLACE = re.compile(r"(?:[A-Z]{2}|[A-Z][a-z]+|[A-Z]\.[A-Z]\.)[,.]? $")
_FEW = 24
_PLACE_OF_MILES = re.compile(r"[A-Z][a-z]+ Mile")
_CAPITAL = re.compile(r" [A-Z][a-z]")


def end_of_code(text: str, at: int) -> int:
    """Where a run of figures, letters and dashes that begins at `at` ends."""
    match = _GOES_ON.match(text, at)
    return max(at + 1, match.end() if match else at)


def end_of_name(text: str, start: int, end: int, named: int | None) -> int | None:
    """Where the name ends that the figure ``text[start:end]`` is or begins; None where it is none.

    `named` is the end of a name before it, so that a list goes on: "Forms 7501 and 7505".
    """
    before = text[max(0, start - _FEW) : start]
    if named is not None and named < start and _JOINT.fullmatch(text, named, start):
        return end
    if page := _volume().match(text, end):
        return page.end()
    zip_code = _ZIP_CODE.match(text, start) and _PLACE.search(before)
    return end if is_labelled(before) or zip_code or _is_street_number(text, end) else None


def is_labelled(before: str) -> bool:
    """Whether text ends in a word that numbers things: "Form ", "No. "."""
    words, phrases, signs = _labels()
    trimmed = before.rstrip()
    if before[-1:] in signs:
        return True
    word = trimmed.rpartition(" ")[2].lstrip("([“‘").lower()
    return before != trimmed and (word in words or trimmed.endswith(phrases))


def is_numbered(text: str, start: int) -> bool:
    """Whether a figure is a name, be there a unit behind it or not: "R. 5 W."."""
    before = text[max(0, start - _FEW) : start]
    return before.endswith(" ") and before.rstrip().rpartition(" ")[2] in _always()


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a number of miles is part of a place's name: "Nine Mile Point"."""
    return (
        text[start].isupper()
        and _PLACE_OF_MILES.fullmatch(text, start, end) is not None
        and (_CAPITAL.match(text, end) is not None)
    )


@functools.cache
def _always() -> frozenset[str]:
    return frozenset(read_table("quantities")["labels"]["always"].split())


def may_be_label(text: str, start: int, end: int) -> bool:
    """Whether a word for a number names a thing: "Part One", "step two"; not "class one year"."""
    return is_labelled(text[max(0, start - _FEW) : start]) and unit_at(text, end) is None


def _is_street_number(text: str, end: int) -> bool:
    if not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return False
    return _street().match(text, end) is not None


@functools.cache
def _labels() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    table = read_table("quantities")["labels"]
    words = frozenset(word.lower() for word in table["words"].split())
    return words, tuple(table["phrases"]), tuple(table["signs"])


@functools.cache
def _volume() -> re.Pattern[str]:
    reporters = "|".join(map(re.escape, read_table("quantities")["volumes"]["words"]))
    return re.compile(rf" (?:{reporters}) \d[\d,]*")


@functools.cache
def _street() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, read_table("quantities")["streets"]["words"].split()))
    return re.compile(rf"(?: [A-Z0-9][\w.]*){{0,3}}? (?:{ends})(?!\w)")
