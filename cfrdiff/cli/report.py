"""``cfrdiff report``."""

from __future__ import annotations

import click

from cfrdiff.cli.output import emit, section_number
from cfrdiff.reading import diff as diff_files
from cfrdiff.reading import read_both
from cfrdiff.reports.formats import FORMATS, format_of


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--section", callback=section_number, help="Only this section, e.g. 163.12.")
@click.option("--old-format", metavar="FORMAT", help="What OLD is, where it does not tell.")
@click.option("--new-format", metavar="FORMAT", help="What NEW is, where it does not tell.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help=f"Where to write; the suffix says what: {', '.join(FORMATS)}.",
)
def report(
    old: str,
    new: str,
    section: str | None,
    old_format: str | None,
    new_format: str | None,
    output: str,
) -> None:
    """Write what changed from OLD to NEW as a file to send on."""
    suffix = format_of(output)
    if suffix is None:
        raise click.BadParameter(
            f"{output}: the suffix says no format; name a file that ends in {', '.join(FORMATS)}",
            param_hint="-o",
        )
    before, after = read_both(old, new, before_format=old_format, after_format=new_format)
    changes = diff_files(before, after, section=section)
    emit(FORMATS[suffix](changes, before, after), output)
