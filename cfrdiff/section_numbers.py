"""Section numbers as the CFR has them: 163.12, 24.3a, 1.482-1T, 240.17Ad-7, 60-1.1, 1.401(k)-1."""

from __future__ import annotations

import re

# A part (41 CFR has 60-1 and 301-10, 1 CFR none above four digits), a point, the section with
# its letters, and what hangs on it behind hyphens, which print sets as en dashes. The last
# part of a range is no such thing: 163.14–163.15.
SECTION_NUMBER = (
    r"\d{1,4}[a-z]?(?:[-–]\d{1,3}(?=\.))?\.\d+[A-Za-z]{0,3}"
    r"(?:\([a-z]\)(?=[-–]\d))?(?:[-–]\d+[A-Za-z]{0,2}(?![\d.]*\.\d))*"
)

_PIECE = re.compile(r"\d+|[A-Za-z]+")
Key = tuple[tuple[int, str], ...]


def canonical(number: str) -> str:
    """The number with hyphens where print has en dashes."""
    return number.replace("–", "-")


def section_key(number: str) -> tuple[Key, Key]:
    """Sort key: part, then the rest; 10.9 < 10.10 < 10.10a < 10.10-1, 60-1.1 < 60-2.1."""
    part, _, rest = number.partition(".")
    return _key(part), _key(rest)


def _key(text: str) -> Key:
    return tuple(
        (int(piece), "") if piece.isdigit() else (0, piece) for piece in _PIECE.findall(text)
    )
