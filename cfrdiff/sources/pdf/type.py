"""What the type of a row shows: whether it is a heading, in capitals, indented or parted."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from cfrdiff.cites import LABEL, LABEL_LIKE
from cfrdiff.sources.pdf.rows import Row
from cfrdiff.sources.scans.words import SCANNED_FONTS

_BOLD = re.compile(r"bold|black|demi|heavy", re.IGNORECASE)
_LABEL = re.compile(rf"{LABEL}|{LABEL_LIKE}")
# A first line of a paragraph stands from half an em to five to the right of its column's edge:
# less is a ragged edge, more is a centred heading or a table.
_LEAST_INDENT, _MOST_INDENT = 0.5, 5
# White space stands above a row that is this much further down than the usual step.
_GAP = 1.3
# A note is set smaller than the text by at least this many points.
_OTHER_SIZE = 0.6


def is_scanned(row: Row) -> bool:
    """Whether its words were read from a picture."""
    return row.runs[0].font in SCANNED_FONTS


@lru_cache(maxsize=1_000)
def _is_bold_font(font: str) -> bool:
    return bool(_BOLD.search(font))


def is_bold(row: Row) -> bool:
    """Whether all of it is set in bold type."""
    return all(_is_bold_font(run.font) for run in row.runs)


def is_indented(row: Row, edge: float) -> bool:
    """Whether it begins as the first line of a paragraph does; `edge` is its column's."""
    return _LEAST_INDENT * row.size <= row.x0 - edge <= _MOST_INDENT * row.size


def is_gap(previous: Row | None, row: Row, step: float) -> bool:
    """Whether white space stands above a row: more than the usual step between base lines."""
    if previous is None or (previous.column, previous.band) != (row.column, row.band):
        return True
    return row.baseline - previous.baseline > _GAP * step


def style_of(row: Row) -> str:
    """Font and size of most of its characters."""
    if len(row.runs) == 1:
        run = row.runs[0]
        return f"{run.font.split('+')[-1]} {round(run.size, 1)}"
    fonts: Counter[tuple[str, float]] = Counter()
    for run in row.runs:
        fonts[run.font.split("+")[-1], round(run.size, 1)] += len(run.text)
    font, size = fonts.most_common(1)[0][0]
    return f"{font} {size}"


def is_other_size(style: str, other: str) -> bool:
    """Whether two styles differ in size as text and notes do."""
    return abs(_size(style) - _size(other)) >= _OTHER_SIZE


def _size(style: str) -> float:
    return float(style.rsplit(" ", 1)[-1])


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as headings are."""
    return text.isupper() and not _LABEL.match(text)
