"""Amendments made up from real sections: both editions, and what became of every paragraph.

The same seed makes the same amendment. Sections and new words are real: the sections of one part,
new text from paragraphs of other parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import msgspec

from accuracy.changes.drafts import Draft, DraftSection, draft, engross
from accuracy.changes.operations import Bill
from accuracy.changes.references import Place, adjust
from accuracy.changes.sorts import OPERATIONS
from accuracy.changes.truth import Truth, derive, spots
from accuracy.changes.wording import likeness, overlap, word_set
from cfrdiff.model import Block, Edition

# A paragraph that moved and was reworded must keep half its words to be known again.
_KNOWN_AGAIN = 0.5
_TRIES = 20
# Operations that repeat words: what they made is new, whatever it is like.
_REPEATED = frozenset(("copy", "reprint"))
# Paragraphs of an appendix.
_APPENDIX = 3


@dataclass(frozen=True)
class KnownRename:
    """A name replaced; `residual` is the newer paragraph that still has the old one."""

    before: str
    after: str
    residual: int | None


@dataclass(frozen=True)
class Amendment:
    """Two editions and the truth. `touched` names the operations behind a paragraph's fate.

    `stale` holds references that should have changed and did not, each with its newer paragraph.
    """

    name: str
    before: Edition
    after: Edition
    truth: Truth
    operations: tuple[str, ...]
    touched_before: Mapping[int, str]
    touched_after: Mapping[int, str]
    renames: tuple[KnownRename, ...]
    stale: tuple[tuple[int, str], ...]


def amend(
    name: str,
    edition: Edition,
    donors: Sequence[str],
    rng: Random,
    count: int,
    only: Sequence[str] = (),
) -> Amendment:
    """An amendment of `count` operations at most, all of the named sorts where any is named.

    Made again where chance made two paragraphs alike that the truth tells apart.
    """
    for _ in range(_TRIES):
        made = _amend(name, edition, donors, rng, count, only)
        if _knowable(made):
            return made
    raise ValueError(f"{name}: no amendment of {count} operations can be known")


def _amend(
    name: str,
    edition: Edition,
    donors: Sequence[str],
    rng: Random,
    count: int,
    only: Sequence[str],
) -> Amendment:
    bill = Bill(draft(edition), donors, rng)
    first = {id(p): section.number for section in bill.sections for p in section.walk()}
    sorts = list(only or OPERATIONS)
    weights = [OPERATIONS[sort][1] for sort in sorts]
    done: list[str] = []
    for _ in range(count * 8):
        if len(done) == count:
            break
        (sort,) = rng.choices(sorts, weights)
        # One section that gets another number is enough: the part's order is to be known again.
        if (sort != "renumber" or sort not in done) and OPERATIONS[sort][0](bill):
            done.append(sort)
    stale = _follow(bill, edition, first)
    like = msgspec.structs.replace(edition, part=_part(bill, edition))
    before, _ = engross(_headed(draft(edition), bill.headings), like)
    after, ordered = engross(bill.sections, like)
    before, after = _as_volumes(bill, before, after, donors[:_APPENDIX])
    place = {id(one): index for index, one in enumerate(ordered)}
    touched_after = _touched(bill.sections)
    touched_before = dict(bill.gone)
    for one, why in zip(ordered, touched_after, strict=True):
        touched_before.update(dict.fromkeys(one.lineage, why))
    return Amendment(
        name=name,
        before=before,
        after=after,
        truth=derive(before, after, [one.lineage for one in ordered]),
        operations=tuple(done),
        touched_before=touched_before,
        touched_after=dict(enumerate(touched_after)),
        renames=tuple(
            KnownRename(one.before, one.after, place.get(id(one.residual))) for one in bill.renames
        ),
        stale=tuple((place[id(one)], printed) for one, printed in stale),
    )


def _headed(sections: list[DraftSection], headings: Mapping[str, str]) -> list[DraftSection]:
    for one in sections:
        one.heading = headings.get(one.number, one.heading)
    return sections


def _part(bill: Bill, edition: Edition) -> str | None:
    """The part of an edition, None where there is more than one."""
    parts = {one.part for one in bill.sections}
    return edition.part if parts == {edition.part} else None


def _as_volumes(
    bill: Bill, before: Edition, after: Edition, appendix: Sequence[str]
) -> tuple[Edition, Edition]:
    """Both editions as volumes that say which parts they hold, where sections came or went; behind
    the part that got a new section stands its appendix.
    """
    made = before, after
    if bill.extended is not None:
        last = before.sections[-1].number, bill.part_of(bill.extended)[-1].number
        made = _with_appendix(before, last[0], appendix), _with_appendix(after, last[1], appendix)
    if bill.has_parts or bill.extended is not None or bill.headings:
        made = _titled(made[0]), _titled(made[1])
    return made


def _with_appendix(edition: Edition, last: str | None, texts: Sequence[str]) -> Edition:
    (length,) = {sum(1 for _ in one.walk()) for one in edition.sections if one.number == last}
    blocks = [
        Block("appendix", text, last, behind=length) for text in ("Appendix A—Model Forms", *texts)
    ]
    return msgspec.structs.replace(edition, blocks=tuple(blocks))


def _titled(edition: Edition) -> Edition:
    return msgspec.structs.replace(
        edition,
        source=msgspec.structs.replace(edition.source, well_formed=True),
        blocks=(Block("front-matter", "Parts 1 to 9999", None), *edition.blocks),
    )


def _touched(sections: Sequence[DraftSection]) -> list[str]:
    """What touched each paragraph, or else the nearest one above it, in the order of print."""
    found: list[str] = []

    def walk(paragraph: Draft, above: str) -> None:
        own = "+".join(dict.fromkeys(paragraph.by)) or above
        found.append(own)
        for child in paragraph.children:
            walk(child, own if own.startswith("below ") or not own else f"below {own}")

    for section in sections:
        for paragraph in section.paragraphs:
            walk(paragraph, "")
    return found


def _follow(bill: Bill, edition: Edition, first: Mapping[int, str]) -> list[tuple[Draft, str]]:
    """Make the references of old text follow what was redesignated; most are not forgotten."""
    olds = spots(edition)
    heirs: dict[int, list[Place]] = {}
    for section in bill.sections:
        for paragraph, path in _paths(section):
            for old in paragraph.lineage:
                heirs.setdefault(old, []).append((section.number, path))
    moved: dict[Place, Place] = {}
    for index, one in enumerate(olds):
        places = heirs.get(index, [])
        here = (one.section or "", one.path)
        if len(places) == 1 and places[0] != here:
            moved[here] = places[0]
    for section in bill.sections:
        if section.was is not None and section.was != section.number:
            moved[section.was, ()] = (section.number, ())
    forget = bill.rng.choice((0.0, 0.0, 0.15, 1.0))
    return [
        (one.paragraph, one.printed)
        for section in bill.sections
        for paragraph in section.walk()
        if id(paragraph) in first
        for one in adjust(paragraph, first[id(paragraph)], moved, bill.rng, forget)
    ]


def _paths(section: DraftSection) -> list[tuple[Draft, tuple[str, ...]]]:
    found: list[tuple[Draft, tuple[str, ...]]] = []

    def walk(paragraph: Draft, path: tuple[str, ...]) -> None:
        own = (*path, paragraph.label) if paragraph.label else path
        found.append((paragraph, own))
        for child in paragraph.children:
            walk(child, own)

    for paragraph in section.paragraphs:
        walk(paragraph, ())
    return found


def _knowable(made: Amendment) -> bool:
    """Whether what moved and was reworded is still nearer to what it was than to anything new."""
    olds, news = spots(made.before), spots(made.after)
    gone = [word_set(olds[i].text) for i, f in enumerate(made.truth.before) if f.kind == "removed"]
    for new, fate in enumerate(made.truth.after):
        if made.touched_after[new] in _REPEATED:
            continue
        if fate.kind == "redesignated-revised":
            (old,) = fate.others
            if likeness(olds[old].words, news[new].words) < _KNOWN_AGAIN:
                return False
        if fate.kind == "added":
            own = word_set(news[new].text)
            if news[new].text != "[Reserved]" and any(overlap(own, held) >= 0.5 for held in gone):
                return False
    return True
