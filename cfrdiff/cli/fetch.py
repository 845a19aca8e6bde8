"""``cfrdiff fetch``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from cfrdiff.api import fetching
from cfrdiff.cli.output import emit, one_line, say, tell
from cfrdiff.errors import CfrdiffError, NotFoundError, SourceError
from cfrdiff.library import Failure, Library
from cfrdiff.library.fetching import (
    Fetched,
    FetchedRule,
    Gap,
    Services,
    rules_folder,
    services,
)
from cfrdiff.sources.files import write_whole


@click.command()
@click.argument("cite")
@click.option(
    "--on", multiple=True, metavar="DAY", help="Of a day, a year, or `latest`; may be given again."
)
@click.option("--from", "first", metavar="DAY", help="From a day or a year on.")
@click.option("--to", "last", metavar="DAY", help="To a day or a year; without it, to today.")
@click.option("--annual", is_flag=True, help="Take days from the annual editions too.")
@click.option("--rules", is_flag=True, help="Fetch the rules that amend it, not its editions.")
@click.option("--since", metavar="DAY", help="Rules published from that day on.")
@click.option("--until", metavar="DAY", help="Rules published up to that day.")
@click.option("--proposed", is_flag=True, help="Proposed rules too.")
@click.option("--into", metavar="FOLDER", help="Write to a folder; else editions to the library.")
@click.option("--library", metavar="FOLDER", help="Another library than CFRDIFF_LIBRARY.")
@click.option("--ecfr", metavar="URL", help="Another address of the eCFR (CFRDIFF_ECFR).")
@click.option("--govinfo", metavar="URL", help="Another one of govinfo (CFRDIFF_GOVINFO).")
@click.option(
    "--federal-register",
    metavar="URL",
    help="Another one of the Federal Register (CFRDIFF_FEDERAL_REGISTER).",
)
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Least time between two requests to a host, if not 0.2, and 1 for XML.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something was not to be had.")
@click.pass_context
def fetch(
    context: click.Context,
    cite: str,
    on: tuple[str, ...],
    first: str | None,
    last: str | None,
    annual: bool,
    rules: bool,
    since: str | None,
    until: str | None,
    proposed: bool,
    into: str | None,
    library: str | None,
    ecfr: str | None,
    govinfo: str | None,
    federal_register: str | None,
    pause: float | None,
    exit_code: bool,
) -> None:
    """Fetch editions and rules from the eCFR, govinfo and the Federal Register.

    CITE is a part, `19 CFR 163`, or a title, `14 CFR`; with --rules, the rules on it are fetched,
    and without a day its newest text.
    Years are those of the annual editions (govinfo); days are the eCFR's, which begins in January
    2017, and before that the annual editions'. What was fetched once is kept and not asked for
    again. Editions go into the library, rules into a folder of their own (CFRDIFF_RULES).
    """
    at = services(ecfr, govinfo, federal_register, pause)
    if rules:
        if since is None or on or first or last or annual:
            raise click.UsageError("--rules goes with --since and --until, and with no other days")
        folder = Path(into) if into else rules_folder()
        gaps = _rules(cite, since, until, proposed, folder, at)
    else:
        if since or until or proposed:
            raise click.UsageError("--since, --until and --proposed go with --rules")
        gaps = _editions(cite, fetching.Asked(on, first, last, annual), _keeper(into, library), at)
    if gaps and exit_code:
        context.exit(1)


# What is done with an edition that has arrived; why it could not be read, where that is so.
Keep = Callable[[Fetched], Failure | None]


def _keeper(into: str | None, library: str | None) -> Keep:
    if into is not None:
        return lambda found: _write(Path(into), found.name, found.data)
    held = Library.open(library)
    return lambda found: fetching.keep(held, found)


def _editions(cite: str, asked: fetching.Asked, keep: Keep, at: Services) -> int:
    """Fetch editions, and print a line for each; the number of gaps."""
    gaps = arrived = unread = 0
    for found in fetching.fetch(cite, asked, at=at):
        if isinstance(found, Gap):
            gaps += 1
            _say_gap(found.what, found.why)
            continue
        arrived += 1
        failure = keep(found)
        _show(found.as_of or "undated", found.name, found)
        if found.note:
            say(f"{found.name}: {found.note}")
        if failure is not None:
            unread += 1
            tell(failure.reason)
    if unread:
        raise CfrdiffError(
            f"{unread} of {arrived} could not be read; see `cfrdiff library list --failed`"
        )
    if not arrived:
        raise NotFoundError(f"nothing of {cite} could be fetched; the lines above say why")
    return gaps


def _rules(
    cite: str, since: str, until: str | None, proposed: bool, folder: Path, at: Services
) -> int:
    """Fetch rules, and print a line for each; the number of those without XML."""
    gaps = arrived = 0
    for found in fetching.fetch_rules(cite, since, until, proposed=proposed, at=at):
        arrived += 1
        rule = found.rule
        _write(folder, f"{rule.key}.json", msgspec.json.encode(rule))
        if found.data is None:
            gaps += 1
            _say_gap(rule.key, "the Federal Register has no XML of it")
        else:
            _write(folder, f"{rule.key}.xml", found.data)
        _show(rule.published, f"{rule.key}  {rule.citation or ''}  {one_line(rule.title)}", found)
    if not arrived:
        say(f"no rule on {cite} was published in that time")
    return gaps


def _write(place: Path, name: str, data: bytes) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made ({error.strerror})"
        raise SourceError(str(place), problem, "choose another folder") from None
    write_whole(str(place / name), data)


def _show(date: str, what: str, found: Fetched | FetchedRule) -> None:
    emit(f"{date}  {what}  {'fetched' if found.is_new else 'kept from before'}\n".encode(), None)


def _say_gap(what: str, why: str) -> None:
    say(f"not to be had: {what}: {why}")
