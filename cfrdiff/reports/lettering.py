"""How wide words are drawn where no browser sets them, and where to break them."""

from __future__ import annotations

import re
import unicodedata

# Shares of the type size, rounded up from the widest of the usual screen fonts (DejaVu Sans), so
# that words fit with any of them.
_NARROW, _PLAIN, _BROAD, _SQUARE = 0.42, 0.65, 0.9, 1.05
_NARROW_LETTERS = frozenset("()[]{}|!.,:;'’‘`ijlft rI·/\\-")
_BROAD_LETTERS = frozenset("mwMWOQGDNH%@&—…→⇄≠⋔⋎+×“”")
# Where a line may end: behind a blank, between designations, and in the name of a file.
_BREAKS = re.compile(r"(?<=[ /_.-])|(?<=\))(?=\()")


def width(words: str, size: int) -> int:
    """The pixels that words in one line take at most, set in `size` pixels."""
    return int(size * sum(map(_letter, words))) + 1


def wrapped(words: str, room: int, size: int) -> list[str]:
    """Words as lines that fit into `room` pixels; where no break fits, a word is parted."""
    lines: list[str] = []
    line = ""
    for piece in _BREAKS.split(words):
        if line and width(line + piece.rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip(), size) > room and len(line) > 1:
            fit = next(
                n for n in range(len(line), 0, -1) if n == 1 or width(line[:n], size) <= room
            )
            lines.append(line[:fit])
            line = line[fit:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _letter(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _BROAD_LETTERS:
        return _BROAD
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _PLAIN if letter.isascii() and not letter.isupper() else _BROAD
