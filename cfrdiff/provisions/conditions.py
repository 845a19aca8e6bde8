"""The conditions and exceptions of a sentence: "if …", "unless …", "subject to …"."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from cfrdiff.provisions.language import Operator, Parsed, language
from cfrdiff.provisions.model import Words

Kind = Literal["condition", "exception"]

MARKS = frozenset({",", ";", ":", "—"})
_JOINS = frozenset({"and", "or", "but"})
_CONJUNCTIONS = frozenset({"if", "when", "where", "whenever", "unless", "except", "once", "until"})
_NOT_LAST = frozenset({",", ";", ".", ":", "and", "or", "—"})
_LONGEST_PHRASE = 5  # words of the table's phrases
_ONE_CLAUSE = 3  # tokens: "except if", "if, upon review" open one clause


class _Place(NamedTuple):
    """Where a word stands that may open a clause."""

    starts: bool  # the sentence
    apart: bool  # behind a mark or a conjunction, or at the start
    leads: bool  # before the subject of the main clause


class _Opening(NamedTuple):
    """How a phrase opens a clause: which phrases do, where they must stand, and why."""

    phrases: Callable[[str], bool]
    stands: Callable[[_Place], bool]
    reason: str


# The first that has the phrase says where it must stand.
_OPENINGS = (
    _Opening(
        lambda phrase: phrase.startswith(("to be", "to satisfy", "to establish", "in order to")),
        lambda place: place.starts,
        "elsewhere an infinitive belongs to the verb before it: “required to be”",
    ),
    _Opening(
        frozenset(
            ("with regard to", "with respect to", "upon", "after", "before", "while")
        ).__contains__,
        lambda place: place.apart and place.leads,
        "behind the main verb they say when or about what a thing is done, not whether",
    ),
    _Opening(
        lambda phrase: phrase.startswith(("to the extent", "so long")),
        lambda place: True,
        "they have no other meaning",
    ),
    _Opening(
        lambda phrase: phrase.split()[0] in _CONJUNCTIONS,
        lambda place: True,
        "conjunctions, which open a clause wherever they stand",
    ),
    _Opening(
        lambda phrase: True,
        lambda place: place.apart,
        "prepositions and adverbs, which open a clause only where one is set off",
    ),
)


def conditions(
    parsed: Parsed, first: int, last: int, main: int, operator: Operator | None = None
) -> tuple[list[Words], list[Words]]:
    """The conditions and the exceptions of the sentence in tokens ``[first, last)``.

    `main` is the first token of the main clause's subject: what leads it ends there. What
    stands before the main clause's `operator` ends there too; directly behind "does not apply"
    any of the words opens a condition. Words in parentheses are none; a clause goes on to the
    next one of either kind or to the end.
    """
    applies = operator.last if operator and operator.label == "application" else None
    starts = list(_starts(parsed, first, last, main, applies))
    found: dict[Kind, list[Words]] = {"condition": [], "exception": []}
    for i, (start, kind) in enumerate(starts):
        following = starts[i + 1][0] if i + 1 < len(starts) else last
        stop = _trimmed(parsed, start, _stop(start, following, main, operator))
        if stop > start:
            words = parsed.words(start, stop)
            begin = parsed.tokens[start].start
            found[kind].append(Words(words, begin, begin + len(words)))
    return found["condition"], found["exception"]


def _starts(
    parsed: Parsed, first: int, last: int, main: int, applies: int | None
) -> Iterator[tuple[int, Kind]]:
    """Where conditions and exceptions begin, and which of them it is."""
    at = first
    while at < last:
        kind = _opens(parsed, at, first, main, applies) if parsed.depth[at] == 0 else None
        if kind is not None:
            yield at, kind
        at += _ONE_CLAUSE if kind else 1


def _stop(start: int, following: int, main: int, operator: Operator | None) -> int:
    """Where a clause must end: at the next, or at the main clause it leads or interrupts."""
    if start < main:
        return min(following, main)
    if operator and start < operator.first:
        return min(following, operator.first)
    return following


def _trimmed(parsed: Parsed, start: int, stop: int) -> int:
    """The end of a clause without what joins it to the next."""
    while stop > start and parsed.lower[stop - 1] in _NOT_LAST:
        stop -= 1
    return stop


def _opens(parsed: Parsed, at: int, first: int, main: int, applies: int | None) -> Kind | None:
    """Whether a condition or an exception begins at this token."""
    rest = " ".join(parsed.lower[at : at + _LONGEST_PHRASE]) + " "
    found = next((one for one in _phrases() if rest.startswith(one[0])), None)
    if found is None:
        return None
    before = parsed.lower[at - 1] if at > first else ""
    apart = at == first or before in MARKS or before in _JOINS
    _, kind, opening = found
    stands = opening.stands(_Place(at == first, apart, at < main))
    return kind if stands or at == applies else None


@functools.cache
def _phrases() -> tuple[tuple[str, Kind, _Opening], ...]:
    """The phrases of the tables with a space behind, exceptions first, longer ones first."""
    kinds: tuple[Kind, ...] = ("exception", "condition")
    return tuple(
        (f"{phrase} ", kind, next(one for one in _OPENINGS if one.phrases(phrase)))
        for kind in kinds
        for phrase in sorted(language()["clauses"][f"{kind}s"], key=len, reverse=True)
    )
