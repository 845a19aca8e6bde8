"""``cfrdiff watch``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from cfrdiff.api.watching import watch as look
from cfrdiff.cli.output import emit, say
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.watch import REPORTS
from cfrdiff.sources.files import spare, write_whole
from cfrdiff.views.signs import visible
from cfrdiff.views.watched import standing
from cfrdiff.watching import Report, seen_bytes


@click.command()
@click.argument("watchlist", metavar="WATCHLIST.toml")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help=f"Write a report; the suffix says what: {', '.join(REPORTS)}. May be given again.",
)
@click.option(
    "--rules", metavar="FOLDER", help="Where `fetch --rules` keeps rules (CFRDIFF_RULES)."
)
@click.option(
    "--keep-state", is_flag=True, help="Only look: what is new now is new again next time."
)
@click.pass_context
def watch(
    context: click.Context,
    watchlist: str,
    outputs: tuple[str, ...],
    rules: str | None,
    keep_state: bool,
) -> None:
    """Say what is new of the citations that a team tracks.

    WATCHLIST.toml holds a table [[watch]] for each: `cite`, and perhaps `owner`, `note`, and
    `proposed = false` where proposed rules do not count. The newest edition in the library is
    compared with the one that was seen last, and rules to come are listed. What was seen is kept
    in WATCHLIST.seen.toml, or where the watchlist says `state = "…"`.

    Exits with 1 where there is news, and with 2 where a citation could not be looked at. Nothing is
    fetched: run `cfrdiff fetch` before.
    """
    writers = [_writer(output) for output in outputs]
    for output in outputs:
        spare(output, watchlist)
    report, seen = look(watchlist, rules=Path(rules) if rules else None)
    for output, write in zip(outputs, writers, strict=True):
        spare(output, report.watchlist.state)
        write_whole(output, write(report))
    for one in report.news:
        owner = f"{one.watch.owner}  " if one.watch.owner else ""
        said = f"{one.standing}  {owner}{one.watch.cite}  {standing(one)}"
        emit(f"{visible(said)}\n".encode(), None)
        if one.problem:
            say(f"{one.watch.cite}: {one.problem}")
    if not keep_state:  # last, so that what was not reported is not taken for seen
        write_whole(report.watchlist.state, seen_bytes(seen))
    if report.failed:
        count = len(report.failed)
        raise CfrdiffError(f"{watchlist}: {count} of {len(report.news)} could not be looked at")
    if report.has_news:
        context.exit(1)


def _writer(output: str) -> Callable[[Report], bytes]:
    """What writes a report, by the suffix of its file."""
    write = REPORTS.get(Path(output).suffix.lower())
    if write is None:
        raise click.BadParameter(
            f"{output}: the suffix says no format; name a file that ends in {', '.join(REPORTS)}",
            param_hint="-o",
        )
    return write
