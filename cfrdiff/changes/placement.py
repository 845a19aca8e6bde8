"""Where an edit begins and ends, as a person would place it.

Comparing finds the fewest words that differ. A person marks whole names, keeps a rewritten clause
together, and takes an added phrase from its own first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.changes.mentions import table


class Unit(msgspec.Struct, frozen=True):
    """What is compared as one: a token, or the tokens of a name (`named`).

    `within` numbers the thing that the text names and this is a part of, -1 where it is none.
    """

    key: str
    start: int
    end: int
    named: bool = False
    within: int = -1


class Stretch(msgspec.Struct, frozen=True):
    """Units ``[a, b)`` of the older text became ``[c, d)`` of the newer."""

    a: int
    b: int
    c: int
    d: int


_SMALL = frozenset(
    "a an the of to in on for by and or as at with from such that this which any each is are be"
    " its , ( )".split()
)
_STOP = re.compile(r"[.?!]")
_QUOTES = frozenset("\"'“”‘’`")
# A phrase begins with one of these, so an addition is marked from there.
_OPENING = frozenset(
    "and or but nor if unless except that which who where when by in on at of for from to with"
    " under within as , ; (".split()
)
# Of the places where an addition may be read, one right behind the edit before it, so that nothing
# is left between, counts for so much more.
_NOTHING_BETWEEN = 5
# An edit of so many words on both sides swallows one unchanged word beside it.
_HEAVY = 4
# An addition of so many units at the end of a sentence is one with the sentences added behind it.
_LONG = 16


def place(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches as a person would mark them; what is equal between them stays so."""
    stretches: list[Stretch] = []
    for k, one in enumerate(found):
        last = stretches[-1] if stretches else None
        slid = _slide(old, new, one, last, found[k + 1] if k + 1 < len(found) else None)
        if last and _touch(last, slid) and not _touch(found[k - 1], one):
            stretches[-1] = Stretch(last.a, slid.b, last.c, slid.d)
        else:
            stretches.append(slid)
    stretches = _with_modifier(old, new, stretches)
    while True:
        merged = _merge(old, new, stretches)
        if len(merged) == len(stretches):
            return merged
        stretches = merged


def _touch(one: Stretch, other: Stretch) -> bool:
    return (one.b, one.d) == (other.a, other.c)


def is_small(key: str) -> bool:
    """Whether a unit says little by itself: an article, a preposition, a mark."""
    return key.lower() in _SMALL or not any(c.isalnum() for c in key)


def _content(units: Sequence[Unit], start: int, end: int) -> int:
    return sum(not is_small(unit.key) for unit in units[start:end])


def _merge(old: Sequence[Unit], new: Sequence[Unit], stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for one in stretches:
        if merged and _is_one(old, new, merged[-1], one):
            last = merged[-1]
            whole = Stretch(last.a, one.b, last.c, one.d)
            both = old[whole.b - 1].key == new[whole.d - 1].key
            merged[-1] = Stretch(whole.a, whole.b - both, whole.c, whole.d - both)
        else:
            merged.append(one)
    return merged


def _is_one(old: Sequence[Unit], new: Sequence[Unit], left: Stretch, right: Stretch) -> bool:
    """Whether two stretches are one rewritten clause: little stands between them."""
    between = old[left.b : right.a]
    if len(between) <= 1 and _ends_elsewhere(old, new, left, right, between):
        return True
    if not between or any(unit.named for unit in between):
        return False
    if len(between) <= 3 and all(_are_quotes(old, new, s) for s in (left, right)):
        return True
    if any(re.fullmatch(r"[.;:?!—]", unit.key) for unit in between):
        return False
    if len(between) <= 2 and (_is_term(old, new, left) or _moved(old, new, left, right)):
        return True
    kept = _content(old, left.b, right.a)
    if not kept and (_runs_over(old, left.b, right.a) or _runs_over(new, left.d, right.c)):
        return True
    if any(_names(old, s.a, s.b) and _names(new, s.c, s.d) for s in (left, right)):
        return False
    both = _shape(left) == _shape(right) == (True, True)
    if not kept:
        if len(between) == 1 and _shape(left) != _shape(right) and between[0].key.isalpha():
            return True
        sizes = [max(_content(old, s.a, s.b), _content(new, s.c, s.d)) for s in (left, right)]
        return len(between) <= 3 and min(sizes) >= (2 if both else 4)
    least = [min(_content(old, s.a, s.b), _content(new, s.c, s.d)) for s in (left, right)]
    return both and len(between) <= 4 and min(least) >= _HEAVY * kept


def _shape(one: Stretch) -> tuple[bool, bool]:
    return one.a < one.b, one.c < one.d


def _ends_elsewhere(
    old: Sequence[Unit],
    new: Sequence[Unit],
    left: Stretch,
    right: Stretch,
    between: Sequence[Unit],
) -> bool:
    """Whether a sentence got another end, and the sentences behind it came or went with that."""
    if sum(_shape(right)) != 1:
        return False
    units, last = (old, right.b) if right.a < right.b else (new, right.d)
    if not _STOP.fullmatch(units[last - 1].key):
        return False
    if between:
        large = max(left.b - left.a, left.d - left.c) >= _LONG
        opposed = sum(_shape(left)) == 1 and _shape(left) != _shape(right)
        return between[0].key == "." and (opposed or (_shape(left) == _shape(right) and large))
    if _shape(left) != (True, True):
        return False
    stops = [bool(_STOP.fullmatch(x.key)) for x in (old[left.b - 1], new[left.d - 1])]
    return stops == ([True, False] if units is old else [False, True])


def _are_quotes(old: Sequence[Unit], new: Sequence[Unit], one: Stretch) -> bool:
    units = (*old[one.a : one.b], *new[one.c : one.d])
    return all(unit.key in _QUOTES for unit in units)


def _is_term(old: Sequence[Unit], new: Sequence[Unit], one: Stretch) -> bool:
    """Whether a stretch begins with what makes a defined term of the noun behind it."""
    words = [
        u[at].key.lower() for u, at, end in ((old, one.a, one.b), (new, one.c, one.d)) if at < end
    ]
    return not table().markers.isdisjoint(words)


def _moved(old: Sequence[Unit], new: Sequence[Unit], left: Stretch, right: Stretch) -> bool:
    """Whether words only changed places: "costs of processing" → "processing costs"."""
    if sorted((_shape(left), _shape(right))) != [(False, True), (True, False)]:
        return False
    gone, came = (left, right) if left.a < left.b else (right, left)
    words = {u.key.lower() for u in new[came.c : came.d] if not is_small(u.key)}
    return bool(words) and words <= {u.key.lower() for u in old[gone.a : gone.b]}


def _names(units: Sequence[Unit], start: int, end: int) -> bool:
    return any(unit.named for unit in units[start:end])


def _runs_over(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether one name begins before the units, and goes on behind them."""
    if not start or end >= len(units):
        return False
    return units[start - 1].within == units[end].within >= 0


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
    if (one.a < one.b) == (one.c < one.d):
        return one
    units, start, end = (old, one.a, one.b) if one.a < one.b else (new, one.c, one.d)
    back = one.a - (last.b if last else 0)
    ahead = (after.a if after else len(old)) - one.b
    shifts = {0: _phrasing(units, start, end)}
    for by in _backward(units, start, end, back):
        shifts[by] = _phrasing(units, start + by, end + by)
        if by == -back and last and last.a < last.b:
            shifts[by] += _NOTHING_BETWEEN
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
    score = 0
    if re.fullmatch(r"[.;:?!]", before) and re.fullmatch(r"[.;:?!]", last):
        score += 4
    if first.lower() in _OPENING:
        score += 2
    if last == before == ",":
        score += 2
    return score - (last.lower() in _OPENING and last not in ",;")


def _with_modifier(
    old: Sequence[Unit], new: Sequence[Unit], stretches: Sequence[Stretch]
) -> list[Stretch]:
    """A term whose modifier is said again in what takes its place is taken whole.

    "commercial items" → "commercial products or commercial services".
    """
    result: list[Stretch] = []
    for k, one in enumerate(stretches):
        free = one.a > (stretches[k - 1].b if k else 0)
        if free and one.a < one.b and one.d - one.c > 1:
            word = old[one.a - 1].key.lower()
            sides = [{u.key.lower() for u in old[one.a : one.b]}]
            again = [u.key.lower() for u in new[one.c : one.d]].count(word)
            if again and word not in sides[0] and not is_small(word) and word.isalpha():
                one = Stretch(one.a - 1, one.b, one.c - 1, one.d)
        result.append(one)
    return result
