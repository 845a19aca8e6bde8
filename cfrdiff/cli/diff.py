"""``cfrdiff diff``."""

from __future__ import annotations

import click

from cfrdiff import api
from cfrdiff.changes import ChangeSet
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit, show
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.registry import FORMATS
from cfrdiff.instructions import Amendments
from cfrdiff.sources.files import spare
from cfrdiff.terminal.changelist import change_list

# How many places a message names.
_NAMED = 3


@click.command()
@click.argument("old")
@click.argument("new")
@arguments.SECTIONS
@click.option("--json", "as_json", is_flag=True, help="Print the change set as JSON.")
@click.option(
    "--instructions",
    "as_instructions",
    is_flag=True,
    help="Write the change as amendatory instructions of the Federal Register.",
)
@click.option("--old-format", metavar="FORMAT", help="What OLD is, where it does not tell.")
@click.option("--new-format", metavar="FORMAT", help="What NEW is, where it does not tell.")
@arguments.FORCE
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help=f"Write to a file; the suffix says what: {', '.join(FORMATS)}.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
@click.pass_context
def diff(
    context: click.Context,
    old: str,
    new: str,
    sections: tuple[str, ...] | None,
    as_json: bool,
    as_instructions: bool,
    old_format: str | None,
    new_format: str | None,
    output: str | None,
    exit_code: bool,
    force: bool,
) -> None:
    """Say what changed from OLD to NEW."""
    if as_json and as_instructions:
        raise click.UsageError("--json and --instructions do not go together")
    spare(output, old, new)
    suffix = asked(output, (".txt",) if as_instructions else FORMATS, as_json)
    arguments.say_days(old, new)
    sections = sections or api.picked_by(old, new)
    before, after = api.read_both(
        old, new, before_format=old_format, after_format=new_format, force=force
    )
    if as_instructions:
        amendments = api.instructions(before, after, section=sections, force=True)
        changes = amendments.changes
        emit(amendments.text.encode(), output)
        if amendments.unworded:
            raise CfrdiffError(_not_whole(amendments))
    else:
        changes = api.diff(before, after, section=sections, force=True)
        if suffix is None:
            show(lambda colour: change_list(changes, colour), output)
        else:
            from cfrdiff.views.report import Report  # nothing else needs all views

            emit(FORMATS[suffix](Report(changes, before, after)), output)
    if exit_code and _is_changed(changes):
        context.exit(1)


def _not_whole(amendments: Amendments) -> str:
    """What is said of instructions that do not make the newer edition."""
    what = [one.what for one in amendments.unworded]
    named = ", ".join(what[:_NAMED]) + (f" and {len(what) - _NAMED} more" * (len(what) > _NAMED))
    return f"the instructions are not complete: none can be worded for {named}; the list says why"


def _is_changed(changes: ChangeSet) -> bool:
    kinds: set[str] = {change.kind for change in changes.changes}
    kinds |= {block.kind for block in changes.blocks}
    return changes.perhaps_misread > 0 or not kinds <= {"unchanged", "not-covered"}
