"""Every paragraph of two editions in one link: pairs, splits, mergers, and what stands alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from cfrdiff.align.beyond import Reach
from cfrdiff.align.board import Pair
from cfrdiff.align.copies import Copies
from cfrdiff.align.coverage import Coverage
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.matching import match
from cfrdiff.align.places import Place, Row, places
from cfrdiff.align.splits import Partner, find_wholes
from cfrdiff.align.thresholds import FIRM, FIRM_INSIDE, FIRM_WORDS
from cfrdiff.model import Edition

_AT_THE_HEAD = -1


class Link(msgspec.Struct, frozen=True, gc=False):
    """What became of what. One side is empty where a paragraph has no counterpart; a split has
    several after, a merger several before, each in the order of print.

    `reach` says of one without a counterpart whether the other file reaches there at all;
    `margin` how far the pair's likeness is above that of the next best, and `rival` where that
    stands; `also` where the words of one without a counterpart stand as well.
    """

    before: tuple[Place, ...]
    after: tuple[Place, ...]
    similarity: float
    margin: float
    reach: Reach = "covered"
    rival: Place | None = None
    also: Place | None = None


class Alignment(msgspec.Struct, frozen=True):
    """The links of two editions, and which section became which: places in the two editions'
    rows of sections.
    """

    links: tuple[Link, ...]
    sections: dict[int, int]


class _Group(msgspec.Struct, frozen=True, gc=False):
    """Older and newer paragraphs (indices) that belong together."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    similarity: float
    margin: float
    rival: Place | None = None


def align(before: Edition, after: Edition, amended: bool = False) -> Alignment:
    """Link every paragraph of both editions exactly once. The newer one may be the older as
    `amended`: then what only one of them has came or went.

    Links come in the order of the newer edition; what has no counterpart there follows what it
    followed in the older one.
    """
    old, new = places(before), places(after)
    pairs, sections, likeness = match(old, new, before, after)
    links = [
        Link(
            _of(old, group.olds),
            _of(new, group.news),
            group.similarity,
            group.margin,
            rival=group.rival,
        )
        for group in _groups(old, new, pairs, sections, likeness)
    ]
    # A section that was renumbered is looked for under the number it has there.
    older = {after.sections[b].number: before.sections[a].number for a, b in sections.items()}
    newer = {number: other for other, number in older.items()}
    linked_old = {place.index for link in links for place in link.before}
    linked_new = {place.index for link in links for place in link.after}
    lost = _alone(old, linked_old, Coverage(after, amended), newer, came=False)
    added = _alone(new, linked_new, Coverage(before, amended), older, came=True)
    still, already = Copies(new, linked_new), Copies(old, linked_old)
    links += [Link((one,), (), 0.0, 1.0, reach, also=still.of(one)) for one, reach in lost]
    links += [Link((), (one,), 0.0, 1.0, reach, also=already.of(one)) for one, reach in added]
    return Alignment(tuple(_in_order(links)), sections)


def _of(row: Sequence[Place], indices: Iterable[int]) -> tuple[Place, ...]:
    return tuple(row[index] for index in indices)


def _alone(
    row: Iterable[Place],
    linked: set[int],
    coverage: Coverage,
    numbers: Mapping[str | None, str | None],
    *,
    came: bool,
) -> Iterator[tuple[Place, Reach]]:
    """The paragraphs in no link, and whether the other edition's file reaches there."""
    for place in row:
        if place.index not in linked:
            number = numbers.get(place.section) or place.section
            yield place, coverage.reach(number, place.paragraph, came)


class _Grouping:
    """The groups taken so far; no paragraph is in two."""

    def __init__(self, pairs: Sequence[Pair], likeness: Likeness) -> None:
        self.groups: list[_Group] = []
        self._likeness = likeness
        self._margins = {(pair.old, pair.new): pair.margin for pair in pairs}
        self._olds: set[int] = set()
        self._news: set[int] = set()

    def is_free(self, olds: Iterable[int], news: Iterable[int]) -> bool:
        """Whether none of the paragraphs is in a group."""
        return self._olds.isdisjoint(olds) and self._news.isdisjoint(news)

    def take(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """Make a group of several paragraphs, if all are free."""
        if self.is_free(olds, news):
            self._olds.update(olds)
            self._news.update(news)
            margin = max(self._margins.get((i, j), 0.0) for i in olds for j in news)
            self.groups.append(_Group(olds, news, self._likeness.joined(olds, news), margin))


def _groups(
    old: Sequence[Place],
    new: Sequence[Place],
    pairs: Sequence[Pair],
    sections: Mapping[int, int],
    likeness: Likeness,
) -> list[_Group]:
    """Splits first, then mergers, then the pairs that are left."""
    taken = _Grouping(pairs, likeness)
    olds, news = Row(old, likeness.olds), Row(new, likeness.news)
    # A pair that is hardly alike gives way to a piece that is.
    firm = [pair for pair in pairs if _is_firm(pair, old, new, likeness)]
    partners = [Partner(pair.old, pair.new, pair.score >= 1) for pair in firm]
    for split in find_wholes(olds, news, partners, sections):
        taken.take((split.whole,), split.pieces)
    firm = [pair for pair in firm if taken.is_free((pair.old,), (pair.new,))]
    partners = [Partner(pair.new, pair.old, pair.score >= 1) for pair in firm]
    sections = {there: here for here, there in sections.items()}
    for merger in find_wholes(news, olds, partners, sections):
        taken.take(merger.pieces, (merger.whole,))
    _take_frames(taken, pairs, old, new)
    rest = [pair for pair in pairs if taken.is_free((pair.old,), (pair.new,))]
    return taken.groups + [
        _Group((p.old,), (p.new,), p.score, p.margin, _rival(p, old, new)) for p in rest
    ]


def _take_frames(
    taken: _Grouping, pairs: Sequence[Pair], old: Sequence[Place], new: Sequence[Place]
) -> None:
    """A paragraph whose words went one level down, below a frame that kept its designation, was
    split; one that came up into its frame was merged with it.
    """
    paired_old, paired_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    for pair in pairs:
        if not taken.is_free((pair.old,), (pair.new,)):
            continue
        above_new = _frame_above(new, pair.new, old[pair.old])
        above_old = _frame_above(old, pair.old, new[pair.new])
        if above_new is not None and above_new not in paired_new:
            taken.take((pair.old,), (above_new, pair.new))
        elif above_old is not None and above_old not in paired_old:
            taken.take((above_old, pair.old), (pair.new,))


def _frame_above(row: Sequence[Place], index: int, whole: Place) -> int | None:
    """The paragraph without a text above one, if it has the designation of `whole`."""
    above = row[index].parent
    if above is None or row[above].paragraph.text or row[above].section != whole.section:
        return None
    same = row[above].paragraph.path == whole.paragraph.path
    return above if same else None


def _rival(pair: Pair, old: Sequence[Place], new: Sequence[Place]) -> Place | None:
    """The paragraph that was next best for one of a pair."""
    if pair.rival is None:
        return None
    i, j = pair.rival
    return new[j] if i == pair.old else old[i]


def _is_firm(pair: Pair, olds: Sequence[Place], news: Sequence[Place], likeness: Likeness) -> bool:
    """Whether a pair holds against a split or merger: it is alike enough, or it kept its
    designation and lost or won a sentence.
    """
    if pair.score >= FIRM:
        return True
    if olds[pair.old].paragraph.path != news[pair.new].paragraph.path:
        return False
    one, other = len(likeness.olds[pair.old]), len(likeness.news[pair.new])
    shorter = min(one, other)
    return shorter >= FIRM_WORDS and pair.score * (one + other) / 2 >= FIRM_INSIDE * shorter


def _in_order(links: Sequence[Link]) -> list[Link]:
    """The links in the order of the newer edition, each that it lacks behind what it followed."""
    lacking = sorted((link for link in links if not link.after), key=_before_index)
    held = sorted((link for link in links if link.after), key=_after_index)
    position = {place.index: _after_index(link) for link in held for place in link.before}
    behind: dict[int, list[Link]] = defaultdict(list)
    for link in lacking:
        behind[_followed(_before_index(link), position)].append(link)
    ordered = behind[_AT_THE_HEAD]
    for link in held:
        ordered += [link, *behind[_after_index(link)]]
    return ordered


def _followed(index: int, position: Mapping[int, int]) -> int:
    """Where what an older paragraph followed stands in the newer edition."""
    while index >= 0 and index not in position:
        index -= 1
    return position.get(index, _AT_THE_HEAD)


def _before_index(link: Link) -> int:
    return link.before[0].index


def _after_index(link: Link) -> int:
    return link.after[0].index
