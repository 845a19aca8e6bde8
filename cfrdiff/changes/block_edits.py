"""The edits between two blocks' texts; of a long one, piece by piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Edit, Field, Span
from cfrdiff.changes.thresholds import LONG_TEXT

# Where a sentence or an item may end; a piece too many costs nothing.
_PIECE = re.compile(r".*?[.;:?!]\s+|.+", re.DOTALL)


def text_edits(before: str, after: str, exact: bool, field: Field) -> tuple[Edit, ...]:
    """The edits from one text to the other, in order; what is the same in both of two long texts
    is found by whole sentences first, so that the cost does not grow with the square of them.
    """
    if len(before) + len(after) <= LONG_TEXT:
        return find_edits(before, after, exact, field)
    return tuple(
        edit
        for old, new in _between(before, after)
        for edit in _edits_within(before, after, old, new, exact, field)
    )


def _between(before: str, after: str) -> Iterator[tuple[Span, Span]]:
    """What stands between the pieces that each text has once, and both in the same order."""
    olds, news = _only_once(before), _only_once(after)
    fixed = rising((olds[text], news[text]) for text in olds.keys() & news.keys())
    lengths = {start: len(text) for text, start in olds.items()}
    at_old = at_new = 0
    for i, j in (*fixed, (len(before), len(after))):
        if before[at_old:i] != after[at_new:j]:
            yield (at_old, i), (at_new, j)
        length = lengths.get(i, 0)
        at_old, at_new = i + length, j + length


def _only_once(text: str) -> dict[str, int]:
    """The pieces that a text has once, and where."""
    pieces = [(match[0], match.start()) for match in _PIECE.finditer(text)]
    count = Counter(piece for piece, _ in pieces)
    return {piece: start for piece, start in pieces if count[piece] == 1}


def _edits_within(
    before: str, after: str, old: Span, new: Span, exact: bool, field: Field
) -> Iterator[Edit]:
    one, other = before[slice(*old)], after[slice(*new)]
    if len(one) + len(other) > LONG_TEXT and one and other:
        # Hardly a sentence is the same: the whole was written anew.
        yield Edit(one, other, old, new, "wording", field)
        return
    for edit in find_edits(one, other, exact, field):
        yield msgspec.structs.replace(
            edit,
            before_span=_later(edit.before_span, old[0]),
            after_span=_later(edit.after_span, new[0]),
        )


def _later(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
