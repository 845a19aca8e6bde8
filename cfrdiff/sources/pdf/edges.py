"""Which strips stand at the head and the foot of the pages, apart from the text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.sources.pdf.rows import ONE_ROW_STEP
from cfrdiff.sources.pdf.runs import Upright
from cfrdiff.sources.pdf.strips import Piece, usual_step

# A running head or a folio stands further than this from the text, in the usual steps; there are
# at most so many lines of it.
_STANDS_APART, _MOST_EDGE_LINES = 1.35, 3
# Points within which heads of several pages stand on one level.
_LEVEL = 3.0
# Of the pages of a document so many have a head at its level; more than the most need not.
_SHARE_WITH_HEAD, _MOST_NEEDED = 0.25, 10
# The middle of small letters stands so many ems above their base line.
_MIDDLE = 0.25
# The heading of a section: its number, and a subject that ends in a stop.
_HEADING = re.compile(rf"§§? *{SECTION_NUMBER}(?:[–-]{SECTION_NUMBER})?\.? +[“\"\[A-Z].*[.\]?”]$")
# A page number is no longer than this.
_LONGEST_FOLIO = 6

Strip = list[Piece]


def edge_strips(
    pages: Sequence[Sequence[Strip]], uprights: Sequence[Sequence[Upright]]
) -> list[set[int]]:
    """Which strips of each page stand at its head or foot, apart from the text.

    White space parts them from the rest, and those of other pages stand on the same level; in a
    document of one page white space is all there is to see. What stands beside an upright line is a
    table's, and what heads a section is text.
    """
    apart = [
        {
            i: is_outermost
            for i, is_outermost in _apart(strips).items()
            if not (_is_in_table(strips[i], lines) or _heads_section(strips[i]))
        }
        for strips, lines in zip(pages, uprights, strict=True)
    ]
    levels: Counter[int] = Counter()
    for strips, found in zip(pages, apart, strict=True):
        levels.update({level for i in found for level in _levels(strips[i])})
    filled = sum(bool(strips) for strips in pages)
    needed = max(2, min(_SHARE_WITH_HEAD * filled, _MOST_NEEDED))
    return [
        {
            i
            for i, is_outermost in found.items()
            if any(levels[level] >= needed for level in _levels(strips[i]))
            or (filled == 1 and (is_outermost or _is_folio(strips[i])))
        }
        for strips, found in zip(pages, apart, strict=True)
    ]


def _is_in_table(strip: Strip, uprights: Sequence[Upright]) -> bool:
    """Whether an upright line stands between two parts of a strip."""
    if not uprights:
        return False
    left, right = strip[0].x0, strip[-1].x1
    y = strip[0].baseline - strip[0].size * _MIDDLE
    return any(left < one.x < right and one.top <= y <= one.bottom for one in uprights)


def _heads_section(strip: Strip) -> bool:
    """Whether a section's number and subject open a piece; a running head has no subject."""
    return any(
        piece.runs[0].text.startswith("§")
        and _HEADING.match("".join(run.text for run in piece.runs).rstrip()) is not None
        for piece in strip
    )


def _is_folio(strip: Strip) -> bool:
    """Whether a strip is as short as a page number."""
    return sum(len(run.text) for piece in strip for run in piece.runs) <= _LONGEST_FOLIO


def _levels(strip: Strip) -> set[int]:
    """The levels a strip stands on: two, so that no border between them parts what is near."""
    level = strip[0].baseline / _LEVEL
    return {round(level - 0.25), round(level + 0.25)}


def _apart(strips: Sequence[Strip]) -> dict[int, bool]:
    """The strips at the top and the bottom of a page that white space parts from the rest, and
    whether no other white space lies outside of each.
    """
    if not strips:
        return {}
    baselines = [strip[0].baseline for strip in strips]
    step = usual_step([piece for strip in strips for piece in strip]) or ONE_ROW_STEP
    found: dict[int, bool] = {}
    for order in (range(len(strips)), range(len(strips) - 1, -1, -1)):
        found |= _edge_lines(baselines, list(order), step * _STANDS_APART)
    return found


def _edge_lines(baselines: Sequence[float], order: list[int], step: float) -> dict[int, bool]:
    """The first strips in an order, up to the last wide gap among the first few."""
    cuts = [
        n
        for n, (i, j) in enumerate(itertools.pairwise(order[: _MOST_EDGE_LINES + 1]), 1)
        if abs(baselines[j] - baselines[i]) > step
    ]
    return {i: n < cuts[0] for n, i in enumerate(order[: cuts[-1]])} if cuts else {}
