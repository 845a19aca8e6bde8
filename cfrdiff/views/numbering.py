"""The number of each change, the same in every format: in the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cfrdiff.views.consecutive import ranges
from cfrdiff.views.shown import SectionView


def numbers_of(sections: Sequence[SectionView]) -> dict[str, int]:
    """The number of each change that is told, by its id; what is told as one has one number."""
    found: dict[str, int] = {}
    last = 0
    for section in sections:
        for entry in section.all:
            if entry.told and not found.keys() & set(entry.ids):
                last += 1
                found |= dict.fromkeys(entry.ids, last)
    return found


def numbered(ids: Collection[str], numbers: Mapping[str, int]) -> str:
    """``3``, ``3–7`` or ``3, 5–7``."""
    found = sorted({numbers[one] for one in ids if one in numbers})
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges(found))
