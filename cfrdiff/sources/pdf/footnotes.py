"""Footnotes at the foot of a column: smaller type that begins with a raised number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cfrdiff.sources.pdf.rows import Page, Row, usual_pitch
from cfrdiff.sources.pdf.runs import Run

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


def footnotes_of(pages: Sequence[Page], body_size: float) -> list[dict[int, Part]]:
    """The footnotes of every page of a document, in its order."""
    found: list[dict[int, Part]] = []
    unfinished = False
    for page in pages:
        notes = footnotes(page.rows, body_size, unfinished)
        unfinished = bool(notes) and is_unfinished(page.rows[max(notes)])
        found.append(notes)
    return found


def mark_of(row: Row) -> str:
    """The number or mark that a footnote begins with."""
    return row.runs[0].text.strip()


def footnotes(rows: Sequence[Row], body_size: float, unfinished: bool) -> dict[int, Part]:
    """Which rows of a page are footnotes, by index, and whether one begins there.

    `rows` are in reading order; `body_size` is the size of body type in points. A footnote is
    the last of its column but for what stands apart from it, is set smaller than the body, and
    begins with a raised number or mark. `unfinished` says that the last footnote of the page
    before is cut off: smaller type below white space at the foot of a column goes on with it.
    """
    found: dict[int, Part] = {}
    step = usual_pitch(rows)
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
    return not "".join(run.text for run in row.runs).strip().endswith(_STOPS)


def is_marked(row: Row) -> bool:
    """Whether a row begins with a raised number or mark."""
    letter = next((run for run in row.runs if not _MARKS.issuperset(run.text.strip())), None)
    mark = row.runs[0]
    if letter is None or letter is mark:
        return False
    return mark.size < _RAISED * row.size or _is_raised(mark, letter)


def _is_raised(mark: Run, letter: Run) -> bool:
    return letter.baseline - mark.baseline > _LIFTED * letter.size


def _groups(rows: Sequence[Row], members: Sequence[int], step: float) -> list[list[int]]:
    """A column's rows in groups that wide white space parts, the last first."""
    groups: list[list[int]] = []
    for i in members:
        if not groups or rows[i].baseline - rows[groups[-1][-1]].baseline > _WHITE * step:
            groups.append([])
        groups[-1].append(i)
    return groups[::-1]


def _foot(rows: Sequence[Row], group: Sequence[int], body_size: float) -> list[int]:
    """The last rows of a group, as long as they are in smaller type."""
    small = [rows[i].size < body_size - _SMALLER for i in group]
    first = len(group) - next((n for n, one in enumerate(small[::-1]) if not one), len(group))
    return list(group[first:])
