"""Labels in parentheses: where they stand in the text, whole or broken by OCR."""

from __future__ import annotations

from itertools import islice

import msgspec

from cfrdiff import late
from cfrdiff.cites import LABEL, READ_LABEL, broken_labels
from cfrdiff.text import RunningText
from cfrdiff.text.openings import begins_line

_LABEL = late.compile(LABEL)
_READ_LABEL = late.compile(READ_LABEL)
_SHORTEST = 3  # characters of a label
_RANGE = late.compile(rf" ?(?:[-–—]|and|through|to) ?({LABEL})(?=\.? ?\[Reserved\])")


class Label(msgspec.Struct, frozen=True, gc=False):
    """A label at ``text[start:end]``, with what stands for its parentheses; `name` is without.

    `broken` says that OCR has made the parentheses something else, `unopened` that it has lost
    the first, perhaps with a letter.
    """

    name: str
    start: int
    end: int
    broken: bool = False
    unopened: bool = False


def crowded_line(running: RunningText, most: int) -> int | None:
    """The number of the first line that holds more labels than `most`, None where none does."""
    for placed in running.lines:
        if placed.end - placed.at > _SHORTEST * most:
            labels = _READ_LABEL.finditer(running.text, placed.at, placed.end)
            if next(islice(labels, most, None), None) is not None:
                return placed.line.number
    return None


def next_label(running: RunningText, at: int, end: int, before: int | None) -> Label | None:
    """The next label; where the text may be misread, also a broken one that opens a line or
    stands behind the label that ends at `before`.
    """
    pattern = _LABEL if running.exact else _READ_LABEL
    match = pattern.search(running.text, at, end)
    whole = Label(match[0][1:-1], match.start(), match.end()) if match else None
    if running.exact:
        return whole
    limit = whole.start if whole else end
    for start, stop, name in broken_labels(running.text, at, end):
        if start >= limit:
            break
        if start == before or begins_line(running, start):
            return Label(name, start, stop, True, running.text[start].isalnum())
    return whole


def reserved_range(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The last label of a reserved range, "(c)–(e) [Reserved]", that goes on at an offset from
    its first, and where that ends.
    """
    match = _RANGE.match(text, at, end)
    return (match[1][1:-1], match.end()) if match else None
