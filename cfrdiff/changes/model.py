"""The ChangeSet and its parts. What `diff` returns, what JSON shows, what can be applied."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.changes.blocks import BlockChange
from cfrdiff.model import Edition, Evidence, Paragraph, Partial, Path, Repair

Kind = Literal[
    "unchanged",
    "revised",
    "added",
    "removed",
    "redesignated",
    "redesignated-revised",
    "split",
    "merged",
    "not-covered",
]
Significance = Literal["none", "typographical", "editorial", "nomenclature", "substantive"]
Category = Literal[
    "ocr",
    "punctuation",
    "spelling",
    "designation",
    "plain-language",
    "heading",
    "agency",
    "office",
    "address",
    "citation",
    "cross-reference",
    "deadline",
    "amount",
    "date",
    "modal",
    "negation",
    "condition",
    "wording",
]
Field = Literal["text", "heading"]
Span = tuple[int, int]


class State(msgspec.Struct, frozen=True):
    """A paragraph as one edition has it.

    `index` is its place in the order of print, `section_index` that of its section.
    """

    section: str | None
    designation: str
    path: Path
    heading: str | None
    text: str
    section_index: int
    index: int
    inferred: bool = False
    partial: Partial | None = None
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0

    @classmethod
    def of(cls, section: str | None, section_index: int, index: int, paragraph: Paragraph) -> State:
        """The state of a paragraph without its children."""
        return cls(
            section=section,
            section_index=section_index,
            designation=paragraph.designation,
            path=paragraph.path,
            heading=paragraph.heading,
            text=paragraph.text,
            index=index,
            inferred=paragraph.inferred,
            partial=paragraph.partial,
            evidence=paragraph.evidence,
            repairs=paragraph.repairs,
            confidence=paragraph.confidence,
        )

    def paragraph(self) -> Paragraph:
        """The paragraph, without children."""
        return Paragraph(
            designation=self.designation,
            path=self.path,
            heading=self.heading,
            text=self.text,
            inferred=self.inferred,
            partial=self.partial,
            evidence=self.evidence,
            repairs=self.repairs,
            confidence=self.confidence,
        )

    @property
    def cite(self) -> str:
        """``§ 163.12(b)(2)``."""
        return f"§ {self.section or '?'}{self.designation}"


class Edit(msgspec.Struct, frozen=True):
    """One replacement in a paragraph: `before_span` and `after_span` are offsets in `field`."""

    before: str
    after: str
    before_span: Span
    after_span: Span
    category: Category
    field: Field = "text"

    def invert(self) -> Edit:
        """The edit that takes this one back."""
        return msgspec.structs.replace(
            self,
            before=self.after,
            after=self.before,
            before_span=self.after_span,
            after_span=self.before_span,
        )


class Change(msgspec.Struct, frozen=True):
    """What became of one paragraph (or several: a split has one before and several after).

    `review` names what a person should look at; `reasons` the rows of the significance table
    that decided.
    """

    id: str
    section: str | None
    kind: Kind
    before: tuple[State, ...]
    after: tuple[State, ...]
    edits: tuple[Edit, ...]
    significance: Significance
    similarity: float
    confidence: float
    review: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Substitution(msgspec.Struct, frozen=True):
    """A name replaced by another. `where` and `residual` hold (section, designation) pairs:
    where it was replaced, and where the newer edition still has the old name.
    """

    before: str
    after: str
    category: Category
    count: int
    where: tuple[tuple[str | None, str], ...]
    residual: tuple[tuple[str | None, str], ...]


class Counts(msgspec.Struct, frozen=True, rename="kebab"):
    """Changes by kind."""

    unchanged: int = 0
    revised: int = 0
    added: int = 0
    removed: int = 0
    redesignated: int = 0
    redesignated_revised: int = 0
    split: int = 0
    merged: int = 0
    not_covered: int = 0


class ChangeSet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that changed between two editions; every paragraph of both is in one change.

    `before` and `after` are the editions without their paragraphs, which stand in the changes.
    `blocks` are the changes of what stands between paragraphs: tables, notes, headings.
    """

    schema: Literal["cfrdiff/changeset/1"] = "cfrdiff/changeset/1"
    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    substitutions: tuple[Substitution, ...]
    summary: Counts
    blocks: tuple[BlockChange, ...] = ()

    def apply(self, edition: Edition) -> Edition:
        """The newer edition, made from the older one. Raises ConflictError for another one."""
        from cfrdiff.changes.patch import apply

        return apply(self, edition)

    def invert(self) -> ChangeSet:
        """The change set from the newer edition back to the older."""
        from cfrdiff.changes.patch import invert

        return invert(self)

    def to_json(self) -> bytes:
        """The contract of ``cfrdiff diff --json``."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> ChangeSet:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)
