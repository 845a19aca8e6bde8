"""The main clauses of a sentence: their operator and their subject; conditions and exceptions."""

from __future__ import annotations

import msgspec

from cfrdiff.provisions.language import Operator, Parsed, language, word_set
from cfrdiff.provisions.model import Words
from cfrdiff.provisions.subjects import is_person, noun_phrase

_MARKS = frozenset({",", ";", ":", "—"})
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
    found: list[Clause] = []
    for strong in (True, False):
        for operator in within:
            if (operator.label in _STRONG or operator.label == "application") != strong:
                continue
            if found and not (strong and _joins_on(parsed, operator, found[-1])):
                continue
            clause = _clause(parsed, operator, first, found[-1] if found else None)
            if clause is not None:
                found.append(clause)
        if found and not _definition_before(within, found[0], parsed, first):
            return found
        if found:
            found = []
    if not found:
        found = _without_comma(parsed, within, first)
    return found


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
                if not _governed(parsed, at, operator.first) and at > first + 1:
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
    if _governed(parsed, start, operator.first):
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
    while i >= floor and not (parsed.lower[i] in _MARKS and parsed.depth[i] == 0):
        i -= 1
    return max(i + 1, floor)


def leads_in(parsed: Parsed, start: int) -> bool:
    """Whether what begins at token `start` stands before a subject: "In …", "Upon …"."""
    return parsed.lower[start] in word_set("clauses", "leads")


def _opens_lead(parsed: Parsed, start: int) -> bool:
    """Whether a clause with a verb of its own begins here: "If …", "Where …"."""
    return parsed.lower[start] in word_set("clauses", "subordinators") - {"as", "than"}


def _governed(parsed: Parsed, start: int, operator: int) -> bool:
    """Whether a word such as "that" or "if" between makes the operator's clause subordinate.

    A relative clause with its own verb is over before the operator comes: "Any person who is
    required to … may apply".
    """
    lower = parsed.lower
    own_verbs = {
        i
        for op in parsed.operators
        if start <= op.first and op.last <= operator
        for i in range(op.first, op.last)
    }
    for at in range(operator - 1, start - 1, -1):
        word = lower[at]
        if parsed.depth[at]:
            continue
        relative = word in word_set("clauses", "relatives")
        if not relative and word not in word_set("clauses", "subordinators"):
            continue
        between = range(at + 1, operator)
        if any(lower[i] in word_set("clauses", "finite") or i in own_verbs for i in between):
            continue
        nearest = lower[at + 1] if between else ""
        if word == "than" and lower[at - 1] == "other":
            continue
        if not relative and nearest.endswith(("ed", "ing", "to", "such", "of")):
            continue  # "as defined in", "before becoming", "such as"
        if relative and _has_own_verb(parsed, at, nearest, len(between)):
            continue
        return True
    return False


def _has_own_verb(parsed: Parsed, at: int, nearest: str, length: int) -> bool:
    """Whether "that", "which" or "who" is the subject of a verb that follows it at once."""
    if length < 2 or nearest in word_set("clauses", "determiners") | word_set(
        "clauses", "pronouns"
    ):
        return False
    if parsed.lower[at] == "who":
        return True
    return nearest.endswith("s") and not nearest.endswith(("ss", "us"))


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
    starts: list[tuple[int, str]] = []
    at = first
    while at < last:
        kind = _opens(parsed, at, first, main, applies) if parsed.depth[at] == 0 else None
        if kind is not None:
            starts.append((at, kind))
            at += 2  # "except if", "if, upon review": one clause
        at += 1
    found: dict[str, list[Words]] = {"condition": [], "exception": []}
    for i, (start, kind) in enumerate(starts):
        stop = starts[i + 1][0] if i + 1 < len(starts) else last
        if start < main:
            stop = min(stop, main)
        elif operator and start < operator.first:
            stop = min(stop, operator.first)
        while stop > start and parsed.lower[stop - 1] in {",", ";", ".", ":", "and", "or", "—"}:
            stop -= 1
        if stop > start:
            words = parsed.words(start, stop)
            begin = parsed.tokens[start].start
            found[kind].append(Words(words, begin, begin + len(words)))
    return found["condition"], found["exception"]


_ANYWHERE = frozenset({"if", "when", "where", "whenever", "unless", "except", "once", "until"})


def _opens(parsed: Parsed, at: int, first: int, main: int, applies: int | None) -> str | None:
    """Whether a condition or an exception begins at this token."""
    rest = " ".join(parsed.lower[at : at + 5]) + " "
    before = parsed.lower[at - 1] if at > first else ""
    apart = at == first or before in _MARKS or before in ("and", "or", "but")
    for kind in ("exceptions", "conditions"):
        for phrase in sorted(language()["clauses"][kind], key=len, reverse=True):
            if not rest.startswith(phrase + " "):
                continue
            free = phrase.split()[0] in _ANYWHERE or phrase.startswith(("to the extent", "so long"))
            if phrase.startswith(("to be", "to satisfy", "to establish", "in order to")):
                free, apart = False, at == first
            if phrase in ("with regard to", "with respect to", "upon", "after", "before", "while"):
                free, apart = False, apart and at < main
            return kind.removesuffix("s") if free or apart or at == applies else None
    return None
