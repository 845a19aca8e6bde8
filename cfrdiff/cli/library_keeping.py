"""``cfrdiff library``: adding, listing, checking."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec
from rich.console import RenderableType
from rich.table import Table

from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit, say, show, tell
from cfrdiff.library import Added, Entry, Failure, Library
from cfrdiff.sources.corpus import check_date

_NAMED_PARTS = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|ZIP...")
@click.option("--title", type=click.IntRange(1, 50), help="Title of those that do not say it.")
@click.option("--as-of", metavar="DATE", help="Date of those that state none, e.g. 2012-04-01.")
@arguments.SCHEDULER
@arguments.LIBRARY
def add(
    paths: tuple[str, ...],
    title: int | None,
    as_of: str | None,
    scheduler: str | None,
    address: str | None,
) -> None:
    """Add editions: files, all files below a folder, all members of an archive.

    What was interrupted goes on where it was, and what is there already stays as it is. Exits with
    2 where something could not be read; `cfrdiff library list --failed` lists that.
    """
    if as_of is not None:
        check_date("--as-of", as_of)
    library = Library.open(address, scheduler=scheduler)
    _tell_added(library.add(paths, title=title, as_of=as_of))


@click.command()
@arguments.SCHEDULER
@arguments.LIBRARY
def refresh(scheduler: str | None, address: str | None) -> None:
    """Read anew, from the sources kept, what an older or a newer cfrdiff has read."""
    _tell_added(Library.open(address, scheduler=scheduler).refresh())


@click.command("list")
@click.option("--failed", is_flag=True, help="List what could not be read, and why.")
@arguments.AS_JSON
@arguments.LIBRARY
def list_entries(failed: bool, as_json: bool, address: str | None) -> None:
    """List the editions that are kept."""
    held = Library.open(address)
    if failed:
        _list_failures(held.failures(), as_json)
        return
    entries = held.entries()
    if as_json:
        emit(msgspec.json.encode(entries) + b"\n", None)
        return
    if not entries:
        say(
            f"{held.address}: nothing is kept there yet; `cfrdiff library add` keeps editions, and"
            " `cfrdiff corpus list` shows those at hand without it"
        )
        return
    show(lambda colour: _entry_table(entries), None)


@click.command()
@click.option("--repair", is_flag=True, help="Make anew what is damaged, from the sources.")
@arguments.LIBRARY
@click.pass_context
def verify(context: click.Context, repair: bool, address: str | None) -> None:
    """Check every file of the library."""
    held = Library.open(address)
    found = held.repair() if repair else held.verify()
    for one in found:
        tell(f"{held.address}/{one.file} {one.problem}; {one.advice}")
    if found:
        context.exit(2)
    emit(f"ok  {len(held.entries())} editions\n".encode(), None)


def _tell_added(added: Added) -> None:
    for one in added.added:
        say(f"added {_cite(one)}  {one.as_of or 'no date'}  {one.name}")
    for failed in added.failed:
        tell(failed.reason)
    emit(
        f"{len(added.added)} added, {len(added.known)} known already,"
        f" {len(added.failed)} not read\n".encode(),
        None,
    )
    if added.failed:
        click.get_current_context().exit(2)


def _list_failures(found: Sequence[Failure], as_json: bool) -> None:
    if as_json:
        emit(msgspec.json.encode(found) + b"\n", None)
        return

    def table(colour: bool) -> RenderableType:
        rows = Table(box=None, pad_edge=False)
        for name in ("from", "why"):
            rows.add_column(name, overflow="fold")
        for one in found:
            rows.add_row(one.place, one.reason)
        return rows

    show(table, None)


def _entry_table(entries: Sequence[Entry]) -> Table:
    rows = Table(box=None, pad_edge=False)
    for name in ("edition", "date", "format", "sections", "name"):
        rows.add_column(name, overflow="fold", no_wrap=name != "name")
    for one in entries:
        rows.add_row(_cite(one), one.as_of or "unknown", one.format, str(one.sections), one.name)
    return rows


def _cite(entry: Entry) -> str:
    parts = entry.parts
    several = len(parts) > _NAMED_PARTS
    shown = f"{parts[0]}–{parts[-1]}" if several else ", ".join(parts)
    return f"{entry.title or '?'} CFR {shown or '?'}"
