"""Where a line stands in its column, and how its type compares with the document's."""

from __future__ import annotations

import re

from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf.setting import Setting
from cfrdiff.sources.pdf.type import size_in

# A note is set smaller than the text by at least this many points.
_SMALLER = 0.6
# Points within which lines begin at one edge.
_AT_EDGE = 1.5
# The last line of a justified paragraph ends at least so many ems before its column does, unless
# it happens to be full.
_SHORT = 1.5
# A centred line stands at least so many ems from both edges of its column, and as far from the
# one as from the other within so many points.
# The first line of a paragraph in italics is no such line: its sentence goes on upright.
_FROM_EDGES, _FROM_EDGES_IN_ITALICS, _CENTRED = 1.2, 0.3, 3.0
# Flush text is set apart by so much more than the usual step from line to line.
_APART = 1.12
# The labels of notes below headings, in small capitals or not.
_NOTE_LABEL = re.compile(
    r"(?:AUTHORITY|SOURCE|(?:EDITORIAL |EFFECTIVE DATE )?NOTES?|CROSS REFERENCES?"
    r"|Authority|Source|(?:Editorial |Effective [Dd]ate )?Notes?|Cross [Rr]eferences?)\b"
    r"[^.:]{0,40}:"
)

# Capitals with a word among them: "(26 U.S.C. 5712)" has none.
_CAPITALS = re.compile(r"[^\W\d_]{4,}")


def size_of(line: Line) -> float:
    """The size of most of its type, in points."""
    return size_in(line.style) if line.style else 0.0


def is_small(line: Line, body_size: float) -> bool:
    """Whether a line is set in the type of notes."""
    return size_of(line) <= body_size - _SMALLER


def is_label(text: str) -> bool:
    """Whether a text opens as a note below a heading does: "AUTHORITY:", "EDITORIAL NOTE:"."""
    return bool(_NOTE_LABEL.match(text))


def is_heading_capitals(text: str) -> bool:
    """Whether a line is set in capitals as the headings of groups are."""
    if not text.isupper() or text.startswith(("(", "[")) or is_label(text):
        return False
    return bool(_CAPITALS.search(text))


def _column(line: Line) -> tuple[int, int | None]:
    return (line.page or 1) - 1, line.column


def from_left(line: Line, setting: Setting) -> float:
    """Points from the left edge of its column to a line."""
    return line.box[0] - setting.edges.get(_column(line), 0.0) if line.box else 0.0


def from_right(line: Line, setting: Setting) -> float:
    """Points from a line to the right edge of its column."""
    return setting.rights.get(_column(line), line.box[2]) - line.box[2] if line.box else 0.0


def stands_at_edge(line: Line, setting: Setting) -> bool:
    """Whether a line begins at the left edge of its column."""
    return from_left(line, setting) <= _AT_EDGE


def ends_short(line: Line, setting: Setting) -> bool:
    """Whether a line of a justified document ends so far before its column as paragraphs do."""
    return setting.justified and from_right(line, setting) > _SHORT * size_of(line)


def is_set_apart(line: Line, before: Line, setting: Setting) -> bool:
    """Whether a little white space stands between two lines of one column."""
    if not line.box or not before.box or not setting.justified:
        return False
    if (line.page, line.column) != (before.page, before.column):
        return False
    return line.box[3] - before.box[3] > _APART * setting.step


def is_centred(line: Line, setting: Setting) -> bool:
    """Whether a line stands in the middle of its column, away from both edges."""
    left, right = from_left(line, setting), from_right(line, setting)
    least = _FROM_EDGES_IN_ITALICS if is_italic(line) else _FROM_EDGES
    return abs(left - right) <= _CENTRED and min(left, right) >= least * size_of(line)


def is_italic(line: Line) -> bool:
    """Whether all of it is in italics."""
    return bool(line.italics) and line.italics == ((0, len(line.text.rstrip())),)
