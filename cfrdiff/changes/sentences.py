"""Which sentence of a text became which of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.changes.model import Span
from cfrdiff.language.abbreviations import ends_in_abbreviation

_END = re.compile(r"[.?!][”\"’)]*(?=\s+[“\"(]?[A-Z§])")
# Sentences that have less in common than this are no versions of each other.
_ALIKE = 0.3
# Two sentences made of one, or one of two, must save that much beside one of them alone.
_JOINED = 2.0
_MANY = 60


def split_sentences(text: str) -> list[Span]:
    """Where the sentences of a text stand; every character but white space is in one."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and ends_in_abbreviation(text, match.start() + 1):
            continue
        spans.append((start, match.end()))
        start = match.end()
        while text[start].isspace():
            start += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


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
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    rows, columns = olds[1] - olds[0], news[1] - news[0]
    if rows == columns == 1:
        return [(olds, news)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if i == rows and j == columns:
                continue
            options = []
            if i < rows:
                options.append((best[i + 1][j], (1, 0)))
            if j < columns:
                options.append((best[i][j + 1], (0, 1)))
            for m, n in ((1, 1), (1, 2), (2, 1)):
                if i + m <= rows and j + n <= columns:
                    one = [w for part in old[olds[0] + i : olds[0] + i + m] for w in part]
                    other = [w for part in new[news[0] + j : news[0] + j + n] for w in part]
                    alike = Indel.normalized_similarity(one, other)
                    if alike >= _ALIKE:
                        gain = alike**2 * (len(one) + len(other)) - _JOINED * (m + n - 2)
                        options.append((best[i + m][j + n] + gain, (m, n)))
            best[i][j], step[i, j] = max(options, key=lambda option: option[0])
    pairs: list[tuple[Span, Span]] = []
    i = j = 0
    while (i, j) in step:
        m, n = step[i, j]
        if m and n:
            first, second = olds[0] + i, news[0] + j
            pairs.append(((first, first + m), (second, second + n)))
        i, j = i + m, j + n
    return pairs
