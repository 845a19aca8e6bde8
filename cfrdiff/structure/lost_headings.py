"""Lines of a misread file that look like the heading of a section and are taken for text.

Nothing is mended here: the section's paragraphs stay where they were read, and the reader is told
that a section may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cfrdiff.cites import follows, read_heading
from cfrdiff.model import Finding
from cfrdiff.structure.costs import HEADING_LOOKS_BACK
from cfrdiff.structure.zones import Zone
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import block_kind

# Signs before the number that may be what is left of a section sign.
_MOST_SIGNS = 4


def lost_headings(running: RunningText, zones: Sequence[Zone]) -> Iterator[Finding]:
    """A finding for each line that may head a section which is not found."""
    if running.exact:
        return
    headed = [zone.heading for zone in zones if zone.heading and zone.heading.number]
    starts = {heading.start for heading in headed}
    before, at = "", 0
    for i, placed in enumerate(running.lines):
        while at < len(headed) and headed[at].start <= placed.at:
            before = headed[at].number
            at += 1
        if placed.at in starts or not _may_open(running, i):
            continue
        number = _number(running.text[placed.at : placed.end])
        behind = headed[at].number if at < len(headed) else ""
        if number and _is_between(before, number, behind):
            message = (
                f"{running.text[placed.at : placed.end].strip()!r} may be the heading of §"
                f" {number}; it is read as text"
            )
            yield Finding(
                "section-perhaps-lost", "warning", message, section=before, line=placed.line.number
            )


def _may_open(running: RunningText, i: int) -> bool:
    """Whether a heading may stand in a line: it begins a paragraph, behind a finished one, and is
    no entry of a list.
    """
    placed = running.lines[i]
    if not (placed.line.opens or placed.line.role == "heading"):
        return False
    if block_kind(running, placed) is not None or _is_entry(running, i):
        return False
    before = running.text[max(0, placed.at - HEADING_LOOKS_BACK) : placed.at].rstrip()
    return placed.line.role == "heading" or not before or is_closed(before)


def _is_entry(running: RunningText, i: int) -> bool:
    """Whether the line before or behind looks like a heading as well, as those of contents do."""
    beside = [running.lines[k] for k in (i - 1, i + 1) if 0 <= k < len(running.lines)]
    return any(_number(running.text[one.at : one.end]) for one in beside if _opens(one))


def _opens(placed: Placed) -> bool:
    return placed.line.opens is not False


def _number(text: str) -> str | None:
    """The number of the section that a line may head, behind what is left of its sign."""
    for lead in range(_MOST_SIGNS + 1):
        if lead and text[:lead].strip().isalpha() and lead > 1:
            return None  # a word
        heading = read_heading(text[lead:])
        if heading is not None:
            return heading.numbers[0]
    return None


def _is_between(before: str, number: str, behind: str) -> bool:
    return follows(before, number) and (not follows(before, behind) or follows(number, behind))
