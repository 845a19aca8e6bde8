"""Edits of words that OCR was not sure of: a difference there may be one of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.model import Edit, Field, Span, State
from cfrdiff.model import Repair
from cfrdiff.text import DOUBT


def with_reading_doubts(
    edits: Iterable[Edit], olds: Sequence[State], news: Sequence[State]
) -> tuple[Edit, ...]:
    """The edits, those marked that touch a word which one of the editions may have misread."""
    if not any(_doubts(state) for state in (*olds, *news)):
        return tuple(edits)
    return tuple(
        msgspec.structs.replace(edit, misread=True)
        if _touches(edit.before_span, edit.field, olds)
        or _touches(edit.after_span, edit.field, news)
        else edit
        for edit in edits
    )


def is_doubtful(state: State) -> bool:
    """Whether a paragraph holds a word that may be misread."""
    return bool(_doubts(state))


def _doubts(state: State) -> list[Repair]:
    return [repair for repair in state.repairs if repair.kind == DOUBT]


def _touches(span: Span, field: Field, states: Sequence[State]) -> bool:
    """Whether a stretch of the text of some paragraphs, as one text, has to do with a doubt."""
    at = 0
    for i, state in enumerate(states):
        # All but the first have their heading in the text (`joined`).
        lead = len(state.heading) + 1 if i and state.heading else 0
        body = at + lead
        for repair in _doubts(state):
            start = repair.at + (body if repair.field == "text" else at)
            is_here = repair.field == field or bool(i)
            if is_here and span[0] <= start + len(repair.after) and start <= span[1]:
                return True
        at = body + len(state.text) + 1
        if field == "heading":
            return False
    return False
