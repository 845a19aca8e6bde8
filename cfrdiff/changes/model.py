"""The ChangeSet and its parts. What `diff` returns, what JSON shows, what can be applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

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
    "typography",
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
    "conformed-reference",
    "deadline",
    "amount",
    "date",
    "modal",
    "negation",
    "condition",
    "definition",
    "wording",
]
Field = Literal["text", "heading"]
Span = tuple[int, int]


class State(msgspec.Struct, frozen=True, gc=False):
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


def joined(states: Sequence[State]) -> str:
    """The text of one paragraph, or of several as one: each but the first with its heading."""
    pieces = [state.text for state in states[:1]]
    for state in states[1:]:
        pieces += [state.heading or "", state.text]
    return " ".join(piece for piece in pieces if piece)


class Edit(msgspec.Struct, frozen=True, gc=False):
    """One replacement in a paragraph: `before_span` and `after_span` are offsets in `field`.

    Where a paragraph was split or several merged, `text` is that of all of them (`joined`).
    A `conformed-reference` is a cross-reference that changed only because what it refers to was
    redesignated; `typography` is a heading that only one of the files sets apart.
    """

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


class Change(msgspec.Struct, frozen=True, gc=False):
    """What became of one paragraph (or several: a split has one before and several after).

    `review` names what a person should look at; `reasons` the rows of the significance table
    that decided. `follows` is the id of the change that moved what this paragraph stands under:
    a subtree moves as one.
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
    follows: str | None = None


Where = tuple[str | None, str]
_TURNED: dict[str, Any] = {"added": "removed", "removed": "added"}


class SectionChange(msgspec.Struct, frozen=True):
    """A section that came, went or got another number: `before` and `after` are numbers, None
    where the edition has no such section.
    """

    id: str
    kind: Literal["added", "removed", "redesignated"]
    before: str | None
    after: str | None

    def invert(self) -> SectionChange:
        """The change read the other way."""
        return SectionChange(self.id, _TURNED.get(self.kind, self.kind), self.after, self.before)


class BlockChange(msgspec.Struct, frozen=True):
    """A block that changed: its kind, the section it follows, and its text in both editions.

    One of `before` and `after` is None where the block was added or removed. The edits of a
    revised one are in its text; there are none where it is too long to be worth comparing.
    """

    id: str
    kind: Literal["revised", "added", "removed"]
    block: str
    section: str | None
    before: str | None
    after: str | None
    edits: tuple[Edit, ...] = ()
    significance: Significance = "none"
    reasons: tuple[str, ...] = ()

    def invert(self) -> BlockChange:
        """The change read the other way."""
        return msgspec.structs.replace(
            self,
            kind=_TURNED.get(self.kind, self.kind),
            before=self.after,
            after=self.before,
            edits=tuple(edit.invert() for edit in self.edits),
        )


class Transfer(msgspec.Struct, frozen=True):
    """Words that left one paragraph and came into another: (section, designation) of both, and
    the offsets of the words in the older and the newer text.
    """

    text: str
    before: Where
    after: Where
    before_span: Span
    after_span: Span


class StaleReference(msgspec.Struct, frozen=True):
    """A cross-reference that did not follow its target: `text` at `span` of the newer paragraph
    still names `target_before`, which is now `target_after`, or is gone (None).
    """

    section: str | None
    designation: str
    text: str
    span: Span
    target_before: Where
    target_after: Where | None


class Substitution(msgspec.Struct, frozen=True):
    """A name replaced by another. `where` and `residual` hold (section, designation) pairs:
    where it was replaced, and which paragraphs of the newer edition still have the old name.
    `oversight` says of each residual place, in the same order, how likely it was forgotten (0 to
    1): the name stands there in the same role, among the same words, as where it was replaced.
    """

    before: str
    after: str
    category: Category
    count: int
    where: tuple[tuple[str | None, str], ...]
    residual: tuple[tuple[str | None, str], ...]
    oversight: tuple[float, ...] = ()


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
    `sections` came, went or were renumbered; `transfers` are words that went from one paragraph
    to another; `stale_references` name what is no longer there.
    """

    schema: Literal["cfrdiff/changeset/1"] = "cfrdiff/changeset/1"
    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    substitutions: tuple[Substitution, ...]
    summary: Counts
    blocks: tuple[BlockChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    stale_references: tuple[StaleReference, ...] = ()

    @property
    def renumbered(self) -> dict[str | None, str | None]:
        """The number in the newer edition of each section that got another one."""
        moved = (section for section in self.sections if section.kind == "redesignated")
        return {section.before: section.after for section in moved}

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

    def to_arrow(self, table: Literal["changes", "edits"] = "changes") -> Any:
        """An Arrow table (`cfrdiff.changes.tables`) that polars, pandas, DuckDB and pyarrow take:
        ``polars.DataFrame(changes.to_arrow())``. Raises CfrdiffError without ``cfrdiff[tables]``.
        """
        from cfrdiff.changes.tables import arrow_table

        return arrow_table(self, table)

    @classmethod
    def from_json(cls, data: bytes) -> ChangeSet:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)
