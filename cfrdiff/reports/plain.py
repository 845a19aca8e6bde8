"""The change list as a text file: what `cfrdiff diff` prints, for an e-mail."""

from __future__ import annotations

import io

from rich.console import Console

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
from cfrdiff.reports.changelist import TIE, change_list
from cfrdiff.reports.signs import visible

_WIDTH = 78  # what an e-mail holds without breaking (RFC 3676, 4.2)


def plain_report(changes: ChangeSet, before: Edition, after: Edition) -> bytes:
    """The change list without colours, struck words as [-…-] and inserted ones as {+…+}."""
    out = io.StringIO()
    Console(file=out, color_system=None, width=_WIDTH, highlight=False).print(
        change_list(changes, False)
    )
    lines = out.getvalue().replace(TIE, " ").split("\n")
    return "\n".join(visible(line).rstrip() for line in lines).encode()
