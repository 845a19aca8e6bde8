"""What became of sections, and of what stands between paragraphs."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.changes.parts import Edit, Significance
from cfrdiff.changes.turning import turned, turned_id, turned_reason, turned_section


class SectionChange(msgspec.Struct, frozen=True):
    """A section that came, went or got another number: `before` and `after` are numbers, None
    where the edition has no such section.
    """

    id: str
    kind: Literal["added", "removed", "redesignated"]
    before: str | None
    after: str | None
    significance: Significance = "substantive"
    reasons: tuple[str, ...] = ()

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


class BlockChange(msgspec.Struct, frozen=True):
    """A block that changed: its kind, the section it follows, and its text in both editions.

    `section` is the number in the newer edition, `section_before` that in the older. One of
    `before` and `after` is None where the block was added or removed. The edits of a revised one
    are in its text; there are none where it is too long to be worth comparing.
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
    section_before: str | None = None

    def invert(self) -> BlockChange:
        """The change read the other way."""
        return msgspec.structs.replace(
            self,
            id=turned_id(self.id, (self.section_before, ""), (self.section, "")),
            kind=turned(self.kind),
            section=self.section_before,
            section_before=self.section,
            before=self.after,
            after=self.before,
            edits=tuple(edit.invert() for edit in self.edits),
            reasons=tuple(map(turned_reason, self.reasons)),
        )
