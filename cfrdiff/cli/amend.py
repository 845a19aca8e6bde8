"""``cfrdiff amend``."""

from __future__ import annotations

import datetime

import click

from cfrdiff import api
from cfrdiff.cli.output import emit, show, tell
from cfrdiff.reports.amendment import amendment_report
from cfrdiff.reports.changelist import change_list
from cfrdiff.sources.files import spare


@click.command()
@click.argument("edition")
@click.argument("rule", metavar="FR-DOCUMENT")
@click.option("--json", "as_json", is_flag=True, help="Print the amended edition as JSON.")
@click.option("--changes", "as_changes", is_flag=True, help="Print what the rule changed.")
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="Carry out only what is effective by that day.",
)
@click.option("--format", help="What EDITION is, where its content does not tell.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of stdout.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where not all was carried out.")
@click.pass_context
def amend(
    context: click.Context,
    edition: str,
    rule: str,
    as_json: bool,
    as_changes: bool,
    as_of: datetime.datetime | None,
    format: str | None,
    output: str | None,
    exit_code: bool,
) -> None:
    """Carry out the amendments of a rule on EDITION.

    FR-DOCUMENT is a rule in the XML of the Federal Register, or instructions as
    `cfrdiff diff --instructions` writes them. Without an option each instruction is listed,
    with the day from which it is effective where the rule says so, and with the reason where it
    could not be carried out.
    """
    if as_json and as_changes:
        raise click.UsageError("--json and --changes do not go together")
    spare(output, edition, rule)
    base = api.read(edition, format=format)
    made = api.amend(base, rule, as_of=as_of.date() if as_of else None)
    if as_json:
        emit(made.edition.to_json() + b"\n", output)
    elif as_changes:
        changes = api.diff(base, made.edition)
        show(lambda colour: change_list(changes, colour), output)
    else:
        report = amendment_report(made.instructions, made.failures)
        show(lambda colour: report, output)
    if made.failures and (as_json or as_changes):
        count = len({(one.place, one.words) for one in made.failures})
        tell(
            f"{rule}: {count} of {len(made.instructions)} instructions were not, or not wholly,"
            " carried out; run without --json or --changes to see which"
        )
    if exit_code and made.failures:
        context.exit(1)
