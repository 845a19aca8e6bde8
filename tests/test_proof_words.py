"""Every word, row and measure in the modules of proofs is needed, and bounded.

As in `test_weight_rows`, for what stands beside the rules themselves: a set without one of its
words, or with one more, gives another answer, and so does a measure that is one larger or smaller.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

import pytest
from test_weight_rows import answer

from cfrdiff.changes import (
    compound_proofs,
    heading_proofs,
    mark_proofs,
    value_proofs,
    word_proofs,
)
from cfrdiff.changes.model import Field
from cfrdiff.language import comparisons, tables

Pair = tuple[str, str]


class Member(NamedTuple):
    """A member of a set or row of a module: `needed` hangs on it, and `beyond` on that `wider` is
    none.
    """

    module: ModuleType
    name: str
    member: object
    needed: Pair
    beyond: Pair
    wider: object
    field: Field = "text"


def _short_words() -> Iterator[Member]:
    for word in sorted(word_proofs._SHORT_WORDS):
        needed = f"of {word.capitalize()} here", f"of {word} here"
        beyond = "of Oil here", "of oil here"
        yield Member(word_proofs, "_SHORT_WORDS", word, needed, beyond, "oil")


def _emphasised() -> Iterator[Member]:
    for word in sorted(word_proofs._EMPHASISED):
        needed = f"it stands {word.upper()} it", f"it stands {word} it"
        beyond = "it pays WARN it", "it pays warn it"
        yield Member(word_proofs, "_EMPHASISED", word, needed, beyond, "warn")


def _two_words() -> Iterator[Member]:
    for word in sorted(word_proofs._TWO_WORDS):
        needed = f"it {word} it", f"it {word.replace('pris', 'priz')} it"
        beyond = "it organise it", "it organize it"
        yield Member(word_proofs, "_TWO_WORDS", word, needed, beyond, "organise")


# By the prefix: words that are others with a hyphen behind it.
_WITH_PREFIX = {
    "re": "re-signed", "un": "un-ionized", "co": "co-respondent", "de": "de-scent",
    "pre": "pre-sent", "in": "in-action", "dis": "dis-ease", "ex": "ex-change",
}  # fmt: skip


def _prefixes() -> Iterator[Member]:
    for prefix in sorted(compound_proofs._OTHER_WHEN_JOINED):
        word = _WITH_PREFIX[prefix]
        needed = f"it is {word} here", f"it is {word.replace('-', '')} here"
        beyond = "a non-profit body", "a nonprofit body"
        yield Member(compound_proofs, "_OTHER_WHEN_JOINED", prefix, needed, beyond, "non")


def _before_nouns() -> Iterator[Member]:
    for word in sorted(compound_proofs._BEFORE_NOUNS):
        needed = f"it is {word}-board use", f"it is {word} board use"
        beyond = "a record-board use", "a record board use"
        yield Member(compound_proofs, "_BEFORE_NOUNS", word, needed, beyond, "record")


def _links() -> Iterator[Member]:
    for word in sorted(compound_proofs._LINKS):
        needed = f"the clerk-{word}-charge of it", f"the clerk {word} charge of it"
        beyond = "the small-animal-clinic of it", "the small animal clinic of it"
        yield Member(compound_proofs, "_LINKS", word, needed, beyond, "animal")


def _end_marks() -> Iterator[Member]:
    for mark in sorted(mark_proofs._END_MARKS):
        other = "." if mark != "." else ";"
        needed = f"It is so{mark}", f"It is so{other}"
        yield Member(mark_proofs, "_END_MARKS", mark, needed, ("It is so?", "It is so."), "?")


def _exact() -> Iterator[Member]:
    pairs = {"money": ("is $25 for", "is $25.00 for"), "percent": ("is 5% of", "is 5.0% of")}
    yield Member(value_proofs, "_EXACT", "money", pairs["money"], pairs["percent"], "percent")


def _without_of() -> Iterator[Member]:
    for phrase in sorted(value_proofs._NEED_NO_OF):
        same = "not more than" if phrase.startswith("not") else "more than"
        needed = f"a load of {same} 5 tons", f"a load {phrase} 5 tons"
        beyond = "a load of more than 5 tons", "a load greater than 5 tons"
        yield Member(value_proofs, "_NEED_NO_OF", phrase, needed, beyond, "greater than")


# British forms that each row makes American.
_BRITISH = {
    "our": "colour color", "tre": "centre center", "ogue": "analogue analog",
    "is": "organise organize", "ys": "analyse analyze", "ence": "defence defense",
    "dgement": "abridgement abridgment", "sulph": "sulphur sulfur",
    "alumini": "aluminium aluminum",
}  # fmt: skip


def _british() -> Iterator[Member]:
    for row in word_proofs._BRITISH:
        one, other = next(pair for key, pair in _BRITISH.items() if key in row[0].pattern).split()
        needed = f"it is {one} here", f"it is {other} here"
        yield Member(word_proofs, "_BRITISH", row, needed, needed, None)


def _plurals() -> Iterator[Member]:
    pairs = ("Bond", "Bonds"), ("Marsh", "Marshes"), ("Penalty", "Penalties"), ("Basis", "Bases")
    beyond = "Filed.", "File."
    for row, (one, other) in zip(heading_proofs._PLURALS, pairs, strict=True):
        needed = f"{one} here.", f"{other} here."
        yield Member(heading_proofs, "_PLURALS", row, needed, beyond, ("e", "ed"), "heading")


def _heading_marks() -> Iterator[Member]:
    for mark in sorted(heading_proofs._END_MARKS):
        needed = f"Bond{mark}", "Bonds"
        beyond = "Bond?", "Bonds"
        yield Member(heading_proofs, "_END_MARKS", mark, needed, beyond, "?", "heading")
    for word in sorted(heading_proofs._ARTICLES):
        needed = f"Filing {word} bond.", "Filing bonds."
        beyond = "Filing no bond.", "Filing bonds."
        yield Member(heading_proofs, "_ARTICLES", word, needed, beyond, "no", "heading")


def _interchangeable() -> Iterator[Member]:
    """Phrases that stand for one another, by the row of the table they are in."""
    # Of the same relation, but not whatever is counted.
    beyond = {
        "at-least": "on or after", "at-most": "on or before", "more-than": "above",
        "less-than": "below",
    }  # fmt: skip
    for row, printed in tables.read_table("quantities")["interchangeable"].items():
        phrases = printed.split(", ")
        for phrase in phrases:
            other = phrases[0] if phrase != phrases[0] else phrases[1]
            needed = _compared(phrase), _compared(other)
            wider = _compared(beyond[row]), _compared(phrases[0])
            yield Member(tables, row, phrase, needed, wider, beyond[row])


def _compared(phrase: str) -> str:
    behind = phrase.startswith("or ")
    return f"must hold 5 feet {phrase} here" if behind else f"must hold {phrase} 5 feet here"


PHRASES = tuple(_interchangeable())


@pytest.mark.slow
@pytest.mark.parametrize("one", PHRASES, ids=[f"{one.name}: {one.member}" for one in PHRASES])
def test_a_comparison_is_needed_and_bounded(one: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    own = comparisons._interchangeable()
    row = next(each for each in own if one.member in each)
    rest = tuple(each for each in own if each is not row)
    as_is = answer(one.needed, "text"), answer(one.beyond, "text")
    assert as_is[0][0] != "substantive" == as_is[1][0]
    less, more = row - {one.member}, row | {str(one.wider)}
    monkeypatch.setattr(comparisons, "_interchangeable", lambda: (*rest, less))
    assert answer(one.needed, "text") != as_is[0]
    monkeypatch.setattr(comparisons, "_interchangeable", lambda: (*rest, more))
    assert answer(one.beyond, "text") != as_is[1]


MEMBERS = (
    *_short_words(), *_emphasised(), *_two_words(), *_prefixes(), *_before_nouns(), *_links(),
    *_end_marks(), *_exact(), *_without_of(), *_british(), *_plurals(), *_heading_marks(),
)  # fmt: skip


def _name_of(one: Member) -> str:
    return f"{one.module.__name__.rpartition('.')[2]}.{one.name}.{one.member}"


@pytest.mark.slow
@pytest.mark.parametrize("one", MEMBERS, ids=map(_name_of, MEMBERS))
def test_a_member_is_needed_and_bounded(one: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    own = getattr(one.module, one.name)
    make = type(own)
    as_is = answer(one.needed, one.field), answer(one.beyond, one.field)
    monkeypatch.setattr(one.module, one.name, make(each for each in own if each != one.member))
    assert answer(one.needed, one.field) != as_is[0]
    if one.wider is not None:
        monkeypatch.setattr(one.module, one.name, make((*own, one.wider)))
        assert answer(one.beyond, one.field) != as_is[1]
