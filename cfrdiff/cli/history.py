"""``cfrdiff history``."""

from __future__ import annotations

import click
from rich.console import Group

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit, show
from cfrdiff.formats.registry import OF_HISTORIES
from cfrdiff.history import History
from cfrdiff.sources.files import spare
from cfrdiff.terminal.timeline import timeline


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@arguments.SECTIONS
@click.option(
    "--paragraph",
    callback=arguments.designation,
    metavar="DESIGNATION",
    help='Only this one, e.g. "(c)(2)".',
)
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@arguments.FORCE
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help=f"Write to a file; the suffix says what: {', '.join(OF_HISTORIES)}.",
)
def history(
    files: tuple[str, ...],
    sections: tuple[str, ...] | None,
    paragraph: str | None,
    as_json: bool,
    output: str | None,
    force: bool,
) -> None:
    """Follow a section's paragraphs, or what a citation picks, through editions.

    Editions are given from the oldest to the newest; a citation ("19 CFR 163.12(c)(2)") is followed
    through all that are kept.
    """
    if len(files) < 2 and not api.is_cite(files[0]):
        raise click.UsageError(
            'a history takes two editions or more, or a citation: "19 CFR 163.12(c)(2)"'
        )
    spare(output, *files)
    suffix = asked(output, OF_HISTORIES, as_json)
    arguments.say_days(*files)
    found = _followed(files, sections, paragraph, force)
    if suffix is None:
        show(lambda colour: Group(*(timeline(one, colour) for one in found)), output)
    else:
        emit(OF_HISTORIES[suffix](found), output)


def _followed(
    files: tuple[str, ...], sections: tuple[str, ...] | None, paragraph: str | None, force: bool
) -> list[History]:
    if len(files) == 1:
        return api.history_of(files[0])
    sections = sections or api.picked_by(*files)
    if sections is None:
        raise click.UsageError("give a --section")
    if paragraph is None:
        return api.histories(files, sections, force=force)
    return api.histories(files, [f"{section}{paragraph}" for section in sections], force=force)
