"""One difference → the edits a person would tell apart in it.

Changed words that touch are one edit, except where one of them would be complete without the
other: a name beside a replaced word, a modal verb beside its rewritten
subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.changes.mentions import Mention, table
from cfrdiff.changes.model import Span

Spans = tuple[Span, Span]

_LAST_WORD = re.compile(r"(?<!\w)\w+$")
_PARTING = frozenset(("agency", "office", "address"))


def part(
    before: str, after: str, spans: Spans, old: Sequence[Mention], new: Sequence[Mention]
) -> list[Spans]:
    """The pieces of a difference, in order; `old` and `new` are what the texts mention."""
    (a, b), (c, d) = spans
    at = _modal_at_end(before[a:b], after[c:d])
    if at is not None:
        return _cut(before, after, spans, (a + at[0], c + at[1]), old, new)
    return _at_names(before, after, spans, old, new)


def _cut(
    before: str,
    after: str,
    spans: Spans,
    at: tuple[int, int],
    old: Sequence[Mention],
    new: Sequence[Mention],
) -> list[Spans]:
    """Two pieces, without the white space they have in common where they meet."""
    (a, b), (c, d) = spans
    first = _trim_end(before, (a, at[0])), _trim_end(after, (c, at[1]))
    second = _trim_start(before, (at[0], b)), _trim_start(after, (at[1], d))
    if before[first[0][1] : second[0][0]] != after[first[1][1] : second[1][0]]:
        return [spans]
    rest = part(before, after, second, old, new) if second[0][0] or second[1][0] else [second]
    pieces = (first, *rest)
    return [(o, n) for o, n in pieces if before[slice(*o)] != after[slice(*n)]]


def _modal_at_end(old: str, new: str) -> tuple[int, int] | None:
    """Where different modal verbs end both sides of a rewritten subject."""
    ends = _LAST_WORD.search(old.rstrip()), _LAST_WORD.search(new.rstrip())
    if not ends[0] or not ends[1] or not ends[0].start() or not ends[1].start():
        return None
    sizes = sorted((len(old.split()), len(new.split())))
    if sizes[0] < 2 or sizes[1] < 4:
        return None
    if not {ends[0].group(), ends[1].group()} <= table().modals:
        return None
    return ends[0].start(), ends[1].start()


def _at_names(
    before: str, after: str, spans: Spans, old: Sequence[Mention], new: Sequence[Mention]
) -> list[Spans]:
    """Part where a name of the same kind begins or ends inside on both sides.

    "after Customs" → "once CBP" are two edits: "after" → "once" and "Customs" → "CBP".
    """
    (a, b), (c, d) = spans
    olds = [m for m in old if a <= m.start and m.end <= b and m.label in _PARTING]
    news = [m for m in new if c <= m.start and m.end <= d and m.label in _PARTING]
    if not olds or not news or olds[0].label != news[0].label:
        return [spans]
    if len(olds) == 1 and olds[0].start > a and news[0].start > c:
        return _cut(before, after, spans, (olds[0].start, news[0].start), (), ())
    others = [{m.label for m in found[1:]} for found in (olds, news)]
    if olds[0].start == a and news[0].start == c and all(o - {olds[0].label} for o in others):
        return _cut(before, after, spans, (olds[0].end, news[0].end), (), ())
    return [spans]


def _trim_end(text: str, span: Span) -> Span:
    return span[0], span[0] + len(text[slice(*span)].rstrip())


def _trim_start(text: str, span: Span) -> Span:
    return span[1] - len(text[slice(*span)].lstrip()), span[1]
