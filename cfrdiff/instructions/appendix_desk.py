"""How appendices, and what stands in them, are revised, added, removed and redesignated."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.appendices import Appendix, Entry, appendices_of
from cfrdiff.cites.comments import comment_key, comment_order
from cfrdiff.instructions.appendix_orders import (
    AddEntry,
    AppendixText,
    EntryTarget,
    RedesignateEntries,
    RemoveEntry,
    ReplaceInEntries,
    ReviseEntry,
)
from cfrdiff.instructions.appendix_places import (
    Site,
    all_appendices,
    entries_called,
    find_appendix,
    find_entry,
    is_named,
    last_block,
    room_for,
)
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.grammar import STARS
from cfrdiff.instructions.replacing import replace_words
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.model import Block

_RESERVED = "[Reserved]"


def revise_entry(desk: Desk, order: ReviseEntry) -> None:
    """Make an appendix or an entry read as printed. Raises NotCarriedOutError."""
    target = order.target
    site = find_appendix(desk, target.appendix)
    if not target.path:
        _put(site.stretch, site.appendix.block, site.end, _whole(order.to, target))
        return
    entry = find_entry(site.appendix, target)
    fresh = _printed(order.to, target)
    if target.scope != "whole":
        _put(site.stretch, entry.block, entry.block + 1, fresh[:1])
        return
    _check_reach(desk, site, entry)
    _check_stars(order.to, target, entry)
    _put(site.stretch, entry.block, last_block(entry) + 1, fresh)


def add_entry(desk: Desk, order: AddEntry) -> None:
    """Put in an appendix or an entry as printed. Raises NotCarriedOutError."""
    target = order.target
    if not target.path:
        _add_appendix(desk, order)
        return
    site = find_appendix(desk, target.appendix)
    at = room_for(site, target)
    fresh = _printed(order.to, target)
    if target.scope == "heading":
        fresh = fresh[:1]
    _put(site.stretch, at, at, _at_level(fresh, site.appendix, site.stretch))


def remove_entry(desk: Desk, order: RemoveEntry) -> None:
    """Take out an appendix or an entry. Raises NotCarriedOutError."""
    target = order.target
    site = find_appendix(desk, target.appendix)
    if not target.path:
        _put(site.stretch, site.appendix.block, site.end, _reserved(site, target, order.reserve))
        return
    entry = find_entry(site.appendix, target)
    if target.scope == "heading" and entry.children:
        raise NotCarriedOutError(f"more stands under {target.name} than is removed")
    _check_reach(desk, site, entry)
    left: list[Block] = []
    if order.reserve:
        block = site.stretch.blocks[entry.block]
        left = [_reading(block, f"{entry.designation or entry.text} {_RESERVED}")]
    _put(site.stretch, entry.block, last_block(entry) + 1, left)


def redesignate_entries(desk: Desk, order: RedesignateEntries) -> None:
    """Give entries other labels, all at once. Raises NotCarriedOutError."""
    site = find_appendix(desk, order.moves[0][0].appendix)
    found = [(find_entry(site.appendix, old), old, new) for old, new in order.moves]
    leaving = {old.path for _, old, _ in found}
    blocks = list(site.stretch.blocks)
    for entry, old, new in found:
        if old.path[:-1] != new.path[:-1] or comment_order(old.path[-1]) is not None:
            raise NotCarriedOutError(f"{old.name} would stand elsewhere")
        if entries_called(site.appendix, new.path) and new.path not in leaving:
            raise NotCarriedOutError(f"there is a {new.name} already")
        label = entry.designation.replace(old.path[-1], new.path[-1])
        block = blocks[entry.block]
        blocks[entry.block] = _reading(block, label + block.text[len(entry.designation) :])
    before = site.stretch.blocks
    site.stretch.put(blocks)
    made = find_appendix(desk, site.appendix.name).appendix
    if any(len(entries_called(made, new.path)) != 1 for _, _, new in found):
        site.stretch.put(before)
        raise NotCarriedOutError("they are not in the order of their new labels")


def replace_in_entries(desk: Desk, order: ReplaceInEntries) -> None:
    """Replace words in entries. Raises NotCarriedOutError where one has them not, or more often
    than the order says; then nothing is changed.
    """
    site = find_appendix(desk, order.targets[0].appendix)
    blocks = list(site.stretch.blocks)
    for target in order.targets:
        if target.path:
            entry = find_entry(site.appendix, target)
            start, end = entry.block, last_block(entry) + 1
        else:
            start, end = site.appendix.block, site.end
        times = 0
        for k in range(start, end):
            text, count = replace_words(blocks[k].text, order.before, order.after)
            blocks[k] = _reading(blocks[k], text) if count else blocks[k]
            times += count
        if not times:
            raise NotCarriedOutError(f"“{order.before}” is not in {target.name}")
        if times > 1 and not order.everywhere:
            raise NotCarriedOutError(f"{target.name} has “{order.before}” {times} times")
    site.stretch.put(blocks)


def entries_unread(desk: Desk, text: AppendixText) -> list[str]:
    """What of a printed text reads otherwise in the edition, by its name."""
    printed = _tree(text)
    wanting: list[str] = []
    held = next(
        (
            site
            for site in all_appendices(desk)
            if site.appendix.name.casefold() == text.name.casefold()
        ),
        None,
    )
    for one in printed.walk():
        if not one.designation or STARS.search(one.text) or comment_key(one.text):
            continue
        target = EntryTarget(text.name, one.path)
        found = entries_called(held.appendix, one.path) if held else []
        if not any(_words(entry.text) == _words(one.text) for entry in found):
            wanting.append(target.name)
    return wanting


def _words(said: str) -> str:
    return " ".join(said.split())


def _tree(text: AppendixText) -> Appendix:
    return appendices_of(text.blocks)[0]


def _whole(text: AppendixText, target: EntryTarget) -> Sequence[Block]:
    """All that is printed of an appendix. Raises NotCarriedOutError where asterisks stand in it."""
    if any(STARS.search(block.text) for block in text.blocks):
        raise NotCarriedOutError(f"asterisks stand in the text of {target.name}")
    if len(text.blocks) < 2 and _RESERVED.casefold() not in text.blocks[0].text.casefold():
        raise NotCarriedOutError(f"no text of {target.name} is printed with it")
    return text.blocks


def _printed(text: AppendixText, target: EntryTarget) -> list[Block]:
    """What is printed of an entry, with what stands under it; asterisks behind it are of what
    follows. Raises NotCarriedOutError where it is not printed, or asterisks stand in it.
    """
    tree = _tree(text)
    found = entries_called(tree, target.path)
    if len(found) != 1:
        many = "more than one text" if found else "no text"
        raise NotCarriedOutError(f"{many} of {target.name} is printed with it")
    blocks = list(text.blocks[found[0].block : last_block(found[0]) + 1])
    while len(blocks) > 1 and STARS.fullmatch(blocks[-1].text.strip()):
        blocks.pop()
    own = blocks if target.scope == "whole" else blocks[:1]
    if any(STARS.search(block.text) for block in own):
        raise NotCarriedOutError(f"asterisks stand in the text of {target.name}")
    return blocks


def _check_stars(text: AppendixText, target: EntryTarget, entry: Entry) -> None:
    """Raises NotCarriedOutError where asterisks behind what is printed may stand for what is
    under the entry: for what it has and the printed text has not.
    """
    if comment_order(target.path[-1]) is not None:
        return  # a heading that is revised is so with all its comments; other headings follow
    (printed,) = entries_called(_tree(text), target.path)
    end = last_block(printed)
    behind = [STARS.fullmatch(block.text.strip()) for block in text.blocks[end : end + 2]]
    paths = {one.path for one in printed.walk()}
    left = [one for one in entry.walk() if is_named(one) and one.path not in paths]
    if any(behind) and left:
        name = EntryTarget(target.appendix, left[0].path).name
        raise NotCarriedOutError(f"whether the asterisks behind it stand for {name} is not clear")


def _check_reach(desk: Desk, site: Site, entry: Entry) -> None:
    """Raises NotCarriedOutError where it is doubtful whether text behind an entry belongs to it."""
    if not desk.strict or comment_key(entry.text):
        return
    end = last_block(entry) + 1
    behind = next((one for one in site.appendix.walk() if one.block == end), None)
    if behind is not None and not is_named(behind) and behind.kind in ("appendix", "extract"):
        name = EntryTarget(site.appendix.name, entry.path).name
        raise NotCarriedOutError(f"whether the text behind {name} belongs to it is not said")


def _add_appendix(desk: Desk, order: AddEntry) -> None:
    """Put in an appendix behind the last of its part that comes before it."""
    name, sites = order.target.appendix, list(all_appendices(desk))
    fresh = _whole(order.to, order.target)
    for site in sites:
        if site.appendix.name.casefold() == name.casefold():
            if (
                _RESERVED.casefold() not in site.appendix.heading.casefold()
                or site.appendix.entries
            ):
                raise NotCarriedOutError(f"the edition has {name} already")
            _put(site.stretch, site.appendix.block, site.end, fresh)
            return
    kind, part = name.split()[0].casefold(), name.casefold().rpartition(" to ")[2]
    beside = [one for one in sites if one.appendix.name.casefold().endswith(f" to {part}")]
    before = [one for one in beside if _rank(one.appendix.name) < _rank(name)]
    if not beside or (not before and kind != "appendix"):
        raise NotCarriedOutError(f"where {name} belongs is not said")
    site = before[-1] if before else beside[0]
    at = site.end if before else site.appendix.block
    _put(site.stretch, at, at, fresh)


def _rank(name: str) -> tuple[bool, int, str]:
    """Appendices in the order of their letters, supplements behind them."""
    kind, _, rest = name.casefold().partition(" ")
    letter = rest.partition(" to ")[0]
    return kind != "appendix", len(letter.split("-")[0]), letter


def _reserved(site: Site, target: EntryTarget, reserve: bool) -> Sequence[Block]:
    if not reserve:
        return ()
    return (_reading(site.stretch.blocks[site.appendix.block], f"{target.appendix} {_RESERVED}"),)


def _at_level(fresh: Sequence[Block], appendix: Appendix, stretch: Stretch) -> list[Block]:
    """Blocks with the levels that headings of their kind have in the appendix."""
    levels: dict[bool, int | None] = {}
    for one in appendix.walk():
        key = comment_key(one.text) if is_named(one) else None
        if key is not None and one.designation == key:
            levels.setdefault("." in key, stretch.blocks[one.block].level)
    made: list[Block] = []
    for block in fresh:
        key = comment_key(block.text) if block.level is not None else None
        level = levels.get("." in key, block.level) if key is not None else block.level
        made.append(msgspec.structs.replace(block, level=level))
    return made


def _reading(block: Block, text: str) -> Block:
    return msgspec.structs.replace(block, text=text, evidence=())


def _put(stretch: Stretch, start: int, end: int, blocks: Sequence[Block]) -> None:
    """Have blocks in the place of those from one index up to another."""
    fresh = [msgspec.structs.replace(one, after=stretch.number, evidence=()) for one in blocks]
    stretch.put([*stretch.blocks[:start], *fresh, *stretch.blocks[end:]])
