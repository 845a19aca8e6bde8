"""How surely a line that opens with a section number is its heading: by what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec

from cfrdiff.cites import follows, is_next, part_in_heading, part_of
from cfrdiff.late import kept
from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.structure.costs import HEADING_LOOKS_BACK, MOST_HEADING_LINES, MOST_LINES_TO_NEXT
from cfrdiff.structure.subjects import ends_subject, subject_end
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.citing import leads_to_section
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import (
    begins_paragraph,
    block_kind,
    opens_with_first_label,
    section_heading,
)

Standing = Literal["surely", "doubtfully"]


class Heading(msgspec.Struct, frozen=True):
    """A section heading: ``text[start:end]``, with the subject at ``[subject, end)``.

    `named` is what the source names the section, where that is no number as cites are; both are
    empty where it gives none. `others` are the further numbers of reserved sections that stand in
    a list.
    """

    number: str
    start: int
    subject: int
    end: int
    named: str | None = None
    others: tuple[str, ...] = ()


class _Mark(NamedTuple):
    """Where a division or an appendix begins; `part` is that of a part's heading."""

    at: int
    kind: str
    part: str | None


_MARKS = frozenset(
    ("part-heading", "subpart-heading", "chapter-heading", "appendix", "authority", "source")
)


class Marks:
    """The divisions and appendices of a text whose source does not mark them."""

    def __init__(self, running: RunningText) -> None:
        self._running = running

    @kept
    def _all(self) -> list[_Mark]:
        found: list[_Mark] = []
        for placed in self._running.lines:
            if placed.line.kind is not None or placed.line.opens is False:
                continue
            kind = block_kind(self._running, placed)
            if kind in _MARKS:
                part = part_in_heading(self._running.text[placed.at : placed.end])
                found.append(_Mark(placed.at, kind, part if kind == "part-heading" else None))
        return found

    def between(self, start: int, end: int) -> Sequence[_Mark]:
        """Those that begin in a stretch of the text, in order."""
        first = bisect_left(self._all, start, key=lambda mark: mark.at)
        return self._all[first : bisect_left(self._all, end, key=lambda mark: mark.at)]


@dataclass(frozen=True)
class NumberedLine:
    """A line that opens with a section number, and what stands before it.

    `found` are the headings before, `marks` the divisions and appendices of the text.
    """

    running: RunningText
    i: int
    match: re.Match[str]
    found: Sequence[Heading]
    marks: Marks

    @property
    def placed(self) -> Placed:
        return self.running.lines[self.i]

    @property
    def kind(self) -> str | None:
        return self.placed.line.kind

    @property
    def is_set_as_heading(self) -> bool:
        return self.placed.line.role == "heading"

    @property
    def is_signed(self) -> bool:
        return self.match["sign"] is not None

    @kept
    def before(self) -> str:
        at = self.placed.at
        return self.running.text[max(0, at - HEADING_LOOKS_BACK) : at].rstrip()

    @kept
    def is_in_order(self) -> bool:
        """Whether the number comes after that of the heading before in the same part, or is of
        the part whose heading stands between.
        """
        if not self.found or follows(self.found[-1].number, self.match["number"]):
            return True
        return self._part_behind_heading == part_of(self.match["number"])

    @property
    def _part_behind_heading(self) -> str | None:
        """The part that a heading names between the section heading before and this line."""
        parts = [mark.part for mark in self.marks.between(self._last_end, self.placed.at)]
        return next((part for part in reversed(parts) if part is not None), None)

    @property
    def _last_end(self) -> int:
        return self.found[-1].end if self.found else 0

    @property
    def is_in_appendix(self) -> bool:
        """Whether an appendix has begun behind the section heading before, and nothing ends it."""
        marks = self.marks.between(self._last_end, self.placed.at)
        return bool(marks) and marks[-1].kind == "appendix"

    @property
    def is_in_heading(self) -> bool:
        """Whether the line is part of the heading before."""
        return bool(self.found) and self.placed.at < self.found[-1].end

    @property
    def stands_clear(self) -> bool:
        """Whether no sentence is cut: behind a finished one, a heading or a block.

        A contents list is all headings, and behind a section heading another may stand at once.
        """
        finished = not self.before or is_closed(self.before)
        return finished or self._is_behind_heading or self._is_behind_block

    @property
    def _is_behind_heading(self) -> bool:
        return bool(self.found) and self.found[-1].end >= self.placed.at - 1

    @property
    def _is_behind_block(self) -> bool:
        # The heading of a subpart may run over several lines.
        least = max(self.i - MOST_HEADING_LINES, 0)
        for placed in reversed(self.running.lines[least : self.i]):
            if placed.line.opens is not False and block_kind(self.running, placed) is not None:
                return True
            if not self._goes_on(placed):
                break
        return False

    def _goes_on(self, placed: Placed) -> bool:
        """Whether a line goes on with the paragraph before, or with its heading in lower case."""
        is_low = self.running.text[placed.at].islower()
        return is_low or not begins_paragraph(self.running, placed.at)

    @property
    def is_of_other_part(self) -> bool:
        """Whether a section of another part stands here, with its subject and text under it: (a) or
        (1), or anything before the heading of the section next to it.
        """
        number = self.match["number"]
        end = subject_end(self.running, self.i, self.match.end())
        opens = self.is_signed and bool(self.placed.line.opens)
        if not (opens and self.found and part_of(self.found[-1].number) != part_of(number)):
            return False
        if not ends_subject(self.running.text[self.match.end() : end].strip()):
            return False
        if opens_with_first_label(self.running.text[end : end + 8].lstrip()):
            return True
        numbers = self._numbers_behind(end)
        return next(numbers, "") is None and any(n and is_next(number, n) for n in numbers)

    def _numbers_behind(self, end: int) -> Iterator[str | None]:
        """What each line behind an offset opens with as a heading, None where that is nothing."""
        first = bisect_left(self.running.starts, end)
        for placed in self.running.lines[first : first + MOST_LINES_TO_NEXT]:
            match = section_heading(self.running.text, placed.at, placed.end)
            yield match["number"] if match else None

    @property
    def may_begin(self) -> bool:
        """Whether it could be a paragraph's first line, or what is before leads to no citation."""
        opens = self.placed.line.opens
        return bool(opens) or (opens is None and not leads_to_section(self.before))


_STANDINGS: tuple[Rule[NumberedLine, Standing | None], ...] = (
    Rule("the source says so", lambda line: line.kind == "section-heading", "surely"),
    Rule("the source says otherwise", lambda line: line.kind is not None, None),
    Rule(
        "in an appendix, a section of another part with its text",
        lambda line: line.is_in_appendix and not line.is_in_order and line.is_of_other_part,
        "surely",
        "the heading of its part is lost",
    ),
    Rule(
        "in an appendix, and no number behind the last section's",
        lambda line: line.is_in_appendix and not line.is_in_order,
        None,
        "lists of documents are sorted by the sections that ask for them",
    ),
    Rule(
        "set as a heading",
        lambda line: line.is_set_as_heading and (line.is_in_order or line.is_signed),
        "surely",
    ),
    Rule(
        "set as a heading with a number that is none of a section",
        lambda line: line.is_set_as_heading,
        None,
        "a caption may begin with a figure",
    ),
    Rule("inside the heading before", lambda line: line.is_in_heading, None),
    Rule(
        "behind a finished text",
        lambda line: line.stands_clear and (bool(line.placed.line.opens) or line.is_in_order),
        "surely",
    ),
    Rule(
        "behind a finished text, out of order inside a paragraph",
        lambda line: line.stands_clear,
        None,
        "a list of citations, one a line",
    ),
    Rule(
        "in the middle of a sentence, in order",
        lambda line: line.may_begin and line.is_in_order,
        "doubtfully",
        "what stands around it decides",
    ),
)


def standing_of(line: NumberedLine) -> Standing | None:
    """How surely a line that opens with a section number is the section's heading."""
    rule = first_rule(_STANDINGS, line)
    return rule.verdict if rule else None
