"""The rows of two tables, paired in order by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence

# What a pair in order is worth: rows that read the same, and rows of the same head.
SAME_ROW = 2
SAME_HEAD = 1

Named = tuple[str, str]  # a row's text and its head


def chain(olds: Sequence[Named], news: Sequence[Named]) -> list[tuple[int, int]]:
    """Pairs of places, both rising, that are worth most together: a longest common subsequence, in
    which a row of the same head counts half as much as the very same row. The cost grows with the
    product of both lengths, without what is the same at their ends.
    """
    head, tail = same_ends(olds, news)
    middle = _worthiest(olds[head : len(olds) - tail], news[head : len(news) - tail])
    return [
        *((k, k) for k in range(head)),
        *((i + head, j + head) for i, j in middle),
        *((len(olds) - k, len(news) - k) for k in range(tail, 0, -1)),
    ]


def same_ends(olds: Sequence[object], news: Sequence[object]) -> tuple[int, int]:
    """How many items two rows of them both begin and end with."""
    most = min(len(olds), len(news))
    head = next((k for k in range(most) if olds[k] != news[k]), most)
    rest = range(1, most - head + 1)
    tail = next((k - 1 for k in rest if olds[-k] != news[-k]), most - head)
    return head, tail


def _worthiest(olds: Sequence[Named], news: Sequence[Named]) -> list[tuple[int, int]]:
    worth = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        here, below = worth[i], worth[i + 1]
        for j in range(len(news) - 1, -1, -1):
            paired = _worth(olds[i], news[j])
            here[j] = max(below[j], here[j + 1], below[j + 1] + paired if paired else 0)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(olds) and j < len(news):
        paired = _worth(olds[i], news[j])
        if paired and worth[i][j] == worth[i + 1][j + 1] + paired:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif worth[i][j] == worth[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _worth(old: Named, new: Named) -> int:
    if old[0] == new[0]:
        return SAME_ROW
    return SAME_HEAD if old[1] and old[1] == new[1] else 0
