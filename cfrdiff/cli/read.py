"""``cfrdiff read``."""

from __future__ import annotations

from functools import partial

import click
import msgspec

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit, show
from cfrdiff.errors import SourceError
from cfrdiff.formats.registry import OF_AN_EDITION
from cfrdiff.model import Edition
from cfrdiff.sources import FORMATS
from cfrdiff.sources.files import spare, write_whole


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@arguments.SECTIONS
@click.option("--json", "as_json", is_flag=True, help="Print JSON; of several, a line each.")
@click.option(
    "--format",
    metavar=f"[{'|'.join(FORMATS)}]",  # no click.Choice: the error is to name the file too
    help="What the file is, where its content does not tell.",
)
@click.option("--title", type=click.IntRange(1, 50), help="CFR title, where the file has none.")
@click.option("--as-of", metavar="DATE", help="Date of the edition, e.g. 2012-04-01.")
@click.option(
    "--as-of-effective",
    "effective",
    metavar="DATE",
    help="Show what effective date notes set forth that takes effect by a date.",
)
@click.option("--explain", is_flag=True, help="Tell what each label was taken for, and why.")
@click.option("--page", type=click.IntRange(1), help="With --image: which page of a PDF.")
@click.option("--image", metavar="OUT.png", help="Draw what was read on the picture of the page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help=f"Write to a file; the suffix says what: {', '.join(OF_AN_EDITION)}.",
)
def read(
    files: tuple[str, ...],
    sections: tuple[str, ...] | None,
    as_json: bool,
    format: str | None,
    title: int | None,
    as_of: str | None,
    effective: str | None,
    explain: bool,
    page: int | None,
    image: str | None,
    output: str | None,
) -> None:
    """Read FILE and show its sections and paragraphs.

    Several are read on all cores.
    """
    if len(files) > 1:
        if explain or image is not None or effective is not None or output is not None:
            raise click.UsageError("--explain, --image, --as-of-effective and -o take one FILE")
        make = partial(api.read, format=format, title=title, as_of=as_of, section=sections)
        _show_all(api.of_all(make, files), as_json)
        return
    (file,) = files
    if (page is None) != (image is None):
        raise click.UsageError("--page and --image go together")
    spare(output, file)
    arguments.say_days(file)
    spare(image, file)
    suffix = asked(output, OF_AN_EDITION, as_json)
    if effective is not None and (explain or image is not None):
        other = "--explain" if explain else "--image"
        raise click.UsageError(f"--as-of-effective and {other} do not go together")
    if page is not None and image is not None:
        write_whole(image, _draw(file, page, format))
        return
    if explain:
        _explain(file, format, sections, suffix == ".json", output)
        return
    if effective is not None:
        edition = api.read_set_forth(
            file, effective, format=format, title=title, as_of=as_of, section=sections
        )
    else:
        edition = api.read(file, format=format, title=title, as_of=as_of, section=sections)
    if suffix is None:
        from cfrdiff.terminal.outline import edition_outline

        show(lambda colour: edition_outline(edition), output)
    else:
        emit(OF_AN_EDITION[suffix](edition), output)


def _show_all(editions: list[Edition], as_json: bool) -> None:
    """Several editions: as JSON Lines, or their outlines one after another."""
    if as_json:
        emit(b"".join(edition.to_json() + b"\n" for edition in editions), None)
        return
    from rich.console import Group

    from cfrdiff.terminal.outline import edition_outline

    show(lambda colour: Group(*map(edition_outline, editions)), None)


def _explain(
    file: str,
    format: str | None,
    sections: tuple[str, ...] | None,
    as_json: bool,
    output: str | None,
) -> None:
    found = api.explain(file, format=format, section=sections)
    if as_json:
        emit(msgspec.json.encode(found) + b"\n", output)
    else:
        from cfrdiff.terminal.explanation import explanation_table

        show(lambda colour: explanation_table(found), output)


def _draw(file: str, page: int, format: str | None) -> bytes:
    """The picture of a PDF's page with what was read drawn on it, as PNG."""
    from cfrdiff.formats.png import page_image  # draws with pypdfium2 and Pillow

    source, data = api.source_lines(file, format=format)
    if source.format != "pdf":
        raise SourceError(file, "this is no PDF, so it has no page to draw", "give a PDF")
    return page_image(api.read(file, format=format), source.lines, data, page)
