"""What the heading of a section or a part says that it is about.

Marketing orders, quotas and rates repeat one form for other goods and other places: their headings
tell them apart where most of their words are the same.
"""

from __future__ import annotations

import re

# Shorter words join others; words that begin alike are forms of one ("Report", "Reporting").
_TELLING = re.compile(r"[a-z]{4,}")
_STEM = 5


def other_subjects(one: str | None, other: str | None) -> bool:
    """Whether each of two headings names what the other does not: "Almonds: assessment rate" and
    "Prunes: assessment rate".
    """
    here, there = _words(one), _words(other)
    left, right = _lacking(here, there), _lacking(there, here)
    return bool(left and right) and "".join(left) != "".join(right)


def no_common_subject(one: str | None, other: str | None) -> bool:
    """Whether two headings have no telling word in common."""
    here, there = _words(one), _words(other)
    return bool(here and there) and _lacking(here, there) == here


def _words(heading: str | None) -> list[str]:
    return _TELLING.findall((heading or "").lower())


def _lacking(words: list[str], others: list[str]) -> list[str]:
    """The words of a heading that the other lacks, in any form, also written as one with others."""
    stems, whole = {word[:_STEM] for word in others}, "".join(others)
    return [word for word in words if word[:_STEM] not in stems and word not in whole]
