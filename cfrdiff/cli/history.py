"""``cfrdiff history``."""

from __future__ import annotations

import os

import click
import msgspec

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit, show
from cfrdiff.reports.history_picture import history_svg
from cfrdiff.reports.timeline import timeline
from cfrdiff.sources.files import spare


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--section", required=True, callback=arguments.section, help="The section, e.g. 163.12."
)
@click.option(
    "--paragraph",
    callback=arguments.designation,
    metavar="DESIGNATION",
    help='Only this one, e.g. "(c)(2)".',
)
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write to a file; one that ends in .svg gets a picture."
)
def history(
    files: tuple[str, ...],
    section: str,
    paragraph: str | None,
    as_json: bool,
    output: str | None,
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
    found = api.history(files, section, paragraph)
    if as_json:
        emit(msgspec.json.encode(found) + b"\n", output)
    elif output is not None and output.lower().endswith(".svg"):
        emit(history_svg(found), output)
    else:
        show(lambda colour: timeline(found, colour), output)
