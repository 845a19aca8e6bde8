"""What the introductory text of a list lends its items: who must, and what the items are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

from cfrdiff.model import Paragraph
from cfrdiff.provisions.conditions import conditions
from cfrdiff.provisions.kinds import BORNE
from cfrdiff.provisions.language import language, parse
from cfrdiff.provisions.model import Kind, Statement

Role = Literal["condition", "content", "definition", "own"]

_SENTENCE_END = re.compile(r"[.?!][”’)]*$")
# A condition longer than this is whole by itself; the items stand beside it.
_LONGEST_OPEN_CONDITION = 15  # words


class Introduction(msgspec.Struct, frozen=True):
    """What the text above a paragraph lends it.

    `items` says that it ends by leading into a list; `role` what the items of that list are:
    conditions, what is to be done (`content`), what a term covers, or statements of their `own`.
    """

    kind: Kind | None
    bearer: str | None
    items: bool
    role: Role = "own"


def introduction(
    paragraph: Paragraph,
    said: Sequence[Statement],
    above: Introduction | None,
    leads: bool | None = None,
) -> Introduction | None:
    """What a paragraph's text lends those below it; a heading alone passes on nothing.

    `leads` says whether it leads into a list where its place in the tree does not show that.
    """
    if not said:
        return None
    if not (leads_into_list(paragraph) if leads is None else leads):
        bearers = [one.bearer for one in said if one.bearer]
        return Introduction(said[-1].kind, bearers[-1] if bearers else None, False)
    # "Customs may take, and applicants may appeal, the following": the first is what is listed
    lead = next(one for one in said if one.start == said[-1].start)
    role = _role(paragraph.text, lead)
    if role == "condition" and _is_definition(above):
        role = "definition"
    if role == "condition":
        bearer = _condition_subject(paragraph.text)
    else:
        bearer = lead.bearer if lead.kind in BORNE else None
    return Introduction(lead.kind, bearer, True, role)


def _is_definition(above: Introduction | None) -> bool:
    return above is not None and above.items and above.role == "definition"


def leads_into_list(paragraph: Paragraph) -> bool:
    """Whether a paragraph's own sentence goes on in those below it."""
    return bool(paragraph.children) and not _SENTENCE_END.search(paragraph.text)


class _Tail:
    """How an introductory text ends."""

    def __init__(self, text: str, lead: Statement) -> None:
        self.text, self.lead = text, lead
        self._words = re.sub(r"[\s:—,–-]+$", "", text).lower()

    def ends_in(self, key: str) -> bool:
        """Whether it ends in a phrase of that table."""
        phrases = language()["lists"][key]
        return any(self._words == end or self._words.endswith(" " + end) for end in phrases)

    @property
    def ends_in_operator(self) -> bool:
        """Whether at most one word follows the operator: "shall:", "shall consider:"."""
        operator = self.lead.operator
        return operator is not None and len(self.text[operator.end :].split()) <= 1


class _Rule(NamedTuple):
    name: str
    holds: Callable[[_Tail], bool]
    role: Role


# In order; where none holds, the items say something of their own.
_RULES = (
    _Rule(
        "“means:” lists what a term covers",
        lambda tail: tail.lead.kind == "definition" and not tail.ends_in("conditional"),
        "definition",
    ),
    _Rule(
        "a condition goes on in its items", lambda tail: tail.lead.kind == "condition", "condition"
    ),
    _Rule("“as follows:” leads to sentences", lambda tail: tail.ends_in("own"), "own"),
    _Rule(
        "“if:” and “if the creditor:” lead to conditions",
        lambda tail: tail.ends_in("conditional") or _open_condition(tail.text),
        "condition",
    ),
    _Rule("“shall:” lists what is to be done", lambda tail: tail.ends_in_operator, "content"),
    _Rule("“that:” lists what is said", lambda tail: tail.ends_in("content"), "content"),
)


def _role(text: str, lead: Statement) -> Role:
    """What the items are, from the last words of the introductory text."""
    tail = _Tail(text, lead)
    return next((rule.role for rule in _RULES if rule.holds(tail)), "own")


def _open_condition(text: str) -> bool:
    """Whether the last clause is a condition that the items complete: "if the creditor:"."""
    parsed = parse(text)
    first, last = parsed.sentences[-1]
    ifs, _ = conditions(parsed, first, last, first)
    if not ifs or not text.rstrip(" :—").endswith(ifs[-1].text):
        return False
    before = text[parsed.tokens[first].start : ifs[-1].start].lower().rstrip(" ,")
    if before.endswith("following") or before.startswith(("for purposes of", "for the purpose")):
        return False
    words = ifs[-1].text.lower().split()
    if words[0] == "where" and words[-1].endswith("ed"):  # "a section where the facts are located"
        return False
    return (
        words[0] in ("if", "when", "where", "unless", "to")
        and len(words) <= _LONGEST_OPEN_CONDITION
        and ifs[-1].start != parsed.tokens[first].start
    )


def _condition_subject(text: str) -> str | None:
    """Who the items' verbs are about: "if the creditor or a person with access:"."""
    match = re.search(r"\b(?:if|when|where|unless) (?:the |a |an |any )?([^,;]+?)\s*[:—]$", text)
    if match is None or re.search(r"\b(?:is|are|was|were|has|that|following)\b", match[1]):
        return None
    return match[1]
