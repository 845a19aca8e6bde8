"""Footnotes at the foot of a column: smaller type that begins with a raised number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cfrdiff.sources.columns import Glyph, Row, pitch

Part = Literal["begins", "goes-on"]

# Type is smaller by this many points, and a raised figure by this share of its line's size.
_SMALLER = 0.6
_RAISED = 0.85
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
        for group in _groups(rows, members, step):
            foot = _foot(rows, group, body_size)
            begun = next((n for n, i in enumerate(foot) if is_marked(rows[i])), None)
            if begun is None and not (unfinished and foot and len(foot) < len(group)):
                continue
            for i in foot[0 if unfinished else begun or 0 :]:
                found[i] = "begins" if is_marked(rows[i]) else "goes-on"
            unfinished = is_unfinished(rows[foot[-1]])
            break
    return found


def is_unfinished(row: Row) -> bool:
    """Whether a footnote that ends in this row is cut off."""
    return not "".join(glyph.text for glyph in row.glyphs).strip().endswith(_STOPS)


def is_marked(row: Row) -> bool:
    """Whether a row begins with a raised number or mark."""
    inked = [glyph for glyph in row.glyphs if glyph.text.strip()]
    mark = inked[0] if inked else None
    rest = [glyph for glyph in inked if glyph.text not in _MARKS]
    if mark is None or mark.text not in _MARKS or not rest:
        return False
    return mark.size < _RAISED * row.size or _is_raised(mark, rest[0])


def _is_raised(mark: Glyph, letter: Glyph) -> bool:
    return letter.bottom - mark.bottom > 0.15 * letter.size


def _groups(rows: Sequence[Row], members: Sequence[int], step: float) -> list[list[int]]:
    """A column's rows in groups that wide white space parts, the last first."""
    groups: list[list[int]] = []
    for i in members:
        if not groups or rows[i].bottom - rows[groups[-1][-1]].bottom > 2.5 * step:
            groups.append([])
        groups[-1].append(i)
    return groups[::-1]


def _foot(rows: Sequence[Row], group: Sequence[int], body_size: float) -> list[int]:
    """The last rows of a group, as long as they are in smaller type."""
    small = [rows[i].size < body_size - _SMALLER for i in group]
    first = len(group) - next((n for n, one in enumerate(small[::-1]) if not one), len(group))
    return list(group[first:])
