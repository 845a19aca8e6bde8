"""What becomes of a provision that one of two files does not hold: it stands as the newer file has
it, or is left out with it.
"""

from __future__ import annotations

from cfrdiff.instructions.amendments import add, remove, revise
from cfrdiff.instructions.desk import Desk
from cfrdiff.instructions.model import Add, SectionText, Target
from cfrdiff.instructions.tree import Node, grown


def leave_as_held(desk: Desk, target: Target, to: SectionText | None) -> None:
    """Make a provision read as the newer file holds it; `to` is None where it does not. Raises
    NotCarriedOutError.
    """
    if not target.path and target.scope in ("heading", "source note"):
        _leave_head_or_note(desk, target, to)
    elif to is None:
        _leave_out(desk, target)
    elif target.is_section:
        _leave_section(desk, to)
    elif target.term is None and desk.tree(target.section).find(target.path) is None:
        add(desk, Add(target, to))
    else:
        revise(desk, target, to)


def _leave_head_or_note(desk: Desk, target: Target, to: SectionText | None) -> None:
    tree = desk.tree(target.section)
    if target.scope == "heading":
        tree.heading = to.heading if to else None
    else:
        tree.note = to.note if to else None


def _leave_out(desk: Desk, target: Target) -> None:
    """Take out what the newer file does not hold; of a text alone, what stands below it stays."""
    if target.path and target.scope == "text":
        node = desk.node(target)
        below, parent = node.children, node.parent
        assert parent is not None, "a designated paragraph stands in a section"
        at = parent.children.index(node)
        node.children = []
        node.detach()
        for child in reversed(below):
            parent.adopt(child, at)
    else:
        remove(desk, target, reserve=False)


def _leave_section(desk: Desk, to: SectionText) -> None:
    if not desk.stretches.of(to.number):
        desk.add_section(to)
        return
    tree = desk.tree(to.number)
    tree.heading, tree.note, tree.root = to.heading, to.note, Node(None)
    tree.root.plant(grown(to.paragraphs))
