"""What proves that a heading says the same in other words.

A heading is no rule, but it is read with the rule: "Prohibited acts" above permitted ones is no
matter of style. So it weighs as text does, and these rows are all that prove a reworded heading to
be less, beside the rows that hold of any text.
"""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.model import Category
from cfrdiff.changes.sides import words_of
from cfrdiff.changes.significance import customary, other_in_number
from cfrdiff.changes.thresholds import LONG_WORD
from cfrdiff.changes.word_proofs import differ_in_capitals
from cfrdiff.language.mentions import table
from cfrdiff.language.number_words import numerals
from cfrdiff.rule_tables import Rule

_PIECE = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_ARTICLES = frozenset(("the", "a", "an"))
_END_MARKS = frozenset(".:—")
_PLURALS = (("", "s"), ("", "es"), ("y", "ies"), ("is", "es"))
_DIGIT = re.compile(r"\d")


def is_customary(one: Difference) -> bool:
    """Whether both headings name the parts that any regulation has, and one names what the other
    does: "Scope", "Purpose and scope", "What is the scope of this part?".
    """
    words = [set(words_of(side.text)) for side in (one.old, one.new)]
    if not all(side <= customary() | customary("small") for side in words):
        return False
    left, right = (side & customary() for side in words)
    return bool(left and right) and (left <= right or right <= left)


def is_one_subject(one: Difference) -> bool:
    """Whether the headings are the same words but for articles and the plural, which words of one
    number stand for too (1 U.S.C. 1).
    """
    left, right = (_subject(side.text) for side in (one.old, one.new))
    return len(left) == len(right) and all(map(_is_one_noun, left, right))


def _subject(heading: str) -> list[str]:
    pieces = _PIECE.findall(heading)
    told = [
        piece
        for before, piece in zip(["", *pieces], pieces, strict=False)
        if not _is_article(piece, before)
    ]
    return told[:-1] if told and told[-1] in _END_MARKS else told


def _is_article(piece: str, before: str) -> bool:
    """Whether a word is an article: a letter in parentheses designates, as a capital one does that
    begins no heading ("Class A").
    """
    letter = len(piece) == 1 and (before == "(" or (piece.isupper() and before != ""))
    return piece.lower() in _ARTICLES and not letter


def _is_one_noun(one: str, other: str) -> bool:
    if one == other or differ_in_capitals(one, other):
        return True
    short, long = sorted((one, other), key=len)
    plain = short.isalpha() and len(short) >= LONG_WORD and short[1:].islower()
    if not plain or short.lower() in other_in_number():
        return False
    return any(
        one.endswith(last) and other == one.removesuffix(last) + ending
        for one, other in ((short, long), (long, short))
        for last, ending in _PLURALS
    )


def is_named_in_text(heading: str, text: str) -> bool:
    """Whether a heading that came or went alone only names what its paragraph's text says in the
    same words; one with a figure, a negation, a modal verb or a condition says more.
    """
    words = words_of(heading)
    telling = set(words) - table().fillers
    heavy = table().negations | table().modals | numerals()
    if _DIGIT.search(heading) or not heavy.isdisjoint(words):
        return False
    if any(table().condition.match(word) for word in words):
        return False
    return bool(telling) and telling <= set(words_of(text))


# Looked at where no row of `PROOFS` holds.
HEADING_PROOFS: tuple[Rule[Difference, Category], ...] = (
    Rule("customary heading", is_customary, "heading", "Drafting Handbook: scope, purpose"),
    Rule("one subject", is_one_subject, "heading", "1 U.S.C. 1: the singular and the plural"),
)
