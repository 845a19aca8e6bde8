"""A section as a tree that can be amended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.cites import Designation, Path
from cfrdiff.instructions.model import Printed
from cfrdiff.model import Paragraph, Section, grow

RESERVED = "[Reserved]"


class Node:
    """A paragraph without its children, or the root of a section (paragraph None)."""

    __slots__ = ("children", "paragraph", "parent")

    def __init__(self, paragraph: Paragraph | None) -> None:
        self.paragraph = paragraph
        self.children: list[Node] = []
        self.parent: Node | None = None

    @property
    def path(self) -> Path:
        """Its own path; of text without a designation, that of what it stands under."""
        return self.paragraph.path if self.paragraph else ()

    @property
    def content(self) -> Paragraph:
        """The paragraph itself; only a section's root has none."""
        assert self.paragraph is not None, "only sections are roots"
        return self.paragraph

    @property
    def designated(self) -> bool:
        """Whether it bears a designation."""
        return bool(self.paragraph and self.paragraph.designation)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of print."""
        yield self
        for child in self.children:
            yield from child.walk()

    def plant(self, paragraphs: Iterable[Paragraph]) -> None:
        """Put paragraphs, with what stands under each, under this one, behind its children."""
        for paragraph in paragraphs:
            node = Node(msgspec.structs.replace(paragraph, children=()))
            node.parent = self
            self.children.append(node)
            node.plant(paragraph.children)

    def detach(self) -> None:
        """Take it, with what is below it, out of the tree."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def adopt(self, node: Node, at: int) -> None:
        """Put a node under this one, at that place among its children."""
        node.parent = self
        self.children.insert(at, node)


class Tree:
    """A section whose paragraphs can be moved, added and removed.

    Paragraphs are found by their designation, which must be the only one of its kind.
    """

    def __init__(self, section: Section) -> None:
        self.number = section.number
        self.heading = section.heading
        self.note = section.source_note
        self._section = section
        self.root = Node(None)
        self.root.plant(section.paragraphs)

    def nodes(self) -> list[Node]:
        """All paragraphs in the order of print."""
        return list(self.root.walk())[1:]

    def find(self, path: Path) -> Node | None:
        """The paragraph of that designation; the empty path is the introductory text."""
        if not path:
            first = self.root.children[0] if self.root.children else None
            return first if first is not None and not first.designated else None
        return next((n for n in self.nodes() if n.designated and n.path == path), None)

    def count(self, path: Path) -> int:
        """How many paragraphs bear a designation."""
        return sum(node.designated and node.path == path for node in self.nodes())

    def introduce(self, node: Node) -> None:
        """Put introductory text first."""
        self.root.adopt(node, 0)

    def reserve(self) -> None:
        """Leave of the section only its number."""
        self.heading, self.root, self.note = RESERVED, Node(None), None

    def insert(self, node: Node) -> None:
        """Put a paragraph where its designation belongs: behind the last smaller one under the
        same paragraph; what stands there with a longer designation of its own comes under it.
        """
        parent = self._parent_of(node.path)
        smaller = parent.children[: self._place(parent, node.path)]
        below = [one for one in parent.children if _is_beneath(one, node.path)]
        for child in below:
            child.detach()
        parent.adopt(node, sum(one not in below for one in smaller))
        for child in below:
            node.adopt(child, len(node.children))

    def _parent_of(self, path: Path) -> Node:
        """The nearest paragraph above a path that is there, or the root."""
        above = (self.find(path[:depth]) for depth in range(len(path) - 1, 0, -1))
        return next((node for node in above if node is not None), self.root)

    def _place(self, parent: Node, path: Path) -> int:
        key = Designation(path).sort_key()
        # Introductory text stays first.
        first = parent.children[:1]
        at = 1 if parent is self.root and path and first and not first[0].designated else 0
        for k, sibling in enumerate(parent.children, 1):
            if sibling.designated and Designation(sibling.path).sort_key() < key:
                at = k
        return at

    def freeze(self) -> Section:
        """The section as it is now."""
        flat = [node.paragraph for node in self.nodes() if node.paragraph is not None]
        return msgspec.structs.replace(
            self._section,
            number=self.number,
            heading=self.heading,
            source_note=self.note,
            paragraphs=grow(flat),
        )


def _is_beneath(node: Node, path: Path) -> bool:
    return node.designated and len(node.path) > len(path) and node.path[: len(path)] == path


def renamed(node: Node, path: Path) -> None:
    """Give a node another path, and what stands under it that path in place of the old."""
    old = node.path
    for below in node.walk():
        moved = path + below.path[len(old) :]
        below.paragraph = msgspec.structs.replace(
            below.content,
            path=moved,
            designation=str(Designation(moved)) if below.designated else "",
        )


def new_node(printed: Printed) -> Node:
    """A paragraph as printed with an instruction."""
    return Node(_paragraph(printed))


def grown(printed: Sequence[Printed]) -> tuple[Paragraph, ...]:
    """Paragraphs as printed with an instruction, each under the one it stands under."""
    return grow([_paragraph(one) for one in printed])


def _paragraph(printed: Printed) -> Paragraph:
    designation = str(Designation(printed.path)) if printed.designated else ""
    return Paragraph(designation, printed.path, printed.heading or None, printed.text)
