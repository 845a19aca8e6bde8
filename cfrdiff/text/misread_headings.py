"""Section headings that OCR has misread, mended where the sequence of the sections asks for it.

A repair needs both: a number that stands between those of the headings around it, and signs that
OCR makes of what would be printed. What only looks like a heading is reported, not mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.cites import ReadHeading, continues, follows, numbers_like, read_heading
from cfrdiff.sources.lines import Line
from cfrdiff.text.endings import is_finished


class MendedHeading(msgspec.Struct, frozen=True):
    """The number that heads a line; the line's first `end` characters are its sign and number."""

    number: str
    end: int


class ReadLine(msgspec.Struct, frozen=True):
    """A line of a file with its text evened out."""

    line: Line
    text: str


def mended_headings(lines: Sequence[ReadLine]) -> dict[int, MendedHeading]:
    """The headings whose sign or number is misread, by the numbers of their lines."""
    found = list(_looking_like_headings(lines))
    mended: dict[int, MendedHeading] = {}
    before = ""
    for at, (i, heading) in enumerate(found):
        behind = _next_plain(found[at + 1 :])
        number = _number(heading, before, behind)
        if number is None:
            continue
        if not (heading.is_plain and number == heading.numbers[0]):
            mended[i] = MendedHeading(number, heading.end)
        before = number
    return mended


def _looking_like_headings(lines: Sequence[ReadLine]) -> Iterator[tuple[int, ReadHeading]]:
    """The lines that open as headings do where one may stand."""
    before = ""
    for i, (line, text) in enumerate((one.line, one.text) for one in lines):
        heading = read_heading(text) if line.opens is not False or line.role == "heading" else None
        apart = line.role == "heading" or not before or is_finished(before)
        if heading is not None and heading.is_signed and apart and not line.at_edge:
            yield i, heading
        before = text or before


def _next_plain(found: Sequence[tuple[int, ReadHeading]]) -> str:
    return next((heading.numbers[0] for _, heading in found if heading.is_plain), "")


def _number(heading: ReadHeading, before: str, behind: str) -> str | None:
    """The number that continues the sequence, None where none does."""
    number = heading.numbers[0]
    if heading.is_plain:
        others = [one for one in numbers_like(number) if _is_between(before, one, behind)]
        is_odd = bool(before and behind) and not _fits(before, number, behind)
        return others[0] if is_odd and len(others) == 1 else number
    return next((one for one in heading.numbers if continues(before, one, behind)), None)


def _is_between(before: str, number: str, behind: str) -> bool:
    return follows(before, number) and follows(number, behind)


def _fits(before: str, number: str, behind: str) -> bool:
    """Whether a number may stand between two others: the two are not of one part, or it is."""
    return not follows(before, behind) or _is_between(before, number, behind)
