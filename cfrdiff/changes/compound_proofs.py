"""When words written apart, together or with a hyphen are one compound."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.significance import joined_stems
from cfrdiff.changes.thresholds import LONG_COMPOUND
from cfrdiff.language.mentions import table
from cfrdiff.language.number_words import numerals
from cfrdiff.text.words import in_word_list

_LETTERS = re.compile(r"[A-Za-z][A-Za-z'\- ]*")
# Joined, these prefixes make another word of some: re-sign, un-ionized, co-op, pre-sent.
_OTHER_WHEN_JOINED = frozenset(("re", "un", "co", "de", "pre", "in", "dis", "ex"))
# Apart these stand to what follows them, joined they are a part of the word.
_BEFORE_NOUNS = frozenset(
    "every each any some all both extra more most less least much many few other same only even"
    " over under well once first last next".split()
)
# Behind a space such a word may be the verb of what stands before it: "man-eating", "man eating".
_PARTICIPLE = re.compile(r"-\w+(?:ing|ed)\b")
_LINKS = frozenset(("at", "by", "in", "of", "on", "to"))
_SMALL_WORD = re.compile(r"[a-z]+")
_PREFIX = re.compile(r"([a-z]+)-")


def is_compound(one: Difference) -> bool:
    """Whether the sides are one compound written apart, together or with a hyphen."""
    left, right = (side.lower() for side in one.even)
    if left == right or not all(map(_LETTERS.fullmatch, (left, right))):
        return False
    if re.sub("[- ]", "", left) != re.sub("[- ]", "", right):
        return False
    if _may_be_another(left) or _may_be_another(right):
        return False
    pieces = {piece for side in (left, right) for piece in re.split("[- ]", side)}
    if not (numerals() | table().negations).isdisjoint(pieces):
        return False  # "three-day permits", "no-fault coverage"
    if any(_first_of_several(side) in _BEFORE_NOUNS for side in (left, right)):
        return False  # "every-day use" is ordinary, "every day" is each of them
    if " " in left + right and _PARTICIPLE.search(f"{left} {right}"):
        return False
    joints, others = _joints(left), _joints(right)
    if _is_chain(left, right):
        return True
    differing = {at for at in joints | others if joints.get(at) != others.get(at)}
    return (
        len(differing) == 1
        and any(side.get(at) == "-" for side in (joints, others) for at in differing)
        and len(re.sub("[- ]", "", left)) >= LONG_COMPOUND
    )


def _first_of_several(words: str) -> str:
    """The first of some words that a space or hyphen parts; "" where there is one word."""
    first, *others = re.split("[- ]", words)
    return first if others else ""


def _is_chain(left: str, right: str) -> bool:
    """Whether a chain of words is written with all its hyphens or none: "official-in-charge"."""
    pieces = re.split("[- ]", left)
    apart, joined = sorted((left, right))
    return (
        len(pieces) > 2
        and not _LINKS.isdisjoint(pieces[1:-1])
        and apart.count(" ") == joined.count("-") == len(pieces) - 1
    )


def is_run_together(one: Difference) -> bool:
    """Whether the space between two words was lost that make none together: "bythe"."""
    left, right = sorted(one.even, key=len)
    words = right.split(" ")
    if len(words) != 2 or left != "".join(words) or not all(map(_SMALL_WORD.fullmatch, words)):
        return False
    return (
        table().fillers.intersection(words) != frozenset()
        and (numerals() | table().negations).isdisjoint(words)
        and all(map(in_word_list, words))
        and not in_word_list(left)
    )


def _may_be_another(word: str) -> bool:
    """Whether a word with a hyphen behind its prefix may be another than the one without: a list
    must prove that they are one (co-operation).
    """
    prefix = _PREFIX.match(word)
    if prefix is None or prefix[1] not in _OTHER_WHEN_JOINED:
        return False
    return not any(word.startswith(stem) for stem in joined_stems())


def _joints(words: str) -> dict[int, str]:
    """The hyphens and spaces among words, by how many letters stand before them."""
    found: dict[int, str] = {}
    letters = 0
    for sign in words:
        if sign in "- ":
            found[letters] = sign
        else:
            letters += 1
    return found
