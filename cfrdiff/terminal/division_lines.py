"""The headings of divisions as `cfrdiff read` shows them: above the first section of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from cfrdiff.divisions import Division
from cfrdiff.model import Edition
from cfrdiff.terminal.terminal_text import indented

# A key that no section has, for what stands behind all of them.
_BEHIND = "behind"


def division_lines(edition: Edition) -> dict[str, list[RenderableType]]:
    """What is shown before each section, by its number, and behind all of them.

    Of an edition that holds some sections only, the divisions that these are in.
    """
    shown = {section.number for section in edition.sections}
    divisions = edition.divisions
    is_whole = all(block.after is None or block.after in shown for block in edition.blocks)
    lines: dict[str, list[RenderableType]] = {}
    waiting: list[RenderableType] = []
    for division, number in _in_order(divisions):
        if number is None:
            if is_whole or not shown.isdisjoint(division.all_sections()):
                waiting += _headings(division)
        elif number in shown and waiting:
            lines[number], waiting = waiting, []
    if waiting:
        lines[_BEHIND] = waiting
    return lines


def _in_order(divisions: Sequence[Division]) -> Iterator[tuple[Division, str | None]]:
    """Each division, and behind it the numbers of its sections."""
    for division in divisions:
        yield division, None
        yield from ((division, number) for number in division.sections)
        yield from _in_order(division.divisions)


def _headings(division: Division) -> list[RenderableType]:
    lines: list[RenderableType] = [Text(division.heading, style="bold underline")]
    for note in (division.authority, division.source, *division.notes):
        if note:
            lines.append(indented(Text(note, style="dim"), 2))
    if division.appendices:
        names = "; ".join(division.appendices)
        lines.append(indented(Text(f"With {names}", style="dim"), 2))
    return [*lines, Text()]
