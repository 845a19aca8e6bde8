"""Who bears a duty, a prohibition or a permission, and how that is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

from cfrdiff.provisions.introductions import Introduction
from cfrdiff.provisions.kinds import BORNE
from cfrdiff.provisions.language import Operator, Parsed, word_set
from cfrdiff.provisions.model import BearerBasis, Kind, Statement
from cfrdiff.provisions.subjects import acts, is_authority, is_document, is_person, noun_phrase

_BINDING = frozenset({"duty", "prohibition"})
_BEFORE_BE = 4  # words between the operator and "be": "shall also not be"
_NEAR = 7  # words between "be" and the participle: "be promptly and fully informed"
_NOT_PASSIVE = frozenset({"in", "at", "to", "of", "a", "the", "able", ","})
_ADVERBS = frozenset({"also", "only", "not"})
_CLAUSE_ENDS = frozenset({";", "if", "unless", "which", "who", "when", "where", "that"})


@dataclasses.dataclass(frozen=True)
class Borne:
    """A statement whose bearer is asked for.

    `subject` are the tokens of its subject, `last` the sentence's end, `passive` the participle
    in the passive voice; `lent` and `preceding` what stands above and before it.
    """

    parsed: Parsed
    operator: Operator
    subject: tuple[int, int]
    last: int
    passive: str | None
    kind: Kind
    lent: Introduction | None
    preceding: Statement | None

    @property
    def lent_bearer(self) -> str | None:
        return self.lent.bearer if self.lent else None


class _Rule(NamedTuple):
    basis: BearerBasis
    passive: bool  # which voice it is for
    bearer: Callable[[Borne], str | None]
    reason: str


def _subject(one: Borne) -> str | None:
    is_someone = acts(one.parsed, *one.subject, one.operator.last)
    return one.parsed.words(*one.subject) if is_someone else None


def _maker_of_document(one: Borne) -> str | None:
    listed = one.lent is not None and one.lent.items
    return one.lent_bearer if listed and is_document(one.parsed, *one.subject) else None


def _doer(one: Borne) -> str | None:
    phrase = by_phrase(one.parsed, one.operator.last, one.last)
    return one.parsed.words(*phrase) if phrase else None


def _bearer_before(one: Borne) -> str | None:
    """Who must do other things must do this; who only may, need not."""
    before = one.preceding
    return before.bearer if before and {one.kind, before.kind} <= _BINDING else None


def _bearer_above(one: Borne) -> str | None:
    """Above a list whoever it is; above else only who must, and of what must be done."""
    if one.lent is None or not (one.lent.items or {one.kind, one.lent.kind} <= _BINDING):
        return None
    return one.lent_bearer


_RULES = (
    _Rule("subject", False, _subject, "someone who must is who bears it"),
    _Rule(
        "introductory-text",
        False,
        _maker_of_document,
        "whoever must make a document must make it say this; any other subject is no one known",
    ),
    _Rule("by-phrase", True, _doer, "“must be kept by the bank”"),
    _Rule("preceding-statement", True, _bearer_before, "the sentence before says who acts here"),
    _Rule("introductory-text", True, _bearer_above, "so does the text above"),
)


def bearer_of(one: Borne) -> tuple[str | None, BearerBasis | None]:
    """Who bears a statement and how that is known; (None, None) where it is not."""
    if one.kind in BORNE:
        for rule in _RULES:
            bearer = rule.bearer(one) if rule.passive == (one.passive is not None) else None
            if bearer:
                return bearer, rule.basis
    return None, None


def participle(parsed: Parsed, operator: Operator, last: int) -> str | None:
    """The participle of a passive ("be submitted"), None in the active voice."""
    for at in range(operator.last, min(operator.last + _BEFORE_BE, last)):
        word = parsed.lower[at]
        if word == "be":
            return _participle_behind(parsed.lower[at + 1 : min(at + 1 + _NEAR, last)])
        if not (word.endswith("ly") or word in _ADVERBS):
            return None
    return None


def _participle_behind(words: tuple[str, ...]) -> str | None:
    for word in words:
        if word in _NOT_PASSIVE:
            return None
        if _is_participle(word):
            return word
    return None


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in word_set("participles", "irregular")


def by_phrase(parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the one by whom something is done, in the clause that begins at `first`."""
    participles = 0
    for at in range(first, last - 1):
        word, outside = parsed.lower[at], parsed.depth[at] == 0
        participles += _is_participle(word)
        # "brought … of an action brought by the Attorney General"
        if participles > 1 or (word in _CLAUSE_ENDS and outside):
            return None
        if word == "by" and outside:
            phrase = noun_phrase(parsed, at + 1, last)
            if is_person(parsed, *phrase) or is_authority(parsed, *phrase):
                return phrase
    return None
