"""How words are replaced: in paragraphs, in headings, and in the tables and notes among them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.instructions.block_names import is_of_the_file
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.doubts import blocks_meant, is_of_paragraphs
from cfrdiff.instructions.model import Substitute, Target
from cfrdiff.instructions.order_names import named
from cfrdiff.instructions.replacing import replace_words
from cfrdiff.instructions.sentence_edits import replaced_within
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.instructions.tree import Node, Tree
from cfrdiff.model import Block, Paragraph


def substitute(desk: Desk, order: Substitute) -> None:
    """Replace words in each of an order's targets, with all that stands there. Raises
    NotCarriedOutError where they are not there, or more often than the order says; then nothing
    is changed.
    """
    changed: list[tuple[Node, Paragraph]] = []
    headings: list[tuple[Tree, str]] = []
    blocks: list[tuple[Stretch, int, Block]] = []
    _check_part(desk, order)
    for target in desk.each(order.targets):
        heading, in_heading = _replaced_heading(desk, target, order)
        nodes = [] if target.scope == "heading" and not target.path else desk.nodes(target)
        made = [(node, *_replaced(node.content, order, target)) for node in nodes]
        if order.tables:
            made, in_heading = [], 0
        around = list(_in_blocks(desk, target, nodes, order))
        times = sum(count for _, _, count in made) + in_heading + sum(n for *_, n in around)
        if times > 1 and not order.everywhere:
            raise NotCarriedOutError(f"§ {target.name} has “{order.before}” {times} times")
        if not times and len(order.targets) > 1:
            raise NotCarriedOutError(f"“{order.before}” is not in § {target.name}")
        changed += [(node, paragraph) for node, paragraph, count in made if count]
        blocks += [(stretch, at, block) for stretch, at, block, _ in around]
        if in_heading:
            headings.append((desk.tree(target.section), heading))
    if not changed and not headings and not blocks:
        places = ", ".join(map(named, order.targets))
        places = f"a table of {places}" if order.tables else places
        raise NotCarriedOutError(f"“{order.before}” is not in {places}")
    for node, paragraph in changed:
        node.paragraph = paragraph
    for tree, said in headings:
        tree.heading = said
    for stretch, at, block in blocks:
        stretch.put([*stretch.blocks[:at], block, *stretch.blocks[at + 1 :]])


def _check_part(desk: Desk, order: Substitute) -> None:
    """Raises NotCarriedOutError where words of a whole part stand in what is no section too."""
    if not any(target.part for target in order.targets):
        return
    for stretch in desk.stretches:
        for block in stretch.blocks:
            is_law = not (is_of_paragraphs(block) or is_of_the_file(block))
            if is_law and replace_words(block.text, order.before, order.after)[1]:
                kind = block.kind.replace("-", " ")
                raise NotCarriedOutError(
                    f"“{order.before}” also stands in {kind} text of the part, which is not amended"
                )


def _in_blocks(
    desk: Desk, target: Target, nodes: list[Node], order: Substitute
) -> Iterator[tuple[Stretch, int, Block, int]]:
    """The tables and notes of a target that have the words, with them replaced, and how often. An
    order that is not of a rule names those by themselves.
    """
    is_whole = target.scope == "whole" and not target.sentences and target.term is None
    if not desk.strict or not order.before or order.at is not None or not is_whole:
        return
    stretch = desk.stretch(target.section)
    for at in blocks_meant(stretch, None if target.is_section else nodes):
        block = stretch.blocks[at]
        if order.tables and block.kind != "table":
            continue
        text, count = replace_words(block.text, order.before, order.after)
        if count:
            yield stretch, at, msgspec.structs.replace(block, text=text, evidence=()), count
    if not target.is_section:
        _check_rest(stretch, target, order.before)


def _check_rest(stretch: Stretch, target: Target, words: str) -> None:
    """Raises NotCarriedOutError where a table that has the words may stand in a paragraph."""
    for block in stretch.blocks:
        is_loose = is_of_paragraphs(block) and block.behind is None
        if is_loose and replace_words(block.text, words, "")[1]:
            raise NotCarriedOutError(
                f"“{words}” also stands in a {block.kind} of § {target.section}, and whether that"
                f" is in § {target.name} is not known"
            )


def _replaced_heading(desk: Desk, target: Target, order: Substitute) -> tuple[str, int]:
    """A section's heading with the words replaced, where a rule means it too; and how often."""
    is_meant = target.scope == "heading" and not target.path
    if not is_meant and not (desk.strict and target.is_section and order.at is None):
        return "", 0
    return replace_words(desk.tree(target.section).heading or "", order.before, order.after)


def _replaced(one: Paragraph, order: Substitute, target: Target) -> tuple[Paragraph, int]:
    """A paragraph with the words replaced, in its heading too, and how often."""
    if target.scope == "heading":
        heading, count = replace_words(one.heading or "", order.before, order.after)
        return msgspec.structs.replace(one, heading=heading or None), count
    if target.sentences or order.at is not None:
        text, count = replaced_within(
            one.text, target.sentences, order.at, order.before, order.after
        )
        return msgspec.structs.replace(one, text=text), count
    text, count = replace_words(one.text, order.before, order.after)
    heading, more = replace_words(one.heading or "", order.before, order.after)
    if not count + more:
        return one, 0
    return msgspec.structs.replace(one, text=text, heading=heading or None), count + more
