"""The orders for one section: the shortest honest form that brings it out exactly.

What moved and what came and went is taken from the change set; each form is tried, as data and
as a document that is read back, and a section that its amendments do not bring out is revised
whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.cites import Path
from cfrdiff.instructions.comparison import content_of, same_words
from cfrdiff.instructions.document import read_document, write_document
from cfrdiff.instructions.interpret import apply
from cfrdiff.instructions.introductory import definition_orders, introduction_orders, is_addressable
from cfrdiff.instructions.model import (
    Add,
    Instruction,
    Note,
    Order,
    Redesignate,
    Remove,
    Revise,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.moves import Move, Moves
from cfrdiff.instructions.paragraphs import paragraph_orders
from cfrdiff.instructions.paths import is_within, is_within_any
from cfrdiff.model import Edition, Paragraph, Section

Groups = list[list[Order]]


class Amender:
    """Amends sections of one edition to read as in another."""

    def __init__(self, moves: Moves, before: Edition, after: Edition) -> None:
        self._moves = moves
        self._before, self._after = before, after
        self._exact = before.source.exact and after.source.exact

    def orders(self, old: Section, new: Section) -> Groups:
        """Groups of orders that make one section of another with the same number; none where they
        read alike, nor where no wording brings it out exactly.
        """
        if content_of(old) == content_of(new):
            return []
        base = msgspec.structs.replace(self._before, sections=(old,), blocks=())
        goal = msgspec.structs.replace(self._after, sections=(new,), blocks=())
        for groups in self._forms(old, new, base):
            if groups and _brings_out(groups, base, goal):
                return groups
        return []

    def _forms(self, old: Section, new: Section, base: Edition) -> Iterator[Groups]:
        """What may be ordered, from the shortest to what always can be. Where a file does
        not hold all of a section and nothing changed in what both hold, nothing is ordered.
        """
        amendments = self._amendments(old, new, base)
        is_amended = self._moves.amends(new.number or "")
        if is_amended or _are_notes(amendments) or self._reach(old, new):
            yield amendments
        if is_amended or self._reach(old, new):
            yield _revised_whole(old, new)
            yield _removed_and_added(new)
        else:
            yield [[Unheld(Target(new.number or ""), SectionText.of(new), _lacks_any(new))]]

    def _reach(self, old: Section, new: Section) -> bool:
        """Whether both files hold all in which the section differs."""
        if old.extent == new.extent == "complete":
            return True
        number = new.number or ""
        is_told = self._moves.tells
        return (
            not self._moves.beyond_older(number)
            and not self._moves.beyond_newer(number)
            and not any(one.partial for section in (old, new) for one in section.walk())
            and (old.heading == new.heading or is_told(number, "section-heading"))
            and (old.source_note == new.source_note or is_told(number, "source-note"))
        )

    def _amendments(self, old: Section, new: Section, base: Edition) -> Groups:
        """Amendments paragraph by paragraph; empty where that is not possible."""
        if not is_addressable(old) or not is_addressable(new):
            return []
        removed, unheld, redesignated = self._rearrangement(old, new)
        first = [Instruction("1", "", (*unheld, *removed, *redesignated))]
        made, failures = apply(first, base)
        if failures:
            return []
        differences, missing = self._differences(made.sections[0], new)
        orders = [*removed, *redesignated, *differences]
        slips = [order for order in orders if _is_slip(order)]
        amended = [order for order in orders if not _is_slip(order)]
        notes = [*unheld, *(order for order in amended if isinstance(order, Unheld)), *missing]
        amended = [order for order in amended if not isinstance(order, Unheld)]
        left_out, *others = _by_lack(notes)
        return [group for group in (left_out, amended, slips, *others) if group]

    def _rearrangement(
        self, old: Section, new: Section
    ) -> tuple[list[Order], list[Order], list[Order]]:
        """What is removed, what only the newer file lacks, and what is redesignated."""
        number = new.number or ""
        paired, moves = self._moves.inside(number)
        gone = _gone(old, new, paired, moves)
        removed: list[Order] = []
        unheld: list[Order] = []
        for one in gone:
            target = Target(number, one.path)
            if self._moves.are_beyond_newer(number, _designated(one)):
                unheld.append(Unheld(target, None))
            else:
                removed.append(Remove(target))
        return removed, unheld, [Redesignate(tuple(moves))] if moves else []

    def _differences(self, now: Section, goal: Section) -> tuple[list[Order], list[Order]]:
        """Orders for what still differs by designation; and notes of what a file lacks."""
        text = SectionText.of(goal)
        have = {p.path: p for p in _designated(now)}
        want = {p.path: p for p in _designated(goal)}
        beyond = self._moves.beyond_older(text.number)
        lacking = self._moves.lacking(text.number)
        found = paragraph_orders(text, have, want, beyond, self._exact)
        orders = [
            *self._heading_orders(now, goal, text),
            *_removals(text.number, have, want, self._moves.beyond_newer(text.number)),
            *definition_orders(now, goal, text, lacking),
            *introduction_orders(now, goal, text, lacking),
            *found.words,
            *found.revisions,
            *found.additions,
            *self._note_orders(now, goal, text),
        ]
        return orders, [*found.unheld]

    def _heading_orders(self, now: Section, goal: Section, text: SectionText) -> list[Order]:
        if now.heading == text.heading:
            return []
        target = Target(text.number, (), "heading")
        heading = msgspec.structs.replace(text, paragraphs=(), note=None)
        if self._moves.tells(text.number, "section-heading"):
            return [Revise(target, heading)]
        return [Unheld(target, heading if text.heading else None, _lacks_head(goal))]

    def _note_orders(self, now: Section, goal: Section, text: SectionText) -> list[Order]:
        if now.source_note == text.note:
            return []
        if self._moves.tells(text.number, "source-note"):
            return [Note(text.number, text.note)]
        note = msgspec.structs.replace(text, paragraphs=()) if text.note else None
        return [Unheld(Target(text.number, (), "source note"), note, _lacks_tail(goal))]


def _revised_whole(old: Section, new: Section) -> Groups:
    number = new.number or ""
    whole: Groups = [[Revise(Target(number), SectionText.of(new))]]
    if old.source_note and not new.source_note:
        whole.append([Note(number, None)])
    return whole


def _removed_and_added(new: Section) -> Groups:
    """Where nothing shorter does, the older section goes and the newer comes."""
    target = Target(new.number or "")
    return [[Remove(target)], [Add(target, SectionText.of(new))]]


def _brings_out(groups: Groups, base: Edition, goal: Edition) -> bool:
    """Whether orders make one section of another, as data and as a document read back."""
    instructions = [Instruction(str(k), "", tuple(g)) for k, g in enumerate(groups, start=1)]
    if not _make(instructions, base, goal):
        return False
    wholes = {text.number: text for text in map(SectionText.of, goal.sections)}
    again = read_document(write_document(instructions, wholes, "PART 1"))
    return _make(again, base, goal)


def _make(instructions: Sequence[Instruction], base: Edition, goal: Edition) -> bool:
    made, failures = apply(instructions, base)
    return not failures and same_words(made, goal)


def _is_slip(order: Order) -> bool:
    return isinstance(order, Substitute) and order.slip


def _designated(one: Section | Paragraph) -> list[Paragraph]:
    return [p for p in one.walk() if p.designation]


def _gone(old: Section, new: Section, paired: set[Path], moves: Sequence[Move]) -> list[Paragraph]:
    """Paragraphs that are no more, with all below them: neither they nor one of those live on,
    and their designation is free or another's.
    """
    destinations = {to.path for _, to in moves}
    stays = {p.path for p in _designated(new)} - destinations
    gone: dict[Path, Paragraph] = {}
    for one in _designated(old):
        path = one.path
        if path in stays or is_within_any(path, gone):
            continue
        if not any(is_within(other, path) for other in paired):
            gone[path] = one
    return list(gone.values())


def _removals(
    number: str, have: dict[Path, Paragraph], want: dict[Path, Paragraph], beyond: set[Path]
) -> list[Order]:
    """What is removed; of a paragraph that the newer file begins below, only the text is not
    held.
    """
    orders: list[Order] = []
    gone: list[Path] = []
    for path in have:
        if path in want or is_within_any(path, gone):
            continue
        if path in beyond and any(is_within(other, path) for other in want):
            orders.append(Unheld(Target(number, path, "text"), None))
        else:
            gone.append(path)
            orders.append(Remove(Target(number, path)))
    return orders


def _by_lack(notes: Sequence[Order]) -> tuple[list[Order], list[Order], list[Order]]:
    """Notes on what the newer file lacks, on what it breaks off in, and on what the older lacks."""
    held = [note for note in notes if isinstance(note, Unheld)]
    return (
        [note for note in held if note.to is None],
        [note for note in held if note.to is not None and note.cut],
        [note for note in held if note.to is not None and not note.cut],
    )


def _are_notes(groups: Groups) -> bool:
    """Whether there is nothing but notes on what a file does not hold."""
    return bool(groups) and all(isinstance(order, Unheld) for group in groups for order in group)


def _lacks_any(section: Section) -> bool:
    return section.extent != "complete"


def _lacks_head(section: Section) -> bool:
    return section.extent in ("head-missing", "fragment")


def _lacks_tail(section: Section) -> bool:
    return section.extent in ("tail-missing", "fragment")
