"""Effective date notes in text without markup: how far each reaches, with what it sets forth.

Print has them behind a section or below a division's heading: "Effective Date Note: At 79 FR 71639,
Dec. 3, 2014, § 61.65 was amended …, effective Jan. 20, 2015. For the convenience of the user, the
revised text is set forth as follows:", and behind it the section as it will read, heading and all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.structure.heading_standing import Heading
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.openings import block_kind, opens_effective_note

Span = tuple[int, int]

_SETS_FORTH = re.compile(r"\bset forth (?:as follows|below)\b")
_LABEL_ALONE = re.compile(r"[^:]{0,60}:")
# "2. At 69 FR 25336, May 6, 2004, …" goes on with "Effective Date Notes: 1. At 63 FR …".
_NEXT_NOTE = re.compile(r"\d{1,2}\. (?:At|By|In) ")
_ENDS = frozenset(
    ("part-heading", "chapter-heading", "subpart-heading", "authority", "source", "appendix")
)


def effective_notes(running: RunningText, headings: Sequence[Heading]) -> list[Span]:
    """The stretches of the text that are effective date notes and what they set forth.

    `headings` are those of all sections, also of what a note sets forth. Notes that the source
    itself marks are none of these: nothing more has to be found out about them.
    """
    found: list[Span] = []
    for placed in running.lines:
        inside = found and placed.at < found[-1][1]
        if not inside and _opens_note(running, placed):
            found.append((placed.at, _end(running, headings, placed.at)))
    return found


def in_force(headings: Sequence[Heading], notes: Sequence[Span]) -> list[Heading]:
    """The headings that stand in none of the notes."""
    starts = [start for start, _ in notes]
    found: list[Heading] = []
    for heading in headings:
        i = bisect_right(starts, heading.start) - 1
        if i < 0 or heading.start >= notes[i][1]:
            found.append(heading)
    return found


def _opens_note(running: RunningText, placed: Placed) -> bool:
    if placed.line.kind is not None or placed.line.opens is False:
        return False
    return opens_effective_note(running.text[placed.at : placed.end])


def _end(running: RunningText, headings: Sequence[Heading], start: int) -> int:
    """Where the note that begins at an offset ends."""
    i = bisect_left(headings, start, key=lambda heading: heading.start)
    own = headings[i - 1].number if i else None
    limit = _limit(running, headings, i, start)
    end = start
    for first, last in _paragraphs(running.text, start, limit):
        said = running.text[first:last]
        if first > start and not (_is_label(running.text[start:end]) or _NEXT_NOTE.match(said)):
            return end
        end = last
        if _SETS_FORTH.search(" ".join(said.split())):
            break
    else:
        return end
    while i < len(headings):
        rule = first_rule(_SET_FORTH, _InNote(running.text[start:end], own, headings, i))
        if rule is None:
            break
        i += 1
    return _limit(running, headings, i, end)


def _limit(running: RunningText, headings: Sequence[Heading], i: int, start: int) -> int:
    """How far a note may reach: to section heading `i`, or to the heading of a division."""
    end = headings[i].start if i < len(headings) else len(running.text)
    first = bisect_right(running.lines, start, key=lambda placed: placed.at)
    for placed in running.lines[first:]:
        if placed.at >= end:
            break
        if placed.line.opens is not False and block_kind(running, placed) in _ENDS:
            return placed.at
    return end


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The printed paragraphs of a stretch."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        yield start, stop
        start = stop


def _is_label(said: str) -> bool:
    """Whether all of a note so far is its label, which may stand on a line by itself."""
    return bool(_LABEL_ALONE.fullmatch(said.strip()))


@dataclass(frozen=True)
class _InNote:
    """A section heading behind a note that sets something forth: heading `i` of all.

    `said` are the words of the note, `own` the number of the section it stands behind.
    """

    said: str
    own: str | None
    headings: Sequence[Heading]
    i: int

    @property
    def number(self) -> str:
        return self.headings[self.i].number

    @property
    def stands_again(self) -> bool:
        return any(heading.number == self.number for heading in self.headings[self.i + 1 :])

    @property
    def is_said_to_be_added(self) -> bool:
        added = re.compile(rf"§ {re.escape(self.number)} (?:was|is) added\b")
        return bool(added.search(" ".join(self.said.split())))


# Which sections behind a note are what it sets forth.
_SET_FORTH: tuple[Rule[_InNote, bool], ...] = (
    Rule("the section the note stands behind", lambda note: note.number == note.own, True),
    Rule("a section that stands again behind it", lambda note: note.stands_again, True),
    Rule("a section that the note says was added", lambda note: note.is_said_to_be_added, True),
)
