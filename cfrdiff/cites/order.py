"""What comes after what: section numbers of a part, and labels of a level."""

from __future__ import annotations

import re

from cfrdiff.cites.labels import STEP, label_for
from cfrdiff.cites.section_numbers import part_of, section_key

_PLAIN = re.compile(r"(\d+[a-z]?\.)(\d+)([a-z]?)")


def follows(before: str, number: str) -> bool:
    """Whether a section number comes after another in the same part."""
    one, other = section_key(before), section_key(number)
    return one[0] == other[0] and one < other


def is_next(before: str, number: str) -> bool:
    """Whether a plain number counts on from another: 163.5 after 163.4."""
    part, last = section_key(before)
    next_part, next_last = section_key(number)
    if part != next_part or not len(last) == len(next_last) == 1:
        return False
    (one, letters), (other, other_letters) = last[0], next_last[0]
    return not letters and not other_letters and other == one + 1


def are_neighbours(number: str, other: str) -> bool:
    """Whether one of two plain numbers of a part counts on from the other, as they are printed."""
    part, _, last = number.partition(".")
    its_part, _, its_last = other.partition(".")
    if part != its_part or not (last.isdigit() and its_last.isdigit()):
        return False
    return abs(int(last) - int(its_last)) == 1


# Sections of a part are numbered on by ones, odd numbers, fives or tens.
_WIDEST_STEP = 10


def is_close(before: str, number: str) -> bool:
    """Whether a plain number comes after another of its part, with no room for a whole series."""
    (part, one), (its_part, other) = section_key(before), section_key(number)
    if part != its_part or not len(one) == len(other) == 1:
        return False
    return 0 < other[0][0] - one[0][0] <= _WIDEST_STEP


def continues(before: str, number: str, behind: str) -> bool:
    """Whether a number stands between two others, of which one may be of another part: then it is
    close to the one of its own.
    """
    after, ahead = follows(before, number), follows(number, behind)
    part = part_of(number)
    if part_of(before) == part and part_of(behind) == part:
        return after and ahead
    return (after and is_close(before, number)) or (ahead and is_close(number, behind))


def number_before(number: str) -> str | None:
    """The section number that counts on to this one: 24.3 before 24.3a, 163.4 before 163.5.

    None where there is none, or the number is not a plain one.
    """
    match = _PLAIN.fullmatch(number)
    if match is None:
        return None
    part, last, letter = match.groups()
    if letter:
        return part + last + ("" if letter == "a" else chr(ord(letter) - 1))
    return f"{part}{int(last) - 1}" if int(last) > 1 else None


def steps(before: float, after: float) -> int:
    """How many labels on one level an ordinal is behind another: 1 for the next one.

    From (a) to (a-1), from (a-1) to (a-2) and from (a-2) to (b) is one; from (a) to (c) are two.
    Not above 0 where it does not come after. An ordinal of 0 stands before the first.
    """
    whole = int(after) - int(before)
    inserted = round((after - int(after)) / STEP)
    if whole == 0:
        return inserted - round((before - int(before)) / STEP)
    return whole + inserted if whole > 0 else whole


def label_before(level: int, ordinal: float) -> str | None:
    """The label before an ordinal's on a level, None before the first: (d) before (e).

    What stands before (e-1) or (e-2) stands in (e) or below.
    """
    number = int(ordinal)
    if number == ordinal:
        number -= 1
    return label_for(level, number) if number else None
