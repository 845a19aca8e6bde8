"""Labels in parentheses: where they stand in the text, whole, broken by OCR or by a typist."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

import msgspec

from cfrdiff import late
from cfrdiff.cites import LABEL, READ_LABEL, broken_labels, slipped_label
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.openings import begins_line

_LABEL = late.compile(LABEL)
_READ_LABEL = late.compile(READ_LABEL)
_SHORTEST = 3  # characters of a label
_RANGE = late.compile(rf" ?(?:[-–—]|and|through|to) ?({LABEL})(?=\.? ?\[Reserved\])")


class Label(msgspec.Struct, frozen=True, gc=False):
    """A label at ``text[start:end]``, with what stands for its parentheses; `name` is without.

    `broken` says that OCR has made the parentheses something else, `unopened` that it has lost
    the first, perhaps with a letter; `slipped` that a typist has put other brackets, a space or a
    stop.
    """

    name: str
    start: int
    end: int
    broken: bool = False
    unopened: bool = False
    slipped: bool = False


def crowded_line(running: RunningText, most: int) -> int | None:
    """The number of the first line that holds more labels than `most`, None where none does."""
    for placed in running.lines:
        if placed.end - placed.at > _SHORTEST * most:
            labels = _READ_LABEL.finditer(running.text, placed.at, placed.end)
            if next(islice(labels, most, None), None) is not None:
                return placed.line.number
    return None


def slipped_lines(running: RunningText, start: int, end: int) -> list[Label]:
    """The labels with a slip in them that open lines of a stretch, in order."""
    first = bisect_left(running.starts, start)
    last = bisect_left(running.starts, end)
    lines = running.lines[first:last]
    places = {start: False, **{placed.at: _may_be_halved(running, placed) for placed in lines}}
    found = (_slipped_at(running, at, end, halved) for at, halved in places.items())
    return [label for label in found if label is not None]


def _may_be_halved(running: RunningText, placed: Placed) -> bool:
    """Whether a typist may have left a bracket out: at a line that could begin a paragraph."""
    return running.exact and placed.line.kind is None and placed.line.opens is not False


def _slipped_at(running: RunningText, at: int, end: int, halved: bool) -> Label | None:
    found = slipped_label(running.text, at, end, halved)
    if found is None:
        return None
    # What OCR has done to the brackets it may have done to the letter.
    return Label(found[1], at, found[0], broken=not running.exact, slipped=True)


def next_label(
    running: RunningText, at: int, end: int, before: int | None, slips: Sequence[Label]
) -> Label | None:
    """The next label: a whole one, one of the `slips` that open lines, or one with a slip behind
    the label that ends at `before`; where the text may be misread, also a broken one there.
    """
    found = _whole_or_broken(running, at, end, before)
    behind = None
    if before == at and at < end:
        behind = _slipped_at(running, at + running.text[at].isspace(), end, False)
    slip = behind or next((slip for slip in slips if slip.start >= at), None)
    if slip is None or (found is not None and found.start < slip.start):
        return found
    return slip


def _whole_or_broken(running: RunningText, at: int, end: int, before: int | None) -> Label | None:
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
