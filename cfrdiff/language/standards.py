"""References to technical standards: "ASTM F2167–17", "ANSI/ASHRAE 34-2013", "IEEE Std 1547"; to
forms: "Form 1040-SR", "CBP Form 28", "Form FDA 356h", "form HUD-50058".
"""

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

# "1040-SR", "5300.26", "W-2", "8-K", "FDA 356h", "HUD-50058".
_FORM_NUMBER = r"(?:[A-Z]{1,5}[ -])?\d[\dA-Za-z]*(?:[.-][\dA-Za-z]+)*\b"
# After a small "form" a figure may count something else ("in that form 30 days before").
_SMALL_FORM_NUMBER = r"(?:[A-Z]{1,5}[ -]\d|\d{4,}|\d+[.-])[\dA-Za-z]*(?:[.-][\dA-Za-z]+)*\b"
# An agency before it is a name of its own: "Customs Form 7512" became "CBP Form 7512".
_FORM = re.compile(
    rf"[Ff]orms? (?:(?:(?<=Form )|(?<=Forms ))(?:No\. )?{_FORM_NUMBER}|{_SMALL_FORM_NUMBER})"
)
# Standard and optional forms, also by their initials: "SF-424", "SF–LLL".
_SERIES = ("Standard ", "Optional ")
_INITIALS = re.compile(r"\b(?:SF[ –-]|OF[–-])(?:\d{1,4}[A-Z]?|[A-Z]{3})\b")


def find_forms(text: str) -> Iterator[tuple[int, int]]:
    """The places of the forms that a text calls by their numbers, in order."""
    for match in _FORM.finditer(text) if "orm" in text else ():
        start = match.start()
        if start and text[start - 1].isalnum():
            continue
        series = next((len(one) for one in _SERIES if text.endswith(one, 0, start)), 0)
        yield start - series, match.end()
    for match in _INITIALS.finditer(text) if "SF" in text or "OF" in text else ():
        yield match.span()


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
