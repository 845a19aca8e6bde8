"""The gutters of every page of a document: its own, or those of the pages around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.gutters import find_gutters
from cfrdiff.sources.pdf.strips import Piece, main_size

Gutters = tuple[Gutter, ...]

# Points within which gutters of several pages are one and the same.
_SAME = 6.0
# So many sets of gutters of other pages are tried on one that is unsure.
_TRIED = 3
# Fewer lines than this show no column.
_LEAST_BEGIN = 2
# The usual gutters are taken where so large a share of the lines bears them out that bears out the
# page's own.
_NEARLY = 0.35
# So many runs in the document's most frequent size show how a page is set.
_ENOUGH = 10
# Points within which lines begin at one edge.
_EDGE = 1.5


def gutters_of(pages: Sequence[Sequence[Piece]]) -> list[Gutters]:
    """For the pieces of each page, the gutters between its columns.

    A page shows its own by the text in the document's most frequent size: a table that goes across
    is set in another. Those that several pages show are tried on every page, and what the most
    lines bear out is taken.
    """
    size = main_size(run for pieces in pages for piece in pieces for run in piece.runs)
    own = [_own(pieces, size) for pieces in pages]
    shown: Counter[Gutters] = Counter(_rounded(found) for found in own if found)
    usual = [next(g for g in own if _rounded(g) == key) for key, _ in shown.most_common(_TRIED)]
    return [_best(pieces, found, usual) for pieces, found in zip(pages, own, strict=True)]


def _rounded(gutters: Gutters) -> Gutters:
    return tuple((_SAME * round(a / _SAME), _SAME * round(b / _SAME)) for a, b in gutters)


def _own(pieces: Sequence[Piece], size: float) -> Gutters:
    """The gutters that a page shows by its text in the document's most frequent size."""
    runs = [run for piece in pieces for run in piece.runs]
    if not runs:
        return ()
    body = [run for run in runs if run.size == size]
    if len(body) < _ENOUGH:
        size = main_size(runs)
        body = [run for run in runs if run.size == size]
    return tuple(find_gutters(body, size) or find_gutters(runs, size))


def _best(pieces: Sequence[Piece], own: Gutters, usual: Sequence[Gutters]) -> Gutters:
    """Of a page's own gutters and the usual ones, those that the most lines bear out.

    The usual ones are preferred: what more lines bear out may be the cells of a table.
    """
    found = _borne_out(pieces, own)
    for gutters in usual:
        if _borne_out(pieces, gutters) >= max(_LEAST_BEGIN, _NEARLY * found):
            return gutters
    return own if found > 0 else ()


def _borne_out(pieces: Sequence[Piece], gutters: Gutters) -> int:
    """How many lines begin at the left edge of a column that is not the first."""
    begin = 0
    for piece in pieces:
        for _, b in gutters:
            if abs(piece.x0 - b) <= _EDGE and piece.x1 > b:
                begin += 1
    return begin
