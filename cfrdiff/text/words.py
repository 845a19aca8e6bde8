"""Words broken at a line end: is the hyphen the printer's or the word's?

Evidence in this order: the same word unbroken elsewhere in the document or in a document read
beside it; a word list; the habits of compounds. What stays undecided is said so.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*-$")
_HEAD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

# U.S. Government Printing Office Style Manual (2008), rules 6.7 and 6.29: compounds with these
# prefixes are printed solid, as a rule.
_PREFIXES = frozenset(
    "after ante anti bi co contra counter de extra fore hydro hyper hypo in infra inter intra intro"
    " iso macro mega meta micro mid mis mono multi neo non out over para post pre pro pseudo re"
    " retro semi sub super supra thermo trans tri ultra un under uni".split()
)
# Those of them that regulations print with a hyphen about as often.
_OFTEN_APART = frozenset(("co", "counter", "multi", "non", "post", "pre", "semi"))
# "pre- and post-election": a hyphen that hangs before one of these belongs to the word.
_SUSPENDS = frozenset(("and", "or", "to", "through", "nor", "but", "versus"))

Basis = Literal["document", "word-list", "compound", "fragment", "form", "undecided"]


class Joint(msgspec.Struct, frozen=True):
    """How two line ends meet: what stands between them, and why."""

    between: Literal["", "-", "- "]
    basis: Basis


class Vocabulary:
    """Words seen whole inside lines, lower case, with how often; hyphenated ones whole too."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._sorted: list[str] = []

    def add(self, line: str) -> None:
        """Take in the unbroken words of a line: not its first or last, which may be pieces."""
        found = [m.group().lower() for m in _WORD.finditer(line)]
        whole = found[0 if _begins_clean(line) else 1 :]
        if line.rstrip().endswith("-"):
            whole = whole[:-1]
        self._seen.update(whole)
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
        """How often words with this prefix stand solid and hyphenated in the lines taken in."""
        self.kin(prefix)  # sorts what has come since
        prefix = prefix.lower()
        solid = hyphened = 0
        for i in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            word = self._sorted[i]
            if not word.startswith(prefix):
                break
            rest = word[len(prefix) :]
            if rest.startswith("-"):
                hyphened += self._seen[word]
            elif len(rest) > 3 and in_word_list(rest):
                solid += self._seen[word]
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
def _word_list() -> frozenset[str]:
    from spellchecker import SpellChecker  # slow to load, and needed by broken words only

    return frozenset(SpellChecker(language="en").word_frequency.words())


def in_word_list(word: str) -> bool:
    """Whether pyspellchecker's English list has the word or what it is a plural of."""
    lower = word.lower()
    if lower.endswith("s") and len(lower) > 4 and lower[:-1] in _word_list():
        return True
    return lower in _word_list() or (lower.endswith(("’s", "'s")) and lower[:-2] in _word_list())


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
    return _by_form(left, right, vocabulary)


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
    solid_known = in_word_list(first + second) or vocabulary.count(first + second) > 0
    both_words = _is_word(first, vocabulary) and _is_word(second, vocabulary)
    if both_words and first.lower() in _OFTEN_APART:
        solid, hyphened = vocabulary.prefixed(first)
        if solid != hyphened:
            # The document's own habit with the prefix: "non-party" where it has "non-public".
            return Joint("" if solid > hyphened else "-", "document")
    if solid_known:
        # "con-sent" is one word; "on-site" could be either, and print decides elsewhere.
        compound = both_words and first.lower() in _OFTEN_APART
        return Joint("", "undecided" if compound else "word-list")
    if "-" in left and both_words:
        return Joint("-", "compound")
    if not both_words:
        return Joint("", "fragment")
    if first.lower() in _PREFIXES:
        return Joint("", "undecided")
    return Joint("-", "compound")


def _last(left: str) -> str:
    return left.rsplit("-", 1)[-1]


def _is_word(piece: str, vocabulary: Vocabulary) -> bool:
    return len(piece) > 1 and (vocabulary.count(piece) > 1 or in_word_list(piece))
