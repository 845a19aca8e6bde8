"""Pairs the paragraphs of sections that correspond: all of a section at once.

What a pair is worth is told by its words and by where it stands: its designation, what it stands
under, what stands under it and beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from cfrdiff.align.board import Board, Position, position_of
from cfrdiff.align.in_context import around, take_best
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.thresholds import (
    BRIEF,
    CANDIDATES,
    DISTINCTIVE,
    LEAST_GAIN,
    MOST_SECTION_PAIRS,
    MOVED,
    NAMED,
    PER_MISSING_WORD,
    PLACED,
    RESERVED_TEXT,
    SAME_WORDS,
    STAYED,
)


def take_at_home(board: Board) -> None:
    """What has the same words in the same place: words that its section has once, or under
    something that stayed itself.
    """
    likeness = board.likeness
    old_count = Counter((p.section_index, likeness.olds.texts[p.index]) for p in board.olds)
    new_count = Counter((p.section_index, likeness.news.texts[p.index]) for p in board.news)
    for i, text in enumerate(likeness.olds.texts):
        j = board.home(i)
        if j is None or likeness.news.texts[j] != text or likeness.is_cut(i, j):
            continue
        once = old_count[board.olds[i].section_index, text] == 1 and (
            new_count[board.news[j].section_index, text] == 1
        )
        sure = (once or board.olds[i].parent in board.new_of) and text.count(" ") + 1 >= DISTINCTIVE
        if sure and board.is_same_place(i, j):
            board.take(i, j, 1.0)


def take_in_sections(board: Board, threshold: float, least: int = 1) -> None:
    """What is alike beyond a threshold and has at least so many words, in sections that are one."""
    wanted = list(_candidates(board, least))
    scores = board.likeness.of(wanted)
    near = [(i, j, s) for (i, j), s in zip(wanted, scores, strict=True) if s >= STAYED]
    take_best(board, near, partial(_gain, board, threshold))


def _candidates(board: Board, least: int) -> Iterator[tuple[int, int]]:
    """The pairs of free paragraphs with so many words, of each section and the one it became: all
    of them, or of a long section those of one place and those that share rare words.
    """
    olds, news = _by_section(board, least)
    for old_section, new_section in board.sections.items():
        row, column = olds.get(old_section, []), news.get(new_section, [])
        if least > 1:
            row, column = _without_twins(board, row, column)
        if len(row) * len(column) <= MOST_SECTION_PAIRS:
            yield from ((i, j) for i in row for j in column)
        else:
            yield from _likely(board, row, column)


def _by_section(board: Board, least: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    likeness = board.likeness
    olds: dict[int, list[int]] = {}
    news: dict[int, list[int]] = {}
    for i in board.old_free():
        if likeness.olds.texts[i].count(" ") + 1 >= least and likeness.olds.texts[i]:
            olds.setdefault(board.olds[i].section_index, []).append(i)
    for j in board.new_free():
        if likeness.news.texts[j].count(" ") + 1 >= least and likeness.news.texts[j]:
            news.setdefault(board.news[j].section_index, []).append(j)
    return olds, news


def _without_twins(board: Board, olds: list[int], news: list[int]) -> tuple[list[int], list[int]]:
    """Paragraphs without those whose words the one section has more often than the other: which of
    them went or came is told by what they stand under, when that is known.
    """
    old_count = Counter(board.likeness.olds.texts[i] for i in olds)
    new_count = Counter(board.likeness.news.texts[j] for j in news)
    twins = {
        text
        for text, count in (old_count | new_count).items()
        if count > 1 and old_count[text] != new_count[text]
    }
    if not twins:
        return olds, news
    return (
        [i for i in olds if board.likeness.olds.texts[i] not in twins],
        [j for j in news if board.likeness.news.texts[j] not in twins],
    )


def _likely(board: Board, olds: list[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
    index = RareWords(board.likeness.olds, olds)
    at: dict[Position, list[int]] = {}
    for i in olds:
        at.setdefault(board.position(i), []).append(i)
    for j in news:
        near = at.get(position_of(board.news[j]), [])[:CANDIDATES]
        like = index.like(board.likeness.news[j], CANDIDATES)
        yield from ((i, j) for i in dict.fromkeys([*near, *like]))


def _gain(board: Board, threshold: float, i: int, j: int, score: float) -> float | None:
    """What a pair gains by its words and by what is known around it; None where it is not alike
    enough.
    """
    if board.is_same_place(i, j):
        rank, needed = score + PLACED, threshold
    elif board.likeness.olds.texts[i] == RESERVED_TEXT:
        return None  # there is nothing that moved
    else:
        rank, needed = board.likeness.grown(i, j, score), _needed(board, i, j, threshold)
        if board.is_same_definition(i, j):
            needed = STAYED
    if board.is_same_name(i, j):
        rank += NAMED
    if rank < needed:
        return None
    rank += around(board, i, j)
    if score == 1.0:
        rank += SAME_WORDS
    return max(rank - min(needed, MOVED), 0.0) + LEAST_GAIN


def _needed(board: Board, i: int, j: int, threshold: float) -> float:
    """The likeness at which a paragraph counts as moved in its section: a short one needs more."""
    return threshold + max(0, BRIEF - board.shorter(i, j)) * PER_MISSING_WORD
