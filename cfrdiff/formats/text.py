"""What the commands print, as a text file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.history import History
from cfrdiff.model import Edition
from cfrdiff.terminal.changelist import change_list
from cfrdiff.terminal.outline import edition_outline
from cfrdiff.terminal.printing import plain
from cfrdiff.terminal.timeline import timeline
from cfrdiff.views.asides import open_questions
from cfrdiff.views.report import Report

_WIDTH = 78  # what an e-mail holds without breaking (RFC 3676, 4.2)


def plain_report(report: Report) -> bytes:
    """The change list for an e-mail, struck words as [-…-] and inserted ones as {+…+}, and what
    reading left open.
    """
    return plain(Group(change_list(report.changes, False), *_open_questions(report)), _WIDTH)


def _open_questions(report: Report) -> Iterator[RenderableType]:
    left = open_questions(report.changes)
    if left.rows:
        yield Text(f"\n{left.title}\n")
    for file, place, line, message in left.rows:
        where = ", ".join(filter(None, (file, place, f"line {line}" if line else "")))
        yield Padding(Text(f"{where}: {message}"), (0, 0, 0, 2))


def plain_outline(edition: Edition) -> bytes:
    """The sections and paragraph trees of an edition."""
    return plain(edition_outline(edition))


def plain_timelines(found: list[History]) -> bytes:
    """What became of each paragraph of a section from edition to edition."""
    return plain(Group(*(timeline(one, False) for one in found)))
