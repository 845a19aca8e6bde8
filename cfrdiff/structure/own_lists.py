"""Lists inside a section that are not its own: the (i) and (ii) of an Example, of a text set forth.

"Example 1. (i) Facts. X makes paint." and behind it "(ii) Conclusion. …": who cites paragraph (ii)
of the section means none of these. They stay text of their Example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.cites import Readings, readings
from cfrdiff.structure.labels import Label
from cfrdiff.structure.set_forth_texts import Span, own_headings
from cfrdiff.text import RunningText
from cfrdiff.text.endings import Tail, tail_of
from cfrdiff.text.openings import begins_line

# "Example 1.", "Example (2).", "Illustration A—"; a title of a few words may stand behind.
_EXAMPLE = re.compile(
    r"(?:Example|Illustration)s?(?: \(?[0-9A-Z]{1,3}\)?)?\s?[.:—–-]+\s*"
    r"(?:[A-Z][^.;:()\n]{0,60}[.—–]\s*)?"
)
_ANSWER = re.compile(r"(?:[QA]|Question|Answer)\s?[-–—]?\s?\d{1,3}[A-Za-z]?[.:]\s*")
# Characters; longer than the name of an example with its title, and than that of an answer.
_LONGEST_NAME = 100
_LONGEST_ANSWER = 16


def opens_answer(running: RunningText, at: int, start: int) -> bool:
    """Whether nothing but the name of a question or an answer, "A-6.", stands before an offset in
    its printed paragraph; the section's body begins at `start`.
    """
    begin = _line_start(running, at, start, _LONGEST_ANSWER)
    return begin is not None and bool(_ANSWER.fullmatch(running.text, begin, at))


def opens_example(text: str) -> bool:
    """Whether a printed paragraph opens with the name of an Example."""
    return bool(_EXAMPLE.match(text))


class OwnLists:
    """Follows the labels of a section, and says which belong to one of its Examples."""

    def __init__(self, running: RunningText, spans: Sequence[Span]) -> None:
        self._running = running
        self._start = spans[0][0] if spans else 0
        self._headings = own_headings(running, spans)
        self._last: dict[int, float] = {}  # the section's last ordinal by level, at line beginnings
        self._open: list[Readings] = []  # what the last label of each open level may be
        self._end = -1

    def takes(self, label: Label) -> bool:
        """Whether a label, the next in order, is one of an Example's."""
        found = readings(label.name)
        self._enter(label)
        is_next = bool(found) and (self._begins(label) or self._goes_on(label, found))
        if not is_next and self._is_set_forth(label):
            is_next = not self._returns(label, found)
            if is_next:
                self._open = [found]
            else:
                self._headings = []
        if is_next:
            self._end = label.end
        elif self._headings and begins_line(self._running, label.start):
            self._last.update(found)
        return is_next

    def _enter(self, label: Label) -> None:
        """Begin anew with the lists of a text set forth where one of its headings is passed."""
        if any(self._end < at <= label.start for at in self._headings):
            self._open = []

    def _is_set_forth(self, label: Label) -> bool:
        return bool(self._headings) and label.start > self._headings[0]

    def _returns(self, label: Label, found: Readings) -> bool:
        """Whether a label goes on with the section's own behind a text set forth in it."""
        if not begins_line(self._running, label.start):
            return False
        return any(self._last.get(level) == ordinal - 1 for level, ordinal in found)

    def _begins(self, label: Label) -> bool:
        begin = _line_start(self._running, label.start, self._start, _LONGEST_NAME)
        if begin is None or not _EXAMPLE.fullmatch(self._running.text, begin, label.start):
            return False
        first = tuple(one for one in readings(label.name) if one[1] == 1)
        self._open = [first] if first else []
        return bool(first)

    def _goes_on(self, label: Label, found: Readings) -> bool:
        if not self._open:
            return False
        adjacent = label.start - self._end <= 1
        if not (adjacent or begins_line(self._running, label.start)):
            return False
        for depth in reversed(range(len(self._open))):
            on = tuple(one for one in found if (one[0], one[1] - 1) in self._open[depth])
            if on and not adjacent:
                self._open[depth:] = [on]
                return True
        first = tuple(one for one in found if one[1] == 1)
        before = self._running.text[max(self._end, label.start - 60) : label.start]
        if first and (adjacent or tail_of(before) is Tail.INTRO):
            self._open.append(first)
            return True
        if not adjacent:
            self._open = []
        return False


def _line_start(running: RunningText, at: int, start: int, most: int) -> int | None:
    """Where the printed paragraph begins that holds an offset; None where that is too far."""
    begin = running.text.rfind("\n", max(start, at - most), at) + 1
    if begin == 0:
        begin = start if at - start <= most else 0
    return begin if 0 < at - begin <= most and begin >= start else None
