"""Which block of the older edition became which of the newer.

Blocks of one kind and one home are paired in order: first those whose text no other has, then
what is the same or alike between them. What is left may have moved within its table or appendix,
and what belongs to no section may stand before the same section, though another precedes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec

from cfrdiff.changes.block_board import Board, Key
from cfrdiff.changes.block_homes import HEADINGS, Home
from cfrdiff.changes.block_order import InOrder
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
    for key in (_by_owner, _by_next_section):
        for members in board.by(partial(key, compared)):
            InOrder(board, *members).pair()
    board.pair_headings()
    return BlockPairs(board.pairs, frozenset(board.moved))


def _by_owner(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    return (block.kind, home.owner) if block.kind in compared else None


def _by_next_section(compared: frozenset[str], block: Block, home: Home) -> Key | None:
    loose = block.kind in HEADINGS or home.owner[0] == "division"
    return (block.kind, home.before) if loose and block.kind in compared else None
