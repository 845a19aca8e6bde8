"""Blocks that only stand elsewhere: a note behind another paragraph, a figure under another head.

Instructions name what is to be added or removed behind a section; where it stands among the
paragraphs, and under which heads a cell of a table, they do not say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes import ChangeSet
from cfrdiff.changes.model import BlockPlace
from cfrdiff.instructions.model import Unworded
from cfrdiff.model import Block

_REASON = "no wording says where in its section or table it stands"
_Pair = tuple[int, int]


def unplaced(changes: ChangeSet) -> Iterator[Unworded]:
    """The moves of blocks that show in no order of the blocks behind their section."""
    found: dict[str | None, list[str]] = defaultdict(list)
    in_order = _in_order(changes)
    for one in changes.blocks:
        pair = _pair(one.place_before, one.place_after)
        if pair is None:
            continue
        old, new = changes.before.blocks[pair[0]], changes.after.blocks[pair[1]]
        only_place = one.kind == "moved" and not one.block_before and pair in in_order
        if only_place and _is_elsewhere(old, new):
            found[one.section].append(one.id)
    for number, ids in found.items():
        what = f"what follows § {number}" if number else "what stands before the first section"
        yield Unworded(what, tuple(ids), _REASON)


def _is_elsewhere(old: Block, new: Block) -> bool:
    """Whether a block stands behind another number of paragraphs, or is a row set otherwise: what
    has moved into another appendix because a heading went is where the blocks around it put it.
    """
    settings = [
        (one.behind, one.row and msgspec.structs.replace(one.row, table=0)) for one in (old, new)
    ]
    return settings[0] != settings[1]


def _in_order(changes: ChangeSet) -> set[_Pair]:
    """The blocks of both editions that follow one section in the same order."""
    numbers = changes.renumbered
    olds, news = changes.before.blocks, changes.after.blocks
    held: dict[str | None, list[_Pair]] = defaultdict(list)
    places = [(one.place_before, one.place_after) for one in changes.blocks]
    places += [(one.before, one.after) for one in changes.kept_blocks]
    for pair in (_pair(*both) for both in places):
        if pair is not None:
            old, new = olds[pair[0]].after, news[pair[1]].after
            if numbers.get(old, old) == new:
                held[new].append(pair)
    return {pair for pairs in held.values() for pair in rising(pairs)}


def _pair(old: BlockPlace | None, new: BlockPlace | None) -> _Pair | None:
    if old is None or new is None or old[0] != "block" or new[0] != "block":
        return None
    return old[1], new[1]
