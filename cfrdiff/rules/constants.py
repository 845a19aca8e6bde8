"""What the text of an edition fixes: deadlines, offices and their addresses."""

from __future__ import annotations

import calendar
import dataclasses
import datetime
from collections.abc import Collection
from typing import Literal, TypeVar

from cfrdiff.provisions.model import TimeUnit

T = TypeVar("T")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_SATURDAY = 5  # as Python counts the days of a week


class ByEdition(dict[str, tuple[T, ...]]):
    """What a paragraph fixed, by the edition whose text first said it so, oldest first."""

    @property
    def latest(self) -> tuple[T, ...]:
        return next(reversed(self.values()))


@dataclasses.dataclass(frozen=True)
class Deadline:
    """A length of time as the text has it; `number` and `unit` are None where it is left open."""

    number: int | float | None
    unit: TimeUnit | None
    days: Literal["calendar", "business"] | None = None
    relation: str | None = None
    counted_from: str | None = None

    def due(
        self, start: datetime.date, holidays: Collection[datetime.date] = ()
    ) -> datetime.date | None:
        """The last day, where the day of the event is not counted; None where it is left open, and
        for a part of a unit: the text does not say how many days half a month has.

        Business days leave out Saturdays, Sundays and `holidays`. A month ends on the day of
        that number, or on the last one it has. "Before" and "prior to" count backwards. Raises
        ValueError for hours, minutes and seconds, which no date can tell.
        """
        if self.number is None or self.unit is None or isinstance(self.number, float):
            return None
        step = -1 if self.relation in ("before", "prior to", "preceding") else 1
        if self.unit in _MONTHS:
            return _add_months(start, step * self.number * _MONTHS[self.unit])
        if self.unit not in _DAYS:
            raise ValueError(f"{self.number} {self.unit}s are not counted in days")
        days = datetime.timedelta(days=step)
        day = start
        for _ in range(self.number * _DAYS[self.unit]):
            day += days
            while self.days == "business" and _is_off(day, holidays):
                day += days
        return day


def _is_off(day: datetime.date, holidays: Collection[datetime.date]) -> bool:
    return day.weekday() >= _SATURDAY or day in holidays


def _add_months(start: datetime.date, months: int) -> datetime.date:
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))


@dataclasses.dataclass(frozen=True)
class Office:
    """An office, named as a letter to it would be, and its address where the text gives one."""

    name: str
    address: str | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.address}" if self.address else self.name
