"""The English word list: how usual a word is."""

from __future__ import annotations

import functools
import gzip
import math
from importlib import resources

import msgspec

from cfrdiff.text.thresholds import CHANCE, COMMON, SHORT_STEM, USUAL

# So many words are looked up in the list as it is kept, before it is taken apart.
_FEW = 30


class _WordList:
    """pyspellchecker's English list: how often each word was counted.

    Taking it apart takes longer than reading a volume of XML, which asks for a word or two.
    """

    def __init__(self) -> None:
        self._kept = b""
        self._asked = 0

    @functools.cached_property
    def counts(self) -> dict[str, int]:
        return msgspec.json.decode(self._text, type=dict[str, int])

    @property
    def _text(self) -> bytes:
        if not self._kept:
            file = resources.files("spellchecker") / "resources" / "en.json.gz"
            self._kept = gzip.decompress(file.read_bytes())
        return self._kept

    def count(self, word: str) -> int:
        """How often the list counts a word, in lower case."""
        self._asked += 1
        few = self._asked <= _FEW and word.isascii() and word.isalpha()
        if few and f'"{word}":'.encode() not in self._text:
            return 0
        return self.counts.get(word, 0)


_LIST = _WordList()


@functools.cache
def _list_total() -> int:
    return sum(_LIST.counts.values())


def frequency(word: str) -> int:
    """How often pyspellchecker's English list counts the word, or what it is a plural or a
    possessive of; 0 where it has neither.
    """
    lower = word.lower().removesuffix("’s").removesuffix("'s")
    plural = lower.endswith("s") and len(lower) > 4
    return _LIST.count(lower) or (_LIST.count(lower[:-1]) if plural else 0)


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
