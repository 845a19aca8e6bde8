"""The blocks of two editions, and which are paired so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from cfrdiff.align.assignment import assign
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.rare_words import RareWords
from cfrdiff.changes.block_entries import words_of
from cfrdiff.changes.block_homes import HEADINGS, Home, Owner
from cfrdiff.changes.note_rules import is_of_other_rule
from cfrdiff.changes.thresholds import (
    BLOCKS_MOVED,
    CANDIDATE_BLOCKS,
    MOST_BLOCK_PAIRS,
    MOVED_WORDS,
)
from cfrdiff.model import Block, Paragraph

Key = tuple[object, ...]


class Board:
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
        self.pairs: dict[int, int] = {}
        self.moved: set[int] = set()
        self._taken: set[int] = set()

    @cached_property
    def likeness(self) -> Likeness:
        sides = (self.olds, self.old_homes), (self.news, self.new_homes)
        return Likeness(
            *([_as_paragraph(*one) for one in zip(*side, strict=True)] for side in sides)
        )

    def take(self, i: int, j: int) -> None:
        self.pairs[j] = i
        self._taken.add(i)

    def free(self, olds: Iterable[int], news: Iterable[int]) -> tuple[list[int], list[int]]:
        return [i for i in olds if i not in self._taken], [j for j in news if j not in self.pairs]

    def is_free(self, i: int, j: int) -> bool:
        return i not in self._taken and j not in self.pairs

    def pair_same(self, key: Callable[[Block, Home], Key | None]) -> None:
        """Pair blocks of one key in the order they stand in."""
        for olds, news in self.by(key):
            for i, j in zip(olds, news, strict=False):
                self.take(i, j)

    def rename_owners(self, became: Mapping[Owner, Owner]) -> None:
        """Say which section, appendix or division of the older edition is which of the newer."""
        self.old_homes = [
            msgspec.structs.replace(one, owner=became.get(one.owner, one.owner))
            for one in self.old_homes
        ]

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
        wanted = [
            (i, j)
            for i, j in self.candidates(left, right)
            if may_be(i, j) and not is_of_other_rule(self.olds[i], self.news[j])
        ]
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

    def by(self, key: Callable[[Block, Home], Key | None]) -> Iterator[tuple[list[int], list[int]]]:
        """What is left of both editions, by a key; not what only one has, or has no key."""
        found: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        free = self.free(range(len(self.olds)), range(len(self.news)))
        for side, blocks, homes in ((0, self.olds, self.old_homes), (1, self.news, self.new_homes)):
            for k in free[side]:
                named = key(blocks[k], homes[k])
                if named is not None:
                    found[named][side].append(k)
        yield from (pair for pair in found.values() if all(pair))


def _as_paragraph(block: Block, home: Home) -> Paragraph:
    """A block's words as `Likeness` takes them: a comment's without its number."""
    return Paragraph("", (), None, words_of(home.entry) if home.entry else block.text)
