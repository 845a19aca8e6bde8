"""``cfrdiff amend``."""

from __future__ import annotations

import datetime

import click

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit, show, tell
from cfrdiff.formats.registry import FORMATS, OF_AN_EDITION
from cfrdiff.sources.files import spare
from cfrdiff.terminal.amendment import amendment_report
from cfrdiff.terminal.changelist import change_list

_REDLINES = [suffix for suffix in FORMATS if suffix != ".json"]


@click.command()
@click.argument("edition")
@click.argument("rules", metavar="FR-DOCUMENT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the amended edition as JSON.")
@click.option("--changes", "as_changes", is_flag=True, help="Print what the rules changed.")
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="Carry out only what is effective by that day.",
)
@click.option("--format", help="What EDITION is, where its content does not tell.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to a file; the suffix says what: .json is the amended edition, and"
    f" {', '.join(_REDLINES)} are the redline.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where not all was carried out.")
@click.pass_context
def amend(
    context: click.Context,
    edition: str,
    rules: tuple[str, ...],
    as_json: bool,
    as_changes: bool,
    as_of: datetime.datetime | None,
    format: str | None,
    output: str | None,
    exit_code: bool,
) -> None:
    """Carry out the amendments of rules on EDITION, in the order they were filed.

    FR-DOCUMENT is a rule or a whole issue in the XML of the Federal Register, a rule as text or
    PDF, or instructions as `cfrdiff diff --instructions` writes them. Without an option each
    instruction is listed,
    with the day from which it is effective where the rule says so, and with the reason where it
    could not be carried out.
    """
    if as_json and as_changes:
        raise click.UsageError("--json and --changes do not go together")
    spare(output, edition, *rules)
    suffix = asked(output, FORMATS, as_json)
    if as_changes and suffix not in (None, ".txt"):
        raise click.UsageError(f"{output}: its suffix says what to write; leave out --changes")
    arguments.say_days(edition)
    base = api.read(edition, format=format)
    made = api.amend(base, *rules, as_of=as_of.date() if as_of else None)
    if suffix == ".json":
        emit(OF_AN_EDITION[suffix](made.edition), output)
    elif suffix is not None:
        from cfrdiff.views.report import Report  # nothing else needs all views

        emit(FORMATS[suffix](Report(made.changes(base), base, made.edition)), output)
    elif as_changes:
        changes = made.changes(base)
        show(lambda colour: change_list(changes, colour), output)
    else:
        report = amendment_report(
            made.instructions, made.failures, made.passed_over, made.ties, made.remarks
        )
        show(lambda colour: report, output)
    if made.failures and (as_json or as_changes or suffix):
        count = len({(one.rule, one.place, one.words) for one in made.failures})
        tell(
            f"{', '.join(rules)}: {count} of {len(made.instructions)} instructions were"
            " not, or not wholly, carried out; run without --json, --changes or -o to see which",
        )
    if made.passed_over and (as_json or as_changes or suffix):
        click.echo(
            f"cfrdiff: {', '.join(rules)}: instructions passed over, for other titles or parts:"
            f" {made.passed_over}",
            err=True,
        )
    if exit_code and made.failures:
        context.exit(1)
