"""The redline of a split or a merger, cut where the several paragraphs begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.changes.model import Change, State, joined
from cfrdiff.views.joined_text import Span, cut, spans
from cfrdiff.views.paragraph_words import edits_of
from cfrdiff.views.stretches import NEWER, OLDER, Mark, Stretch, redline

Both = tuple[tuple[Stretch, ...], tuple[Stretch, ...]]  # heading and text
_AT_THE_START = Span(0, 0, 0, "text")


def redlines(change: Change) -> tuple[list[Stretch], list[Stretch]]:
    """The first headings of both editions as one, and the joined texts."""
    first, other = change.before[0].heading or "", change.after[0].heading or ""
    return (
        redline(first, other, edits_of(change.edits, "heading")),
        redline(joined(change.before), joined(change.after), edits_of(change.edits, "text")),
    )


def pieces(change: Change) -> list[Both]:
    """Heading and text of each newer paragraph of a split, as the edits have them.

    Words that went stand in the paragraph before the next begins. The older paragraph's words
    are those of all pieces together.
    """
    first, whole = redlines(change)
    texts: list[list[Stretch]] = [[] for _ in change.after]
    headings: list[list[Stretch]] = [first, *([] for _ in change.after[1:])]
    fields = {"heading": headings, "text": texts}
    for span, stretch in _cut(whole, change.after, NEWER):
        if span.owner is not None and span.part in fields:
            fields[span.part][span.owner].append(stretch)
    return [(tuple(a), tuple(b)) for a, b in zip(headings, texts, strict=True)]


def merged(change: Change) -> Both:
    """Heading and text of the newer paragraph of a merger; a `seam` stands where each older
    paragraph but the first began.
    """
    heading, whole = redlines(change)
    text: list[Stretch] = []
    seams = [Stretch("seam", state.cite) for state in change.before]
    seen = 1
    for span, stretch in _cut(whole, change.before, OLDER):
        begun = (span.owner or 0) + 1
        text += [*seams[seen:begun], stretch]
        seen = max(seen, begun)
    return tuple(heading), (*text, *seams[seen:])


def _cut(
    whole: Sequence[Stretch], several: Sequence[State], marks: frozenset[Mark]
) -> Iterator[tuple[Span, Stretch]]:
    """Stretches with whose they are; what the several do not have belongs to what it follows."""
    found = spans(several)
    at = 0
    last = _AT_THE_START
    for stretch in whole:
        if stretch.mark not in marks:
            yield last, stretch
            continue
        for span, part in cut(found, at, stretch.text):
            last = last if span.part == "space" else span
            yield span, msgspec.structs.replace(stretch, text=part)
        at += len(stretch.text)
