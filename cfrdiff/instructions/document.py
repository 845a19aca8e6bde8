"""Instructions as a text document: written, and read back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cfrdiff.instructions.model import Add, Instruction, Note, Order, Revise, SectionText, Unheld
from cfrdiff.instructions.phrase import print_instruction
from cfrdiff.instructions.regulatory_text import print_section, read_section
from cfrdiff.instructions.wording import Context, UnreadError, read_orders, section_of

_NUMBERED = re.compile(r"(?P<place>\d+)\. (?P<words>[A-Z].*)$")
_LETTERED = re.compile(r" {4}(?P<letter>[a-z]+)\. (?P<words>[a-z].*)$")
_READS = re.compile(r" {4}The (?:revision|addition).* reads? as follows:$")


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
    body = next((k for k, line in enumerate(lines) if not line.strip()), len(lines))
    texts: tuple[SectionText, ...] = ()
    unread: str | None = None
    if any(line.strip() for line in lines[body:]):
        try:
            texts = (read_section(lines[body:]),)
        except ValueError as problem:
            unread = str(problem)
    heads: list[list[str]] = []
    for line in lines[:body]:
        if _NUMBERED.match(line) or _LETTERED.match(line) or _READS.match(line):
            heads.append([line.strip(" ")])
        else:
            heads[-1].append(line.strip(" "))
    sentences = [" ".join(head) for head in heads]
    number, _, opening = sentences[0].partition(". ")
    context = Context(section_of(opening), texts)
    read: list[Instruction] = []
    for sentence in [f"{number}. {opening}", *sentences[1:]]:
        if sentence.startswith("The "):
            continue
        place, _, words = sentence.partition(". ")
        place = place if place == number else f"{number}.{place}"
        try:
            orders: tuple[Order, ...] = tuple(read_orders(words, context))
            problem_of = unread
        except UnreadError as problem:
            orders, problem_of = (), unread or str(problem)
        read.append(Instruction(place, words, orders, problem_of))
    return read


def write_document(
    instructions: Sequence[Instruction], wholes: dict[str, SectionText], head: str
) -> str:
    """The document: its head, then each instruction with its regulatory text.

    `wholes` are the sections as they will read, by number: where a printed paragraph stands
    among those that stay is shown by asterisks.
    """
    lines = [head, ""]
    for instruction in instructions:
        lines += print_instruction(instruction, _text(instruction.orders, wholes))
    return "\n".join(lines).rstrip("\n") + "\n"


def _text(orders: Sequence[Order], wholes: dict[str, SectionText]) -> list[str]:
    """The regulatory text of all orders of an instruction, in the order of print."""
    texts = [o.to for o in orders if isinstance(o, Add | Revise | Unheld) and o.to is not None]
    note = next((o.text for o in orders if isinstance(o, Note)), None)
    if not texts and note is None:
        return []
    number = texts[0].number if texts else next(o.section for o in orders if isinstance(o, Note))
    whole = wholes[number]
    wanted = {one for text in texts for one in text.paragraphs}
    printed = tuple(one for one in whole.paragraphs if one in wanted)
    notes = [text.note for text in texts if text.note] + ([note] if note else [])
    revised = [order.target for order in orders if isinstance(order, Revise)]
    heading_only = [(target.path, True) for target in revised if target.scope == "heading"]
    section = SectionText(number, whole.heading, printed, notes[0] if notes else None)
    return print_section(section, whole.paragraphs, heading_only)
