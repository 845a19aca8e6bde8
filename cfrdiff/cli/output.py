"""Where output goes: stdout or a file, styled on a terminal and plain elsewhere."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

import click
from rich.console import Console, RenderableType

from cfrdiff.reports.changelist import TIE
from cfrdiff.sources.files import write_whole

_PLAIN_WIDTH = 100


def show(render: Callable[[bool], RenderableType], output: str | None) -> None:
    """Print what `render(colour)` gives, or write it plain to `output`.

    Styles show on a terminal only; ``NO_COLOR`` and ``TERM=dumb`` are respected.
    """
    screen = Console()
    colour = output is None and screen.is_terminal and screen.color_system is not None
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
    """Write bytes to stdout, or whole to a file."""
    if output is not None:
        write_whole(output, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough; what is left in the buffer must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(0) from None


def section_number(
    context: click.Context, option: click.Parameter, value: str | None
) -> str | None:
    """Accept ``§ 163.12`` as well as ``163.12``."""
    return value.replace("§", "").strip() if value else None
