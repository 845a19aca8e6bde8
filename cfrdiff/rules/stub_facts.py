"""The facts that paragraphs ask of a case: their conditions, exceptions, and the days of what they
give a time for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from cfrdiff.provisions import Deadline, Reference, Statement, Words
from cfrdiff.rules.fact_names import apart, clause_name, named
from cfrdiff.rules.paragraphs import Numbered

FactType = Literal["bool", "day"]

_PURPOSES = ("to ", "in order to ")  # "To be certified, …" says what for, not when
_DATED = frozenset(("day", "week", "month", "quarter", "year"))  # what days can measure
_OF_DAY = re.compile(r"^(?:the |a )?(?:date|day|time) (?:on which|when|that|of) ")
_BEFORE_TIME = re.compile(r"\W*\b(?:within|not later than|no later than|at least)?\W*$")
_LONGEST = 60  # characters of that, with the marks around it
_JOINT = " and "
# What says of an act that it is due, or left undone: the day is that of the act.
_UNDONE = re.compile(r" (?:shall|must|will|may|fails? to|failed to) ")


class Fact(msgspec.Struct, frozen=True):
    """What a paragraph asks of a case: `text` says it, in the paragraph's words."""

    name: str
    type: FactType
    text: str
    cites: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """What it is, and the paragraphs it comes from."""
        return f"{' and '.join(f'§ {cite}' for cite in self.cites)}: {self.text}"


class Timed(msgspec.Struct, frozen=True):
    """A time that a paragraph gives: the facts of the day it runs from, and of what is done by its
    end, None where no words say what that is.
    """

    deadline: Deadline
    start: str
    done: str | None


def facts_of(rows: Iterable[Numbered], known: Mapping[str, str | None] | None = None) -> list[Fact]:
    """What paragraphs ask, each once: two that ask the same in the same words share it.

    `known` has the names that are taken, with the explanation of each: none of them is given
    again, and what is asked by one of them already is not asked twice.
    """
    rows = list(rows)
    taken = {name: _said(text or "") for name, text in (known or {}).items()}
    taken |= {row.name: "" for row in rows}  # other languages have facts and rules in one room
    found: dict[str, Fact] = {}
    for row in rows:
        for fact in _asked(row):
            name = _free(fact, row, taken)
            if name in found:
                cites = tuple(dict.fromkeys((*found[name].cites, row.cite)))
                found[name] = msgspec.structs.replace(found[name], cites=cites)
            elif name not in taken:
                found[name] = msgspec.structs.replace(fact, name=name)
            taken[name] = _said(fact.text)
    return list(found.values())


def _said(explanation: str) -> str:
    """The words of an explanation, in small letters: a clause may begin a sentence or not."""
    cites, _, text = explanation.partition(": ")
    return (text if cites.startswith("§") else explanation).casefold()


def _free(fact: Fact, row: Numbered, taken: Mapping[str, str]) -> str:
    """The name of a fact, told from that of another by its paragraph, then by a number."""
    place = row.name.removeprefix("paragraph_")
    numbered = (apart(fact.name, f"{place}_{number}") for number in itertools.count(2))
    names = itertools.chain((fact.name, apart(fact.name, place)), numbered)
    said = _said(fact.text)
    return next(one for one in names if taken.get(one, said) == said)


def _asked(row: Numbered) -> Iterator[Fact]:
    said = row.provision.statements
    if said[0].kind == "condition" and said[0].operator is None:
        whole = Words(said[0].text, said[0].start, said[0].end)
        yield from _of_clause(row, said[0], whole, "")
    for kind in ("condition", "exception"):
        for one in said:
            clauses = one.conditions if kind == "condition" else one.exceptions
            for clause in clauses:
                if _is_asked(clause.text):
                    yield from _of_clause(row, one, clause, kind)
    for one in said:
        yield from _of_times(row, one)


def _is_asked(clause: str) -> bool:
    """Whether a clause says something of a case; a mere "if" leads to the items below."""
    return " " in clause and not clause.lower().startswith(_PURPOSES)


def _of_clause(row: Numbered, statement: Statement, clause: Words, kind: str) -> Iterator[Fact]:
    """What a clause asks; of one whose time is counted from a day, the days alone tell."""
    if any(clause.start <= one.start < clause.end for one in _timed(statement)):
        return
    name = clause_name(clause, statement.references) or _by_place(row, statement, clause, kind)
    yield Fact(name, "bool", clause.text, (row.cite,))


def _by_place(row: Numbered, statement: Statement, clause: Words, kind: str) -> str:
    """The name of a clause that only refers: by what it refers to, else by its paragraph."""
    inside = (one for one in statement.references if clause.start <= one.start < clause.end)
    place = next((named(f"{kind} in {one.cite}") for one in inside), None)
    return place or "_".join(filter(None, (row.name.removeprefix("paragraph_"), kind)))


def _timed(statement: Statement) -> list[Deadline]:
    """The times of a statement that are counted in days from something it names."""
    return [
        one
        for one in statement.deadlines
        if one.number is not None and one.unit in _DATED and one.counted_from
    ]


def _of_times(row: Numbered, statement: Statement) -> Iterator[Fact]:
    for one in _timed(statement):
        yield _start(row, one)
        done = _done(row, statement, one)
        if done:
            yield done


def times_of(row: Numbered, facts: Sequence[Fact]) -> list[Timed]:
    """The times of a paragraph, by the names that its facts have among those of its section."""
    names = {(one.type, _said(one.text), cite): one.name for one in facts for cite in one.cites}

    def name(fact: Fact | None) -> str | None:
        return names.get((fact.type, _said(fact.text), row.cite)) if fact else None

    found = [
        (one, name(_start(row, one)), name(_done(row, said, one)))
        for said in row.provision.statements
        for one in _timed(said)
    ]
    return [Timed(time, start, done) for time, start, done in found if start]


def _start(row: Numbered, deadline: Deadline) -> Fact:
    """The day from which a time is counted."""
    name = named(_OF_DAY.sub("", deadline.counted_from or "")) or "beginning"
    said = f"the day from which a time is counted: “{deadline.counted_from}”"
    return Fact(f"{name}_on", "day", said, (row.cite,))


def _done(row: Numbered, statement: Statement, deadline: Deadline) -> Fact | None:
    """The day of what is to be done in a time, by the words before it."""
    clauses: Sequence[Words] = (*statement.conditions, *statement.exceptions)
    whole = Words(statement.text, statement.start, statement.end)
    inside = (one for one in clauses if one.start <= deadline.start < one.end)
    begin = next(inside, None) or _main(whole, clauses, deadline)
    begin = _behind_times(begin, statement.deadlines, deadline)
    before = begin.text[: deadline.start - begin.start]
    words = before[:-_LONGEST] + _BEFORE_TIME.sub("", before[-_LONGEST:])
    # As long as before, so that the places in it stay.
    act = _UNDONE.sub(lambda found: " " * len(found[0]), words)
    parts: tuple[Words | Reference, ...] = (*statement.references, *statement.amounts)
    name = clause_name(Words(act, begin.start, deadline.start), parts)
    words = words.lstrip(" ,")
    said = f"the day on which it was done: “{words}”"
    return Fact(f"{name}_on", "day", said, (row.cite,)) if name else None


def _main(whole: Words, clauses: Sequence[Words], deadline: Deadline) -> Words:
    """The statement from behind the last clause that stands before its time."""
    ends = [one.end for one in clauses if one.end <= deadline.start]
    start = max(ends, default=whole.start)
    return Words(whole.text[start - whole.start :], start, whole.end)


def _behind_times(clause: Words, deadlines: Iterable[Deadline], deadline: Deadline) -> Words:
    """What a clause says behind the last time before a deadline: "pay within 10 days after notice
    and reply within 20 days".
    """
    ends = [one.end for one in deadlines if clause.start <= one.start and one.end <= deadline.start]
    joint = clause.text.find(_JOINT, max(ends) - clause.start) if ends else -1
    if joint < 0 or clause.start + joint > deadline.start:
        return clause
    at = joint + len(_JOINT)
    return Words(clause.text[at:], clause.start + at, clause.end)
