"""Words broken at a line end: is the hyphen the printer's or the word's?

Evidence in this order: the same word unbroken elsewhere in the document or in a document read
beside it; a word list; the habits of compounds. What stays undecided is said so.
"""

from __future__ import annotations

import re
from typing import Literal

from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.text.broken_words import Basis, BrokenWord, Joint
from cfrdiff.text.compounds import by_form, is_two_words
from cfrdiff.text.thresholds import CLEAR_MAJORITY, OFTEN, SHORTEST_PART, USUAL
from cfrdiff.text.vocabulary import Vocabulary
from cfrdiff.text.words import frequency, in_word_list

__all__ = ["Basis", "Joint", "address_joint", "broken_tail", "joint", "shown_joint"]

_HEAD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

# "pre- and post-election": a hyphen that hangs before one of these belongs to the word.
_SUSPENDS = frozenset(("and", "or", "to", "through", "nor", "but", "versus"))


_JOINS_PIECES = frozenset("-'’")


def broken_tail(text: str, end: int | None = None) -> str | None:
    """The piece of a word at the end of a line that ends in a hyphen, or None; the line ends before
    `end` where that is given.
    """
    hyphen = (len(text) if end is None else end) - 1
    if hyphen < 0 or text[hyphen] != "-":
        return None
    # Read backwards: a pattern would try every beginning that there is before the hyphen.
    start = at = hyphen
    while (piece := _piece_before(text, at)) < at:
        start = piece
        if piece == 0 or text[piece - 1] not in _JOINS_PIECES:
            break
        at = piece - 1
    return text[start:hyphen] if start < hyphen else None


def _piece_before(text: str, end: int) -> int:
    """Where the letters and digits begin that stand right before a place."""
    while end > 0 and text[end - 1].isalnum():
        end -= 1
    return end


def shown_joint(hyphen: Literal["print", "word"], right_line: str) -> Joint:
    """How a word goes on whose hyphen the source shows to be the printer's or the word's own."""
    if hyphen == "print":
        return Joint("", "form")
    suspended = right_line.split(" ", 1)[0].lower() in _SUSPENDS
    return Joint("- " if suspended else "-", "form")


def joint(left: str, right_line: str, vocabulary: Vocabulary) -> Joint | None:
    """How `left` (a piece from `broken_tail`) goes on in the next line.

    None where the next line does not begin with a word.
    """
    match = _HEAD.match(right_line)
    if not match:
        return None
    word = BrokenWord(left, match.group(), vocabulary)
    rule = first_rule(_BY_DOCUMENT, word)
    if rule is not None:
        return Joint(rule.verdict.between, "undecided") if _may_be_either(word) else rule.verdict
    formed = by_form(word)
    if _may_be_either(word):
        return Joint(formed.between, "undecided")
    if word.solid and word.hyphened:
        between = formed.between if word.solid == word.hyphened else word.usual_between
        return Joint(between, "undecided")  # the document writes it both ways
    return formed


def _hangs(word: BrokenWord) -> bool:
    suspended = word.right.lower() in _SUSPENDS
    return suspended and not word.vocabulary.known(word.first + word.right)


def _document_decides(word: BrokenWord) -> bool:
    fewer, more = sorted((word.solid, word.hyphened))
    return fewer != more and fewer * CLEAR_MAJORITY <= more


def _may_be_either(word: BrokenWord) -> bool:
    """Whether it may be one of two words, "re-sign" or "resign": that one of them stands here shows
    little, as a document may have both.
    """
    fewer, more = sorted((word.solid, word.hyphened))
    often = more >= OFTEN and not fewer
    return is_two_words(f"{word.first}-{word.second}") and not often


_BY_DOCUMENT: tuple[Rule[BrokenWord, Joint], ...] = (
    Rule("a hyphen that hangs", _hangs, Joint("- ", "form"), "pre- and post-election"),
    Rule(
        "a figure at the hyphen",
        lambda word: word.left[-1].isdigit() or word.right[0].isdigit(),
        Joint("-", "form"),
        "printers break no numbers",
    ),
    Rule(
        "solid in the document",
        lambda word: _document_decides(word) and word.solid > word.hyphened,
        Joint("", "document"),
    ),
    Rule("with its hyphen in the document", _document_decides, Joint("-", "document")),
)


def address_joint(left: str, right_line: str, vocabulary: Vocabulary) -> Joint | None:
    """How an Internet address goes on in the next line, as `joint` tells it of a word.

    Print adds no hyphen to an address, so that one that stands there is its own, unless the
    document or the word list has the name in one ("federal-regis-" and "ter/cfr/").
    """
    match = _HEAD.match(right_line)
    if not match:
        return None
    name = re.split(r"[\W\d_]", match.group())[0]
    rule = first_rule(_OF_ADDRESSES, BrokenWord(left, name, vocabulary))
    return rule.verdict if rule else Joint("-", "form")


_OF_ADDRESSES: tuple[Rule[BrokenWord, Joint], ...] = (
    Rule(
        "solid in the document",
        lambda word: word.whole_count > word.apart_count,
        Joint("", "document"),
    ),
    Rule(
        "with its hyphen in the document",
        lambda word: word.whole_count < word.apart_count,
        Joint("-", "document"),
    ),
    Rule("one word of the list", lambda word: in_word_list(word.whole), Joint("", "word-list")),
    Rule(
        "two usual words cut elsewhere",
        lambda word: not word.second_is_word and _is_two_words(word.whole),
        Joint("", "word-list"),
        "consumerfi-nance",
    ),
    Rule("two words", lambda word: word.both_words, Joint("-", "undecided")),
)


def _is_two_words(name: str) -> bool:
    """Whether two usual words make a name: "consumerfinance"."""
    cuts = range(SHORTEST_PART, len(name) - SHORTEST_PART + 1)
    return any(min(frequency(name[:at]), frequency(name[at:])) >= USUAL for at in cuts)
