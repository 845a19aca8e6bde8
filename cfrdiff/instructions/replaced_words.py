"""Clauses that remove, replace and put in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.instructions.clauses import Clause
from cfrdiff.instructions.model import Substitute, Target
from cfrdiff.instructions.quotations import BEGINS, Sentence
from cfrdiff.instructions.targets import UnreadError

_BESIDE = re.compile(r"\b(?P<side>after|following|before|preceding)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"to read|with")
_EVERYWHERE = re.compile(r"wherever|each (?:place|time)|every")
_LESS_THAN_A_PARAGRAPH = re.compile(r"\b(?:\w+\s+)?(?:sentence|clause)s?\b")
# What a quotation may name that is no words of a paragraph.
_NAMED = re.compile(
    r"\b(?P<thing>definitions?|entry|entries|heading|note|table|item|row|column)\s+"
    rf"(?:of|for|to)?\s*(?:the\s+)?(?:terms?\s+)?{BEGINS}",
    re.IGNORECASE,
)


def removal_beside(
    clause: Clause, sentence: Sentence, places: tuple[Target, ...]
) -> Substitute | None:
    """Words removed beside others that stay: "remove “the” before “importer”"; None where it is
    not that. Raises UnreadError where the quotation names something else.
    """
    named = _NAMED.search(clause.after)
    if named:
        raise UnreadError(f"it is for a {named['thing'].lower()}, not for words")
    quoted = sentence.quoted_in(clause.after)
    beside = _BESIDE.search(clause.after)
    is_replaced = _INSTEAD.search(clause.after) is not None
    if len(quoted) != 2 or beside is None or is_replaced or not clause.removes:
        return None
    gone, stays = quoted
    return Substitute(places, _beside(gone, beside, stays), stays)


def replacement(
    clause: Clause, second: Clause | None, sentence: Sentence, places: tuple[Target, ...]
) -> tuple[Substitute, bool]:
    """Words removed or replaced, and whether the clause behind it was needed for that: "remove
    “14” and add “21” in its place". Raises UnreadError.
    """
    quoted = sentence.quoted_in(clause.after)
    said, is_second_used = clause.after, False
    if len(quoted) == 2 and _INSTEAD.search(clause.after):
        new = quoted[1]
    elif len(quoted) > 1:
        raise UnreadError(f"“{quoted[0]}” and “{quoted[1]}” go together in a way not known")
    elif second is not None and second.goes_on_adding:
        new = _only(sentence.quoted_in(second.after), quoted[0])
        said, is_second_used = f"{said} {second.after}", True
    elif clause.removes:
        new = ""
    else:
        raise _nothing_instead(quoted[0])
    everywhere = _EVERYWHERE.search(said) is not None
    piece = _LESS_THAN_A_PARAGRAPH.search(sentence.words)
    if everywhere and piece:
        raise UnreadError(f"it is for {piece.group()}, not for a whole paragraph")
    slip = clause.is_for("correct")
    return Substitute(places, quoted[0], new, everywhere, slip), is_second_used


def _only(quoted: Sequence[str], old: str) -> str:
    if len(quoted) != 1:
        raise _nothing_instead(old)
    return quoted[0]


def _nothing_instead(old: str) -> UnreadError:
    return UnreadError(f"it does not say what takes the place of “{old}”")


def insertion(clause: Clause, sentence: Sentence, places: tuple[Target, ...]) -> Substitute:
    """Words put in beside others. Raises UnreadError where it does not say which."""
    quoted = sentence.quoted_in(clause.after)
    beside = _BESIDE.search(clause.after)
    if len(quoted) != 2 or beside is None:
        raise UnreadError(f"it does not say after which words “{quoted[0]}” is added")
    words, anchor = quoted
    if beside.start() < clause.after.find(BEGINS):
        anchor, words = quoted  # "adding after the word X the word Y"
    return Substitute(places, anchor, _beside(words, beside, anchor))


def _beside(words: str, side: re.Match[str], anchor: str) -> str:
    follows = side["side"].lower() in ("after", "following")
    return f"{anchor} {words}" if follows else f"{words} {anchor}"
