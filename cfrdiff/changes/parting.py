"""One difference → the edits a person would tell apart in it.

Changed words that touch are one edit, except where one of them would be complete without the
other: a name beside a replaced word, a modal verb beside its rewritten
subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.changes.model import Span
from cfrdiff.changes.ranges import Spans
from cfrdiff.changes.thresholds import LONG_SUBJECT, SHORT_SUBJECT
from cfrdiff.language.mentions import Mention, table

_LAST_WORD = re.compile(r"(?<!\w)\w+$")
_PARTING = frozenset(("agency", "office", "address"))

# Where both sides of a difference are cut.
_Cut = tuple[int, int]


def part(
    before: str, after: str, spans: Spans, old: Sequence[Mention], new: Sequence[Mention]
) -> list[Spans]:
    """The pieces of a difference, in order; `old` and `new` are what the texts mention."""
    at = _modal_at_end(before, after, spans)
    if at is None:
        at = _beside_name(_names(old, spans[0]), _names(new, spans[1]), spans)
        old = new = ()
    halves = _halves(before, after, spans, at) if at is not None else None
    if halves is None:
        return [spans]
    pieces = [halves[0], *part(before, after, halves[1], old, new)]
    return [(one, other) for one, other in pieces if before[slice(*one)] != after[slice(*other)]]


def _halves(before: str, after: str, spans: Spans, at: _Cut) -> tuple[Spans, Spans] | None:
    """Two pieces, without the white space they have in common where they meet; None where there
    is other white space on the two sides.
    """
    (a, b), (c, d) = spans
    first = _trim_end(before, (a, at[0])), _trim_end(after, (c, at[1]))
    second = _trim_start(before, (at[0], b)), _trim_start(after, (at[1], d))
    if before[first[0][1] : second[0][0]] != after[first[1][1] : second[1][0]]:
        return None
    return first, second


def _modal_at_end(before: str, after: str, spans: Spans) -> _Cut | None:
    """Where different modal verbs end both sides of a rewritten subject."""
    sides = before[slice(*spans[0])], after[slice(*spans[1])]
    ends = [_LAST_WORD.search(side.rstrip()) for side in sides]
    verbs = [end for end in ends if end is not None and end.start() > 0]
    if len(verbs) < 2 or not {verb.group() for verb in verbs} <= table().modals:
        return None
    short, long = sorted(len(side.split()) for side in sides)
    if short < SHORT_SUBJECT or long < LONG_SUBJECT:
        return None
    return spans[0][0] + verbs[0].start(), spans[1][0] + verbs[1].start()


def _names(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The names in a stretch beside which an edit may be parted."""
    return [
        mention
        for mention in mentions
        if span[0] <= mention.start and mention.end <= span[1] and mention.label in _PARTING
    ]


def _beside_name(olds: Sequence[Mention], news: Sequence[Mention], spans: Spans) -> _Cut | None:
    """Where a name of the same kind begins or ends inside on both sides.

    "after Customs" → "once CBP" are two edits: "after" → "once" and "Customs" → "CBP".
    """
    if not olds or not news or olds[0].label != news[0].label:
        return None
    inside = [olds[0].start > spans[0][0], news[0].start > spans[1][0]]
    if all(inside) and len(olds) == 1:
        return olds[0].start, news[0].start
    followed = all(any(m.label != names[0].label for m in names) for names in (olds, news))
    if followed and not any(inside):
        return olds[0].end, news[0].end
    return None


def _trim_end(text: str, span: Span) -> Span:
    return span[0], span[0] + len(text[slice(*span)].rstrip())


def _trim_start(text: str, span: Span) -> Span:
    return span[1] - len(text[slice(*span)].lstrip()), span[1]
