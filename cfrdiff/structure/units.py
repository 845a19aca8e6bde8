"""The printed paragraphs between two section headings: each with what it could be by its form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cfrdiff.late import kept
from cfrdiff.structure.costs import LONGEST_CAPTION, PARAGRAPH_LOOKS_BACK
from cfrdiff.structure.titles import is_heading_words
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.block_forms import opens_authority_of_some
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import (
    block_kind,
    is_entry_number,
    opens_entry,
    opens_source_note,
    opens_with_heading,
    opens_with_later_label,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """A printed paragraph, a block or a note: its stretch of the text and its first line.

    `stands_before_section` says that the heading of a section comes next.
    """

    running: RunningText
    span: Span
    placed: Placed
    is_in_effective_note: bool = False
    stands_before_section: bool = False

    @kept
    def text(self) -> str:
        return self.running.text[self.span[0] : self.span[1]]

    @property
    def is_marked(self) -> bool:
        """Whether the source says what it is."""
        return self.placed.line.kind is not None

    @kept
    def kind(self) -> str | None:
        """What kind of block it is, None where it is a section's own text.

        What looks like a section's heading is an entry of a contents list: a heading proper
        would begin a zone.
        """
        if self.is_in_effective_note:
            return "effective-date-note"
        found = None
        if self.placed.at == self.span[0]:
            found = block_kind(self.running, self.placed)
        if found is not None or self.is_marked or self.placed.line.opens is False:
            return found
        return "contents" if opens_with_heading(self.text) else None

    @kept
    def is_entry(self) -> bool:
        return opens_entry(self.text)

    @property
    def is_entry_number(self) -> bool:
        return is_entry_number(self.text)

    @property
    def is_of_authority(self) -> bool:
        return opens_authority_of_some(self.text)

    @property
    def goes_on(self) -> bool:
        """Whether it is text of a section that has begun before, as far as its beginning shows."""
        return self.text[:1].islower() or opens_with_later_label(self.text)

    @property
    def is_bare_entry(self) -> bool:
        return self.is_entry and not self.text.startswith("§")

    @property
    def opens_note(self) -> bool:
        return self.placed.line.kind == "source-note" or opens_source_note(self.text)

    @property
    def is_loose_heading(self) -> bool:
        """A heading of the layout that names no section: a subject group, a caption.

        Print sets subject groups in small capitals, of which a dump keeps capitals; elsewhere one
        is a few words of a title right before a section's heading.
        """
        if self.is_marked or self.text.startswith("("):
            return False
        if self.placed.line.role == "heading":
            return True
        is_short = len(self.text) < LONGEST_CAPTION and self.placed.line.opens is not False
        if not is_short or self.text.endswith((".", ";", ":", ",")):
            return False
        return self.text.isupper() or (self.stands_before_section and is_heading_words(self.text))


def units_between(
    running: RunningText, start: int, end: int, effective_notes: Sequence[Span], headed: bool
) -> Iterator[Unit]:
    """The printed paragraphs between two offsets; a block or note also begins at a plain line.

    `headed` says that they stand under a section's heading.
    """
    text = running.text
    openers = list(_openers(running, start, end))
    bounds = [at for at, _ in openers] + [end]
    for i, (at, placed) in enumerate(openers):
        begin = at + _lead(text, at, end)
        stop = _trimmed(text, begin, bounds[i + 1])
        if stop > begin:
            note = bisect_right(effective_notes, begin, key=lambda span: span[0]) - 1
            is_in_note = note >= 0 and begin < effective_notes[note][1]
            is_last = headed and i + 1 == len(openers) and end < len(text)
            yield Unit(running, (begin, stop), placed, is_in_note, is_last)


def _openers(running: RunningText, start: int, end: int) -> Iterator[tuple[int, Placed]]:
    """Where a unit begins, and the line it begins in; one begins at `start` in any case."""
    first = bisect_right(running.ends, start)
    last = bisect_left(running.starts, end)
    for i in range(first, last):
        placed = running.lines[i]
        begins = placed.at > start and _begins_unit(running, placed)
        if begins or placed.at == start or i == first:
            yield max(placed.at, start), placed


def _begins_unit(running: RunningText, placed: Placed) -> bool:
    return running.text[placed.at - 1] == "\n" or _cuts(running, placed)


def _cuts(running: RunningText, placed: Placed) -> bool:
    """Whether a block or a note begins at a line that opens no paragraph as far as it shows."""
    before = running.text[max(0, placed.at - PARAGRAPH_LOOKS_BACK) : placed.at].rstrip()
    if not is_closed(before):
        return False
    if placed.line.opens is not False and block_kind(running, placed) is not None:
        return True
    return opens_source_note(running.text[placed.at : placed.end])


def _lead(text: str, at: int, end: int) -> int:
    """How much white space stands at an offset."""
    return len(text[at:end]) - len(text[at:end].lstrip()) if text[at : at + 1].isspace() else 0


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
