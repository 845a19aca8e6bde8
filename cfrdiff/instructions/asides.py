"""What a sentence of the Federal Register says by the way: from when it takes effect, what an
earlier rule did to the provision, where in the Register a corrected sentence stands.

None of it says what to amend. The words are taken out before the rest is read, so that the rest
can be asked to be understood to the last word.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from cfrdiff.language.dates import month_date_at

_DATE = r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
# "Effective from May 1, 2013, until …" is no such opening: what holds for a time is not read.
_EFFECTIVE = re.compile(
    rf"^(?:Effective(?: on)?|Beginning on|On) (?P<date>{_DATE}) ?[,:] ?(?!until|through|to\b)"
)
_SINCE = re.compile(rf"\beffective (?:on |as of )?(?P<date>{_DATE})", re.IGNORECASE)
# "as added at 78 FR 11007 (Feb. 14, 2013)"; ", as amended February 14, 2013, at 78 FR 10887,".
_PAGE = r"\(?\d{1,3} FR \d{1,6}\)?"
_HERE = r"elsewhere in this issue of the Federal Register"
_SAID_WHERE = rf"(?:(?:on )?{_DATE},? )?(?:(?:at|by|in) )?{_PAGE}(?: ?,? ?\(?{_DATE}\)?)?"
_HISTORY = re.compile(
    r"(?: ?,? (?:and )?(?:as )?(?:(?:further|most recently|last|proposed to be) )?"
    r"(?:added|amended|revised|published|redesignated) "
    rf"(?:{_HERE}|{_SAID_WHERE})(?:(?: ?[,;] ?(?:and )?| and ){_SAID_WHERE})*)+ ?,?(?=[ :.—]|$)"
)
# Where in the Register a corrected sentence stands: "On page 11904, third column, in § 802.51, in
# the fourth line, …". What is amended is said besides.
_ON_PAGE = re.compile(r"^On page \d+, ")
_COLUMN = r"(?:first|second|third|left|middle|center|right)(?:-hand)? column|column \d"
_ORDINAL = r"(?:[a-z]{1,8}-)?(?:[a-z]{1,10}(?:st|nd|rd|th)|last)"
_LINES = (
    rf"(?:(?:{_ORDINAL})(?:(?:,| and| through|, and) {_ORDINAL}){{0,9}} lines?|"
    r"lines? \d{1,3}(?:(?:,| and| through|-|–) ?\d{1,3}){0,9})"
)
_IN_PRINT = re.compile(
    rf"(?:^|(?<=,) |(?<= ))(?:(?:in|of|on|beginning in|at) )?(?:the )?(?:{_COLUMN}|{_LINES})"
    r"(?: (?:of|from the (?:top|bottom))(?=,))?(?:, | (?=[“\"]))",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A sentence without what it says by the way; `effective` is the day that it names."""

    words: str
    effective: datetime.date | None


def without_asides(words: str) -> Told:
    """Take out of a sentence what does not say what to amend."""
    opening = _EFFECTIVE.match(words)
    effective = _day(opening["date"]) if opening else None
    if opening is not None and effective is not None:
        words = _capitalised(words[opening.end() :])
    on_page = _ON_PAGE.match(words)
    if on_page is not None:
        words = _IN_PRINT.sub(" ", words[on_page.end() :])
        words = _capitalised(" ".join(words.split()))
    # The commas around the history are its own.
    return Told(_HISTORY.sub("", words), effective)


def effective_date(words: str) -> datetime.date | None:
    """The one day from which a rule's DATES paragraph says it is effective; None where it says
    none, or several.
    """
    days = {_day(found["date"]) for found in _SINCE.finditer(words)}
    return days.pop() if len(days) == 1 else None


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(printed: str) -> datetime.date | None:
    found = month_date_at(printed, 0)
    if found is None or not (found.year and found.month and found.day):
        return None
    return datetime.date(found.year, found.month, found.day)
