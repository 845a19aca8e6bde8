"""A tree diff by labels with difflib on texts, in the manner of eRegulations.

As regulations-parser does it (regparser/diff/tree.py and text.py): nodes are the same if their
labels are; what only one side has is added or deleted with all below it; texts and titles that
differ are compared by difflib.SequenceMatcher, spaces as junk, and told as deletions and insertions
by character. Its items are characters, as in its first releases, or words and the spaces between
them, as in its last. Equal subtrees are told by a digest made beforehand, as its frozen nodes have
one. Children are found by label in a dictionary, which is faster than its loop over pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from cfrdiff.model import Edition, Paragraph

_PIECES = re.compile(r"\s+|\S+")
Items = Literal["words", "characters"]
Operation = tuple[str, int, int, str]
Change = tuple[str, str, tuple[Operation, ...]]


@dataclass(frozen=True)
class Node:
    """A label's title and text and what is below it; `digest` is of all of it."""

    label: str
    title: str
    text: str
    children: tuple[Node, ...]
    digest: int

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree(edition: Edition) -> Node:
    """An edition as nodes; what stands twice under a label gets a number."""
    sections = [
        _node(
            f"{edition.part}-{s.number}",
            s.heading or "",
            "",
            _children(str(s.number), s.paragraphs),
        )
        for s in edition.sections
    ]
    return _node(str(edition.part), "", "", tuple(sections))


def _children(label: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Node, ...]:
    found: dict[str, Node] = {}
    for one in paragraphs:
        own = f"{label}-{one.path[-1] if one.path else 'p'}"
        while own in found:
            own += "+"
        found[own] = _node(own, one.heading or "", one.text, _children(own, one.children))
    return tuple(found.values())


def _node(label: str, title: str, text: str, children: tuple[Node, ...]) -> Node:
    digest = hash((label, title, text, tuple(child.digest for child in children)))
    return Node(label, title, text, children, digest)


def changes_between(old: Node, new: Node, items: Items = "words") -> list[Change]:
    """Labels modified, added and deleted, with the edits of texts and titles."""
    if old.digest == new.digest:
        return []
    changes: list[Change] = []
    edits = (*_opcodes(old.text, new.text, items), *_opcodes(old.title, new.title, items))
    olds = {child.label: child for child in old.children}
    news = {child.label: child for child in new.children}
    if edits or list(olds) != list(news):
        changes.append(("modified", old.label, edits))
    for label, child in olds.items():
        if label in news:
            changes += changes_between(child, news[label], items)
        else:
            changes += [("deleted", below.label, ()) for below in child.walk()]
    for label, child in news.items():
        if label not in olds:
            changes += [("added", below.label, ()) for below in child.walk()]
    return changes


def _opcodes(old: str, new: str, items: Items) -> tuple[Operation, ...]:
    if old == new:
        return ()
    if items == "words":
        before, after = _PIECES.findall(old), _PIECES.findall(new)
    else:
        before, after = list(old), list(new)
    starts = [0]
    for piece in before:
        starts.append(starts[-1] + len(piece))
    found: list[Operation] = []
    matcher = SequenceMatcher(lambda piece: piece in " \t\n", before, after)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            found.append(("delete", starts[i1], starts[i2], ""))
        if tag in ("insert", "replace"):
            found.append(("insert", starts[i1], starts[i1], "".join(after[j1:j2])))
    return tuple(found)


def changes_with_moves(old: Node, new: Node) -> list[Change]:
    """The label diff, and for what it calls changed the most alike text that difflib finds.

    This does the job that cfrdiff does and eRegulations does not, with the same means: a
    paragraph added or modified is looked for among those deleted or modified, whatever their
    section, as difflib.get_close_matches does, the ratio's upper bounds first.
    """
    changes = changes_between(old, new)
    labels = {label for kind, label, _ in changes if kind != "added"}
    olds = [node for node in old.walk() if node.label in labels and node.text]
    labels = {label for kind, label, _ in changes if kind != "deleted"}
    news = [node for node in new.walk() if node.label in labels and node.text]
    for node in news:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(_PIECES.findall(node.text))
        best, closest = 0.6, ""
        for candidate in olds:
            matcher.set_seq1(_PIECES.findall(candidate.text))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                ratio = matcher.ratio()
                if ratio > best:
                    best, closest = ratio, candidate.label
        if closest and closest != node.label:
            changes.append(("moved", node.label, (("from", 0, 0, closest),)))
    return changes
