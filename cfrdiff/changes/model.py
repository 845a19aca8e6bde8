"""The ChangeSet: what `diff` returns, what JSON shows, what can be applied.

It is plain data. What it does is arithmetic on its own parts, which stand in the modules below
it and are named here too.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from cfrdiff import late
from cfrdiff.changes.applying import apply
from cfrdiff.changes.notes import Notes, StaleReference, Substitution, Transfer
from cfrdiff.changes.origin import Origin
from cfrdiff.changes.overview import Overview, overview_of
from cfrdiff.changes.parts import (
    MISREAD,
    READ_IN_TWO_WAYS,
    WORD_BROKEN,
    Category,
    Change,
    Counts,
    Edit,
    Field,
    Kind,
    Review,
    Significance,
    Span,
    State,
    Where,
    count,
    inverted,
    joined,
)
from cfrdiff.changes.units import (
    BlockChange,
    BlockKind,
    BlockPlace,
    Cell,
    CellChange,
    KeptBlock,
    SectionChange,
)
from cfrdiff.changes.views import View, transfers_of, view
from cfrdiff.cites import Selection
from cfrdiff.errors import ConflictError
from cfrdiff.model import Edition

__all__ = [
    "MISREAD",
    "READ_IN_TWO_WAYS",
    "WORD_BROKEN",
    "BlockChange",
    "BlockKind",
    "BlockPlace",
    "Category",
    "Cell",
    "CellChange",
    "Change",
    "ChangeSet",
    "Counts",
    "Edit",
    "Field",
    "KeptBlock",
    "Kind",
    "Notes",
    "Origin",
    "Overview",
    "Review",
    "SectionChange",
    "Significance",
    "Span",
    "StaleReference",
    "State",
    "Substitution",
    "Transfer",
    "Where",
    "count",
    "inverted",
    "joined",
]


class ChangeSet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that changed between two editions; every paragraph of both is in one change.

    `before` and `after` are the editions without their paragraphs, which stand in the changes.
    `blocks` are the changes of what stands between paragraphs: tables, notes, headings. Every
    block, section heading and source note of both editions is in one of them or in one of
    `kept_blocks`.
    `sections` came, went or were renumbered, and `overview` counts them and the parts;
    `transfers` are words that went from one paragraph to another; `stale_references` name what is
    no longer there. `backward` holds the substitutions and stale references that show when the
    editions are compared the other way.
    `view` is true of a part of a change set (`only`), which cannot be applied.
    """

    schema: Literal["cfrdiff/changeset/1"] = "cfrdiff/changeset/1"
    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    substitutions: tuple[Substitution, ...]
    summary: Counts
    blocks: tuple[BlockChange, ...] = ()
    kept_blocks: tuple[KeptBlock, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    stale_references: tuple[StaleReference, ...] = ()
    backward: Notes = Notes()
    view: bool = False
    overview: Overview = Overview()

    def __repr__(self) -> str:
        dates = f"{self.before.as_of or 'no date'} → {self.after.as_of or 'no date'}"
        told = {kind: n for kind, n in msgspec.structs.asdict(self.summary).items() if n}
        counts = ", ".join(f"{n} {kind.replace('_', '-')}" for kind, n in told.items())
        view = "view of a " if self.view else ""
        blocks = (
            f", {len(self.blocks)} changes of tables, notes and headings" if self.blocks else ""
        )
        return f"<{view}ChangeSet {self.after.cite}, {dates}: {counts or 'nothing'}{blocks}>"

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        return str(late.found("cfrdiff.formats.notebook", "changes_html")(self))

    @property
    def renumbered(self) -> dict[str | None, str | None]:
        """The number in the newer edition of each section that got another one."""
        moved = (section for section in self.sections if section.kind == "redesignated")
        return {section.before: section.after for section in moved}

    @property
    def perhaps_misread(self) -> int:
        """How many paragraphs, headings, notes and rows of tables hold words that may have been
        misread in one of the editions: by OCR, or where a line end broke them.
        """
        reviews = [one.review for one in self.changes] + [one.review for one in self.blocks]
        return sum(not READ_IN_TWO_WAYS.isdisjoint(review) for review in reviews)

    def apply(self, edition: Edition) -> Edition:
        """The newer edition, made from the older one.

        Raises ConflictError for another edition, and where this is only a view of the changes.
        """
        if self.view:
            raise ConflictError(
                "a view holds only some of the changes and cannot be applied; apply the change set"
                " it was made from"
            )
        return apply(
            self.changes, (self.blocks, self.kept_blocks), self.before, self.after, edition
        )

    def invert(self) -> ChangeSet:
        """The change set from the newer edition back to the older, its changes in the same order.

        It is its own inverse: inverted twice, a change set equals itself.
        """
        return ChangeSet(
            before=self.after,
            after=self.before,
            changes=tuple(change.invert() for change in self.changes),
            substitutions=self.backward.substitutions,
            summary=self.summary.invert(),
            blocks=tuple(block.invert() for block in self.blocks),
            kept_blocks=tuple(block.invert() for block in self.kept_blocks),
            sections=tuple(section.invert() for section in self.sections),
            transfers=tuple(transfer.invert() for transfer in self.transfers),
            stale_references=self.backward.stale_references,
            backward=Notes(self.substitutions, self.stale_references),
            view=self.view,
            overview=self.overview.invert(),
        )

    def only(
        self,
        *,
        section: str | Collection[str] | None = None,
        kind: Kind | Collection[Kind] | None = None,
        significance: Significance | Collection[Significance] | None = None,
    ) -> ChangeSet:
        """A view: the changes of a section (of either edition), a kind, a significance, or of
        several of them, with the summary and the counts of substitutions of these alone.

        The view cannot be applied. Raises NotFoundError for a section that neither edition has,
        and for what is no kind or significance.
        """
        numbers = [one.number for edition in (self.before, self.after) for one in edition.sections]
        return self._seen_by(view(numbers, section, kind, significance))

    def within(self, selection: Selection) -> ChangeSet:
        """A view: the changes of the sections and paragraphs that are picked, and of what stands
        under these; it cannot be applied.
        """
        return self._seen_by(View(selection=selection))

    def _seen_by(self, wanted: View) -> ChangeSet:
        changes = wanted.changes(self.changes)
        sections = wanted.units(self.sections)
        notes = wanted.notes(Notes(self.substitutions, self.stale_references), changes)
        return msgspec.structs.replace(
            self,
            changes=changes,
            substitutions=notes.substitutions,
            summary=count(changes),
            blocks=wanted.blocks(self.blocks),
            sections=sections,
            overview=overview_of(sections, self.before, self.after),
            transfers=transfers_of(changes, self.transfers),
            stale_references=notes.stale_references,
            backward=wanted.notes(self.backward, inverted(changes)),
            view=True,
        )

    def to_json(self) -> bytes:
        """The contract of ``cfrdiff diff --json``."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> ChangeSet:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)
