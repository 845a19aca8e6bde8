"""What the report shows, as the templates take it."""

from __future__ import annotations

import msgspec

from cfrdiff.changes.model import Edit
from cfrdiff.model import Evidence, Repair
from cfrdiff.views.addresses import Link
from cfrdiff.views.marked_words import NEWER, OLDER, Piece, side


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where one edition's file has a paragraph, and what was mended there."""

    edition: str
    cite: str
    where: str
    evidence: tuple[Evidence, ...]
    repairs: tuple[Repair, ...]


class EditEntry(msgspec.Struct, frozen=True, gc=False):
    """An edit as it is told in words."""

    before: str
    after: str
    category: str
    weight: str
    misread: bool

    @classmethod
    def of(cls, edit: Edit) -> EditEntry:
        """As the change set has it."""
        return cls(edit.before, edit.after, edit.category, edit.significance, edit.misread)


class Relation(msgspec.Struct, frozen=True, gc=False):
    """What an entry has to do with others: ``goes on in (c)``."""

    words: str
    links: tuple[Link, ...]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, or a heading, note or table (`block` is its kind then), at its place.

    `ids` are the changes that it is of; a split has an entry for each newer paragraph. `told`
    says whether it is one to stop at; `others` are addresses that lead here too; `along` counts
    the paragraphs that only moved with it. `moved` says that the older edition has it elsewhere:
    where a stub stands, or in the paragraph that it was split from.
    """

    ids: tuple[str, ...]
    anchor: str
    label: str
    text: tuple[Piece, ...]
    kind: str
    spoken: str
    significance: str
    told: bool
    places: tuple[Place, ...]
    block: str = ""
    others: tuple[str, ...] = ()
    depth: int = 0
    path: tuple[str, ...] = ()
    title: str = ""
    heading: tuple[Piece, ...] = ()
    categories: tuple[str, ...] = ()
    edits: tuple[EditEntry, ...] = ()
    review: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    along: int = 0
    moved: bool = False
    names: tuple[str, str] = ("", "")
    confidence: float = 1.0

    @property
    def weight(self) -> str:
        """The weight to filter by; none where a paragraph only moved with what is above it."""
        return self.significance if self.told or self.kind == "unchanged" else "none"

    @property
    def two_sided(self) -> bool:
        """Whether the editions differ here, be it in the place or the designation alone."""
        marked = any(piece.op != "same" for piece in (*self.heading, *self.text))
        return marked or self.kind != "unchanged"

    @property
    def older(self) -> tuple[list[Piece], list[Piece]]:
        """Heading and text of the older edition."""
        return side(self.heading, OLDER), side(self.text, OLDER)

    @property
    def newer(self) -> tuple[list[Piece], list[Piece]]:
        """Heading and text of the newer edition."""
        return side(self.heading, NEWER), side(self.text, NEWER)


class StubEntry(msgspec.Struct, frozen=True, gc=False):
    """What stood here in the older edition and stands elsewhere now; `along` counts what stood
    under it and went with it. `ids` are the changes of all.
    """

    ids: tuple[str, ...]
    label: str
    became: str
    link: Link
    along: int


class Node(msgspec.Struct, frozen=True):
    """A paragraph, heading, note or table in the tree of the navigation."""

    entry: Entry
    below: tuple[Node, ...]


class SectionView(msgspec.Struct, frozen=True):
    """A section, or what precedes the first: its heading, which is an entry too, and its lines.

    `kind` says what became of it as a whole, if anything; `along` counts its paragraphs that
    have only another number now.
    """

    number: str | None
    anchor: str
    title: str
    subject: str
    kind: str
    heading: Entry | None
    entries: tuple[Entry | StubEntry, ...]
    tree: tuple[Node, ...]
    along: int = 0
    gone: tuple[StubEntry, ...] = ()

    @property
    def all(self) -> list[Entry]:
        """Every entry, the heading first."""
        found = [one for one in self.entries if isinstance(one, Entry)]
        return [self.heading, *found] if self.heading else found

    @property
    def listed(self) -> list[Entry]:
        """What can be searched and filtered: a heading only where something became of it."""
        return [one for one in self.all if one.told or one is not self.heading]

    @property
    def has_news(self) -> bool:
        """Whether something in it changed, or stood here and stands elsewhere now."""
        stubs = any(isinstance(one, StubEntry) for one in self.entries)
        return bool(self.told or self.kind or self.gone or stubs)

    @property
    def told(self) -> int:
        """How many changes there are to stop at."""
        return sum(entry.told for entry in self.all)
