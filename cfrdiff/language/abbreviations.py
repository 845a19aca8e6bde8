"""Abbreviations that end in a stop, and so end no sentence: "No. 5", "Inc.", "J. Smith"."""

from __future__ import annotations

import functools
import re

from cfrdiff.language.tables import read_table

# The longest stands within so many characters, with the figure that a unit wants before it.
_LONGEST = 16
_LAST_WORD = re.compile(r"(?:(?P<before>\w)\s)?(?P<word>[^\W_][\w.’]*\.)$")


def ends_in_abbreviation(text: str, end: int | None = None) -> bool:
    """Whether ``text[:end]`` ends in an abbreviation with its stop, or in an initial ("J.")."""
    word, before = _last_words(text, end)
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return True
    return word in _wanting() or word in _either() or (word in _measures() and before.isdigit())


def ends_in_leading_abbreviation(text: str, end: int | None = None) -> bool:
    """Whether ``text[:end]`` ends in an abbreviation that something must follow: "No.", "Dr."."""
    return _last_words(text, end)[0] in _wanting()


def _last_words(text: str, end: int | None) -> tuple[str, str]:
    """The last word, and the last letter or figure of the one before it."""
    end = len(text) if end is None else end
    if end == 0 or text[end - 1] != ".":
        return "", ""
    match = _LAST_WORD.search(text[max(0, end - _LONGEST) : end])
    return (match["word"], match["before"] or "") if match else ("", "")


@functools.cache
def _wanting() -> frozenset[str]:
    return frozenset(read_table("abbreviations")["wanting"].split())


@functools.cache
def _either() -> frozenset[str]:
    return frozenset(read_table("abbreviations")["either"].split())


@functools.cache
def _measures() -> frozenset[str]:
    return frozenset(read_table("abbreviations")["measures"].split())
