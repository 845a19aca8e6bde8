"""Words broken at a line end: is the hyphen the printer's or the word's?

Evidence in this order: the same word unbroken elsewhere in the document or in a document read
beside it; a word list; the habits of compounds. What stays undecided is said so.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import Any, Literal

import msgspec

from cfrdiff.section_numbers import SECTION_NUMBER

_SIGNED = re.compile(rf"§ ?({SECTION_NUMBER})")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*")
_GAPPED = re.compile(r"[^\W\d_]+- [^\W\d_]+")
_TAIL = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*-$")
_HEAD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

# "pre- and post-election": a hyphen that hangs before one of these belongs to the word.
_SUSPENDS = frozenset(("and", "or", "to", "through", "nor", "but", "versus"))

# Counts of the word list: from this one on a word is a usual one; no word has less than the least,
# which stands for words that were added to it by hand.
_USUAL = 1_000
_LEAST = 50
# Below this a word of two letters is an abbreviation or a name in film titles.
_COMMON = 100_000

Basis = Literal["document", "word-list", "compound", "fragment", "form", "undecided"]


class Joint(msgspec.Struct, frozen=True):
    """How two line ends meet: what stands between them, and why."""

    between: Literal["", "-", "- "]
    basis: Basis


class Vocabulary:
    """Words seen whole inside lines, lower case, with how often; hyphenated ones whole too.

    Also the numbers of sections.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._sorted: list[str] = []
        self._numbers: set[str] = set()

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that stand behind a section sign in the lines taken in."""
        return frozenset(self._numbers)

    def add(self, line: str) -> None:
        """Take in the unbroken words of a line: not its first or last, which may be pieces."""
        if "- " in line:
            line = _GAPPED.sub("-", line)  # its pieces are no words
        found = [m.group().lower() for m in _WORD.finditer(line)]
        whole = found[0 if _begins_clean(line) else 1 :]
        if line.rstrip().endswith("-"):
            whole = whole[:-1]
        self._seen.update(whole)
        if "§" in line:
            self._numbers.update(_SIGNED.findall(line))
        for word in whole:
            if word.count("-") > 1:
                # "non-campaign-related" shows how "non-campaign" is written.
                pieces = word.split("-")
                self._seen.update("-".join(pair) for pair in itertools.pairwise(pieces))

    def extend(self, lines: Iterable[str]) -> None:
        """Take in many lines."""
        for line in lines:
            self.add(line)

    def count(self, word: str) -> int:
        """How often `word` stands whole in the lines taken in."""
        return self._seen[word.lower()]

    def kin(self, stem: str) -> int:
        """How often words that begin with `stem` stand in the lines taken in."""
        if len(self._sorted) != len(self._seen):
            self._sorted = sorted(self._seen)
        stem = stem.lower()
        total = 0
        for i in range(bisect_left(self._sorted, stem), len(self._sorted)):
            if not self._sorted[i].startswith(stem):
                break
            total += self._seen[self._sorted[i]]
        return total

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """How many words with this prefix stand solid and how many hyphenated.

        Words are counted, not their occurrences: a habit shows in many words.
        """
        self.kin(prefix)  # sorts what has come since
        prefix = prefix.lower()
        solid = hyphened = 0
        for i in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            word = self._sorted[i]
            if not word.startswith(prefix):
                break
            if self._seen[word] < 1:
                continue
            rest = word[len(prefix) :]
            if rest.startswith("-"):
                hyphened += rest.count("-") == 1
            elif len(rest) > 3 and in_word_list(rest) and frequency(word) < _USUAL:
                solid += 1
        return solid, hyphened

    def known(self, word: str) -> bool:
        """Whether the word stands in the document or in the word list."""
        return self.count(word) > 0 or in_word_list(word)


def _begins_clean(line: str) -> bool:
    # The first word of a line may be the second half of a broken one; a capital or a mark
    # before it shows that it is not.
    text = line.lstrip()
    return not text[:1].islower()


@functools.cache
def _word_list() -> dict[str, int]:
    from spellchecker import SpellChecker  # slow to load, and needed by broken words only

    return dict(SpellChecker(language="en").word_frequency.dictionary)


@functools.cache
def _compounds(table: str, key: str) -> frozenset[str]:
    """A row of compounds.toml as words."""
    return frozenset(_compound_tables()[table][key].split())


@functools.cache
def _compound_tables() -> dict[str, Any]:
    return tomllib.loads((resources.files("cfrdiff.text") / "compounds.toml").read_text("utf-8"))


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


def broken_tail(text: str) -> str | None:
    """The piece of a word at the end of a line that ends in a hyphen, or None."""
    match = _TAIL.search(text)
    return match.group()[:-1] if match else None


def joint(left: str, right_line: str, vocabulary: Vocabulary) -> Joint | None:
    """How `left` (a piece from `broken_tail`) goes on in the next line.

    None where the next line does not begin with a word.
    """
    match = _HEAD.match(right_line)
    if not match:
        return None
    right = match.group()
    if right.lower() in _SUSPENDS and not vocabulary.known(_last(left) + right):
        return Joint("- ", "form")
    if left[-1].isdigit() or right[0].isdigit():
        return Joint("-", "form")
    whole, compound = left + right, f"{left}-{right}"
    solid, hyphened = vocabulary.count(whole), vocabulary.count(compound)
    if solid == hyphened == 0 and min(len(left), len(right)) >= 4:
        # "recordkeeper" shows how "record-keepers" goes on.
        stem = right[: max(4, len(right) - 3)]
        solid, hyphened = vocabulary.kin(left + stem), vocabulary.kin(f"{left}-{stem}")
    if solid != hyphened and min(solid, hyphened) * 3 <= max(solid, hyphened):
        return Joint("" if solid > hyphened else "-", "document")
    formed = _by_form(left, right, vocabulary)
    if solid and hyphened:
        between = formed.between if solid == hyphened else "" if solid > hyphened else "-"
        return Joint(between, "undecided")  # the document writes it both ways
    return formed


def address_joint(left: str, right_line: str, vocabulary: Vocabulary) -> Joint | None:
    """How an Internet address goes on in the next line, as `joint` tells it of a word.

    Print adds no hyphen to an address, so that one that stands there is its own, unless the
    document or the word list has the name in one ("federal-regis-" and "ter/cfr/").
    """
    match = _HEAD.match(right_line)
    if not match:
        return None
    first, second = _last(left), re.split(r"[\W\d_]", match.group())[0]
    whole, compound = vocabulary.count(first + second), vocabulary.count(f"{first}-{second}")
    if whole != compound:
        return Joint("" if whole > compound else "-", "document")
    if frequency(first + second):
        return Joint("", "word-list")
    if not _is_word(second, vocabulary) and _is_two_words(first + second):
        return Joint("", "word-list")
    both_words = _is_word(first, vocabulary) and _is_word(second, vocabulary)
    return Joint("-", "undecided" if both_words else "form")


def _is_two_words(name: str) -> bool:
    """Whether two usual words make a name: "consumerfinance"."""
    cuts = range(3, len(name) - 2)
    return any(min(frequency(name[:at]), frequency(name[at:])) >= _USUAL for at in cuts)


def _by_form(left: str, right: str, vocabulary: Vocabulary) -> Joint:
    first, second = _last(left), right.split("-")[0]
    if len(left) == 1 or (right[0].isupper() and not first.isupper()):
        return Joint("-", "form")
    if len(first) > 1 and first.isupper() and second.islower():
        return Joint("-", "form")  # "HTSUS-based"
    short_capitals = (first + second).isupper() and len(first) <= 4 and len(second) <= 4
    if short_capitals and not in_word_list(first + second):
        roman = set(first + second) <= set("IVXLC")
        return Joint("" if roman else "-", "form")
    both_words = _is_word(first, vocabulary) and _is_word(second, vocabulary)
    chained = both_words and ("-" in left or "-" in right)
    if chained and not _compounds("inside", "links").isdisjoint((first.lower(), second.lower())):
        return Joint("-", "compound")
    if first.lower() in _compounds("prefixes", "solid") and _is_word(second, vocabulary):
        return _behind_prefix(first, second, vocabulary)
    if first.lower() in _compounds("first", "numerals") and both_words:
        solid = second in _compounds("second", "after_numerals")
        if not solid and frequency(first + second) < _USUAL:
            return Joint("-", "compound")
    if in_word_list(first + second) or vocabulary.count(first + second) > 0:
        doubtful = both_words and _is_chance(first, second)
        return Joint("", "undecided" if doubtful else "word-list")
    if "-" in left and both_words:
        return Joint("-", "compound")
    if not both_words:
        return Joint("", "fragment")
    if _is_derived(first + second):
        return Joint("", "word-list")
    if (
        first.lower() in _compounds("first", "solid")
        or second.lower() in _compounds("second", "solid")
    ):  # fmt: skip
        return Joint("", "compound")
    return Joint("-", "compound")


def _behind_prefix(first: str, second: str, vocabulary: Vocabulary) -> Joint:
    """Whether a word goes on with or without a hyphen behind a prefix.

    Weighed against each other, as logarithms of odds that a hyphen stands: how the document
    writes other words with this prefix, how it writes other prefixes, how usual the word is in
    the word list, and the style manual's rule.
    """
    known = frequency(first + second)
    if known >= _USUAL:
        return Joint("", "word-list")
    solid, hyphened = vocabulary.prefixed(first)
    own = math.log((hyphened + 0.5) / (solid + 0.5))
    others = 0.0
    rule = -2.0
    often_apart = _compounds("prefixes", "often_apart")
    if first.lower() in often_apart:
        habits = [vocabulary.prefixed(other) for other in often_apart if other != first.lower()]
        others = math.log(
            (sum(habit[1] for habit in habits) + 0.5) / (sum(habit[0] for habit in habits) + 0.5)
        )
        rule = 0.0
    elif first.lower() == "in" and known == 0:
        return Joint("-", "compound")  # "in-house": the prefix makes no words anew
    listed = -1.0 if known > _LEAST else -0.4 if known else 0.5
    weight = own + others / 2 + rule + listed
    if abs(weight) < 0.7:
        return Joint("-" if weight > 0 else "", "undecided")
    if (solid or hyphened) and (own > 0) == (weight > 0):
        return Joint("-" if weight > 0 else "", "document")
    return Joint("-" if weight > 0 else "", "word-list" if known else "compound")


def _is_chance(first: str, second: str) -> bool:
    """Whether the list has a word that is rare beside the two that make it ("onetime").

    The measure is pointwise mutual information: below -1 (in powers of ten) the two would meet
    oftener by chance.
    """
    whole = frequency(first + second)
    parts = frequency(first) * frequency(second)
    if not parts or whole >= _USUAL:
        return False
    return math.log10(max(whole, 1) * _list_total() / parts) < -1


@functools.cache
def _list_total() -> int:
    return sum(_word_list().values())


_ENDINGS = ("ing", "ed", "er", "ers", "ly", "able", "ment", "ness")


def _is_derived(word: str) -> bool:
    """Whether a word is made from one in the list by an ending: "bulkheading"."""
    stems = (word[: -len(end)] for end in _ENDINGS if word.endswith(end))
    return any(len(stem) > 4 and frequency(stem) > 0 for stem in stems)


def _last(left: str) -> str:
    return left.rsplit("-", 1)[-1]


def _is_word(piece: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece is a word; a syllable of two letters must be a common one."""
    if len(piece) < 2:
        return False
    listed = frequency(piece) >= _COMMON if len(piece) == 2 else in_word_list(piece)
    return vocabulary.count(piece) > 1 or listed
