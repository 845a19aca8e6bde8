"""Editions and rules from the public services: the only part of cfrdiff that uses the network."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from cfrdiff.cites import CiteError
from cfrdiff.library import Failure, Incoming, Library, Origin
from cfrdiff.library.fetching import (
    Cache,
    Fetched,
    FetchedRule,
    Fetcher,
    Gap,
    Services,
    Span,
    Target,
    fetcher,
    is_year,
    parse_day,
    parse_target,
    services,
    year_in_force,
)

LATEST = "latest"
_Date = TypeVar("_Date", int, datetime.date)


class Asked(msgspec.Struct, frozen=True):
    """Of which days or years editions are asked for: `on` single days, or `first` to `last`; of
    none, the newest text.

    A day is written ``2019-07-01``, a year ``2019``; the newest text is ``latest``.
    """

    on: Sequence[str] = ()
    first: str | None = None
    last: str | None = None
    annual: bool = False


def fetch(
    cite: str,
    asked: Asked,
    *,
    at: Services | None = None,
    cache: Cache | None = None,
    today: datetime.date | None = None,
) -> Iterator[Fetched | Gap]:
    """The editions of a part or a title (``"19 CFR 163"``, ``"14 CFR"``), one by one as they
    arrive, and a gap for each that is not to be had.

    Years are those of the annual editions (govinfo); days are those of the eCFR, and of the annual
    editions from before it began in January 2017. With `annual`, days too are answered from the
    annual editions. What was fetched before is given from the `cache` and not asked for again.

    Raises CiteError for what is no cite or date, ServiceError where a service cannot be reached or
    refuses.
    """
    target = parse_target(cite)
    today = today or datetime.date.today()
    plan = _plan(target, asked, today)
    with fetcher(at or services(), cache, today) as fetching:
        for step in plan:
            yield from step.carry_out(fetching, target)


def fetch_rules(
    cite: str,
    since: str,
    until: str | None = None,
    *,
    proposed: bool = False,
    at: Services | None = None,
    cache: Cache | None = None,
) -> Iterator[FetchedRule]:
    """The rules of the Federal Register that amend a part or a title, published from one day to
    another, the oldest first, each with its XML. Raises what `fetch` raises.
    """
    target = parse_target(cite)
    first, last = parse_day(since), parse_day(until) if until else None
    with fetcher(at or services(), cache) as fetching:
        found = fetching.register.rules(target, first, last, proposed=proposed)
        yield from fetching.register.texts(found)


def keep(library: Library, found: Fetched) -> Failure | None:
    """Put a fetched edition into a library; what is said where it cannot be read.

    Raises LibraryError where the library cannot be written.
    """
    origin = Origin(place=found.origin, at=found.fetched, note=found.note)
    # An annual volume says its date itself; one of the eCFR is of the day that it was asked for.
    as_of = None if found.name.startswith("CFR-") else found.as_of
    taken = library.take(
        Incoming(name=found.name, origin=origin, data=found.data, title=found.title, as_of=as_of)
    )
    if isinstance(taken, Failure):
        return taken
    if found.held_until is not None:
        library.hold(taken.sha256, found.held_until)
    return None


class _Step(msgspec.Struct, frozen=True):
    """One thing to ask for: a day, the newest text, a span of days, or years."""

    day: datetime.date | None = None
    span: Span | None = None
    years: tuple[int, int] | None = None

    def carry_out(self, fetching: Fetcher, target: Target) -> Iterator[Fetched | Gap]:
        if self.years is not None:
            return fetching.editions.of_years(target, *self.years)
        if self.span is not None:
            return fetching.editions.during(target, self.span)
        if self.day is not None:
            return fetching.editions.on(target, self.day)
        return fetching.editions.latest(target)


def _plan(target: Target, asked: Asked, today: datetime.date) -> list[_Step]:
    if asked.on and (asked.first or asked.last):
        raise CiteError("give days with --on, or from which to which with --from and --to")
    if asked.first is None:
        if asked.last is not None:
            raise CiteError("--to goes with --from")
        return [_single(target, given, asked.annual) for given in asked.on or [LATEST]]
    first, last = asked.first, asked.last or today.isoformat()
    if is_year(first) and (asked.last is None or is_year(last)):
        return [_Step(years=_in_order(int(first), int(last[:4]), first, last))]
    span = Span(_day(first, "01-01"), _day(last, "12-31"))
    _in_order(span.first, span.last, first, last)
    if asked.annual:
        years = (year_in_force(target.title, span.first), year_in_force(target.title, span.last))
        return [_Step(years=years)]
    return [_Step(span=span)]


def _single(target: Target, given: str, annual: bool) -> _Step:
    if given == LATEST:
        return _Step()
    if is_year(given):
        return _Step(years=(int(given), int(given)))
    day = parse_day(given)
    if annual:
        year = year_in_force(target.title, day)
        return _Step(years=(year, year))
    return _Step(day=day)


def _day(given: str, of_year: str) -> datetime.date:
    return parse_day(f"{given}-{of_year}" if is_year(given) else given)


def _in_order(first: _Date, last: _Date, from_: str, to: str) -> tuple[_Date, _Date]:
    if last < first:
        raise CiteError(f"{from_!r} to {to!r} runs backwards; give the earlier first")
    return first, last
