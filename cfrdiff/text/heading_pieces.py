"""Section headings whose pieces OCR has printed out of order, put in order again.

Print leaves a wide gap behind a section's number. Tesseract may take the number and the lines of
the subject for blocks of their own and print the subject, or its first line, at the wrong side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from cfrdiff import late
from cfrdiff.cites import canonical
from cfrdiff.model import Finding
from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.sources.lines import Line, SourceText
from cfrdiff.text.endings import is_finished
from cfrdiff.text.openings import lone_heading_number, number_before_words, opens_first_paragraph
from cfrdiff.text.thresholds import LONGEST_PIECE

# A subject begins with a capital and is no label, number or note.
_BEGINNING = late.compile(r"[A-Z][^\[\]]*$")
_END = late.compile(r"[a-z(][^\[\]]*[.?]$")


# What stands before the first line and behind the last.
_NO_LINE = Line("", 0, 0)


def in_order(source: SourceText) -> SourceText:
    """The file with every heading in order: its number, then its subject; each is reported.

    Only files that may be misread and whose lines have no place on a page are changed. The
    number must be one that no other line heads, and a first paragraph must follow.
    """
    if source.exact or any(line.box is not None for line in source.lines):
        return source
    lines = list(source.lines)
    headed = {number_before_words(line.text.strip()) for line in lines}
    findings: list[Finding] = []
    for i in range(len(lines)):
        number = lone_heading_number(lines[i].text.strip())
        if number is None or number in headed:
            continue
        rule = first_rule(_ORDERS, _LoneNumber(lines, i))
        if rule is not None:
            pieces = [lines[i + distance] for distance in rule.verdict]
            _put(lines, i + min(rule.verdict), pieces)
            findings.append(_out_of_order(number, pieces))
    if not findings:
        return source
    return msgspec.structs.replace(
        source, lines=tuple(lines), findings=(*source.findings, *findings)
    )


@dataclass(frozen=True)
class _LoneNumber:
    """A section number alone on line `i`; other lines are named by their distance from it."""

    lines: Sequence[Line]
    i: int

    def line(self, distance: int) -> Line:
        at = self.i + distance
        return self.lines[at] if 0 <= at < len(self.lines) else _NO_LINE

    def text(self, distance: int) -> str:
        return self.line(distance).text.strip()

    def begins_subject(self, distance: int) -> bool:
        return _is_piece(self.text(distance), _BEGINNING)

    def ends_subject(self, distance: int) -> bool:
        return _is_piece(self.text(distance), _END)

    def is_followed(self, distance: int) -> bool:
        """Whether a section's first paragraph stands behind a line."""
        return opens_first_paragraph(self.text(distance + 1))

    @property
    def subject_stands_before(self) -> bool:
        """Whether the subject, or its beginning, stands apart between the text and the number."""
        apart = self.line(0).gap and self.line(-1).gap and self.begins_subject(-1)
        return apart and (self.i == 1 or is_finished(self.text(-2)))

    @property
    def end_stands_first(self) -> bool:
        """Whether the subject's end stands directly behind the number and its beginning apart."""
        parted = not self.line(1).gap and self.line(2).gap
        return parted and self.ends_subject(1) and self.begins_subject(2)


# The ways in which Tesseract parts a heading; the verdict is its lines in the order of print, as
# distances from the number.
_ORDERS: tuple[Rule[_LoneNumber, tuple[int, ...]], ...] = (
    Rule(
        "the subject's beginning before the number, its end behind",
        lambda number: (
            number.subject_stands_before
            and number.ends_subject(1)
            and not is_finished(number.text(-1))
            and number.is_followed(1)
        ),
        (0, -1, 1),
    ),
    Rule(
        "the whole subject before the number",
        lambda number: (
            number.subject_stands_before and number.text(-1).endswith(".") and number.is_followed(0)
        ),
        (0, -1),
    ),
    Rule(
        "the subject's end before its beginning",
        lambda number: (
            number.end_stands_first and not is_finished(number.text(2)) and number.is_followed(2)
        ),
        (0, 2, 1),
    ),
)


def _is_piece(text: str, form: re.Pattern[str]) -> bool:
    return bool(form.match(text)) and len(text.split()) <= LONGEST_PIECE


def _put(lines: list[Line], first: int, pieces: Sequence[Line]) -> None:
    """Set the pieces of a heading in their order, as one printed paragraph."""
    for i, piece in enumerate(pieces):
        lines[first + i] = msgspec.structs.replace(piece, opens=i == 0, gap=i == 0)


def _out_of_order(number: str, pieces: Sequence[Line]) -> Finding:
    heading = " ".join(piece.text.strip() for piece in pieces)
    return Finding(
        "heading-out-of-order",
        "warning",
        f"the pieces of this section's heading stand out of order; read as {heading!r}",
        section=canonical(number),
        line=pieces[0].number,
    )
