"""The orders for a whole edition: sections that go, are renumbered and come, and what is left to
amend in each.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cfrdiff.changes import ChangeSet
from cfrdiff.cites import Path
from cfrdiff.instructions.copies import named_apart
from cfrdiff.instructions.interpret import apply
from cfrdiff.instructions.model import (
    Add,
    Instruction,
    Order,
    Redesignate,
    Remove,
    SectionText,
    Target,
    Unheld,
)
from cfrdiff.instructions.moves import Move, Moves
from cfrdiff.instructions.section_plan import Amender
from cfrdiff.instructions.stretches import begun
from cfrdiff.model import Edition, Section


def edition_orders(changes: ChangeSet, before: Edition, after: Edition) -> list[list[Order]]:
    """Groups of orders, one an instruction, in the order they are carried out; none for a section
    that no wording brings out exactly. All sections have numbers of their own.
    """
    plan = _Plan(changes, before, after)
    bases = plan.renumbered()
    across = plan.moves_across(bases)
    moved = plan.after_moves(bases, across)
    return [
        *plan.removals(),
        *plan.renumbering(),
        *across,
        *plan.amendments(moved),
        *plan.additions(),
    ]


class _Plan:
    def __init__(self, changes: ChangeSet, before: Edition, after: Edition) -> None:
        self._before, self._after = before, after
        self._moves = Moves(changes)
        self._olds = {section.number or "": section for section in before.sections}
        self._news = {section.number or "": section for section in after.sections}
        self._kept = self._find_kept()
        self._begun = begun(after)

    def _find_kept(self) -> dict[str, str]:
        """The newer numbers of sections that both editions have, with their older ones."""
        renumbered = self._moves.renumbered
        source = {new: old for old, new in renumbered.items()}
        kept: dict[str, str] = {}
        for number in self._news:
            old = source.get(number, number)
            is_own = number in source or number not in renumbered
            if old is not None and old in self._olds and is_own:
                kept[number] = old
        return kept

    def removals(self) -> list[list[Order]]:
        kept = set(self._kept.values())
        return [[self._drop(n, section)] for n, section in self._olds.items() if n not in kept]

    def _drop(self, number: str, section: Section) -> Order:
        if section.paragraphs and self._moves.are_beyond_newer(number, section.walk()):
            return Unheld(Target(number), None)
        return Remove(Target(number))

    def renumbering(self) -> list[list[Order]]:
        moves = [
            (Target(old), Target(new)) for new, old in self._kept.items() if old and old != new
        ]
        return [[Redesignate(tuple(moves))]] if moves else []

    def additions(self) -> list[list[Order]]:
        """Sections that come."""
        return [
            [self._bring(n, section)] for n, section in self._news.items() if n not in self._kept
        ]

    def _bring(self, number: str, section: Section) -> Order:
        target, text = Target(number), SectionText.of(section)
        if section.paragraphs and self._moves.are_beyond_older(number, section.walk()):
            return Unheld(target, text)
        return Add(target, text, self._begun.get(number))

    def renumbered(self) -> dict[str, Section]:
        """The older sections that are kept, under their newer numbers."""
        return {
            number: msgspec.structs.replace(self._olds[old], number=number)
            for number, old in self._kept.items()
        }

    def moves_across(self, bases: Mapping[str, Section]) -> list[list[Order]]:
        """Paragraphs that went to another section, where their place there is free."""
        return [
            [Redesignate((move,))] for move in self._moves.across() if _can_be_made(move, bases)
        ]

    def after_moves(
        self, bases: Mapping[str, Section], groups: list[list[Order]]
    ) -> dict[str, Section]:
        """The sections once those moves are made. Those that cannot be made are taken out of
        `groups`.
        """
        edition = msgspec.structs.replace(self._before, sections=tuple(bases.values()))
        moves = [Instruction(str(k), "", tuple(group)) for k, group in enumerate(groups)]
        made, failures = apply(moves, edition)
        failed = {failure.place for failure in failures}
        groups[:] = [group for k, group in enumerate(groups) if str(k) not in failed]
        return {section.number or "": section for section in named_apart(made.sections)}

    def amendments(self, bases: Mapping[str, Section]) -> list[list[Order]]:
        amender = Amender(self._moves, self._before, self._after)
        return [
            group
            for number, section in self._news.items()
            if number in self._kept
            for group in amender.orders(bases[number], section)
        ]


def _can_be_made(move: Move, sections: Mapping[str, Section]) -> bool:
    old, new = move
    if old.section not in sections or new.section not in sections:
        return False
    taken, held = _paths(sections[new.section]), _paths(sections[old.section])
    return new.path not in taken and held.count(old.path) == 1


def _paths(section: Section) -> list[Path]:
    return [p.path for p in section.walk() if p.designation]
