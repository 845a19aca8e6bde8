"""The text of blocks that goes with an instruction, as lines: printed and read back.

Each block begins with an indented line, its further lines are not; so does each line of a block
of several. The label of a note or a citation stands with its text, in underscores, as italics do.
Asterisks stand between the texts of several orders and for what is left out around
them. The kind of a block stands in braces before it where it is not what the instruction's noun
says; a pilcrow guards a text that begins or ends with a space or could be taken for print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cfrdiff.instructions.block_names import NOUNS, kind_called
from cfrdiff.instructions.model import AddBlocks, BlockPlace, PrintedBlock, ReviseBlocks
from cfrdiff.instructions.regulatory_text import STARS, wrapped

_INDENT = "    "
_KIND = re.compile(r"\{(?P<kind>[\w-]+)\}(?: |$)")
_LABEL = re.compile(r"[A-Z][A-Za-z ]{2,40}:")
_LABELLED = re.compile(rf"_(?P<label>{_LABEL.pattern})_(?: |$)")
_GUARD = "¶"

Printing = ReviseBlocks | AddBlocks


def kind_for(order: Printing) -> str:
    """The kind that blocks printed with an order are of, where nothing else is said."""
    return _kind(order.noun if isinstance(order, AddBlocks) else "", order.place)


def _kind(noun: str, place: BlockPlace) -> str:
    if noun == "entry" or place.entry is not None:
        return "table"
    said = noun or place.unit or ""
    named = next((one for one in NOUNS if re.search(rf"\b{one}\b", said)), None)
    return kind_called(named, place.home)


def print_blocks(head: str, orders: Sequence[Printing]) -> list[str]:
    """The lines of the texts of all orders that have one, behind the line of what they are for."""
    around = [STARS, ""] if head else []
    lines = [head, "", *around] if head else []
    for order in orders:
        label = ""
        for block, following in pairwise([*order.to, None]):
            if block and following and not label and _is_label(block, following):
                label = f"_{block.text}_ "
            elif block:
                lines += [*_block(block, kind_for(order), label), ""]
                label = ""
        lines += around
    return lines


def _is_label(block: PrintedBlock, following: PrintedBlock) -> bool:
    """Whether a block is the label of the next: "Authority:"."""
    return block.kind == following.kind and _LABEL.fullmatch(block.text) is not None


def _block(block: PrintedBlock, kind: str, label: str) -> list[str]:
    lead = ("" if block.kind == kind else f"{{{block.kind}}} ") + label
    lines: list[str] = []
    for k, text in enumerate(block.text.split("\n")):
        first, *more = wrapped((lead if k == 0 else "") + _guarded(text), 0)
        lines += [_INDENT + first, *more]
    return lines


def _guarded(text: str) -> str:
    start = _GUARD if not text or text[0] in " ¶{_" else ""
    end = _GUARD if text and text[-1] in " ¶" else ""
    return f"{start}{text}{end}"


def read_blocks(lines: Sequence[str]) -> list[list[tuple[str | None, str]]]:
    """Inverse of `print_blocks`: for each order with a text the kinds, None where not said, and
    texts of its blocks. A first line that is not indented is the heading.
    """
    groups: list[list[tuple[str | None, str]]] = [[]]
    for k, run in enumerate(_runs(lines)):
        if run == [STARS]:
            groups.append([])
        elif k or run[0].startswith(_INDENT):
            groups[-1] += _read(run)
    return [group for group in groups if group]


def _runs(lines: Sequence[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for line in lines:
        if line:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _read(run: Sequence[str]) -> list[tuple[str | None, str]]:
    """A block, and before it its label where one is printed with it."""
    texts: list[str] = []
    for line in run:
        if line.startswith(_INDENT) or not texts:
            texts.append(line.removeprefix(_INDENT))
        else:
            texts[-1] += f" {line}"
    said = _KIND.match(texts[0])
    kind = said["kind"] if said else None
    texts[0] = texts[0][said.end() :] if said else texts[0]
    label = _LABELLED.match(texts[0])
    texts[0] = texts[0][label.end() :] if label else texts[0]
    block = kind, "\n".join(map(_unguarded, texts))
    return [(kind, label["label"]), block] if label else [block]


def _unguarded(text: str) -> str:
    text = text.removeprefix(_GUARD)
    return text.removesuffix(_GUARD)
