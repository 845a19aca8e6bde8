"""Large editions and their amended versions, made of real sections."""

from __future__ import annotations

import re
from random import Random

import msgspec
from accuracy.changes.amendments import amend
from accuracy.changes.sources import Shelf

from cfrdiff.model import Edition, Paragraph, Section

_WORD = re.compile(r"\b[a-z]{5,}\b")
# An operation for so many words.
_LIGHT = 1500


def words(edition: Edition) -> int:
    """Words of all paragraphs."""
    return sum(len(p.text.split()) for section in edition.sections for p in section.walk())


def amended(
    edition: Edition, donors: tuple[str, ...], seed: int, each: int = _LIGHT
) -> tuple[Edition, Edition]:
    """An edition and a version of it with amendments of every sort, one for `each` so many words."""
    count = max(1, words(edition) // each)
    made = amend(f"large {seed}", edition, donors, Random(seed), count)
    return made.before, made.after


def large_pair(held: Shelf, least: int) -> tuple[Edition, Edition]:
    """Two versions of a made-up part of so many words.

    It is the parts at hand one after another, again and again. In every repetition the longer
    words are others, drawn from the same texts, so that no section is there twice.
    """
    vocabulary = sorted({w for texts in held.donors for t in texts for w in _WORD.findall(t)})
    olds: list[Section] = []
    news: list[Section] = []
    total, turn = 0, 0
    while total < least:
        edition = held.editions[turn % len(held.editions)]
        donors = held.donors[turn % len(held.editions)]
        turn += 1
        rng = Random(turn)
        others = dict(zip(vocabulary, rng.sample(vocabulary, len(vocabulary)), strict=True))
        copy = _reworded(edition, others if turn > len(held.editions) else {}, turn)
        before, after = amended(copy, donors, turn)
        olds += before.sections
        news += after.sections
        total += words(before)
    first = held.editions[0]
    return (
        msgspec.structs.replace(first, part="1", sections=tuple(olds)),
        msgspec.structs.replace(first, part="1", sections=tuple(news)),
    )


def _reworded(edition: Edition, others: dict[str, str], turn: int) -> Edition:
    """The edition as a part of another number, words replaced."""

    def text(old: str) -> str:
        return _WORD.sub(lambda m: others.get(m[0], m[0]), old) if others else old

    def paragraph(one: Paragraph) -> Paragraph:
        below = tuple(paragraph(child) for child in one.children)
        return msgspec.structs.replace(one, text=text(one.text), children=below)

    sections = tuple(
        msgspec.structs.replace(
            section,
            number=f"{turn}.{(section.number or '').partition('.')[2]}",
            paragraphs=tuple(paragraph(one) for one in section.paragraphs),
        )
        for section in edition.sections
    )
    return msgspec.structs.replace(edition, sections=sections)
