"""Tesseract's table of words (``tesseract … tsv``): a row a word, with its box and confidence."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence

from cfrdiff.sources.scans.words import INCHES_HIGH, POINTS_AN_INCH, Leaf, Word, checked

# Its columns: level, page, block, paragraph, line, word, left, top, width, height, conf, text.
_COLUMNS = 12
_PAGE, _WORD = 1, 5
# The foot of a word is its line's base line unless one of these hangs below it.
_HANGING = re.compile(r"[gjpqyQ,;()§$\[\]]")
# The foot of type below its base line, as a share of a word's height.
_FOOT = 0.22


def leaves_of(text: str) -> list[Leaf]:
    """The pages of a table; ValueError for one whose columns are no numbers."""
    pages: dict[int, list[list[str]]] = defaultdict(list)
    for row in text.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) >= _COLUMNS - 1:
            pages[int(cells[1])].append(cells)
    return [_leaf(rows) for _, rows in sorted(pages.items())]


def _leaf(rows: Sequence[Sequence[str]]) -> Leaf:
    page = next((row for row in rows if int(row[0]) == _PAGE), None)
    width, height = (float(page[8]), float(page[9])) if page else (0.0, 0.0)
    words = [
        row for row in rows if int(row[0]) == _WORD and len(row) >= _COLUMNS and row[11].strip()
    ]
    height = height or max((float(row[7]) + float(row[9]) for row in words), default=1.0)
    scale = POINTS_AN_INCH * INCHES_HIGH / height
    lines: dict[tuple[str, ...], list[Sequence[str]]] = defaultdict(list)
    for row in words:
        lines[tuple(row[2:5])].append(row)
    found: list[Word] = []
    heights: list[float] = []
    for number, (key, line) in enumerate(lines.items()):
        baseline = statistics.median(_baseline(row) for row in line)
        top = min(float(row[7]) for row in line)
        foot = max(float(row[7]) + float(row[9]) for row in line)
        heights.append((foot - top) * scale)
        found += [_word(row, baseline, int(key[0]), number, scale) for row in line]
    size = round(statistics.median(heights), 1) if heights else 0.0
    return checked(Leaf(tuple(found), width * scale, height * scale, size))


def _baseline(row: Sequence[str]) -> float:
    foot, height = float(row[7]) + float(row[9]), float(row[9])
    return foot - _FOOT * height if _HANGING.search(row[11]) else foot


def _word(row: Sequence[str], baseline: float, block: int, line: int, scale: float) -> Word:
    left, top, width, height, sure = map(float, row[6:11])
    return Word(
        row[11].strip(),
        left * scale,
        top * scale,
        (left + width) * scale,
        (top + height) * scale,
        baseline * scale,
        block,
        line,
        sure / 100 if sure >= 0 else None,
    )
