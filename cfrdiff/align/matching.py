"""Pairs the paragraphs of two editions, in rounds from the certain to the likely.

1. Where the words of each section went says which section became which.
2. What has the same words in the same place stayed there.
3. The rest of a section is paired as one problem (`in_section`); below a pair, and at the top of
   the section, what is left is paired in the order of print, between the neighbours that are
   paired already: so a short paragraph such as "(i) The name;" is told by where it stands.
4. What no section explains by itself may have moved from another (`across`).
5. What still bears the same designation under the same paragraph was rewritten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from cfrdiff.align.across import agree_with_sections, take_across
from cfrdiff.align.board import Board, Pair
from cfrdiff.align.in_context import take_best
from cfrdiff.align.in_section import take_at_home, take_in_sections
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.parts import Parts
from cfrdiff.align.places import Place
from cfrdiff.align.rising import rising
from cfrdiff.align.sections import corresponding
from cfrdiff.align.thresholds import (
    ALIKE,
    BETWEEN,
    BRIEF,
    BRIEF_BETWEEN,
    DISTINCTIVE,
    MOST_SIBLING_PAIRS,
    MOVED,
    NAMED,
    PLACED,
    RESERVED_TEXT,
    SAME_WORDS,
    STAYED,
)
from cfrdiff.align.votes import count_votes
from cfrdiff.model import Edition


def match(
    olds: Sequence[Place], news: Sequence[Place], before: Edition, after: Edition
) -> tuple[list[Pair], dict[int, int], Likeness]:
    """Pairs of places, each place in at most one; which section (by its place in the edition)
    became which; and the likeness it was told by.
    """
    board = Board(olds, news)
    if olds and news:
        words = count_votes(board)
        parts = Parts(before, after, words)
        board.set_sections(corresponding(before, after, words, parts))
        take_at_home(board)
        _take_within(board, ALIKE, DISTINCTIVE)
        _take_within(board, MOVED)
        settled = len(board.pairs)
        take_across(board, words, parts)
        agree_with_sections(board)
        if len(board.pairs) != settled:
            _take_within(board, MOVED)
        _take_rewritten(board)
        agree_with_sections(board)
    return board.pairs, board.sections, board.likeness


def _take_within(board: Board, threshold: float, least: int = 1) -> None:
    """What is alike in sections that correspond, and what that says of parents and children."""
    take_in_sections(board, threshold, least)
    _take_by_children(board)
    _take_between(board)
    _take_by_children(board)
    _take_between(board)


def _take_by_children(board: Board) -> None:
    """A paragraph whose children went under another went there itself, if its own words do
    not say otherwise: so a bare ``(3)`` is told by what stands under it.
    """
    for i in reversed(board.old_free()):
        j = _where_children_went(board, i)
        if j is None or j in board.old_of:
            continue
        bare = not board.likeness.olds[i] and not board.likeness.news[j]
        score = 1.0 if bare else board.likeness.one(i, j)
        if score >= _needed_of_parents(board, i, j):
            board.take(i, j, score)


def _needed_of_parents(board: Board, i: int, j: int) -> float:
    """How alike the parents of the same children must be: a heading alone says little."""
    if not board.in_corresponding_sections(i, j):
        return MOVED
    has_text = board.olds[i].paragraph.text and board.news[j].paragraph.text
    return STAYED if has_text else 0.0


def _where_children_went(board: Board, i: int) -> int | None:
    """The newer paragraph under which at least half of an older one's children stand."""
    kids = board.below_old(i)
    went = Counter(board.news[board.new_of[kid]].parent for kid in kids if kid in board.new_of)
    for j, count in went.most_common(1):
        if 2 * count >= len(kids):
            return j
    return None


def _take_between(board: Board) -> None:
    """What stands under paired paragraphs, from the top down, between paired neighbours."""
    for olds, news in board.siblings():
        _take_siblings(board, olds, news)


def _take_siblings(board: Board, olds: Sequence[int], news: Sequence[int]) -> None:
    for gap_olds, gap_news in _gaps(board, olds, news):
        if len(gap_olds) * len(gap_news) > MOST_SIBLING_PAIRS:
            continue
        empty = _empty_elsewhere(board, gap_olds, gap_news)
        wanted = [(i, j) for i in gap_olds for j in gap_news if (i, j) not in empty]
        scores = board.likeness.of(wanted)
        near = [(i, j, score) for (i, j), score in zip(wanted, scores, strict=True)]
        take_best(board, near, partial(_gain_between, board, len(wanted) == 1))


def _gain_between(board: Board, alone: bool, i: int, j: int, score: float) -> float | None:
    """What a pair between the same neighbours gains; None where it is not alike enough.

    Where the labels are the same, or nothing else stands there, it may have been rewritten, if its
    own words wait nowhere else.
    """
    labelled = board.is_same_label(i, j)
    if labelled or alone or board.is_same_definition(i, j):
        needed = STAYED
    else:
        needed = BETWEEN if board.shorter(i, j) >= BRIEF else BRIEF_BETWEEN
    if score < needed or (score < BETWEEN and board.are_words_free(i, j)):
        return None
    rank = score
    if labelled:
        rank += PLACED
    if score == 1.0 and board.likeness.olds[i]:
        rank += SAME_WORDS
    if board.is_same_name(i, j):
        rank += NAMED
    return rank


def _empty_elsewhere(
    board: Board, olds: Sequence[int], news: Sequence[int]
) -> set[tuple[int, int]]:
    """The pairs of "[Reserved]" under other labels, where both sides have several: nothing tells
    which of them moved, so each keeps its place.
    """
    old_empty = [i for i in olds if board.likeness.olds.texts[i] == RESERVED_TEXT]
    new_empty = [j for j in news if board.likeness.news.texts[j] == RESERVED_TEXT]
    if min(len(old_empty), len(new_empty)) < 2:
        return set()
    return {(i, j) for i in old_empty for j in new_empty if not board.is_same_label(i, j)}


def _gaps(
    board: Board, olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The free siblings between two neighbours that are paired in the order of print."""
    if all(i in board.new_of for i in olds) or all(j in board.old_of for j in news):
        return
    last_old = last_new = -1
    for a, b in [*_fixed_points(board, olds, news), (len(olds), len(news))]:
        gap_olds = [i for i in olds[last_old + 1 : a] if i not in board.new_of]
        gap_news = [j for j in news[last_new + 1 : b] if j not in board.old_of]
        if gap_olds and gap_news:
            yield gap_olds, gap_news
        last_old, last_new = a, b


def _fixed_points(board: Board, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
    """Siblings that are paired in the order of print, by their places in the two lists."""
    ordinal = {j: b for b, j in enumerate(news)}
    partners = [(a, ordinal.get(board.new_of.get(i, -1))) for a, i in enumerate(olds)]
    return rising([(a, b) for a, b in partners if b is not None])


def _take_rewritten(board: Board) -> None:
    """What is left and bears the same designation was rewritten, not replaced."""
    for olds, news in board.siblings():
        free = [j for j in news if j not in board.old_of]
        for i in olds:
            if i in board.new_of:
                continue
            j = next((j for j in free if _is_rewritten(board, i, j)), None)
            if j is not None:
                free.remove(j)
                board.take(i, j, board.likeness.one(i, j))
                _take_siblings(board, board.below_old(i), board.below_new(j))


def _is_rewritten(board: Board, i: int, j: int) -> bool:
    if board.is_same_definition(i, j):
        return True
    one, other = board.olds[i].paragraph, board.news[j].paragraph
    if one.inferred or other.inferred or one.partial or other.partial:
        return False
    stayed = one.path == other.path and board.olds[i].section == board.news[j].section
    if RESERVED_TEXT in (one.text, other.text) and not stayed:
        return False  # removed, and its designation kept: nothing moved
    # At the top of a section that got another number, the label alone tells nothing.
    told = board.olds[i].section == board.news[j].section or board.olds[i].parent is not None
    return board.is_same_label(i, j) and (told or board.likeness.one(i, j) >= STAYED)
