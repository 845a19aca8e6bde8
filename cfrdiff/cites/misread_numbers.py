"""Section headings as OCR leaves them: another sign, blanks and commas in the number, figures taken
for those they look like; and the numbers that may be printed there.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff import late
from cfrdiff.cites.section_numbers import SECTION_NUMBER

# What Tesseract and its like make of a section sign; measured on GPO's pages, and the gold's.
SIGN_SHAPES = r"[S$s85&?£€¢{%#*'’‘\"“”]"
_SLIPPED = r"[\dlIOSB]{1,4}(?: ?[.,:] ?| )[\dlIOSB]{1,5}"
_HEADING = late.compile(
    rf"(?P<lead>§§?|§? ?{SIGN_SHAPES}{{1,2}}|) ?(?P<number>{SECTION_NUMBER}|{_SLIPPED})"
    r"\.?(?= +[“‘\"\[A-Z])"
)
_AS_FIGURES = str.maketrans("lIOSB", "11058")
# Figures that OCR takes for one another, from what is read to what may be printed.
_FIGURES = {
    "8": "36", "3": "8", "6": "58", "5": "6", "0": "6", "7": "1", "1": "7", "4": "1",
    "S": "5", "l": "1", "I": "1", "O": "0", "B": "8",
}  # fmt: skip


class ReadHeading(msgspec.Struct, frozen=True):
    """What opens a text as a section's heading does, or may do.

    `end` is where the number ends, `numbers` what it may be: first as it stands. `is_plain` says
    that sign and number are as print has them, `is_signed` that anything stands for the sign.
    """

    end: int
    numbers: tuple[str, ...]
    is_plain: bool
    is_signed: bool


def read_heading(text: str) -> ReadHeading | None:
    """What opens a text as a section's heading does, its signs perhaps misread; None where nothing
    does.
    """
    match = _HEADING.match(text)
    if match is None:
        return None
    lead, number = match["lead"], match["number"]
    whole = "".join("." if c in ",: " else c for c in re.sub(r" ?([.,:]) ?", r"\1", number))
    is_number = whole == number and re.fullmatch(SECTION_NUMBER, number) is not None
    numbers = [number] if is_number else [whole.translate(_AS_FIGURES)]
    if number[0] in "lI":
        numbers.append(whole[1:].translate(_AS_FIGURES))  # a stroke that is none
    return ReadHeading(match.end("number"), tuple(numbers), is_number and lead == "§", bool(lead))


def numbers_like(number: str) -> list[str]:
    """The section numbers of which OCR may have made this one, with one figure misread."""
    return [
        number[:i] + other + number[i + 1 :]
        for i, figure in enumerate(number)
        for other in _FIGURES.get(figure, "")
    ]
