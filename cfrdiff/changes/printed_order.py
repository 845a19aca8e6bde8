"""Paragraphs and blocks that stand elsewhere in their section, though no designation says so.

Flush text, a definition without a designation, a note or a table means what it does where it
stands: "This does not apply to vessels" behind (b) is another rule than behind (c). What both
editions have in the same order has its place; what is out of that order has moved. Paragraphs with
a designation are the marks by which the place of all others is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes.model import Change
from cfrdiff.changes.significance import heavier, weight_of_governing, weight_of_kind

Pair = tuple[int, int]
_Of = tuple[int, int]  # a section by its places in both editions
# What was split, merged or redesignated is said to stand elsewhere already.
_STAYED = frozenset(("unchanged", "revised"))


class Anchors:
    """Pairs that kept their order, by which the place of others is known."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.kept = rising(pairs)
        self._olds = [i for i, _ in self.kept]
        self._news = [j for _, j in self.kept]

    def out_of_order(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Of pairs with places of their own those that do not stand between the same anchors, or
        not in the same order as the others there; as few as explain it.
        """
        found: set[Pair] = set()
        between: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            gap = bisect_left(self._olds, pair[0])
            if gap == bisect_left(self._news, pair[1]):
                between[gap].append(pair)
            else:
                found.add(pair)
        for together in between.values():
            found |= set(together) - set(rising(together))
        return found


def with_moved(changes: Sequence[Change]) -> list[Change]:
    """The changes, those of paragraphs that stand elsewhere in their section called moved; what
    moved along with the paragraph before it follows that.
    """
    moved = {pair: change for members in _by_section(changes) for pair, change in _moved(members)}
    paths = Counter((state.section_index, state.path) for one in changes for state in one.after)
    led: dict[Pair, str] = {}
    made: dict[str, Change] = {}
    for (i, j), change in sorted(moved.items()):
        led[i, j] = led.get((i - 1, j - 1), change.id)
        (new,) = change.after
        is_named = bool(new.designation) and paths[new.section_index, new.path] == 1
        made[change.id] = _as_moved(change, is_named, led[i, j])
    return [made.get(change.id, change) for change in changes]


def kept_order(changes: Iterable[Change]) -> dict[str | None, list[Pair]]:
    """The paragraphs of both editions that did not move, by their places; by newer section."""
    found: dict[str | None, list[Pair]] = defaultdict(list)
    for one in changes:
        if one.before and one.after and one.kind != "moved":
            found[one.after[0].section].append(_places(one))
    return found


def _by_section(changes: Iterable[Change]) -> Iterable[list[Change]]:
    """The changes of paragraphs that are in both editions, section by section."""
    found: dict[_Of, list[Change]] = defaultdict(list)
    for one in changes:
        if one.before and one.after:
            found[one.before[0].section_index, one.after[0].section_index].append(one)
    return found.values()


def _moved(changes: Sequence[Change]) -> Iterable[tuple[Pair, Change]]:
    """The paragraphs of a section that stand elsewhere in it."""
    named = {_places(one): one for one in changes if one.after[0].designation}
    others = {_places(one): one for one in changes if _is_without_name(one)}
    stayed = {pair for pair, one in named.items() if one.kind in _STAYED}
    anchors = _anchors(stayed, set(named) - stayed)
    yield from ((pair, named[pair]) for pair in stayed - set(anchors.kept))
    yield from ((pair, others[pair]) for pair in anchors.out_of_order(others))


def _anchors(stayed: Iterable[Pair], others: Iterable[Pair]) -> Anchors:
    """The order is that of paragraphs that kept their designations; those that got another are
    anchors where they fit in, for the others are said to stand elsewhere already.
    """
    first, rest = Anchors(stayed), list(others)
    return Anchors([*first.kept, *set(rest).difference(first.out_of_order(rest))])


def _is_without_name(change: Change) -> bool:
    """Whether a paragraph has no designation, and no other paragraph took it along."""
    if len(change.states) > 2 or any(one.designation for one in change.states):
        return False
    return change.follows is None


def _places(change: Change) -> Pair:
    return change.before[0].index, change.after[0].index


def _as_moved(change: Change, is_named: bool, leader: str) -> Change:
    """`is_named` says that its designation, which no other paragraph has, says where it belongs."""
    weight, why = (
        weight_of_governing("in another order of print") if is_named else weight_of_kind("moved")
    )
    return msgspec.structs.replace(
        change,
        kind="moved",
        significance=heavier(change.significance, weight),
        reasons=(*change.reasons, *why),
        follows=None if leader == change.id else leader,
    )
