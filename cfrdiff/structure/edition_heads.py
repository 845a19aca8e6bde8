"""What the running heads of a file say of its edition, and of the section it begins in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from cfrdiff.cites import canonical, follows
from cfrdiff.language.dates import month_date_at
from cfrdiff.text import RunningText
from cfrdiff.text.head_forms import EDITION_HEAD, EXPORT_HEAD, number_in_head

# The annual edition began in 1967 (32 FR), so two digits name one year until 2066.
_FIRST_YEAR = 67
_CENTURY = 100
_REVISED = re.compile(r"^Revised as of ", re.IGNORECASE | re.MULTILINE)


def title_in_heads(heads: Sequence[str]) -> int | None:
    """The title that most running heads name."""
    titles = Counter(int(edition["title"]) for edition in _editions(heads))
    return titles.most_common(1)[0][0] if titles else None


def date_in_heads(heads: Sequence[str]) -> str | None:
    """The date in running heads: ``(4–1–12 Edition)`` is April 1, 2012, and an export of the eCFR
    is ``(up to date as of 9/29/2025)``.
    """
    dates = Counter(
        tuple(int(edition[part]) for part in ("year", "month", "day"))
        for edition in _editions(heads)
    )
    if not dates:
        return None
    year, month, day = dates.most_common(1)[0][0]
    if year < _CENTURY:
        year += 1900 if year >= _FIRST_YEAR else 2000
    return _iso(year, month, day)


def date_on_title_page(running: RunningText, end: int) -> str | None:
    """The date of the line "Revised as of April 1, 2012" that stands before an offset."""
    for match in _REVISED.finditer(running.text, 0, end):
        day = month_date_at(running.text, match.end())
        if day is not None and day.year is not None and day.month and day.day:
            return _iso(day.year, day.month, day.day)
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _editions(heads: Sequence[str]) -> Iterator[dict[str, str]]:
    for head in heads:
        match = EDITION_HEAD.search(head) or EXPORT_HEAD.search(head)
        if match:
            yield match.groupdict()


def number_in_heads(running: RunningText, end: int, following: str | None) -> str | None:
    """The number of the section a file begins in, as a running head up to an offset names it.

    It must come before the `following` section of the same part.
    """
    for at, head in running.heads:
        printed = number_in_head(head) if at <= end else None
        number = canonical(printed) if printed else None
        if number is not None and (following is None or follows(number, following)):
            return number
    return None
