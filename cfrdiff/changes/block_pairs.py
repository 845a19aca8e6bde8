"""Which block of the older edition became which of the newer.

Blocks of one kind and one home are paired in order: first those whose text no other has, then
what is the same or alike between them. What is left may have moved within its table or appendix,
and what belongs to no section may stand before the same section, though another precedes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from cfrdiff.align.assignment import Offer, assign
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.rising import rising
from cfrdiff.changes.block_homes import HEADINGS, Home
from cfrdiff.changes.cells import row_head
from cfrdiff.changes.thresholds import (
    BLOCKS_ALIKE,
    BLOCKS_MOVED,
    CANDIDATE_BLOCKS,
    LONE_BLOCKS_ALIKE,
    MOST_BLOCK_PAIRS,
    MOVED_WORDS,
    NEARER,
    SAME_ROW_HEAD,
    SAME_TEXT,
)
from cfrdiff.model import Block, Paragraph

# A part has one of each: where both editions have one, it is the same, whatever it says.
_ONE_OF_A_KIND = frozenset(("authority", "source"))

_Key = tuple[object, ...]
Pairs = dict[int, int]


class BlockPairs(msgspec.Struct, frozen=True):
    """Places of older blocks by those of the newer ones they became; `moved` are the newer places
    of those that stand elsewhere now.
    """

    pairs: Pairs
    moved: frozenset[int]


def pair_blocks(
    olds: Sequence[Block],
    news: Sequence[Block],
    homes: tuple[Sequence[Home], Sequence[Home]],
    compared: frozenset[str],
) -> BlockPairs:
    """Pair the blocks of two editions; of kinds that are not `compared`, only what is the same."""
    board = _Board(olds, news, *homes)
    board.pair_same(lambda block, _: None if block.kind in compared else (block.kind, block.text))
    board.pair_in_order(lambda block, home: _by_owner(block, home, compared))
    board.pair_in_order(lambda block, home: _by_next_section(block, home, compared))
    board.pair_headings()
    return BlockPairs(board.pairs, frozenset(board.moved))


def _by_owner(block: Block, home: Home, compared: frozenset[str]) -> _Key | None:
    return (block.kind, home.owner) if block.kind in compared else None


def _by_next_section(block: Block, home: Home, compared: frozenset[str]) -> _Key | None:
    loose = block.kind in HEADINGS or home.owner[0] == "division"
    return (block.kind, home.before) if loose and block.kind in compared else None


class _Board:
    """What is paired so far."""

    def __init__(
        self,
        olds: Sequence[Block],
        news: Sequence[Block],
        old_homes: Sequence[Home],
        new_homes: Sequence[Home],
    ) -> None:
        self.olds, self.news = olds, news
        self.old_homes, self.new_homes = old_homes, new_homes
        self.pairs: Pairs = {}
        self.moved: set[int] = set()
        self._taken: set[int] = set()

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(*([_as_paragraph(one) for one in side] for side in (self.olds, self.news)))

    def take(self, i: int, j: int) -> None:
        self.pairs[j] = i
        self._taken.add(i)

    def free(self, olds: Iterable[int], news: Iterable[int]) -> tuple[list[int], list[int]]:
        return [i for i in olds if i not in self._taken], [j for j in news if j not in self.pairs]

    def same(self, i: int, j: int) -> bool:
        return self.olds[i].text == self.news[j].text

    def pair_same(self, key: Callable[[Block, Home], _Key | None]) -> None:
        """Pair blocks of one key in the order they stand in."""
        for olds, news in self._by(key):
            for i, j in zip(olds, news, strict=False):
                self.take(i, j)

    def pair_in_order(self, key: Callable[[Block, Home], _Key | None]) -> None:
        """Pair the blocks of each key in order, then those that moved among them."""
        for olds, news in self._by(key):
            _InOrder(self, olds, news).pair()

    def pair_headings(self) -> None:
        """Headings that stand between other sections now: the same words, or much alike."""
        olds, news = self.free(
            [i for i, one in enumerate(self.olds) if one.kind in HEADINGS],
            [j for j, one in enumerate(self.news) if one.kind in HEADINGS],
        )
        self.pair_moved(olds, news, lambda i, j: self.olds[i].kind == self.news[j].kind)

    def pair_moved(
        self, olds: list[int], news: list[int], may_be: Callable[[int, int], bool]
    ) -> None:
        """Pair what is left and moved: the same text first, then what is much alike."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for i in olds:
            waiting[self.olds[i].text].append(i)
        for j in news:
            same = waiting[self.news[j].text]
            old = next((i for i in same if may_be(i, j)), None)
            if old is not None:
                same.remove(old)
                self.take(old, j)
                self.moved.add(j)
        left, right = self.free(olds, news)
        left = [i for i in left if len(self.likeness.olds[i]) >= MOVED_WORDS]
        right = [j for j in right if len(self.likeness.news[j]) >= MOVED_WORDS]
        wanted = [pair for pair in self.candidates(left, right) if may_be(*pair)]
        scores = zip(wanted, self.likeness.of(wanted), strict=True)
        for i, j, _ in assign([(i, j, s) for (i, j), s in scores if s >= BLOCKS_MOVED]):
            self.take(i, j)
            self.moved.add(j)

    def candidates(self, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
        """Which pairs are worth weighing: all of few, those that share rare words of many."""
        if len(olds) * len(news) <= MOST_BLOCK_PAIRS:
            return [(i, j) for i in olds for j in news]
        words = RareWords(self.likeness.olds, olds)
        keys = self.likeness.news
        return [(i, j) for j in news for i in words.like(keys[j], CANDIDATE_BLOCKS)]

    def _by(
        self, key: Callable[[Block, Home], _Key | None]
    ) -> Iterator[tuple[list[int], list[int]]]:
        found: dict[_Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        free = self.free(range(len(self.olds)), range(len(self.news)))
        for side, blocks, homes in ((0, self.olds, self.old_homes), (1, self.news, self.new_homes)):
            for k in free[side]:
                named = key(blocks[k], homes[k])
                if named is not None:
                    found[named][side].append(k)
        yield from (pair for pair in found.values() if all(pair))


class _InOrder:
    """Blocks of one kind in one home, paired in order."""

    def __init__(self, board: _Board, olds: list[int], news: list[int]) -> None:
        self._board, self._olds, self._news = board, olds, news
        self._fixed: list[tuple[int, int]] = []
        self._partners: dict[object, object] = {}
        self._partnered: set[object] = set()

    def pair(self) -> None:
        board = self._board
        only = dict(self._only_ones())
        chain = rising(only.items())
        self._partners = self._voted(chain)
        self._partnered = set(self._partners.values())
        self._fix(pair for pair in chain if self._may_be(*pair))
        for i, j in only.items():
            if j not in board.pairs and self._are_partners(i, j):
                board.take(i, j)
                board.moved.add(j)
        ends = [pair for gap in self._gaps() for pair in self._same_ends(*gap)]
        self._fix(pair for pair in ends if self._may_be(*pair))
        for olds, news in list(self._gaps()):
            self._pair_alike(olds, news)
        board.pair_moved(*board.free(self._olds, self._news), self._are_partners)

    def _fix(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            self._board.take(i, j)
            self._fixed.append((i, j))
        self._fixed.sort()

    def _only_ones(self) -> Iterator[tuple[int, int]]:
        """Pairs of the same text that stands once in either."""
        olds = Counter(self._board.olds[i].text for i in self._olds)
        news = Counter(self._board.news[j].text for j in self._news)
        at = {self._board.news[j].text: j for j in self._news}
        for i in self._olds:
            text = self._board.olds[i].text
            if olds[text] == news[text] == 1:
                yield i, at[text]

    def _voted(self, pairs: Iterable[tuple[int, int]]) -> dict[object, object]:
        """Which table or appendix of the older edition is which of the newer."""
        homes = self._board.old_homes, self._board.new_homes
        votes = Counter((homes[0][i].group, homes[1][j].group) for i, j in pairs)
        found: dict[object, object] = {}
        taken: set[object] = set()
        for (old, new), _ in votes.most_common():
            if old not in found and new not in taken:
                found[old] = new
                taken.add(new)
        return found

    def _are_partners(self, i: int, j: int) -> bool:
        """Whether two blocks stand in one table, appendix or section."""
        old, new = self._board.old_homes[i].group, self._board.new_homes[j].group
        return self._partners.get(old, old if old[0] == "section" else None) == new

    def _may_be(self, i: int, j: int) -> bool:
        """The same where of neither table or appendix it is known which it is in the other."""
        old, new = self._board.old_homes[i].group, self._board.new_homes[j].group
        if old in self._partners or new in self._partnered:
            return self._are_partners(i, j)
        return True

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not paired between neighbours that are, in both."""
        ends = (self._olds[-1] + 1, self._news[-1] + 1)
        left, right = self._board.free(self._olds, self._news)
        a = b = 0
        for i, j in (*self._fixed, ends):
            olds, a = _until(left, a, i)
            news, b = _until(right, b, j)
            if olds and news:
                yield olds, news

    def _same_ends(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """The pairs of the same text with which a gap begins and ends."""
        board = self._board
        most = min(len(olds), len(news))
        head = next((n for n in range(most) if not board.same(olds[n], news[n])), most)
        rest = range(1, most - head + 1)
        tail = next((n - 1 for n in rest if not board.same(olds[-n], news[-n])), most - head)
        pairs = list(zip(olds[:head], news[:head], strict=True))
        return pairs + list(zip(olds[len(olds) - tail :], news[len(news) - tail :], strict=True))

    def _pair_alike(self, olds: list[int], news: list[int]) -> None:
        board = self._board
        wanted = board.candidates(olds, news)
        lone = len(olds) == len(news) == 1
        offers: list[Offer] = []
        for (i, j), score in zip(wanted, board.likeness.of(wanted), strict=True):
            gain = self._gain(i, j, score, lone)
            if gain is not None:
                away = abs((i - olds[0]) / len(olds) - (j - news[0]) / len(news))
                offers.append((i, j, gain + NEARER * max(0.0, 1 - away)))
        pairs = [(i, j) for i, j, _ in assign(offers)]
        in_order = set(rising(pairs))
        for i, j in pairs:
            if (i, j) in in_order or self._are_partners(i, j):
                board.take(i, j)
            if (i, j) not in in_order and j in board.pairs:
                board.moved.add(j)

    def _gain(self, i: int, j: int, score: float, lone: bool) -> float | None:
        """What a pair gains; None where it is no pair."""
        if not self._may_be(i, j):
            return None
        old, new = self._board.olds[i], self._board.news[j]
        if old.text == new.text:
            return 1.0 + SAME_TEXT
        head = row_head(old)
        if head and head == row_head(new):
            return score + SAME_ROW_HEAD
        if lone and (score >= LONE_BLOCKS_ALIKE or old.kind in _ONE_OF_A_KIND):
            return max(score, LONE_BLOCKS_ALIKE)
        return score if score >= BLOCKS_ALIKE else None


def _until(members: list[int], start: int, end: int) -> tuple[list[int], int]:
    """The members from one index on that are less than `end`, and the index behind them."""
    stop = start
    while stop < len(members) and members[stop] < end:
        stop += 1
    return members[start:stop], stop


def _as_paragraph(block: Block) -> Paragraph:
    """A block's words as `Likeness` takes them."""
    return Paragraph("", (), None, block.text)
