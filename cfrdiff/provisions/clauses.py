"""The main clauses of a sentence: their operator and their subject."""

from __future__ import annotations

import itertools

import msgspec

from cfrdiff.provisions.conditions import MARKS
from cfrdiff.provisions.language import Operator, Parsed, word_set
from cfrdiff.provisions.subjects import is_person, noun_phrase
from cfrdiff.provisions.subordination import is_governed

_STRONG = frozenset({"duty", "prohibition", "permission", "future", "future_not"})


class Clause(msgspec.Struct, frozen=True):
    """A main clause: its operator, and the tokens ``[first, last)`` of its subject.

    `coordinated` says that it goes on after "and", "or" or "but" without a subject of its own.
    """

    operator: Operator
    first: int
    last: int
    coordinated: bool = False


def main_clauses(parsed: Parsed, first: int, last: int) -> list[Clause]:
    """The main clauses of the sentence in tokens ``[first, last)``, in order.

    The first is the one that decides; others are added where they say something of their own
    ("… and may initiate", "…; and a creditor shall not"). Operators in subordinate clauses,
    parentheses and quotations are none. Empty where the sentence has no operator.
    """
    within = [
        operator
        for operator in parsed.operators
        if first <= operator.first
        and operator.last <= last
        and parsed.depth[operator.first] == 0
        and _verbal(parsed, operator, first)
    ]
    strong = [operator for operator in within if _is_strong(operator)]
    weak = [operator for operator in within if not _is_strong(operator)]
    for found in (_strong_clauses(parsed, strong, first), _first_clause(parsed, weak, first)):
        if found and not _definition_before(within, found[0], parsed, first):
            return found
    return _without_comma(parsed, within, first)


def _is_strong(operator: Operator) -> bool:
    """Whether it decides before "means" and its like do, wherever they stand."""
    return operator.label in _STRONG or operator.label == "application"


def _strong_clauses(parsed: Parsed, operators: list[Operator], first: int) -> list[Clause]:
    """The first clause, and those joined on that say something of their own."""
    found = _first_clause(parsed, operators, first)
    for operator in operators:
        if found and operator is not found[0].operator and _joins_on(parsed, operator, found[-1]):
            clause = _clause(parsed, operator, first, found[-1])
            found += [clause] if clause is not None else []
    return found


def _first_clause(parsed: Parsed, operators: list[Operator], first: int) -> list[Clause]:
    clauses = (_clause(parsed, operator, first, None) for operator in operators)
    return list(itertools.islice((one for one in clauses if one is not None), 1))


def _definition_before(within: list[Operator], clause: Clause, parsed: Parsed, first: int) -> bool:
    """Whether the sentence is a definition whose later words hold the modal verb."""
    return any(
        operator.label == "definition"
        and operator.first < clause.operator.first
        and _clause(parsed, operator, first, None) is not None
        for operator in within
    )


def _without_comma(parsed: Parsed, within: list[Operator], first: int) -> list[Clause]:
    """Where a comma was left out: "If the application remains incomplete the creditor shall"."""
    if parsed.lower[first] not in word_set("clauses", "subordinators"):
        return []
    for operator in within:
        if operator.label not in _STRONG:
            continue
        for at in range(operator.first - 1, first, -1):
            if parsed.lower[at] in ("the", "a", "an", "each", "any"):
                if not is_governed(parsed, at, operator.first) and at > first + 1:
                    return [Clause(operator, at, operator.first)]
                break
    return []


def _verbal(parsed: Parsed, operator: Operator, first: int) -> bool:
    """Whether "means" and its like are verbs here: "by acceptable alternate means, Customs"."""
    if operator.label != "definition":
        return True
    word = parsed.lower[operator.first]
    after = parsed.lower[operator.last] if operator.last < len(parsed.lower) else "."
    if word in ("means", "mean"):
        before = parsed.lower[max(first, operator.first - 4) : operator.first]
        return after not in {",", "of", "."} and not {"by", "such"} & set(before)
    return True


def _joins_on(parsed: Parsed, operator: Operator, before: Clause) -> bool:
    """Whether a further operator begins a main clause that says something of another kind."""
    if operator.first < before.operator.last:
        return False
    start = _segment(parsed, operator.first, before.operator.last)
    segment = parsed.lower[start : operator.first]
    joined = bool(segment) and segment[0] in ("and", "but", "or")
    if operator.label == before.operator.label:
        # "Customs may take, and applicants and participants may appeal"
        return joined and is_person(parsed, *noun_phrase(parsed, start + 1, operator.first))
    if parsed.lower[operator.first - 1] in ("and", "or", "but"):
        return True
    after_semicolon = start > 0 and parsed.lower[start - 1] == ";"
    return joined or after_semicolon


def _clause(parsed: Parsed, operator: Operator, first: int, before: Clause | None) -> Clause | None:
    """The operator's clause, None where it stands in a subordinate one."""
    if before is not None and parsed.lower[operator.first - 1] in ("and", "or", "but"):
        return Clause(operator, before.first, before.last, coordinated=True)
    if before is not None:
        floor = before.operator.last
        start = _segment(parsed, operator.first, floor)
        start += 1 if parsed.lower[start] in ("and", "or", "but") else 0
    else:
        start = _subject(parsed, operator, first)
        if start == first and _opens_lead(parsed, start):
            return None
    if is_governed(parsed, start, operator.first):
        return None
    return Clause(operator, start, operator.first)


def _subject(parsed: Parsed, operator: Operator, first: int) -> int:
    """Where the first main clause's subject begins: behind what leads the clause."""
    start = _segment(parsed, operator.first, first)
    if start == operator.first and start > first:
        # "A creditor, in evaluating applicants, shall": set off between the commas
        apart = _segment(parsed, start - 1, first)
        start = _segment(parsed, apart - 1, first) if apart > first else first
        while start > first and parsed.lower[start] in ("and", "or"):
            start = _segment(parsed, start - 1, first)
    if start > first and parsed.lower[start] in ("and", "or"):
        # "A creditor, state, or other interested party may"
        start = _segment(parsed, start - 1, first)
        while start > first and not leads_in(parsed, _segment(parsed, start - 1, first)):
            start = _segment(parsed, start - 1, first)
    while start > first and _describes(parsed, start):
        # "A committee, other than a party committee, that makes a communication must"
        start = _segment(parsed, start - 1, first)
    return start


def _describes(parsed: Parsed, start: int) -> bool:
    """Whether what begins here, behind a comma, describes the noun before the comma."""
    words = parsed.lower[start : start + 2]
    return words[0] in ("that", "which", "who", "whose") or words == ("other", "than")


def _segment(parsed: Parsed, at: int, floor: int) -> int:
    """The first token after the last mark between clauses before token `at`."""
    i = at - 1
    while i >= floor and not (parsed.lower[i] in MARKS and parsed.depth[i] == 0):
        i -= 1
    return max(i + 1, floor)


def leads_in(parsed: Parsed, start: int) -> bool:
    """Whether what begins at token `start` stands before a subject: "In …", "Upon …"."""
    return parsed.lower[start] in word_set("clauses", "leads")


def _opens_lead(parsed: Parsed, start: int) -> bool:
    """Whether a clause with a verb of its own begins here: "If …", "Where …"."""
    return parsed.lower[start] in word_set("clauses", "subordinators") - {"as", "than"}
