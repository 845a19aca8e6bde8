"""What is shown as text, with nothing left in it that would steer a terminal but the styles."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

from cfrdiff.terminal.terminal_text import TIE
from cfrdiff.views.signs import visible

PLAIN_WIDTH = 100


def plain(shown: RenderableType, width: int = PLAIN_WIDTH) -> bytes:
    """Without styles, in lines of so many columns, and without spaces at their ends."""
    lines = _printed(shown, width, color_system=None).split("\n")
    return "\n".join(map(str.rstrip, lines)).encode()


def styled(shown: RenderableType, width: int) -> bytes:
    """For a terminal so many columns wide."""
    return _printed(shown, width, force_terminal=True).encode()


def _printed(shown: RenderableType, width: int, **chosen: Any) -> str:
    text = io.StringIO()
    # Written as it is: no name or text is taken for markup of rich's.
    console = Console(file=text, width=width, highlight=False, markup=False, emoji=False, **chosen)
    console.print(_Visible(shown))
    return text.getvalue()


class _Visible:
    """What is shown, each unseen sign as a picture of it."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for piece in console.render(self._shown, options):
            # What kept a cite on one line has done its work.
            yield piece._replace(text=visible(piece.text.replace(TIE, " ")))
