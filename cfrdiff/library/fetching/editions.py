"""Which documents hold the text of the days and years that are asked for, and what is not to be
had: each gap with its reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from cfrdiff.library.fetching.annual import (
    FIRST_YEAR,
    Annual,
    Volume,
    has_part,
    printed_date,
    revision_day,
    year_in_force,
)
from cfrdiff.library.fetching.asked import Span, Target
from cfrdiff.library.fetching.client import Document, MissingError
from cfrdiff.library.fetching.ecfr import Ecfr
from cfrdiff.library.fetching.issues import BEGINS, Issues
from cfrdiff.library.fetching.model import Fetched, Gap

Found = Fetched | Gap
_BEFORE = BEGINS - datetime.timedelta(days=1)
_FRONT = 16_384  # bytes of a volume that hold its title page


class Editions:
    """The editions of the eCFR and of govinfo."""

    def __init__(self, ecfr: Ecfr, annual: Annual, today: datetime.date) -> None:
        self._ecfr, self._annual, self._today = ecfr, annual, today

    def of_years(self, target: Target, first: int, last: int) -> Iterator[Found]:
        """The annual editions of the years from one to another."""
        for year in range(first, last + 1):
            yield from self._of_year(target, year, None)

    def on(self, target: Target, day: datetime.date) -> Iterator[Found]:
        """The text of a day: the eCFR's, or the annual edition's of before it began."""
        if day < BEGINS:
            yield from self._before_ecfr(target, day)
            return
        target = target.whole
        issues = self._ecfr.issues(target, min(day, self._today))
        yield from self._of_day(target, issues, day)

    def during(self, target: Target, span: Span) -> Iterator[Found]:
        """Each text that held from one day to another: the one of the first day, and one of each
        day on which it was issued anew; before the eCFR began, those of the annual editions.
        """
        if span.first < BEGINS:
            yield from self._before_ecfr(target, span.first)
            for year in range(span.first.year, BEGINS.year + 1):
                day = revision_day(target.title, year)
                if span.first < day <= min(span.last, BEGINS):
                    yield from self._of_year(target, year, None)
        if span.last < BEGINS:
            return
        first = max(span.first, BEGINS)
        issues = self._ecfr.issues(target, min(span.last, self._today))
        yield from self._of_day(target, issues, first)
        for day in issues.days:
            if first < day <= span.last:
                yield from self._of_day(target, issues, day)

    def latest(self, target: Target) -> Iterator[Found]:
        """The newest text that the eCFR has."""
        target = target.whole
        issues = self._ecfr.issues(target, datetime.date.max)
        yield from self._of_day(target, issues, issues.current)

    def _of_day(self, target: Target, issues: Issues, day: datetime.date) -> Iterator[Found]:
        """The text of the eCFR that was in force on a day."""
        what = f"{target.cite} on {day}"
        issued = issues.in_force(day)
        if issued is None:
            begins = f"it begins on {issues.days[0]}" if issues.days else "it lists none of it"
            yield Gap(what, f"the eCFR has no such text; {begins}")
            return
        if issued in issues.gone:
            yield Gap(what, f"removed from the CFR; the eCFR says so of {issued}")
            return
        for asked in self._days_to_ask(target, issues, issued, day):
            try:
                document = self._ecfr.full(target, asked)
            except MissingError:
                continue
            part = issues if target.section is None else self._ecfr.issues(target.whole, asked)
            said = _said(day, asked, issues.current)
            yield _edition(target, asked, document, said, part.held_until(asked))
            return
        yield Gap(what, f"the eCFR lists it as issued on {issued}, but has no text of that day")

    def _days_to_ask(
        self, target: Target, issues: Issues, issued: datetime.date, day: datetime.date
    ) -> Iterator[datetime.date]:
        """The days by which to ask for the text that was issued on a day and in force on another.

        What the eCFR found when it began is listed under an earlier day, of which it has no text;
        it is asked for by the first day of its title, unless it had changed by then, and at last by
        the day itself, though that may be none of the title's.
        """
        if issued >= BEGINS:
            yield issued
        else:
            first = self._ecfr.issues(Target(target.title), min(day, self._today)).after(_BEFORE)
            following = issues.after(issued)
            if first is not None and (following is None or first < following):
                yield first
        if issued < day <= issues.current:
            yield day

    def _before_ecfr(self, target: Target, day: datetime.date) -> Iterator[Found]:
        year = year_in_force(target.title, day)
        note = f"the eCFR begins in January 2017; the annual edition of {year} held on {day}"
        yield from self._of_year(target, year, note)

    def _of_year(self, target: Target, year: int, note: str | None) -> Iterator[Found]:
        """The volumes of the annual edition of a year."""
        what = f"{target.cite}, annual edition of {year}"
        if year < FIRST_YEAR:
            yield Gap(what, f"govinfo has XML from {FIRST_YEAR} on")
            return
        if revision_day(target.title, year) > self._today:
            yield Gap(
                what,
                f"title {target.title} is revised as of"
                f" {revision_day(target.title, year)}, which is still to come",
            )
            return
        volumes = self._annual.holding(target, year)
        if not volumes:
            yield Gap(what, self._why_no_volume(target, year))
        for volume in volumes:
            yield self._volume(target, year, volume, what, note)

    def _why_no_volume(self, target: Target, year: int) -> str:
        if self._annual.volumes(target.title, year):
            return f"no volume of title {target.title} says that it holds part {target.part}"
        return f"govinfo lists no volume of title {target.title} of that year (yet)"

    def _volume(
        self, target: Target, year: int, volume: Volume, what: str, note: str | None
    ) -> Found:
        try:
            document = self._annual.volume(volume)
        except MissingError:
            return Gap(what, f"govinfo lists {volume.name} but does not have it")
        if target.part is not None and not has_part(document.data, target.part):
            return Gap(what, f"part {target.part} does not stand in {volume.name}, where it would")
        printed = printed_date(document.data[:_FRONT].decode(errors="replace"))
        due = revision_day(target.title, year).isoformat()
        if printed is not None and printed != due:
            older = f"{volume.name} is printed as revised as of {printed}, not {due}"
            note = older if note is None else f"{note}; {older}"
        return Fetched(
            volume.name,
            target.title,
            target.part,
            printed,
            volume.url,
            document.fetched,
            document.data,
            document.is_new,
            note,
        )


def _edition(
    target: Target,
    day: datetime.date,
    document: Document,
    note: str | None,
    until: datetime.date,
) -> Fetched:
    part = f"-part{target.part}" if target.part else ""
    return Fetched(
        f"ECFR-{day}-title{target.title}{part}.xml",
        target.title,
        target.part,
        day.isoformat(),
        document.url,
        document.fetched,
        document.data,
        document.is_new,
        note,
        until.isoformat(),
    )


def _said(day: datetime.date, asked: datetime.date, current: datetime.date) -> str | None:
    """What is said where the text is of another day than was asked for."""
    if day == asked:
        return None
    late = f"the eCFR is up to date as of {current}; " if day > current else ""
    return f"{late}the text in force on {day} is that of {asked}"
