"""Words of a line that a picture may have been misread for, as places in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cfrdiff.sources.lines import Doubtful
from cfrdiff.text.clean_lines import CleanLine
from cfrdiff.text.running import Join
from cfrdiff.text.thresholds import SURE_OF_KNOWN_WORD
from cfrdiff.text.words import in_word_list

DOUBT = "doubt"
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEARS_VALUE = re.compile(r"[\d§$%()]")


def doubts_in(item: CleanLine) -> Iterator[Join]:
    """The doubts of a line, each at its place in the line's text.

    What has been mended on other evidence is no longer in doubt, nor a word that the word list has
    unless the engine was quite unsure of it.
    """
    for doubt in item.line.doubts:
        start = item.origin.first_from(item.line.start + doubt.start)
        end = item.origin.first_from(item.line.start + doubt.end - 1) + 1
        word = item.text[start:end]
        if not word.strip() or any(start <= one.at < end for one in item.mended):
            continue
        if _BEARS_VALUE.search(word + doubt.other) or not _is_known(word, doubt):
            yield Join(DOUBT, doubt.other or word, word, start, f"{doubt.sure:.0%} sure")


def _is_known(word: str, doubt: Doubtful) -> bool:
    """Whether a word is one of the list, and the engine sure enough of it."""
    words = _WORD.findall(word)
    known = bool(words) and all(in_word_list(one) for one in words)
    return known and doubt.sure >= SURE_OF_KNOWN_WORD
