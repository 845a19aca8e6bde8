"""Two editions → the orders that make the newer one of the older."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import msgspec

from cfrdiff.changes import BlockChange, Change, ChangeSet
from cfrdiff.cites import canonical, enumerated
from cfrdiff.errors import ConflictError
from cfrdiff.instructions.block_plan import BlockPlanner
from cfrdiff.instructions.comparison import content_of
from cfrdiff.instructions.copies import changes_named_apart, edition_named_apart
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.document import write_document
from cfrdiff.instructions.interpret import carry_out
from cfrdiff.instructions.model import NOTED, Instruction, Order, SectionText, Unheld, Unworded
from cfrdiff.instructions.moves import NO_CHANGES
from cfrdiff.instructions.places import unplaced
from cfrdiff.instructions.plan import edition_orders
from cfrdiff.instructions.wording import opened
from cfrdiff.model import Edition

Told = Change | BlockChange
# Changes of blocks that are a section's own.
_OF_SECTIONS = frozenset(("section-heading", "source-note"))
_NOT_EXACT = "no wording brings it out exactly"


class Amendments(msgspec.Struct, frozen=True):
    """Instructions that make the newer edition of the older, as orders and as a document; and
    the change set they are for. `unworded` are the changes for which there is none.
    """

    changes: ChangeSet
    instructions: tuple[Instruction, ...]
    text: str
    unworded: tuple[Unworded, ...] = ()


def compose(
    changes: ChangeSet, before: Edition, after: Edition, beyond: Iterable[BlockChange] = ()
) -> Amendments:
    """The instructions for a change set of two whole editions. Changes `beyond` these, as of the
    tables of a section of which only paragraphs are picked, are named as having no instruction.

    What cannot be put in the words of an instruction stands at the end of the list as such: a
    section without a number that can be cited, and what no wording brings out exactly.
    Raises ConflictError for a view, which holds only some of the changes.
    """
    if changes.view:
        raise ConflictError(
            "a view holds only some of the changes, and instructions for it would not be whole;"
            " compose them for the change set it was made from"
        )
    old, new = edition_named_apart(before), edition_named_apart(after)
    named = changes_named_apart(changes, old, new)
    groups = edition_orders(named, _with_numbers(old), _with_numbers(new))
    desk = Desk(old)
    for group in groups:
        _carry_out(group, desk)
    planned, unordered = BlockPlanner(desk, old, new, changes).orders()
    groups += [list[Order](group) for group in planned]
    left = [*_left_over(changes, desk.edition(), after, unordered)]
    told = {id for one in left for id in one.changes}
    left += [one for one in unplaced(changes) if not told.issuperset(one.changes)]
    left += [_beyond(one) for one in beyond if not _is_held(one, before, after)]
    unworded = tuple(left)
    groups += [[one] for one in unworded]
    instructions = tuple(_numbered(groups))
    wholes = {text.number: text for text in map(SectionText.of, new.sections)}
    text = write_document(instructions, wholes, _head(after, instructions))
    return Amendments(changes, instructions, text, unworded)


def _numbered(groups: Iterable[Sequence[Order]]) -> Iterator[Instruction]:
    """An instruction a group; what a file does not hold is noted without a number, for nobody
    ordered it.
    """
    numbers = count(1)
    for group in groups:
        place = NOTED if isinstance(group[0], Unheld) else str(next(numbers))
        yield Instruction(place, "", tuple(group))


def _with_numbers(edition: Edition) -> Edition:
    """An edition without what no number names that can be cited."""
    kept = tuple(section for section in edition.sections if _is_citable(section.number))
    return msgspec.structs.replace(edition, sections=kept)


def _is_citable(number: str | None) -> bool:
    """Whether a number is read back as it is written."""
    if number is None:
        return False
    section, _ = opened(f"Amend § {number} by:")
    return section is not None and canonical(section) == canonical(number)


def _carry_out(group: Iterable[Order], desk: Desk) -> None:
    """Carry orders out as far as that goes; what is missing shows when all is done."""
    for order in group:
        try:
            carry_out(order, desk)
        except NotCarriedOutError:
            continue


def _left_over(
    changes: ChangeSet,
    made: Edition,
    after: Edition,
    unordered: Iterable[str | None],
) -> Iterator[Unworded]:
    """What the instructions do not bring out, with the ids of the changes."""
    own, others = _parted(changes.blocks)
    for number in _differing(made, after):
        what = f"§ {number}" if number else "a section without a number"
        reason = _NOT_EXACT if _is_citable(number) else "it has no number that can be cited"
        yield Unworded(what, _ids([*changes.changes, *own], number), reason)
    for number in unordered:
        what = f"what follows § {number}" if number else "what stands before the first section"
        ids = _ids(others, number)
        # Without one, it is a section that is left over, not what stands between.
        if ids:
            yield Unworded(what, ids, _NOT_EXACT)
    if Counter(_numbers(made)) == Counter(_numbers(after)) and _numbers(made) != _numbers(after):
        yield Unworded("the order of the sections", (), "their numbers do not give it")


def _is_held(one: BlockChange, before: Edition, after: Edition) -> bool:
    """Whether a block stands in the editions that instructions are written for."""
    sides = ((before, one.before), (after, one.after))
    return (
        one.kind in NO_CHANGES
        or one.block in _OF_SECTIONS
        or all(
            text is None or any(block.text == text for block in edition.blocks)
            for edition, text in sides
        )
    )


def _beyond(one: BlockChange) -> Unworded:
    number = one.section or one.section_before
    where = f"the {one.block.replace('-', ' ')} after § {number}" if number else f"a {one.block}"
    return Unworded(where, (one.id,), "it stands outside of what is picked; pick the whole")


def _parted(blocks: Iterable[BlockChange]) -> tuple[list[Told], list[Told]]:
    """The changes of blocks that are a section's own, and of those that follow it."""
    own: list[Told] = []
    others: list[Told] = []
    for one in blocks:
        (own if one.block in _OF_SECTIONS else others).append(one)
    return own, others


def _ids(told: Iterable[Told], number: str | None) -> tuple[str, ...]:
    """The ids of changes in a section of either edition."""
    return tuple(
        one.id for one in told if one.kind not in NO_CHANGES and number in _sections_of(one)
    )


def _sections_of(one: Told) -> set[str | None]:
    if isinstance(one, BlockChange):
        return {one.section_before, one.section}
    return {state.section for state in one.states}


def _numbers(edition: Edition) -> list[str | None]:
    return [section.number for section in edition.sections]


def _differing(made: Edition, after: Edition) -> list[str | None]:
    """The numbers of sections that do not read as in the newer edition."""
    have, want = _by_number(made), _by_number(after)
    return [number for number in {**have, **want} if have.get(number) != want.get(number)]


def _by_number(edition: Edition) -> dict[str | None, list[tuple[object, ...]]]:
    found: dict[str | None, list[tuple[object, ...]]] = {}
    for section in edition.sections:
        found.setdefault(section.number, []).append(content_of(section))
    return found


def _head(edition: Edition, instructions: Iterable[Instruction]) -> str:
    """What stands before all instructions: the part, and whether they are complete."""
    title = f"{edition.title} CFR " if edition.title else ""
    head = f"{title}PART {edition.part or '?'}"
    missing = [one.place for one in instructions if isinstance(one.orders[0], Unworded)]
    if not missing:
        return head
    return f"{head}\n\nThese instructions are not complete; see {enumerated(missing)}."
