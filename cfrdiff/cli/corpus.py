"""``cfrdiff corpus``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click
import msgspec
from rich.console import RenderableType
from rich.table import Table

from cfrdiff import api
from cfrdiff.cli.output import emit, say, show, tell
from cfrdiff.errors import CfrdiffError
from cfrdiff.model import Edition
from cfrdiff.opening import Readable
from cfrdiff.sources import corpus as store
from cfrdiff.views.signs import visible


@click.group()
def corpus() -> None:
    """Editions at hand: the project's own and those you add."""


@corpus.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON.")
def list_entries(as_json: bool) -> None:
    """List the editions."""
    held = store.entries()
    if as_json:
        emit(msgspec.json.encode([one.entry for one in held]) + b"\n", None)
        return

    def table(colour: bool) -> RenderableType:
        rows = Table(box=None, pad_edge=False)
        for name in ("id", "part", "date", "format", "covers"):
            rows.add_column(name, overflow="fold", no_wrap=name in ("id", "part", "date"))
        for one in held:
            entry = one.entry
            rows.add_row(entry.id, _part(entry), _date(entry), entry.format, entry.covers or "")
        return rows

    show(table, None)


@corpus.command("show")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print the entry as JSON.")
def show_entry(id: str, as_json: bool) -> None:
    """Show what the manifest says of an edition."""
    held = store.get(id)
    if as_json:
        emit(msgspec.json.encode(held.entry) + b"\n", None)
        return

    def table(colour: bool) -> RenderableType:
        rows = Table(box=None, pad_edge=False, show_header=False)
        rows.add_column(no_wrap=True)
        rows.add_column(overflow="fold")
        for name in held.entry.__struct_fields__:
            value = getattr(held.entry, name)
            if value is not None:
                rows.add_row(name.replace("_", "-"), str(value))
        rows.add_row("path", str(held.path))
        return rows

    show(table, None)


@corpus.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--id", help="Id of the edition (one FILE only); else the file's name.")
@click.option("--title", type=click.IntRange(1, 50), help="CFR title.")
@click.option("--part", help="CFR part.")
@click.option("--as-of", metavar="DATE", help="Date of the edition, e.g. 2012-04-01.")
@click.option("--not-before", metavar="DATE", help="Earliest date, where the date is not known.")
@click.option("--not-after", metavar="DATE", help="Latest date, where the date is not known.")
@click.option("--dating", help="How the date or its bounds are known.")
@click.option("--covers", help="What of the part the file holds.")
@click.option("--origin", help="Where the file comes from.")
def add(
    files: tuple[str, ...],
    id: str | None,
    title: int | None,
    part: str | None,
    as_of: str | None,
    not_before: str | None,
    not_after: str | None,
    dating: str | None,
    covers: str | None,
    origin: str | None,
) -> None:
    """Copy each FILE into your corpus, byte for byte.

    The folder is CFRDIFF_CORPUS or the platform's place for data.
    """
    if id is not None and len(files) > 1:
        raise click.UsageError("--id names one edition; add the files one by one")
    additions: list[tuple[str, store.Entry]] = []
    editions = api.of_all(partial(_headed, title, as_of), files)
    for file, edition in zip(files, editions, strict=True):
        path = Path(file)
        entry = store.Entry(
            id=path.stem.lower().replace(" ", "-") if id is None else id,
            file=path.name if id is None else f"{id}{path.suffix}",
            format=edition.source.format,
            sha256=edition.source.sha256,
            title=edition.title,
            part=part or edition.part,
            as_of=edition.as_of,
            not_before=not_before,
            not_after=not_after,
            dating=dating,
            covers=covers,
            origin=origin,
        )
        additions.append((file, entry))
    for held in store.add(additions):
        say(f"added {held.entry.id}  {held.path}")


@corpus.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Check every file against the manifest, and read it."""
    held: dict[Readable, store.Held] = {one.path: one for one in store.entries()}
    found = api.of_all(partial(_verified, held), list(held))
    for sections, problem in found:
        if problem is None:
            emit(visible(f"ok  {sections}\n").encode(), None)
        else:
            tell(problem)
    if any(problem for _, problem in found):
        context.exit(2)


def _headed(title: int | None, as_of: str | None, file: Readable) -> Edition:
    """The edition of a file, of which no more is wanted than what it says of itself."""
    edition = api.read(file, title=title, as_of=as_of)
    return msgspec.structs.replace(edition, sections=(), blocks=(), furniture=(), findings=())


def _verified(held: Mapping[Readable, store.Held], path: Readable) -> tuple[str, str | None]:
    """What is said of a file of the corpus that is as it should be, or what is wrong with it."""
    one = held[path]
    try:
        store.verify(one)
        edition = api.read(path, format=one.entry.format)
    except CfrdiffError as error:
        return "", str(error)
    return f"{one.entry.id}  {len(edition.sections)} sections", None


def _part(entry: store.Entry) -> str:
    return f"{entry.title or '?'} CFR {entry.part or '?'}"


def _date(entry: store.Entry) -> str:
    if entry.as_of:
        return entry.as_of
    if entry.not_before or entry.not_after:
        return f"{entry.not_before or '…'} to {entry.not_after or '…'}"
    return "unknown"
