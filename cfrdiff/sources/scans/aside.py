"""What is no text of a page: words that run up the margin, as the print shop's user line does, and
signs that have been made of dirt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.scans.words import Word

# A word of three letters is wider than high unless it stands upright; then it is higher than
# wide by this factor.
_LETTERS, _UPRIGHT = 3, 1.5
# The strip of such words in a margin is no wider than this many times their size, and a point
# more on either side is read with it.
_STRIP, _BESIDE = 4, 1.0


# Signs without a letter or figure are dirt where they are as doubtful as this; a section sign and
# the dots of leaders are none.
_DIRT = 0.6
_TEXT = re.compile(r"[^\W_]|§|\.{3}")


def with_matter_aside(words: Sequence[Word], size: float) -> tuple[Word, ...]:
    """The words, those marked that are aside from the text."""
    left, right = _strip(words, size) or (0.0, 0.0)
    return tuple(
        msgspec.structs.replace(word, is_aside=True)
        if (left <= word.x0 and word.x1 <= right) or _is_dirt(word)
        else word
        for word in words
    )


def _is_dirt(word: Word) -> bool:
    doubtful = word.confidence is not None and word.confidence < _DIRT
    return doubtful and not _TEXT.search(word.text)


def _strip(words: Sequence[Word], size: float) -> tuple[float, float] | None:
    """The left and right of the words that stand upright, where those lie in a narrow strip; if
    they do not, they are a table's rotated heads, or noise.
    """
    upright = [word for word in words if _stands_upright(word)]
    if not upright:
        return None
    left, right = min(word.x0 for word in upright), max(word.x1 for word in upright)
    return (left - _BESIDE, right + _BESIDE) if right - left <= _STRIP * size else None


def _stands_upright(word: Word) -> bool:
    return len(word.text) >= _LETTERS and word.bottom - word.top > _UPRIGHT * (word.x1 - word.x0)
