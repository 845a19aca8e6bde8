"""Blocks that stand elsewhere among the paragraphs of their section.

A note, a table or a center heading belongs to the paragraphs it stands between. Where it stood
behind (b) and stands behind (c), it has moved, though the section and the words are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.changes.block_pairs import BlockPairs, leaders
from cfrdiff.changes.printed_order import Anchors, Pair
from cfrdiff.model import Block, Edition

# Paragraphs of both editions, by newer section, that kept their order.
Kept = Mapping[str | None, Sequence[Pair]]
_Numbers = Mapping[str | None, str | None]
# A footnote stands where the page ends; its mark says what it belongs to.
_PLACED_BY_THE_PAGE = frozenset(("footnote",))


def moved_among(
    before: Edition, after: Edition, found: BlockPairs, renumbered: _Numbers, kept: Kept
) -> set[int]:
    """The newer places of blocks that moved among the paragraphs and other blocks of their
    section; of several in a row, as of a table with its rows, the first.

    Files of different formats set blocks elsewhere without saying so.
    """
    if not _tell_places(before, after):
        return set()
    rows = _Row(before), _Row(after)
    sections: dict[str | None, list[Pair]] = defaultdict(list)
    for j, i in found.pairs.items():
        old, new = before.blocks[i], after.blocks[j]
        is_here = renumbered.get(old.after, old.after) == new.after
        if is_here and j not in found.moved and _has_place(old) and _has_place(new):
            sections[new.after].append((i, j))
    moved = {
        pair
        for number, pairs in sections.items()
        for pair in _out_of_order(pairs, rows, kept.get(number, ()))
    }
    return set(leaders(sorted(moved), after.blocks))


def _tell_places(before: Edition, after: Edition) -> bool:
    formats = {before.source.format, after.source.format}
    return len(formats) == 1 or all(one.endswith("-xml") for one in formats)


def _has_place(block: Block) -> bool:
    return block.behind is not None and block.kind not in OF_THE_FILE | _PLACED_BY_THE_PAGE


class _Row:
    """Paragraphs and blocks of an edition in one order."""

    def __init__(self, edition: Edition) -> None:
        self._blocks = edition.blocks
        self._step = len(edition.blocks) + 2
        self._first: dict[str | None, int] = {}
        count = 0
        for section in edition.sections:
            self._first.setdefault(section.number, count)
            count += sum(1 for _ in section.walk())

    def paragraph(self, index: int) -> int:
        """Where a paragraph stands in it."""
        return (index + 1) * self._step

    def block(self, index: int) -> int:
        """Where a block stands in it: behind the paragraphs that begin before it."""
        block = self._blocks[index]
        before = self._first.get(block.after, 0) + (block.behind or 0)
        return before * self._step + 1 + index


def _out_of_order(
    pairs: Sequence[Pair], rows: tuple[_Row, _Row], kept: Iterable[Pair]
) -> Iterable[Pair]:
    olds, news = rows
    anchors = Anchors((olds.paragraph(i), news.paragraph(j)) for i, j in kept)
    places = {(olds.block(i), news.block(j)): (i, j) for i, j in pairs}
    return (places[place] for place in anchors.out_of_order(places))
