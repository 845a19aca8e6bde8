"""What is asked for: a title, or a part or section of it, on days or in years."""

from __future__ import annotations

import datetime

import msgspec

from cfrdiff.cites import Cite, CiteError, Pick, canonical, parse_selection
from cfrdiff.library.names import parse_cite

TITLES = range(1, 51)
_ADVICE = "write 19 CFR 163 for a part, 19 CFR 163.12 for a section, 14 CFR for a whole title"


class Target(msgspec.Struct, frozen=True):
    """A title of the CFR, or a part of it; `section` where one section alone is asked for. Its part
    is fetched all the same, of a span of time only as often as the section changed.
    """

    title: int
    part: str | None = None
    section: str | None = None

    @property
    def whole(self) -> Target:
        """The part, or the title, without the section."""
        return Target(self.title, self.part)

    @property
    def cite(self) -> str:
        """How the part, or the title, is cited."""
        return f"{self.title} CFR {self.part}" if self.part else f"{self.title} CFR"


class Span(msgspec.Struct, frozen=True):
    """From one day to another, both included."""

    first: datetime.date
    last: datetime.date


def parse_target(cite: str) -> Target:
    """What a citation asks for: ``"19 CFR 163"``, ``"19 CFR 163.12(c)(2)"``, ``"14 CFR"``.

    Raises CiteError and NotFoundError for anything else.
    """
    words = cite.split()
    if len(words) == 2 and words[0].isdecimal() and words[1].upper() in ("CFR", "C.F.R."):
        return _checked(Target(int(words[0])), cite)
    title, part, picked = parse_cite(cite)
    sections = {_section(pick) for pick in parse_selection(picked).picks}
    return _checked(Target(title, part, sections.pop() if len(sections) == 1 else None), cite)


def _section(pick: Pick) -> str | None:
    """The section that is picked, or in which something is."""
    target = pick.target
    return canonical(target.section) if isinstance(target, Cite) and target.section else None


def _checked(target: Target, cite: str) -> Target:
    if target.title not in TITLES:
        raise CiteError(f"{cite!r}: the CFR has the titles 1 to 50; {_ADVICE}")
    return target


def is_year(given: str) -> bool:
    """Whether a date is given as a year alone."""
    return len(given) == 4 and given.isascii() and given.isdecimal()


def parse_day(given: str) -> datetime.date:
    """The day that is given as ``2019-07-01``. Raises CiteError."""
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.isoformat() != given:
        raise CiteError(f"{given!r} is not a date; write it as 2019-07-01, or as a year, 2019")
    return day
