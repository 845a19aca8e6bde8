"""What editions fix, one constant at a time: each by its name, with its value in each edition."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from cfrdiff.errors import SourceError
from cfrdiff.rules.labels import plain
from cfrdiff.rules.skeletons import Amount, Length, SkeletonRule

Value = Length | Amount


class Constant(msgspec.Struct, frozen=True):
    """``paragraph_b_1_deadline_1`` with its values, the oldest first, by the day of their edition:
    None for that of an edition without a date.
    """

    name: str
    values: tuple[tuple[datetime.date | None, Value], ...]


def constants(rule: SkeletonRule) -> Iterator[Constant]:
    """The deadlines and amounts of a rule that have a number.

    Raises SourceError where an edition without a date is not the oldest: what it fixed then cannot
    be said.
    """
    for what in ("deadline", "amount"):
        most = max((len(_of(what, one)) for one in rule.fixed), default=0)
        for index in range(most):
            values = tuple(
                (_day(rule, place), _of(what, one)[index])
                for place, one in enumerate(rule.fixed)
                if index < len(_of(what, one)) and _of(what, one)[index].number is not None
            )
            if values:
                yield Constant(f"{rule.name}_{what}_{index + 1}", values)


def _of(what: str, fixed: object) -> tuple[Value, ...]:
    found: tuple[Value, ...] = getattr(fixed, f"{what}s")
    return found


def _day(rule: SkeletonRule, place: int) -> datetime.date | None:
    name = rule.fixed[place].edition
    try:
        return datetime.date.fromisoformat(plain(name))
    except ValueError:
        if place:
            problem = f"it has no date, and is not the oldest of those given (§ {rule.cite})"
            raise SourceError(name, problem, "give the editions with dates") from None
        return None
