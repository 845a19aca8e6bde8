"""Section signs that OCR has read as something else: "S 163.12", "$163.6(b)", "8 163.13".

They are mended only where the file, or one read beside it, shows that the number is a section's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff import late
from cfrdiff.cites import LABELS, SECTION_NUMBER, are_neighbours, continues, follows
from cfrdiff.text.citing import cites_section
from cfrdiff.text.endings import is_finished
from cfrdiff.text.openings import headed_number, misread_heading_number, suspect_heading_number
from cfrdiff.text.thresholds import PART_IS_KNOWN, SHORTEST_RUN

_MISREAD = late.compile(rf"(?<![\w$§.])(?P<sign>(?:[S$]|§ ?)?[S$]) ?(?P<number>{SECTION_NUMBER})")

# A figure or a mark that may be one, too: before a known number, in a heading or a citation.
_SUSPECT = late.compile(rf"(?<![\w$§.])(?P<sign>§?[s85&?]) ?(?P<number>{SECTION_NUMBER})")
_CITED_BEHIND = late.compile(rf"(?:{LABELS})? ?of (?:this|the) (?:part|chapter|title|subpart)\b")


class Sign(msgspec.Struct, frozen=True):
    """A misread sign: ``text[start:end]`` should be `signs`, with a space before `number`."""

    start: int
    end: int
    signs: str
    number: str


def numbers_in_order(lines: Sequence[str]) -> frozenset[str]:
    """Numbers behind a misread sign that open lines as headings do, each after the one before.

    Three of one part in the order of print are no chance.
    """
    found = [number for line in lines if (number := misread_heading_number(line))]
    runs: list[list[str]] = [[]]
    for before, number in itertools.pairwise(["", *found]):
        if before and not follows(before, number):
            runs.append([])
        runs[-1].append(number)
    found = [number for run in runs if len(run) >= SHORTEST_RUN for number in run]
    return frozenset((*found, *_between_headings(lines)))


def _between_headings(lines: Sequence[str]) -> Iterator[str]:
    """Numbers behind what may be a misread sign that continue the sequence of the headings.

    Each comes after the heading before in its part, and before the next; at the end of a sequence
    it is close behind.
    """
    found = [
        (number, headed is not None)
        for line in lines
        if (number := (headed := headed_number(line)) or suspect_heading_number(line))
    ]
    before = ""
    for i, (number, is_headed) in enumerate(found):
        if not is_headed:
            behind = next((other for other, headed in found[i + 1 :] if headed), "")
            if not continues(before, number, behind):
                continue
            yield number
        before = number


def misread_signs(text: str, before: str, numbers: frozenset[str]) -> list[Sign]:
    """The misread section signs of a line; `before` is the line before it.

    `numbers` are those known to be section numbers. Another number of a part that has two of
    them is one too behind an S.
    """
    found: list[Sign] = []
    for match in _MISREAD.finditer(text):
        dollar = "$" in match["sign"]
        if _is_amount(match, before, numbers) if dollar else not _is_known(match, numbers):
            continue
        after = match.start("number")
        found.append(
            Sign(match.start(), after, "§" * len(match["sign"].replace(" ", "")), match["number"])
        )
    for match in _SUSPECT.finditer(text):
        if match["number"] in numbers and _is_sign(match, before):
            after = match.start("number")
            found.append(
                Sign(
                    match.start(), after, "§" * len(match["sign"].replace(" ", "")), match["number"]
                )
            )
    return found


def _is_sign(match: re.Match[str], before: str) -> bool:
    """Whether a figure or mark before a known number is a sign: in a heading, or in a citation."""
    text = match.string
    if match.start() == 0 and suspect_heading_number(text):
        return not before or is_finished(before) or headed_number(before) is not None
    return cites_section(text, match.start()) or bool(_CITED_BEHIND.match(text, match.end()))


def _is_known(match: re.Match[str], numbers: frozenset[str]) -> bool:
    """Whether the number behind an S is a section's, by itself or by its part."""
    number = match["number"]
    part = number.partition(".")[0] + "."
    return number in numbers or sum(each.startswith(part) for each in numbers) >= PART_IS_KNOWN


def _is_amount(match: re.Match[str], before: str, numbers: frozenset[str]) -> bool:
    """Whether a dollar sign may well be one.

    It is none where it opens a line as a heading does, behind a finished sentence, and the number
    or one next to it is known; nor where a known number is cited.
    """
    number, text = match["number"], match.string
    ended = not before or is_finished(before)
    if match.start() == 0 and ended and misread_heading_number(text):
        return number not in numbers and not any(are_neighbours(number, each) for each in numbers)
    cited = cites_section(text, match.start()) or text.startswith("(", match.end())
    return not cited or number not in numbers
