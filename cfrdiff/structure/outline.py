"""The running text cut into sections and the blocks between them."""

from __future__ import annotations

from cfrdiff.structure.effective_notes import effective_notes, in_force
from cfrdiff.structure.loose_headings import with_loose_headings
from cfrdiff.structure.section_headings import find_headings
from cfrdiff.structure.zones import Zone, sort_zone
from cfrdiff.text import RunningText


def outline(running: RunningText) -> list[Zone]:
    """The zones of a file in order; their stretches cover the whole running text."""
    headings = with_loose_headings(running, find_headings(running))
    notes = effective_notes(running, headings)
    headings = in_force(headings, notes)
    starts = [heading.start for heading in headings] + [len(running.text)]
    zones: list[Zone] = []
    if running.text[: starts[0]].strip():
        zones.append(sort_zone(running, None, 0, starts[0], notes))
    for heading, end in zip(headings, starts[1:], strict=True):
        zones.append(sort_zone(running, heading, heading.end, end, notes))
    return zones
