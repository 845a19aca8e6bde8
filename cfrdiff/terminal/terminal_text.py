"""How what the commands print is laid out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

# Stands for a space at which rich must not break; whoever prints turns it back into one. A
# character for internal use that no text holds (The Unicode Standard, 23.7).
TIE = "\ufdd0"


def indented(text: RenderableType, by: int) -> RenderableType:
    """A line set in by so many columns, also where it is broken."""
    return Padding(text, (0, 0, 0, by))


def chapter(title: str, body: Iterable[RenderableType]) -> list[RenderableType]:
    """A title, its lines and a blank one; nothing where there are no lines."""
    lines = list(body)
    return [Text(title, style="bold"), Text(), *lines, Text()] if lines else []
