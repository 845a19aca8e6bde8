"""Section headings: which lines that open with a section number are one, and where each ends.

A section begins where a line opens with its number and a subject, in the order of numbers, and
the sentence before is finished; a number inside a sentence that a line end has put first is a
citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import msgspec

from cfrdiff.cites import SECTION_NUMBER, canonical, follows, is_next, is_section_number
from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.structure.costs import HEADING_LOOKS_BACK, MOST_HEADING_LINES
from cfrdiff.structure.subjects import ends_subject, subject_end
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.citing import leads_to_section
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import (
    begins_paragraph,
    block_kind,
    opens_cut_number,
    opens_with_first_label,
    section_heading,
)
from cfrdiff.text.typography import even

_NUMBER = re.compile(SECTION_NUMBER)
# Signs and strays that print has around a number.
_AROUND_NUMBER = " §;:,."

_Standing = Literal["surely", "doubtfully"]


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


def find_headings(running: RunningText) -> list[Heading]:
    """The headings of a file's sections, in order; entries of contents lists are none."""
    found: list[Heading] = []
    doubtful: set[int] = set()  # where a heading stands behind an unfinished sentence
    unsigned = _unsigned(running)
    for i, placed in enumerate(running.lines):
        signed = not (_is_set_as_heading(placed) or placed.at in unsigned)
        if found and placed.at < found[-1].subject:
            continue  # the rest of a number that a line end cuts
        match = _match(running, i, signed)
        by_source = _named_by_source(running, i, match)
        if by_source is not None:
            found.append(by_source)
            continue
        standing = _standing(_NumberedLine(running, i, match, found)) if match else None
        if match is None or standing is None:
            continue
        heading = _measure(running, i, match)
        if standing == "doubtfully":
            # Where nothing tells paragraphs apart, a citation must not stand in the way of the
            # headings after it.
            if placed.line.opens is None and not _begins_anew(running, heading):
                continue
            doubtful.add(placed.at)
        found.append(heading)
    return _without_contents(running, _borne_out(running, found, doubtful))


def _match(running: RunningText, i: int, signed: bool) -> re.Match[str] | None:
    """The section number that opens line `i` as a heading; the line's end may cut it."""
    text, placed = running.text, running.lines[i]
    cut = opens_cut_number(text[placed.at : placed.end]) and i + 1 < len(running.lines)
    if cut and text[placed.end : placed.end + 1] != "\n":
        match = section_heading(text, placed.at, running.lines[i + 1].end, signed)
        if match is not None and match.end("number") > placed.end:
            return match
    return section_heading(text, placed.at, placed.end, signed)


def _is_set_as_heading(placed: Placed) -> bool:
    return placed.line.kind == "section-heading" or placed.line.role == "heading"


def _unsigned(running: RunningText) -> frozenset[int]:
    """Where headings without a section sign stand in a text that has no other, as title 48.

    They are printed paragraphs of a number and a subject; one opens the text, or at least two of
    one part stand in the order of their numbers.
    """
    if any(_shows_headings(placed) for placed in running.lines):
        return frozenset()
    found: list[tuple[int, str]] = []
    for placed in (placed for placed in running.lines if placed.line.opens):
        match = section_heading(running.text, placed.at, placed.end, signed=False)
        if match is None:
            continue
        if match["sign"]:
            return frozenset()
        if _is_subject(running.text, match.end()):
            found.append((placed.at, match["number"]))
    opens = bool(found) and not running.text[: found[0][0]].strip()
    in_order = any(follows(one, other) for (_, one), (_, other) in pairwise(found))
    return frozenset(at for at, _ in found) if opens or in_order else frozenset()


def _shows_headings(placed: Placed) -> bool:
    """Whether the source tells headings, or does not tell paragraphs, by other signs."""
    line = placed.line
    return line.kind is not None or line.role == "heading" or line.opens is None


def _is_subject(text: str, start: int) -> bool:
    """Whether the rest of a printed paragraph closes as a section's subject does."""
    end = text.find("\n", start)
    return ends_subject(text[start : end if end >= 0 else len(text)].strip())


@dataclass(frozen=True)
class _NumberedLine:
    """A line that opens with a section number, and what stands before it.

    `found` are the headings before.
    """

    running: RunningText
    i: int
    match: re.Match[str]
    found: Sequence[Heading]

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

    @cached_property
    def before(self) -> str:
        at = self.placed.at
        return self.running.text[max(0, at - HEADING_LOOKS_BACK) : at].rstrip()

    @cached_property
    def is_in_order(self) -> bool:
        """Whether the number comes after that of the heading before, in the same part."""
        return not self.found or follows(self.found[-1].number, self.match["number"])

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
        before = self.i - 1
        # The heading of a subpart may run over several lines.
        least = self.i - MOST_HEADING_LINES
        while before > max(least, 0) and not begins_paragraph(
            self.running, self.running.lines[before].at
        ):
            before -= 1
        return before >= 0 and block_kind(self.running, self.running.lines[before]) is not None

    @property
    def may_begin(self) -> bool:
        """Whether it could be a paragraph's first line, or what is before leads to no citation."""
        opens = self.placed.line.opens
        return bool(opens) or (opens is None and not leads_to_section(self.before))


_STANDINGS: tuple[Rule[_NumberedLine, _Standing | None], ...] = (
    Rule("the source says so", lambda line: line.kind == "section-heading", "surely"),
    Rule("the source says otherwise", lambda line: line.kind is not None, None),
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


def _standing(line: _NumberedLine) -> _Standing | None:
    """How surely a line that opens with a section number is the section's heading."""
    rule = first_rule(_STANDINGS, line)
    return rule.verdict if rule else None


def _measure(running: RunningText, i: int, match: re.Match[str]) -> Heading:
    """The heading of a line that opens with a section number, or a range of them."""
    number = canonical(match["number"])
    if match["last"]:
        number += f"–{canonical(match['last'])}"
    others = tuple(canonical(other) for other in _NUMBER.findall(match["others"] or ""))
    return msgspec.structs.replace(_heading(running, i, number, match.end()), others=others)


def _heading(running: RunningText, i: int, number: str, start: int) -> Heading:
    """The heading in line `i` whose number ends at `start`; its subject may run over lines."""
    text = running.text
    last = i + 1 if start > running.lines[i].end else i
    end = subject_end(running, last, start)
    subject = start + len(text[start:end]) - len(text[start:end].lstrip())
    return Heading(number, running.lines[i].at, min(subject, end), end)


def _named_by_source(running: RunningText, i: int, match: re.Match[str] | None) -> Heading | None:
    """The heading of a section that the source names, where its number reads otherwise or not.

    What the source names a section is believed as it stands, and never cut.
    """
    placed = running.lines[i]
    if placed.line.section is None or placed.line.kind != "section-heading":
        return None
    named = even(placed.line.section, 0)[0].strip()
    printed = running.text.startswith(named, placed.at, placed.end)
    end = placed.at + len(named) if printed else placed.at
    if match is not None and match.end() >= end:
        return None
    number = canonical(named.strip(_AROUND_NUMBER))
    heading = _heading(running, i, number, end)
    if is_section_number(named.removeprefix("§").strip()):
        return heading  # only its subject is not as others
    return msgspec.structs.replace(heading, named=named)


def _borne_out(running: RunningText, found: Sequence[Heading], doubtful: set[int]) -> list[Heading]:
    """The headings without doubtful ones that nothing around them bears out."""
    return [
        heading
        for i, heading in enumerate(found)
        if heading.start not in doubtful or _is_borne_out(running, found, i)
    ]


def _is_borne_out(running: RunningText, found: Sequence[Heading], i: int) -> bool:
    """Whether what stands around it shows that a doubtful heading is one.

    It does where a section begins anew with (a) or (1) behind it, or where it is a printed
    paragraph with the number behind that of the heading before; and the next heading may have no
    number before its own.
    """
    heading = found[i]
    later = found[i + 1].number if i + 1 < len(found) else heading.number
    if not (later == heading.number or follows(heading.number, later)):
        return False
    return _begins_anew(running, heading) or (i > 0 and _counts_on(running, found[i - 1], heading))


def _counts_on(running: RunningText, before: Heading, heading: Heading) -> bool:
    """Whether a heading is a printed paragraph and its number the one behind that of another."""
    text = running.text
    apart = text[heading.end : heading.end + 1] == "\n" and text[heading.start - 1] == "\n"
    if not apart or not is_next(before.number, heading.number):
        return False
    lead = text[max(0, heading.start - HEADING_LOOKS_BACK) : heading.start].rstrip()
    closed = text[heading.subject : heading.end].rstrip().endswith((".", "]"))
    return closed and not leads_to_section(lead)


def _begins_anew(running: RunningText, heading: Heading) -> bool:
    """Whether (a) or (1) stands behind a heading."""
    return opens_with_first_label(running.text[heading.end : heading.end + 8].lstrip())


def _without_contents(running: RunningText, found: Sequence[Heading]) -> list[Heading]:
    """The headings without entries of contents lists.

    Behind an entry stands nothing but perhaps the heading of a part or subpart, and the section
    itself stands later.
    """
    starts = [heading.start for heading in found] + [len(running.text)]
    last = {heading.number or i: i for i, heading in enumerate(found)}
    return [
        heading
        for i, heading in enumerate(found)
        if not heading.number
        or last[heading.number] == i
        or not _is_empty(running, heading.end, starts[i + 1])
    ]


def _is_empty(running: RunningText, start: int, end: int) -> bool:
    """Whether only blocks stand between two headings."""
    first = bisect_left(running.lines, start, key=lambda placed: placed.at)
    last = bisect_left(running.lines, end, key=lambda placed: placed.at)
    return all(block_kind(running, placed) is not None for placed in running.lines[first:last])
