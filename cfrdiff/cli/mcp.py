"""``cfrdiff mcp``."""

from __future__ import annotations

import os

import click

from cfrdiff.library.shelf import VARIABLE


@click.command()
@click.option("--library", metavar="FOLDER", help="Another library than CFRDIFF_LIBRARY.")
def mcp(library: str | None) -> None:
    """Answer assistants over stdio, by the Model Context Protocol.

    The tools are editions, read, compare, history, search, citations and left_behind, over the
    library and the corpus. Nothing is fetched, and nothing is written but the index of words.
    """
    from cfrdiff.assistants import made_server

    if library is not None:  # of this process, which does nothing else
        os.environ[VARIABLE] = library
    made_server().run("stdio")
