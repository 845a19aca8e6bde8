"""How tables, notes, headings and appendices are revised, added and removed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.instructions.block_names import (
    Home,
    Unit,
    beside,
    between,
    center_heading,
    entry_of,
    is_of_the_file,
)
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.model import (
    AddBlocks,
    BlockPlace,
    PrintedBlock,
    ReplaceInBlocks,
)
from cfrdiff.instructions.replacing import replace_words
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.model import Block

_LABEL_AND_WORDS = 2


class Found(msgspec.Struct, frozen=True):
    """Where a place is: the stretch, and the indices of its blocks in it."""

    stretch: Stretch
    blocks: Sequence[int]


def find(desk: Desk, place: BlockPlace) -> Found:
    """The blocks that are meant. Raises NotCarriedOutError where they are not just one place."""
    stretch, home = find_home(desk, place.home)
    if home is None:
        held = [k for k, block in enumerate(stretch.blocks) if not is_of_the_file(block)]
        return Found(stretch, held)
    if place.unit is None:
        return Found(stretch, home.blocks)
    unit = _unit(home, place.unit)
    if unit is None:
        raise NotCarriedOutError(f"{place.home} has no {place.unit.removeprefix('the ')}")
    if place.entry is None:
        return Found(stretch, unit.blocks)
    return Found(stretch, [_entry(stretch, unit.blocks, place.entry, place.unit)])


def _unit(home: Home, name: str) -> Unit | None:
    """The unit of a name; "the table" is also the only one, whatever it is called itself."""
    named = zip(home.units, home.names(), strict=True)
    found = [unit for unit, called in named if called == name]
    alone = [unit for unit in home.units if f"the {unit.noun}" == name]
    return found[0] if found else alone[0] if len(alone) == 1 else None


def find_home(desk: Desk, phrase: str) -> tuple[Stretch, Home | None]:
    """The stretch that a home stands in; no home where all of the stretch is meant. Raises
    NotCarriedOutError where there is not just one of that name.
    """
    if phrase.startswith("§ "):
        stretch = desk.stretch(phrase.removeprefix("§ "))
        return stretch, stretch.homes(desk.stretches.following(stretch))[0]
    found: list[tuple[Stretch, Home | None]] = []
    for one, following in desk.stretches.followed():
        place = (one.number, following)
        found += [(one, home) for home in one.homes(following) if _is_called(home, phrase, place)]
        if between(one.number, following) == phrase:
            found.append((one, None))
    if len(found) != 1:
        many = "more than one" if found else "no"
        raise NotCarriedOutError(f"the edition has {many} {phrase.removeprefix('the ')}")
    return found[0]


def _is_called(home: Home, phrase: str, place: tuple[str | None, str | None]) -> bool:
    is_there = bool(home.units) or home.kind == "section"
    names = (home.phrase, home.whole)
    return is_there and any(phrase in (name, beside(name, *place)) for name in names)


def _entry(stretch: Stretch, rows: Sequence[int], entry: str, unit: str) -> int:
    found = [k for k in rows if entry_of(stretch.blocks[k].text) == entry]
    if len(found) != 1:
        many = "more than one" if found else "no"
        raise NotCarriedOutError(f"{unit} has {many} entry for “{entry}”")
    return found[0]


def revise_blocks(desk: Desk, place: BlockPlace, to: Sequence[PrintedBlock]) -> None:
    """Make blocks read as printed. Raises NotCarriedOutError."""
    found = find(desk, place)
    if not to:
        raise NotCarriedOutError(f"no text of {place.unit or place.home} is printed with it")
    at = found.blocks[0] if found.blocks else len(found.stretch.blocks)
    _exchange(found.stretch, found.blocks, at, _with_label_apart(found, to))


def _with_label_apart(found: Found, to: Sequence[PrintedBlock]) -> Sequence[PrintedBlock]:
    """What is printed, its label a block of its own where the edition has it so ("Authority:")."""
    old = [found.stretch.blocks[k] for k in found.blocks]
    if len(to) != 1 or len(old) < _LABEL_AND_WORDS or not old[0].text.endswith(":"):
        return to
    label, words = old[0].text, to[0].text
    if not words.startswith(f"{label} "):
        return to
    return PrintedBlock(to[0].kind, label), PrintedBlock(to[0].kind, words[len(label) + 1 :])


def remove_blocks(desk: Desk, place: BlockPlace) -> None:
    """Take blocks out. Raises NotCarriedOutError."""
    found = find(desk, place)
    _exchange(found.stretch, found.blocks, 0, ())


def add_blocks(desk: Desk, order: AddBlocks) -> None:
    """Put blocks in. Raises NotCarriedOutError where their place is not there."""
    if not order.to:
        raise NotCarriedOutError("no text of what is to be added is printed with it")
    stretch, at = _place(desk, order)
    _exchange(stretch, (), at, order.to)


def _place(desk: Desk, order: AddBlocks) -> tuple[Stretch, int]:
    place = order.place
    if not order.noun:
        return _beside_home(desk, order)
    if order.side is None:
        stretch, home = find_home(desk, place.home)
        if home is not None and home.units:
            raise NotCarriedOutError(f"where in {place.home} it is to stand is not said")
        return stretch, 0
    unit, entry = (order.anchor, None) if place.unit is None else (place.unit, order.anchor)
    found = find(desk, BlockPlace(place.home, unit, entry))
    after = order.side == "after"
    return found.stretch, found.blocks[-1] + 1 if after else found.blocks[0]


def _beside_home(desk: Desk, order: AddBlocks) -> tuple[Stretch, int]:
    """Behind another home; a center heading stands last before its section."""
    if order.side is None:
        for one, following in desk.stretches.followed():
            if following and center_heading(following) == order.place.home:
                return one, len(one.blocks)
        raise NotCarriedOutError(f"the edition has no place for {order.place.home}")
    stretch, home = find_home(desk, order.anchor)
    held = home.blocks if home else range(len(stretch.blocks))
    return stretch, max(held, default=-1) + 1


def _exchange(stretch: Stretch, out: Sequence[int], at: int, to: Sequence[PrintedBlock]) -> None:
    gone = set(out)
    kept = list(enumerate(stretch.blocks))
    before = [block for k, block in kept if k < at and k not in gone]
    behind = [block for k, block in kept if k >= at and k not in gone]
    stretch.put([*before, *_printed(stretch, out, to), *behind])


def _printed(stretch: Stretch, out: Sequence[int], to: Sequence[PrintedBlock]) -> list[Block]:
    """Blocks as printed. A row that reads otherwise is still the row of its table."""
    fresh = [Block(one.kind, one.text, stretch.number) for one in to]
    if len(fresh) != len(out):
        return fresh
    rows = [stretch.blocks[k].row for k in out]
    return [msgspec.structs.replace(one, row=row) for one, row in zip(fresh, rows, strict=True)]


def replace_in_blocks(desk: Desk, order: ReplaceInBlocks) -> None:
    """Replace words in blocks. Raises NotCarriedOutError where they are not there, or more often
    than the order says.
    """
    found = find(desk, order.place)
    blocks = list(found.stretch.blocks)
    times = 0
    for k in found.blocks:
        text, count = replace_words(blocks[k].text, order.before, order.after)
        if count:
            blocks[k] = msgspec.structs.replace(blocks[k], text=text, evidence=())
        times += count
    where = order.place.unit or order.place.home
    if not times:
        raise NotCarriedOutError(f"“{order.before}” is not in {where}")
    if times > 1 and not order.everywhere:
        raise NotCarriedOutError(f"{where} has “{order.before}” {times} times")
    found.stretch.put(blocks)
