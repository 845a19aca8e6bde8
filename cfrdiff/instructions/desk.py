"""An edition while it is amended: its sections as trees, found by number."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager

import msgspec

from cfrdiff.cites import Designation, canonical, section_key
from cfrdiff.instructions.model import SectionText, Target
from cfrdiff.instructions.tree import Node, Tree, grown
from cfrdiff.model import Edition, Section


class NotCarriedOutError(Exception):
    """An order does not fit the edition; the message says why."""


class Desk:
    """The sections of an edition, to be amended one order after the other."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._trees = [Tree(section) for section in edition.sections]

    def edition(self) -> Edition:
        """The edition as it is now."""
        sections = tuple(tree.freeze() for tree in self._trees)
        return msgspec.structs.replace(self._edition, sections=sections)

    @contextmanager
    def whole_or_not_at_all(self, numbers: Set[str]) -> Iterator[None]:
        """What is done meanwhile to the sections of these numbers, and to their order, is undone
        where it raises NotCarriedOutError.
        """
        trees = list(self._trees)
        held = {k: tree.freeze() for k, tree in enumerate(trees) if tree.number in numbers}
        try:
            yield
        except NotCarriedOutError:
            self._trees = [Tree(held[k]) if k in held else tree for k, tree in enumerate(trees)]
            raise

    def tree(self, number: str) -> Tree:
        """The section of that number. Raises NotCarriedOutError where it is not just one."""
        found = [tree for tree in self._trees if canonical(tree.number or "") == canonical(number)]
        if len(found) != 1:
            many = "more than one" if found else "no"
            raise NotCarriedOutError(f"the edition has {many} § {number}")
        return found[0]

    def node(self, target: Target) -> Node:
        """The paragraph of a target. Raises NotCarriedOutError where there is none, or for a
        definition several.
        """
        if target.term is not None:
            return self._definition(target.section, target.term)
        node = self.tree(target.section).find(target.path)
        if node is None:
            raise NotCarriedOutError(f"§ {target.section} has no {called(target)}")
        return node

    def _definition(self, section: str, term: str) -> Node:
        defined = self.tree(section).definition(term)
        if defined is None:
            raise NotCarriedOutError(f"§ {section} has no definition of “{term}”, or several")
        return defined

    def nodes(self, target: Target) -> list[Node]:
        """All paragraphs that a target takes in."""
        if target.is_section:
            return self.tree(target.section).nodes()
        node = self.node(target)
        return [node] if target.scope == "text" else list(node.walk())

    def add_section(self, to: SectionText) -> None:
        """Put in a section where its number belongs."""
        if any(tree.number == to.number for tree in self._trees):
            raise NotCarriedOutError(f"the edition has § {to.number} already")
        fresh = Tree(Section(to.number, to.heading, "complete", to.note, ()))
        fresh.root.plant(grown(to.paragraphs))
        key = section_key(to.number)
        at = 0
        for k, tree in enumerate(self._trees, 1):
            if tree.number is None or section_key(tree.number) < key:
                at = k
        self._trees.insert(at, fresh)

    def remove_section(self, number: str) -> None:
        """Take a section out."""
        self._trees.remove(self.tree(number))

    def renumber(self, moves: list[tuple[str, str]]) -> None:
        """Give sections other numbers, all at once."""
        trees = [(self.tree(old), new) for old, new in moves]
        for tree, number in trees:
            tree.number = number
        if trees:
            # Numbers decide where a section stands; those not known stay behind their like.
            self._trees.sort(key=lambda tree: section_key(tree.number or ""))


def called(target: Target) -> str:
    """A paragraph by its designation, or as the introductory text."""
    return str(Designation(target.path)) or "introductory text"
