"""Whether a thing was done within the time that a text gives for it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, Literal, TypeAlias

from cfrdiff.rules.constants import Deadline
from cfrdiff.rules.decisions import Decision, Reason, explanations, missing, no, yes

# The day of an event; False: it did not happen; None: not known.
Day: TypeAlias = datetime.date | bool | None


def in_time(
    facts: Any,
    deadline: Deadline,
    start: str,
    done: str,
    holidays: Collection[datetime.date] = (),
) -> Decision:
    """Yes, no where it was late or not done, undetermined where a day is not known.

    `start` and `done` name facts: the day from which the time is counted, and that of what is to
    be done by its end. "No" of what was late is told by its reason from "no" of what was not done.
    Not applicable where the time never began to run; undetermined, too, where the text leaves the
    time open. `holidays` are as for `Deadline.due`. Raises TypeError for a fact that is no day.
    """
    began, ended = _day(facts, start), _day(facts, done)
    if began is None:
        return missing(start)
    if began is False:
        said = explanations(facts).get(start) or start
        return Decision("not applicable", (Reason(f"it did not happen: {said}"),))
    due = deadline.due(began, holidays)
    if due is None:
        return Decision("undetermined", (Reason("the text does not fix the time in days"),))
    if ended is None:
        return missing(done)
    if ended is False:
        return no(f"not done, due by {due}")
    if ended <= due:
        return yes(f"done on {ended}, due by {due}", str(due))
    return no(f"late: done on {ended}, due by {due}")


def _day(facts: Any, name: str) -> datetime.date | Literal[False] | None:
    """A fact's day, False or None: never true."""
    value: object = getattr(facts, name)
    if value is None or value is False or isinstance(value, datetime.date):
        return value
    raise TypeError(f"{name} is {value!r}, neither a day nor false")
