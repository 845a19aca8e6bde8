"""What stands between two section headings, sorted into body, source note and blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.structure.costs import LONGEST_CAPTION
from cfrdiff.structure.heading_standing import Heading
from cfrdiff.structure.units import Span, Unit, units_between
from cfrdiff.text import RunningText
from cfrdiff.text.block_forms import is_label_alone
from cfrdiff.text.endings import is_closed
from cfrdiff.text.openings import is_entry_number


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
    for unit in units_between(running, start, end, effective_notes, heading is not None):
        sorted_.held = _held(sorted_, unit)
        sorted_.in_division = _in_division(sorted_, unit)
        rule = first_rule(_PLACES, (sorted_, unit))
        assert rule is not None, "the last rule applies always"
        rule.verdict(sorted_, unit)
        sorted_.before = unit.text
    return Zone(heading, _merged(sorted_.body), sorted_.note, tuple(sorted_.blocks))


@dataclass
class _Sorted:
    """What of a stretch is sorted so far.

    `held` is the kind of block that holds what follows, `in_division` says that the heading of a
    division has ended the section, `before` is the text of the unit before.
    """

    running: RunningText
    heading: Heading | None
    body: list[Span] = field(default_factory=list)
    note: Span | None = None
    blocks: list[tuple[str, Span]] = field(default_factory=list)
    held: str | None = None
    in_division: bool = False
    before: str = ""

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
        return self.heading is None or not self.body or self.in_division

    @property
    def awaits_words(self) -> bool:
        """Whether the unit before is a label or a number whose words stand on the next line."""
        return is_label_alone(self.before) or is_entry_number(self.before)


_Place = tuple[_Sorted, Unit]

# An appendix or a contents list holds what follows it, until one of these.
_HOLDS = frozenset(("contents", "appendix"))
_DIVISIONS = frozenset(("part-heading", "chapter-heading", "subpart-heading"))
_RELEASES = frozenset(("part-heading", "chapter-heading", "subpart-heading", "authority", "source"))


def _in_division(sorted_: _Sorted, unit: Unit) -> bool:
    """Whether the heading of a division has ended the section, and no text goes on with it."""
    if unit.is_marked:
        return False
    return unit.kind in _DIVISIONS or (sorted_.in_division and not unit.goes_on)


def _held(sorted_: _Sorted, unit: Unit) -> str | None:
    """The kind of block that holds a unit and what follows it, None where none does."""
    if unit.is_marked:
        return None
    if sorted_.held == "appendix" and unit.kind not in _RELEASES:
        return sorted_.held
    if unit.kind in _RELEASES:
        return unit.kind if unit.kind == "authority" or is_label_alone(unit.text) else None
    if unit.kind is not None:
        return unit.kind if unit.kind in _HOLDS or is_label_alone(unit.text) else sorted_.held
    rule = first_rule(_HELD, (sorted_, unit))
    return rule.verdict(sorted_) if rule else sorted_.held


# What becomes of a unit that is no block by its own form, and of what follows it.
_HELD: tuple[Rule[_Place, Callable[[_Sorted], str | None]], ...] = (
    Rule(
        "the words of a label, the subject of an entry",
        lambda place: place[0].held is not None and place[0].awaits_words,
        lambda sorted_: sorted_.held,
    ),
    Rule(
        "an entry of a contents list",
        lambda place: (
            (place[1].is_bare_entry and place[0].may_begin_contents)
            or (place[1].is_entry_number and place[0].in_division)
            or (place[0].held == "contents" and (place[1].is_entry or place[1].is_entry_number))
        ),
        lambda sorted_: "contents",
    ),
    Rule(
        "another authority",
        lambda place: place[0].held == "authority" and place[1].is_of_authority,
        lambda sorted_: sorted_.held,
    ),
    Rule(
        "text right below a division's heading",
        lambda place: (
            place[0].in_division
            and not place[1].goes_on
            and not place[1].opens_note
            # A subject group's heading ends in no stop.
            and (place[1].is_marked or is_closed(place[1].text))
        ),
        lambda sorted_: "division-text",
    ),
    Rule("a section's own", otherwise, lambda sorted_: None),
)


def _to_block(sorted_: _Sorted, unit: Unit) -> None:
    kind = unit.kind or sorted_.held or ""
    in_list = kind == "contents" and sorted_.held == "appendix"
    sorted_.blocks.append(("appendix" if in_list else kind, unit.span))


def _to_open_note(sorted_: _Sorted, unit: Unit) -> None:
    if sorted_.note is not None:
        sorted_.note = (sorted_.note[0], unit.span[1])


def _to_note(sorted_: _Sorted, unit: Unit) -> None:
    sorted_.note = unit.span


def _to_other_note(sorted_: _Sorted, unit: Unit) -> None:
    sorted_.blocks.append(("note", unit.span))


def _to_loose_heading(sorted_: _Sorted, unit: Unit) -> None:
    sorted_.blocks.append(("heading", unit.span))


def _to_body(sorted_: _Sorted, unit: Unit) -> None:
    sorted_.body.append(unit.span)


def _ends_heading(place: _Place) -> bool:
    """Whether a few words in lower case go on with the division's heading right before them."""
    sorted_, unit = place
    if unit.kind is not None or not sorted_.blocks or len(unit.text) > LONGEST_CAPTION:
        return False
    kind, (_, end) = sorted_.blocks[-1]
    between = sorted_.running.text[end : unit.span[0]]
    is_next = kind in _DIVISIONS and not between.strip() and not is_closed(sorted_.before)
    return is_next and unit.text[0].islower() and not is_closed(unit.text)


def _to_heading(sorted_: _Sorted, unit: Unit) -> None:
    kind, (start, _) = sorted_.blocks[-1]
    sorted_.blocks[-1] = (kind, (start, unit.span[1]))


_PLACES: tuple[Rule[_Place, Callable[[_Sorted, Unit], None]], ...] = (
    Rule("the rest of a division's heading", _ends_heading, _to_heading),
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


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring stretches with only white space between them become one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span[0] - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return tuple(merged)
