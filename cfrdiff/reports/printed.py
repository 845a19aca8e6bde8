"""A ChangeSet's two sides as print has them: the lines of each edition, in order.

A line is a section heading, a paragraph, a source note or a block between sections. Its label is
text (``§ 163.12``, ``(b)``), the last of a designation as in print. What a file holds around the
sections (contents, front matter) is left out: it says more of the file than of the edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.changes.model import ChangeSet, State
from cfrdiff.model import Edition, Section
from cfrdiff.reports import paragraph_words
from cfrdiff.reports.signs import visible

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
    lines = list(_blocks(header, None))
    for i, section in enumerate(header.sections):
        lines += _heading(i, section)
        lines += map(_paragraph, held[i])
        lines += _source_note(i, section)
        if last.get(section.number) == i:
            lines += _blocks(header, section.number)
    return lines


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


def _blocks(header: Edition, after: str | None) -> Iterator[PrintedLine]:
    for i, block in enumerate(header.blocks):
        if block.after == after and block.kind not in OF_THE_FILE:
            yield PrintedLine(("block", i), "block", 0, "", "", block.text, after, block=block.kind)
