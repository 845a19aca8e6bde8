"""Which sentence of a text became which of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from cfrdiff.changes.model import Span

# Sentences that have less in common than this are no versions of each other.
_ALIKE = 0.3
# Two sentences made of one, or one of two, must save that much beside one of them alone.
_JOINED = 2.0
_MANY = 60
# How many older and newer sentences may be taken together: one alone came or went whole.
_Step = tuple[int, int]
_STEPS: tuple[_Step, ...] = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1))


def pair_sentences(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]
) -> list[tuple[Span, Span]]:
    """Pairs of runs of sentences, given as their words: (old first, end), (new first, end).

    Runs are one sentence long, or two where one was made of two or two of one. In order, none in
    two pairs. Sentences in no pair came or went whole.
    """
    head = 0
    while head < min(len(old), len(new)) and list(old[head]) == list(new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and list(old[-1 - tail]) == list(new[-1 - tail]):
        tail += 1
    pairs = [((k, k + 1), (k, k + 1)) for k in range(head)]
    a, b = len(old) - tail, len(new) - tail
    if a - head > _MANY or b - head > _MANY:
        pairs.append(((head, a), (head, b)))  # too many to weigh each against each
    else:
        pairs += _best(old, new, (head, a), (head, b))
    pairs += [((a + k, a + k + 1), (b + k, b + k + 1)) for k in range(tail)]
    return pairs


def _best(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], olds: Span, news: Span
) -> list[tuple[Span, Span]]:
    """The pairs of two stretches of sentences that have most words in common."""
    if olds[1] - olds[0] == news[1] - news[0] == 1:
        return [(olds, news)]
    steps = _best_steps(old[slice(*olds)], new[slice(*news)])
    pairs: list[tuple[Span, Span]] = []
    i, j = olds[0], news[0]
    for m, n in steps:
        if m and n:
            pairs.append(((i, i + m), (j, j + n)))
        i, j = i + m, j + n
    return pairs


def _best_steps(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[_Step]:
    """How many older and newer sentences to take together, from the first to the last, so that
    the gains of all are most (dynamic programming, from the end).
    """
    best = {(len(old), len(new)): 0.0}
    step: dict[tuple[int, int], _Step] = {}
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            options = [
                (best[i + m, j + n] + gain, (m, n))
                for m, n in _STEPS
                if (i + m, j + n) in best
                and (gain := _gain(old[i : i + m], new[j : j + n])) is not None
            ]
            if options:
                best[i, j], step[i, j] = max(options, key=lambda option: option[0])
    i = j = 0
    while (i, j) in step:
        m, n = step[i, j]
        yield m, n
        i, j = i + m, j + n


def _gain(olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]]) -> float | None:
    """What it gains to pair runs of sentences; None where they are not alike enough."""
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    if not olds or not news:
        return 0.0
    one, other = list(chain.from_iterable(olds)), list(chain.from_iterable(news))
    alike = Indel.normalized_similarity(one, other)
    if alike < _ALIKE:
        return None
    return alike**2 * (len(one) + len(other)) - _JOINED * (len(olds) + len(news) - 2)
