"""What became of sections, and of what stands between paragraphs."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.changes.origin import Origin
from cfrdiff.changes.parts import Edit, Review, Significance, doubts_of
from cfrdiff.changes.turning import turned, turned_id, turned_reason, turned_section


class SectionChange(msgspec.Struct, frozen=True):
    """A section that came, went or got another number: `before` and `after` are numbers, None
    where the edition has no such section. `heading` and `source_note` are those of a section that
    came or went, which come and go with it; `origins` are the documents that the change comes
    from, where that is known.
    """

    id: str
    kind: Literal["added", "removed", "redesignated"]
    before: str | None
    after: str | None
    significance: Significance = "substantive"
    reasons: tuple[str, ...] = ()
    heading: str | None = None
    source_note: str | None = None
    origins: tuple[Origin, ...] = ()

    def invert(self) -> SectionChange:
        """The change read the other way."""
        return msgspec.structs.replace(
            self,
            id=turned_section(self.id),
            kind=turned(self.kind),
            before=self.after,
            after=self.before,
            reasons=tuple(map(turned_reason, self.reasons)),
        )


BlockKind = Literal["revised", "added", "removed", "moved", "unchanged"]
# What stands in a row of its own in an edition, and its place there: a block among the blocks, the
# heading or the source note of a section by the place of the section.
BlockPlace = tuple[Literal["block", "section-heading", "source-note"], int]


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table by the head of its row and of its column; "" where there is none. `number`
    is the column's, counted from 1.
    """

    row: str
    column: str
    number: int


class CellChange(msgspec.Struct, frozen=True):
    """In which cell an edit is, in both editions: `before` is None where the cell, or the whole
    column, was added, `after` where it was removed. A cell `moved` with its column.
    """

    kind: Literal["revised", "added", "removed", "moved"]
    before: Cell | None
    after: Cell | None

    def invert(self) -> CellChange:
        """The same read the other way."""
        return CellChange(turned(self.kind), self.after, self.before)


class KeptBlock(msgspec.Struct, frozen=True):
    """A block that no change is of: it reads the same in both editions; or one file alone holds
    it, which says nothing of the edition (a list of contents, a table where the other file's format
    has none), and `text` is its words.
    """

    before: BlockPlace | None
    after: BlockPlace | None
    text: str = ""

    def invert(self) -> KeptBlock:
        """The same read the other way."""
        return KeptBlock(self.after, self.before, self.text)


class BlockChange(msgspec.Struct, frozen=True):
    """A block that changed: its kind, the section it follows, and its text in both editions.

    `section` is the number in the newer edition, `section_before` that in the older, and
    `block_before` its kind there where that was another: what an effective date note set forth for
    later may be part of an appendix now. One of
    `before` and `after` is None where the block was added or removed. The edits of any other are
    in its text; one that `moved` stands elsewhere in its table, its appendix or its section, or in
    another; of several that moved in a row one is listed. One that is `unchanged` differs in type
    only. Of a row of a table, `cells` says of each edit in
    which cell it is. `place_before` and `place_after` are where it stands in the editions. `entry`
    is how what is in an appendix is cited ("comment 2(c)(1)-1.i") in the newer edition, and
    `entry_before` in the older; "" where it stands in none, or under no designation. `origins` are
    the documents that the change comes from, where that is known.
    """

    id: str
    kind: BlockKind
    block: str
    section: str | None
    before: str | None
    after: str | None
    edits: tuple[Edit, ...] = ()
    significance: Significance = "none"
    reasons: tuple[str, ...] = ()
    section_before: str | None = None
    place_before: BlockPlace | None = None
    place_after: BlockPlace | None = None
    cells: tuple[CellChange, ...] = ()
    block_before: str | None = None
    entry_before: str = ""
    entry: str = ""
    origins: tuple[Origin, ...] = ()

    @property
    def review(self) -> tuple[Review, ...]:
        """What a person should look at, as of a paragraph."""
        return doubts_of(self.edits)

    def as_kept(self) -> KeptBlock:
        """What is listed of a block that came or went where the other file does not reach there."""
        return KeptBlock(self.place_before, self.place_after, self.before or self.after or "")

    def invert(self) -> BlockChange:
        """The change read the other way."""
        return msgspec.structs.replace(
            self,
            id=turned_id(self.id, (self.section_before, ""), (self.section, "")),
            kind=turned(self.kind),
            block=self.block_before or self.block,
            block_before=self.block if self.block_before else None,
            section=self.section_before,
            section_before=self.section,
            before=self.after,
            after=self.before,
            edits=tuple(edit.invert() for edit in self.edits),
            reasons=tuple(map(turned_reason, self.reasons)),
            place_before=self.place_after,
            place_after=self.place_before,
            cells=tuple(cell.invert() for cell in self.cells),
            entry=self.entry_before,
            entry_before=self.entry,
        )
