"""How wide words are drawn where no browser sets them, and where to break them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Shares of the type size, rounded up from the widest of the usual screen fonts (DejaVu Sans), so
# that words fit with any of them.
_NARROW, _PLAIN, _BROAD, _SQUARE = 0.42, 0.65, 0.9, 1.05
_NARROW_LETTERS = frozenset("()[]{}|!.,:;'’‘`ijlft rI·/\\-")
_BROAD_LETTERS = frozenset("mwMWOQGDNH%@&—…→⇄≠⋔⋎+×“”")
# Where a line may end: behind a blank; where that does not do, between designations and in the
# name of a file; where that does not do either, anywhere.
_BREAKS = tuple(map(re.compile, (r"(?<= )", r"(?<=\))(?=\()|(?<=[/_.-])", r"(?<=.)(?=.)")))


def width(words: str, size: int) -> int:
    """The pixels that words in one line take at most, set in `size` pixels."""
    return int(size * sum(map(_letter, words))) + 1


def wrapped(words: str, room: int, size: int) -> list[str]:
    """Words as lines that fit into `room` pixels, set in `size`; nothing is left out but the
    blanks at the breaks.
    """
    lines = [""]
    for piece in _pieces(words, room, size):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(words: str, room: int, size: int, level: int = 0) -> Iterator[str]:
    """What must not be parted: as much as one line holds."""
    for piece in _BREAKS[level].split(words):
        if width(piece.rstrip(), size) > room and level + 1 < len(_BREAKS):
            yield from _pieces(piece, room, size, level + 1)
        else:
            yield piece


def _letter(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _BROAD_LETTERS:
        return _BROAD
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _PLAIN if letter.isascii() and not letter.isupper() else _BROAD
