"""Arithmetic on designations: what stands below what."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from cfrdiff.cites import Path


def is_within(path: Path, above: Path) -> bool:
    """Whether a path is another or stands below it."""
    return path[: len(above)] == above


def is_within_any(path: Path, above: Iterable[Path]) -> bool:
    """Whether a path is one of some others or stands below it."""
    return any(is_within(path, one) for one in above)


def common_depth(one: Path, other: Path) -> int:
    """How many labels two paths have in common from the top."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
