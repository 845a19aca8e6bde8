"""One paragraph in both editions → stretches that went, came or stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes.model import Edit

# What only one file holds of a paragraph that the other breaks off is neither struck nor new. A
# seam is no text: it says which older paragraph began there.
Mark = Literal["same", "del", "ins", "old-only", "new-only", "seam"]
OLDER: frozenset[Mark] = frozenset(("same", "del", "old-only"))
NEWER: frozenset[Mark] = frozenset(("same", "ins", "new-only"))


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Words with one mark; those of an edit bear its category."""

    mark: Mark
    text: str
    category: str = ""


def redline(before: str, after: str, edits: Sequence[Edit]) -> list[Stretch]:
    """Both texts as one: those of `OLDER` joined are `before`, those of `NEWER` are `after`.

    `edits` are all of one field. Between edits the texts are the same; at either end one may
    have more, where the other's file lacks the beginning or the end.
    """
    found: list[Stretch] = []
    old = new = 0
    for i, edit in enumerate(edits):
        found += _gap(before[old : edit.before_span[0]], after[new : edit.after_span[0]], i == 0)
        if edit.before:
            found.append(Stretch("del", edit.before, edit.category))
        if edit.after:
            found.append(Stretch("ins", edit.after, edit.category))
        old, new = edit.before_span[1], edit.after_span[1]
    return [*found, *_gap(before[old:], after[new:], not edits)]


def side(stretches: Sequence[Stretch], marks: frozenset[Mark]) -> list[Stretch]:
    """What one edition has of a redline."""
    return [stretch for stretch in stretches if stretch.mark in marks]


def _gap(before: str, after: str, at_head: bool) -> Iterator[Stretch]:
    """What stands between edits; `at_head` where it is the beginning that one file may lack."""
    parts: list[tuple[Mark, str]]
    if before == after:
        parts = [("same", before)]
    elif at_head and after.endswith(before):
        parts = [("new-only", after[: len(after) - len(before)]), ("same", before)]
    elif at_head and before.endswith(after):
        parts = [("old-only", before[: len(before) - len(after)]), ("same", after)]
    elif after.startswith(before):
        parts = [("same", before), ("new-only", after[len(before) :])]
    elif before.startswith(after):
        parts = [("same", after), ("old-only", before[len(after) :])]
    else:
        parts = [("old-only", before), ("new-only", after)]
    for mark, text in parts:
        if text:
            yield Stretch(mark, text)
