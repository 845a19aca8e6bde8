"""What is drawn on a page: runs of text, each in one type on one base line, and rules."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from cfrdiff.sources.scans.words import Doubt, Turn


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text that is drawn at once: a printed line or a part of it.

    `x0` and `x1` bound its ink, in points from the left of the page; `baseline` is measured from
    the top, `size` is that of the type as drawn. `goes_on` says that it follows the run before
    it in the file without a space, `doubt` that it was read from a picture and may be misread.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    goes_on: bool = False
    doubt: Doubt | None = None

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size


# What type takes up above and below its base line, as shares of its size.
ASCENT, DESCENT = 0.78, 0.22


class Ruled(msgspec.Struct, frozen=True, gc=False):
    """A line drawn across the page: its two ends, and how far down it stands."""

    x0: float
    x1: float
    y: float


class Upright(msgspec.Struct, frozen=True, gc=False):
    """A line drawn down the page: where it stands, and its two ends from the top."""

    x: float
    top: float
    bottom: float


class Sheet(msgspec.Struct, frozen=True):
    """A page as it is drawn, its runs in the order of the file.

    `turned` are runs that do not stand upright, `hidden` those that no reader sees. `has_picture`
    says that a picture stands on it, `is_layer` that its runs are those of a layer which nobody
    sees, as files of scanned pages have it. `turn` leads from its runs to the page as scanned,
    where they were recognised on a picture that had to be made straight; `remark` is what a reader
    should know of how they were.
    """

    runs: list[Run]
    turned: list[Run]
    hidden: list[Run]
    ruled: list[Ruled]
    uprights: list[Upright]
    has_picture: bool
    width: float
    height: float
    is_layer: bool = False
    turn: Turn | None = None
    remark: str | None = None


@lru_cache(maxsize=1_000)
def family(font: str) -> str:
    """The name of a font without its style."""
    return font.split("+")[-1].split("-")[0].split(",")[0]
