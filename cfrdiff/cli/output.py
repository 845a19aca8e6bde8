"""Where output goes: stdout or a file, styled on a terminal and plain elsewhere."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import click

from cfrdiff.errors import SourceError
from cfrdiff.formats.registry import asked_format
from cfrdiff.sources.files import write_whole
from cfrdiff.views.signs import visible

if TYPE_CHECKING:
    from rich.console import RenderableType


def show(render: Callable[[bool], RenderableType], output: str | None) -> None:
    """Print what `render(colour)` gives, or write it plain to `output`.

    Styles show on a terminal only; ``NO_COLOR`` and ``TERM=dumb`` are respected. rich would
    keep bold and underline without colours, but what is struck and what inserted would then
    look alike; marks tell them apart.
    """
    from rich.console import Console  # loaded where something is shown: help does without

    from cfrdiff.terminal.printing import PLAIN_WIDTH, plain, styled

    screen = Console()
    has_styles = screen.color_system is not None and not screen.no_color
    if output is None and screen.is_terminal and has_styles:
        _print(styled(render(True), screen.width))
        return
    width = min(screen.width, PLAIN_WIDTH) if screen.is_terminal else PLAIN_WIDTH
    data = plain(render(False), width)
    if output is None:
        _print(data)
    else:
        write_whole(output, data)


def asked(output: str | None, formats: Collection[str], as_json: bool = False) -> str | None:
    """The suffix that says what to write; None for what the command prints.

    Raises CfrdiffError for a file whose suffix is that of no format.
    """
    suffix = asked_format(output, formats) if output else None
    if as_json and suffix not in (None, ".json"):
        raise click.UsageError(f"--json writes JSON, and {output} is not named so; leave out one")
    return ".json" if as_json else suffix


def emit(data: bytes, output: str | None) -> None:
    """Write bytes to stdout, or whole to a file; on a terminal nothing in them steers it.

    Raises SourceError where neither can be written.
    """
    if output is not None:
        write_whole(output, data)
    elif sys.stdout is not None and sys.stdout.isatty():
        _print(visible(data.decode()).encode())
    else:
        _print(data)


def _print(data: bytes) -> None:
    if sys.stdout is None:
        raise SourceError("stdout", "it is closed", "open it or write to a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer must not be flushed at exit, which would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            raise click.exceptions.Exit(0) from None
        problem = f"cannot be written ({error.strerror or error})"
        raise SourceError("stdout", problem, "write elsewhere with -o") from None


def tell(message: str) -> None:
    """Print an error as one line."""
    say(f"cfrdiff: {one_line(message)}")


def say(message: str) -> None:
    """Print one line on stderr."""
    with contextlib.suppress(OSError):  # there is nowhere else to say it
        click.echo(visible(message).replace("\n", " "), err=True)


def one_line(message: str) -> str:
    """A message on one line. A name of a file may hold what would steer a terminal."""
    return visible(" ".join(message.split()))
