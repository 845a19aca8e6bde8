"""Hyphens at line ends: the printer's, which break a word, and the word's own.

GPO's files tell them apart, in one of two ways. They print a space after every line but one that
breaks a word, so that a hyphen of the word's own has a space behind it and the printer's has none;
or they draw the printer's hyphen by itself and the word's own with its word. A file in which only
one of the two kinds is seen shows neither habit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from cfrdiff.sources.pdf.rows import Row

Hyphen = Literal["print", "word"]

# Of the lines so many end in a space where a file has that habit.
_SPACES = 2 / 3
# Words before which a hyphen hangs: it shows no habit, and stands apart from the next word.
_SUSPENDS = ("and ", "or ", "to ", "through ", "nor ", "but ", "versus ")
# Hyphens drawn by themselves that show the second habit.
_LEAST_ALONE = 3


class Hyphens(msgspec.Struct, frozen=True):
    """Which of the two habits a file has."""

    by_space: bool
    by_object: bool

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Hyphens:
        """The habit that rows show, in the order they are read."""
        ends = [_last(row) for row in rows]
        hyphened = [i for i, text in enumerate(ends) if text.rstrip().endswith("-")]
        spaced = sum(text.endswith(" ") for text in ends)
        own = sum(ends[i].endswith("- ") and not _is_suspended(rows, i) for i in hyphened)
        bare = sum(ends[i].endswith("-") for i in hyphened)
        alone = sum(_is_alone(rows[i]) for i in hyphened)
        return cls(
            by_space=spaced >= _SPACES * len(ends) and own > 0 and bare > own,
            by_object=alone >= _LEAST_ALONE and alone * 2 > bare,
        )

    def at_end(self, row: Row) -> Hyphen | None:
        """Whose the hyphen at the end of a row is, None where there is none or nothing shows it."""
        text = _last(row)
        if not text.rstrip().endswith("-") or not (self.by_space or self.by_object):
            return None
        is_print = not text.endswith(" ") if self.by_space else _is_alone(row)
        return "print" if is_print else "word"


def _last(row: Row) -> str:
    return row.runs[-1].text


def _is_alone(row: Row) -> bool:
    return len(row.runs) > 1 and _last(row).strip() == "-"


def _is_suspended(rows: Sequence[Row], i: int) -> bool:
    following = rows[i + 1].runs[0].text if i + 1 < len(rows) else ""
    return following.startswith(_SUSPENDS)
