"""Which title and parts an edition holds: instructions for others are not for it."""

from __future__ import annotations

from typing import NamedTuple

from cfrdiff.cites import part_of
from cfrdiff.instructions.model import Instruction
from cfrdiff.model import Edition


class Held(NamedTuple):
    """What an edition says of itself: its title, where it names one, and its parts."""

    title: str | None
    parts: frozenset[str]

    @classmethod
    def of(cls, edition: Edition) -> Held:
        """What an edition holds."""
        numbers = (section.number for section in edition.sections)
        parts = {part_of(number) for number in numbers if number}
        if edition.part:
            parts.add(edition.part)
        return cls(str(edition.title) if edition.title else None, frozenset(parts))

    def passed_over(self, instruction: Instruction) -> str | None:
        """Why an instruction is not for the edition; None where it may be."""
        title, part = instruction.title, instruction.part
        of = " ".join(filter(None, (title, "CFR", part and f"part {part}")))
        if title and self.title and title != self.title:
            return f"it amends {of}, and this is an edition of title {self.title}"
        if part and self.parts and part not in self.parts:
            return f"it amends {of}, which this edition does not hold"
        return None
