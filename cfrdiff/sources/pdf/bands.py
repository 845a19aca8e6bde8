"""A page cut into bands, each with its own columns; what is read after what.

A band runs from one side of the page to the other and is set either in the columns of the page or
across them: a heading, a table, a figure or a note of the full width. What crosses a gutter, be it
a line of text or a rule, is in a band of the second kind; between two such there are columns where
the text on the right begins where the column does, and else more of the same table.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import msgspec

from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.pdf.aligned import aligned
from cfrdiff.sources.pdf.runs import Ruled, Upright, family
from cfrdiff.sources.pdf.strips import Piece, piece_of

# Text begins at the edge of its column or indented by no more than so many ems.
_INDENT = 3.0
# Points by which a first letter may stand to the left of its column's edge.
_BESIDE_EDGE = 2.0
# Of the lines to the right of a gutter so many show a column by where they begin.
_ALIGNED = 0.5
# What parts two columns is at least so wide, in ems.
_LEAST_GUTTER = 0.4
# Points within which two lines touch.
_TOUCH = 3.0
# A last line goes on with the band above it where it stands no further below than so many ems.
_GOES_ON = 1.6
# A page in columns has at least one line that goes on to so near the right edge of its column, in
# ems: the cells of a table do not.
_ONE_BASE_LINE = 0.3
# The parts of a formula stand so near one another, in ems, and are set in a type that no more than
# one run in so many of its page has.
_NEAR_IN_FORMULA, _RARE = 2.0, 10


class Band(msgspec.Struct, frozen=True):
    """Pieces of one stretch of a page, and whether they are set in columns."""

    pieces: list[Piece]
    in_columns: bool
    ruled: list[Ruled]


class _Item(msgspec.Struct, frozen=True):
    """What stands in the page from top to bottom: a piece or a rule."""

    y: float
    piece: Piece | None
    rule: Ruled | None
    crosses: bool


def crosses(x0: float, x1: float, gutters: Sequence[Gutter]) -> bool:
    """Whether ink from `x0` to `x1` covers the middle of a gutter."""
    return any(x0 < (a + b) / 2 < x1 for a, b in gutters)


def parted(pieces: Iterable[Piece], gutters: Sequence[Gutter]) -> Iterator[Piece]:
    """The pieces, those cut in two that are lines of two columns side by side.

    Such a piece goes on at the very edge of a column, behind the widest of its gaps.
    """
    for piece in pieces:
        cut = next((at for a, b in gutters if (at := _cut(piece, (a + b) / 2, b))), None)
        if cut is None:
            yield piece
        else:
            yield piece_of(piece.runs[:cut], piece.strip)
            yield from parted([piece_of(piece.runs[cut:], piece.strip)], gutters)


def _cut(piece: Piece, middle: float, edge: float) -> int | None:
    """The run that begins a column in a piece."""
    runs = piece.runs
    if not piece.x0 < middle < piece.x1:
        return None
    at = next((i for i, run in enumerate(runs) if run.x0 >= middle), None)
    if not at or abs(runs[at].x0 - edge) > _BESIDE_EDGE:
        return None
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(runs)]
    gap = gaps.pop(at - 1)
    return at if gap > _LEAST_GUTTER * piece.size and gap > max(gaps, default=0.0) else None


def column_of(piece: Piece, gutters: Sequence[Gutter]) -> int:
    """The column a piece stands in, from 0."""
    twice = piece.x0 + piece.x1
    column = 0
    for a, b in gutters:
        column += twice > a + b
    return column


def bands_of(
    pieces: Sequence[Piece],
    ruled: Sequence[Ruled],
    uprights: Sequence[Upright],
    gutters: Sequence[Gutter],
) -> list[Band]:
    """The bands of a page from top to bottom; `gutters` are those of its columns.

    What stands beside lines that go down from a rule across a gutter is in a table with it.
    """
    if not gutters:
        return [Band(list(pieces), False, list(ruled))] if pieces else []
    groups = _groups(pieces, ruled, uprights, gutters)
    merged: list[tuple[bool, list[_Item]]] = []
    for in_columns, items in groups:
        if merged and merged[-1][0] == in_columns:
            merged[-1][1].extend(items)
        else:
            merged.append((in_columns, list(items)))
    return [_band(items, in_columns) for in_columns, items in merged if _has_pieces(items)]


def _has_pieces(items: Iterable[_Item]) -> bool:
    return any(item.piece is not None for item in items)


def _band(items: Sequence[_Item], in_columns: bool) -> Band:
    pieces = [item.piece for item in items if item.piece is not None]
    return Band(pieces, in_columns, [item.rule for item in items if item.rule is not None])


def _groups(
    pieces: Sequence[Piece],
    ruled: Sequence[Ruled],
    uprights: Sequence[Upright],
    gutters: Sequence[Gutter],
) -> list[tuple[bool, list[_Item]]]:
    """What crosses, and what stands between two that cross, in turn; each in columns or not."""
    across = [rule for rule in ruled if crosses(rule.x0, rule.x1, gutters)]
    tables = list(touching(across, uprights)) if across else []
    over = {n for n, p in enumerate(pieces) if crosses(p.x0, p.x1, gutters)}
    over |= _of_formulas(pieces, over) | _of_tables(pieces, gutters)
    items = [
        _Item(p.baseline, p, None, n in over or _is_in(p, tables)) for n, p in enumerate(pieces)
    ]
    items += [_Item(rule.y, None, rule, True) for rule in across]
    crossing = sorted((item for item in items if item.crosses), key=attrgetter("y"))
    others = sorted((item for item in items if not item.crosses), key=attrgetter("y"))
    groups: list[tuple[bool, list[_Item]]] = []
    at = 0
    for item in [*crossing, None]:
        between: list[_Item] = []
        while at < len(others) and (item is None or others[at].y < _upper(item)):
            between.append(others[at])
            at += 1
        groups += _between(groups[-1][1][-1] if groups else None, between, gutters)
        if item is not None:
            beside: list[_Item] = [item]
            while at < len(others) and others[at].y <= _lower(item):
                beside.append(others[at])
                at += 1
            groups.append((False, [*beside[1:], item]))
    return groups


def _of_formulas(pieces: Sequence[Piece], over: set[int]) -> set[int]:
    """The pieces that are more of a formula a part of which crosses a gutter, by index: those near
    it in a type that the page has nowhere else. `over` are those that cross one.
    """
    if not over:
        return set()
    main = Counter(family(run.font) for piece in pieces for run in piece.runs)
    rare = [p for n, p in enumerate(pieces) if n in over and _is_rare(p, main)]
    return {
        n
        for n, p in enumerate(pieces)
        for one in rare
        if _is_rare(p, main) and abs(p.baseline - one.baseline) <= _NEAR_IN_FORMULA * one.size
    }


def _of_tables(pieces: Sequence[Piece], gutters: Sequence[Gutter]) -> set[int]:
    """The pieces that are cells of a table without rules which goes across gutters, by index."""
    strips: dict[int, list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        strips[piece.strip].append(n)
    indexes = list(strips.values())
    if sum(len(one) > len(gutters) + 1 for one in indexes) < 2:
        return set()
    rows = [[pieces[n] for n in one] for one in indexes]
    return {
        n
        for first, end in aligned(rows, gutters)
        if crosses(rows[first][0].x0, rows[first][-1].x1, gutters)
        for one in indexes[first:end]
        for n in one
    }


def _is_rare(piece: Piece, families: Counter[str]) -> bool:
    return families[family(piece.runs[0].font)] * _RARE < families.total()


def _is_in(piece: Piece, tables: Sequence[tuple[float, float]]) -> bool:
    return bool(tables) and any(top < piece.baseline < bottom for top, bottom in tables)


def _upper(item: _Item) -> float:
    """What stands higher than this is above the item and not beside it."""
    return item.y - _ONE_BASE_LINE * item.piece.size if item.piece else item.y


def _lower(item: _Item) -> float:
    return item.y + _ONE_BASE_LINE * item.piece.size if item.piece else item.y


def _between(
    above: _Item | None, items: list[_Item], gutters: Sequence[Gutter]
) -> list[tuple[bool, list[_Item]]]:
    """What stands between two items that cross: the rest of a paragraph, and what is below it."""
    if not items:
        return []
    tail = _tail(above, items, gutters)
    rest = items[len(tail) :]
    found: list[tuple[bool, list[_Item]]] = [(False, tail)] if tail else []
    if rest:
        found.append((are_columns([item.piece for item in rest if item.piece], gutters), rest))
    return found


def _tail(above: _Item | None, items: list[_Item], gutters: Sequence[Gutter]) -> list[_Item]:
    """The last line of a paragraph that goes across, which may be short."""
    if above is None or above.piece is None:
        return []
    first = items[0].piece
    if first is None or first.size != above.piece.size or column_of(first, gutters) > 0:
        return []
    reach = _GOES_ON * first.size
    if first.baseline - above.y > reach or first.x0 < above.piece.x0 - _BESIDE_EDGE:
        return []
    on_line = [item for item in items if item.y - first.baseline < _ONE_BASE_LINE * first.size]
    alone = all(item.piece is None or column_of(item.piece, gutters) == 0 for item in on_line)
    return on_line if alone else []


def are_columns(pieces: Sequence[Piece], gutters: Sequence[Gutter]) -> bool:
    """Whether pieces that cross no gutter are text set in columns.

    They are unless there is text to the right that begins elsewhere than at the edges of columns.
    """
    right: dict[tuple[int, float], Piece] = {}
    for piece in pieces:
        column = column_of(piece, gutters)
        first = right.setdefault((column, piece.baseline), piece) if column else piece
        if piece.x0 < first.x0:
            right[column, piece.baseline] = piece
    aligned = sum(_begins_column(piece, gutters[at[0] - 1][1]) for at, piece in right.items())
    return aligned >= _ALIGNED * len(right)


def _begins_column(piece: Piece, edge: float) -> bool:
    return -_BESIDE_EDGE <= piece.x0 - edge <= _INDENT * piece.size


def touching(ruled: Iterable[Ruled], uprights: Iterable[Upright]) -> Iterator[tuple[float, float]]:
    """Stretches from top to bottom in which lines touch one another."""
    stretches = [(one.y, one.y) for one in ruled] + [(one.top, one.bottom) for one in uprights]
    begin: float | None = None
    end = 0.0
    for top, bottom in sorted(stretches):
        if begin is not None and top > end + _TOUCH:
            yield begin, end
            begin = None
        begin = top if begin is None else begin
        end = bottom if begin == top else max(end, bottom)
    if begin is not None:
        yield begin, end
