"""Whether a clause depends on another: "a record that the bank must keep"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cfrdiff.provisions.language import Parsed, word_set


class _Word(NamedTuple):
    """A word before an operator that may make the operator's clause depend on another."""

    parsed: Parsed
    at: int
    operator: int  # the operator's first token
    verbs: frozenset[int]  # tokens of the operators between

    @property
    def word(self) -> str:
        return self.parsed.lower[self.at]

    @property
    def nearest(self) -> str:
        """The word behind it, before the operator."""
        return self.parsed.lower[self.at + 1] if self.at + 1 < self.operator else ""

    @property
    def is_relative(self) -> bool:
        return self.word in word_set("clauses", "relatives")


class _Excuse(NamedTuple):
    """Why such a word governs no clause of the operator's."""

    name: str
    holds: Callable[[_Word], bool]


def _has_verb_between(one: _Word) -> bool:
    if one.parsed.lower[one.operator - 1] in ("and", "or"):  # "why it is idle or cannot be done"
        return False
    finite = word_set("clauses", "finite")
    return any(
        one.parsed.lower[i] in finite or i in one.verbs for i in range(one.at + 1, one.operator)
    )


_COMPARED = frozenset({"other", "more", "less", "fewer", "rather", "greater", "later", "earlier"})


def _is_other_than(one: _Word) -> bool:
    return one.word == "than" and one.parsed.lower[one.at - 1] in _COMPARED


def _leads_participle(one: _Word) -> bool:
    endings = ("ed", "ing", "to", "such", "of")
    return not one.is_relative and one.nearest.endswith(endings)


def _has_own_verb(one: _Word) -> bool:
    """Whether "that", "which" or "who" is the subject of a verb that follows it at once."""
    if not one.is_relative or one.operator - one.at - 1 < 2 or _begins_noun(one.nearest):
        return False
    return one.word == "who" or (
        one.nearest.endswith("s") and not one.nearest.endswith(("ss", "us"))
    )


def _begins_noun(word: str) -> bool:
    return word in word_set("clauses", "determiners") or word in word_set("clauses", "pronouns")


def _points(one: _Word) -> bool:
    before = one.parsed.lower[one.at - 1] if one.at else ""
    return one.word == "that" and before in ("of", "by", "to", "for", "with", "under", "from", "in")


def _says_as_what(one: _Word) -> bool:
    return one.word == "as" and not _begins_noun(one.nearest)


_EXCUSES = (
    _Excuse("it points: “the principal of that seller”", _points),
    _Excuse("it says as what: “as support for”", _says_as_what),
    _Excuse("its clause is over: “who is required to …”", _has_verb_between),
    _Excuse("it compares: “other than”", _is_other_than),
    _Excuse("it leads no clause: “as defined in”, “before becoming”, “such as”", _leads_participle),
    _Excuse("its verb is not in the tables: “who applies for …”", _has_own_verb),
)


def is_governed(parsed: Parsed, start: int, operator: int) -> bool:
    """Whether a word such as "that" or "if" in tokens ``[start, operator)`` makes the clause of
    the operator there subordinate.
    """
    verbs = frozenset(
        i
        for op in parsed.operators
        if start <= op.first and op.last <= operator
        for i in range(op.first, op.last)
    )
    subordinating = word_set("clauses", "relatives") | word_set("clauses", "subordinators")
    return any(
        _governs(_Word(parsed, at, operator, verbs))
        for at in range(start, operator)
        if parsed.lower[at] in subordinating and not parsed.depth[at]
    )


def _governs(one: _Word) -> bool:
    return not any(excuse.holds(one) for excuse in _EXCUSES)
