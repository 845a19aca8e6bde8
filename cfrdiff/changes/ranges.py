"""How much of two texts is compared: what differs, or what a file that breaks off has."""

from __future__ import annotations

import re

from cfrdiff.changes.model import Span
from cfrdiff.changes.thresholds import CUT_SLACK, FAR
from cfrdiff.model import Partial

Spans = tuple[Span, Span]

_WORD = re.compile(r"\S+")


def compared(before: str, after: str, partial: Partial | None) -> Spans:
    """The ranges of two texts to compare; with `partial`, one of them is cut off there."""
    if partial is not None:
        return _common_ranges(before, after, partial)
    if min(len(before), len(after)) > FAR:
        return _changed_ranges(before, after)
    return (0, len(before)), (0, len(after))


def _changed_ranges(before: str, after: str) -> Spans:
    """What differs, and as much around as a name can reach."""
    least = min(len(before), len(after))
    head = _common(before, after, least)
    tail = _common(before[::-1], after[::-1], least - head)
    start = before.rfind(" ", 0, max(0, head - FAR)) + 1
    kept = max(0, tail - FAR)
    while kept and not before[len(before) - kept].isspace():
        kept -= 1
    return (start, len(before) - kept), (start, len(after) - kept)


def _common(one: str, other: str, most: int) -> int:
    """The length of the common beginning of two texts, up to `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_ranges(before: str, after: str, partial: Partial) -> Spans:
    """How much of two texts can be compared where one of them is cut off.

    The shorter is held against as much of the longer as fits it best.
    """
    if partial == "head-missing":
        (a, b), (c, d) = _common_ranges(before[::-1], after[::-1], "tail-missing")
        return (len(before) - b, len(before) - a), (len(after) - d, len(after) - c)
    if len(before) <= len(after):
        return _heads(before, after)
    longer, shorter = _heads(after, before)
    return shorter, longer


def _heads(shorter: str, longer: str) -> Spans:
    words, ends = _words(shorter)
    others, other_ends = _words(longer)
    if _breaks_off(words, others):
        words, ends = words[:-1], ends[:-1]
    if not words:
        return (0, 0), (0, 0)
    best = _fitting(words, others)
    return (0, ends[-1]), (0, other_ends[best - 1] if best else 0)


def _breaks_off(words: list[str], others: list[str]) -> bool:
    """Whether the last word is the beginning of the other's: a file may end inside a word."""
    if not words or len(words) > len(others):
        return False
    last = others[len(words) - 1]
    return words[-1] != last and last.startswith(words[-1])


def _fitting(words: list[str], others: list[str]) -> int:
    """How many of the other words are nearest to the words (fewest word edits)."""
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    slack = len(words) // CUT_SLACK + 1
    sizes = range(max(1, len(words) - slack), min(len(others), len(words) + slack) + 1)
    return min(
        sizes,
        key=lambda n: (Indel.distance(words, others[:n]), abs(n - len(words))),
        default=0,
    )


def _words(text: str) -> tuple[list[str], list[int]]:
    found = [(match.group(), match.end()) for match in _WORD.finditer(text)]
    return [word for word, _ in found], [end for _, end in found]
