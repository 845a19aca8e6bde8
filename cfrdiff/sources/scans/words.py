"""What was recognised on the picture of a page: words in their lines, and how sure each is."""

from __future__ import annotations

import msgspec

from cfrdiff.model import Box

# What the type is called that words read from a picture are set in.
SCANNED = "scanned"
SCANNED_BOLD = "scanned-Bold"
SCANNED_FONTS = frozenset((SCANNED, SCANNED_BOLD))
POINTS_AN_INCH = 72
# A page that does not say how fine it was scanned is taken for one so high.
INCHES_HIGH = 11


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """That a word may be misread: how sure the engine was of it, from 0 to 1, and what a second
    reading makes of it where that differs.
    """

    sure: float
    other: str = ""


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word with its box, in points from the top left of the page made straight.

    `baseline` is that of its line, `block` and `line` number what the engine put it in on this
    page. `confidence` is from 0 to 1, None where the engine does not say. `is_aside` says that it
    is no text: it runs up the margin, or is dirt.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    block: int
    line: int
    confidence: float | None = None
    is_aside: bool = False
    is_bold: bool = False
    doubt: Doubt | None = None


class Turn(msgspec.Struct, frozen=True):
    """How points of the page made straight become those of the page as it was scanned."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def box(self, box: Box) -> Box:
        """The upright box around a box of the page made straight."""
        x0, top, x1, bottom = box
        corners = [(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs = [self.a * x + self.b * y + self.c for x, y in corners]
        ys = [self.d * x + self.e * y + self.f for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


class Leaf(msgspec.Struct, frozen=True):
    """A page as recognised: its words in the engine's order, its measures and the size of most of
    its type, in points.
    """

    words: tuple[Word, ...]
    width: float
    height: float
    size: float
    turn: Turn = Turn()


# Points from the top left of a page beyond which nothing lies: a PDF's page has 14,400 at most.
_FARTHEST = 100_000.0


def checked(leaf: Leaf) -> Leaf:
    """The page as it is given. Raises ValueError for measures that are none of a page."""
    measures = [leaf.width, leaf.height, leaf.size]
    for word in leaf.words:
        measures += word.x0, word.top, word.x1, word.bottom, word.baseline, word.confidence or 0.0
    # A number that is none is less than none.
    if not all(-_FARTHEST <= one <= _FARTHEST for one in measures):
        raise ValueError("a place that lies on no page")
    return leaf
