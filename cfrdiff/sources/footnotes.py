"""Footnotes at the foot of a column: smaller type that begins with a raised number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cfrdiff.sources.columns import Glyph, Row, pitch

Part = Literal["begins", "goes-on"]

# Type is smaller by this many points, and a raised figure by this share of its line's size, or
# stands above its base line by that share.
_SMALLER = 0.6
_RAISED = 0.85
_LIFTED = 0.15
# White space that parts groups of rows, in the usual steps between base lines.
_WHITE = 2.5
_MARKS = frozenset("0123456789*†‡")
_STOPS = (".", "?", "!", ")", "”", "’")


def footnotes(rows: Sequence[Row], body_size: float, unfinished: bool) -> dict[int, Part]:
    """Which rows of a page are footnotes, by index, and whether one begins there.

    `rows` are in reading order; `body_size` is the size of body type in points. A footnote is
    the last of its column but for what stands apart from it, is set smaller than the body, and
    begins with a raised number or mark. `unfinished` says that the last footnote of the page
    before is cut off: smaller type below white space at the foot of a column goes on with it.
    """
    found: dict[int, Part] = {}
    step = pitch(rows) if rows else 0.0
    for column in dict.fromkeys(row.column for row in rows):
        members = [i for i, row in enumerate(rows) if row.column == column]
        notes = _note_rows(rows, _groups(rows, members, step), body_size, unfinished)
        found |= {i: "begins" if is_marked(rows[i]) else "goes-on" for i in notes}
        if notes:
            unfinished = is_unfinished(rows[notes[-1]])
    return found


def _note_rows(
    rows: Sequence[Row], groups: Sequence[list[int]], body_size: float, unfinished: bool
) -> list[int]:
    """The rows of a column that are footnotes: the foot of the last group that has some."""
    for group in groups:
        foot = _foot(rows, group, body_size)
        begun = next((n for n, i in enumerate(foot) if is_marked(rows[i])), None)
        goes_on = unfinished and 0 < len(foot) < len(group)
        if begun is not None or goes_on:
            return foot if unfinished else foot[begun:]
    return []


def is_unfinished(row: Row) -> bool:
    """Whether a footnote that ends in this row is cut off."""
    return not "".join(glyph.text for glyph in row.glyphs).strip().endswith(_STOPS)


def is_marked(row: Row) -> bool:
    """Whether a row begins with a raised number or mark."""
    inked = [glyph for glyph in row.glyphs if glyph.text.strip()]
    letter = next((glyph for glyph in inked if glyph.text not in _MARKS), None)
    if letter is None or letter is inked[0]:
        return False
    return inked[0].size < _RAISED * row.size or _is_raised(inked[0], letter)


def _is_raised(mark: Glyph, letter: Glyph) -> bool:
    return letter.bottom - mark.bottom > _LIFTED * letter.size


def _groups(rows: Sequence[Row], members: Sequence[int], step: float) -> list[list[int]]:
    """A column's rows in groups that wide white space parts, the last first."""
    groups: list[list[int]] = []
    for i in members:
        if not groups or rows[i].bottom - rows[groups[-1][-1]].bottom > _WHITE * step:
            groups.append([])
        groups[-1].append(i)
    return groups[::-1]


def _foot(rows: Sequence[Row], group: Sequence[int], body_size: float) -> list[int]:
    """The last rows of a group, as long as they are in smaller type."""
    small = [rows[i].size < body_size - _SMALLER for i in group]
    first = len(group) - next((n for n, one in enumerate(small[::-1]) if not one), len(group))
    return list(group[first:])
