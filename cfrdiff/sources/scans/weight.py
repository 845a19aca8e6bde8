"""What the ink of words shows: which are set in bold type, and which are dirt.

Bold are those whose strokes are thicker than the page's.
The ink of a stroke grows with its thickness and its outline does not, so that the share of one to
the other tells them apart. On GPO's pages at 150 to 300 dots an inch, clean and damaged, section
headings have 1.41 to 1.6 times the body's share and no line of the body has more than 1.1.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image

from cfrdiff.sources.scans.specks import INK
from cfrdiff.sources.scans.words import POINTS_AN_INCH, Word

_BOLD = 1.25
_WHITE = 255
# A letter or figure has more ink than this, in square ems; a doubtful word of less is dirt. The
# least of print's is a stop's 0.01 in a word with others, or 0.05 a letter of "(a).".
_LEAST_INK, _DOUBTFUL = 0.02, 0.6
# The words of a line are of one weight as far as no gap parts them that is wider than this, in
# points: the columns of a page are further apart.
_GAP = 10.0

_Mask = npt.NDArray[np.bool_]


class _Piece:
    """Words side by side, with the ink of their strokes and of its outline, in pixels."""

    def __init__(self, words: Sequence[Word], ink: _Mask, outline: _Mask, scale: float) -> None:
        self.words = words
        boxes = [_box(word, scale) for word in words]
        self.ink = sum(int(ink[box].sum()) for box in boxes)
        self.outline = sum(int(outline[box].sum()) for box in boxes)

    @property
    def thickness(self) -> float:
        return self.ink / max(self.outline, 1)


def with_weights(
    words: Sequence[Word], size: float, image: Image.Image, dpi: float
) -> tuple[Word, ...]:
    """The words, those marked that are bold or dirt.

    `size` is that of the page's type in points, `image` the picture they were recognised on.
    """
    ink = np.asarray(image) < INK * _WHITE
    outline = ink & ~_inside(ink)
    scale = dpi / POINTS_AN_INCH
    pieces = [_Piece(piece, ink, outline, scale) for piece in _pieces(words)]
    usual = statistics.median([p.thickness for p in pieces for _ in p.words]) if pieces else 0.0
    least = _LEAST_INK * (size * scale) ** 2
    return tuple(
        msgspec.structs.replace(
            word,
            is_bold=piece.thickness > _BOLD * usual,
            is_aside=_is_doubtful(word)
            and int(ink[_box(word, scale)].sum()) < least * len(word.text),
        )
        for piece in pieces
        for word in piece.words
    )


def _is_doubtful(word: Word) -> bool:
    return word.confidence is not None and word.confidence < _DOUBTFUL


def _inside(ink: _Mask) -> _Mask:
    """The dots that have ink on all four sides."""
    inside = np.zeros_like(ink)
    inside[1:-1, 1:-1] = ink[:-2, 1:-1] & ink[2:, 1:-1] & ink[1:-1, :-2] & ink[1:-1, 2:]
    return inside


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow one another on a line without a wide gap."""
    piece: list[Word] = []
    for word in words:
        if piece and (word.line != piece[-1].line or word.x0 - piece[-1].x1 > _GAP):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _box(word: Word, scale: float) -> tuple[slice, slice]:
    """Where a word stands in the picture."""
    down = slice(max(int(word.top * scale), 0), int(word.bottom * scale) + 1)
    return down, slice(max(int(word.x0 * scale), 0), int(word.x1 * scale) + 1)
