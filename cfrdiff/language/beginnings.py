"""What a quantity may begin with, and which reader reads on from there."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable

from cfrdiff.cites import LABEL
from cfrdiff.language.dates import months
from cfrdiff.language.number_words import numerals, ordinal_words, scale_words
from cfrdiff.language.numbers import fraction_signs
from cfrdiff.language.readers import (
    Read,
    Reader,
    read_clock,
    read_designation,
    read_figure,
    read_money,
    read_month,
    read_part,
    read_word,
)
from cfrdiff.language.tables import read_table
from cfrdiff.language.unit_table import currency_signs


@functools.cache
def beginning() -> re.Pattern[str]:
    """What a quantity may begin with, and designations.

    The scan tries this at every word, so it is laid out for speed: no groups, and each alternative
    begins with the letters that it can begin with.
    """
    letters: dict[str, list[str]] = defaultdict(list)
    for word in _whole_words():
        letters[word[0]].append(word[1:])
    firsts = "".join(f"{first}{first.upper()}" for first in letters)
    words = "|".join(
        rf"[{first}{first.upper()}](?i:{_longest_first(rests)})\b"
        for first, rests in letters.items()
    )
    month = _longest_first(_months_begin())
    signs = "".join({sign[-1] for sign in currency_signs()})
    fractions = "".join(fraction_signs())
    return re.compile(
        rf"""
        \b(?=[\d{firsts}aAhHqQJFMASOND])(?:
            \d | {words} | {month}
          | [hHqQ](?:alf|uarter)(?=[-\s](?:an?\s)?[a-z])
          | [aA]n?(?=\s(?:hundred|thousand|million|billion)\b)
        )
      | (?=[({signs}{fractions}¹.])(?:
            {LABEL} | [{signs}](?=[\d.{fractions}])
          | [{fractions}] | ¹(?=[⁰-⁹]*[⁄]) | (?<!\w)\.\d
        )
        """,
        re.VERBOSE,
    )


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _months_begin() -> frozenset[str]:
    """The first letters of the months, as print has them."""
    first = {name[:3] for name in months()}
    return frozenset(first | {name.upper() for name in first})


def read_at(text: str, match: re.Match[str], named: int | None) -> Read:
    """What stands at a place that `beginning` found; `named` is the end of the last figure that was
    a name.
    """
    reader = _readers().get(match[0].lower()) or _readers().get(match[0][0], read_figure)
    return reader(text, match, named)


@functools.cache
def _whole_words() -> dict[str, Reader]:
    """The readers of what a quantity may begin with that is a word by itself."""
    words = numerals() - scale_words().keys() | ordinal_words()
    named = read_table("dates")["clock"]["named"]
    return dict.fromkeys(words, read_word) | dict.fromkeys(named, read_clock)


@functools.cache
def _readers() -> dict[str, Reader]:
    """The reader of each beginning, by its word in small letters or its sign; figures have none."""
    return (
        _whole_words()
        | dict.fromkeys((name.lower() for name in _months_begin()), read_month)
        | dict.fromkeys(("half", "quarter"), read_part)
        | dict.fromkeys(("a", "an"), read_word)
        | dict.fromkeys((sign[-1] for sign in currency_signs()), read_money)
        | {"(": read_designation}
    )
