"""What makes an ordinal of a figure, and whether "second" is one or a length of time."""

from __future__ import annotations

import re

from cfrdiff.language.units import stop_words, unit_at

# GPO prints 2d and 3d as well (Style Manual, 12.10).
_ENDING = re.compile(r"(?:st|nd|rd|th|(?<=[23])d(?= [a-z]))(?!\w)")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\s$")
_WORD_BEHIND = re.compile(r"[-\s]([A-Za-z]+)")
_LONGEST_WORD = 16
# Behind one of these both may be meant.
_OF_EACH = frozenset(("each", "every", "any", "one", "per"))
_NO_NOUN = re.compile(r"(?:ed|ing|ly)$")


def end_of_ordinal(text: str, at: int) -> int | None:
    """Where the letters end that stand at `at` and make an ordinal of the figure before them."""
    ending = _ENDING.match(text, at)
    return ending.end() if ending else None


def second_orders(text: str, start: int, end: int) -> bool:
    """Whether the word "second" counts in order and is no length of time: "the second copy", "each
    second year", not "each second of the test"; where either may be meant, no.
    """
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    if before and before[1].lower() in _OF_EACH:
        return before[1].lower() != "per" and unit_at(text, end) is not None
    behind = _WORD_BEHIND.match(text, end)
    if behind is None:
        return False
    return behind[1].lower() not in stop_words() and not _NO_NOUN.search(behind[1])
