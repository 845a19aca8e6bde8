"""Lists of contents: sections by number, in small type that hangs behind the number.

GPO prints them below the heading of a part, a subpart or a chapter, with the headings of the
subparts they list between the entries; an entry begins at the edge of its column and goes on
indented. They end where an authority, a source note or the text begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.cites import PART_NUMBER, SECTION_NUMBER
from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf.measured import (
    ends_short,
    is_centred,
    is_heading_capitals,
    is_label,
    is_small,
    stands_at_edge,
)
from cfrdiff.sources.pdf.setting import Setting

# "40.22 Determination of sale price", "40.34–40.36 [Reserved]".
_ENTRY = re.compile(rf"{SECTION_NUMBER}(?:[–-]{SECTION_NUMBER})? +[A-Z“\"\[]")
_ABOVE = frozenset(("Sec.", "Sec"))
_PART = re.compile(rf"PARTS? {PART_NUMBER} ?[—–-]")


def with_contents(lines: Sequence[Line], setting: Setting) -> list[Line]:
    """The lines, those of contents lists marked as such and cut into entries."""
    found = list(lines)
    at = 0
    while at < len(found):
        if not _begins(found, at, setting):
            at += 1
            continue
        end = _end(found, at, setting)
        for i in _members(found, _first(found, at), end):
            found[i] = _marked(found[i], setting)
        at = end
    return found


def _is_free(line: Line) -> bool:
    """Whether it is text of which nothing is known yet."""
    return line.kind is None and line.role != "margin" and not line.at_edge


def _members(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    return (i for i in range(start, end) if _is_free(lines[i]))


def _before(lines: Sequence[Line], at: int) -> int | None:
    """The line of text before a place."""
    for i in range(at - 1, -1, -1):
        if not lines[i].at_edge and lines[i].role != "margin":
            return i
    return None


def _begins(lines: Sequence[Line], at: int, setting: Setting) -> bool:
    """Whether a line is the first entry of a list, below a heading or "Sec."."""
    line = lines[at]
    if not _is_free(line) or line.role == "heading" or not is_small(line, setting.body_size):
        return False
    if not (stands_at_edge(line, setting) and _ENTRY.match(line.text)):
        return False
    before = _before(lines, at)
    return before is None or _is_over(lines[before])


def _is_over(line: Line) -> bool:
    return line.role == "heading" or line.text.strip() in _ABOVE or is_heading_capitals(line.text)


def _end(lines: Sequence[Line], at: int, setting: Setting) -> int:
    """Where a list ends: behind its last small line, whatever headings stand between."""
    end = at
    for i in range(at, len(lines)):
        line = lines[i]
        if not _is_free(line):
            if line.kind is not None:
                break
            continue
        if line.role == "heading":
            if line.text.startswith("§") or _PART.match(line.text):
                break
            continue
        if not is_small(line, setting.body_size) or is_label(line.text):
            break
        if not is_heading_capitals(line.text) or _is_entry_in_capitals(line, setting):
            end = i + 1
    return end


def _is_entry_in_capitals(line: Line, setting: Setting) -> bool:
    """Whether capitals begin at the edge of a column and end short, as an entry for an appendix
    does, and no heading.
    """
    if not stands_at_edge(line, setting) or is_centred(line, setting):
        return False
    return line.role != "heading" and ends_short(line, setting)


def _first(lines: Sequence[Line], at: int) -> int:
    """Where the list begins that has its first entry at a place: below the heading of its part,
    else right above the entry.
    """
    first, i = at, _before(lines, at)
    while i is not None and lines[i].kind is None and _is_over(lines[i]):
        if _PART.match(lines[i].text):
            return _below_heading(lines, i)
        if lines[i].text.strip() in _ABOVE:
            first = i
        i = _before(lines, i)
    return first


def _below_heading(lines: Sequence[Line], part: int) -> int:
    """The line behind the heading of a part that begins at a place."""
    for i in range(part + 1, len(lines)):
        if _is_free(lines[i]) and (lines[i].opens or lines[i].role != "heading"):
            return i
    return len(lines)


def _marked(line: Line, setting: Setting) -> Line:
    """A line of a list; an entry begins at the edge of its column."""
    opens = line.opens
    if _is_entry_in_capitals(line, setting):
        opens = True
    elif line.role != "heading" and not is_heading_capitals(line.text):
        opens = stands_at_edge(line, setting) or is_centred(line, setting)
    return msgspec.structs.replace(line, kind="contents", opens=opens, role="body")
