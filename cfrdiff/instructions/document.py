"""Instructions as a text document: written, and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from cfrdiff.cites import Path
from cfrdiff.instructions.block_text import Printing, print_blocks, read_blocks
from cfrdiff.instructions.block_wording import (
    block_sentence,
    heading_of,
    opens_blocks,
    read_block_orders,
)
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.model import (
    NOTED,
    Add,
    BlockOrder,
    Instruction,
    Note,
    Order,
    Revise,
    SectionOrder,
    SectionText,
    Unheld,
    Unworded,
)
from cfrdiff.instructions.phrase import UNWORDED, print_instruction, sentence, unworded
from cfrdiff.instructions.regulatory_text import print_section, read_section
from cfrdiff.instructions.targets import UnreadError
from cfrdiff.instructions.wording import opened, read_orders

_NUMBERED = re.compile(rf"(?:\d+\.|{NOTED}:(?= The (?:newer|older) file )) [A-Z].*$")
_LETTERED = re.compile(r" {4}(?P<letter>[a-z]+)\. (?P<words>[a-z].*)$")
_READS = re.compile(r" {4}The (?:revision|addition).* reads? as follows:$")
_SPACES = re.compile(r"[ \t]{2,}")
_Reader = Callable[[str], Sequence[Order]]
_BEGINNINGS = (_NUMBERED, _LETTERED, _READS)


def read_document(text: str) -> list[Instruction]:
    """The instructions of a document as `write_document` makes it, or as one typed alike.

    What is not understood is told by `Instruction.unread`; nothing is raised for it.
    """
    found: list[Instruction] = []
    lines = text.split("\n")
    starts = [
        k
        for k, line in enumerate(lines)
        if _NUMBERED.match(line) and (k == 0 or not lines[k - 1].strip())
    ]
    for start, end in pairwise([*starts, len(lines)]):
        found += _read_one(lines[start:end])
    return found


def _read_one(lines: Sequence[str]) -> list[Instruction]:
    """An instruction and its lettered items, up to the next number."""
    body = next((k for k, line in enumerate(lines) if not line.strip()), len(lines))
    first, *others = _sentences(lines[:body])
    number, _, opening = first.partition(": " if first.startswith(f"{NOTED}: ") else ". ")
    sentences = [line.partition(". ") for line in others]
    items = [(letter, words) for letter, _, words in sentences if not letter.startswith("The ")]
    reading = opens_blocks(opening, [words for _, words in items])
    if reading is not None:
        reading.texts = read_blocks(lines[body:])
        read = partial(read_block_orders, reading=reading)
        return _instructions(number, opening, items, read, None)
    texts, problem = _printed_text(lines[body:])
    section, places = opened(opening)
    context = Context(section, texts, places)
    return _instructions(number, opening, items, partial(read_orders, context=context), problem)


def _instructions(
    number: str,
    opening: str,
    items: Sequence[tuple[str, str]],
    read: _Reader,
    problem: str | None,
) -> list[Instruction]:
    found = [_instruction(number, opening, read, problem)]
    for letter, words in items:
        place = number if letter == number else f"{number}.{letter}"
        found.append(_instruction(place, words, read, problem))
    return found


def _printed_text(lines: Sequence[str]) -> tuple[tuple[SectionText, ...], str | None]:
    """The text behind an instruction, and what is wrong with it."""
    if not any(line.strip() for line in lines):
        return (), None
    try:
        return (read_section(lines),), None
    except ValueError as problem:
        return (), str(problem)


def _sentences(lines: Sequence[str]) -> list[str]:
    """The instruction's opening, its items and what follows them, each on one line."""
    heads: list[list[str]] = []
    for line in lines:
        if any(begins.match(line) for begins in _BEGINNINGS):
            heads.append([])
        heads[-1].append(line.strip(" "))
    return [_SPACES.sub(" ", " ".join(head)) for head in heads]


def _instruction(place: str, words: str, read: _Reader, problem: str | None) -> Instruction:
    if words.startswith(UNWORDED):
        return Instruction(place, words, (), "it could not be worded")
    try:
        return Instruction(place, words, tuple(read(words)), problem)
    except UnreadError as unread:
        return Instruction(place, words, (), problem or str(unread))


def write_document(
    instructions: Sequence[Instruction], wholes: dict[str, SectionText], head: str
) -> str:
    """The document: its head, then each instruction with its regulatory text.

    `wholes` are the sections as they will read, by number: where a printed paragraph stands
    among those that stay is shown by asterisks.
    """
    lines = [head, ""]
    for instruction in instructions:
        lines += _printed_instruction(instruction, wholes)
    return "\n".join(lines).rstrip("\n") + "\n"


def _printed_instruction(instruction: Instruction, wholes: dict[str, SectionText]) -> list[str]:
    orders = instruction.orders
    blocks = [order for order in orders if isinstance(order, BlockOrder)]
    if blocks:
        opening, items = block_sentence(blocks)
        return print_instruction(instruction, opening, items, _block_text(blocks, opening, wholes))
    if isinstance(orders[0], Unworded):
        return print_instruction(instruction, unworded(orders[0]), [], [])
    held = [order for order in orders if isinstance(order, SectionOrder)]
    return print_instruction(instruction, *sentence(held), _text(held, wholes))


def _block_text(
    orders: Sequence[BlockOrder], opening: str, wholes: dict[str, SectionText]
) -> list[str]:
    printed = [order for order in orders if isinstance(order, Printing)]
    return print_blocks(heading_of(opening, orders[0], wholes), printed) if printed else []


def _text(orders: Sequence[SectionOrder], wholes: dict[str, SectionText]) -> list[str]:
    """The regulatory text of all orders of an instruction, in the order of print."""
    printed = [text for text in map(_printed, orders) if text is not None]
    if not printed:
        return []
    whole = wholes[printed[0].number]
    wanted = {one for text in printed for one in text.paragraphs}
    section = SectionText(
        whole.number,
        whole.heading,
        tuple(one for one in whole.paragraphs if one in wanted),
        next((text.note for text in printed if text.note), None),
    )
    return print_section(section, whole.paragraphs, _heading_only(orders))


def _printed(order: SectionOrder) -> SectionText | None:
    """What is printed for an order: paragraphs, a section, or its source note alone."""
    if isinstance(order, Add | Revise | Unheld):
        return order.to
    if isinstance(order, Note) and order.text is not None:
        return SectionText(order.section, None, (), order.text)
    return None


def _heading_only(orders: Sequence[SectionOrder]) -> set[Path]:
    """The paths of which only the heading is printed."""
    revised = [order.target for order in orders if isinstance(order, Revise)]
    return {target.path for target in revised if target.scope == "heading"}
