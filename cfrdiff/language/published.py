"""Documents of the Federal Register by the place they are printed at: "76 FR 65961, Oct. 25, 2011".

Source notes name a section's documents so, and the eCFR its links to amendments.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec

from cfrdiff.language.dates import month_date_at

# "76 FR 65961, 65970, Oct. 25, 2011", "45 F.R. 1234".
_CITED = re.compile(
    r"\b(?P<volume>\d{1,3}) (?:FR|F\.R\.|Fed\. ?Reg\.) (?P<page>\d{1,3}(?:,\d{3})+|\d{1,6})"
    r"(?:[–-]\d+|(?:,| and|, and) \d{1,6}(?=[,;.\] ]))*"
)
_BEFORE_DATE = re.compile(r",? \(?")
# The first volume is of 1936, and there is one a year.
_BEFORE_FIRST_VOLUME = 1935


class Published(msgspec.Struct, frozen=True, order=True):
    """A page of the Federal Register, and the day it was printed where that is said."""

    volume: int
    page: int
    day: datetime.date | None = msgspec.field(default=None)

    @property
    def place(self) -> tuple[int, int]:
        """Its volume and page."""
        return self.volume, self.page

    def __str__(self) -> str:
        """``76 FR 65961, Oct. 25, 2011``."""
        day = f", {printed_day(self.day)}" if self.day else ""
        return f"{self.volume} FR {self.page}{day}"


def published_in(text: str) -> Iterator[Published]:
    """What a text names of the Federal Register, in its order."""
    words = " ".join(text.split())
    for found in _CITED.finditer(words):
        behind = _BEFORE_DATE.match(words, found.end())
        day = month_date_at(words, behind.end()) if behind else None
        whole = day if day is not None and day.year and day.month and day.day else None
        yield Published(
            int(found["volume"]),
            int(found["page"].replace(",", "")),
            datetime.date(whole.year or 0, whole.month or 0, whole.day or 0) if whole else None,
        )


def volume_of(year: int) -> int:
    """The volume of the Federal Register of a year."""
    return year - _BEFORE_FIRST_VOLUME


def printed_day(day: datetime.date) -> str:
    """A day as source notes print it: ``Oct. 25, 2011``."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


# As the Government Publishing Office's Style Manual (9.44) shortens them.
_MONTHS = tuple("Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split())
