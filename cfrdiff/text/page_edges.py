"""Which lines stand at the head or foot of a page, and which of them recur there."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cfrdiff.sources.lines import Line
from cfrdiff.text.block_forms import form_of_block
from cfrdiff.text.head_forms import is_name, is_printed_at
from cfrdiff.text.openings import headed_number
from cfrdiff.text.thresholds import (
    BODY_STYLE_ONE_IN,
    LEVEL,
    LONGEST_HEAD,
    RECURS,
)


def page_edges(lines: Sequence[Line], known: Sequence[object | None]) -> list[bool]:
    """Whether each line may be at the head or foot of a page.

    A PDF shows it by place. Elsewhere a line may that stands between white space or beside other
    furniture; `known` holds what is known to be that, and None for other lines.
    """
    return [
        line.at_edge if line.at_edge is not None else _stands_free(i, lines, known)
        for i, line in enumerate(lines)
    ]


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


def outermost(lines: Sequence[Line], count: int) -> set[int]:
    """The first and the last so many lines of every page."""
    found: set[int] = set()
    begin = 0
    for i, line in enumerate(lines):
        if i + 1 == len(lines) or lines[i + 1].page != line.page:
            found |= {*range(begin, min(begin + count, i + 1))}
            found |= {*range(max(begin, i + 1 - count), i + 1)}
            begin = i + 1
    return found


def line_styles(lines: Sequence[Line]) -> Counter[str | None]:
    """How many lines each style sets, the margin's aside."""
    return Counter(line.style for line in lines if line.role != "margin")


def sets_body(style: str | None, styles: Counter[str | None]) -> bool:
    """Whether a style sets enough lines to be one of the body's."""
    return styles[style] * BODY_STYLE_ONE_IN >= styles.total()


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
    if is_printed_at(text):
        return False
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
