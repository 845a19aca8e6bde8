"""Which neighbouring stretches are one rewritten clause, so that one edit holds both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from cfrdiff.changes.stretches import Stretch, Unit, is_small, weight
from cfrdiff.changes.thresholds import (
    ADDED,
    BESIDE_TERM,
    FOR_EACH_KEPT,
    IN_QUOTES,
    LONG_ADDITION,
    REPLACED,
    SAYING_LITTLE,
    SAYING_MORE,
)
from cfrdiff.language.mentions import table
from cfrdiff.rule_tables import Rule, first_rule, otherwise

_STOP = re.compile(r"[.?!]")
_MARK = re.compile(r"[.;:?!—]")
_QUOTES = frozenset("\"'“”‘’`")


def merge(old: Sequence[Unit], new: Sequence[Unit], stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those made one that are one rewritten clause: little stands between them."""
    while True:
        merged = _merged_once(old, new, stretches)
        if len(merged) == len(stretches):
            return merged
        stretches = merged


def _merged_once(
    old: Sequence[Unit], new: Sequence[Unit], stretches: Sequence[Stretch]
) -> list[Stretch]:
    merged: list[Stretch] = []
    for one in stretches:
        if merged and _is_one_clause(_Neighbours(old, new, merged[-1], one)):
            whole = merged[-1].with_next(one)
            both = old[whole.b - 1].key == new[whole.d - 1].key
            merged[-1] = Stretch(whole.a, whole.b - both, whole.c, whole.d - both)
        else:
            merged.append(one)
    return merged


class _Neighbours:
    """Two stretches, and the units between them, which are the same in both texts."""

    def __init__(
        self, old: Sequence[Unit], new: Sequence[Unit], left: Stretch, right: Stretch
    ) -> None:
        self.old = old
        self.new = new
        self.left = left
        self.right = right

    @cached_property
    def between(self) -> Sequence[Unit]:
        return self.old[self.left.b : self.right.a]

    @cached_property
    def kept(self) -> int:
        """How many of the units between say something."""
        return weight(self.old, self.left.b, self.right.a)

    @property
    def both_replace(self) -> bool:
        """Whether either stretch has older and newer units."""
        return self.left.shape == self.right.shape == (True, True)

    @cached_property
    def weights(self) -> list[tuple[int, int]]:
        """How much the older and the newer units of both stretches say."""
        return [
            (weight(self.old, one.a, one.b), weight(self.new, one.c, one.d))
            for one in (self.left, self.right)
        ]


def _is_one_clause(pair: _Neighbours) -> bool:
    rule = first_rule(_RULES, pair)
    assert rule is not None, "the last rule applies always"
    return rule.verdict


def _ends_elsewhere(pair: _Neighbours) -> bool:
    """Whether a sentence got another end, and the sentences behind it came or went with that."""
    left, right = pair.left, pair.right
    if len(pair.between) > 1 or sum(right.shape) != 1:
        return False
    last = pair.old[right.b - 1] if right.shape[0] else pair.new[right.d - 1]
    if not _STOP.fullmatch(last.key):
        return False
    if pair.between:
        return pair.between[0].key == "." and _goes_with(left, right)
    if left.shape != (True, True):
        return False
    stops = [
        bool(_STOP.fullmatch(unit.key)) for unit in (pair.old[left.b - 1], pair.new[left.d - 1])
    ]
    return stops == list(right.shape)


def _goes_with(left: Stretch, right: Stretch) -> bool:
    """Whether the end of a sentence goes with the sentences behind it: one came where the other
    went, or the end is long itself.
    """
    if left.shape == right.shape:
        return max(left.b - left.a, left.d - left.c) >= LONG_ADDITION
    return sum(left.shape) == 1


def _are_quotes(pair: _Neighbours) -> bool:
    """Whether both stretches are quotation marks, around what stands between."""
    units = [
        unit
        for one in (pair.left, pair.right)
        for unit in (*pair.old[one.a : one.b], *pair.new[one.c : one.d])
    ]
    return len(pair.between) <= IN_QUOTES and all(unit.key in _QUOTES for unit in units)


def _makes_term(pair: _Neighbours) -> bool:
    """Whether the first stretch begins with what makes a defined term of the noun behind it."""
    one = pair.left
    first = [*pair.old[one.a : one.b][:1], *pair.new[one.c : one.d][:1]]
    words = [unit.key.lower() for unit in first]
    return len(pair.between) <= BESIDE_TERM and not table().markers.isdisjoint(words)


def _changed_places(pair: _Neighbours) -> bool:
    """Whether words only changed places: "costs of processing" → "processing costs"."""
    left, right = pair.left, pair.right
    if len(pair.between) > BESIDE_TERM:
        return False
    if sorted((left.shape, right.shape)) != [(False, True), (True, False)]:
        return False
    gone, came = (left, right) if left.shape[0] else (right, left)
    words = {unit.key.lower() for unit in pair.new[came.c : came.d] if not is_small(unit.key)}
    return bool(words) and words <= {unit.key.lower() for unit in pair.old[gone.a : gone.b]}


def _are_in_one_name(pair: _Neighbours) -> bool:
    """Whether one name begins before what stands between, and goes on behind it."""
    left, right = pair.left, pair.right
    return not pair.kept and (
        _runs_over(pair.old, left.b, right.a) or _runs_over(pair.new, left.d, right.c)
    )


def _runs_over(units: Sequence[Unit], start: int, end: int) -> bool:
    if not start or end >= len(units):
        return False
    return units[start - 1].within == units[end].within >= 0


def _replaces_name(pair: _Neighbours) -> bool:
    """Whether one of the stretches puts a name for a name."""
    return any(
        any(unit.named for unit in pair.old[one.a : one.b])
        and any(unit.named for unit in pair.new[one.c : one.d])
        for one in (pair.left, pair.right)
    )


def _leaves_small_word(pair: _Neighbours) -> bool:
    alone = len(pair.between) == 1 and pair.between[0].key.isalpha()
    return alone and not pair.kept and pair.left.shape != pair.right.shape


def _leaves_small_words(pair: _Neighbours) -> bool:
    least = min(max(weights) for weights in pair.weights)
    enough = REPLACED if pair.both_replace else ADDED
    return not pair.kept and len(pair.between) <= SAYING_LITTLE and least >= enough


def _leaves_little(pair: _Neighbours) -> bool:
    least = min(min(weights) for weights in pair.weights)
    return (
        pair.kept > 0
        and pair.both_replace
        and len(pair.between) <= SAYING_MORE
        and least >= FOR_EACH_KEPT * pair.kept
    )


# The verdict says whether two stretches are one clause.
_RULES: tuple[Rule[_Neighbours, bool], ...] = (
    Rule("a sentence with another end", _ends_elsewhere, True),
    Rule("nothing between", lambda pair: not pair.between, False, "they were parted on purpose"),
    Rule("a name between", lambda pair: any(unit.named for unit in pair.between), False),
    Rule("quotation marks around it", _are_quotes, True),
    Rule(
        "a mark between",
        lambda pair: any(_MARK.fullmatch(unit.key) for unit in pair.between),
        False,
        "clauses end there",
    ),
    Rule("a defined term", _makes_term, True),
    Rule("words that changed places", _changed_places, True),
    Rule("both in one name", _are_in_one_name, True),
    Rule("a name for a name", _replaces_name, False),
    Rule("a small word between an addition and a removal", _leaves_small_word, True),
    Rule("small words between stretches that say more", _leaves_small_words, True),
    Rule("a few words in a clause that was rewritten", _leaves_little, True),
    Rule("anything else", otherwise, False),
)
