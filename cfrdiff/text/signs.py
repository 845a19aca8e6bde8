"""Section signs that OCR has read as a letter or a dollar sign: "S 163.12", "$163.6(b)".

They are mended only where the file, or one read beside it, shows that the number is a section's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from cfrdiff.section_numbers import SECTION_NUMBER, section_key

_MISREAD = re.compile(rf"(?<![\w$§.])(?P<sign>[S$§]?[S$]) ?(?P<number>{SECTION_NUMBER})")
_HEADED = re.compile(rf"[S$] ?({SECTION_NUMBER})\.? +[“‘\[A-Z]")
_CITES = re.compile(
    r"(?:\b[Uu]nder|\b[Ss]ee|\bpursuant to|\baccordance with|§ ?\S+ (?:and|or|through|to)) ?$"
)
_FINISHED = re.compile(r"(?:^|[.;:!?\]][”’)\]]*)$")


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
    found = [match[1] for line in lines if (match := _HEADED.match(line))]
    runs: list[list[str]] = [[]]
    for before, number in itertools.pairwise(["", *found]):
        if before and not _follows(before, number):
            runs.append([])
        runs[-1].append(number)
    return frozenset(number for run in runs if len(run) >= 3 for number in run)


def misread_signs(text: str, before: str, numbers: frozenset[str]) -> list[Sign]:
    """The misread section signs of a line; `before` is the line before it.

    `numbers` are those known to be section numbers. Another number of a part that has two of
    them is one too behind an S. A dollar sign is one at the beginning of a line only, behind a
    finished sentence and where a number next to this one is known: it may be an amount.
    """
    found: list[Sign] = []
    for match in _MISREAD.finditer(text):
        number = match["number"]
        part = number.partition(".")[0] + "."
        proved = number in numbers or sum(other.startswith(part) for other in numbers) >= 2
        if "$" in match["sign"]:
            heads = match.start() == 0 and _HEADED.match(text) and _FINISHED.search(before)
            cites = _CITES.search(text, 0, match.start()) or text[match.end() :].startswith("(")
            near = number in numbers or any(_next_to(number, other) for other in numbers)
            proved = near if heads else bool(cites) and number in numbers
        if proved:
            after = match.start("number")
            found.append(Sign(match.start(), after, "§" * len(match["sign"]), number))
    return found


def _follows(before: str, number: str) -> bool:
    one, other = section_key(before), section_key(number)
    return one[0] == other[0] and one < other


def _next_to(number: str, other: str) -> bool:
    part, _, last = number.partition(".")
    its_part, _, its_last = other.partition(".")
    if part != its_part or not (last.isdigit() and its_last.isdigit()):
        return False
    return abs(int(last) - int(its_last)) == 1
