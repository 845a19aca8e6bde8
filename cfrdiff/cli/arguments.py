"""What is given on the command line where a cite must stand: each as click's callback."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from cfrdiff import api
from cfrdiff.cites import Cite, CiteError, Designation, parse_selection
from cfrdiff.cli.output import say

T = TypeVar("T")


def say_days(*names: str) -> None:
    """Say of which day the editions are that citations name by another day."""
    for name, day in api.resolved(names):
        say(f"cfrdiff: {name} is read as of {day}")


FORCE = click.option(
    "--force",
    is_flag=True,
    help="Compare although titles, parts or the order of dates do not match.",
)


def sections(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...] | None:
    """What is picked, as `parse_selection` reads it; None where nothing is."""
    for value in values:
        _parsed(parse_selection, value)
    return values or None


def designation(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """``(c)(2)``."""
    return None if value is None else str(_parsed(Designation.parse, value))


def cite(context: click.Context, option: click.Parameter, value: str | None) -> Cite | None:
    """A section or a paragraph of one: ``163.12`` or ``163.12(b)(3)``."""
    if value is None:
        return None
    found = _parsed(Cite.parse, value)
    if found.section is None or found.scope != "whole":
        raise click.BadParameter(f"{value!r} is not a section or a paragraph of one")
    return found


def _parsed(parse: Callable[[str], T], value: str) -> T:
    try:
        return parse(value)
    except CiteError as error:
        raise click.BadParameter(str(error)) from None


SECTIONS = click.option(
    "--section",
    "sections",
    callback=sections,
    multiple=True,
    metavar="CITE",
    help="Only this: 163.12, 163.12(b)(2), 163.11-163.13 or a part, 163; may be given again.",
)

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")

LIBRARY = click.option(
    "--library",
    "address",
    metavar="FOLDER",
    help="Where it lies: a folder or an address that fsspec knows; else CFRDIFF_LIBRARY, or the"
    " platform's place for data.",
)

SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a dask scheduler do it: tcp://host:8786.",
)

TITLE = click.option("--title", type=click.IntRange(1, 50), help="Only this title of the CFR.")
