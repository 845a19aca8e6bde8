"""Each change in one line, for the first page of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    Significance,
    joined,
)
from cfrdiff.views import entries, wording
from cfrdiff.views.addresses import Addresses, Link
from cfrdiff.views.labels import Labels
from cfrdiff.views.marked_words import Op, Piece, pieces_of
from cfrdiff.views.numbering import numbered, numbers_of
from cfrdiff.views.paragraph_words import categories_of, edits_of, is_paired, latest, words
from cfrdiff.views.samples import MOST, Sample, opening, samples
from cfrdiff.views.shown import Entry, SectionView
from cfrdiff.views.summary_view import Item

# The heaviest first.
WEIGHTS: tuple[Significance, ...] = ("substantive", "nomenclature", "editorial", "typographical")


class Headline(NamedTuple):
    """An item with its weight, and the ids of the changes that it stands for."""

    weight: str
    item: Item
    ids: frozenset[str]


def headlines(
    changes: ChangeSet, sections: Sequence[SectionView], addresses: Addresses, labels: Labels
) -> Iterator[Item]:
    """Each change once, in the order of the text. A section that came or went stands for all in
    it that did.
    """
    made = _Headlines(changes, addresses, labels)
    numbers = numbers_of(sections)
    done: set[str] = set()
    for section in sections:
        for entry in section.all:
            if entry.told and not done.issuperset(entry.ids):
                headline = made.of(entry, section)
                done |= headline.ids
                number = numbered(headline.ids, numbers)
                yield msgspec.structs.replace(headline.item, weight=headline.weight, number=number)


class _Headlines:
    def __init__(self, changes: ChangeSet, addresses: Addresses, labels: Labels) -> None:
        self._addresses, self._labels = addresses, labels
        self._paragraphs = {change.id: change for change in changes.changes}
        self._blocks = {block.id: block for block in changes.blocks}
        self._sections = {one.id: one for one in changes.sections}

    def of(self, entry: Entry, section: SectionView) -> Headline:
        """The headline of an entry of a section."""
        became = next(filter(None, map(self._sections.get, entry.ids)), None)
        if became is not None and became.kind == "redesignated":
            item = self._renumbered(became, section, entry)
            return Headline(entry.significance, item, frozenset(entry.ids))
        if became is not None:
            return _came_or_went(became, section, entry)
        change = self._paragraphs.get(entry.ids[0])
        item = self._paragraph(change) if change else _block(self._blocks[entry.ids[0]], entry)
        return Headline(entry.significance, item, frozenset(entry.ids))

    def _renumbered(self, became: SectionChange, section: SectionView, heading: Entry) -> Item:
        revised = [self._blocks[one] for one in heading.ids if one in self._blocks]
        along = f"{wording.counted(section.along, 'paragraph')} with it, else unchanged"
        return Item(
            link=Link(section.title, section.anchor),
            kind=became.kind,
            spoken="section renumbered" + (", its heading revised" if revised else ""),
            about=along if section.along else "",
            samples=tuple(s for one in revised for s in samples(one.edits, one.before or "")),
        )

    def _paragraph(self, change: Change) -> Item:
        # The edits that made the change as weighty as it is.
        edits = [edit for edit in change.edits if edit.significance == change.significance]
        return Item(
            link=Link(self._labels.place(change), self._addresses.of(change)),
            kind=change.kind,
            spoken=entries.became(change),
            about=_about(edits),
            samples=_edited(change, edits) if is_paired(change) and edits else (_whole(change),),
        )


def _came_or_went(became: SectionChange, section: SectionView, heading: Entry) -> Headline:
    same = [entry for entry in section.all if entry.told and entry.kind == became.kind]
    found = {entry.significance for entry in same or [heading]}
    op: Op = "ins" if became.kind == "added" else "del"
    item = Item(
        link=Link(section.title, section.anchor),
        kind=became.kind,
        spoken=f"section {became.kind}",
        about=wording.counted(sum(not entry.block for entry in same), "paragraph"),
        samples=((Piece(op, section.subject),),) if section.subject else (),
    )
    weight = next((name for name in WEIGHTS if name in found), "editorial")
    return Headline(weight, item, frozenset(one for entry in (*same, heading) for one in entry.ids))


def _block(block: BlockChange, entry: Entry) -> Item:
    name = entries.block(block)
    whole = tuple(
        pieces_of((("del", opening(block.before or "")), ("ins", opening(block.after or ""))))
    )
    return Item(
        link=Link(name[0].upper() + name[1:], entry.anchor),
        kind=block.kind,
        spoken=entries.became(block),
        about=_about(block.edits),
        samples=tuple(samples(block.edits, block.before or "")) if block.edits else (whole,),
    )


def _about(edits: Sequence[Edit]) -> str:
    return ", ".join(map(wording.category, categories_of(edits)))


def _edited(change: Change, edits: Sequence[Edit]) -> tuple[Sample, ...]:
    found = (
        *samples(edits_of(edits, "heading"), change.before[0].heading or ""),
        *samples(edits_of(edits, "text"), joined(change.before)),
    )
    return found[:MOST]


def _whole(change: Change) -> Sample:
    """The opening of a paragraph that came or went, or of one whose place alone is another."""
    op: Op = "ins" if change.after else "del"
    if is_paired(change):
        op = "same"
    return (Piece(op, opening(words(latest(change)))),)
