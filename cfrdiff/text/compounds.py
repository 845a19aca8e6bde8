"""How print writes compounds: what a broken word becomes by its form alone.

The rows of words are those of compounds.toml, each with its source there.
"""

from __future__ import annotations

import functools
import math
import tomllib
from importlib import resources
from typing import Any

from cfrdiff.language.number_words import numerals
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.text.broken_words import Between, BrokenWord, Joint
from cfrdiff.text.thresholds import (
    ADDED_BY_HAND,
    LEAST,
    LISTED,
    OTHER_PREFIXES,
    PREFIX_OFTEN_APART,
    SHORT_CAPITALS,
    SMOOTHING,
    SOLID_PREFIX,
    UNDECIDED,
    UNLISTED,
    USUAL,
)
from cfrdiff.text.words import frequency, in_word_list, is_chance, is_derived


@functools.cache
def _row(table: str, key: str) -> frozenset[str]:
    """A row of compounds.toml as words."""
    return frozenset(_tables()[table][key].split())


@functools.cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((resources.files("cfrdiff.text") / "compounds.toml").read_text("utf-8"))


def is_two_words(word: str) -> bool:
    """Whether a word is another with a hyphen behind its prefix than without: "re-sign", "resign".
    `word` has the hyphen where it would stand.
    """
    return word.lower().startswith(tuple(_row("two_words", "stems")))


def by_form(word: BrokenWord) -> Joint:
    """How the pieces of a broken word meet as far as their form and the word list show."""
    rule = first_rule(_RULES, word)
    assert rule is not None, "the last rule applies always"
    return rule.verdict or _behind_prefix(word)


def _is_single_letter(word: BrokenWord) -> bool:
    return len(word.left) == 1


def _goes_on_in_capital(word: BrokenWord) -> bool:
    return word.right[0].isupper() and not word.first.isupper()


def _is_capitals_then_small(word: BrokenWord) -> bool:
    return len(word.first) > 1 and word.first.isupper() and word.second.islower()


def _is_designator(word: BrokenWord) -> bool:
    """A few capitals on either side that make no word."""
    longest = max(len(word.first), len(word.second))
    short_capitals = word.whole.isupper() and longest <= SHORT_CAPITALS
    return short_capitals and not in_word_list(word.whole)


def _is_roman(word: BrokenWord) -> bool:
    return set(word.whole) <= set("IVXLC")


def _is_chain(word: BrokenWord) -> bool:
    """Whether it is a compound of three words and more that holds a preposition."""
    if not word.both_words or not ("-" in word.left or "-" in word.right):
        return False
    return not _row("inside", "links").isdisjoint((word.first.lower(), word.second.lower()))


def _begins_with_prefix(word: BrokenWord) -> bool:
    return word.first.lower() in _row("prefixes", "solid") and word.second_is_word


def _is_unit_modifier(word: BrokenWord) -> bool:
    if word.first.lower() not in numerals() or not word.both_words:
        return False
    return word.second not in _row("second", "after_numerals") and frequency(word.whole) < USUAL


def _is_one_word(word: BrokenWord) -> bool:
    return in_word_list(word.whole) or word.whole_count > 0


def _is_solid_compound(word: BrokenWord) -> bool:
    begins = word.first.lower() in _row("first", "solid")
    return begins or word.second.lower() in _row("second", "solid")


# A verdict of None leaves it to what weighs for and against a hyphen behind a prefix.
_RULES: tuple[Rule[BrokenWord, Joint | None], ...] = (
    Rule("a single letter", _is_single_letter, Joint("-", "form"), "X-ray"),
    Rule("a capital goes on", _goes_on_in_capital, Joint("-", "form"), "non-Federal"),
    Rule(
        "capitals, then small letters", _is_capitals_then_small, Joint("-", "form"), "HTSUS-based"
    ),
    Rule(
        "a roman number",
        lambda word: _is_designator(word) and _is_roman(word),
        Joint("", "form"),
        "XV-III is one number",
    ),
    Rule("a designator in capitals", _is_designator, Joint("-", "form"), "T.D. DD-EEE"),
    Rule("a chain with a preposition", _is_chain, Joint("-", "compound"), "day-to-day"),
    Rule("a prefix before a word", _begins_with_prefix, None, "habits differ"),
    Rule("a numeral in a unit modifier", _is_unit_modifier, Joint("-", "compound"), "two-month"),
    Rule(
        "one word, or two that meet by chance",
        lambda word: _is_one_word(word) and word.both_words and is_chance(word.first, word.second),
        Joint("", "undecided"),
        "onetime",
    ),
    Rule("one word", _is_one_word, Joint("", "word-list")),
    Rule(
        "two words in a chain",
        lambda word: "-" in word.left and word.both_words,
        Joint("-", "compound"),
        "a chain's other hyphens show how it goes on",
    ),
    Rule(
        "a piece that is no word",
        lambda word: not word.both_words,
        Joint("", "fragment"),
        "compounds are made of words",
    ),
    Rule("made by an ending", lambda word: is_derived(word.whole), Joint("", "word-list")),
    Rule("printed solid as a rule", _is_solid_compound, Joint("", "compound"), "bookkeeping"),
    Rule("two words", otherwise, Joint("-", "compound"), "the word list would have them in one"),
)


def _behind_prefix(word: BrokenWord) -> Joint:
    """Whether a word goes on with or without a hyphen behind a prefix.

    Weighed against each other, as logarithms of odds that a hyphen stands: how the document
    writes other words with this prefix, how it writes other prefixes, how usual the word is in
    the word list, and the style manual's rule.
    """
    known = frequency(word.whole)
    if known >= USUAL:
        return Joint("", "word-list")
    if word.first.lower() == "in" and known == 0:
        return Joint("-", "compound")  # "in-house": the prefix makes no words anew
    solid, hyphened = word.vocabulary.prefixed(word.first)
    own = _odds(solid, hyphened)
    weight = own + _other_prefixes(word) + _style_manual(word) + _by_word_list(known)
    between: Between = "-" if weight > 0 else ""
    if abs(weight) < UNDECIDED:
        return Joint(between, "undecided")
    if (solid or hyphened) and (own > 0) == (weight > 0):
        return Joint(between, "document")
    return Joint(between, "word-list" if known else "compound")


def _odds(solid: int, hyphened: int) -> float:
    return math.log((hyphened + SMOOTHING) / (solid + SMOOTHING))


def _is_often_apart(word: BrokenWord) -> bool:
    return word.first.lower() in _row("prefixes", "often_apart")


def _other_prefixes(word: BrokenWord) -> float:
    """How the document writes the other prefixes that may take a hyphen."""
    if not _is_often_apart(word):
        return 0.0
    others = _row("prefixes", "often_apart") - {word.first.lower()}
    habits = [word.vocabulary.prefixed(other) for other in others]
    odds = _odds(sum(solid for solid, _ in habits), sum(hyphened for _, hyphened in habits))
    return odds * OTHER_PREFIXES


def _style_manual(word: BrokenWord) -> float:
    return PREFIX_OFTEN_APART if _is_often_apart(word) else SOLID_PREFIX


def _by_word_list(known: int) -> float:
    """What it says that the word list counts the word in one so often."""
    if known > LEAST:
        return LISTED
    return ADDED_BY_HAND if known else UNLISTED
