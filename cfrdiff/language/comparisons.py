"""What a quantity is compared by: "not less than 30", "5 percent or more", "≤ 5", "±2"."""

from __future__ import annotations

import functools
import re
from typing import Literal, cast

import msgspec

from cfrdiff.language.tables import read_table

Relation = Literal[
    "at-least", "at-most", "more-than", "less-than", "exactly", "about", "plus-or-minus"
]  # fmt: skip

# "Not more than" is at most, "not less than" at least.
_TURNED: dict[str, Relation] = {"more-than": "at-most", "less-than": "at-least"}
_LONGEST = 48
# Between "within" and its term: "within the 10-day period", "after a 10-day wait".
_ARTICLES = frozenset(("the", "a", "an", "that", "this", "any"))
_ARTICLE = rf"(?:\s(?:{'|'.join(_ARTICLES)}))?"
# Between "over" and a number of years.
_AGE = r"(?:\s(?:the\s)?ages?(?:\sof)?)?"


class Comparison(msgspec.Struct, frozen=True):
    """``text[start:end]`` says how a quantity is compared."""

    relation: Relation
    start: int
    end: int


class _Phrases(msgspec.Struct, frozen=True):
    relations: dict[str, Relation]
    pattern: re.Pattern[str]
    last_words: frozenset[str]


def comparison_before(text: str, start: int) -> Comparison | None:
    """The comparison that ends right before `start`."""
    before = text[max(0, start - _LONGEST) : start]
    trimmed = before.rstrip()
    phrases = _before()
    if trimmed.rpartition(" ")[2].lower() not in phrases.last_words and not trimmed.endswith(
        _SIGNS
    ):
        return None
    match = phrases.pattern.search(trimmed)
    if match is None:
        return None
    relation = phrases.relations[match["relation"].lower()]
    if match["not"]:
        relation = _TURNED.get(relation, relation)
    offset = start - len(before)
    return Comparison(relation, offset + match.start(), offset + match.end())


def comparison_behind(text: str, end: int) -> Comparison | None:
    """The comparison that begins right behind `end`: "or more"."""
    if text[end : end + 2] not in (" o", " a"):
        return None
    match = _behind().pattern.match(text, end)
    if match is None:
        return None
    relation = _behind().relations[match["relation"].lower()]
    return Comparison(relation, match.start("relation"), match.end())


def when_before(text: str, start: int) -> str | None:
    """How a quantity that begins at `start` stands in time or place, by the word before it:
    "within" 10 days, "before" June 30, "by" 5 percent; "not after" where it is denied.
    """
    before = text[max(0, start - _LONGEST) : start].rstrip()
    if before.rpartition(" ")[2].lower() not in _last_words_of_when():
        return None
    match = _when().search(before)
    if match is None:
        return None
    named = _named("when")[match["when"].lower()]
    return f"not {named}" if match["not"] else named


def counted_behind(text: str, end: int) -> str | None:
    """Which way a term that ends at `end` is counted: 10 days "before", 10 days "after"."""
    match = _counted().match(text, end)
    return _named("counted")[match["counted"].lower()] if match else None


def one_comparison(one: str, other: str) -> bool:
    """Whether two printed comparisons, in small letters, are the same words or stand for one
    another before any number: "at least", "not less than".
    """
    return one == other or any({one, other} <= row for row in _interchangeable())


@functools.cache
def _interchangeable() -> tuple[frozenset[str], ...]:
    rows = read_table("quantities")["interchangeable"].values()
    return tuple(frozenset(row.split(", ")) for row in rows)


_SIGNS = ("≥", "≤", "<", ">", "±", "~", "≈", "+/-", "+/−")


@functools.cache
def _named(table: str) -> dict[str, str]:
    """The phrases of a table, each with the name of its row."""
    rows = read_table("quantities")[table].items()
    return {phrase: name for name, row in rows for phrase in row.split(", ")}


def _relations(table: str) -> dict[str, Relation]:
    return {phrase: cast(Relation, name) for phrase, name in _named(table).items()}


def _any(table: str) -> str:
    return "|".join(sorted(map(re.escape, _named(table)), key=len, reverse=True))


@functools.cache
def _last_words_of_when() -> frozenset[str]:
    """The words that `when_before` looks further behind."""
    return frozenset(one.rpartition(" ")[2] for one in _named("when")) | _ARTICLES


@functools.cache
def _when() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<not>\b(?:not?|nor|never)\s)?\b(?P<when>{_any('when')}){_ARTICLE}$", re.IGNORECASE
    )


@functools.cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"['’]?\s(?P<counted>{_any('counted')})\b", re.IGNORECASE)


@functools.cache
def _before() -> _Phrases:
    relations = _relations("comparisons")
    longest = sorted(relations, key=len, reverse=True)
    words = [re.escape(one) for one in longest if one[0].isalpha()]
    signs = [re.escape(one) for one in longest if not one[0].isalpha()]
    negation = (
        r"(?P<not>\b(?:not|nor?|never|cannot|without|no\s(?:event|case))\s(?:(?:to\s)?be\s|to\s)?)?"
    )
    pattern = rf"{negation}(?P<relation>(?<!\w)(?:{'|'.join(words)})|{'|'.join(signs)}){_AGE}$"
    last = frozenset(one.rpartition(" ")[2] for one in relations) | {"of", "age", "ages"}
    return _Phrases(relations, re.compile(pattern, re.IGNORECASE), last)


@functools.cache
def _behind() -> _Phrases:
    relations = _relations("behind")
    pattern = re.compile(rf"\s(?P<relation>{_any('behind')})\b", re.IGNORECASE)
    return _Phrases(relations, pattern, frozenset())
