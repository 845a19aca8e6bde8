"""The columns of a scanned page, by the white between words and by the engine's own blocks.

Each checks the other: where they disagree, a reader should look at the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.gutters import find_gutters
from cfrdiff.sources.scans.words import Leaf, Word

# Heads and folios go across; of more lines than this the engine took no notice of the columns.
_MOST_ACROSS = 0.1
# Blocks of so many lines that stand side by side, an em apart, are columns.
_LINES_OF_COLUMN, _APART = 6, 1.0


def column_doubt(leaf: Leaf) -> str | None:
    """What is to be said of a page whose columns the white and the blocks show otherwise."""
    words = [word for word in leaf.words if not word.is_aside]
    gutters = find_gutters(words, leaf.size)
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    if gutters:
        across = sum(_goes_across(line, gutters) for line in lines.values())
        if across > _MOST_ACROSS * len(lines):
            return (
                f"Tesseract read {across} of {len(lines)} lines across the white between columns;"
                " they are read as columns, and its words there may be misread"
            )
    elif _blocks_side_by_side(words, leaf.size):
        return (
            "Tesseract sees text side by side where no white parts columns all down the page; look"
            " at the order of its lines"
        )
    return None


def _goes_across(line: Sequence[Word], gutters: Sequence[Gutter]) -> bool:
    """Whether a line has words on both sides of a gutter and none in it."""
    return any(
        any(word.x1 <= a + 1 for word in line)
        and any(word.x0 >= b - 1 for word in line)
        and not any(word.x0 < (a + b) / 2 < word.x1 for word in line)
        for a, b in gutters
    )


def _blocks_side_by_side(words: Sequence[Word], size: float) -> bool:
    blocks: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        blocks[word.block].append(word)
    long = [
        block for block in blocks.values() if len({word.line for word in block}) >= _LINES_OF_COLUMN
    ]
    return any(_are_side_by_side(one, other, size) for one, other in combinations(long, 2))


def _are_side_by_side(one: Sequence[Word], other: Sequence[Word], size: float) -> bool:
    left, right = sorted((one, other), key=lambda block: min(word.x0 for word in block))
    apart = min(word.x0 for word in right) - max(word.x1 for word in left) >= _APART * size
    top = max(min(word.top for word in block) for block in (one, other))
    foot = min(max(word.bottom for word in block) for block in (one, other))
    return apart and foot - top > _LINES_OF_COLUMN * size
