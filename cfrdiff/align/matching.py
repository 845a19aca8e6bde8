"""Pairs the paragraphs of two editions, in rounds from the certain to the likely.

1. The same words, found once in each edition, are the same paragraph wherever they stand.
2. What is very much alike is paired next (rare words find the candidates, an assignment solver
   decides between them).
3. Below a pair, and at the top of sections that correspond, what is left is paired in the order
   of print, between the neighbours that are paired already: so a short paragraph such as
   "(i) The name;" is told by where it stands.
4. What is left may have moved and been revised: alike enough, anywhere.
5. What still bears the same designation under the same paragraph was rewritten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from cfrdiff.align.assignment import Offer, Rivals, assign
from cfrdiff.align.board import Board, Pair, Position, position_of
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.places import Place
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.rising import rising
from cfrdiff.align.sections import corresponding
from cfrdiff.align.thresholds import (
    ALIKE,
    ALIKE_ELSEWHERE,
    BETWEEN,
    BRIEF,
    BRIEF_BETWEEN,
    CANDIDATES,
    DISTINCTIVE,
    ELSEWHERE,
    LEAST_GAIN,
    MOST_SIBLING_PAIRS,
    MOVED,
    NAMED,
    NEVER,
    PER_MISSING_WORD,
    PLACED,
    SAME_WORDS,
    STAYED,
)
from cfrdiff.model import Edition


def match(
    olds: Sequence[Place], news: Sequence[Place], before: Edition, after: Edition
) -> tuple[list[Pair], dict[int, int], Likeness]:
    """Pairs of places, each place in at most one; which section (by its place in the edition)
    became which; and the likeness it was told by.
    """
    board = Board(olds, news)
    if olds and news:
        _take_same_words(board)
        board.set_sections(corresponding(before, after, _votes(board)))
        _take_alike(board, ALIKE, distinctive=True)
        _take_by_children(board)
        _take_between(board)
        _take_by_children(board)
        _take_between(board)
        _take_alike(board, MOVED)
        _take_between(board)
        _take_by_children(board)
        _take_rewritten(board)
    return board.pairs, board.sections, board.likeness


def _take_same_words(board: Board) -> None:
    likeness = board.likeness
    where = {text: j for j, text in enumerate(likeness.news.texts)}
    for i, text in enumerate(likeness.olds.texts):
        if board.old_count[text] != 1 or board.new_count[text] != 1:
            continue
        j = where[text]
        same_section = board.olds[i].section == board.news[j].section
        least = DISTINCTIVE if same_section else ELSEWHERE
        if text.count(" ") + 1 >= least and not likeness.is_cut(i, j):
            board.take(i, j, 1.0)


def _votes(board: Board) -> Counter[tuple[int, int]]:
    """How many words of a section are paired with words of another."""
    votes: Counter[tuple[int, int]] = Counter()
    for pair in board.pairs:
        sections = board.olds[pair.old].section_index, board.news[pair.new].section_index
        votes[sections] += board.likeness.olds.texts[pair.old].count(" ") + 1
    return votes


def _settle(
    board: Board,
    wanted: Sequence[tuple[int, int]],
    gain_of: Callable[[int, int, float], float | None],
) -> None:
    """Take those of the pairs that gain most together, each with how far it is above its rivals.

    `gain_of` says what an older and a newer paragraph of a likeness gain; None where they are
    not alike enough.
    """
    scores: dict[tuple[int, int], float] = {}
    offers: list[Offer] = []
    for (i, j), score in zip(wanted, board.likeness.of(wanted), strict=True):
        gain = gain_of(i, j, score)
        if gain is not None:
            scores[i, j] = score
            offers.append((i, j, gain))
    best = Rivals(offers)
    for i, j, gain in assign(offers):
        board.take(i, j, scores[i, j], min(1.0, gain - best(i, j)))


def _take_alike(board: Board, threshold: float, distinctive: bool = False) -> None:
    """What is alike beyond a threshold, wherever it stands; if told so, only what is long
    enough, and the only one with its words, so that its like is no chance.
    """
    least = DISTINCTIVE if distinctive else 1
    olds = [i for i in board.old_free() if len(board.likeness.olds[i]) >= least]
    news = [j for j in board.new_free() if len(board.likeness.news[j]) >= least]
    if distinctive:
        olds = [i for i in olds if _is_only_one(board, board.likeness.olds.texts[i])]
        news = [j for j in news if _is_only_one(board, board.likeness.news.texts[j])]
    wanted = list(_candidates(board, olds, news))
    _settle(board, wanted, partial(_gain_anywhere, board, threshold))


def _is_only_one(board: Board, text: str) -> bool:
    return board.old_count[text] <= 1 and board.new_count[text] <= 1


def _candidates(
    board: Board, olds: Sequence[int], news: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """For each newer paragraph the older ones of its place, and those it shares rare words with."""
    index = RareWords(board.likeness.olds, olds)
    in_place: dict[Position, list[int]] = defaultdict(list)
    for i in olds:
        in_place[board.position(i)].append(i)
    for j in news:
        near = in_place.get(position_of(board.news[j]), [])[:CANDIDATES]
        like = index.like(board.likeness.news[j], CANDIDATES)
        for i in dict.fromkeys([*near, *like]):
            yield i, j


def _gain_anywhere(board: Board, threshold: float, i: int, j: int, score: float) -> float | None:
    """What a pair gains that may have moved; None where it is not alike enough."""
    if score < STAYED:
        return None
    if board.is_same_place(i, j):
        rank, needed = score + PLACED, threshold
    else:
        rank, needed = board.likeness.grown(i, j, score), _needed(board, i, j, threshold)
    if board.is_same_name(i, j):
        rank += NAMED
    return rank - min(needed, MOVED) + LEAST_GAIN if rank >= needed else None


def _needed(board: Board, i: int, j: int, threshold: float) -> float:
    """The likeness at which a paragraph counts as moved: short ones need more, and more
    still in another section.
    """
    words = board.shorter(i, j)
    if not board.in_corresponding_sections(i, j) and (
        words < ALIKE_ELSEWHERE or board.likeness.is_cut(i, j)
    ):
        return NEVER
    return threshold + max(0, BRIEF - words) * PER_MISSING_WORD


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
        if score >= STAYED:
            board.take(i, j, score)


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
        wanted = [(i, j) for i in gap_olds for j in gap_news]
        gain_of = partial(_gain_between, board, len(wanted) == 1)
        _settle(board, wanted, gain_of)


def _gain_between(board: Board, alone: bool, i: int, j: int, score: float) -> float | None:
    """What a pair between the same neighbours gains; None where it is not alike enough.

    Where the labels are the same, or nothing else stands there, it may have been rewritten.
    """
    labelled = board.is_same_label(i, j)
    if labelled or alone:
        needed = STAYED
    else:
        needed = BETWEEN if board.shorter(i, j) >= BRIEF else BRIEF_BETWEEN
    if score < needed:
        return None
    rank = score
    if labelled:
        rank += PLACED
    if score == 1.0 and board.likeness.olds[i]:
        rank += SAME_WORDS
    if board.is_same_name(i, j):
        rank += NAMED
    return rank


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
    one, other = board.olds[i].paragraph, board.news[j].paragraph
    if one.inferred or other.inferred or one.partial or other.partial:
        return False
    stayed = one.path == other.path and board.olds[i].section == board.news[j].section
    if "[Reserved]" in (one.text, other.text) and not stayed:
        return False  # removed, and its designation kept: nothing moved
    return board.is_same_label(i, j)
