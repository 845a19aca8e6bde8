"""One sentence → its statements: kind, bearer, action, conditions."""

from __future__ import annotations

from typing import cast

import msgspec

from cfrdiff.provisions.clauses import Clause, conditions, leads_in, main_clauses
from cfrdiff.provisions.language import Operator, Parsed, word_set
from cfrdiff.provisions.model import BearerBasis, Kind, Statement, Words
from cfrdiff.provisions.subjects import is_authority, is_document, is_person, noun_phrase

BORNE = frozenset({"duty", "prohibition", "permission", "discretion"})
_NEAR = 7  # words between "be" and the participle: "be promptly and fully informed"


class Introduction(msgspec.Struct, frozen=True):
    """What the text above a paragraph lends it.

    `items` says that it ends by leading into a list; `role` what the items of that list are:
    conditions, what is to be done (`content`), or statements of their own (`own`).
    """

    kind: Kind | None
    bearer: str | None
    items: bool
    role: str = "own"


def statements_of(parsed: Parsed, above: Introduction | None, headless: bool) -> list[Statement]:
    """The statements of a paragraph in order, without deadlines, offices and references.

    `above` is what the introductory text lends. `headless` says that the file lacks the
    beginning: a first sentence without an operator then has no kind.
    """
    found: list[Statement] = []
    for i, (first, last) in enumerate(parsed.sentences):
        lent = above if above and (i == 0 or not above.items) else None
        item = above if above and above.items and i == 0 else None
        preceding = found[-1] if found else None
        if item is not None and _completes(parsed, first, last, item):
            found.append(_completed(parsed, first, last, item))
            continue
        clauses = main_clauses(parsed, first, last)
        if not clauses:
            kind: Kind | None = None if headless and i == 0 else "declaration"
            found.append(_plain(parsed, first, last, kind))
            continue
        ends = [_own_end(parsed, clause) for clause in clauses[1:]] + [last]
        for clause, end in zip(clauses, ends, strict=True):
            found.append(_statement(parsed, (first, last), end, clause, lent, preceding))
            preceding = found[-1]
    return found


def _own_end(parsed: Parsed, clause: Clause) -> int:
    """Where the clause before a coordinated one ends: before its "and"."""
    at = clause.operator.first if clause.coordinated else clause.first
    return at - 1 if parsed.lower[at - 1] in ("and", "or", "but") else at


def _completes(parsed: Parsed, first: int, last: int, item: Introduction) -> bool:
    """Whether a list item only completes the sentence above it."""
    if item.role in ("condition", "content", "definition"):
        return True
    return not main_clauses(parsed, first, last) or item.role == "verb"


def _completed(parsed: Parsed, first: int, last: int, item: Introduction) -> Statement:
    bearer = item.bearer if item.kind in BORNE and item.role != "condition" else None
    basis: BearerBasis | None = "introductory-text" if bearer else None
    kind: Kind | None = "condition" if item.role == "condition" else item.kind
    if item.role == "condition" and _lacks_subject(parsed, first, last):
        bearer, basis = item.bearer, "introductory-text" if item.bearer else None
    if kind == "prohibition" or kind == "duty":
        named = _by_phrase(parsed, first, last)
        if named is not None and parsed.lower[first] == "by":
            bearer, basis = parsed.words(*named), "by-phrase"
    text = _trim(parsed, first, last)
    ifs, excepts = conditions(parsed, first, last, first)
    return _made(parsed, first, last, kind, bearer, basis, None, text, False, ifs, excepts)


def _lacks_subject(parsed: Parsed, first: int, last: int) -> bool:
    """Whether an item begins with its verb: "if the creditor: (i) Voluntarily discloses …"."""
    word = parsed.lower[first]
    if word.endswith("ly") and first + 1 < last:
        word = parsed.lower[first + 1]
    return word.endswith("s") and not word.endswith(("ss", "us")) and word not in ("this", "its")


def _plain(parsed: Parsed, first: int, last: int, kind: Kind | None) -> Statement:
    ifs, excepts = conditions(parsed, first, last, first)
    text = _trim(parsed, first, last)
    return _made(parsed, first, last, kind, None, None, None, text, False, ifs, excepts)


def _statement(
    parsed: Parsed,
    sentence: tuple[int, int],
    stop: int,
    clause: Clause,
    lent: Introduction | None,
    preceding: Statement | None,
) -> Statement:
    first, last = sentence
    operator = clause.operator
    subject = noun_phrase(parsed, _past_lead(parsed, clause), clause.last)
    if operator.label == "permission" and parsed.lower[operator.first].startswith("permit"):
        subject = noun_phrase(parsed, operator.last - 1, last)
    passive = _participle(parsed, operator, last)
    kind = _kind(parsed, operator, subject, passive)
    if kind in BORNE and parsed.lower[clause.first] in ("no", "neither"):
        kind = "prohibition"
    bearer, basis = _bearer(parsed, subject, operator, last, passive, kind, lent, preceding)
    ifs, excepts = conditions(parsed, first, last, clause.first, operator)
    inner = [w.start for w in (*ifs, *excepts) if w.start >= parsed.tokens[operator.last - 1].end]
    action_end = next(
        (i for i in range(operator.last, last) if parsed.tokens[i].start in inner), stop
    )
    action = _trim(parsed, operator.last, min(action_end, stop))
    return _made(
        parsed,
        first,
        last,
        kind,
        bearer,
        basis,
        operator,
        action,
        passive is not None,
        ifs,
        excepts,
    )


def _past_lead(parsed: Parsed, clause: Clause) -> int:
    """Where the subject begins in "in evaluating creditworthiness a creditor shall"."""
    if not leads_in(parsed, clause.first):
        return clause.first
    articles = ("a", "an", "the", "each", "any")
    within = [i for i in range(clause.first, clause.last) if parsed.lower[i] in articles]
    return within[-1] if within else clause.first


def _kind(
    parsed: Parsed, operator: Operator, subject: tuple[int, int], passive: str | None
) -> Kind:
    label = operator.label
    someone = is_person(parsed, *subject)
    if label == "application":
        return (
            "duty" if someone and parsed.lower[operator.first] in ("shall", "must") else "condition"
        )
    if label == "definition":
        return "definition"
    if label == "permission" and parsed.lower[operator.first] in ("may", "can"):
        if not someone and _consequence(parsed, operator):
            return "declaration"
        if passive is None and is_authority(parsed, *subject):
            return "discretion"
        official = passive in word_set("official_acts", "participles")
        return "discretion" if passive and official else "permission"
    if label in ("future", "future_not"):
        if _consequence(parsed, operator) and (
            not someone or (passive is None and not is_authority(parsed, *subject))
        ):
            return "declaration"
        if not (someone or passive or is_document(parsed, *subject)):
            return "declaration"
        return "prohibition" if label == "future_not" else "duty"
    return cast(Kind, label)


def _consequence(parsed: Parsed, operator: Operator) -> bool:
    rest = " ".join(word for word in parsed.lower[operator.last : operator.last + 4]) + " "
    return any(rest.startswith(verb + " ") for verb in word_set("consequences", "verbs"))


def _bearer(
    parsed: Parsed,
    subject: tuple[int, int],
    operator: Operator,
    last: int,
    passive: str | None,
    kind: Kind,
    lent: Introduction | None,
    preceding: Statement | None,
) -> tuple[str | None, BearerBasis | None]:
    if kind not in BORNE:
        return None, None
    if passive is None and is_person(parsed, *subject):
        return parsed.words(*subject), "subject"
    if passive is None:
        # Whoever must make a document must make it say this; any other subject is no one known.
        lends = lent is not None and lent.items and is_document(parsed, *subject)
        return (
            (lent.bearer, "introductory-text") if lent and lends and lent.bearer else (None, None)
        )
    named = _by_phrase(parsed, operator.last, last)
    if named is not None:
        return parsed.words(*named), "by-phrase"
    if preceding is not None and preceding.bearer and kind in ("duty", "prohibition"):
        return preceding.bearer, "preceding-statement"
    if lent is not None and lent.bearer:
        return lent.bearer, "introductory-text"
    return None, None


def _participle(parsed: Parsed, operator: Operator, last: int) -> str | None:
    """The participle of a passive ("be submitted"), None in the active voice."""
    for at in range(operator.last, min(operator.last + 4, last)):
        if parsed.lower[at] == "be":
            for i in range(at + 1, min(at + 1 + _NEAR, last)):
                word = parsed.lower[i]
                if word in ("in", "at", "to", "of", "a", "the", "able", ","):
                    break
                if word.endswith("ed") or word in word_set("participles", "irregular"):
                    return word
            return None
        if not (parsed.lower[at].endswith("ly") or parsed.lower[at] in ("also", "only", "not")):
            return None
    return None


def _by_phrase(parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """The one by whom something is done, in the clause that begins at `first`."""
    participles = 0
    for at in range(first, last - 1):
        word = parsed.lower[at]
        if word in _CLAUSE_ENDS and parsed.depth[at] == 0:
            return None
        if word.endswith("ed") or word in word_set("participles", "irregular"):
            participles += 1
            if participles > 1:
                return None  # "brought … of an action brought by the Attorney General"
        if word == "by" and parsed.depth[at] == 0:
            phrase = noun_phrase(parsed, at + 1, last)
            if is_person(parsed, *phrase) or is_authority(parsed, *phrase):
                return phrase
    return None


_CLAUSE_ENDS = frozenset({";", "if", "unless", "which", "who", "when", "where", "that"})


def _trim(parsed: Parsed, first: int, last: int) -> str:
    return parsed.words(first, last).strip(" ,;:—").rstrip(".").strip()


def _made(
    parsed: Parsed,
    first: int,
    last: int,
    kind: Kind | None,
    bearer: str | None,
    basis: BearerBasis | None,
    operator: Operator | None,
    action: str,
    passive: bool,
    ifs: list[Words],
    excepts: list[Words],
) -> Statement:
    start = parsed.tokens[first].start
    end = parsed.tokens[last - 1].end
    words = None
    if operator is not None:
        said = parsed.words(operator.first, operator.last)
        at = parsed.tokens[operator.first].start
        words = Words(said, at, at + len(said))
    return Statement(
        kind=kind,
        bearer=bearer,
        bearer_basis=basis,
        operator=words,
        action=action,
        passive=passive,
        text=parsed.text[start:end],
        start=start,
        end=end,
        conditions=tuple(ifs),
        exceptions=tuple(excepts),
    )
