"""``cfrdiff library``: a group whose commands stand in the modules beside it."""

from __future__ import annotations

import click

from cfrdiff.cli.library_asking import cites, compare, left_behind, search, sql
from cfrdiff.cli.library_keeping import add, list_entries, refresh, verify


@click.group()
def library() -> None:
    """Editions kept: added, found by citation and date, compared by the thousand."""


for _command in (add, list_entries, compare, search, cites, left_behind, sql, refresh, verify):
    library.add_command(_command)
