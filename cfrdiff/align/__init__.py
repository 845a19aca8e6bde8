"""Two trees → which paragraph became which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from cfrdiff.align.coverage import Coverage, Reach
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.matching import Pair, match
from cfrdiff.align.places import Place, places
from cfrdiff.align.splits import find_pieces
from cfrdiff.model import Edition

__all__ = ["Alignment", "Link", "Place", "align", "places"]


_FIRM = 0.5
# A paragraph that kept its place and lost a sentence: this share of the shorter wording stands
# in the longer, and it is long enough not to do so by chance.
_INSIDE = 0.75
_LONG = 8


class Link(msgspec.Struct, frozen=True, gc=False):
    """What became of what. One side is empty where a paragraph has no counterpart; a split has
    several after, a merger several before, each in the order of print.

    `reach` says of one without a counterpart whether the other file reaches there at all;
    `margin` how far the pair's likeness is above that of the next best.
    """

    before: tuple[Place, ...]
    after: tuple[Place, ...]
    similarity: float
    margin: float
    reach: Reach = "covered"


class Alignment(msgspec.Struct, frozen=True):
    """The links of two editions, and which section became which: places in the two editions'
    rows of sections.
    """

    links: tuple[Link, ...]
    sections: dict[int, int]


def align(before: Edition, after: Edition) -> Alignment:
    """Link every paragraph of both editions exactly once.

    Links come in the order of the newer edition; what has no counterpart there follows what it
    followed in the older one.
    """
    old, new = places(before), places(after)
    pairs, sections, likeness = match(old, new, before, after)
    links = _link(old, new, pairs, sections, likeness)
    linked_old = {place.index for link in links for place in link.before}
    linked_new = {place.index for link in links for place in link.after}
    reach_old, reach_new = Coverage(before), Coverage(after)
    # A section that was renumbered is looked for under the number it has there.
    came = {after.sections[b].number: before.sections[a].number for a, b in sections.items()}
    went = {number: other for other, number in came.items()}
    links += [
        Link((place,), (), 0.0, 1.0, reach_new.reach(_there(place, went), place.paragraph))
        for place in old
        if place.index not in linked_old
    ]
    links += [
        Link((), (place,), 0.0, 1.0, reach_old.reach(_there(place, came), place.paragraph))
        for place in new
        if place.index not in linked_new
    ]
    return Alignment(tuple(_in_order(links)), sections)


def _there(place: Place, numbers: dict[str | None, str | None]) -> str | None:
    return numbers.get(place.section) or place.section


def _link(
    old: list[Place],
    new: list[Place],
    pairs: list[Pair],
    sections: dict[int, int],
    likeness: Likeness,
) -> list[Link]:
    links: list[Link] = []
    done_old: set[int] = set()
    done_new: set[int] = set()
    margins = {(pair.old, pair.new): pair.margin for pair in pairs}
    keys = likeness.olds, likeness.news
    # A pair that is hardly alike gives way to a piece that is.
    firm = [pair for pair in pairs if _is_firm(pair, old, new, likeness)]
    for split in find_pieces(old, new, keys, firm, sections):
        done_old.add(split.whole)
        done_new.update(split.pieces)
        score = likeness.joined([split.whole], split.pieces)
        margin = max(margins.get((split.whole, piece), 0.0) for piece in split.pieces)
        after = tuple(new[piece] for piece in split.pieces)
        links.append(Link((old[split.whole],), after, score, margin))
    rest = [pair for pair in firm if pair.old not in done_old and pair.new not in done_new]
    for merger in find_pieces(new, old, (keys[1], keys[0]), rest, sections, merged=True):
        if merger.whole in done_new or done_old.intersection(merger.pieces):
            continue
        done_new.add(merger.whole)
        done_old.update(merger.pieces)
        score = likeness.joined(merger.pieces, [merger.whole])
        margin = max(margins.get((piece, merger.whole), 0.0) for piece in merger.pieces)
        before = tuple(old[piece] for piece in merger.pieces)
        links.append(Link(before, (new[merger.whole],), score, margin))
    links += [
        Link((old[pair.old],), (new[pair.new],), pair.score, pair.margin)
        for pair in pairs
        if pair.old not in done_old and pair.new not in done_new
    ]
    return links


def _is_firm(pair: Pair, olds: list[Place], news: list[Place], likeness: Likeness) -> bool:
    if pair.score >= _FIRM:
        return True
    if olds[pair.old].paragraph.path != news[pair.new].paragraph.path:
        return False
    one, other = len(likeness.olds[pair.old]), len(likeness.news[pair.new])
    shorter = min(one, other)
    return shorter >= _LONG and pair.score * (one + other) / 2 >= _INSIDE * shorter


def _in_order(links: Iterable[Link]) -> list[Link]:
    links = list(links)
    ahead: dict[int, list[Link]] = defaultdict(list)
    position = {
        place.index: link.after[0].index for link in links if link.after for place in link.before
    }
    for link in links:
        if not link.after:
            index = link.before[0].index
            while index >= 0 and index not in position:
                index -= 1
            ahead[position.get(index, -1)].append(link)
    ordered = sorted(ahead[-1], key=_before_index)
    for link in sorted((link for link in links if link.after), key=_after_index):
        ordered.append(link)
        ordered += sorted(ahead.get(_after_index(link), []), key=_before_index)
    return ordered


def _before_index(link: Link) -> int:
    return link.before[0].index


def _after_index(link: Link) -> int:
    return link.after[0].index
