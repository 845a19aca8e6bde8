"""Two editions → the orders that make the newer one of the older."""

from __future__ import annotations

from collections import Counter

import msgspec

from cfrdiff.changes import ChangeSet
from cfrdiff.errors import NotFoundError
from cfrdiff.instructions.document import write_document
from cfrdiff.instructions.model import Instruction, SectionText
from cfrdiff.instructions.plan import edition_orders
from cfrdiff.model import Edition


class Amendments(msgspec.Struct, frozen=True):
    """Instructions that make the newer edition of the older, as orders and as a document; and
    the change set they are for.
    """

    changes: ChangeSet
    instructions: tuple[Instruction, ...]
    text: str


def compose(changes: ChangeSet, before: Edition, after: Edition) -> Amendments:
    """The instructions for a change set of two whole editions.

    Raises NotFoundError where a section's number is missing or not the only one of its kind:
    nothing can be ordered of such a section; and ConflictError where no wording brings a
    section out exactly.
    """
    for edition in (before, after):
        _check_numbers(edition)
    orders = edition_orders(changes, before, after)
    instructions = [
        Instruction(str(k), "", tuple(group)) for k, group in enumerate(orders, start=1)
    ]
    wholes = {text.number: text for text in map(SectionText.of, after.sections)}
    text = write_document(instructions, wholes, _head(after))
    return Amendments(changes, tuple(instructions), text)


def _check_numbers(edition: Edition) -> None:
    counts = Counter(section.number for section in edition.sections)
    if None in counts:
        raise NotFoundError(
            f"{edition.source.path}: a section without a number; no instruction can name it"
        )
    double = next((number for number, count in counts.items() if count > 1), None)
    if double is not None:
        raise NotFoundError(
            f"{edition.source.path}: § {double} is there more than once; no instruction can name it"
        )


def _head(edition: Edition) -> str:
    title = f"{edition.title} CFR " if edition.title else ""
    return f"{title}PART {edition.part or '?'}"
