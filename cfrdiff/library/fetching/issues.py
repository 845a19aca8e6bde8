"""The days on which a text was issued, and which of them holds on a given day."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

# The versioner has the text of each day from then on; what it lists as issued earlier is what
# stood when it began ("Versions", https://www.ecfr.gov/developers/documentation/api/v1).
BEGINS = datetime.date(2017, 1, 1)


class Version(msgspec.Struct, frozen=True):
    """A section or an appendix as it was issued on a day, or that it was removed."""

    issue_date: datetime.date
    identifier: str
    removed: bool = False


class Issues(msgspec.Struct, frozen=True):
    """The days on which a text was issued anew, in order; those from which on none of it stands;
    and the day up to which this is known.
    """

    days: tuple[datetime.date, ...]
    gone: tuple[datetime.date, ...]
    current: datetime.date

    def in_force(self, day: datetime.date) -> datetime.date | None:
        """The day on which the text of a day was issued; None where none had been."""
        known = min(day, self.current)
        place = bisect_right(self.days, known)
        return self.days[place - 1] if place else None

    def held_until(self, issued: datetime.date) -> datetime.date:
        """The last day on which what was issued on a day was in force, as far as is known."""
        following = self.after(issued)
        return following - datetime.timedelta(days=1) if following else self.current

    def after(self, day: datetime.date) -> datetime.date | None:
        """The next day on which the text was issued anew."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None


def issues_of(versions: Iterable[Version], section: str | None, current: datetime.date) -> Issues:
    """The days of a text, from the versions of its sections; of one `section` where it is named."""
    own = [one for one in versions if section is None or one.identifier == section]
    days = sorted({one.issue_date for one in own})
    standing: dict[str, bool] = {}
    gone = []
    for day in days:
        # Of what is issued twice on a day, in print and removed, the text stands.
        for one in sorted((v for v in own if v.issue_date == day), key=lambda v: not v.removed):
            standing[one.identifier] = not one.removed
        if not any(standing.values()):
            gone.append(day)
    return Issues(tuple(days), tuple(gone), current)
