"""Where the words of each section went, before any paragraph is paired."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.align.board import Board
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.thresholds import ALIKE, CANDIDATES, DISTINCTIVE, ELSEWHERE, HOME, STAYED

# By the places of two sections in their editions.
Words = Counter[tuple[int, int]]


class Likely(msgspec.Struct, frozen=True, gc=False):
    """An older and a newer paragraph that are alike, wherever they stand."""

    old: int
    new: int
    score: float


def count_votes(board: Board) -> Words:
    """How many words of one section stand in another (by their places in the editions): those of
    paragraphs that are the same, or most alike, in both.

    Only what is long enough to be no chance counts, and of paragraphs with the same words only one
    that each edition has once.
    """
    same = list(_same(board))
    olds, news = {one.old for one in same}, {one.new for one in same}
    alike = _alike(board, olds, news)
    words: Words = Counter()
    long = [one for one in same if _is_long(board, one)]
    for one in [*long, *_best(board, alike)]:
        sections = board.olds[one.old].section_index, board.news[one.new].section_index
        count = board.likeness.olds.texts[one.old].count(" ") + 1
        words[sections] += round(one.score * count)
    return words


def _same(board: Board) -> Iterator[Likely]:
    """Paragraphs with the same words, found once in each edition."""
    likeness = board.likeness
    where = {text: j for j, text in enumerate(likeness.news.texts)}
    for i, text in enumerate(likeness.olds.texts):
        if board.old_count[text] == board.new_count[text] == 1:
            j = where[text]
            if not likeness.is_cut(i, j):
                yield Likely(i, j, 1.0)


def _is_long(board: Board, one: Likely) -> bool:
    same_section = board.olds[one.old].section == board.news[one.new].section
    least = DISTINCTIVE if same_section else ELSEWHERE
    return board.likeness.olds.texts[one.old].count(" ") + 1 >= least


def _alike(board: Board, same_olds: set[int], same_news: set[int]) -> list[Likely]:
    """Other paragraphs that share rare words or bear the same number and designation."""
    likeness = board.likeness
    olds = [
        i
        for i in range(len(board.olds))
        if i not in same_olds
        and board.old_count[likeness.olds.texts[i]] == 1
        and len(likeness.olds[i]) >= DISTINCTIVE
    ]
    index = RareWords(likeness.olds, olds)
    at: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i in olds:
        at[board.olds[i].section, board.olds[i].paragraph.designation].append(i)
    wanted: list[tuple[int, int]] = []
    for j, place in enumerate(board.news):
        if j in same_news or board.new_count[likeness.news.texts[j]] != 1:
            continue
        if len(likeness.news[j]) >= DISTINCTIVE:
            near = at.get((place.section, place.paragraph.designation), [])[:CANDIDATES]
            like = index.like(likeness.news[j], CANDIDATES)
            wanted += [(i, j) for i in dict.fromkeys([*near, *like])]
    scores = likeness.of(wanted)
    return [Likely(i, j, s) for (i, j), s in zip(wanted, scores, strict=True) if s >= STAYED]


def _best(board: Board, alike: Sequence[Likely]) -> list[Likely]:
    """For each newer paragraph the older one that is most like it, in its own section first."""
    best: dict[int, tuple[float, Likely]] = {}
    for one in alike:
        if one.score >= ALIKE:
            own = board.olds[one.old].section == board.news[one.new].section
            rank = one.score + HOME * own
            if one.new not in best or rank > best[one.new][0]:
                best[one.new] = (rank, one)
    return [one for _, one in best.values()]
