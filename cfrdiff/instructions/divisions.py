"""Subparts added, and set over sections that are there."""

from __future__ import annotations

from cfrdiff.cites import section_key
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.model import Designate, DivisionText
from cfrdiff.model import Block

_KIND = "subpart-heading"


def add_division(desk: Desk, to: DivisionText) -> None:
    """Put in a subpart with its sections. Raises NotCarriedOutError; then nothing is changed."""
    if not to.sections:
        raise NotCarriedOutError(f"no section of {to.name} is printed with it")
    with desk.whole_or_not_at_all(set()):
        for section in to.sections:
            desk.add_section(section)
        _set_heading(desk, to.sections[0].number, to)


def designate(desk: Desk, order: Designate) -> None:
    """Set a subpart's heading over sections. Raises NotCarriedOutError."""
    numbers = [one.section for one in desk.each(order.targets)]
    _set_heading(desk, min(numbers, key=section_key), order.to)


def _set_heading(desk: Desk, number: str, to: DivisionText) -> None:
    stretch = desk.before(number)
    if any(block.kind == _KIND and block.text == to.heading for block in stretch.blocks):
        raise NotCarriedOutError(f"{to.name} begins there already")
    stretch.put([*stretch.blocks, Block(_KIND, to.heading, stretch.number)])
