"""The headings of subject groups: centred lines between sections, in capitals or in italics."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf.measured import is_centred, is_heading_capitals
from cfrdiff.sources.pdf.setting import Setting

_OWN_NOTE = re.compile(r"(?:SOURCE|AUTHORITY|Source|Authority):")


def with_group_headings(lines: Sequence[Line], setting: Setting) -> list[Line]:
    """The lines, the centred ones right above the heading of a section marked as headings.

    A heading that goes on in a second line is set alike there, without white space between.
    """
    found = list(lines)
    is_below = False  # whether the next line of text is a section's heading, or such a heading
    for i in range(len(found) - 1, -1, -1):
        line = found[i]
        if line.at_edge or line.role == "margin":
            continue
        if is_below and _is_group_heading(line, setting):
            found[i] = msgspec.structs.replace(line, kind="heading", opens=_opens(found, i))
        else:
            is_below = _stands_below(line)
    return found


def _stands_below(line: Line) -> bool:
    """Whether a line may stand below such a heading: that of a section, or the group's own note."""
    is_section = line.role == "heading" and line.text.startswith("§")
    return is_section or bool(line.opens and _OWN_NOTE.match(line.text))


def _is_group_heading(line: Line, setting: Setting) -> bool:
    if line.kind is not None or line.role != "body":
        return False
    return is_centred(line, setting) or is_heading_capitals(line.text)


def _opens(lines: Sequence[Line], i: int) -> bool:
    """Whether a heading begins in a line; the one before it may be the same heading's."""
    above = (lines[n] for n in range(i - 1, -1, -1))
    before = next((line for line in above if not line.at_edge and line.role != "margin"), None)
    return lines[i].gap or before is None or before.style != lines[i].style
