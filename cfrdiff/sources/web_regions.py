"""Which lines of a web page are the regulation, and which the site's own.

The eCFR puts every division of the CFR into an element of its own. Elsewhere the regulation is what
stands with the section's heading, in the smallest element that holds both that and text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff import late
from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.sources.lines import Cut
from cfrdiff.sources.web_lines import PageLine

# "§ 163.12 Recordkeeping", "Sec. 163.12", also behind the way to it: "CFR / Title 19 / § 163.12",
# "19 CFR § 163.12 - Recordkeeping".
_HEADING = late.compile(
    rf"(?P<lead>(?:[^§]{{0,300}}?[/›»>|:]\s*)?(?:\d{{1,2}}\s+C\.?F\.?R\.?\s*)?)"
    rf"(?P<sign>§§?\s*|Sec\.\s*|Section\s+)(?P<number>(?>{SECTION_NUMBER}))"
    r"(?=[.\s–—:-]|$)(?P<joint>\s*[-–—:]\s+)?",
)
# A heading is no longer, with the way to it before.
_LONGEST_HEADING = 600
# What is not under a heading tag is a heading only if the text is about as short as one.
_LONGEST_PLAIN_HEADING = 200


class Chosen(msgspec.Struct):
    """The lines of a page, for each whether it is the regulation, and its section headings."""

    is_text: list[bool]
    headings: dict[int, re.Match[str]]
    by_division: bool = False


def choose(lines: Sequence[PageLine]) -> Chosen | None:
    """Which lines are the regulation; None where no line is the heading of a section."""
    headings = {
        i: match for i, line in enumerate(lines) if (match := section_heading(line)) is not None
    }
    if any(line.kind == "appendix" and line.is_heading for line in lines) or any(
        lines[i].kind == "section-heading" for i in headings
    ):
        return _by_division(lines, headings)
    return _by_heading(lines, headings) if headings else None


def section_heading(line: PageLine) -> re.Match[str] | None:
    """The match of a line that is the heading of a section, with what stands around its number."""
    if line.aside or (line.is_linked and not line.is_heading) or line.row is not None:
        return None
    longest = _LONGEST_HEADING if line.is_heading else _LONGEST_PLAIN_HEADING
    return _HEADING.match(line.text) if len(line.text) <= longest else None


def heads_section(text: str) -> bool:
    """Whether a line of text could be the heading of a section."""
    return len(text) <= _LONGEST_HEADING and _HEADING.match(text.strip()) is not None


def heading_cuts(line: PageLine, match: re.Match[str]) -> tuple[Cut, ...]:
    """What in a heading's line is the site's: the way to it, a dash behind the number."""
    cuts: list[Cut] = []
    if match["lead"]:
        cuts.append(Cut(0, match.end("lead"), "page-matter"))
    if match["joint"]:
        at = match.start("joint")
        cuts.append(Cut(at, match.end("joint") - 1, "page-matter"))
    return tuple(cuts)


def _by_division(lines: Sequence[PageLine], headings: dict[int, re.Match[str]]) -> Chosen:
    is_text = [line.division is not None and not line.aside for line in lines]
    # A stray end tag may close a division before its last paragraphs.
    begun: int | None = None
    for i, line in enumerate(lines):
        if is_text[i]:
            begun = i + 1
        elif begun is not None and not line.aside and (line.paragraph or line.kind):
            is_text[begun : i + 1] = [not one.aside for one in lines[begun : i + 1]]
            begun = i + 1
    return Chosen(is_text, {i: match for i, match in headings.items() if is_text[i]}, True)


def _by_heading(lines: Sequence[PageLine], headings: dict[int, re.Match[str]]) -> Chosen:
    """The lines from the first section heading on, in the smallest element that holds it, text
    behind it, and the headings of further sections that are set alike.
    """
    tagged = [i for i in headings if lines[i].is_heading] or list(headings)
    first = tagged[0]
    around = lines[first].inside
    for i in tagged[1:]:
        around = _shared(around, lines[i].inside)
    around = _with_text(lines, first, around)
    region = set(around[-1:])
    is_text = [
        i >= first
        and not line.aside
        and (not region or region <= set(line.inside))
        and not (line.is_linked and i not in headings)
        for i, line in enumerate(lines)
    ]
    return Chosen(is_text, {i: headings[i] for i in tagged if is_text[i]})


def _with_text(lines: Sequence[PageLine], first: int, around: tuple[int, ...]) -> tuple[int, ...]:
    """The elements around a heading as far in as they also hold text behind it."""
    depth = 0
    for line in lines[first + 1 :]:
        if not (line.aside or line.is_heading or line.is_linked):
            depth = max(depth, len(_shared(around, line.inside)))
            if depth == len(around):
                break
    # The innermost element around a heading is the heading's own.
    return around[:depth]


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The outer elements that two lines have in common."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if at is None else at]
