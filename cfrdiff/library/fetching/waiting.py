"""How long to wait before a request is made again."""

from __future__ import annotations

import datetime
from email.utils import parsedate_to_datetime

# How often one document is asked for before it is given up.
ATTEMPTS = 5
# The first wait in seconds; each further one is twice as long.
_FIRST = 1.0
# A server that asks for a longer wait than this is left in peace: what was fetched is kept.
LONGEST = 300.0
# Answers after which asking again helps: too many requests, and servers that are busy or away
# (RFC 6585, 4; RFC 9110, 15.6).
AGAIN = frozenset((429, 500, 502, 503, 504))


def wait_before(attempt: int, retry_after: str | None, now: datetime.datetime) -> float:
    """Seconds to wait before attempt 2, 3 and so on: what the server asks for in ``Retry-After``
    (RFC 9110, 10.2.3), which is a number of seconds or a date, or twice as long each time.
    """
    own: float = _FIRST * 2 ** (attempt - 2)
    asked = _asked(retry_after, now)
    return own if asked is None else max(own, asked)


def _asked(retry_after: str | None, now: datetime.datetime) -> float | None:
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.UTC)
    return max(0.0, (date - now).total_seconds())
