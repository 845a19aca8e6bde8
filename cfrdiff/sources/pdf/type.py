"""What the type of a row shows: whether it is a heading, in capitals, indented or parted."""

from __future__ import annotations

import re
from functools import lru_cache

from cfrdiff.cites import LABEL, LABEL_LIKE
from cfrdiff.sources.pdf.rows import Row
from cfrdiff.sources.scans.words import SCANNED_FONTS

_BOLD = re.compile(r"bold|black|demi|heavy", re.IGNORECASE)
_LABEL = re.compile(rf"{LABEL}|{LABEL_LIKE}")
# The label of a note, behind which citations may be all in capitals.
_NOTE = re.compile(r"(?:AUTHORITY|SOURCE|NOTE):")
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
    runs = row.runs
    return _is_bold_font(runs[0].font) and all(_is_bold_font(run.font) for run in runs[1:])


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
    styles: dict[str, int] = {}
    for run in row.runs:
        style = _style(run.font, run.size)
        styles[style] = styles.get(style, 0) + len(run.text)
    return max(styles, key=styles.__getitem__) if len(styles) > 1 else style


@lru_cache(maxsize=10_000)
def _style(font: str, size: float) -> str:
    return f"{font.split('+')[-1]} {round(size, 1)}"


def is_other_size(style: str, other: str) -> bool:
    """Whether two styles differ in size as text and notes do."""
    return style != other and abs(size_in(style) - size_in(other)) >= _OTHER_SIZE


@lru_cache(maxsize=10_000)
def size_in(style: str) -> float:
    """The size that a style names, in points."""
    return float(style.rsplit(" ", 1)[-1])


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as headings are."""
    return text.isupper() and not _LABEL.match(text) and not _NOTE.match(text)
