"""Carries out amendatory instructions on an edition."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import singledispatch

import msgspec

from cfrdiff.instructions.amendments import add, add_sentences, remove, revise
from cfrdiff.instructions.appendix_desk import (
    add_entry,
    entries_unread,
    redesignate_entries,
    remove_entry,
    replace_in_entries,
    revise_entry,
)
from cfrdiff.instructions.appendix_orders import (
    AddEntry,
    RedesignateEntries,
    RemoveEntry,
    ReplaceInEntries,
    ReviseEntry,
)
from cfrdiff.instructions.block_desk import (
    add_blocks,
    remove_blocks,
    replace_in_blocks,
    revise_blocks,
)
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.divisions import add_division, designate
from cfrdiff.instructions.held import Held
from cfrdiff.instructions.journal import Journal
from cfrdiff.instructions.model import (
    Add,
    AddBlocks,
    AddDivision,
    AddSentences,
    Designate,
    Failure,
    Instruction,
    Note,
    Order,
    Redesignate,
    Remove,
    RemoveBlocks,
    ReplaceInBlocks,
    Revise,
    ReviseBlocks,
    Substitute,
    Target,
    Unheld,
    Unworded,
)
from cfrdiff.instructions.order_names import done
from cfrdiff.instructions.tree import Node, renamed
from cfrdiff.instructions.unheld import leave_as_held
from cfrdiff.instructions.word_desk import substitute
from cfrdiff.model import Edition

_STAYS = "what the newer file does not hold may be in force, and stays as it is"


def apply(
    instructions: Iterable[Instruction],
    edition: Edition,
    as_held: bool = True,
    as_of: datetime.date | None = None,
    strict: bool = False,
    journal: Journal | None = None,
) -> tuple[Edition, tuple[Failure, ...]]:
    """The edition as amended, and what could not be carried out.

    An instruction for another title or part than the edition has is passed over, and so is one
    that takes effect after the day `as_of`.

    An order is carried out whole or not at all; those after it still are. Findings of the
    edition are kept, and paragraphs that no instruction touches keep their evidence.

    What the list of instructions says the newer file does not hold is left out `as_held` by that
    file; without, it stays, for it may well be in force. A rule of the Federal Register is
    carried out as a `strict` one: where it is doubtful how far a paragraph reaches, it is refused.
    In a `journal` is written which instruction did what.
    """
    desk = Desk(edition, strict)
    failures: list[Failure] = []
    held = Held.of(edition)
    group = 0  # where the failures of the numbered instruction at hand begin
    before: Instruction | None = None
    for instruction in instructions:
        if before is None or before.printed or _number(before) != _number(instruction):
            group = len(failures)
        before = instruction
        why = instruction.unread or held.passed_over(instruction) or _too_late(instruction, as_of)
        if why:
            failures.append(_failure(instruction, why))
            if why != instruction.unread:
                continue
        with journal.of(instruction, desk) if journal else nullcontext():
            failures += _failures(instruction, desk, as_held)
        if len(failures) == group:
            failures += [
                _failure(instruction, reason, in_part=True)
                for reason in _not_ordered(instruction, desk)
            ]
    return desk.edition(), tuple(failures)


def _number(instruction: Instruction) -> tuple[str | None, str]:
    return instruction.rule, instruction.place.partition(".")[0]


def _failures(instruction: Instruction, desk: Desk, as_held: bool) -> list[Failure]:
    """Carry out the orders of an instruction; those that could not be."""
    reasons: list[str] = []
    carried: list[str] = []
    for order in instruction.orders:
        if not as_held and isinstance(order, Unheld) and order.is_of_newer:
            reasons.append(_STAYS)
            continue
        try:
            carry_out(order, desk)
        except NotCarriedOutError as problem:
            reasons.append(str(problem))
        else:
            carried.append(done(order))
    said = dict.fromkeys(reasons)
    return [
        msgspec.structs.replace(_failure(instruction, one, bool(carried)), done=tuple(carried))
        for one in said
    ]


def _failure(instruction: Instruction, reason: str, in_part: bool = False) -> Failure:
    return Failure(instruction.place, instruction.words, reason, in_part, instruction.rule)


def _not_ordered(instruction: Instruction, desk: Desk) -> Iterator[str]:
    """What is printed with a group of instructions and reads otherwise once they are carried out:
    text that none of them orders.
    """
    for section in instruction.printed:
        whole = (one for one in section.paragraphs if one.designated and not one.kept)
        for one in whole:
            if "* * *" not in one.text and not desk.reads(section.number, one):
                name = Target(section.number, one.path).name
                yield f"§ {name} is printed with it, and no instruction has it read so"
    for appendix in instruction.appendices:
        for name in entries_unread(desk, appendix):
            yield f"{name} is printed with it, and no instruction has it read so"


def _too_late(instruction: Instruction, as_of: datetime.date | None) -> str | None:
    day = instruction.effective
    if as_of is None or day is None or day <= as_of:
        return None
    return f"it takes effect on {day}, after {as_of}"


# All but a redesignation check everything before they change anything.
@singledispatch
def carry_out(order: Order, desk: Desk) -> None:
    """Carry out one order. Raises NotCarriedOutError."""
    raise TypeError(f"no such order: {order!r}")


@carry_out.register
def _(order: Revise, desk: Desk) -> None:
    revise(desk, order.target, order.to)


@carry_out.register
def _(order: Add, desk: Desk) -> None:
    add(desk, order)


@carry_out.register
def _(order: AddSentences, desk: Desk) -> None:
    add_sentences(desk, order)


@carry_out.register
def _(order: Remove, desk: Desk) -> None:
    remove(desk, order.target, order.reserve)


@carry_out.register
def _(order: ReviseBlocks, desk: Desk) -> None:
    revise_blocks(desk, order.place, order.to)


@carry_out.register
def _(order: AddBlocks, desk: Desk) -> None:
    add_blocks(desk, order)


@carry_out.register
def _(order: RemoveBlocks, desk: Desk) -> None:
    remove_blocks(desk, order.place)


@carry_out.register
def _(order: ReplaceInBlocks, desk: Desk) -> None:
    replace_in_blocks(desk, order)


@carry_out.register
def _(order: ReviseEntry, desk: Desk) -> None:
    revise_entry(desk, order)


@carry_out.register
def _(order: AddEntry, desk: Desk) -> None:
    add_entry(desk, order)


@carry_out.register
def _(order: RemoveEntry, desk: Desk) -> None:
    remove_entry(desk, order)


@carry_out.register
def _(order: RedesignateEntries, desk: Desk) -> None:
    redesignate_entries(desk, order)


@carry_out.register
def _(order: ReplaceInEntries, desk: Desk) -> None:
    replace_in_entries(desk, order)


@carry_out.register
def _(order: AddDivision, desk: Desk) -> None:
    add_division(desk, order.to)


@carry_out.register
def _(order: Designate, desk: Desk) -> None:
    designate(desk, order)


@carry_out.register
def _(order: Unworded, desk: Desk) -> None:
    raise NotCarriedOutError(f"no instruction could be worded: {order.reason}")


@carry_out.register
def _(order: Note, desk: Desk) -> None:
    desk.tree(order.section).note = order.text


@carry_out.register
def _(order: Unheld, desk: Desk) -> None:
    leave_as_held(desk, order.target, order.to)


@carry_out.register
def _(order: Redesignate, desk: Desk) -> None:
    moves = [move for pair in order.moves for move in _written_out(pair, desk)]
    with desk.whole_or_not_at_all({end.section for move in moves for end in move}):
        desk.renumber([(old.section, new.section) for old, new in moves if not old.path])
        nodes = [(desk.node(old), new) for old, new in moves if old.path]
        for (node, new), old in zip(nodes, [old for old, _ in moves if old.path], strict=True):
            desk.check_reach(old.section, [node])
            if desk.strict and node.children and len(node.path) != len(new.path):
                raise NotCarriedOutError(
                    f"how what stands below § {old.name} is designated then is not said"
                )
        # What stands below another is taken out before it, and put in after it.
        for node, _ in sorted(nodes, key=lambda pair: -len(pair[0].path)):
            node.detach()
        for node, new in sorted(nodes, key=lambda pair: len(pair[1].path)):
            _put_in(desk, node, new)


def _written_out(pair: tuple[Target, Target], desk: Desk) -> list[tuple[Target, Target]]:
    """A range of sections one by one."""
    old, new = pair
    if old.through is None:
        return [pair]
    return [(Target(a), Target(b)) for a, b in desk.counted_on(old, new)]


def _put_in(desk: Desk, node: Node, new: Target) -> None:
    tree = desk.tree(new.section)
    if tree.find(new.path) is not None:
        raise NotCarriedOutError(f"§ {new.name} is still taken by another paragraph")
    renamed(node, new.path)
    tree.insert(node)


@carry_out.register
def _(order: Substitute, desk: Desk) -> None:
    substitute(desk, order)
