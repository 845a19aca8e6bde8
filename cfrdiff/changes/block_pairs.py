"""Which block of the older edition became which of the newer.

Blocks of one kind and one home are paired in order: first those whose text no other has, then
what is the same or alike between them. What is left may have moved within its table or appendix,
and what belongs to no section may stand before the same section, though another precedes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from cfrdiff.changes.block_board import Board, Key
from cfrdiff.changes.block_homes import HEADINGS, Home, is_label
from cfrdiff.changes.block_order import InOrder
from cfrdiff.changes.thresholds import MOVED_WORDS
from cfrdiff.cites import part_in_heading
from cfrdiff.model import Block


class BlockPairs(msgspec.Struct, frozen=True):
    """Places of older blocks by those of the newer ones they became; `moved` are the newer places
    of those that stand elsewhere now.
    """

    pairs: dict[int, int]
    moved: frozenset[int]


def pair_blocks(
    olds: Sequence[Block],
    news: Sequence[Block],
    homes: tuple[Sequence[Home], Sequence[Home]],
    compared: frozenset[str],
) -> BlockPairs:
    """Pair the blocks of two editions; of kinds that are not `compared`, only what is the same."""
    board = Board(olds, news, *homes)
    board.pair_same(lambda block, _: None if block.kind in compared else (block.kind, block.text))
    board.pair_same(_by_part_number)
    for key in (_by_owner, _by_next_section):
        for members in board.by(partial(key, compared)):
            InOrder(board, *members).pair()
    board.pair_headings()
    _pair_elsewhere(board, compared)
    return BlockPairs(board.pairs, frozenset(board.moved))


def _pair_elsewhere(board: Board, compared: frozenset[str]) -> None:
    """Pair what stands in another part, appendix or section now: the same words first, and then
    what is alike in the homes between which most of them moved. Several in a row moved as one.
    """
    before = set(board.pairs)
    for key in (_by_part, _by_words):
        board.pair_same(partial(key, compared))
    elsewhere = sorted((board.pairs[j], j) for j in board.pairs.keys() - before)
    board.moved.update(leaders(elsewhere, board.news))
    went = Counter(
        (board.old_homes[i].owner, board.new_homes[j].owner)
        for i, j in elsewhere
        if len(board.olds[i].text.split()) >= MOVED_WORDS
    )
    board.rename_owners({old: new for (old, new), _ in reversed(went.most_common())})
    for members in board.by(partial(_by_owner, compared)):
        InOrder(board, *members).pair()


def _by_part(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    return (block.kind, home.part, block.text) if _is_told(compared, block) else None


def _by_words(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    return (block.kind, block.text) if _is_told(compared, block) else None


def _is_told(compared: frozenset[str], block: Block) -> bool:
    return block.kind in compared and not is_label(block.text)


def _by_owner(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    if _by_part_number(block, home) is not None:
        return None  # what stands in the place of a part is that part only if its sections are
    return (_set_as(block, home), home.owner) if block.kind in compared else None


def _set_as(block: Block, home: Home) -> str:
    """What counts as its kind: a paragraph of an appendix may be set as an extract one year and as
    any other the next.
    """
    is_extract = block.kind == "extract" and home.owner[0] == "appendix"
    return "appendix" if is_extract else block.kind


def _by_part_number(block: Block, _: Home) -> Key | None:
    """A part is known by its number, wherever it stands and whatever it is called."""
    number = part_in_heading(block.text) if block.kind == "part-heading" else None
    return None if number is None else (block.kind, number)


def _by_next_section(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    loose = block.kind in HEADINGS or home.owner[0] == "division"
    return (block.kind, home.before) if loose and block.kind in compared else None


def leaders(moved: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> Iterator[int]:
    """The first of each run of blocks that moved as one: the first that says more than what it is
    ("Note:").
    """
    runs: list[list[tuple[int, int]]] = []
    for i, j in moved:
        goes_on = bool(runs) and runs[-1][-1] == (i - 1, j - 1)
        if goes_on and _is_one(blocks[j - 1], blocks[j]):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    for run in runs:
        members = [j for _, j in run]
        yield next((j for j in members if not is_label(blocks[j].text)), members[0])


def _is_one(last: Block, own: Block) -> bool:
    """Whether two blocks in a row are of one table, or of one kind."""
    tables = [one.row.table if one.row else None for one in (last, own)]
    return last.kind == own.kind and tables[0] == tables[1]
