"""What the running heads of a file say of its edition, and of the section it begins in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from cfrdiff.cites import canonical, follows
from cfrdiff.text import RunningText
from cfrdiff.text.head_forms import EDITION_HEAD, number_in_head

# The annual edition began in 1967 (32 FR), so two digits name one year until 2066.
_FIRST_YEAR = 67


def title_in_heads(heads: Sequence[str]) -> int | None:
    """The title that most running heads name."""
    titles = Counter(int(edition["title"]) for edition in _editions(heads))
    return titles.most_common(1)[0][0] if titles else None


def date_in_heads(heads: Sequence[str]) -> str | None:
    """The revision date in running heads: ``(4–1–12 Edition)`` is April 1, 2012."""
    dates = Counter(
        tuple(int(edition[part]) for part in ("year", "month", "day"))
        for edition in _editions(heads)
    )
    if not dates:
        return None
    year, month, day = dates.most_common(1)[0][0]
    century = 1900 if year >= _FIRST_YEAR else 2000
    try:
        return date(century + year, month, day).isoformat()
    except ValueError:
        return None


def _editions(heads: Sequence[str]) -> Iterator[dict[str, str]]:
    for head in heads:
        match = EDITION_HEAD.search(head)
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
