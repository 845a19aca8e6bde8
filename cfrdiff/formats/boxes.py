"""Boxes on a page: (x0, top, x1, bottom) in points."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.model import Box


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
