"""How a provision is revised, added and removed. All is checked before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.cites import Designation
from cfrdiff.instructions.definitions import define, has_definition, printed_definition, redefine
from cfrdiff.instructions.desk import Desk, NotCarriedOutError, called
from cfrdiff.instructions.doubts import blocks_of_paragraphs
from cfrdiff.instructions.model import Add, AddSentences, Printed, SectionText, Target
from cfrdiff.instructions.paths import is_within
from cfrdiff.instructions.printed_text import is_cut, printed_for
from cfrdiff.instructions.sentence_edits import (
    with_sentences_added,
    with_sentences_revised,
    without_sentences,
)
from cfrdiff.instructions.tree import RESERVED, Node, Tree, grown, new_node
from cfrdiff.model import Paragraph


def revise(desk: Desk, target: Target, to: SectionText) -> None:
    """Make a provision read as printed. Raises NotCarriedOutError."""
    tree = desk.tree(target.section)
    if target.scope == "heading" and not target.path:
        tree.heading = to.heading
    elif target.is_section:
        if desk.strict and blocks_of_paragraphs(desk.stretch(target.section)):
            raise NotCarriedOutError(f"§ {target.section} has tables or notes among its paragraphs")
        _revise_section(tree, to)
    elif target.scope == "heading":
        node, printed = desk.node(target), _printed(target, to)
        node.paragraph = msgspec.structs.replace(node.content, heading=printed[0].heading or None)
    elif target.term is not None and not target.sentences:
        desk.check_reach(target.section, desk.definition(target))
        redefine(desk.definition(target), _printed_definition(target, target.term, to))
    elif target.sentences:
        node, printed = desk.node(target), _printed(target, to)
        text = with_sentences_revised(node.content.text, target.sentences, printed[0])
        node.paragraph = msgspec.structs.replace(node.content, text=text)
    else:
        node = desk.node(target)
        if target.scope == "whole":
            desk.check_reach(target.section, [node])
        _revise_paragraph(tree, node, target, to)


def _revise_section(tree: Tree, to: SectionText) -> None:
    if not to.paragraphs:
        raise NotCarriedOutError(f"no text of § {tree.number} is printed with it")
    if any(one.kept or is_cut(one) for one in to.paragraphs):
        raise NotCarriedOutError(
            f"asterisks stand for text of § {tree.number}, which is to be revised whole"
        )
    tree.heading = to.heading or tree.heading
    tree.note = to.note or tree.note
    tree.root = Node(None)
    tree.root.plant(grown(to.paragraphs))


def _revise_paragraph(tree: Tree, node: Node, target: Target, to: SectionText) -> None:
    printed = _printed(target, to)
    _check_whole(printed, target)
    below = printed[1:]
    starred = any(one.kept for one in below)
    if starred and not all(one.designated or one.kept for one in below):
        raise NotCarriedOutError(
            "asterisks stand beside text without a designation; its place is not told"
        )
    node.paragraph = new_node(printed[0]).paragraph
    if starred:
        _revise_below(tree, below)
    elif target.scope == "whole":
        node.children = []
        node.plant(grown(printed)[0].children)


def _revise_below(tree: Tree, printed: Sequence[Printed]) -> None:
    """Put in what is printed below a paragraph, where asterisks keep the rest."""
    designated = [one for one in printed if not one.kept]
    for one in designated:
        there = tree.find(one.path)
        if there is not None and there.children and not _is_printed_below(one, printed):
            raise NotCarriedOutError(
                f"whether what stands below {Designation(there.path)} stays is not told"
            )
    for one in designated:
        there = tree.find(one.path)
        if there is None:
            tree.insert(new_node(one))
        else:
            there.paragraph = new_node(one).paragraph


def _is_printed_below(one: Printed, printed: Sequence[Printed]) -> bool:
    return any(other is not one and is_within(other.path, one.path) for other in printed)


def add_sentences(desk: Desk, order: AddSentences) -> None:
    """Put sentences into a paragraph's text. Raises NotCarriedOutError."""
    target = order.target
    node, printed = desk.node(target), _printed(target, order.to)
    text = with_sentences_added(node.content.text, order.side, target.sentences, printed[0])
    node.paragraph = msgspec.structs.replace(node.content, text=text)


def add(desk: Desk, order: Add) -> None:
    """Put in a provision as printed. Raises NotCarriedOutError."""
    target, to = order.target, order.to
    if order.reserved:
        _add_reserved(desk, target)
    elif target.is_section:
        desk.add_section(to, order.within)
    elif target.term is not None:
        desk.check_room(target.section, target.path)
        _define(desk.tree(target.section), target, target.term, to)
    else:
        desk.check_room(target.section, target.path)
        _add_paragraph(desk.tree(target.section), target, to)


def _define(tree: Tree, target: Target, term: str, to: SectionText) -> None:
    if has_definition(tree, term):
        raise NotCarriedOutError(f"§ {tree.number} defines “{term}” already")
    define(tree, _printed_definition(target, term, to), term, target.path)


def _printed_definition(target: Target, term: str, to: SectionText) -> list[Printed]:
    printed = printed_definition(to.paragraphs, term)
    if not printed:
        raise NotCarriedOutError(f"no definition of “{term}” is printed with it")
    _check_whole(printed, target)
    return printed


def _add_reserved(desk: Desk, target: Target) -> None:
    if target.is_section:
        desk.add_section(SectionText(target.section, RESERVED, ()))
    else:
        reserved = Printed(target.path, True, None, RESERVED)
        _add_paragraph(
            desk.tree(target.section), target, SectionText(target.section, None, (reserved,))
        )


def _add_paragraph(tree: Tree, target: Target, to: SectionText) -> None:
    there = tree.find(target.path)
    if there is not None and not _is_reserved(there):
        raise NotCarriedOutError(f"§ {target.section} has {called(target)} already")
    printed = _printed(target, to)
    _check_whole(printed, target)
    if any(one.kept for one in printed[1:]):
        raise NotCarriedOutError("asterisks stand for text that is to be added")
    if there is not None:
        there.detach()  # what is added takes the place of what was reserved for it
    node = new_node(printed[0])
    if target.path:
        tree.insert(node)
    else:
        tree.introduce(node)
    node.plant(grown(printed)[0].children)


def _is_reserved(node: Node) -> bool:
    return node.content.text == RESERVED and not node.content.heading and not node.children


def remove(desk: Desk, target: Target, reserve: bool) -> None:
    """Take a provision out; with `reserve` its designation stays. Of a range of sections all that
    the edition has, or none. Raises NotCarriedOutError.
    """
    if target.through is not None:
        numbers = desk.numbers(target.section, target.through)
        with desk.whole_or_not_at_all(set(numbers)):
            for number in numbers:
                remove(desk, Target(number), reserve)
    elif target.is_section and reserve:
        desk.tree(target.section).reserve()
    elif target.is_section:
        desk.remove_section(target.section)
    elif target.term is not None and not target.sentences:
        nodes = desk.definition(target)
        desk.check_reach(target.section, nodes)
        for node in nodes:
            node.detach()
    else:
        _remove_paragraph(desk, target, reserve)


def _remove_paragraph(desk: Desk, target: Target, reserve: bool) -> None:
    node = desk.node(target)
    if target.scope == "text" and target.path and node.children and not target.sentences:
        raise NotCarriedOutError(f"what becomes of what stands below § {target.name} is not said")
    if target.scope != "heading" and not target.sentences:
        desk.check_reach(target.section, [node])
    if target.sentences:
        if reserve:
            raise NotCarriedOutError("a sentence cannot be reserved")
        text = without_sentences(node.content.text, target.sentences)
        node.paragraph = msgspec.structs.replace(node.content, text=text)
    elif target.scope == "heading":
        node.paragraph = msgspec.structs.replace(node.content, heading=None)
    elif reserve:
        node.paragraph = Paragraph(node.content.designation, node.path, None, RESERVED)
        node.children = []
    else:
        node.detach()


def _printed(target: Target, to: SectionText) -> list[Printed]:
    printed = printed_for(target, to)
    if not printed:
        raise NotCarriedOutError(f"no text of § {target.name} is printed with it")
    return printed


def _check_whole(printed: Sequence[Printed], target: Target) -> None:
    """Raise NotCarriedOutError where asterisks stand for a part of what is to be put in."""
    if printed[0].kept or any(is_cut(one) for one in printed):
        raise NotCarriedOutError(f"asterisks stand for a part of the text of § {target.name}")
