"""The redline of a split or a merger, cut where the several paragraphs begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.changes.model import Change, State, joined
from cfrdiff.reports.html.redline import NEWER, OLDER, Mark, Stretch, redline

Both = tuple[tuple[Stretch, ...], tuple[Stretch, ...]]  # heading and text


def pieces(change: Change) -> list[Both]:
    """Heading and text of each newer paragraph of a split, as the edits have them.

    Words that went stand in the paragraph before the next begins. The older paragraph's words
    are those of all pieces together.
    """
    first, whole = _redlines(change)
    texts: list[list[Stretch]] = [[] for _ in change.after]
    headings: list[list[Stretch]] = [first, *([] for _ in change.after[1:])]
    for owner, is_heading, stretch in _cut(whole, change.after, NEWER):
        if owner is not None:
            (headings if is_heading else texts)[owner].append(stretch)
    return [(tuple(a), tuple(b)) for a, b in zip(headings, texts, strict=True)]


def merged(change: Change) -> Both:
    """Heading and text of the newer paragraph of a merger; a `seam` stands where each older
    paragraph but the first began.
    """
    heading, whole = _redlines(change)
    text: list[Stretch] = []
    seen = 0
    for owner, _, stretch in _cut(whole, change.before, OLDER):
        if owner is not None and owner > seen:
            text += [Stretch("seam", state.cite) for state in change.before[seen + 1 : owner + 1]]
            seen = owner
        text.append(stretch)
    text += [Stretch("seam", state.cite) for state in change.before[seen + 1 :]]
    return tuple(heading), tuple(text)


def _redlines(change: Change) -> tuple[list[Stretch], list[Stretch]]:
    """The first headings as one, and the joined texts."""
    edits = {
        field: [edit for edit in change.edits if edit.field == field]
        for field in ("heading", "text")
    }
    first, other = change.before[0].heading or "", change.after[0].heading or ""
    return (
        redline(first, other, edits["heading"]),
        redline(joined(change.before), joined(change.after), edits["text"]),
    )


def _cut(
    whole: Sequence[Stretch], several: Sequence[State], marks: frozenset[Mark]
) -> Iterator[tuple[int | None, bool, Stretch]]:
    """Stretches with the paragraph whose they are, and whether they are its heading; None for
    the space between two.
    """
    ranges = list(_ranges(several))
    at = 0
    owner, is_heading = 0, False
    for stretch in whole:
        if stretch.mark not in marks:
            yield owner, is_heading, stretch
            continue
        end = at + len(stretch.text)
        for start, stop, who, head in ranges:
            low, high = max(at, start), min(end, stop)
            if low < high:
                if who is not None:
                    owner, is_heading = who, head
                part = stretch.text[low - at : high - at]
                yield who, head, msgspec.structs.replace(stretch, text=part)
        at = end


def _ranges(states: Sequence[State]) -> Iterator[tuple[int, int, int | None, bool]]:
    """(start, end, which state, is it its heading) of the joined text; no state for a space."""
    at = 0
    for k, state in enumerate(states):
        for words, is_heading in ((state.heading if k else None, True), (state.text, False)):
            if not words:
                continue
            if at:
                yield at, at + 1, None, False
                at += 1
            yield at, at + len(words), k, is_heading
            at += len(words)
