"""When a mark that came, went or gave way means nothing."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.sides import Side
from cfrdiff.cites import LABEL_LIKE

_ITEM = r"(?:(?:the|a|an|any|each|its|all) )?[\w’'-]+"
# Behind a list of words with commas, each perhaps with an article, up to the last: "lead, mercury".
_LISTED = re.compile(rf"(?:^|[^,;.]*[\s(]){_ITEM}, {_ITEM}$")
_LAST_ITEM = re.compile(rf" (?:and|or) {_ITEM}\b(?! (?:and|or)\b)")
# What opens a sentence and ends before its main clause.
_OPENING = re.compile(
    rf"(?:^|[.;:—] )(?:{LABEL_LIKE} )?"
    r"(?:If|When|Whenever|Where|After|Before|Upon|Under|For|In|On|At|To|During|Until|Unless|Except)"
    r"\b[^,;:.()]*$"
)
_MAIN_CLAUSE = re.compile(
    r" (?:the|a|an|each|any|no|such|this|these|those|all|you|he|she|it|they|we|there)\b"
)
_QUOTED_MARKS = tuple(
    frozenset((mark + quote, quote + mark)) for mark in ",." for quote in ("”", '"', "’")
)
_END_MARKS = frozenset((";", ".", ",", ":", "—", "--", ""))


def _lone_comma(one: Difference) -> Side | None:
    """The side that has a comma where the other has nothing."""
    before, after = one.written
    if {before, after} != {",", ""}:
        return None
    return one.old if before else one.new


def is_serial_comma(one: Difference) -> bool:
    """Whether it is the comma before the last "and" or "or" of a list of single words."""
    side = _lone_comma(one)
    return (
        side is not None
        and _LISTED.search(side.text[: side.start]) is not None
        and _LAST_ITEM.match(side.text, side.end) is not None
    )


def is_comma_behind_opening(one: Difference) -> bool:
    """Whether it is the comma between a phrase that opens the sentence and its main clause."""
    side = _lone_comma(one)
    return (
        side is not None
        and _OPENING.search(side.text[: side.start]) is not None
        and _MAIN_CLAUSE.match(side.text, side.end) is not None
    )


def is_mark_at_quote(one: Difference) -> bool:
    """Whether a stop or comma stands on the other side of a closing quote: in one edit, or as the
    mark that came or the one that went.
    """
    old, new = one.old, one.new
    around = (
        one.written,
        (old.text[old.start : old.start + 2], new.text[new.start : new.start + 2]),
        (old.text[old.start - 1 : old.start + 1], new.text[new.start - 2 : new.start]),
        (old.text[old.start - 2 : old.start], new.text[new.start - 1 : new.start + 1]),
    )
    return all(side in (*",.", "") or len(side) == 2 for side in one.written) and any(
        frozenset(pair) in _QUOTED_MARKS for pair in around
    )


def is_end_mark(one: Difference) -> bool:
    """Whether the mark at the end of the text is another one, as where a list goes on or ends."""
    return all(side.text[side.start :].strip() in _END_MARKS for side in (one.old, one.new))
