"""``cfrdiff library``: comparing, searching, references, names left behind, SQL."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import click
import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit, show
from cfrdiff.library import Library
from cfrdiff.library.model import Comparison, PairRecord
from cfrdiff.library.names import is_date
from cfrdiff.library.schemas import OF_EDITIONS, OF_PAIRS, schema

_SHOWN = 240  # characters of a text that a hit shows
_WEIGHTS = ("substantive", "nomenclature", "editorial", "typographical")
_LIMIT = 20


def _date(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A year, or an ISO date; "latest" is None."""
    if value is None or value == "latest":
        return None
    if not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; write 2019, 2019-04-01 or latest")
    return value


_AS_OF = click.option(
    "--as-of", callback=_date, metavar="DATE", help="As of a day, or in a year's annual edition."
)


@click.command()
@click.option("--from", "before", callback=_date, required=True, metavar="DATE", help="The older.")
@click.option("--to", "after", callback=_date, default="latest", metavar="DATE", help="The newer.")
@arguments.TITLE
@arguments.SCHEDULER
@arguments.AS_JSON
@arguments.LIBRARY
def compare(
    before: str | None,
    after: str | None,
    title: int | None,
    scheduler: str | None,
    as_json: bool,
    address: str | None,
) -> None:
    """Compare every part that is kept of two dates, keep what changed, and sum it up.

    DATE is a day, or a year for the annual editions of it. The changes stand in the tables
    `changes`, `edits` and `substitutions` then (`cfrdiff library sql`).
    """
    found = _library(address, scheduler).compare(before, after, title)
    if as_json:
        emit(msgspec.json.encode(found) + b"\n", None)
    else:
        show(lambda colour: _comparison(found), None)


@click.command()
@click.argument("words", nargs=-1, required=True)
@_AS_OF
@arguments.TITLE
@click.option("--ever", is_flag=True, help="Also what stands no longer.")
@click.option("--limit", type=click.IntRange(1, 1000), default=_LIMIT, help="At most so many.")
@arguments.AS_JSON
@arguments.LIBRARY
def search(
    words: tuple[str, ...],
    as_of: str | None,
    title: int | None,
    ever: bool,
    limit: int,
    as_json: bool,
    address: str | None,
) -> None:
    """Find the paragraphs, notes and tables that hold WORDS.

    All of them; "a phrase"; or; not; export! for whatever begins so; record /5 keep for words
    within five of each other. Looked through is the newest edition of each part.
    """
    asked = words[0] if len(words) == 1 else " ".join(words)
    found = _library(address).search(asked, as_of=as_of, title=title, ever=ever, limit=limit)
    rows = found.to_pylist()
    if as_json:
        _emit_rows(rows)
    else:
        show(lambda colour: Group(*map(_hit, rows)), None)


@click.command()
@click.argument("direction", type=click.Choice(["to", "from", "nowhere"]))
@click.argument("cite", required=False)
@_AS_OF
@arguments.TITLE
@arguments.AS_JSON
@arguments.LIBRARY
def cites(
    direction: Any,
    cite: str | None,
    as_of: str | None,
    title: int | None,
    as_json: bool,
    address: str | None,
) -> None:
    """Say who refers TO a place, what is referred to FROM it, or which references lead NOWHERE.

    CITE is a part, a section or a paragraph: "19 CFR 163.12(b)".
    """
    if (cite is None) != (direction == "nowhere"):
        raise click.UsageError("give a CITE with to and from, and none with nowhere")
    held = _library(address)
    if direction == "nowhere":
        rows = held.cites(None, as_of=as_of, title=title).to_pylist()
    else:
        rows = held.cites(cite, direction, as_of=as_of).to_pylist()
    if as_json:
        _emit_rows(rows)
    else:
        show(lambda colour: _references(rows), None)


@click.command("left-behind")
@arguments.TITLE
@click.option("--limit", type=click.IntRange(1), default=_LIMIT, help="At most so many.")
@arguments.AS_JSON
@arguments.LIBRARY
def left_behind(title: int | None, limit: int, as_json: bool, address: str | None) -> None:
    """List names that were replaced somewhere and still stand elsewhere, the likeliest oversights
    first, from all that `cfrdiff library compare` has compared.
    """
    rows = _library(address).left_behind(title).slice(0, limit).to_pylist()
    if as_json:
        _emit_rows(rows)
    else:
        show(lambda colour: Group(*map(_left, rows)), None)


@click.command()
@click.argument("query", required=False)
@arguments.AS_JSON
@arguments.LIBRARY
def sql(query: str | None, as_json: bool, address: str | None) -> None:
    """Ask the tables in SQL (DuckDB's); without QUERY say which tables and columns there are."""
    if query is None:
        show(lambda colour: _columns(), None)
        return
    rows = _library(address).sql(query)
    if as_json:
        _emit_rows(rows.to_pylist())
    else:
        show(lambda colour: _table(rows.column_names, rows.to_pylist()), None)


def _library(address: str | None, scheduler: str | None = None) -> Library:
    """The library; where it is the one of the platform's place, with the corpus in it."""
    library = Library.open(address, scheduler=scheduler)
    if address is None:
        library.add_corpus()
    return library


def _emit_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    lines = [msgspec.json.encode(row, enc_hook=str) for row in rows]
    emit(b"".join(line + b"\n" for line in lines), None)


def _comparison(found: Comparison) -> RenderableType:
    rows = Table(box=None, pad_edge=False)
    rows.add_column("title", no_wrap=True)
    rows.add_column("parts", overflow="fold")
    for name in ("from", "to"):
        rows.add_column(name, no_wrap=True)
    for name in ("unchanged", *_WEIGHTS):
        rows.add_column(name, justify="right")
    for one in found.pairs:
        rows.add_row(*_pair(one))
    total = [sum(one.weights.get(w, 0) for one in found.pairs) for w in _WEIGHTS]
    unchanged = sum(one.counts.get("unchanged", 0) for one in found.pairs)
    rows.add_row("all", f"{len(found.pairs)} pairs", "", "", *map(str, (unchanged, *total)))
    names = [Text(f"compared with nothing: {one.name}") for one in found.alone]
    return Group(rows, *names)


def _pair(one: PairRecord) -> list[str]:
    parts = one.parts_after
    shown = f"{parts[0]}–{parts[-1]}" if len(parts) > 1 else "".join(parts)
    counts = [one.counts.get("unchanged", 0), *(one.weights.get(w, 0) for w in _WEIGHTS)]
    days = one.before_date or "?", one.after_date or "?"
    return [str(one.title or "?"), shown, *days, *map(str, counts)]


def _cite(row: Mapping[str, Any]) -> str:
    kind = row.get("kind", "paragraph")
    after = "" if kind in ("paragraph", "section-heading") else f" {kind}"
    place = row["section"] or f"part {row.get('part') or '?'}"
    return (
        f"{row['title'] or '?'} CFR {place}{row['designation']}{after}, {row['date'] or 'no date'}"
    )


def _hit(row: Mapping[str, Any]) -> RenderableType:
    heading = f"{row['heading']} " if row["heading"] else ""
    text = f"{heading}{row['text']}"
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]} …"
    return Text(f"{_cite(row)}\n    {shown}")


def _left(row: Mapping[str, Any]) -> RenderableType:
    return Text(
        f"{_cite(row)}  {row['before_name']} → {row['after_name']}"
        f"  ({row['likelihood']:.2f}; replaced {row['replaced']} times, {row['replaced_in']})\n"
        f"    … {row['words']} …"
    )


def _references(rows: Sequence[Mapping[str, Any]]) -> RenderableType:
    made = [
        {
            "in": _cite(row),
            "says": row["words"],
            "which is": f"{row['to_title'] or '?'} CFR {row['to_section'] or row['to_part']}"
            f"{row['to_designation']}",
            "how": row["how"],
            "leads somewhere": row["leads"],
        }
        for row in rows
    ]
    return _table(["in", "says", "which is", "how", "leads somewhere"], made)


def _columns() -> RenderableType:
    made = [
        {"table": name, "column": one.name, "type": one.type, "what it holds": one.meaning}
        for name in (*OF_EDITIONS, *OF_PAIRS)
        for one in schema(name).columns
    ]
    return _table(["table", "column", "type", "what it holds"], made)


def _table(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> RenderableType:
    made = Table(box=None, pad_edge=False)
    for name in names:
        made.add_column(Text(name), overflow="fold")
    for row in rows:
        made.add_row(*(Text(_shown(row[name])) for name in names))
    return made


def _shown(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)
