"""Paragraphs as each edition has them, and what became of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from cfrdiff.changes.origin import Origin
from cfrdiff.changes.turning import (
    Named,
    name_of,
    swapped,
    turned,
    turned_above,
    turned_id,
    turned_reason,
)
from cfrdiff.model import Evidence, Paragraph, Partial, Path, Repair

Kind = Literal[
    "unchanged",
    "revised",
    "added",
    "removed",
    "redesignated",
    "redesignated-revised",
    "moved",
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
Where = tuple[str | None, str]
# What a person should look at; `cfrdiff.views.wording` has each in words.
Review = Literal[
    "designation-inferred",
    "designation-ambiguous",
    "head-missing",
    "tail-missing",
    "beyond-the-other-file",
    "perhaps-misread",
    "word-broken",
    "hardly-alike",
    "pairing-close",
    "also-elsewhere",
    "set-otherwise",
    "moved-into-the-section",
    "moved-out-of-the-section",
]
# Of words that OCR may have misread.
MISREAD: Final = "perhaps-misread"
# Of a word broken at a line end that may be another with a hyphen of its own.
WORD_BROKEN: Final = "word-broken"
# What is shown where nothing else differs: one print may have been read in two ways.
READ_IN_TWO_WAYS: frozenset[Review] = frozenset((MISREAD, WORD_BROKEN))


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
    def where(self) -> Where:
        """Its section and its designation."""
        return self.section, self.designation

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
    redesignated; `typography` is a heading that only one of the files sets apart. `rule` is the
    row that shows the edit to be less than substantive, empty where none does; `misread` is true
    of what OCR may have made of one print.
    """

    before: str
    after: str
    before_span: Span
    after_span: Span
    category: Category
    field: Field = "text"
    significance: Significance = "substantive"
    rule: str = ""
    misread: bool = False

    def invert(self) -> Edit:
        """The edit that takes this one back."""
        return msgspec.structs.replace(
            self,
            before=self.after,
            after=self.before,
            before_span=self.after_span,
            after_span=self.before_span,
        )


def doubts_of(edits: Iterable[Edit]) -> tuple[Review, ...]:
    """The review codes of edits."""
    return (MISREAD,) if any(edit.misread for edit in edits) else ()


class Change(msgspec.Struct, frozen=True, gc=False):
    """What became of one paragraph (or several: a split has one before and several after).

    `review` names what a person should look at; `reasons` the rows of the significance table
    that decided. `follows` is the id of the change that moved what this paragraph stands under:
    a subtree moves as one. `origins` are the documents that it comes from, where that is known.
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
    review: tuple[Review, ...] = ()
    reasons: tuple[str, ...] = ()
    follows: str | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def states(self) -> tuple[State, ...]:
        """The paragraphs of both editions."""
        return self.before + self.after

    @property
    def name(self) -> str:
        """What its id begins with: ``163.12(b)(2)``, or ``163.11(c)>(f)`` where it moved."""
        return name_of(_first(self.before), _first(self.after))

    def home(self, edit: Edit) -> State:
        """The newer paragraph an edit stands in, where a text is that of several."""
        if edit.field == "text":
            for n in range(1, len(self.after)):
                if edit.after_span[0] < len(joined(self.after[:n])):
                    return self.after[n - 1]
            return self.after[-1]
        return self.after[0]

    def invert(self) -> Change:
        """The change read the other way."""
        olds, news = _first(self.before), _first(self.after)
        old, new = olds or news, news or olds
        sections = (old[0] if old else None, new[0] if new else None)
        return msgspec.structs.replace(
            self,
            id=turned_id(self.id, old, new),
            section=swapped(self.section, *sections),
            kind=turned(self.kind),
            before=self.after,
            after=self.before,
            edits=tuple(edit.invert() for edit in self.edits),
            review=tuple(map(turned, self.review)),
            reasons=tuple(map(turned_reason, self.reasons)),
            follows=turned_above(self.follows, *sections) if self.follows else self.follows,
        )


def _first(states: Sequence[State]) -> Named:
    return states[0].where if states else None


class Counts(msgspec.Struct, frozen=True, rename="kebab"):
    """Changes by kind."""

    unchanged: int = 0
    revised: int = 0
    added: int = 0
    removed: int = 0
    redesignated: int = 0
    redesignated_revised: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    not_covered: int = 0

    def invert(self) -> Counts:
        """The counts of the same changes read the other way."""
        return msgspec.structs.replace(
            self, added=self.removed, removed=self.added, split=self.merged, merged=self.split
        )


def inverted(changes: Iterable[Change]) -> list[Change]:
    """The changes read the other way, in the order of the edition that they then lead to; what
    that edition has not comes last.
    """
    back = [change.invert() for change in changes]
    return sorted(back, key=lambda one: one.after[0].index if one.after else sys.maxsize)


def count(changes: Iterable[Change]) -> Counts:
    """How many changes there are of each kind."""
    return Counts(**Counter(change.kind.replace("-", "_") for change in changes))
