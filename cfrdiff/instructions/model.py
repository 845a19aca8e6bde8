"""What an amendatory instruction orders, as data.

The words are those of the Document Drafting Handbook (chapter 3: add, remove, revise,
redesignate, reserve). Paths are designations as they stand when the instruction's turn comes:
instructions are carried out in their order, the moves of one redesignation at once.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from cfrdiff.cites import Designation, Path
from cfrdiff.instructions.appendix_orders import AppendixText, EntryOrder
from cfrdiff.model import Block, Paragraph, Section

Scope = Literal["whole", "text", "heading", "source note"]
End = Literal["beginning", "end"]


class Target(msgspec.Struct, frozen=True):
    """A provision: a section, or the paragraph of that path in it.

    `scope` is *whole* (with all that stands under it), *text* (a paragraph's own text, with its
    heading; of a section, the introductory text before its first designation) or *heading*.
    With `term`, it is the definition of that term among the paragraphs without a designation.
    With `through`, it is all sections from `section` to that one, whichever the edition has.
    With `sentences`, it is these of its text: the first is 1, the last -1. With `part`, and no
    section, it is every section of that part.
    """

    section: str
    path: Path = ()
    scope: Scope = "whole"
    term: str | None = None
    through: str | None = None
    sentences: tuple[int, ...] = ()
    part: str | None = None

    @property
    def is_section(self) -> bool:
        """Whether it is a whole section."""
        return not (self.path or self.term or self.sentences) and self.scope == "whole"

    @property
    def name(self) -> str:
        """The section's number with the designation: ``163.12(b)``."""
        if self.part:
            return f"{self.part}.*"
        return f"{self.section}{Designation(self.path)}"


class Printed(msgspec.Struct, frozen=True):
    """One paragraph of the regulatory text that goes with an instruction.

    Its place in the tree is `path`; a paragraph without a designation bears the path of what it
    stands under. With `kept`, asterisks stand for its text, or, without a designation, for
    paragraphs below `path`; what they stand for stays as it is.
    """

    path: Path
    designated: bool
    heading: str | None
    text: str
    kept: bool = False

    @classmethod
    def of(cls, paragraph: Paragraph) -> Printed:
        """A paragraph of an edition as it is printed, without those below it."""
        return cls(paragraph.path, bool(paragraph.designation), paragraph.heading, paragraph.text)


class SectionText(msgspec.Struct, frozen=True):
    """A section as printed with an instruction; `note` is its source note."""

    number: str
    heading: str | None
    paragraphs: tuple[Printed, ...]
    note: str | None = None

    @classmethod
    def of(cls, section: Section) -> SectionText:
        """A whole section of an edition as it is printed."""
        paragraphs = tuple(Printed.of(one) for one in section.walk())
        return cls(section.number or "", section.heading, paragraphs, section.source_note)


class Revise(msgspec.Struct, frozen=True, tag=True):
    """Revise a provision to read as printed."""

    target: Target
    to: SectionText

    @property
    def section(self) -> str:
        return self.target.section


class Add(msgspec.Struct, frozen=True, tag=True):
    """Add a section, or a paragraph with what stands under it, as printed.

    A section comes into the subpart or part that `within` names, where that begins before it.
    With `reserved` nothing is printed: it comes in as ``[Reserved]``.
    """

    target: Target
    to: SectionText
    within: str | None = None
    reserved: bool = False

    @property
    def section(self) -> str:
        return self.target.section


class Remove(msgspec.Struct, frozen=True, tag=True):
    """Remove a provision; or, with `reserve`, keep its designation as ``[Reserved]``."""

    target: Target
    reserve: bool = False

    @property
    def section(self) -> str:
        return self.target.section


class Redesignate(msgspec.Struct, frozen=True, tag=True):
    """Give provisions other designations, all at once; what stands under them goes along."""

    moves: tuple[tuple[Target, Target], ...]

    @property
    def section(self) -> str:
        """The section that the first of them leaves or stays in."""
        return self.moves[0][0].section


class Substitute(msgspec.Struct, frozen=True, tag=True):
    """In each target, remove words and add others in their place.

    Without `everywhere` the words must occur exactly once. An insertion has the words it comes
    after (or before) in both `before` and `after`. A target whose `scope` is *whole* takes in
    what stands under it. With `slip`, it only corrects what a scan misread. With `at`, the words
    stand there in the target's own text; with no words in `before`, they come in there. With
    `tables`, they stand in the tables of the target alone.
    """

    targets: tuple[Target, ...]
    before: str
    after: str
    everywhere: bool = False
    slip: bool = False
    at: End | None = None
    tables: bool = False

    @property
    def section(self) -> str:
        return self.targets[0].section


class AddSentences(msgspec.Struct, frozen=True, tag=True):
    """Add sentences as printed to a paragraph's own text: at its beginning or end, or beside the
    one sentence that the target names.
    """

    target: Target
    side: End
    to: SectionText

    @property
    def section(self) -> str:
        return self.target.section


class Note(msgspec.Struct, frozen=True, tag=True):
    """Revise a section's source note; None removes it."""

    section: str
    text: str | None


# In the place of a number: what follows is a note, and no amendment.
NOTED = "Note"


class Unheld(msgspec.Struct, frozen=True, tag=True):
    """No amendment: one of two files does not reach a paragraph that the other holds.

    With `to` the newer file reads so where the older is silent; without, the newer is silent.
    With `cut`, it is the newer that breaks off, and `to` is what it has.
    """

    target: Target
    to: SectionText | None
    cut: bool = False

    @property
    def is_of_newer(self) -> bool:
        """Whether it is the newer file that does not reach there."""
        return self.cut or self.to is None

    @property
    def section(self) -> str:
        return self.target.section


# What a part's authority citation is called among its blocks.
AUTHORITY = "the authority citation"


class PrintedBlock(msgspec.Struct, frozen=True):
    """A block as it is printed with an instruction: a row of a table, a footnote, a heading."""

    kind: str
    text: str

    @classmethod
    def of(cls, block: Block) -> PrintedBlock:
        """A block of an edition as it is printed."""
        return cls(block.kind, block.text)


class DivisionText(msgspec.Struct, frozen=True):
    """A subpart as printed with an instruction: ``"subpart B"``, its heading, its sections."""

    name: str
    heading: str
    sections: tuple[SectionText, ...] = ()


class AddDivision(msgspec.Struct, frozen=True, tag=True):
    """Add a subpart with its sections, as printed."""

    to: DivisionText


class Designate(msgspec.Struct, frozen=True, tag=True):
    """Let sections that are there be a subpart: its heading comes before the first of them."""

    targets: tuple[Target, ...]
    to: DivisionText


class BlockPlace(msgspec.Struct, frozen=True):
    """Which blocks are meant, in the words of `block_names`.

    `home` is what they belong to (``"§ 163.12"``, ``"appendix A to part 163"``), `unit` what of it
    (``"the second table"``), all of it where None; `entry` the row of a table that begins so.
    """

    home: str
    unit: str | None = None
    entry: str | None = None


class ReviseBlocks(msgspec.Struct, frozen=True, tag=True):
    """Revise blocks to read as printed."""

    place: BlockPlace
    to: tuple[PrintedBlock, ...]


class AddBlocks(msgspec.Struct, frozen=True, tag=True):
    """Add blocks as printed.

    With a `noun` (``"table"``, ``"entry"``) they come into what `place` names, else they are the
    home that it names. They stand `side` (after or before) the `anchor`: an entry, a unit or a
    home; without one they are all there is, or come last.
    """

    place: BlockPlace
    noun: str
    side: Literal["after", "before"] | None
    anchor: str
    to: tuple[PrintedBlock, ...]


class RemoveBlocks(msgspec.Struct, frozen=True, tag=True):
    """Remove blocks."""

    place: BlockPlace


class ReplaceInBlocks(msgspec.Struct, frozen=True, tag=True):
    """In blocks, remove words and add others in their place, as `Substitute` does."""

    place: BlockPlace
    before: str
    after: str
    everywhere: bool = False
    slip: bool = False


class Unworded(msgspec.Struct, frozen=True, tag=True):
    """No amendment: a change for which no instruction can be worded, and why.

    `what` names the section, `changes` are the ids of the changes in it.
    """

    what: str
    changes: tuple[str, ...]
    reason: str


BlockOrder = ReviseBlocks | AddBlocks | RemoveBlocks | ReplaceInBlocks
SectionOrder = Revise | Add | AddSentences | Remove | Redesignate | Substitute | Note | Unheld
DivisionOrder = AddDivision | Designate
Order = SectionOrder | BlockOrder | DivisionOrder | EntryOrder | Unworded


class Instruction(msgspec.Struct, frozen=True):
    """One instruction: what it says, and the orders it holds.

    `unread` names what of its words was not understood; it is then carried out as far as
    `orders` go. `place` is its number (``"2"``, ``"5.b"``). A rule says of which `title` and
    `part` of the CFR it is, and perhaps from which day it is `effective`. The last one of a group
    has what is `printed` with the group, sections and `appendices`. `rule` is the number of the
    rule in the Federal Register, where it is of one, and `document` what the instruction is cited
    by ("78 FR 6962"). One of an earlier document that it `corrects` is named so.
    """

    place: str
    words: str
    orders: tuple[Order, ...]
    unread: str | None = None
    title: str | None = None
    part: str | None = None
    effective: datetime.date | None = None
    printed: tuple[SectionText, ...] = ()
    appendices: tuple[AppendixText, ...] = ()
    rule: str | None = None
    document: str = ""
    corrects: str | None = None


class Failure(msgspec.Struct, frozen=True):
    """An instruction, or an order of it, that could not be carried out, and why. With `in_part`
    the rest of the instruction was; `done` says what of it.
    """

    place: str
    words: str
    reason: str
    in_part: bool = False
    rule: str | None = None
    done: tuple[str, ...] = ()
