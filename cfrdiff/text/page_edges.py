"""Which lines stand at the head or foot of a page, and which of them recur there."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cfrdiff.model import Box
from cfrdiff.sources.lines import Line
from cfrdiff.text.block_forms import form_of_block
from cfrdiff.text.head_forms import is_name
from cfrdiff.text.openings import headed_number
from cfrdiff.text.thresholds import (
    BODY_STYLE_ONE_IN,
    HIGHEST_HEAD,
    LEVEL,
    LONGEST_HEAD,
    PARTING_GAP,
    RECURS,
    TOUCHING,
)


def page_edges(lines: Sequence[Line], known: Sequence[object | None]) -> list[bool]:
    """Whether each line may be at the head or foot of a page.

    From a PDF the box tells: above or below all body type of its page, or parted from the
    mass of the page by white space. Elsewhere it stands between white space or beside other
    furniture; `known` holds what is known to be that, and None for other lines.
    """
    bands = _body_bands(lines)
    apart = _apart_on_pages(lines)
    return [
        i in apart or _is_outside(line.box, bands.get(line.page))
        if line.box is not None and line.page is not None
        else _stands_free(i, lines, known)
        for i, line in enumerate(lines)
    ]


def _is_outside(box: Box, band: tuple[float, float] | None) -> bool:
    """Whether a line stands above or below the body's type; a page may have none."""
    if band is None:
        return True
    top, bottom = band
    return box[3] <= top + TOUCHING or box[1] >= bottom - TOUCHING


def _stands_free(i: int, lines: Sequence[Line], known: Sequence[object | None]) -> bool:
    line = lines[i]
    after = i + 1 == len(lines) or lines[i + 1].gap or known[i + 1] is not None
    before = line.gap or i == 0 or known[i - 1] is not None
    return (before and after) or line.role == "heading" or begins_page(i, lines)


def begins_page(i: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the first of its page, as far as the source has pages."""
    return i > 0 and lines[i].page != lines[i - 1].page


def ends_page(i: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the last of its page."""
    if lines[i].page is None:
        return False
    return i + 1 == len(lines) or lines[i].page != lines[i + 1].page


def line_styles(lines: Sequence[Line]) -> Counter[str | None]:
    """How many lines each style sets, the margin's aside."""
    return Counter(line.style for line in lines if line.role != "margin")


def sets_body(style: str | None, styles: Counter[str | None]) -> bool:
    """Whether a style sets enough lines to be one of the body's."""
    return styles[style] * BODY_STYLE_ONE_IN >= styles.total()


def _body_bands(lines: Sequence[Line]) -> dict[int | None, tuple[float, float]]:
    """Top and bottom of the body type on each page."""
    styles = line_styles(lines)
    body = {style for style in styles if sets_body(style, styles)}
    bands: dict[int | None, tuple[float, float]] = {}
    for _, line, box in _boxed(lines):
        top, bottom = bands.get(line.page, (float("inf"), 0.0))
        if line.style in body:
            top, bottom = min(top, box[1]), max(bottom, box[3])
        bands[line.page] = (top, bottom)
    return bands


def _boxed(lines: Sequence[Line]) -> Iterable[tuple[int, Line, Box]]:
    """The lines whose place on a page is known, each with its index; none of the margin."""
    for i, line in enumerate(lines):
        if line.box is not None and line.page is not None and line.role != "margin":
            yield i, line, line.box


def _apart_on_pages(lines: Sequence[Line]) -> set[int]:
    """Lines at the head and foot of their page that white space parts from its mass."""
    pages: dict[int | None, dict[int, Box]] = defaultdict(dict)
    for i, line, box in _boxed(lines):
        pages[line.page][i] = box
    return {i for boxes in pages.values() for i in _apart_on_page(boxes)}


def _apart_on_page(boxes: dict[int, Box]) -> Iterable[int]:
    """Of one page's lines those apart: cuts nearest to head and foot, no higher than two lines."""
    height = statistics.median(box[3] - box[1] for box in boxes.values())
    groups = _cut_by_white_space(boxes, PARTING_GAP * height)
    for from_edge in (groups[:1], groups[:0:-1]):
        for group in from_edge:
            top = min(boxes[i][1] for i in group)
            if max(boxes[i][3] for i in group) - top > HIGHEST_HEAD * height:
                break
            yield from group


def _cut_by_white_space(boxes: dict[int, Box], gap: float) -> list[list[int]]:
    """The lines from top to bottom, all columns together, cut where none stands for a gap."""
    groups: list[list[int]] = []
    bottom = float("-inf")
    for i in sorted(boxes, key=lambda i: boxes[i][1]):
        if boxes[i][1] - bottom > gap:
            groups.append([])
        groups[-1].append(i)
        bottom = max(bottom, boxes[i][3])
    return groups


def repeated(lines: Sequence[Line], texts: Sequence[str], places: Iterable[int]) -> set[int]:
    """Of the lines at these places those that recur, numbers aside, as heads do."""
    same: dict[str, list[int]] = defaultdict(list)
    for i in places:
        if len(texts[i]) <= LONGEST_HEAD and not _is_said(texts[i]):
            same[re.sub(r"\d+", "0", texts[i])].append(i)
    return {i for members in same.values() if _recur(lines, members) for i in members}


def _is_said(text: str) -> bool:
    """Whether a line that recurs is no head all the same.

    A section heading may recur, numbers aside ("§ 100.51 Scope."), and a division's ("PART 50
    [RESERVED]"); a sentence word for word ("For this part, the following definitions apply:").
    """
    begins = text.startswith(("(", "[")) or headed_number(text) is not None
    begins = begins or form_of_block(text) is not None
    ends = text.endswith((":", ";", ",")) or (text.endswith(".") and not is_name(text[:-1]))
    return begins or ends


def _recur(lines: Sequence[Line], members: Sequence[int]) -> bool:
    """Whether the same words stand often enough: where boxes are known, on one level."""
    levels = [box[1] for i in members if (box := lines[i].box)]
    if not levels:
        return len(members) >= RECURS
    if len(levels) < len(members) or len(members) == 1:
        return False
    middle = statistics.median(levels)
    return sum(abs(level - middle) < LEVEL for level in levels) * 2 > len(levels)
