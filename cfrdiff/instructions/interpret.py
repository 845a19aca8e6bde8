"""Carries out amendatory instructions on an edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.instructions.model import (
    Add,
    Failure,
    Instruction,
    Note,
    Order,
    Printed,
    Redesignate,
    Remove,
    Revise,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.terms import defined_term
from cfrdiff.instructions.tree import Node, Tree, grown, new_node, renamed
from cfrdiff.model import Designation, Edition, Paragraph, Section
from cfrdiff.section_numbers import section_key


class NotCarriedOutError(Exception):
    """An order does not fit the edition; the message says why."""


def apply(
    instructions: Iterable[Instruction], edition: Edition
) -> tuple[Edition, tuple[Failure, ...]]:
    """The edition as amended, and what could not be carried out.

    An order is carried out whole or not at all; those after it still are. Findings of the
    edition are kept, and paragraphs that no instruction touches keep their evidence.
    """
    desk = _Desk(edition)
    failures: list[Failure] = []
    for instruction in instructions:
        if instruction.unread:
            failures.append(Failure(instruction.place, instruction.words, instruction.unread))
        for order in instruction.orders:
            try:
                desk.carry_out(order)
            except NotCarriedOutError as problem:
                failures.append(Failure(instruction.place, instruction.words, str(problem)))
    return desk.edition(), tuple(failures)


class _Desk:
    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._trees = [Tree(section) for section in edition.sections]

    def edition(self) -> Edition:
        sections = tuple(tree.freeze() for tree in self._trees)
        return msgspec.structs.replace(self._edition, sections=sections)

    def carry_out(self, order: Order) -> None:
        # Others check all before they change anything.
        named = (
            {end.section for move in order.moves for end in move}
            if isinstance(order, Redesignate)
            else set()
        )
        trees = list(self._trees)
        held = {k: tree.freeze() for k, tree in enumerate(trees) if tree.number in named}
        try:
            self._carry_out(order)
        except NotCarriedOutError:
            self._trees = [Tree(held[k]) if k in held else tree for k, tree in enumerate(trees)]
            raise

    def _carry_out(self, order: Order) -> None:
        match order:
            case Revise(target, to):
                self._revise(target, to)
            case Add(target, to):
                self._add(target, to)
            case Remove(target, reserve):
                self._remove(target, reserve)
            case Redesignate(moves):
                self._redesignate(moves)
            case Substitute():
                self._substitute(order)
            case Note(section, text):
                self._tree(section).note = text
            case Unheld(target, to):
                self._unheld(target, to)

    def _tree(self, number: str) -> Tree:
        found = [tree for tree in self._trees if tree.number == number]
        if len(found) != 1:
            many = "more than one" if found else "no"
            raise NotCarriedOutError(f"the edition has {many} § {number}")
        return found[0]

    def _node(self, target: Target) -> Node:
        if target.term is not None:
            defined = self._tree(target.section).definition(target.term)
            if defined is None:
                raise NotCarriedOutError(
                    f"§ {target.section} has no definition of “{target.term}”, or several"
                )
            return defined
        node = self._tree(target.section).find(target.path)
        if node is None:
            what = str(Designation(target.path)) or "introductory text"
            raise NotCarriedOutError(f"§ {target.section} has no {what}")
        return node

    def _revise(self, target: Target, to: SectionText) -> None:
        tree = self._tree(target.section)
        if target.scope == "heading" and not target.path:
            tree.heading = to.heading
            return
        if target.scope == "whole" and not target.path and target.term is None:
            if not to.paragraphs:
                raise NotCarriedOutError(f"no text of § {target.section} is printed with it")
            if any(one.kept or _has_stars(one) for one in to.paragraphs):
                raise NotCarriedOutError(
                    f"asterisks stand for text of § {target.section}, which is to be revised whole"
                )
            tree.heading = to.heading or tree.heading
            tree.note = to.note or tree.note
            tree.root = Node(None)
            tree.root.plant(grown(to.paragraphs))
            return
        node = self._node(target)
        assert node.paragraph is not None, "only sections are roots"
        texts = _under(to, target)
        if not texts:
            name = f"{target.section}{Designation(target.path)}"
            raise NotCarriedOutError(f"no text of § {name} is printed with it")
        first = texts[0]
        if target.scope == "heading":
            node.paragraph = msgspec.structs.replace(node.paragraph, heading=first.heading or None)
            return
        _check_whole(texts, target)
        below = texts[1:]
        starred = any(one.kept for one in below)
        if starred and not all(one.designated or one.kept for one in below):
            raise NotCarriedOutError(
                "asterisks stand beside text without a designation; its place is not told"
            )
        node.paragraph = new_node(first).paragraph
        if target.scope == "text":
            return
        if starred:
            _revise_below(tree, below)
        else:
            node.children = []
            node.plant(_below(texts))

    def _add(self, target: Target, to: SectionText) -> None:
        if not target.path and target.scope == "whole" and target.term is None:
            self._add_section(to)
            return
        tree = self._tree(target.section)
        if target.term is not None:
            self._define(tree, target, to)
            return
        if tree.find(target.path) is not None:
            what = str(Designation(target.path)) or "introductory text"
            raise NotCarriedOutError(f"§ {target.section} has {what} already")
        texts = _under(to, target)
        if not texts:
            name = f"{target.section}{Designation(target.path)}"
            raise NotCarriedOutError(f"no text of § {name} is printed with it")
        _check_whole(texts, target)
        if any(one.kept for one in texts[1:]):
            raise NotCarriedOutError("asterisks stand for text that is to be added")
        node = new_node(texts[0])
        if target.path:
            tree.insert(node)
        else:
            node.parent = tree.root
            tree.root.children.insert(0, node)
        node.plant(_below(texts))

    def _define(self, tree: Tree, target: Target, to: SectionText) -> None:
        assert target.term is not None, "only definitions are defined"
        if tree.definition(target.term) is not None:
            raise NotCarriedOutError(f"§ {tree.number} defines “{target.term}” already")
        texts = _under(to, target)
        if not texts:
            raise NotCarriedOutError(f"no definition of “{target.term}” is printed with it")
        _check_whole(texts, target)
        tree.define(new_node(texts[0]), target.term)

    def _add_section(self, to: SectionText) -> None:
        if any(tree.number == to.number for tree in self._trees):
            raise NotCarriedOutError(f"the edition has § {to.number} already")
        fresh = Tree(Section(to.number, to.heading, "complete", to.note, ()))
        fresh.root.plant(grown(to.paragraphs))
        key = section_key(to.number)
        at = 0
        for k, tree in enumerate(self._trees):
            if tree.number is None or section_key(tree.number) < key:
                at = k + 1
        self._trees.insert(at, fresh)

    def _remove(self, target: Target, reserve: bool) -> None:
        if not target.path and target.scope == "whole" and target.term is None:
            tree = self._tree(target.section)
            if reserve:
                tree.heading, tree.root, tree.note = "[Reserved]", Node(None), None
            else:
                self._trees.remove(tree)
            return
        node = self._node(target)
        assert node.paragraph is not None, "only sections are roots"
        if target.scope == "heading":
            node.paragraph = msgspec.structs.replace(node.paragraph, heading=None)
        elif reserve:
            node.paragraph = Paragraph(node.paragraph.designation, node.path, None, "[Reserved]")
            node.children = []
        else:
            node.detach()

    def _redesignate(self, moves: Sequence[tuple[Target, Target]]) -> None:
        whole = [(old, new) for old, new in moves if not old.path]
        trees = [(self._tree(old.section), new.section) for old, new in whole]
        for tree, number in trees:
            tree.number = number
        if trees:
            # Numbers decide where a section stands; those not known stay behind their like.
            self._trees.sort(key=lambda tree: section_key(tree.number or ""))
        nodes = [(self._node(old), new) for old, new in moves if old.path]
        for node, _ in sorted(nodes, key=lambda pair: -len(pair[0].path)):
            node.detach()
        for node, new in sorted(nodes, key=lambda pair: len(pair[1].path)):
            tree = self._tree(new.section)
            if tree.find(new.path) is not None:
                raise NotCarriedOutError(
                    f"§ {new.section}{Designation(new.path)} is still taken by another paragraph"
                )
            renamed(node, new.path)
            tree.insert(node)

    def _substitute(self, order: Substitute) -> None:
        changed: list[tuple[Node, Paragraph]] = []
        for target in order.targets:
            times = 0
            for node in self._reach(target):
                assert node.paragraph is not None, "only sections are roots"
                one = node.paragraph
                text, count = replace_words(one.text, order.before, order.after)
                heading, more = replace_words(one.heading or "", order.before, order.after)
                times += count + more
                if count + more:
                    new = msgspec.structs.replace(one, text=text, heading=heading or None)
                    changed.append((node, new))
            if times > 1 and not order.everywhere:
                place = f"§ {target.section}{Designation(target.path)}"
                raise NotCarriedOutError(f"{place} has “{order.before}” {times} times")
            if not times and len(order.targets) > 1:
                place = f"§ {target.section}{Designation(target.path)}"
                raise NotCarriedOutError(f"“{order.before}” is not in {place}")
        if not changed:
            places = ", ".join(f"§ {t.section}{Designation(t.path)}" for t in order.targets)
            raise NotCarriedOutError(f"“{order.before}” is not in {places}")
        for node, paragraph in changed:
            node.paragraph = paragraph

    def _reach(self, target: Target) -> list[Node]:
        if not target.path and target.scope == "whole" and target.term is None:
            return self._tree(target.section).nodes()
        node = self._node(target)
        return [node] if target.scope == "text" else list(node.walk())

    def _unheld(self, target: Target, to: SectionText | None) -> None:
        if to is None:
            self._remove(target, False)
        elif not target.path and target.scope == "whole":
            self._add_section(to)
        elif self._tree(target.section).find(target.path) is None:
            self._add(target, to)
        else:
            self._revise(target, to)


def replace_words(text: str, before: str, after: str) -> tuple[str, int]:
    """Replace words, never a piece of a longer word; also how often."""
    if not before:
        return text, 0
    left = r"(?<!\w)" if before[0].isalnum() else ""
    right = r"(?!\w)" if before[-1].isalnum() else ""
    if after:
        return re.subn(f"{left}{re.escape(before)}{right}", lambda _: after, text)
    # With words goes a space beside them.
    pattern = f"(?: {left}{re.escape(before)}{right}|{left}{re.escape(before)}{right} ?)"
    return re.subn(pattern, "", text)


def _revise_below(tree: Tree, texts: Sequence[Printed]) -> None:
    """Put in what is printed below a paragraph, where asterisks keep the rest."""
    for one in texts:
        there = None if one.kept else tree.find(one.path)
        printed_below = any(p is not one and p.path[: len(one.path)] == one.path for p in texts)
        if there is not None and there.children and not printed_below:
            raise NotCarriedOutError(
                f"whether what stands below {Designation(there.path)} stays is not told"
            )
    for one in texts:
        if one.kept:
            continue
        there = tree.find(one.path)
        if there is None:
            tree.insert(new_node(one))
        else:
            there.paragraph = new_node(one).paragraph


def _under(to: SectionText, target: Target) -> list[Printed]:
    """The printed paragraphs of a target: its own, and, unless its text alone is meant, those
    below it.
    """
    path = target.path
    if target.term is not None:
        return [
            p
            for p in to.paragraphs
            if not p.designated and defined_term(p.heading, p.text) == target.term
        ][:1]
    if not path:
        return [p for p in to.paragraphs if not p.path and not p.designated][:1]
    own = [k for k, p in enumerate(to.paragraphs) if p.designated and p.path == path]
    if not own:
        return []
    found = [to.paragraphs[own[0]]]
    if target.scope == "whole":
        for one in to.paragraphs[own[0] + 1 :]:
            if one.path[: len(path)] != path or (one.designated and one.path == path):
                break
            found.append(one)
    return found


def _check_whole(texts: Sequence[Printed], target: Target) -> None:
    """Raise NotCarriedOutError where asterisks stand for a part of what is to be put in."""
    if texts[0].kept or any(_has_stars(one) for one in texts):
        name = f"{target.section}{Designation(target.path)}"
        raise NotCarriedOutError(f"asterisks stand for a part of the text of § {name}")


def _has_stars(one: Printed) -> bool:
    return "* * *" in one.text


def _below(texts: Sequence[Printed]) -> tuple[Paragraph, ...]:
    """What is printed under the first of them."""
    return grown(texts)[0].children
