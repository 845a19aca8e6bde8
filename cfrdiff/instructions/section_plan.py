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
        """What may be ordered, from the shortest to what always can be."""
        yield self._amendments(old, new, base)
        yield _revised_whole(old, new)
        yield _removed_and_added(new)

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
        return [group for group in (unheld, amended, slips, missing) if group]

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
        found = paragraph_orders(text, have, want, beyond, self._exact)
        orders = [
            *_heading_orders(now, text),
            *_removals(text.number, have, want),
            *definition_orders(now, goal, text),
            *introduction_orders(now, goal, text),
            *found.words,
            *found.revisions,
            *found.additions,
            *_note_orders(now, text),
        ]
        return orders, [*found.unheld]


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


def _heading_orders(now: Section, text: SectionText) -> list[Order]:
    if now.heading == text.heading:
        return []
    heading = msgspec.structs.replace(text, paragraphs=(), note=None)
    return [Revise(Target(text.number, (), "heading"), heading)]


def _removals(number: str, have: dict[Path, Paragraph], want: dict[Path, Paragraph]) -> list[Order]:
    gone: list[Path] = []
    for path in have:
        if path not in want and not is_within_any(path, gone):
            gone.append(path)
    return [Remove(Target(number, path)) for path in gone]


def _note_orders(now: Section, text: SectionText) -> list[Order]:
    return [] if now.source_note == text.note else [Note(text.number, text.note)]
