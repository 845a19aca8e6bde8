"""Tables, figures, notes and headings between paragraphs, compared as units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

from cfrdiff.model import Block, Edition

# What a file holds of these says more of the file than of the edition.
OF_THE_FILE = frozenset(("front-matter", "back-matter", "contents", "other"))
_ALIKE = 0.5


class BlockChange(msgspec.Struct, frozen=True):
    """A block that changed: its kind, the section it follows, and its text in both editions.

    One of `before` and `after` is None where the block was added or removed.
    """

    kind: Literal["revised", "added", "removed"]
    block: str
    section: str | None
    before: str | None
    after: str | None

    def invert(self) -> BlockChange:
        """The change read the other way."""
        turned: dict[str, Literal["revised", "added", "removed"]] = {
            "revised": "revised",
            "added": "removed",
            "removed": "added",
        }
        return BlockChange(turned[self.kind], self.block, self.section, self.after, self.before)


def compare_blocks(
    before: Edition, after: Edition, renumbered: Mapping[str | None, str | None]
) -> tuple[BlockChange, ...]:
    """The blocks that differ, in the order of the newer edition; section headings first.

    `renumbered` gives the new number of each older section that has one; a change is told under
    the newer number.

    A kind of block is compared where both files hold some of it, or both are of one format:
    text dumped from a page has no tables, which does not mean that its edition had none.
    """
    olds, news = _by_place(before, renumbered), _by_place(after, {})
    old_kinds = {block.kind for block in before.blocks}
    new_kinds = {block.kind for block in after.blocks}
    comparable = old_kinds & new_kinds
    if before.source.format == after.source.format:
        comparable = old_kinds | new_kinds
    found = _sections(before, after, renumbered)
    for place in dict.fromkeys([*news, *olds]):
        if place[0] in comparable - OF_THE_FILE:
            found += _pair(place, olds.get(place, []), news.get(place, []))
    return tuple(found)


def _sections(
    before: Edition, after: Edition, renumbered: Mapping[str | None, str | None]
) -> list[BlockChange]:
    """Headings and source notes that differ, and sections of a heading only.

    What a file does not hold of a section it does not tell of.
    """
    olds = {s.number: s for s in before.sections if s.number and s.number not in renumbered}
    olds |= {renumbered[n] or n: s for s in before.sections if (n := s.number) in renumbered and n}
    news = {section.number: section for section in after.sections if section.number}
    found: list[BlockChange] = []
    for number in dict.fromkeys([*news, *olds]):
        old, new = olds.get(number), news.get(number)
        if old is None or new is None:
            only = new or old
            if only is not None and not only.paragraphs and only.extent == "complete":
                heading = f"§ {number} {only.heading or ''}".strip()
                sides = (None, heading) if old is None else (heading, None)
                kind: Literal["added", "removed"] = "added" if old is None else "removed"
                found.append(BlockChange(kind, "section-heading", number, *sides))
            continue
        if old.heading and new.heading:
            found += _one("section-heading", number, old.heading, new.heading)
        if "tail" not in old.extent + new.extent and "fragment" not in (old.extent, new.extent):
            found += _one("source-note", number, old.source_note, new.source_note)
    return found


def _one(
    block: str, number: str | None, before: str | None, after: str | None
) -> list[BlockChange]:
    if _fold(before or "") == _fold(after or ""):
        return []
    if before is None or after is None:
        kind: Literal["added", "removed"] = "added" if before is None else "removed"
        return [BlockChange(kind, block, number, before, after)]
    return [BlockChange("revised", block, number, before, after)]


Place = tuple[str, str | None]


def _by_place(
    edition: Edition, renumbered: Mapping[str | None, str | None]
) -> dict[Place, list[Block]]:
    found: dict[Place, list[Block]] = defaultdict(list)
    for block in edition.blocks:
        found[block.kind, renumbered.get(block.after, block.after)].append(block)
    return found


def _pair(place: Place, olds: Sequence[Block], news: Sequence[Block]) -> list[BlockChange]:
    """Equal blocks first, then the most alike; what is left was added or removed."""
    left = [block.text for block in olds]
    right: list[str] = []
    for block in news:
        match = next((text for text in left if _fold(text) == _fold(block.text)), None)
        if match is None:
            right.append(block.text)
        else:
            left.remove(match)
    found: list[BlockChange] = []
    for text in right:
        best = max(left, key=lambda old: _likeness(old, text), default=None)
        if best is not None and _likeness(best, text) >= _ALIKE:
            left.remove(best)
            found.append(BlockChange("revised", *place, best, text))
        else:
            found.append(BlockChange("added", *place, None, text))
    return found + [BlockChange("removed", *place, text, None) for text in left]


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one.split(), other.split())
