"""Lists: what introductory text lends its items, and whether they are joined by and or or."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from cfrdiff.model import Paragraph
from cfrdiff.provisions.clauses import conditions
from cfrdiff.provisions.language import language, parse
from cfrdiff.provisions.model import Joined, Statement
from cfrdiff.provisions.statements import BORNE, Introduction

_JOIN = re.compile(r"(?:[;,:.]|^|\)) ?(and|or|and/or)[,;]?$")
_EITHER = re.compile(
    r"\beither(?::|—|,)?(?: paragraph (?:\([a-zA-Z0-9]+\))+ or \(|$)", re.IGNORECASE
)


def introduction(
    paragraph: Paragraph, said: Sequence[Statement], above: Introduction | None
) -> Introduction | None:
    """What a paragraph's text lends those below it; a heading alone passes on nothing."""
    if not said:
        return None
    last = said[-1]
    items = _leads_into_list(paragraph)
    bearers = [one.bearer for one in said if one.bearer]
    bearer = last.bearer or (bearers[-1] if bearers else None)
    if not items:
        return Introduction(last.kind, bearer, False)
    # "Customs may take, and applicants may appeal, the following": the first is what is listed
    lead = next((one for one in said if one.start == last.start), last)
    role = _role(paragraph.text, lead)
    if role == "condition" and above is not None and above.items and above.role == "definition":
        role = "definition"
    if role == "condition":
        bearer = _condition_subject(paragraph.text)
        return Introduction(lead.kind, bearer, True, role)
    return Introduction(lead.kind, lead.bearer if lead.kind in BORNE else None, True, role)


def _leads_into_list(paragraph: Paragraph) -> bool:
    return bool(paragraph.children) and not re.search(r"[.?!][”’)]*$", paragraph.text)


def _role(text: str, lead: Statement) -> str:
    """What the items are, from the last words of the introductory text."""
    tail = re.sub(r"[\s:—,–-]+$", "", text).lower()
    if lead.kind == "definition" and not _ends_in(tail, "conditional"):
        return "definition"
    if lead.kind == "condition":
        return "condition"
    if _ends_in(tail, "own"):
        return "own"
    if _ends_in(tail, "conditional") or _open_condition(text):
        return "condition"
    if lead.operator is not None and len(text[lead.operator.end :].split()) <= 1:
        return "content"  # "shall:", "shall consider:"
    if _ends_in(tail, "content"):
        return "content"
    return "own"


def _ends_in(tail: str, key: str) -> bool:
    return any(tail == end or tail.endswith(" " + end) for end in language()["lists"][key])


def _open_condition(text: str) -> bool:
    """Whether the last clause is a condition that the items complete: "if the creditor:"."""
    parsed = parse(text)
    first, last = parsed.sentences[-1]
    ifs, _ = conditions(parsed, first, last, first)
    if not ifs or not text.rstrip(" :—").endswith(ifs[-1].text):
        return False
    words = ifs[-1].text.lower().split()
    return (
        words[0] in ("if", "when", "where", "unless", "to")
        and len(words) < 16
        and ifs[-1].start != parsed.tokens[first].start
    )


def _condition_subject(text: str) -> str | None:
    """Who the items' verbs are about: "if the creditor or a person with access:"."""
    match = re.search(r"\b(?:if|when|where|unless) (?:the |a |an |any )?([^,;]+?)\s*[:—]$", text)
    if match is None or re.search(r"\b(?:is|are|was|were|has|that|following)\b", match[1]):
        return None
    return match[1]


def joined(
    paragraph: Paragraph,
) -> tuple[Joined | None, Literal["item", "introductory-text"] | None]:
    """How the list below a paragraph is joined, and where that is said.

    The conjunction stands at the end of the last item but one ("…; and"), else in the
    introductory text ("any of the following"). (None, None) where neither says it.
    """
    items = [child for child in paragraph.children if child.designation]
    if len(items) < 2:
        return None, None
    before_last = list(items[-2].walk())[-1]
    match = _JOIN.search(before_last.text.rstrip())
    if match:
        return ("and" if match[1] == "and" else "or"), "item"
    text = paragraph.text.lower()
    if any(phrase in text for phrase in language()["lists"]["any"]) or _EITHER.search(text):
        return "or", "introductory-text"
    if any(phrase in text for phrase in language()["lists"]["all"]):
        return "and", "introductory-text"
    return None, None
