"""Where real sections and real new text come from: the gold, or the corpus without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import msgspec

import cfrdiff
from accuracy import gold
from accuracy.changes.amendments import Amendment, amend
from accuracy.changes.editions import from_trees
from cfrdiff.model import Edition, Section

# Every so manieth amendment is of a whole part and of many operations.
_WHOLE_EVERY = 12
# Every so manieth is of two parts.
_TWO_PARTS_EVERY = 3
# Letters of a part's number.
_WIDEST = 6


@dataclass(frozen=True, eq=False)
class Shelf:
    """Editions, and for each the paragraphs of other parts."""

    editions: tuple[Edition, ...]
    donors: tuple[tuple[str, ...], ...]


def shelf() -> Shelf:
    """The gold's parts; without the gold, the corpus."""
    return corpus_shelf() if gold.missing(gold.folder()) else gold_shelf()


@cache
def corpus_shelf() -> Shelf:
    """The edition of the corpus that was not read from OCR."""
    return _filled([_bare(cfrdiff.read("19-cfr-163-2012"))])


@cache
def gold_shelf() -> Shelf:
    """The gold's parts, each once."""
    documents: dict[str, gold.Document] = {}
    for document in gold.load(gold.folder()):
        held = documents.get(document.name.rpartition("/")[0])
        if held is None or held.words < document.words:
            documents[document.name.rpartition("/")[0]] = document
    return _filled([from_trees(d.name, d.sections) for d in documents.values() if d.words > 400])


def _bare(edition: Edition) -> Edition:
    """The whole sections of what was read, without their places in the file."""
    sections = tuple(
        msgspec.structs.replace(section, evidence=(), source_note_evidence=(), repairs=())
        for section in edition.sections
        if section.extent == "complete"
    )
    return msgspec.structs.replace(edition, sections=sections, furniture=(), findings=(), blocks=())


def _filled(editions: Sequence[Edition]) -> Shelf:
    texts = [
        [p.text for section in edition.sections for p in section.walk() if p.text]
        for edition in editions
    ]
    others = [
        tuple(text for j, held in enumerate(texts) if j != i or len(texts) == 1 for text in held)
        for i in range(len(texts))
    ]
    return Shelf(tuple(editions), tuple(others))


def generate(seed: int, held: Shelf, only: Sequence[str] = ()) -> Amendment:
    """The amendment of a seed: some sections of a part, or a whole part."""
    rng = Random(seed)
    chosen = rng.randrange(len(held.editions))
    edition = held.editions[chosen]
    whole = seed % _WHOLE_EVERY == 0
    sections = list(edition.sections)
    if not whole:
        first = rng.randrange(len(sections))
        sections = sections[first : first + rng.randint(1, 8)]
    sections += _of_another_part(seed, held, edition)
    made = msgspec.structs.replace(edition, sections=tuple(sorted(sections, key=_part_number)))
    count = rng.randint(8, 24) if whole else rng.randint(1, 7)
    name = f"{seed}: {edition.source.path} {sections[0].number}–{sections[-1].number}"
    return replace(amend(name, made, held.donors[chosen], rng, count, only), name=name)


def _of_another_part(seed: int, held: Shelf, edition: Edition) -> list[Section]:
    """In every third amendment, some sections of a part with another number."""
    rng = Random(f"{seed} another part")
    others = [one for one in held.editions if one.part != edition.part]
    if seed % _TWO_PARTS_EVERY or not others:
        return []
    sections = rng.choice(others).sections
    first = rng.randrange(len(sections))
    return list(sections[first : first + rng.randint(2, 5)])


def _part_number(section: Section) -> str:
    return (section.number or "").partition(".")[0].rjust(_WIDEST)
