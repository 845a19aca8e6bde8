"""What a row of a PDF shows: its text and italics, its type, how it stands on the page."""

from __future__ import annotations

import re
from collections import Counter

from cfrdiff.cites import LABEL, LABEL_LIKE
from cfrdiff.sources import scan
from cfrdiff.sources.columns import Glyph, Row

_ITALIC = re.compile(r"ital|obli|[-,]it$", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|demi|heavy", re.IGNORECASE)
_LABEL = re.compile(rf"{LABEL}|{LABEL_LIKE}")
# The gap that parts two words where the file draws no space, as a share of the type size.
_WORD_GAP = 0.16
# A first line of a paragraph stands from half an em to five to the right of its column's edge:
# less is a ragged edge, more is a centred heading or a table.
_LEAST_INDENT, _MOST_INDENT = 0.5, 5
# White space stands above a row that is this much further down than the usual step.
_GAP = 1.3
# A note is set smaller than the text by at least this many points.
_OTHER_SIZE = 0.6


def is_scanned(row: Row) -> bool:
    """Whether its words were read from a picture."""
    return row.glyphs[0].font == scan.SCANNED


def is_bold(row: Row) -> bool:
    """Whether all of it is set in bold type."""
    return all(_BOLD.search(glyph.font) for glyph in row.glyphs if glyph.text.strip())


def is_indented(row: Row, edge: float) -> bool:
    """Whether it begins as the first line of a paragraph does; `edge` is its column's."""
    return _LEAST_INDENT * row.size <= row.x0 - edge <= _MOST_INDENT * row.size


def is_gap(previous: Row | None, row: Row, step: float) -> bool:
    """Whether white space stands above a row: more than the usual step between base lines."""
    if previous is None or previous.column != row.column:
        return True
    return row.bottom - previous.bottom > _GAP * step


def style_of(row: Row) -> str:
    """Font and size of most of its characters."""
    fonts = Counter((g.font.split("+")[-1], round(g.size, 1)) for g in row.glyphs if g.text.strip())
    font, size = fonts.most_common(1)[0][0] if fonts else ("", 0.0)
    return f"{font} {size}"


def is_other_size(style: str, other: str) -> bool:
    """Whether two styles differ in size as text and notes do."""
    return abs(_size(style) - _size(other)) >= _OTHER_SIZE


def _size(style: str) -> float:
    return float(style.rsplit(" ", 1)[-1])


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as headings are."""
    return text.isupper() and not _LABEL.match(text)


def text_of(row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The row's characters with a space wherever words part, and its italic stretches."""
    parts: list[str] = []
    italics: list[list[int]] = []
    length = 0
    before: Glyph | None = None
    for glyph in row.glyphs:
        if before is not None and _part_words(before, glyph):
            parts.append(" ")
            length += 1
        end = length + len(glyph.text)
        if _ITALIC.search(glyph.font) and glyph.text.strip():
            _lengthen(italics, length, end)
        parts.append(glyph.text)
        length = end
        before = glyph
    return "".join(parts), tuple((a, b) for a, b in italics)


def _part_words(before: Glyph, glyph: Glyph) -> bool:
    wide = glyph.x0 - before.x1 > _WORD_GAP * glyph.size
    return wide and bool(glyph.text.strip() and before.text.strip())


def _lengthen(italics: list[list[int]], start: int, end: int) -> None:
    """Add a stretch, to the last one where at most a space stands between."""
    if italics and italics[-1][1] >= start - 1:
        italics[-1][1] = end
    else:
        italics.append([start, end])
