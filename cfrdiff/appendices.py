"""Appendices and supplements of an edition as trees, each with designations of its own.

They follow from the blocks: the headings inside them, and the labels that open their paragraphs.
Official interpretations are keyed to the paragraphs they explain, "2(c)(1)", and cited by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from cfrdiff.cites import kinds
from cfrdiff.cites.comments import OutlineLabel, comment_key, is_key_within, outline_label
from cfrdiff.cites.divisions import appendix_in_heading

# What stands beside the paragraphs of an appendix and is part of it.
_PARTS = frozenset(
    ("appendix", "table", "figure", "formula", "footnote", "note", "extract", "effective-date-note",
     "heading", "announcement")
)  # fmt: skip
# Characters; a heading that only its form shows is no longer.
_LONGEST_HEADING = 120


class _Block(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def after(self) -> str | None: ...
    @property
    def level(self) -> int | None: ...


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A heading or a paragraph of an appendix, with what stands under it.

    `block` is its place among the edition's blocks. `path` names it within its appendix, from what
    it is keyed to where there is such: ``("2(c)(1)", "1", "i")``. `designation` is as printed, and
    `text` without it; a heading's own words are its text.
    """

    block: int
    kind: str
    designation: str
    path: tuple[str, ...]
    text: str
    children: tuple[Entry, ...] = ()

    def walk(self) -> Iterator[Entry]:
        """This entry and all below it, in the order of print."""
        yield self
        for child in self.children:
            yield from child.walk()


class Appendix(msgspec.Struct, frozen=True):
    """An appendix or a supplement: its name, its heading, the section it follows, its entries."""

    name: str
    heading: str
    after: str | None
    block: int
    entries: tuple[Entry, ...]

    def walk(self) -> Iterator[Entry]:
        """All entries in the order of print."""
        for entry in self.entries:
            yield from entry.walk()


def appendices_of(blocks: Sequence[_Block]) -> tuple[Appendix, ...]:
    """The appendices and supplements among an edition's blocks, in their order."""
    found: list[Appendix] = []
    for start, end in _stretches(blocks):
        head = blocks[start]
        tree = _Tree()
        for i in range(start + 1, end):
            tree.add(i, blocks[i])
        heading = " ".join(head.text.split())
        name = appendix_in_heading(heading) or heading
        found.append(Appendix(name, heading, head.after, start, tree.closed()))
    return tuple(found)


def _stretches(blocks: Sequence[_Block]) -> Iterator[tuple[int, int]]:
    """Where each appendix begins and ends among the blocks."""
    start: int | None = None
    for i, block in enumerate(blocks):
        begins = _begins(block)
        is_over = start is not None and (
            block.kind not in _PARTS or block.after != blocks[start].after
        )
        if start is not None and (begins or is_over):
            yield start, i
            start = None
        if begins:
            start = i
    if start is not None:
        yield start, len(blocks)


def _begins(block: _Block) -> bool:
    """Whether a block is the heading of an appendix."""
    if block.kind != "appendix" or block.level:
        return False
    if block.level == 0:
        return True
    is_named = appendix_in_heading(block.text) is not None
    return is_named and len(block.text) <= _LONGEST_HEADING and not block.text.endswith((".", ";"))


class _Node:
    """An entry that grows. `rank` is a heading's depth; `last` what its label counts as."""

    def __init__(self, entry: Entry, rank: int | None = None, key: str | None = None) -> None:
        self.entry = entry
        self.rank = rank
        self.key = key
        self.label: OutlineLabel | None = None
        self.counts: dict[str, float] = {}
        self.children: list[_Node] = []

    def closed(self) -> Entry:
        children = tuple(child.closed() for child in self.children)
        return msgspec.structs.replace(self.entry, children=children)


class _Tree:
    """The entries of one appendix so far, and which of them are open."""

    def __init__(self) -> None:
        self._top: list[_Node] = []
        self._headings: list[_Node] = []
        self._open: list[_Node] = []  # labelled paragraphs under the last heading

    def closed(self) -> tuple[Entry, ...]:
        return tuple(node.closed() for node in self._top)

    def add(self, place: int, block: _Block) -> None:
        """A block, the next in order."""
        text = " ".join(block.text.split())
        if block.kind == "effective-date-note":  # what it sets forth is not in force
            self._hang(_Node(Entry(place, block.kind, "", (), text)), None)
            return
        rank = _rank(block, text)
        if rank is not None:
            self._add_heading(place, block.kind, text, rank)
            return
        label = outline_label(text) if block.kind in ("appendix", "extract") else None
        if label is None:
            self._hang(_Node(Entry(place, block.kind, "", self._path(), text)), self._under())
        else:
            self._add_labelled(place, block.kind, text, label)

    def _add_heading(self, place: int, kind: str, text: str, rank: int) -> None:
        key = comment_key(text)
        while self._headings and not _stands_under(rank, key, self._headings[-1]):
            self._headings.pop()
        self._open = []
        above = self._headings[-1] if self._headings else None
        path = (key,) if key else (*(above.entry.path if above else ()), text)
        node = _Node(Entry(place, kind, key or "", path, text), rank, key)
        self._hang(node, above)
        self._headings.append(node)

    def _add_labelled(self, place: int, kind: str, text: str, label: OutlineLabel) -> None:
        counts = {str(kind): value for kind, value in kinds(label.name).items()}
        depth = self._depth(label, counts)
        if depth < len(self._open):
            before = self._open[depth]
            counts = {k: n for k, n in counts.items() if k in before.counts} or counts
        del self._open[depth:]
        # A decimal says all of its place itself: 2.1 stands under 2.0.
        above = self._heading_path() if label.style == "decimal" else self._path()
        path = (*above, label.name)
        node = _Node(Entry(place, kind, label.printed, path, text[label.end :]))
        node.label, node.counts = label, counts
        self._hang(node, self._under(always=True))
        self._open.append(node)

    def _depth(self, label: OutlineLabel, counts: dict[str, float]) -> int:
        """The level on which a label stands: it goes on from one that is open, or begins one."""
        if label.style == "decimal":
            return self._decimal_depth(label.name)
        alike = [
            (depth, counts[kind] - node.counts[kind])
            for depth, node in enumerate(self._open)
            if node.label is not None and node.label.style == label.style
            for kind in node.counts.keys() & counts.keys()
        ]
        nexts = [depth for depth, step in alike if step == 1]
        if nexts:
            return nexts[-1]
        if 1 in counts.values():
            again = [depth for depth, step in alike if step <= 0]
            return again[-1] if again else len(self._open)
        later = [depth for depth, step in alike if step > 1]
        return later[-1] if later else len(self._open)

    def _decimal_depth(self, name: str) -> int:
        for depth, node in reversed(list(enumerate(self._open))):
            if node.label is not None and name.startswith(f"{node.label.name.removesuffix('.0')}."):
                return depth + 1
        decimals = (
            d for d, node in enumerate(self._open) if node.label and node.label.style == "decimal"
        )
        return next(decimals, len(self._open))

    def _path(self) -> tuple[str, ...]:
        return self._open[-1].entry.path if self._open else self._heading_path()

    def _heading_path(self) -> tuple[str, ...]:
        return self._headings[-1].entry.path if self._headings else ()

    def _under(self, always: bool = False) -> _Node | None:
        """What the next paragraph stands under; text without a label behind a paragraph that does
        not introduce it stands beside that.
        """
        if self._open and (always or self._open[-1].entry.text.endswith((":", "—"))):
            return self._open[-1]
        if self._open and not always and len(self._open) > 1:
            return self._open[0]
        return self._headings[-1] if self._headings else None

    def _hang(self, node: _Node, above: _Node | None) -> None:
        (above.children if above is not None else self._top).append(node)


def _rank(block: _Block, text: str) -> int | None:
    """How deep a heading stands, None for what is none."""
    if block.level is not None and block.kind in ("appendix", "heading", "extract"):
        return block.level
    if block.kind != "appendix" or len(text) > _LONGEST_HEADING or not _is_title(text):
        return None
    key = comment_key(text)
    if key is None:
        return None
    return 2 if "." in key else 3


def _is_title(text: str) -> bool:
    """Whether a text is one title: "Paragraph 2(c)(1)(i).", "2(c) Adverse action."."""
    return not text.endswith((";", ":", ",")) and ". " not in text


def _stands_under(rank: int, key: str | None, above: _Node) -> bool:
    """Whether a heading stands under another one: by what they are keyed to, or their depth."""
    if key is not None and above.key is not None:
        return is_key_within(key, above.key)
    return above.rank is not None and above.rank < rank
