"""What makes it doubtful how far a paragraph reaches: then a rule's instruction is refused.

A rule names a paragraph and leaves open what stands behind it without a name: a second paragraph,
a table, a note. The instructions that this program writes leave nothing open, and are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.cites import Designation, Path
from cfrdiff.instructions.definitions import term_of
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.instructions.tree import Node, Tree
from cfrdiff.model import Block

# Blocks that belong to paragraphs of a section.
_OF_PARAGRAPHS = frozenset(("table", "note", "extract", "formula", "figure", "footnote", "math"))


_PRONOUNS = frozenset("it this that these those such they he she there".split())
_MEANS = re.compile(r"\b(?:means?|includes?|refers?\s+to|meaning)\b")


def doubt_of_reach(stretch: Stretch, nodes: Sequence[Node]) -> str | None:
    """Why it is not known what paragraphs take along when they go or move; None where it is."""
    tree = stretch.tree
    assert tree is not None, "paragraphs are of a section"
    named = Designation(nodes[0].path) if nodes[0].designated else "it"
    if _has_unnamed_behind(nodes[-1]):
        return f"text without a designation stands behind {named}, and may belong to it"
    block = _block_within(stretch, tree, nodes)
    if block is not None:
        return f"a {block.kind} stands in {named}, and whether it stays is not said"
    return None


def doubt_of_place(tree: Tree, path: Path) -> str | None:
    """Why it is not known where a paragraph belongs that comes in; None where it is."""
    if len(path) > 1 and tree.find(path[:-1]) is None:
        return f"there is no {Designation(path[:-1])} for it to stand under"
    return None


def blocks_of_paragraphs(stretch: Stretch) -> list[Block]:
    """The tables, notes and the like that stand in a section."""
    return [block for block in stretch.blocks if _is_in_section(block)]


def blocks_meant(stretch: Stretch, nodes: Sequence[Node] | None) -> list[int]:
    """Where among the blocks behind a section its tables and notes are, or those that stand in
    some paragraphs of it.
    """
    tree = stretch.tree
    assert tree is not None, "paragraphs are of a section"
    held = [k for k, block in enumerate(stretch.blocks) if is_of_paragraphs(block)]
    if nodes is None:
        own = set(stretch.homes(None)[0].blocks)
        return [k for k in held if k in own]
    inside = {id(below) for node in nodes for below in node.walk()}
    order = tree.nodes()
    places = ((k, (stretch.blocks[k].behind or 0) - 1) for k in held)
    return [k for k, at in places if 0 <= at < len(order) and id(order[at]) in inside]


def is_of_paragraphs(block: Block) -> bool:
    """Whether a block is a table, a note or the like."""
    return block.kind in _OF_PARAGRAPHS


def _is_in_section(block: Block) -> bool:
    return is_of_paragraphs(block) and block.behind is not None


def _has_unnamed_behind(node: Node) -> bool:
    """Whether text that bears no designation, and defines no term, follows right behind."""
    parent = node.parent
    if parent is None or not node.designated:
        return False
    behind = parent.children[parent.children.index(node) + 1 :]
    return bool(behind) and not behind[0].designated and not _is_definition(behind[0])


def _is_definition(node: Node) -> bool:
    """Whether a paragraph defines a term: "It means so" goes on with what is said before it."""
    term = term_of(node)
    if term is None:
        return False
    goes_on = term.split()[0].lower() in _PRONOUNS
    means = _MEANS.search(node.content.text[:120]) is not None
    return bool(node.content.heading) or (means and not goes_on)


def _block_within(stretch: Stretch, tree: Tree, nodes: Sequence[Node]) -> Block | None:
    """The first block that stands behind one of some paragraphs, before the next other one."""
    own = {id(below) for node in nodes for below in node.walk()}
    order = tree.nodes()
    for block in blocks_of_paragraphs(stretch):
        at = (block.behind or 0) - 1
        if 0 <= at < len(order) and id(order[at]) in own:
            return block
    return None
