"""The English word list: how usual a word is."""

from __future__ import annotations

import functools
import math

from cfrdiff.text.thresholds import CHANCE, COMMON, SHORT_STEM, USUAL


@functools.cache
def _word_list() -> dict[str, int]:
    from spellchecker import SpellChecker  # slow to load, and needed by broken words only

    return dict(SpellChecker(language="en").word_frequency.dictionary)


@functools.cache
def _list_total() -> int:
    return sum(_word_list().values())


def frequency(word: str) -> int:
    """How often pyspellchecker's English list counts the word, or what it is a plural or a
    possessive of; 0 where it has neither.
    """
    lower = word.lower().removesuffix("’s").removesuffix("'s")
    plural = lower.endswith("s") and len(lower) > 4
    return _word_list().get(lower, 0) or (_word_list().get(lower[:-1], 0) if plural else 0)


def in_word_list(word: str) -> bool:
    """Whether the English list has the word, or what it is a plural or a possessive of."""
    return frequency(word) > 0


def is_listed_piece(piece: str) -> bool:
    """Whether a piece of a word is a word of the list; one of two letters must be common."""
    return frequency(piece) >= COMMON if len(piece) == 2 else in_word_list(piece)


_ENDINGS = ("ing", "ed", "er", "ers", "ly", "able", "ment", "ness")


def is_derived(word: str) -> bool:
    """Whether a word is made from one in the list by an ending: "bulkheading"."""
    stems = (word[: -len(end)] for end in _ENDINGS if word.endswith(end))
    return any(len(stem) > SHORT_STEM and in_word_list(stem) for stem in stems)


def is_chance(first: str, second: str) -> bool:
    """Whether the list has a word that is rare beside the two that make it ("onetime").

    The measure is pointwise mutual information: below it the two would meet oftener by chance.
    """
    whole = frequency(first + second)
    parts = frequency(first) * frequency(second)
    if not parts or whole >= USUAL:
        return False
    return math.log10(max(whole, 1) * _list_total() / parts) < CHANCE
