"""A ChangeSet's two sides as print has them: the lines of each edition, in order.

A line is a section heading, a paragraph, a source note or a block between sections. Its label is
text (``§ 163.12``, ``(b)``), the last of a designation as in print. What a file holds around the
sections (contents, front matter) is left out: it says more of the file than of the edition.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

import msgspec

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.changes.model import ChangeSet, State
from cfrdiff.model import Edition, Section
from cfrdiff.views import paragraph_words
from cfrdiff.views.signs import visible

LineKind = Literal["section-heading", "paragraph", "source-note", "block"]
Key = tuple[str, int]
_BLANKS = dict.fromkeys(map(ord, "\t\n\r"), " ")


class PrintedLine(msgspec.Struct, frozen=True):
    """One line. `key` names what it is: ("paragraph", index), ("section-heading", index of the
    section), ("source-note", the same) or ("block", index); `state` is a paragraph's.
    """

    key: Key
    kind: LineKind
    depth: int
    label: str
    heading: str
    text: str
    section: str | None
    block: str = ""
    state: State | None = None

    @property
    def name(self) -> str:
        """What it is: its kind, of a block that of the block."""
        return self.block if self.kind == "block" else self.kind

    @property
    def words(self) -> str:
        """The line as it is read: label, heading and text; nothing in it steers a screen."""
        return on_one_line(" ".join(filter(None, (self.label, self.heading, self.text))))

    @property
    def is_heading_spaced(self) -> bool:
        """Whether a space stands in front of the heading."""
        return bool(self.label and self.heading)

    @property
    def is_text_spaced(self) -> bool:
        """Whether a space stands in front of the text."""
        return bool(self.label or self.heading) and bool(self.text)


def on_one_line(text: str) -> str:
    """`text` with signs for what is not seen, and spaces for tabs and line ends."""
    return visible(text.translate(_BLANKS))


def sides(changes: ChangeSet) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of the older and of the newer edition."""
    return (
        _lines(changes.before, [state for one in changes.changes for state in one.before]),
        _lines(changes.after, [state for one in changes.changes for state in one.after]),
    )


def _lines(header: Edition, states: Sequence[State]) -> list[PrintedLine]:
    held: dict[int, list[State]] = defaultdict(list)
    for state in sorted(states, key=lambda one: one.index):
        held[state.section_index].append(state)
    last = last_of_number(header.sections)
    count = Counter(section.number for section in header.sections)
    following = _blocks(header)
    lines = [line for _, line in following[None]]
    for i, section in enumerate(header.sections):
        blocks = following[section.number] if last.get(section.number) == i else []
        inside = [one for one in blocks if count[section.number] == 1 and one[0] < len(held[i])]
        lines += _heading(i, section)
        lines += _with_blocks(held[i], inside)
        lines += _source_note(i, section)
        lines += (line for _, line in blocks[len(inside) :])
    return lines


def _with_blocks(states: Sequence[State], blocks: Sequence[_Placed]) -> Iterator[PrintedLine]:
    """The paragraphs of a section, with the blocks that stand between them."""
    before = defaultdict[int, list[PrintedLine]](list)
    for behind, line in blocks:
        before[behind].append(line)
    for k, state in enumerate(states):
        yield from before[k]
        yield _paragraph(state)


def last_of_number(sections: Sequence[Section]) -> dict[str | None, int]:
    """Where the last section of each number stands. Sections of one number share what follows
    them, which is shown behind the last.
    """
    return {section.number: i for i, section in enumerate(sections) if section.number}


def _heading(i: int, section: Section) -> Iterator[PrintedLine]:
    number = f"§ {section.number}" if section.number else ""
    heading = section.heading or ""
    if number or heading:
        key = ("section-heading", i)
        yield PrintedLine(key, "section-heading", 0, number, heading, "", section.number)


def _source_note(i: int, section: Section) -> Iterator[PrintedLine]:
    if section.source_note:
        key = ("source-note", i)
        yield PrintedLine(key, "source-note", 0, "", "", section.source_note, section.number)


def _paragraph(state: State) -> PrintedLine:
    return PrintedLine(
        ("paragraph", state.index),
        "paragraph",
        max(len(state.path) - 1, 0),
        paragraph_words.label(state),
        state.heading or "",
        state.text,
        state.section,
        state=state,
    )


# A block, and how many paragraphs of its section stand before it.
_Placed = tuple[int, PrintedLine]


def _blocks(header: Edition) -> defaultdict[str | None, list[_Placed]]:
    """The blocks that follow each section, those between its paragraphs first."""
    found = defaultdict[str | None, list[_Placed]](list)
    for i, block in enumerate(header.blocks):
        if block.kind not in OF_THE_FILE:
            behind = sys.maxsize if block.behind is None or block.after is None else block.behind
            key = ("block", i)
            line = PrintedLine(key, "block", 0, "", "", block.text, block.after, block=block.kind)
            found[block.after].append((behind, line))
    for placed in found.values():
        placed.sort(key=itemgetter(0))
    return found
