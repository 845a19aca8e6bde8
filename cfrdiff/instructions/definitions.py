"""Definitions of a section: paragraphs without a designation, in alphabetical order, each with the
designated paragraphs behind it that are its own (Document Drafting Handbook, 2-32).

They stand at the section's top or under one of its paragraphs, "(b) Other terms. As used …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.cites import Path
from cfrdiff.instructions.model import Printed
from cfrdiff.instructions.terms import alphabetical, defined_term
from cfrdiff.instructions.tree import Node, Tree, new_node

_OR = re.compile(r" or (?:the )?")


def find_definition(tree: Tree, term: str, under: Path = ()) -> list[Node]:
    """The paragraphs of the definition of a term; none where there is none, or more than one."""
    found = [
        node
        for node in tree.nodes()
        if _defines(term_of(node), term) and node.path[: len(under)] == under
    ]
    return [found[0], *_behind(found[0])] if len(found) == 1 else []


def has_definition(tree: Tree, term: str) -> bool:
    """Whether any paragraph of a section defines a term."""
    return any(_defines(term_of(node), term) for node in tree.nodes())


def term_of(node: Node) -> str | None:
    """The term that a paragraph without a designation defines."""
    if node.designated or node.paragraph is None:
        return None
    return defined_term(node.paragraph.heading, node.paragraph.text)


def printed_definition(printed: Sequence[Printed], term: str) -> list[Printed]:
    """What is printed of the definition of a term: it, and what is designated behind it."""
    for k, one in enumerate(printed):
        term_there = None if one.designated else defined_term(one.heading, one.text)
        if _defines(term_there, term):
            return [one, *_designated(printed[k + 1 :])]
    return []


def define(tree: Tree, printed: Sequence[Printed], term: str, under: Path = ()) -> None:
    """Put a definition among the others, in alphabetical order."""
    home = _home(tree, under)
    key = alphabetical(term)
    at = len(home.children)
    for k, sibling in enumerate(home.children):
        other = term_of(sibling)
        if other is not None and alphabetical(other) > key:
            at = k
            break
    _plant(home, printed, at)


def redefine(nodes: Sequence[Node], printed: Sequence[Printed]) -> None:
    """Put a definition in the place of another."""
    home = nodes[0].parent
    assert home is not None, "a definition is no root"
    at = home.children.index(nodes[0])
    for node in nodes:
        node.detach()
    _plant(home, printed, at)


def _plant(home: Node, printed: Sequence[Printed], at: int) -> None:
    """Put in paragraphs as printed: those below another under it."""
    depth = len(home.path)
    first = printed[0]
    own = Printed(home.path, False, first.heading, first.text)
    made = [own, *(one for one in printed[1:] if len(one.path) > depth)]
    open_nodes: list[Node] = []
    for one in made:
        node = new_node(one)
        while open_nodes and open_nodes[-1].path != one.path[: len(open_nodes[-1].path)]:
            open_nodes.pop()
        if one.designated and open_nodes:
            open_nodes[-1].adopt(node, len(open_nodes[-1].children))
        else:
            home.adopt(node, at)
            at += 1
        if one.designated:
            open_nodes.append(node)


def _home(tree: Tree, under: Path) -> Node:
    """The paragraph that a section's definitions stand under, or its root."""
    if under:
        return tree.find(under) or tree.root
    homes = {id(node.parent): node.parent for node in tree.nodes() if term_of(node) is not None}
    parents = [parent for parent in homes.values() if parent is not None]
    return parents[0] if len(parents) == 1 else tree.root


def _behind(node: Node) -> Iterator[Node]:
    """The designated siblings behind a definition, up to the next paragraph without one."""
    assert node.parent is not None, "a definition is no root"
    siblings = node.parent.children
    is_top = node.parent.paragraph is None
    for sibling in siblings[siblings.index(node) + 1 :]:
        if not sibling.designated or (is_top and not _is_own(sibling)):
            return
        yield sibling


def _is_own(node: Node) -> bool:
    """Whether a paragraph at a section's top can be a definition's: not one of its letters."""
    return node.path[0].isdecimal()


def _designated(printed: Sequence[Printed]) -> Iterator[Printed]:
    for one in printed:
        if not one.designated:
            return
        yield one


def _defines(found: str | None, term: str) -> bool:
    """Whether a paragraph's term is one; a term of two names, "loan or mortgage loan", also where
    only one of them is set as the term.
    """
    return found is not None and (found == term or found in _OR.split(term))
