"""One of the two editions, as much of it as is compared, and what its parts are called."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from cfrdiff.changes.model import BlockPlace
from cfrdiff.formats.akoma_ntoso.names import SectionNames, names_of
from cfrdiff.model import Block, Edition, Section


class Side(msgspec.Struct, frozen=True):
    """The sections and blocks of an edition with their eIds; `iri` goes before an eId. `places`
    say where the blocks stand in the change set's edition.
    """

    sections: tuple[Section, ...]
    names: tuple[SectionNames, ...]
    blocks: tuple[tuple[Block, str], ...]
    places: tuple[int, ...]
    iri: str

    def references(self) -> dict[BlockPlace, str]:
        """Each heading, source note and block as a reference, by its place."""
        found: dict[BlockPlace, str] = {}
        for i, names in enumerate(self.names):
            found["section-heading", i] = self.iri + names.heading
            found["source-note", i] = self.iri + names.source_note
        for i, (_, name) in zip(self.places, self.blocks, strict=True):
            found["block", i] = self.iri + name
        return found

    def paragraphs(self) -> list[tuple[str, int]]:
        """Of each paragraph, in the order of print, the eId and its section's place here."""
        return [(name, i) for i, names in enumerate(self.names) for name in names.paragraphs]


def side_of(edition: Edition, numbers: Collection[str | None] | None, iri: str) -> Side:
    """The sections of these numbers, with what follows them, or all of an edition."""
    names = names_of(edition)
    kept = [
        (section, own)
        for section, own in zip(edition.sections, names.sections, strict=True)
        if numbers is None or section.number in numbers
    ]
    blocks = [
        (block, name)
        for block, name in zip(edition.blocks, names.blocks, strict=True)
        if numbers is None or block.after in numbers
    ]
    return Side(
        sections=tuple(section for section, _ in kept),
        names=tuple(own for _, own in kept),
        blocks=tuple((block, name) for block, name in blocks if name),
        places=tuple(i for i, (_, name) in enumerate(blocks) if name),
        iri=iri,
    )
