"""``cfrdiff report``."""

from __future__ import annotations

import click

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit
from cfrdiff.comparable import check_comparable
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.registry import FORMATS
from cfrdiff.sources.files import spare
from cfrdiff.views.report import Report


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
@click.option(
    "--changes-only",
    is_flag=True,
    help="Leave out of .html the sections in which nothing changed.",
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
    changes_only: bool,
    old_format: str | None,
    new_format: str | None,
    outputs: tuple[str, ...],
    force: bool,
) -> None:
    """Write what changed from OLD to NEW as files to send on."""
    suffixes = [asked(output, FORMATS) for output in outputs]
    for output, suffix in zip(outputs, suffixes, strict=True):
        if suffix is None:
            raise CfrdiffError(f"{output}: a report's file ends in one of {', '.join(FORMATS)}")
    if changes_only and ".html" not in suffixes:
        raise click.UsageError("--changes-only is for .html; leave it out here")
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
    shown = Report(changes, before, after, editions, changes_only)
    # All are made before one is written.
    made = [FORMATS[suffix](shown) for suffix in suffixes if suffix]
    for output, data in zip(outputs, made, strict=True):
        emit(data, output)
