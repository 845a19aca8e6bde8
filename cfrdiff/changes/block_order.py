"""Blocks of one kind and one home, paired in order; and those that moved among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from cfrdiff.align.assignment import Offer, assign
from cfrdiff.align.rising import rising
from cfrdiff.changes.block_board import Board
from cfrdiff.changes.block_entries import (
    heads_comments,
    is_at_home,
    is_designated,
    path_of,
)
from cfrdiff.changes.cells import row_head
from cfrdiff.changes.note_rules import is_of_other_rule
from cfrdiff.changes.row_chain import chain as row_chain
from cfrdiff.changes.row_chain import same_ends
from cfrdiff.changes.thresholds import (
    AT_HOME,
    BLOCKS_ALIKE,
    COMMENTS_ALIKE,
    LONE_BLOCKS_ALIKE,
    MOST_ROW_PAIRS,
    NEARER,
    SAME_ROW_HEAD,
    SAME_TEXT,
)
from cfrdiff.model import Block

# A part has one of each: where both editions have one, it is the same, whatever it says.
_ONE_OF_A_KIND = frozenset(("authority", "source"))


class InOrder:
    """Blocks of one kind in one home, paired in order."""

    def __init__(self, board: Board, olds: list[int], news: list[int]) -> None:
        self._board, self._olds, self._news = board, olds, news
        self._fixed: list[tuple[int, int]] = []
        self._partners: dict[object, object] = {}
        self._partnered: set[object] = set()

    def pair(self) -> None:
        board = self._board
        only = dict(self._only_ones())
        chain = self._rows_in_order() or rising(only.items())
        self._partners = self._voted(chain)
        self._partnered = set(self._partners.values())
        self._fix(pair for pair in chain if self._may_be(*pair))
        for i, j in only.items():
            if board.is_free(i, j) and self._are_partners(i, j):
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

    def _rows_in_order(self) -> list[tuple[int, int]]:
        """Rows of tables in order, by their heads and cells; none where they are too many, or are
        no rows: a row is known by its head first, and values that two rows exchanged have not
        moved.
        """
        olds = [_row(self._board.olds[i]) for i in self._olds]
        news = [_row(self._board.news[j]) for j in self._news]
        left = len(olds) - sum(same_ends(olds, news))
        if not any(head for _, head in news) or left * len(news) > MOST_ROW_PAIRS:
            return []
        return [(self._olds[a], self._news[b]) for a, b in row_chain(olds, news)]

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
        head, tail = same_ends(
            [self._board.olds[i].text for i in olds], [self._board.news[j].text for j in news]
        )
        pairs = list(zip(olds[:head], news[:head], strict=True))
        return pairs + list(zip(olds[len(olds) - tail :], news[len(news) - tail :], strict=True))

    def _pair_alike(self, olds: list[int], news: list[int]) -> None:
        board = self._board
        wanted = self._at_home(olds, news)
        known = set(wanted)
        wanted += [pair for pair in board.candidates(olds, news) if pair not in known]
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
        homes = self._board.old_homes[i], self._board.new_homes[j]
        at_home = AT_HOME if is_at_home(*homes) else 0.0
        if old.text == new.text:
            return 1.0 + SAME_TEXT + at_home
        if is_designated(homes[0]) and is_designated(homes[1]):
            return self._gain_of_comments(i, j, score, at_home)
        head = row_head(old)
        if head and head == row_head(new):
            return score + SAME_ROW_HEAD
        if is_of_other_rule(old, new):
            return None
        # A row is known by its head: another head, and hardly a word the same, is another row.
        if lone and not head and (score >= LONE_BLOCKS_ALIKE or old.kind in _ONE_OF_A_KIND):
            return max(score, LONE_BLOCKS_ALIKE)
        return score + at_home if score >= BLOCKS_ALIKE else None

    def _gain_of_comments(self, i: int, j: int, score: float, at_home: float) -> float | None:
        """The same of paragraphs with a designation: at home, or with words that went with them."""
        words = self._board.likeness.olds[i]
        if at_home:
            is_sure = score >= COMMENTS_ALIKE or heads_comments(self._board.old_homes[i])
            return score + at_home if is_sure else None
        if words == self._board.likeness.news[j]:
            return score + SAME_TEXT if words else None
        return score if score >= BLOCKS_ALIKE else None

    def _at_home(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """The pairs that have the same place in their appendix, if the appendix is one."""
        homes = self._board.old_homes, self._board.new_homes
        places: dict[object, list[int]] = defaultdict(list)
        for i in olds:
            if is_designated(homes[0][i]):
                places[path_of(homes[0][i])].append(i)
        return [
            (i, j) for j in news if is_designated(homes[1][j]) for i in places[path_of(homes[1][j])]
        ]


def _until(members: list[int], start: int, end: int) -> tuple[list[int], int]:
    """The members from one index on that are less than `end`, and the index behind them."""
    stop = start
    while stop < len(members) and members[stop] < end:
        stop += 1
    return members[start:stop], stop


def _row(block: Block) -> tuple[str, str]:
    """The text of a block, and its head where it is a row of a table."""
    return block.text, row_head(block)
