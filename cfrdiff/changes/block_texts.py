"""The words of an edition that stand in no paragraph, searched for names and references: those of
tables, notes, appendices and headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.changes.block_patch import texts_of
from cfrdiff.changes.model import BlockChange, BlockPlace, Edit, KeptBlock, Where
from cfrdiff.model import Edition

# What was once published, and where, keeps the names of its time.
_OF_THE_PAST = frozenset(("source", "source-note", "authority"))

# A paragraph of an appendix may be set as one of these the year before. What an effective date note
# set forth for later is no such text: its references were written for the edition it is in now.
_SET_OTHERWISE = ("extract", "appendix")


class PairedText(msgspec.Struct, frozen=True, gc=False):
    """A text that both editions have: as it reads in either, with the edits, the section it stands
    in in the older edition, and where it stands in the newer.
    """

    section_before: str | None
    before: str
    where: Where
    after: str
    edits: tuple[Edit, ...]

    def invert(self) -> PairedText:
        """The same read the other way."""
        return PairedText(
            self.where[0],
            self.after,
            (self.section_before, self.where[1]),
            self.before,
            tuple(edit.invert() for edit in self.edits),
        )


def searched_texts(edition: Edition) -> Iterator[tuple[Where, str]]:
    """Each text, and where it stands: the section, and the kind of block in the place of a
    designation.
    """
    for place, text in texts_of(edition).items():
        where = _where(edition, place)
        if text and where[1] not in OF_THE_FILE | _OF_THE_PAST:
            yield where, text


def _where(edition: Edition, place: BlockPlace) -> Where:
    kind, index = place
    if kind == "block":
        block = edition.blocks[index]
        return block.after, block.kind
    return edition.sections[index].number, kind


def paired_texts(
    before: Edition, after: Edition, changes: Sequence[BlockChange], kept: Iterable[KeptBlock]
) -> Iterator[PairedText]:
    """The texts that both editions have, whether they changed or not."""
    olds = texts_of(before)
    pairs = [(one.place_before, one.place_after, one.edits) for one in changes]
    pairs += [(one.before, one.after, ()) for one in kept]
    news = texts_of(after)
    for old, new, edits in pairs:
        if old is not None and new is not None:
            was, where = _where(before, old), _where(after, new)
            if where[1] not in OF_THE_FILE | _OF_THE_PAST and was[1] in (where[1], *_SET_OTHERWISE):
                yield PairedText(was[0], olds[old], where, news[new], edits)
