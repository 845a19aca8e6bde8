"""The orders for the units of one home: words replaced, entries of tables, units revised, added
and removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cfrdiff.instructions.block_desk import find, find_home
from cfrdiff.instructions.block_names import Home, Unit, entry_of
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.interpret import carry_out
from cfrdiff.instructions.model import (
    AddBlocks,
    BlockOrder,
    BlockPlace,
    PrintedBlock,
    RemoveBlocks,
    ReplaceInBlocks,
    ReviseBlocks,
)
from cfrdiff.instructions.pairing import Pair, pairs
from cfrdiff.instructions.substitutions import Replacement, find_replacements
from cfrdiff.model import Block

# From this share of words in common on, one unit between two that stay has become the other.
_ALIKE = 0.3
# Citations are printed whole, however little of them changes (Document Drafting Handbook, 1-9).
_CITATIONS = frozenset(("authority", "source"))
# From this share of its rows on, a table is printed whole rather than entry by entry.
_MANY_ROWS = 0.5

Printed = tuple[PrintedBlock, ...]


class Site:
    """The desk while orders for blocks are found; each is carried out as it is made.

    `compares` says of a kind of block whether both files tell of it; `exact` is False where one
    of them may be misread.
    """

    def __init__(self, desk: Desk, compares: Callable[[str], bool], exact: bool) -> None:
        self.desk = desk
        self.compares = compares
        self.exact = exact
        self.orders: list[BlockOrder] = []

    def order(self, order: BlockOrder) -> None:
        """Make an order. Raises NotCarriedOutError where it cannot be carried out."""
        carry_out(order, self.desk)
        self.orders.append(order)

    def attempt(self, orders: Callable[[], object], place: BlockPlace, goal: Printed) -> bool:
        """Make some orders; whether they give the place its goal. Else nothing is done."""
        stretch = find(self.desk, place).stretch
        blocks, count = list(stretch.blocks), len(self.orders)
        try:
            orders()
            if self.printed(place) == goal:
                return True
        except NotCarriedOutError:
            pass
        stretch.put(blocks)
        del self.orders[count:]
        return False

    def printed(self, place: BlockPlace) -> Printed:
        """What stands at a place now."""
        found = find(self.desk, place)
        return tuple(PrintedBlock.of(found.stretch.blocks[k]) for k in found.blocks)

    def unit(self, home: str, at: int) -> str:
        """What the unit at an index of a home is called now."""
        names = self.units(home)
        if at >= len(names):
            raise NotCarriedOutError(f"{home} has fewer units")
        return names[at]

    def units(self, home: str) -> list[str]:
        """What the units of a home are called now."""
        _, found = find_home(self.desk, home)
        return found.names() if found else []


def printed_units(blocks: Sequence[Block], home: Home) -> list[Printed]:
    """The units of a home as they are printed."""
    return [printed_unit(blocks, unit) for unit in home.units]


def printed_unit(blocks: Sequence[Block], unit: Unit) -> Printed:
    """A unit as it is printed."""
    return tuple(PrintedBlock.of(blocks[k]) for k in unit.blocks)


def unit_orders(
    site: Site, home: Home, olds: Sequence[Printed], goal: Home, news: Sequence[Printed]
) -> None:
    """Make the units of a home those of its goal. Its heading comes last: it names the home.

    Raises NotCarriedOutError where a unit cannot be named.
    """
    have = [unit.noun for unit in home.units]
    want = [unit.noun for unit in goal.units]

    def became(old: int, new: int) -> bool:
        noun = have[old]
        is_only_one = have.count(noun) == 1 == want.count(noun)
        return noun == want[new] and (is_only_one or _are_alike(olds[old], news[new]))

    at = 0
    heading: tuple[Printed, Printed] | None = None
    for old, new in pairs(olds, news, became):
        if old is not None and new is not None:
            if old == 0 == new and have[0] == "heading":
                heading = olds[0], news[0]
            elif olds[old] != news[new]:
                _revise(
                    site, BlockPlace(home.phrase, site.unit(home.phrase, at)), olds[old], news[new]
                )
            at += 1
        elif new is not None:
            at += _add(site, home.phrase, at, goal.units[new].kind, news[new])
        elif old is not None:
            at += _remove(site, home.phrase, at, olds[old])
    if heading is not None and heading[0] != heading[1]:
        site.order(ReviseBlocks(BlockPlace(home.phrase, "the heading"), heading[1]))


def _are_alike(old: Printed, new: Printed) -> bool:
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    words = [" ".join(block.text for block in unit).split() for unit in (old, new)]
    return Indel.normalized_similarity(*words) >= _ALIKE


def _add(site: Site, home: str, at: int, noun: str, text: Printed) -> int:
    """Add a unit; how many stand there more."""
    if not site.compares(text[0].kind):
        return 0
    if at:
        order = AddBlocks(BlockPlace(home), noun, "after", site.unit(home, at - 1), text)
    elif site.units(home):
        order = AddBlocks(BlockPlace(home), noun, "before", site.unit(home, 0), text)
    else:
        order = AddBlocks(BlockPlace(home), noun, None, "", text)
    site.order(order)
    return 1


def _remove(site: Site, home: str, at: int, text: Printed) -> int:
    """Remove a unit; how many of it stay."""
    if not site.compares(text[0].kind):
        return 1
    place = BlockPlace(home, site.unit(home, at))
    if site.printed(place) != text:
        raise NotCarriedOutError(f"{place.unit} of {home} is another")
    site.order(RemoveBlocks(place))
    return 0


def _revise(site: Site, place: BlockPlace, old: Printed, new: Printed) -> None:
    """Make a unit read otherwise: by words, by entries, or whole."""
    if site.printed(place) != old:
        raise NotCarriedOutError(f"{place.unit} of {place.home} is another")
    words = _replacements(old, new, site.exact)
    if words and site.attempt(lambda: _replace(site, place, words), place, new):
        return
    is_table = all(block.kind == "table" for block in (*old, *new))
    if is_table and site.attempt(lambda: _by_entries(site, place, old, new), place, new):
        return
    site.order(ReviseBlocks(place, new))


def _replace(site: Site, place: BlockPlace, words: Sequence[Replacement]) -> None:
    for one in words:
        site.order(ReplaceInBlocks(place, one.before, one.after, one.everywhere, one.slip))


def _replacements(old: Printed, new: Printed, exact: bool) -> list[Replacement] | None:
    """Words to replace where one block of a unit differs; not in a table, whose rows are named,
    and not in a citation.
    """
    kinds = [block.kind for block in old]
    if kinds != [block.kind for block in new] or kinds[0] in {"table", *_CITATIONS}:
        return None
    changed = [(a.text, b.text) for a, b in zip(old, new, strict=True) if a != b]
    return find_replacements(*changed[0], exact) if len(changed) == 1 else None


def _by_entries(site: Site, place: BlockPlace, old: Printed, new: Printed) -> None:
    names = [entry_of(row.text) for row in old], [entry_of(row.text) for row in new]
    steps = list(pairs(old, new, lambda a, b: names[0][a] == names[1][b]))
    if _differing(steps, old, new) > _MANY_ROWS * max(len(old), len(new)):
        raise NotCarriedOutError("most rows differ")
    # A row that moved is taken out before it is put in: no two are called alike.
    for step in sorted(steps, key=lambda step: step[1] is not None):
        _entry(site, place, step, (old, new))


def _differing(steps: Sequence[Pair], old: Printed, new: Printed) -> int:
    return sum(a is None or b is None or old[a] != new[b] for a, b in steps)


def _entry(site: Site, place: BlockPlace, step: Pair, rows: tuple[Printed, Printed]) -> None:
    before, after = step
    old = rows[0][before] if before is not None else None
    new = rows[1][after] if after is not None else None
    if old is not None and new is not None:
        if old != new:
            site.order(ReviseBlocks(_at(place, old), (new,)))
    elif old is not None:
        site.order(RemoveBlocks(_at(place, old)))
    elif new is not None and after is not None:
        row = rows[1][after - 1] if after else next(iter(site.printed(place)))
        side = "after" if after else "before"
        anchor = _at(place, row).entry or ""
        site.order(AddBlocks(place, "entry", side, anchor, (new,)))  # type: ignore[arg-type]


def _at(place: BlockPlace, row: PrintedBlock) -> BlockPlace:
    entry = entry_of(row.text)
    if entry is None:
        raise NotCarriedOutError("a row without a name")
    return BlockPlace(place.home, place.unit, entry)
