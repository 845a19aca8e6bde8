"""Where each line of both editions stands in the report: the newer edition in its own order, and
in it, in the older edition's order, what went and a stub for what stands elsewhere now.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes.model import ChangeSet
from cfrdiff.views.line_pairs import Group, groups, section_pairs
from cfrdiff.views.printed import PrintedLine, sides

Places = tuple[int | None, int | None]  # in the older and the newer edition
_BEFORE = -1  # stands for what precedes the first section


class Spot(msgspec.Struct, frozen=True):
    """A line at its place: `new` where the newer edition has it, and the first `old` line that it
    was; `new` is None for one that went.

    `piece` counts the newer lines of a split. `stays` says that the older line stood here, too.
    """

    group: Group
    old: PrintedLine | None
    new: PrintedLine | None
    piece: int = 0
    stays: bool = False

    @property
    def line(self) -> PrintedLine:
        """The line in the newer edition; in the older, where the newer has none."""
        line = self.new or self.old
        assert line is not None, "a spot is of one edition or of both"
        return line

    @property
    def is_moved(self) -> bool:
        """Whether both editions have it, the older one elsewhere."""
        return self.old is not None and self.new is not None and not self.stays

    @property
    def is_heading(self) -> bool:
        """Whether it is a section's heading."""
        return self.line.kind == "section-heading"


class Stub(msgspec.Struct, frozen=True):
    """Lines in a row that stood here in the older edition and stand elsewhere now."""

    lines: tuple[PrintedLine, ...]
    groups: tuple[Group, ...]

    @property
    def group(self) -> Group:
        """What became of the first line."""
        return self.groups[0]

    @property
    def ids(self) -> list[str]:
        """The changes of the lines."""
        return [group.change.id for group in self.groups if group.change]


class Part(msgspec.Struct, frozen=True):
    """A section, or what precedes the first: its place in either edition, None where that has
    no such section, and its lines. `heading` is that of the section.
    """

    old: int | None
    new: int | None
    heading: Spot | None
    spots: tuple[Spot | Stub, ...]
    # Sections that followed in the older edition and stand elsewhere now: places in `sections`.
    gone: tuple[int, ...] = ()

    @property
    def places(self) -> Places:
        """Its place in either edition, which no other part has."""
        return self.old, self.new

    @property
    def is_before(self) -> bool:
        """Whether it is what precedes the first section."""
        return _BEFORE in self.places


class Layout(msgspec.Struct, frozen=True):
    """The parts in the order of the report, and the lines of both editions with what became of
    what.
    """

    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    olds: tuple[PrintedLine, ...]
    news: tuple[PrintedLine, ...]


def lay_out(changes: ChangeSet) -> Layout:
    """Every line of both editions at its place."""
    olds, news = sides(changes)
    found = groups(changes, olds, news)
    old_lines, new_lines = _by_part(olds), _by_part(news)
    lines = _Lines(olds, news, found)
    parts: list[Part] = []
    for old, new, gone in _in_order([(_BEFORE, _BEFORE), *section_pairs(changes)]):
        laid = list(lines.of_part(old_lines.get(old, []), new_lines.get(new, [])))
        if laid or old != _BEFORE:
            parts.append(_part(old, new, laid, gone))
    return Layout(tuple(parts), tuple(found), tuple(olds), tuple(news))


def _part(
    old: int | None, new: int | None, laid: Sequence[Spot | Stub], gone: tuple[int, ...]
) -> Part:
    headings = (spot for spot in laid if isinstance(spot, Spot) and spot.is_heading)
    heading = next(headings, None)
    return Part(old, new, heading, tuple(spot for spot in laid if spot is not heading), gone)


def _by_part(lines: Sequence[PrintedLine]) -> dict[int | None, list[int]]:
    """The lines of each section by its place in the edition."""
    found: dict[int | None, list[int]] = defaultdict(list)
    here = _BEFORE
    for i, line in enumerate(lines):
        if line.state is not None:
            here = line.state.section_index
        elif line.kind != "block":
            here = line.key[1]
        found[here].append(i)
    return found


class _Followers(msgspec.Struct):
    """What followed a section in the older edition, by the older places: sections that went, and
    those that stand elsewhere now.
    """

    went: list[int] = []
    moved: list[int] = []


def _in_order(
    pairs: Sequence[Places],
) -> Iterator[tuple[int | None, int | None, tuple[int, ...]]]:
    """Sections in the order of the newer edition; those that went follow what they followed.

    With each go the older places of those that followed it and changed their place.
    """
    olds = {new: old for old, new in pairs if new is not None}
    followers = _followers([(old, new) for old, new in pairs if old is not None])
    for new in sorted(olds):
        yield olds[new], new, tuple(followers[new].moved)
        yield from ((old, None, ()) for old in followers[new].went)


def _followers(pairs: Sequence[tuple[int, int | None]]) -> dict[int, _Followers]:
    """By the place in the newer edition of the last section before them that stayed."""
    staying = set(rising((old, new) for old, new in pairs if new is not None))
    found: dict[int, _Followers] = defaultdict(_Followers)
    last = _BEFORE
    for old, new in sorted(pairs, key=itemgetter(0)):
        if new is None:
            found[last].went.append(old)
        elif (old, new) in staying:
            last = new
        else:
            found[last].moved.append(old)
    return found


class _Lines:
    """The lines of both editions, and of which group each is."""

    def __init__(
        self, olds: Sequence[PrintedLine], news: Sequence[PrintedLine], found: Sequence[Group]
    ) -> None:
        self._olds, self._news = olds, news
        self._of_old = {i: group for group in found for i in group.olds}
        self._of_new = {i: group for group in found for i in group.news}

    def of_part(self, before: Sequence[int], after: Sequence[int]) -> Iterator[Spot | Stub]:
        """The lines of one part: what stays, and before each what went and what came there."""
        staying = self._staying(before, after)
        stay_old, stay_new = ({pair[side] for pair in staying} for side in (0, 1))
        going = deque(i for i in before if i not in stay_old)
        coming = deque(i for i in after if i not in stay_new)
        for old, new in staying:
            yield from self._left(_taken_until(going, old))
            yield from map(self._came, _taken_until(coming, new))
            yield Spot(self._of_old[old], self._olds[old], self._news[new], stays=True)
        yield from self._left(going)
        yield from map(self._came, coming)

    def _staying(self, before: Sequence[int], after: Sequence[int]) -> list[tuple[int, int]]:
        """The first lines of groups that have both their places here, as many as are in order."""
        here, there = set(before), set(after)
        of_both = (group for group in (self._of_old[i] for i in before) if group.news)
        firsts = {(group.olds[0], group.news[0]) for group in of_both}
        return rising((old, new) for old, new in firsts if old in here and new in there)

    def _came(self, place: int) -> Spot:
        group = self._of_new[place]
        old = self._olds[group.olds[0]] if group.olds else None
        return Spot(group, old, self._news[place], group.news.index(place))

    def _left(self, places: Iterable[int]) -> Iterator[Spot | Stub]:
        """What stood here: struck where it went, else one stub for what went on together."""
        together: list[list[int]] = []
        for place in places:
            if together and _is_along(self._of_old[place], self._of_old[together[-1][0]]):
                together[-1].append(place)
            else:
                together.append([place])
        return map(self._gone, together)

    def _gone(self, together: Sequence[int]) -> Spot | Stub:
        group = self._of_old[together[0]]
        if not group.news:
            return Spot(group, self._olds[together[0]], None)
        lines = tuple(self._olds[i] for i in together)
        return Stub(lines, tuple(self._of_old[i] for i in together))


def _taken_until(places: deque[int], end: int) -> Iterator[int]:
    """The first places, as far as they are before `end`, which are then taken out."""
    while places and places[0] < end:
        yield places.popleft()


def _is_along(group: Group, leader: Group) -> bool:
    """Whether a line went on together with the first of its row."""
    change, led = group.change, leader.change
    if change is None or led is None or not (group.news and leader.news):
        return False
    return change.follows in (led.id, led.follows or led.id)
