"""Section headings: which lines that open with a section number are one, and where each ends.

A section begins where a line opens with its number and a subject, in the order of numbers, and
the sentence before is finished; a number inside a sentence that a line end has put first is a
citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from cfrdiff.cites import SECTION_NUMBER, canonical, follows, is_next, is_section_number
from cfrdiff.structure.costs import HEADING_LOOKS_BACK, LONGEST_CAPTION
from cfrdiff.structure.heading_standing import Heading, Marks, NumberedLine, standing_of
from cfrdiff.structure.subjects import ends_subject, subject_end
from cfrdiff.structure.titles import is_heading_words
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.citing import leads_to_section
from cfrdiff.text.openings import (
    block_kind,
    opens_cut_number,
    opens_with_first_label,
    section_heading,
)
from cfrdiff.text.typography import even

_NUMBER = re.compile(SECTION_NUMBER)
# Signs and strays that print has around a number.
_AROUND_NUMBER = " §;:,."


def find_headings(running: RunningText) -> list[Heading]:
    """The headings of a file's sections, in order; entries of contents lists are none."""
    found: list[Heading] = []
    doubtful: set[int] = set()  # where a heading stands behind an unfinished sentence
    unsigned = _unsigned(running)
    marks = Marks(running)
    for i, placed in enumerate(running.lines):
        signed = not (_is_set_as_heading(placed) or placed.at in unsigned)
        if found and placed.at < found[-1].subject:
            continue  # the rest of a number that a line end cuts
        match = _match(running, i, signed)
        by_source = _named_by_source(running, i, match)
        if by_source is not None:
            found.append(by_source)
            continue
        standing = standing_of(NumberedLine(running, i, match, found, marks)) if match else None
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
    may_go_on = i + 1 < len(running.lines) and text[placed.end : placed.end + 1] != "\n"
    if may_go_on and opens_cut_number(text[placed.at : placed.end]):
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
    """Whether the source itself tells headings."""
    return placed.line.kind is not None or placed.line.role == "heading"


def _is_subject(text: str, start: int) -> bool:
    """Whether the rest of a printed paragraph closes as a section's subject does."""
    end = text.find("\n", start)
    return ends_subject(text[start : end if end >= 0 else len(text)].strip())


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
    paragraph behind a heading of the layout or with the number behind that of the heading before;
    and the next heading may have no number before its own.
    """
    heading = found[i]
    later = found[i + 1].number if i + 1 < len(found) else heading.number
    if not (later == heading.number or follows(heading.number, later)):
        return False
    if _begins_anew(running, heading) or _stands_behind_title(running, heading):
        return True
    return i > 0 and _counts_on(running, found[i - 1], heading)


def _stands_behind_title(running: RunningText, heading: Heading) -> bool:
    """Whether the printed paragraph before is a heading of the layout, as of a subject group."""
    text = running.text
    if not _is_apart(running, heading) or not ends_subject(text[heading.subject : heading.end]):
        return False
    start = text.rfind("\n", 0, heading.start - 1) + 1
    before = text[start : heading.start].strip()
    return bool(before) and len(before) < LONGEST_CAPTION and is_heading_words(before)


def _is_apart(running: RunningText, heading: Heading) -> bool:
    """Whether a heading is a printed paragraph by itself."""
    text = running.text
    return text[heading.end : heading.end + 1] == "\n" and text[heading.start - 1] == "\n"


def _counts_on(running: RunningText, before: Heading, heading: Heading) -> bool:
    """Whether a heading is a printed paragraph and its number the one behind that of another."""
    text = running.text
    if not _is_apart(running, heading) or not is_next(before.number, heading.number):
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
    first = bisect_left(running.starts, start)
    last = bisect_left(running.starts, end)
    return all(block_kind(running, placed) is not None for placed in running.lines[first:last])
