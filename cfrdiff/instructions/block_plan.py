"""The orders for what stands between sections: tables, notes, headings, citations, appendices.

Stretch by stretch, from one section to the next: homes that go and come, then the units of those
that stay. Each order is named on the desk as it stands at its turn, and carried out there. A
stretch that these do not bring out exactly is revised whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

import msgspec

from cfrdiff.changes import ChangeSet
from cfrdiff.instructions.block_names import Home, beside, between, is_of_the_file
from cfrdiff.instructions.block_units import Printed, Site, printed_units, unit_orders
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.document import read_document, write_document
from cfrdiff.instructions.model import (
    AddBlocks,
    BlockOrder,
    BlockPlace,
    Instruction,
    PrintedBlock,
    RemoveBlocks,
    ReviseBlocks,
)
from cfrdiff.instructions.pairing import Pair, pairs
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.model import Edition

# From this share of the words of an appendix on, it is printed whole.
_MOSTLY = 0.7

Groups = list[list[BlockOrder]]


class Reported(msgspec.Struct, frozen=True):
    """The blocks that a change set says were there before, and are after; the kinds of block that
    both files tell of, None for all; and all blocks of both editions.
    """

    before: Set[PrintedBlock]
    after: Set[PrintedBlock]
    kinds: Set[str] | None
    all_before: frozenset[PrintedBlock]
    all_after: frozenset[PrintedBlock]

    @classmethod
    def by(cls, changes: ChangeSet, before: Edition, after: Edition) -> Reported:
        """What a change set of two editions reports."""
        told = changes.blocks
        same_format = changes.before.source.format == changes.after.source.format
        return cls(
            {
                PrintedBlock(one.block_before or one.block, one.before)
                for one in told
                if one.before is not None
            },
            {PrintedBlock(one.block, one.after) for one in told if one.after is not None},
            None if same_format else {one.block for one in told},
            frozenset(map(PrintedBlock.of, before.blocks)),
            frozenset(map(PrintedBlock.of, after.blocks)),
        )

    def is_gone(self, blocks: Printed) -> bool:
        """Whether blocks are reported to be no more, or stand somewhere in the newer edition; a
        file that does not reach so far says nothing of them.
        """
        return not self.before.isdisjoint(blocks) or self.all_after.issuperset(blocks)

    def is_new(self, blocks: Printed) -> bool:
        """Whether blocks are reported to be new, or stood somewhere in the older edition."""
        return not self.after.isdisjoint(blocks) or self.all_before.issuperset(blocks)

    def compares(self, kind: str) -> bool:
        """Whether blocks of a kind were compared."""
        return self.kinds is None or kind in self.kinds


class BlockPlanner:
    """Orders that make what stands between the sections of a desk that of another edition."""

    def __init__(self, desk: Desk, before: Edition, goal: Edition, changes: ChangeSet) -> None:
        self._desk = desk
        self._goal = Desk(goal)
        self._reported = Reported.by(changes, before, goal)
        self._exact = changes.before.source.exact and goal.source.exact
        self._ambiguous = _ambiguous(desk) | _ambiguous(self._goal)

    def orders(self) -> tuple[Groups, list[str | None]]:
        """Groups of orders, one an instruction; and the numbers of sections behind which what
        differs cannot be worded.
        """
        goals = {_key(one): (one, next_) for one, next_ in self._goal.stretches.followed()}
        groups: Groups = []
        unworded: list[str | None] = []
        for stretch, following in list(self._desk.stretches.followed()):
            goal, goal_following = goals.pop(_key(stretch), (None, None))
            held = self._held(goal) if goal else ()
            if self._held(stretch) == held:
                continue
            is_paired = goal is not None and following == goal_following
            found = self._stretch(stretch, goal, following) if goal and is_paired else None
            if found is None:
                unworded.append(stretch.number)
            else:
                groups += found
        unworded += [one.number for one, _ in goals.values() if self._held(one)]
        return groups, unworded

    def _held(self, stretch: Stretch) -> Printed:
        return tuple(
            PrintedBlock.of(block)
            for block in stretch.blocks
            if not is_of_the_file(block) and self._reported.compares(block.kind)
        )

    def _stretch(self, stretch: Stretch, goal: Stretch, following: str | None) -> Groups | None:
        blocks = list(stretch.blocks)
        site = Site(self._desk, self._reported.compares, self._exact)
        try:
            homes = _Homes(site, self._reported, (stretch, goal), following, self._ambiguous)
            is_whole = homes.make()
            groups = _grouped(site.orders)
            done = not is_whole or self._held(stretch) == self._held(goal)
            if done and all(map(_is_read_back, groups)):
                return groups
        except NotCarriedOutError:
            pass
        stretch.put(blocks)
        return self._whole(stretch, goal, following)

    def _whole(self, stretch: Stretch, goal: Stretch, following: str | None) -> Groups | None:
        """All that stands in a stretch revised at once."""
        place = BlockPlace(between(stretch.number, following))
        text = self._held(goal)
        order: BlockOrder = ReviseBlocks(place, text) if text else RemoveBlocks(place)
        site = Site(self._desk, self._reported.compares, self._exact)
        try:
            site.order(order)
        except NotCarriedOutError:
            return None
        is_made = self._held(stretch) == text and _is_read_back([order])
        return [[order]] if is_made else None


class _Homes:
    """The homes of one stretch, and those they are to be."""

    def __init__(
        self,
        site: Site,
        reported: Reported,
        stretches: tuple[Stretch, Stretch],
        following: str | None,
        ambiguous: Set[str],
    ) -> None:
        def called(home: Home) -> Home:
            if home.phrase not in ambiguous:
                return home
            phrase = beside(home.phrase, have.number, following)
            return msgspec.structs.replace(home, phrase=phrase)

        have, want = stretches
        self._site = site
        self._reported = reported
        self._have = [called(home) for home in have.homes(following)]
        self._want = [called(home) for home in want.homes(following)]
        self._olds = [printed_units(have.blocks, home) for home in self._have]
        self._news = [printed_units(want.blocks, home) for home in self._want]
        self._is_whole = True

    def make(self) -> bool:
        """Make the orders; whether they are to bring out all of the stretch."""
        behind = ""
        for old, new in self._pairs():
            if old is not None and new is not None:
                self._change(old, new)
            elif old is not None:
                self._drop(old)
            elif new is not None:
                self._bring(new, behind)
            if new is not None:
                behind = self._want[new].phrase
        return self._is_whole

    def _pairs(self) -> Sequence[Pair]:
        """Homes that have the same name, and between these those of the same kind."""
        olds, news = ([home.phrase for home in homes] for homes in (self._have, self._want))
        kept = set(olds) & set(news)

        def became(old: int, new: int) -> bool:
            is_free = olds[old] not in kept and news[new] not in kept
            return is_free and self._have[old].kind == self._want[new].kind

        return list(pairs(olds, news, became))

    def _change(self, old: int, new: int) -> None:
        home, goal = self._have[old], self._want[new]
        olds, news = self._olds[old], self._news[new]
        if olds == news:
            return
        if home.kind == "center" or (home.kind == "appendix" and _is_mostly_new(olds, news)):
            self._site.order(ReviseBlocks(BlockPlace(home.phrase), _flat(news)))
        else:
            unit_orders(self._site, home, olds, goal, news)

    def _drop(self, old: int) -> None:
        """Remove a home, where it is reported that it is no more, or it is elsewhere."""
        if self._reported.is_gone(_flat(self._olds[old])):
            self._site.order(RemoveBlocks(BlockPlace(self._have[old].whole)))
        else:
            self._is_whole = False

    def _bring(self, new: int, behind: str) -> None:
        """Add a home, where it is reported that it is new, or it is elsewhere."""
        text = _flat(self._news[new])
        if not self._reported.is_new(text):
            self._is_whole = False
            return
        home = self._want[new]
        is_center = home.kind == "center"
        place, side = BlockPlace(home.whole), None if is_center else "after"
        order = AddBlocks(place, "", side, "" if is_center else behind, text)  # type: ignore[arg-type]
        self._site.order(order)


def _key(stretch: Stretch) -> str | None:
    """What finds a stretch in another edition; that before all sections has no number either."""
    return stretch.number if stretch.tree else ""


def _ambiguous(desk: Desk) -> set[str]:
    """The names that more than one home of an edition has."""
    stretches = desk.stretches.followed()
    counts = Counter(home.phrase for one, next_ in stretches for home in one.homes(next_))
    return {phrase for phrase, count in counts.items() if count > 1}


def _flat(units: Sequence[Printed]) -> Printed:
    return tuple(block for unit in units for block in unit)


def _is_mostly_new(olds: Sequence[Printed], news: Sequence[Printed]) -> bool:
    """Whether most words of an appendix stand in units that it did not have, its heading aside."""
    known = set(olds)
    lengths = [(unit, sum(len(block.text.split()) for block in unit)) for unit in news[1:]]
    changed = [count for unit, count in lengths if unit not in known]
    return len(changed) > 1 and sum(changed) >= _MOSTLY * sum(count for _, count in lengths)


def _grouped(orders: Sequence[BlockOrder]) -> Groups:
    """Orders for the same home together, one that is for all of it by itself."""
    groups: Groups = []
    for order in orders:
        last = groups[-1] if groups and not _is_whole(order) else []
        if last and last[-1].place.home == order.place.home and not _is_whole(last[-1]):
            last.append(order)
        else:
            groups.append([order])
    return groups


def _is_whole(order: BlockOrder) -> bool:
    is_added_inside = isinstance(order, AddBlocks) and order.noun
    return order.place.unit is None and not is_added_inside


def _is_read_back(group: Sequence[BlockOrder]) -> bool:
    written = write_document([Instruction("1", "", tuple(group))], {}, "PART 1")
    read = read_document(written)
    if any(one.unread for one in read):
        return False
    return [order for one in read for order in one.orders] == list(group)
