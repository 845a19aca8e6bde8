"""Paragraphs without a designation: a section's introductory text, and its definitions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.instructions.comparison import read_alike
from cfrdiff.instructions.model import (
    Add,
    Order,
    Printed,
    Remove,
    Revise,
    SectionText,
    Target,
    Unheld,
)
from cfrdiff.instructions.moves import Lacking
from cfrdiff.instructions.printed_text import part_of
from cfrdiff.instructions.terms import defined_term
from cfrdiff.model import Paragraph, Section


def is_addressable(section: Section) -> bool:
    """Whether every paragraph can be named: no designation twice, and text without one only at
    the section's beginning, under a designated paragraph, or where it defines a term.
    """
    designations = [p.path for p in section.walk() if p.designation]
    terms = [_term(p) for p in _to_define(section)]
    return _are_different(designations) and _are_different(terms) and None not in terms


def _are_different(names: Sequence[object]) -> bool:
    return len(names) == len(set(names))


def _to_define(section: Section) -> list[Paragraph]:
    """The paragraphs at a section's top that only the term they define can name."""
    loose = [p for k, p in enumerate(section.paragraphs) if k and not p.designation]
    first = section.paragraphs[:1]
    if first and not first[0].designation and _introduction(section) is None:
        loose.append(first[0])
    return loose


def _term(paragraph: Paragraph) -> str | None:
    return defined_term(paragraph.heading, paragraph.text)


def _introduction(section: Section) -> Paragraph | None:
    """The text before the first designation, where it is no definition among others."""
    loose = [p for p in section.paragraphs if not p.designation]
    if not loose or loose[0] is not section.paragraphs[0]:
        return None
    is_definition = len(loose) > 1 and _term(loose[0]) is not None
    return None if is_definition else loose[0]


def _definitions(section: Section) -> dict[str, Paragraph]:
    """The definitions at a section's top, by their terms."""
    first = _introduction(section)
    loose = [p for p in section.paragraphs if not p.designation and p is not first]
    return {_term(p) or "": p for p in loose}


def introduction_orders(
    now: Section, goal: Section, text: SectionText, lacking: Lacking
) -> list[Order]:
    """What makes the introductory text of one section that of another; `text` is all of that.
    What is `lacking` in a file is noted, not ordered.
    """
    have, want = _introduction(now), _introduction(goal)
    target = Target(text.number, (), "text")
    if want is None:
        return [_removed(target, have, lacking)] if have else []
    to = part_of(text, (), "text")
    if have is None:
        return [_added(target, to, want, lacking)]
    return [] if read_alike(have, want) else [_revised(target, to, have, want)]


def _removed(target: Target, one: Paragraph, lacking: Lacking) -> Order:
    return Unheld(target, None) if one.text in lacking.newer else Remove(target)


def _added(target: Target, to: SectionText, one: Paragraph, lacking: Lacking) -> Order:
    return Unheld(target, to) if one.text in lacking.older else Add(target, to)


def _revised(target: Target, to: SectionText, old: Paragraph, new: Paragraph) -> Order:
    if old.partial or new.partial:
        return Unheld(target, to, new.partial is not None)
    return Revise(target, to)


def definition_orders(
    now: Section, goal: Section, text: SectionText, lacking: Lacking
) -> list[Order]:
    """What makes the definitions of one section those of another; `text` is all of that. What is
    `lacking` in a file is noted, not ordered.
    """
    have, want = _definitions(now), _definitions(goal)
    removed = [
        _removed(_definition(text, term), one, lacking)
        for term, one in have.items()
        if term not in want
    ]
    added = [
        _added(_definition(text, term), _printed(text, one), one, lacking)
        for term, one in want.items()
        if term not in have
    ]
    revised = [
        _revised(_definition(text, term), _printed(text, one), have[term], one)
        for term, one in want.items()
        if term in have and not read_alike(have[term], one)
    ]
    return [*removed, *revised, *added]


def _definition(text: SectionText, term: str) -> Target:
    return Target(text.number, (), "whole", term)


def _printed(text: SectionText, paragraph: Paragraph) -> SectionText:
    printed = Printed((), False, paragraph.heading, paragraph.text)
    return msgspec.structs.replace(text, paragraphs=(printed,), note=None)
