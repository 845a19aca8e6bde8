"""One paragraph in both editions → stretches that went, came or stayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

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
        found += stretches([("del", edit.before), ("ins", edit.after)], edit.category)
        old, new = edit.before_span[1], edit.after_span[1]
    return [*found, *_gap(before[old:], after[new:], not edits)]


def stretches(parts: Iterable[tuple[Mark, str | None]], category: str = "") -> Iterator[Stretch]:
    """Marked words as stretches; where there are no words there is none."""
    return (Stretch(mark, text, category) for mark, text in parts if text)


def side(found: Sequence[Stretch], marks: frozenset[Mark]) -> list[Stretch]:
    """What one edition has of a redline."""
    return [stretch for stretch in found if stretch.mark in marks]


_Parts = tuple[tuple[Mark, str], ...]


class _Gap(NamedTuple):
    """How two texts between edits differ, the first that applies: it is given the older text, the
    newer, and whether they stand at the beginning, which one file may lack.
    """

    name: str
    applies: Callable[[str, str, bool], bool]
    parts: Callable[[str, str], _Parts]


_GAPS = (
    _Gap("none", lambda old, new, at_head: old == new, lambda old, new: (("same", old),)),
    _Gap(
        "the older file lacks the beginning",
        lambda old, new, at_head: at_head and new.endswith(old),
        lambda old, new: (("new-only", new[: len(new) - len(old)]), ("same", old)),
    ),
    _Gap(
        "the newer file lacks the beginning",
        lambda old, new, at_head: at_head and old.endswith(new),
        lambda old, new: (("old-only", old[: len(old) - len(new)]), ("same", new)),
    ),
    _Gap(
        "the older file lacks the end",
        lambda old, new, at_head: new.startswith(old),
        lambda old, new: (("same", old), ("new-only", new[len(old) :])),
    ),
    _Gap(
        "the newer file lacks the end",
        lambda old, new, at_head: old.startswith(new),
        lambda old, new: (("same", new), ("old-only", old[len(new) :])),
    ),
    _Gap(
        "each has its own",
        lambda old, new, at_head: True,
        lambda old, new: (("old-only", old), ("new-only", new)),
    ),
)


def _gap(before: str, after: str, at_head: bool) -> Iterator[Stretch]:
    """What stands between edits; `at_head` where it is the beginning."""
    gap = next(gap for gap in _GAPS if gap.applies(before, after, at_head))
    return stretches(gap.parts(before, after))
