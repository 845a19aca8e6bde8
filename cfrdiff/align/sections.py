"""Pairs the sections of two editions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from cfrdiff.align.assignment import assign
from cfrdiff.align.thresholds import SAME_HEADING, SAME_NUMBER
from cfrdiff.model import Edition, Section


def corresponding(
    before: Edition, after: Edition, votes: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """Which section became which (by their places in the editions): the one of its number, unless
    most of its words are in another.

    `votes` counts the words of one that stand in the other; a heading of its own counts as some
    words too.
    """
    gains: dict[tuple[int, int], float] = defaultdict(float)
    for pair in _of_same_number(before, after):
        gains[pair] += SAME_NUMBER
    for pair in _of_same_heading(before, after):
        gains[pair] += SAME_HEADING
    for pair, words in votes.items():
        gains[pair] += words
    chosen = assign([(a, b, gain) for (a, b), gain in gains.items()])
    return {
        a: b
        for a, b, gain in sorted(chosen)
        if gain >= SAME_NUMBER
        and _is_one(before.sections[a], after.sections[b], votes.get((a, b), 0))
    }


def _of_same_number(before: Edition, after: Edition) -> Iterator[tuple[int, int]]:
    """Sections of one number; where a number is there twice, the first with the first."""
    places = {number: b for b, number in enumerate(_numbers(after))}
    for a, number in enumerate(_numbers(before)):
        if number in places:
            yield a, places[number]


def _numbers(edition: Edition) -> Iterator[tuple[str | None, int]]:
    """The number of each section, and how many before it have the same."""
    seen: Counter[str | None] = Counter()
    for section in edition.sections:
        yield section.number, seen[section.number]
        seen[section.number] += 1


def _of_same_heading(before: Edition, after: Edition) -> Iterator[tuple[int, int]]:
    """Sections with a heading that one section of the newer edition has, and no other."""
    places: dict[str, list[int]] = defaultdict(list)
    for b, section in enumerate(after.sections):
        places[_folded(section)].append(b)
    for a, section in enumerate(before.sections):
        same = places.get(_folded(section), []) if section.heading else []
        if len(same) == 1:
            yield a, same[0]


def _folded(section: Section) -> str:
    return (section.heading or "").casefold()


def _is_one(old: Section, new: Section, common: int) -> bool:
    """Whether two sections may be one: by number, by heading, or by half of the longer's words.

    Of a section that a file cuts off, any words will do.
    """
    if old.number == new.number or {old.extent, new.extent} != {"complete"}:
        return True
    if old.heading and _folded(old) == _folded(new):
        return True
    return 2 * common >= max(map(_length, (old, new)))


def _length(section: Section) -> int:
    return sum(paragraph.text.count(" ") + 1 for paragraph in section.walk() if paragraph.text)
