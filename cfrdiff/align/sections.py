"""Pairs the sections of two editions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from cfrdiff.align.assignment import assign
from cfrdiff.model import Edition, Section


def corresponding(
    before: Edition, after: Edition, votes: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """Which section became which (by their places in the editions): the one of its number, unless
    most of its words are in another.

    `votes` counts the words of one that stand in the other; a heading of its own counts as twenty.
    """
    numbers: dict[tuple[str | None, int], int] = {}
    seen: Counter[str | None] = Counter()
    for b, section in enumerate(after.sections):
        numbers[section.number, seen[section.number]] = b
        seen[section.number] += 1
    headings: dict[str, list[int]] = defaultdict(list)
    for b, section in enumerate(after.sections):
        headings[(section.heading or "").casefold()].append(b)
    seen.clear()
    offers: dict[tuple[int, int], float] = {}
    for a, section in enumerate(before.sections):
        own = numbers.get((section.number, seen[section.number]))
        seen[section.number] += 1
        if own is not None:
            offers[a, own] = 10.0
        same = headings[(section.heading or "").casefold()] if section.heading else []
        if len(same) == 1:
            offers[a, same[0]] = offers.get((a, same[0]), 0.0) + 20.0
    for (a, b), words in votes.items():
        offers[a, b] = offers.get((a, b), 0.0) + words
    chosen = assign([(a, b, gain) for (a, b), gain in offers.items()])
    return {
        a: b
        for a, b, gain in sorted(chosen)
        if gain >= 10.0 and _is_one(before.sections[a], after.sections[b], votes.get((a, b), 0))
    }


def _is_one(old: Section, new: Section, common: int) -> bool:
    """Whether two sections may be one: by number, by heading, or by half of the longer's words.

    Of a section that a file cuts off, any words will do.
    """
    if old.number == new.number or {old.extent, new.extent} != {"complete"}:
        return True
    if old.heading and old.heading.casefold() == (new.heading or "").casefold():
        return True
    return 2 * common >= max(map(_length, (old, new)))


def _length(section: Section) -> int:
    return sum(paragraph.text.count(" ") + 1 for paragraph in section.walk() if paragraph.text)
