"""``cfrdiff report``."""

from __future__ import annotations

import click

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit
from cfrdiff.comparable import check_comparable
from cfrdiff.formats import FORMATS, format_of
from cfrdiff.formats.html import html_report
from cfrdiff.sources.files import spare


@click.command()
@click.argument("old")
@click.argument("new")
@arguments.SECTIONS
@click.option(
    "--earlier",
    multiple=True,
    metavar="FILE",
    help="An edition before OLD, for pictures of each section's history; the oldest first.",
)
@click.option("--old-format", metavar="FORMAT", help="What OLD is, where it does not tell.")
@click.option("--new-format", metavar="FORMAT", help="What NEW is, where it does not tell.")
@arguments.FORCE
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    required=True,
    help=f"Where to write; the suffix says what: {', '.join(FORMATS)}. May be given again.",
)
def report(
    old: str,
    new: str,
    sections: tuple[str, ...] | None,
    earlier: tuple[str, ...],
    old_format: str | None,
    new_format: str | None,
    outputs: tuple[str, ...],
    force: bool,
) -> None:
    """Write what changed from OLD to NEW as files to send on."""
    suffixes = [_suffix(output) for output in outputs]
    if earlier and ".html" not in suffixes:
        raise click.UsageError("--earlier is for the pictures in .html; leave it out here")
    for output in outputs:
        spare(output, old, new, *earlier)
    arguments.say_days(old, new, *earlier)
    sections = sections or api.picked_by(old, new)
    before, after = api.read_both(
        old, new, before_format=old_format, after_format=new_format, force=force
    )
    editions = api.read_all(earlier)
    if not force:
        check_comparable(*editions, before, after)
    changes = api.diff(before, after, section=sections, force=True)
    # All are made before one is written.
    made = [
        html_report(changes, before, after, editions)
        if suffix == ".html"
        else FORMATS[suffix](changes, before, after)
        for suffix in suffixes
    ]
    for output, data in zip(outputs, made, strict=True):
        emit(data, output)


def _suffix(output: str) -> str:
    suffix = format_of(output)
    if suffix is None:
        raise click.BadParameter(
            f"{output}: the suffix says no format; name a file that ends in {', '.join(FORMATS)}",
            param_hint="-o",
        )
    return suffix
