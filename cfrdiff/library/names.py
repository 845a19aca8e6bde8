"""Editions named by citation and date: ``19 CFR 163@2012``, ``19 CFR 163.12(c)(2)@2019-04-01``."""

from __future__ import annotations

import datetime
import re

import msgspec

from cfrdiff.cites import (
    Appended,
    Cite,
    CiteError,
    Named,
    Parts,
    Pick,
    Range,
    parse_selection,
    part_of,
)
from cfrdiff.errors import NotFoundError

LATEST = "latest"
_NAME = re.compile(r"\s*(?P<cite>[0-9]{1,2}\s*[A-Za-z.]{2,8}\s*.+?)\s*@\s*(?P<date>[^@]*)")
_CFR = re.compile(r"(?P<title>[0-9]{1,2})\s*(?P<code>[A-Za-z.]{2,8})\s+(?P<rest>\S.*)")
_YEAR = re.compile(r"[12][0-9]{3}")
_HOW = "write 19 CFR 163@2012, 19 CFR 163.12(c)(2)@2019-04-01 or 19 CFR 163@latest"
_CODE = "CFR"

# The day of each year as of which the volumes of a title are revised (1 CFR 8.3): the last title
# of each quarter, and the month and day.
_REVISED = ((16, "01-01"), (27, "04-01"), (41, "07-01"), (50, "10-01"))


class EditionName(msgspec.Struct, frozen=True):
    """An edition by citation and date. `date` is an ISO date, a year, or None for the latest."""

    title: int
    part: str
    picked: str
    date: str | None

    @property
    def cite(self) -> str:
        """``19 CFR 163.12(c)(2)``."""
        return f"{self.title} {_CODE} {self.picked}"

    def __str__(self) -> str:
        return f"{self.cite}@{self.date or LATEST}"

    @property
    def is_year(self) -> bool:
        """Whether an annual edition is meant."""
        return self.date is not None and _YEAR.fullmatch(self.date) is not None

    @property
    def on(self) -> str | None:
        """The day that is meant: of a year, that of the title's annual edition."""
        return annual_date(self.title, self.date or "") if self.is_year else self.date


def annual_date(title: int, year: str) -> str:
    """The day as of which a title's annual edition of a year is revised."""
    day = next((day for last, day in _REVISED if title <= last), _REVISED[-1][1])
    return f"{year}-{day}"


def is_name(text: str) -> bool:
    """Whether a text is meant to name an edition by citation: "19 CRF 163@2012" is, too."""
    return _NAME.fullmatch(text) is not None


def looks_like_cite(text: str) -> bool:
    """Whether a text is meant for a citation: a number, "CFR" or a slip for it, and more."""
    return "@" not in text and _CFR.fullmatch(" ".join(text.split())) is not None


def parse_name(text: str) -> EditionName:
    """Read ``19 CFR 163.12(c)(2)@2019-04-01``. Raises NotFoundError for anything else."""
    match = _NAME.fullmatch(text)
    if match is None:
        raise NotFoundError(f"{text!r} names no edition; {_HOW}")
    title, part, picked = parse_cite(match["cite"])
    given = match["date"].strip()
    return EditionName(title, part, picked, None if given == LATEST else _date(text, given))


def parse_cite(text: str) -> tuple[int, str, str]:
    """The title and the part of what a citation picks, and what it picks of the title.

    Raises NotFoundError for what is no citation of one part of the CFR.
    """
    cite = " ".join(text.split())
    match = _CFR.fullmatch(cite)
    if match is None:
        raise NotFoundError(f"{text!r} is not a citation of the CFR; write 19 CFR 163.12(c)(2)")
    code, rest = match["code"].replace(".", ""), match["rest"]
    if code != _CODE:
        meant = f"{match['title']} {_CODE} {rest}"
        raise NotFoundError(f"{text!r} is not a citation of the CFR; did you mean {meant!r}?")
    try:
        picks = parse_selection(f"{match['title']} {_CODE} {rest}").picks
    except CiteError as error:
        raise NotFoundError(str(error)) from None
    parts = {_part(pick) for pick in picks}
    part = parts.pop()
    if parts or part is None:
        raise NotFoundError(f"{text!r} does not lie in one part; name a part or what is in one")
    return int(match["title"]), part, rest


def _part(pick: Pick) -> str | None:
    """The part that a pick lies in, None where it is not known or there are several."""
    target = pick.target
    if isinstance(target, Cite):
        return part_of(target.section) if target.section else None
    if isinstance(target, Parts):
        return target.first if target.first == target.last else None
    if isinstance(target, Range):
        ends = {part_of(one.section or "") for one in (target.first, target.last)}
        return ends.pop() if len(ends) == 1 else None
    if isinstance(target, Named):
        return next((name for kind, name in target.division.above if kind == "part"), None)
    return _appended_part(target)


def _appended_part(target: Appended) -> str | None:
    words = (target.name or "").split()
    return words[-1] if len(words) > 1 and words[-2].lower() == "part" else None


def is_date(text: str) -> bool:
    """Whether a text is a year or an ISO date."""
    if _YEAR.fullmatch(text):
        return True
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _date(text: str, given: str) -> str:
    if is_date(given):
        return given
    raise NotFoundError(f"{text!r}: {given!r} is no date; {_HOW}")
