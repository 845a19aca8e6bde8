"""What a form of a sentence found, in the terms of orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.cites import canonical, section_key
from cfrdiff.instructions.model import Target
from cfrdiff.instructions.targets import UnreadError


def counted(target: Target) -> Iterator[str]:
    """The plain numbers from one section through another, however many they are."""
    part, _, first = target.section.rpartition(".")
    _, _, last = (target.through or "").rpartition(".")
    if first.isdecimal() and last.isdecimal():
        yield from (f"{part}.{number}" for number in range(int(first), int(last) + 1))


def written_out(target: Target, numbers: Sequence[str]) -> list[Target]:
    """A range of sections as those of which text is printed. Raises UnreadError where that is not
    all of them.
    """
    if target.through is None:
        return [target]
    low, high = section_key(target.section), section_key(target.through)
    inside = [number for number in numbers if low <= section_key(canonical(number)) <= high]
    ends = {canonical(number) for number in inside}
    if not {target.section, target.through} <= ends:
        raise UnreadError("a range of sections is not written out")
    lacking = next((number for number in counted(target) if number not in ends), None)
    if lacking is not None:
        raise UnreadError(f"no text of § {lacking} is printed with it")
    return [Target(canonical(number)) for number in inside]


def part_named(within: str | None) -> str | None:
    """The part that a division is: "part 12"; None where it is a subpart, or none is named."""
    noun, _, number = (within or "").partition(" ")
    return number or None if noun.lower() == "part" else None


def division_name(match: re.Match[str]) -> str:
    """``subpart B`` of a form that names it."""
    noun, letter = match["division"].split()
    return f"{noun.lower()} {letter.upper()}"


def ends_a_phrase(words: str, at: int) -> bool:
    """Whether a form that ends there cuts no word."""
    return not (words[at - 1 : at].isalnum() and words[at : at + 1].isalnum())
