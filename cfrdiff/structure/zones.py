"""What stands between two section headings, sorted into body, source note and blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from cfrdiff.late import kept
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.structure.costs import LONGEST_CAPTION, PARAGRAPH_LOOKS_BACK
from cfrdiff.structure.section_headings import Heading
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import block_kind, opens_entry, opens_source_note, opens_with_heading

Span = tuple[int, int]


class Zone(msgspec.Struct, frozen=True):
    """What stands from one section heading to the next.

    `heading` is None for text before the first. `body` are the stretches that belong to the
    section's paragraphs, `note` its source note, `blocks` what belongs to none.
    """

    heading: Heading | None
    body: tuple[Span, ...]
    note: Span | None
    blocks: tuple[tuple[str, Span], ...]


def sort_zone(
    running: RunningText,
    heading: Heading | None,
    start: int,
    end: int,
    effective_notes: Sequence[Span] = (),
) -> Zone:
    """Sort the printed paragraphs of a stretch into body, source note and blocks.

    What lies in one of the `effective_notes` of the text is a block of that kind.
    """
    sorted_ = _Sorted(running, heading)
    for unit in _units(running, start, end, effective_notes):
        sorted_.held = _held(sorted_, unit)
        rule = first_rule(_PLACES, (sorted_, unit))
        assert rule is not None, "the last rule applies always"
        rule.verdict(sorted_, unit)
    return Zone(heading, _merged(sorted_.body), sorted_.note, tuple(sorted_.blocks))


@dataclass(frozen=True)
class _Unit:
    """A printed paragraph, a block or a note: its stretch of the text and its first line."""

    running: RunningText
    span: Span
    placed: Placed
    is_in_effective_note: bool = False

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
    def is_bare_entry(self) -> bool:
        return self.is_entry and not self.text.startswith("§")

    @property
    def opens_note(self) -> bool:
        return self.placed.line.kind == "source-note" or opens_source_note(self.text)

    @property
    def is_loose_heading(self) -> bool:
        """A heading of the layout that names no section: a subject group, a caption.

        Print sets subject groups in small capitals, of which a dump keeps capitals.
        """
        if self.is_marked or self.text.startswith("("):
            return False
        if self.placed.line.role == "heading":
            return True
        capitals = self.text.isupper() and not self.text.endswith((".", ";", ":", ","))
        return capitals and len(self.text) < LONGEST_CAPTION and self.placed.line.opens is not False


@dataclass
class _Sorted:
    """What of a stretch is sorted so far; `held` is the kind of block that holds what follows."""

    running: RunningText
    heading: Heading | None
    body: list[Span] = field(default_factory=list)
    note: Span | None = None
    blocks: list[tuple[str, Span]] = field(default_factory=list)
    held: str | None = None

    @property
    def note_is_open(self) -> bool:
        """Whether the source note's bracket is not closed yet."""
        return self.note is not None and "]" not in self.running.text[self.note[0] : self.note[1]]

    @property
    def may_have_note(self) -> bool:
        """Whether a section is there for a note to stand under, and has none."""
        return self.note is None and (self.heading is not None or bool(self.body))

    @property
    def may_begin_contents(self) -> bool:
        return self.heading is None or not self.body


# An appendix or a contents list holds what follows it, until one of these.
_HOLDS = frozenset(("contents", "appendix"))
_RELEASES = frozenset(("part-heading", "chapter-heading", "subpart-heading", "authority", "source"))


def _held(sorted_: _Sorted, unit: _Unit) -> str | None:
    """The kind of block that holds a unit and what follows it, None where none does."""
    if unit.is_marked or unit.kind in _RELEASES:
        return None
    if unit.kind is not None:
        return unit.kind if unit.kind in _HOLDS else sorted_.held
    if sorted_.held == "contents" and not unit.is_entry:
        return None
    if unit.is_bare_entry and sorted_.may_begin_contents:
        return "contents"
    return sorted_.held


def _to_block(sorted_: _Sorted, unit: _Unit) -> None:
    sorted_.blocks.append((unit.kind or sorted_.held or "", unit.span))


def _to_open_note(sorted_: _Sorted, unit: _Unit) -> None:
    if sorted_.note is not None:
        sorted_.note = (sorted_.note[0], unit.span[1])


def _to_note(sorted_: _Sorted, unit: _Unit) -> None:
    sorted_.note = unit.span


def _to_other_note(sorted_: _Sorted, unit: _Unit) -> None:
    sorted_.blocks.append(("note", unit.span))


def _to_loose_heading(sorted_: _Sorted, unit: _Unit) -> None:
    sorted_.blocks.append(("heading", unit.span))


def _to_body(sorted_: _Sorted, unit: _Unit) -> None:
    sorted_.body.append(unit.span)


_Place = tuple[_Sorted, _Unit]
_PLACES: tuple[Rule[_Place, Callable[[_Sorted, _Unit], None]], ...] = (
    Rule(
        "a block, or held by one",
        lambda place: place[1].kind is not None or place[0].held is not None,
        _to_block,
    ),
    Rule("the rest of an open note", lambda place: place[0].note_is_open, _to_open_note),
    Rule(
        "the section's note",
        lambda place: place[1].opens_note and place[0].may_have_note,
        _to_note,
    ),
    Rule("another note", lambda place: place[1].opens_note, _to_other_note, "a section has one"),
    Rule("a loose heading", lambda place: place[1].is_loose_heading, _to_loose_heading),
    Rule("text", otherwise, _to_body),
)


def _units(
    running: RunningText, start: int, end: int, effective_notes: Sequence[Span]
) -> Iterator[_Unit]:
    """The printed paragraphs between two offsets; a block or note also begins at a plain line."""
    text = running.text
    openers = list(_openers(running, start, end))
    bounds = [at for at, _ in openers] + [end]
    for i, (at, placed) in enumerate(openers):
        begin = at + _lead(text, at, end)
        stop = _trimmed(text, begin, bounds[i + 1])
        if stop > begin:
            note = bisect_right(effective_notes, begin, key=lambda span: span[0]) - 1
            is_in_note = note >= 0 and begin < effective_notes[note][1]
            yield _Unit(running, (begin, stop), placed, is_in_note)


def _openers(running: RunningText, start: int, end: int) -> Iterator[tuple[int, Placed]]:
    """Where a unit begins, and the line it begins in; one begins at `start` in any case."""
    first = bisect_right(running.lines, start, key=lambda placed: placed.end)
    last = bisect_left(running.lines, end, key=lambda placed: placed.at)
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


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring stretches with only white space between them become one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span[0] - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return tuple(merged)
