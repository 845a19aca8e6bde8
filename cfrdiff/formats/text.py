"""The change list as a text file, for an e-mail: what `cfrdiff diff` prints, and the findings."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
from cfrdiff.terminal.changelist import change_list
from cfrdiff.terminal.terminal_text import TIE
from cfrdiff.views.asides import open_questions
from cfrdiff.views.signs import visible

_WIDTH = 78  # what an e-mail holds without breaking (RFC 3676, 4.2)


def plain_report(changes: ChangeSet, before: Edition, after: Edition) -> bytes:
    """The change list without colours, struck words as [-…-] and inserted ones as {+…+}."""
    out = io.StringIO()
    console = Console(file=out, color_system=None, width=_WIDTH, highlight=False, markup=False)
    console.print(change_list(changes, False))
    left = open_questions(changes)
    if left.rows:
        console.print(f"\n{left.title}\n")
    for file, place, line, message in left.rows:
        where = ", ".join(filter(None, (file, place, f"line {line}" if line else "")))
        console.print(Padding(Text(f"{where}: {message}"), (0, 0, 0, 2)))
    lines = out.getvalue().replace(TIE, " ").split("\n")
    return "\n".join(visible(line).rstrip() for line in lines).encode()
