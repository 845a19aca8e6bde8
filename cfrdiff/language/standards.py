"""References to technical standards: "ASTM F2167–17", "ANSI/ASHRAE 34-2013", "IEEE Std 1547"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cfrdiff.language.tables import read_table

# "F2167–17", "D 4294-16e1", "9001:2015", "210.240-2008", "60335-2-40", "J1939".
_NUMBER = (
    r"(?:[A-Z]{1,3}[ -]?)?\d[\dA-Za-z]*(?:[.:–/-]\d[\dA-Za-z]*)*(?:[-–][A-Z]{2,4}\b)?"
    r"(?:\s?\((?:R?(?:19|20)\d{2}|E|[eE]\d)\))?"
)
# The number of a standard of ASTM without the body, as in a list: "F2012–18".
_ALONE = r"\b[A-G]\d{2,5}(?:/[A-G]\d{2,5}M)?[-–]\d{2}(?:[a-c]|e\d)?\b"


def find_standards(text: str) -> Iterator[tuple[int, int]]:
    """The places of the standards that a text refers to, in order."""
    for match in _pattern().finditer(text):
        yield match.span()


@functools.cache
def _pattern() -> re.Pattern[str]:
    table = read_table("mentions")["standard"]
    bodies, forms = _any_of(table["bodies"]), _any_of(table["forms"])
    named = rf"\b(?:{bodies})(?:/(?:{bodies})){{0,4}}(?:[ -](?:{forms})){{0,4}}[ -]{_NUMBER}"
    return re.compile(rf"{named}|{_ALONE}")


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
