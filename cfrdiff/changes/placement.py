"""Where an edit begins and ends, as a person would place it.

Comparing finds the fewest words that differ. A person marks whole names, keeps a rewritten clause
together, and takes an added phrase from its own first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.changes.merging import merge
from cfrdiff.changes.stretches import Stretch, Unit, is_small
from cfrdiff.changes.thresholds import (
    BETWEEN_COMMAS,
    NOTHING_BETWEEN,
    OPENS_NEXT,
    OPENS_PHRASE,
    WHOLE_SENTENCE,
)

_MARK = re.compile(r"[.;:?!]")
# A phrase begins with one of these, so an addition is marked from there.
_OPENING = frozenset(
    "and or but nor if unless except that which who where when by in on at of for from to with"
    " under within as , ; (".split()
)


def place(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches as a person would mark them; what is equal between them stays so."""
    return merge(old, new, _with_modifiers(old, new, _slid(old, new, found)))


def _slid(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches where their phrases begin, those made one that now touch."""
    stretches: list[Stretch] = []
    for k, one in enumerate(found):
        last = stretches[-1] if stretches else None
        slid = _slide(old, new, one, last, found[k + 1] if k + 1 < len(found) else None)
        if last and last.touches(slid) and not found[k - 1].touches(one):
            stretches[-1] = last.with_next(slid)
        else:
            stretches.append(slid)
    return stretches


def _slide(
    old: Sequence[Unit],
    new: Sequence[Unit],
    one: Stretch,
    last: Stretch | None,
    after: Stretch | None,
) -> Stretch:
    """An addition or removal moved to where its phrase begins, if it can be read in two ways.

    It stays behind the `last` stretch and before the one `after` it.
    """
    if sum(one.shape) != 1:
        return one
    units, start, end = (old, one.a, one.b) if one.shape[0] else (new, one.c, one.d)
    back = one.a - (last.b if last else 0)
    ahead = (after.a if after else len(old)) - one.b
    shifts = {0: _phrasing(units, start, end)}
    for by in _backward(units, start, end, back):
        shifts[by] = _phrasing(units, start + by, end + by)
        if by == -back and last and last.shape[0]:
            shifts[by] += NOTHING_BETWEEN
    for by in _forward(units, start, end, ahead):
        shifts[by] = _phrasing(units, start + by, end + by)
    shift = max(shifts, key=lambda by: shifts[by])
    return Stretch(one.a + shift, one.b + shift, one.c + shift, one.d + shift)


def _backward(units: Sequence[Unit], start: int, end: int, most: int) -> Iterator[int]:
    """The shifts toward the beginning that leave the same units outside."""
    by = 0
    while by < most and units[start - by - 1].key == units[end - by - 1].key:
        by += 1
        yield -by


def _forward(units: Sequence[Unit], start: int, end: int, most: int) -> Iterator[int]:
    """The shifts toward the end that leave the same units outside."""
    by = 0
    while by < most and end + by < len(units) and units[start + by].key == units[end + by].key:
        by += 1
        yield by


def _phrasing(units: Sequence[Unit], start: int, end: int) -> int:
    """How much like a phrase of its own the units read."""
    before = units[start - 1].key if start else "."
    first, last = units[start].key, units[end - 1].key
    points = (
        (WHOLE_SENTENCE, _MARK.fullmatch(before) and _MARK.fullmatch(last)),
        (OPENS_PHRASE, first.lower() in _OPENING),
        (BETWEEN_COMMAS, last == before == ","),
        (OPENS_NEXT, last.lower() in _OPENING and last not in ",;"),
    )
    return sum(worth for worth, holds in points if holds)


def _with_modifiers(
    old: Sequence[Unit], new: Sequence[Unit], stretches: Sequence[Stretch]
) -> list[Stretch]:
    """A term whose modifier is said again in what takes its place is taken whole.

    "commercial items" → "commercial products or commercial services".
    """
    result: list[Stretch] = []
    for k, one in enumerate(stretches):
        free = one.a > (stretches[k - 1].b if k else 0)
        again = free and _says_modifier_again(old, new, one)
        result.append(Stretch(one.a - 1, one.b, one.c - 1, one.d) if again else one)
    return result


def _says_modifier_again(old: Sequence[Unit], new: Sequence[Unit], one: Stretch) -> bool:
    """Whether the word before a stretch is in what replaces it, and not in what is replaced."""
    if not one.shape[0] or one.d - one.c < 2:
        return False
    word = old[one.a - 1].key.lower()
    if is_small(word) or not word.isalpha():
        return False
    replaced = {unit.key.lower() for unit in old[one.a : one.b]}
    return word not in replaced and word in {unit.key.lower() for unit in new[one.c : one.d]}
