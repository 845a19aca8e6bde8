"""Where each line of both editions stands in the report: the newer edition in its own order, and
in it, in the older edition's order, what went and a stub for what stands elsewhere now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.changes.model import ChangeSet
from cfrdiff.reports.line_pairs import Group, groups, section_pairs
from cfrdiff.reports.printed import PrintedLine, sides

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
    def is_before(self) -> bool:
        """Whether it is what precedes the first section."""
        return _BEFORE in (self.old, self.new)


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
    pairs = [(_BEFORE, _BEFORE), *section_pairs(changes)]
    old_lines, new_lines = _by_part(olds), _by_part(news)
    of_old = {i: group for group in found for i in group.olds}
    of_new = {i: group for group in found for i in group.news}
    parts: list[Part] = []
    for old, new, gone in _in_order(pairs):
        before = old_lines.get(old, []) if old is not None else []
        after = new_lines.get(new, []) if new is not None else []
        laid = list(_lay(before, after, of_old, of_new, olds, news))
        heading = next(
            (
                spot
                for spot in laid
                if isinstance(spot, Spot) and _line(spot).kind == "section-heading"
            ),
            None,
        )
        rest = tuple(spot for spot in laid if spot is not heading)
        if laid or old != _BEFORE:
            parts.append(Part(old, new, heading, rest, gone))
    return Layout(tuple(parts), tuple(found), tuple(olds), tuple(news))


def _line(spot: Spot) -> PrintedLine:
    line = spot.new or spot.old
    assert line is not None, "a spot is of one edition or of both"
    return line


def _by_part(lines: Sequence[PrintedLine]) -> dict[int, list[int]]:
    """The lines of each section by its place in the edition."""
    found: dict[int, list[int]] = defaultdict(list)
    here = _BEFORE
    for i, line in enumerate(lines):
        if line.state is not None:
            here = line.state.section_index
        elif line.kind != "block":
            here = line.key[1]
        found[here].append(i)
    return found


def _in_order(
    pairs: Sequence[tuple[int | None, int | None]],
) -> Iterator[tuple[int | None, int | None, tuple[int, ...]]]:
    """Sections in the order of the newer edition; those that went follow what they followed.

    With each go the older places of those that followed it and changed their place.
    """
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    stay = set(rising(both))
    olds = {new: old for old, new in pairs if new is not None}
    after: dict[int, list[int]] = defaultdict(list)
    moved: dict[int, list[int]] = defaultdict(list)
    last = _BEFORE
    for old, new in sorted((p for p in pairs if p[0] is not None), key=lambda p: p[0] or 0):
        assert old is not None, "sorted out above"
        if new is None:
            after[last].append(old)
        elif (old, new) in stay:
            last = new
        else:
            moved[last].append(old)
    for new in sorted(olds):
        yield olds[new], new, tuple(moved[new])
        for old in after[new]:
            yield old, None, ()


def _lay(
    before: Sequence[int],
    after: Sequence[int],
    of_old: dict[int, Group],
    of_new: dict[int, Group],
    olds: Sequence[PrintedLine],
    news: Sequence[PrintedLine],
) -> Iterator[Spot | Stub]:
    """The lines of one part: what stays, and before each what went and what came there."""
    here, there = set(before), set(after)
    both = [
        (group.olds[0], group.news[0])
        for group in (of_old[i] for i in before)
        if group.news and group.olds[0] in here and group.news[0] in there
    ]
    fixed = rising(sorted(set(both)))
    stays_old, stays_new = ({pair[side] for pair in fixed} for side in (0, 1))
    going = [i for i in before if i not in stays_old]
    coming = [i for i in after if i not in stays_new]
    for old_at, new_at in [*sorted(fixed, key=itemgetter(0)), (len(olds), len(news))]:
        left = [i for i in going if i < old_at]
        going = going[len(left) :]
        yield from _left([(olds[i], of_old[i]) for i in left])
        while coming and coming[0] < new_at:
            i = coming.pop(0)
            group = of_new[i]
            old = olds[group.olds[0]] if group.olds else None
            yield Spot(group, old, news[i], group.news.index(i))
        if old_at < len(olds):
            yield Spot(of_old[old_at], olds[old_at], news[new_at], stays=True)


def _left(lines: Sequence[tuple[PrintedLine, Group]]) -> Iterator[Spot | Stub]:
    """What stood here: struck where it went, else one stub for what went on together."""
    together: list[tuple[PrintedLine, Group]] = []

    def stub() -> Iterator[Stub]:
        if together:
            yield Stub(tuple(line for line, _ in together), tuple(group for _, group in together))
            together.clear()

    for line, group in lines:
        if together and _is_along(group, together[0][1]):
            together.append((line, group))
            continue
        yield from stub()
        if group.news:
            together.append((line, group))
        else:
            yield Spot(group, line, None)
    yield from stub()


def _is_along(group: Group, leader: Group) -> bool:
    if group.change is None or leader.change is None or not group.news:
        return False
    return group.change.follows in (leader.change.id, leader.change.follows or leader.change.id)
