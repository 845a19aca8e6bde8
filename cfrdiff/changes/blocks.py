"""Tables, figures, notes and headings between paragraphs, compared as units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rapidfuzz.distance import Indel

from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import BlockChange, Edit, Field, SectionChange
from cfrdiff.changes.significance import weight_of_block
from cfrdiff.model import Block, Edition

# What a file holds of these says more of the file than of the edition.
OF_THE_FILE = frozenset(("front-matter", "back-matter", "contents", "other"))
_ALIKE = 0.5
# Comparing longer blocks (characters of both) word by word tells no more than showing both.
_LONG = 20_000

Place = tuple[str, str | None]


def compare_blocks(
    before: Edition, after: Edition, sections: Sequence[SectionChange]
) -> tuple[BlockChange, ...]:
    """The blocks that differ, in the order of the newer edition; section headings first.

    `sections` came, went or got another number; a change is told under the newer number.

    A kind of block is compared where both files hold some of it, or both are of one format:
    text dumped from a page has no tables, which does not mean that its edition had none.
    """
    renumbered = {s.before: s.after for s in sections if s.kind == "redesignated"}
    olds, news = _by_place(before, renumbered), _by_place(after, {})
    old_kinds = {block.kind for block in before.blocks}
    new_kinds = {block.kind for block in after.blocks}
    comparable = old_kinds & new_kinds
    if before.source.format == after.source.format:
        comparable = old_kinds | new_kinds
    found = list(_of_sections(before, after, renumbered, sections))
    for place in dict.fromkeys([*news, *olds]):
        if place[0] in comparable - OF_THE_FILE:
            pairs = _pairs(olds.get(place, []), news.get(place, []))
            found += [(*place, old, new) for old, new in pairs]
    exact = before.source.exact and after.source.exact
    names: Counter[str] = Counter()
    made: list[BlockChange] = []
    for block, section, old, new in found:
        name = f"{section or ''}:{block}"
        names[name] += 1
        number = f"#{names[name]}" if names[name] > 1 else ""
        made.append(_change(name + number, (block, section), old, new, exact))
    return tuple(made)


def _change(
    id: str, place: Place, before: str | None, after: str | None, exact: bool
) -> BlockChange:
    kind: Literal["revised", "added", "removed"] = "revised"
    edits: tuple[Edit, ...] = ()
    if before is None or after is None:
        kind = "added" if before is None else "removed"
    elif len(before) + len(after) <= _LONG:
        field: Field = "heading" if place[0].endswith("-heading") else "text"
        edits = find_edits(before, after, exact, field)
    significance, reasons = weight_of_block(place[0], kind, edits)
    return BlockChange(id, kind, *place, before, after, edits, significance, reasons)


def _of_sections(
    before: Edition,
    after: Edition,
    renumbered: Mapping[str | None, str | None],
    sections: Sequence[SectionChange],
) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    """Headings and source notes that differ, and those of sections that came or went.

    What a file does not hold of a section it does not tell of.
    """
    gone = {s.before for s in sections if s.kind == "removed"}
    came = {s.after for s in sections if s.kind == "added"}
    lost = {s.number: s for s in before.sections if s.number in gone}
    olds = {renumbered.get(s.number, s.number): s for s in before.sections if s.number not in gone}
    news = {s.number: s for s in after.sections}
    rows = [
        (number, None if number in came else olds.get(number), new) for number, new in news.items()
    ]
    for number, old, new in [*rows, *((number, old, None) for number, old in lost.items())]:
        if number is None or (old is None and number not in came):
            continue
        headings = tuple(one.heading if one else None for one in (old, new))
        notes = tuple(one.source_note if one else None for one in (old, new))
        if old is None or new is None:
            yield from _differing("section-heading", number, *headings)
            yield from _differing("source-note", number, *notes)
            continue
        if all(headings):
            yield from _differing("section-heading", number, *headings)
        if "tail" not in old.extent + new.extent and "fragment" not in (old.extent, new.extent):
            yield from _differing("source-note", number, *notes)


def _differing(
    block: str, number: str | None, before: str | None, after: str | None
) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    if _fold(before or "") != _fold(after or ""):
        yield block, number, before or None, after or None


def _by_place(
    edition: Edition, renumbered: Mapping[str | None, str | None]
) -> dict[Place, list[Block]]:
    found: dict[Place, list[Block]] = defaultdict(list)
    for block in edition.blocks:
        found[block.kind, renumbered.get(block.after, block.after)].append(block)
    return found


def _pairs(olds: Sequence[Block], news: Sequence[Block]) -> Iterator[tuple[str | None, str | None]]:
    """What differs: equal blocks are left out first, then the most alike are pairs."""
    left = [block.text for block in olds]
    right: list[str] = []
    for block in news:
        match = next((text for text in left if _fold(text) == _fold(block.text)), None)
        if match is None:
            right.append(block.text)
        else:
            left.remove(match)
    for text in right:
        best = max(left, key=lambda old: _likeness(old, text), default=None)
        if best is not None and _likeness(best, text) >= _ALIKE:
            left.remove(best)
            yield best, text
        else:
            yield None, text
    for text in left:
        yield text, None


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one.split(), other.split())
