"""Where output goes: stdout or a file, styled on a terminal and plain elsewhere."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cfrdiff.errors import SourceError
from cfrdiff.sources.files import write_whole
from cfrdiff.views.signs import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

_PLAIN_WIDTH = 100


def show(render: Callable[[bool], RenderableType], output: str | None) -> None:
    """Print what `render(colour)` gives, or write it plain to `output`.

    Styles show on a terminal only; ``NO_COLOR`` and ``TERM=dumb`` are respected. rich would
    keep bold and underline without colours, but what is struck and what inserted would then
    look alike; marks tell them apart.
    """
    from rich.console import Console  # loaded where something is shown: help does without

    screen = Console()
    styled = screen.color_system is not None and not screen.no_color
    colour = output is None and screen.is_terminal and styled
    text = io.StringIO()
    if colour:
        console = _console(text, screen.width, force_terminal=True)
    else:
        width = min(screen.width, _PLAIN_WIDTH) if screen.is_terminal else _PLAIN_WIDTH
        console = _console(text, width, color_system=None)
    console.print(_Visible(render(colour)))
    lines = text.getvalue().split("\n")
    # Plain text has no spaces at line ends.
    data = "\n".join(lines if colour else map(str.rstrip, lines)).encode()
    if output is None:
        _print(data)
    else:
        write_whole(output, data)


def _console(text: io.StringIO, width: int, **chosen: Any) -> Console:
    """Writes what it is given as it is: no name or text is taken for markup of rich's."""
    from rich.console import Console

    return Console(file=text, width=width, highlight=False, markup=False, emoji=False, **chosen)


class _Visible:
    """What is shown, with nothing left in it that would steer a terminal but the styles."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from cfrdiff.terminal.terminal_text import TIE

        for piece in console.render(self._shown, options):
            # What kept a cite on one line has done its work.
            yield piece._replace(text=visible(piece.text.replace(TIE, " ")))


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
