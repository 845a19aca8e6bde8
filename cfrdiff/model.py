"""The frozen data every room speaks.

Offsets count Unicode code points: of the source file as decoded (a byte-order mark is one), or,
for a PDF, of the extracted text of that page. Nothing here reads a file or decides anything.

What there is much of holds no cycles, and the garbage collector is told not to walk it
(``gc=False``): walking it again and again made long sections dearer than their length.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Literal

import msgspec

from cfrdiff import late
from cfrdiff.appendices import Appendix as Appendix
from cfrdiff.appendices import Entry as Entry
from cfrdiff.appendices import appendices_of
from cfrdiff.cites import Cite, canonical
from cfrdiff.cites import Designation as Designation
from cfrdiff.cites import Path as Path
from cfrdiff.divisions import Division as Division
from cfrdiff.divisions import divisions_of
from cfrdiff.effective import EffectiveNote as EffectiveNote
from cfrdiff.effective import effective_notes_of
from cfrdiff.errors import NotFoundError

Extent = Literal["complete", "head-missing", "tail-missing", "fragment"]
Partial = Literal["head-missing", "tail-missing"]
Severity = Literal["note", "warning"]
# The finding that a section is printed which is not in force on the edition's date.
NOT_YET_IN_FORCE = "not-yet-in-force"
Box = tuple[float, float, float, float]


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One stretch of one source line. `box` is (x0, top, x1, bottom) in points, where known."""

    page: int | None
    line: int
    start: int
    end: int
    box: Box | None = None


class Repair(msgspec.Struct, frozen=True, gc=False):
    r"""One place where the printed characters were made whole.

    `before` is what the source holds (a line end as ``\n``), `after` what the text says, and
    `at` the offset of `after` in the field named by `field`. `basis` names the evidence.

    A repair of kind `doubt` changes nothing: it says that `after` may be misread and how sure the
    engine was; `before` is what a second reading makes of it, the same where none differs.
    """

    kind: str
    before: str
    after: str
    at: int
    basis: str = ""
    field: Literal["text", "heading", "designation"] = "text"


class Furniture(msgspec.Struct, frozen=True, gc=False):
    """Characters of the source that are not text of the regulation: heads, folios, markup."""

    kind: str
    text: str
    evidence: tuple[Evidence, ...]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Something the text alone does not decide, or that a reader should know."""

    code: str
    severity: Severity
    message: str
    section: str | None = None
    designation: str | None = None
    line: int | None = None


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph: its path, heading and text, and everything that stands under it.

    `text` holds neither designation nor heading. `inferred` says that the path is not printed
    here but follows from what is; `partial` that the file lacks the beginning or the end.
    """

    designation: str
    path: Path
    heading: str | None
    text: str
    inferred: bool = False
    partial: Partial | None = None
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0
    children: tuple[Paragraph, ...] = ()

    def walk(self) -> Iterator[Paragraph]:
        """This paragraph and all below it, in the order of print."""
        yield self
        for child in self.children:
            yield from child.walk()


class Section(msgspec.Struct, frozen=True, gc=False):
    """A section: number, heading, paragraphs and source note.

    `number` is None where the file does not tell it; `inferred` marks one that follows from
    the sections around it. `evidence` is the heading's place.
    """

    number: str | None
    heading: str | None
    extent: Extent
    source_note: str | None
    paragraphs: tuple[Paragraph, ...]
    inferred: bool = False
    evidence: tuple[Evidence, ...] = ()
    source_note_evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def walk(self) -> Iterator[Paragraph]:
        """All paragraphs in the order of print."""
        for paragraph in self.paragraphs:
            yield from paragraph.walk()


class TableRow(msgspec.Struct, frozen=True, gc=False):
    """What a block is in a table: a row whose cells stand between bars, or a title or note of it.

    `table` numbers the tables of a file. `columns` are the columns its cells begin in, counted
    from 0; there are none in a title or note. `levels` are those of column heads, from 1: a head
    of level 2 stands under one of level 1. Rows below the heads have none. `spans` are how many
    columns each cell takes, empty where each takes one, and `indent` how far the row is set in: it
    stands under the row above it that is less so.
    """

    table: int
    columns: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    spans: tuple[int, ...] = ()
    indent: int = 0


class Block(msgspec.Struct, frozen=True, gc=False):
    """Text that belongs to no paragraph: part and subpart headings, contents, authority, notes.

    `after` is the number of the section it follows, None before the first, and `behind` how many
    of that section's paragraphs begin before it, None where that is not known. `row` is what it is
    in a table, where the source says so. `level` is how deep a heading inside a text stands, as
    the source says: 0 for that of an appendix, 1 for those right below.
    """

    kind: str
    text: str
    after: str | None
    evidence: tuple[Evidence, ...] = ()
    row: TableRow | None = None
    behind: int | None = None
    level: int | None = None


class Source(msgspec.Struct, frozen=True):
    """The file an edition was read from. `exact` is False where it may be misread (OCR);
    `well_formed` says that its markup closes (XML), so that it is not cut off.
    """

    path: str
    sha256: str
    format: str
    exact: bool = True
    well_formed: bool = False


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as read from one file; `as_of` is an ISO date, None where not known."""

    schema: Literal["cfrdiff/edition/1"] = "cfrdiff/edition/1"
    title: int | None
    part: str | None
    as_of: str | None
    source: Source
    sections: tuple[Section, ...]
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
    blocks: tuple[Block, ...] = ()

    def __repr__(self) -> str:
        known = f" as of {self.as_of}" if self.as_of else ""
        return f"<Edition {self.cite}{known}: {len(self.sections)} sections, {self.source.path}>"

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        return str(late.found("cfrdiff.formats.notebook", "edition_html")(self))

    @property
    def cite(self) -> str:
        """``19 CFR part 163``, as far as title and part are known; of a volume the title."""
        title = f"{self.title} CFR" if self.title else ""
        part = f"part {self.part}" if self.part else ""
        return " ".join(filter(None, (title, part))) or "of a part that is not known"

    def __getitem__(self, cite: str) -> Section | Paragraph:
        """The section or paragraph of a cite: ``"163.12"``, ``"§ 163.12(c)(2)"``.

        Raises CiteError for what is no cite of one, and NotFoundError where it is not there.
        """
        asked = Cite.parse(cite)
        numbers = {canonical(one.number): one for one in self.sections if one.number}
        section = numbers.get(asked.section or "")
        if section is not None and not asked.path:
            return section
        for one in section.walk() if section is not None else ():
            if one.path == asked.path and one.designation:
                return one
        held = [f"{section.number}{one.designation}" for one in section.walk()] if section else []
        near = get_close_matches(str(asked), held or numbers, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise NotFoundError(f"{self.source.path}: § {asked} is not in it{meant}")

    def __contains__(self, cite: str) -> bool:
        """Whether it has the section or paragraph of a cite. Raises CiteError."""
        try:
            self[cite]
        except NotFoundError:
            return False
        return True

    def __iter__(self) -> Iterator[Section]:
        """Its sections in the order of print."""
        return iter(self.sections)

    def section(self, number: str) -> Section | None:
        """The section of that number (``"163.12"``), or None."""
        return next((s for s in self.sections if s.number == number), None)

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions that it has headings of, from titles down to subject groups."""
        return divisions_of(self.sections, self.blocks)

    @property
    def appendices(self) -> tuple[Appendix, ...]:
        """Its appendices and supplements, each a tree with designations of its own."""
        return appendices_of(self.blocks)

    @property
    def effective_notes(self) -> tuple[EffectiveNote, ...]:
        """What was published and is not in force yet, as its effective date notes say it."""
        return effective_notes_of(self.blocks)

    @property
    def not_in_force(self) -> frozenset[str]:
        """The numbers of the sections that it prints and that are not in force on its date."""
        found = (f.section for f in self.findings if f.code == NOT_YET_IN_FORCE)
        return frozenset(number for number in found if number is not None)

    def to_json(self) -> bytes:
        """The edition as one JSON object, the contract of ``cfrdiff read --json``."""
        made = EditionJson(
            **_fields(self),
            divisions=self.divisions,
            appendices=self.appendices,
            effective_notes=self.effective_notes,
        )
        return msgspec.json.encode(made)

    @classmethod
    def from_json(cls, data: bytes) -> Edition:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)


class EditionJson(Edition, frozen=True, kw_only=True):
    """An edition as JSON has it: with its divisions, the trees of its appendices and its
    effective date notes, which follow from its blocks.
    """

    divisions: tuple[Division, ...]
    appendices: tuple[Appendix, ...]
    effective_notes: tuple[EffectiveNote, ...]


def _fields(edition: Edition) -> dict[str, Any]:
    return {field: getattr(edition, field) for field in edition.__struct_fields__}


def grow(flat: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Build the tree from paragraphs in the order of print, each without children.

    A paragraph goes under the nearest open one whose path its own path extends; one whose
    parent the file does not hold stands at the top. Text without a designation goes under the
    paragraph whose path it bears. Walking the result gives `flat` back in order.
    """
    top: list[_Growing] = []
    stack: list[_Growing] = []
    for paragraph in flat:
        node = _Growing(paragraph)
        while stack and not _is_under(paragraph, stack[-1].paragraph):
            stack.pop()
        (stack[-1].children if stack else top).append(node)
        stack.append(node)
    return tuple(node.freeze() for node in top)


def _is_under(child: Paragraph, parent: Paragraph) -> bool:
    if not parent.designation:
        return False
    prefix = child.path[: len(parent.path)] == parent.path
    return prefix and (len(child.path) > len(parent.path) or not child.designation)


class _Growing:
    __slots__ = ("children", "paragraph")

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.children: list[_Growing] = []

    def freeze(self) -> Paragraph:
        children = tuple(child.freeze() for child in self.children)
        return msgspec.structs.replace(self.paragraph, children=children)
