"""Where output goes: stdout or a file, styled on a terminal and plain elsewhere."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

import click
from rich.console import Console, RenderableType

from cfrdiff.errors import SourceError
from cfrdiff.reports.terminal_text import TIE
from cfrdiff.sources.files import write_whole

_PLAIN_WIDTH = 100


def show(render: Callable[[bool], RenderableType], output: str | None) -> None:
    """Print what `render(colour)` gives, or write it plain to `output`.

    Styles show on a terminal only; ``NO_COLOR`` and ``TERM=dumb`` are respected. rich would
    keep bold and underline without colours, but what is struck and what inserted would then
    look alike; marks tell them apart.
    """
    screen = Console()
    styled = screen.color_system is not None and not screen.no_color
    colour = output is None and screen.is_terminal and styled
    text = io.StringIO()
    if colour:
        console = Console(file=text, force_terminal=True, width=screen.width, highlight=False)
    else:
        width = min(screen.width, _PLAIN_WIDTH) if screen.is_terminal else _PLAIN_WIDTH
        console = Console(file=text, color_system=None, width=width, highlight=False)
    console.print(render(colour))
    # What kept a cite on one line has done its work; plain text has no spaces at line ends.
    lines = text.getvalue().replace(TIE, " ").split("\n")
    emit("\n".join(lines if colour else map(str.rstrip, lines)).encode(), output)


def emit(data: bytes, output: str | None) -> None:
    """Write bytes to stdout, or whole to a file. Raises SourceError where neither can be."""
    if output is not None:
        write_whole(output, data)
        return
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
    click.echo(f"cfrdiff: {one_line(message)}", err=True)


def one_line(message: str) -> str:
    """A message on one line. A name of a file may hold what would steer a terminal."""
    line = " ".join(message.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
