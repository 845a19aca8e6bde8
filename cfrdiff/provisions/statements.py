"""One sentence → its statements: kind, bearer, action, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from cfrdiff.provisions.bearers import Borne, bearer_of, by_phrase, participle
from cfrdiff.provisions.clauses import Clause, leads_in, main_clauses
from cfrdiff.provisions.conditions import conditions
from cfrdiff.provisions.introductions import Introduction
from cfrdiff.provisions.kinds import BORNE, forbids, kind_of
from cfrdiff.provisions.language import Operator, Parsed
from cfrdiff.provisions.model import BearerBasis, Kind, Statement, Words
from cfrdiff.provisions.subjects import is_person, noun_phrase

_ARTICLES = frozenset({"a", "an", "the", "each", "any"})
_LONGEST_OPENING = 3  # "under no circumstances"
_LONGEST_SUBJECT = 5  # words
_CONJUNCTIONS = frozenset({"and", "or", "but"})


def statements_of(parsed: Parsed, above: Introduction | None, headless: bool) -> list[Statement]:
    """The statements of a paragraph in order, without deadlines, offices and references.

    `above` is what the introductory text lends. `headless` says that the file lacks the
    beginning: a first sentence without an operator then has no kind.
    """
    found: list[Statement] = []
    for i, sentence in enumerate(parsed.sentences):
        lent = above if above and (i == 0 or not above.items) else None
        item = lent if lent and lent.items else None
        if item is not None and _completes(parsed, sentence, item):
            found.append(_completed(parsed, sentence, item))
            continue
        clauses = main_clauses(parsed, *sentence)
        for clause, end in _with_ends(parsed, clauses, sentence[1]):
            found.append(_statement(parsed, sentence, end, clause, lent, found[-1:]))
        if not clauses:
            found.append(_plain(parsed, sentence, None if headless and i == 0 else "declaration"))
    return found


def _with_ends(parsed: Parsed, clauses: list[Clause], last: int) -> Iterator[tuple[Clause, int]]:
    """The clauses of a sentence, each with its end: where the next one or its "and" begins."""
    ends = [_begin(parsed, clause) for clause in clauses[1:]]
    return zip(clauses, [*ends, last], strict=False)


def _begin(parsed: Parsed, clause: Clause) -> int:
    at = clause.operator.first if clause.coordinated else clause.first
    return at - 1 if parsed.lower[at - 1] in _CONJUNCTIONS else at


def _completes(parsed: Parsed, sentence: tuple[int, int], item: Introduction) -> bool:
    """Whether a list item only completes the sentence above it."""
    return item.role in ("condition", "content", "definition") or not main_clauses(
        parsed, *sentence
    )


def _completed(parsed: Parsed, sentence: tuple[int, int], item: Introduction) -> Statement:
    kind: Kind | None = "condition" if item.role == "condition" else item.kind
    bearer, basis = _bearer_of_item(parsed, sentence, item, kind)
    return _plain(parsed, sentence, kind, bearer, basis)


def _bearer_of_item(
    parsed: Parsed, sentence: tuple[int, int], item: Introduction, kind: Kind | None
) -> tuple[str | None, BearerBasis | None]:
    first, last = sentence
    if kind in ("duty", "prohibition") and parsed.lower[first] == "by":
        named = by_phrase(parsed, first, last)
        if named is not None:
            return parsed.words(*named), "by-phrase"
    is_condition = item.role == "condition"
    lends = _lacks_subject(parsed, first, last) if is_condition else item.kind in BORNE
    return (item.bearer, "introductory-text") if lends and item.bearer else (None, None)


def _lacks_subject(parsed: Parsed, first: int, last: int) -> bool:
    """Whether an item begins with its verb: "if the creditor: (i) Voluntarily discloses …"."""
    word = parsed.lower[first]
    if word.endswith("ly") and first + 1 < last:
        word = parsed.lower[first + 1]
    return word.endswith("s") and not word.endswith(("ss", "us")) and word not in ("this", "its")


def _plain(
    parsed: Parsed,
    sentence: tuple[int, int],
    kind: Kind | None,
    bearer: str | None = None,
    basis: BearerBasis | None = None,
) -> Statement:
    """A sentence as one statement without an operator."""
    first, last = sentence
    ifs, excepts = conditions(parsed, first, last, first)
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    return Statement(
        kind=kind,
        bearer=bearer,
        bearer_basis=basis,
        operator=None,
        action=_trim(parsed, first, last),
        passive=False,
        text=parsed.text[start:end],
        start=start,
        end=end,
        conditions=tuple(ifs),
        exceptions=tuple(excepts),
    )


def _statement(
    parsed: Parsed,
    sentence: tuple[int, int],
    stop: int,
    clause: Clause,
    lent: Introduction | None,
    preceding: list[Statement],
) -> Statement:
    """The statement of a clause that ends before token `stop`."""
    first, last = sentence
    operator = clause.operator
    subject = _subject(parsed, clause, last)
    passive = participle(parsed, operator, last)
    kind = kind_of(parsed, operator, subject, passive, clause.first)
    before = preceding[0] if preceding else None
    borne = Borne(parsed, operator, subject, last, passive, kind, lent, before)
    bearer, basis = bearer_of(borne)
    ifs, excepts = conditions(parsed, first, last, clause.first, operator)
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    return Statement(
        kind=kind,
        bearer=bearer,
        bearer_basis=basis,
        operator=_words(parsed, operator),
        action=_action(parsed, operator, stop, [*ifs, *excepts]),
        passive=passive is not None,
        text=parsed.text[start:end],
        start=start,
        end=end,
        conditions=tuple(ifs),
        exceptions=tuple(excepts),
    )


def _subject(parsed: Parsed, clause: Clause, last: int) -> tuple[int, int]:
    """The tokens of who or what the clause is about, without article and description."""
    operator = clause.operator
    if operator.label == "permission" and parsed.lower[operator.first].startswith("permit"):
        return noun_phrase(parsed, operator.last - 1, last)  # "permits a person to"
    if parsed.lower[clause.first] == "it":  # "It is unlawful for any person to"
        for at in range(operator.last, last - 1):
            named = noun_phrase(parsed, at + 1, last) if parsed.lower[at] == "for" else (0, 0)
            if is_person(parsed, *named):
                return named
    opening = parsed.lower[clause.first : operator.first]
    if forbids(opening) and len(opening) <= _LONGEST_OPENING:
        return _subject_behind(parsed, operator.last, last)
    first = clause.first
    if leads_in(parsed, first):  # "in evaluating creditworthiness a creditor shall"
        articles = [i for i in range(first, clause.last) if parsed.lower[i] in _ARTICLES]
        first = articles[-1] if articles else first
    return noun_phrase(parsed, first, clause.last)


def _subject_behind(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """The subject that an inverted clause has behind its operator: "shall a broker accept cash"."""
    start, _ = noun_phrase(parsed, first, last)
    ends = range(start + 1, min(start + _LONGEST_SUBJECT, last) + 1)
    return start, max((end for end in ends if is_person(parsed, start, end)), default=start)


def _words(parsed: Parsed, operator: Operator) -> Words:
    said = parsed.words(operator.first, operator.last)
    at = parsed.tokens[operator.first].start
    return Words(said, at, at + len(said))


def _action(parsed: Parsed, operator: Operator, stop: int, clauses: list[Words]) -> str:
    """What is to be done: the words from the operator to a condition or the clause's end."""
    behind = parsed.tokens[operator.last - 1].end
    starts = {words.start for words in clauses if words.start >= behind}
    ends = (i for i in range(operator.last, stop) if parsed.tokens[i].start in starts)
    return _trim(parsed, operator.last, next(ends, stop))


def _trim(parsed: Parsed, first: int, last: int) -> str:
    return parsed.words(first, last).strip(" ,;:—").rstrip(".").strip()
