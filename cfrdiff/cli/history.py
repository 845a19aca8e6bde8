"""``cfrdiff history``."""

from __future__ import annotations

import os

import click
import msgspec
from rich.console import Group

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit, show
from cfrdiff.formats.svg import history_svg
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
    "-o", "--output", metavar="FILE", help="Write to a file; one that ends in .svg gets a picture."
)
def history(
    files: tuple[str, ...],
    sections: tuple[str, ...] | None,
    paragraph: str | None,
    as_json: bool,
    output: str | None,
    force: bool,
) -> None:
    """Follow a section's paragraphs through editions, given from the oldest to the newest."""
    if len(files) < 2:
        raise click.UsageError("a history takes two editions or more")
    spare(output, *files)
    suffix = os.path.splitext(output or "")[1].lower()
    if suffix not in ("", ".svg", ".txt", ".json"):
        raise click.BadParameter(
            f"{output}: name a file that ends in .svg, .txt or .json", param_hint="-o"
        )
    found = _followed(files, sections, paragraph, force)
    if as_json:
        emit(msgspec.json.encode(found if len(found) > 1 else found[0]) + b"\n", output)
    elif suffix == ".svg":
        if len(found) > 1:
            raise click.UsageError(f"a picture shows one section; {len(found)} are picked")
        emit(history_svg(found[0]), output)
    else:
        show(lambda colour: Group(*(timeline(one, colour) for one in found)), output)


def _followed(
    files: tuple[str, ...], sections: tuple[str, ...] | None, paragraph: str | None, force: bool
) -> list[History]:
    if sections is None:
        raise click.UsageError("give a --section")
    if paragraph is None:
        return api.histories(files, sections, force=force)
    return api.histories(files, [f"{section}{paragraph}" for section in sections], force=force)
