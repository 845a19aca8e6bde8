"""What the changes of several paragraphs show together."""

from __future__ import annotations

import msgspec

from cfrdiff.changes.parts import Category, Span, Where


def stands_in_block(where: Where) -> bool:
    """Whether a place is that of a table, a note or a heading, and no paragraph's."""
    return bool(where[1]) and not where[1].startswith("(")


class Transfer(msgspec.Struct, frozen=True):
    """Words that left one paragraph and came into another: (section, designation) of both, and
    the offsets of the words in the older and the newer text. They differ at most in capitals and
    marks: `text` is how the older text has them, `after_text` how the newer one does.
    """

    text: str
    before: Where
    after: Where
    before_span: Span
    after_span: Span
    after_text: str = ""

    def invert(self) -> Transfer:
        """The transfer read the other way."""
        return Transfer(
            text=self.after_text,
            before=self.after,
            after=self.before,
            before_span=self.after_span,
            after_span=self.before_span,
            after_text=self.text,
        )


class StaleReference(msgspec.Struct, frozen=True):
    """A cross-reference that did not follow its target: `text` at `span` of the newer paragraph
    still names `target_before`, which is now `target_after`, or is gone (None). In a table, a note
    or a heading, `designation` is the kind of block (``footnote``).
    """

    section: str | None
    designation: str
    text: str
    span: Span
    target_before: Where
    target_after: Where | None

    @property
    def where(self) -> Where:
        """The section and the designation of the paragraph it stands in."""
        return self.section, self.designation


class Substitution(msgspec.Struct, frozen=True):
    """A name replaced by another. `where` and `residual` hold (section, designation) pairs:
    where it was replaced, and which paragraphs of the newer edition still have the old name.
    `oversight` says of each residual place, in the same order, how likely it was forgotten (0 to
    1): the name stands there in the same role, among the same words, as where it was replaced.
    Of a table, a note or a heading the kind of block (``footnote``) stands for the designation.
    """

    before: str
    after: str
    category: Category
    count: int
    where: tuple[Where, ...]
    residual: tuple[Where, ...]
    oversight: tuple[float, ...] = ()

    def rank(self) -> tuple[int, str, str]:
        """The sort key: most frequent first."""
        return -self.count, self.before, self.after


class Notes(msgspec.Struct, frozen=True):
    """What the changes show when they are read in one direction: names that were replaced, and
    cross-references that stayed behind.
    """

    substitutions: tuple[Substitution, ...] = ()
    stale_references: tuple[StaleReference, ...] = ()
