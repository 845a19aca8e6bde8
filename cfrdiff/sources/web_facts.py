"""What a web page says of its edition: the title's number, and the date it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from cfrdiff.language.dates import month_date_at

# An address with a day in it shows the text of that day; "/current/" names none.
_ADDRESS = re.compile(r"/(?:on|in-force)/(\d{4}-\d\d-\d\d)/title-(\d{1,2})\b")
_TITLE_ADDRESS = re.compile(r"/title-(\d{1,2})\b")
# "Displaying title 19, up to date as of 10/25/2024.", "e-CFR data is current as of …", "in effect
# on 10/01/2020", in the order in which they are believed.
_LINES = (
    re.compile(r"\bin effect (?:on|as of) (?P<day>[\d/]{8,10}|[A-Z][a-z]+ \d{1,2}, \d{4})"),
    re.compile(
        r"(?:\btitle (?P<title>\d{1,2}), )?\bup to date as of "
        r"(?P<day>[\d/]{8,10}|[A-Z][a-z]+ \d{1,2}, \d{4})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\be-?CFR data is current as of (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})", re.IGNORECASE
    ),
    re.compile(r"\bRevised as of (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})"),
)
_CITED = re.compile(r"\b(\d{1,2}) C\.?F\.?R\.?\b")
# "Title 19: Customs Duties", where a site shows the way to a section.
_HEADED = re.compile(r"Title (\d{1,2})(?:\s*[:—–-]|$)", re.IGNORECASE)
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def date_and_title(
    text: str, heads: Iterable[str], lines: Iterable[str]
) -> tuple[str | None, int | None]:
    """The ISO date and the title of a page; None for what it does not say.

    `text` is its beginning, with the address it was saved from, `heads` are its title and the
    headings of its sections, `lines` what else its site says.
    """
    found: list[tuple[int, str]] = []
    title: int | None = None
    headed: set[int] = set()
    for line in lines:
        head = _HEADED.match(line)
        headed |= {int(head[1])} if head else set()
        for trust, pattern in enumerate(_LINES):
            match = pattern.search(line)
            day = _iso(match["day"]) if match else None
            if match is not None and day is not None:
                found.append((trust, day))
                named = match.groupdict().get("title")
                title = title or (int(named) if named else None)
    address = _ADDRESS.search(text)
    if address is not None and (day := _checked(address[1])) is not None:
        found.insert(0, (-1, day))
    if title is None:
        title = _title(text, heads) or (headed.pop() if len(headed) == 1 else None)
    return min(found, key=lambda one: one[0])[1] if found else None, title


def _title(text: str, heads: Iterable[str]) -> int | None:
    for head in heads:
        cited = _CITED.search(head)
        if cited:
            return int(cited[1])
    address = _TITLE_ADDRESS.search(text)
    return int(address[1]) if address else None


def _iso(given: str) -> str | None:
    numbers = _US_DAY.fullmatch(given)
    if numbers:
        return _checked(f"{numbers[3]}-{int(numbers[1]):02}-{int(numbers[2]):02}")
    day = month_date_at(given, 0)
    if day is None or None in (day.year, day.month, day.day):
        return None
    return _checked(f"{day.year:04}-{day.month:02}-{day.day:02}")


def _checked(given: str) -> str | None:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return None
