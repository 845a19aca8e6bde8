"""Pairs the sections of two editions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from cfrdiff.align.assignment import assign
from cfrdiff.align.parts import HALF, Parts, length
from cfrdiff.align.subjects import other_subjects
from cfrdiff.align.thresholds import NEARLY_SAME, SAME_HEADING, SAME_NUMBER
from cfrdiff.cites import part_of
from cfrdiff.model import Edition, Section


def corresponding(
    before: Edition, after: Edition, votes: Mapping[tuple[int, int], int], parts: Parts
) -> dict[int, int]:
    """Which section became which (by their places in the editions): the one of its number, unless
    most of its words are in another.

    `votes` counts the words of one that stand in the other; a heading of its own counts as some
    words too. Sections of `parts` that came and went are no pair unless the parts are one: clauses
    of one form stand in many a part. Nor are those of different numbers that are headed by
    different years, or by different subjects and have not nearly the same words.
    """
    gains: dict[tuple[int, int], float] = defaultdict(float)
    for a, b in _of_same_number(before, after):
        gains[a, b] += SAME_NUMBER
        if _folded(before.sections[a]) == _folded(after.sections[b]):
            # It stayed, though most of its words may have gone to others.
            gains[a, b] += length(before.sections[a])
    for pair in _of_same_heading(before, after):
        gains[pair] += SAME_HEADING
    for pair, words in votes.items():
        gains[pair] += words
    offers = [
        (a, b, gain)
        for (a, b), gain in gains.items()
        if gain >= SAME_NUMBER
        and _is_one(before.sections[a], after.sections[b], votes.get((a, b), 0))
        and not _is_form_only(before.sections[a], after.sections[b], parts)
        and not _is_of_other_year(a, b, before, after, parts)
        and not _is_of_other_subject(before.sections[a], after.sections[b], votes.get((a, b), 0))
    ]
    return {a: b for a, b, _ in sorted(assign(offers))}


def _is_of_other_year(a: int, b: int, before: Edition, after: Edition, parts: Parts) -> bool:
    renumbered = before.sections[a].number != after.sections[b].number
    return renumbered and parts.are_of_other_years(a, b)


def _is_of_other_subject(old: Section, new: Section, common: int) -> bool:
    """Whether two sections of other numbers are headed by other subjects, and most likely one only
    in form.
    """
    if old.number == new.number or {old.extent, new.extent} != {"complete"}:
        return False
    nearly = common >= NEARLY_SAME * max(map(length, (old, new)))
    return not nearly and other_subjects(old.heading, new.heading)


def _is_form_only(old: Section, new: Section, parts: Parts) -> bool:
    names = part_of(old.number or ""), part_of(new.number or "")
    return parts.came_and_went(*names) and not parts.are_one(*names)


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
    """Sections of a part with a heading that one section of it has in the newer edition, and no
    other; in another part the same heading tells nothing ("Definitions", "Confidentiality").
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, section in enumerate(after.sections):
        places[_titled(section)].append(b)
    for a, section in enumerate(before.sections):
        same = places.get(_titled(section), []) if section.heading else []
        if len(same) == 1:
            yield a, same[0]


def _titled(section: Section) -> tuple[str, str]:
    return part_of(section.number or ""), _folded(section)


def _folded(section: Section) -> str:
    return (section.heading or "").casefold()


def _is_one(old: Section, new: Section, common: int) -> bool:
    """Whether two sections may be one: by number, by heading, or by half of the longer's words.

    Of a section that a file cuts off, any words will do.
    """
    if old.number == new.number or {old.extent, new.extent} != {"complete"}:
        return True
    if old.heading and _titled(old) == _titled(new):
        return True
    return common >= HALF * max(map(length, (old, new)))
