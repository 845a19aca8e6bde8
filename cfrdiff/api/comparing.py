"""From two editions or more to instructions and histories, and from a rule to an edition."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

import msgspec

from cfrdiff.api.reading import read, read_both
from cfrdiff.api.several import read_all
from cfrdiff.changes import diff_editions, only_sections, sides
from cfrdiff.comparable import check_comparable
from cfrdiff.errors import SourceError
from cfrdiff.history import History, follow, follow_picked
from cfrdiff.instructions import Amendments, Failure, Instruction, apply, compose, read_document
from cfrdiff.instructions.federal_register import Rule, in_order, is_rule, read_rules
from cfrdiff.instructions.held import Held
from cfrdiff.limits import check_digits, reading
from cfrdiff.model import Edition, Finding
from cfrdiff.opening import Readable
from cfrdiff.selecting import Picked, select, touched
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.files import read_bytes


def instructions(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    section: Picked | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> Amendments:
    """The amendatory instructions that make the newer edition of the older, given as
    `read_both` takes them; `section` limits both as for `diff`.

    What cannot be worded stands in the list as such, and in `Amendments.unworded`. Raises what
    `diff` raises.
    """
    old, new = read_both(
        before, after, before_format=before_format, after_format=after_format, force=force
    )
    if section is None:
        return compose(diff_editions(old, new), old, new)
    selection = select(section, old, new)
    changes = diff_editions(old, new, selection)
    numbers = touched(selection, old, new)
    one, other = (only_sections(edition, numbers, selection) for edition in (old, new))
    beyond = changes.blocks
    if not changes.view:
        return compose(changes, one, other, beyond)
    # Of paragraphs alone: what they become, in sections that have no others.
    one, other = sides(changes, one, other)
    made = compose(diff_editions(one, other), one, other, beyond)
    return msgspec.structs.replace(made, changes=changes)


def amend(
    edition: Readable | Edition, *rules: Readable, as_of: datetime.date | None = None
) -> Amended:
    """An edition as rules amend it, in the order they were filed: each XML of the Federal
    Register, be it a whole issue, or instructions in the form that `instructions` writes. With
    `as_of`, only what is effective by that day.

    What cannot be carried out is reported, with the reason, in the result; instructions for
    other titles and parts are passed over. Raises SourceError for a file that cannot be read,
    holds no instruction or only a proposed rule, and where none of all is for this edition.
    """
    base = edition if isinstance(edition, Edition) else read(edition)
    held = Held.of(base)
    given = [one for file in rules for one in _rules(file)]
    names = ", ".join(dict.fromkeys(one.name for one in given))
    made = base
    orders: list[Instruction] = []
    failures: list[Failure] = []
    passed_over: list[str] = []
    for one in in_order(given):
        reasons = [held.passed_over(order) for order in one.instructions]
        others = [why for why in reasons if why]
        passed_over += others
        if len(others) == len(reasons):
            continue
        # Of several documents, what is for other editions is passed over without a word each.
        own = [
            o for o, why in zip(one.instructions, reasons, strict=True) if not (why and rules[1:])
        ]
        made, failed = apply(own, made, as_held=False, as_of=as_of, strict=one.is_printed)
        orders += own
        failures += failed
    if not orders:
        raise SourceError(
            names, passed_over[0], "give a rule on this edition's title and part, or its edition"
        )
    note = Finding(
        "amended",
        "note",
        f"amended by {names}: {len(orders)} instructions, of which {len(failures)} were not or"
        " not wholly carried out",
    )
    made = msgspec.structs.replace(made, as_of=None, findings=(*made.findings, note))
    return Amended(made, tuple(orders), tuple(failures), len(passed_over))


def _rules(file: Readable) -> list[Rule]:
    """The rules of a file. Raises SourceError where it holds no instruction."""
    name = os.fspath(file)
    data = read_bytes(name)
    shown = name.encode(errors="backslashreplace").decode()
    check_digits(data.decode("latin-1"), shown)
    with reading(shown):
        if is_rule(data):
            return read_rules(data, shown)
        orders = read_document(decode(data, shown).text.replace("\r\n", "\n"))
    if not orders:
        raise SourceError(
            shown,
            "no amendatory instruction in it",
            "give a rule in the XML of the Federal Register, or what `diff --instructions` wrote",
        )
    return [Rule(shown, tuple(orders), is_printed=False)]


class Amended(msgspec.Struct, frozen=True):
    """An edition as amended; the instructions, those that could not be carried out, and how many
    of other titles and parts were passed over in several rules.
    """

    edition: Edition
    instructions: tuple[Instruction, ...]
    failures: tuple[Failure, ...]
    passed_over: int = 0


def histories(files: Sequence[Readable], section: Picked, *, force: bool = False) -> list[History]:
    """The history of each section that is picked, or of each of its paragraphs that are, as
    `history` gives it. Raises what that does, and CiteError for what picks nothing.
    """
    editions = _row(files, force)
    return follow_picked(editions, select(section, *editions))


def history(
    files: Sequence[Readable], section: str, designation: str | None = None, *, force: bool = False
) -> History:
    """How a section's paragraphs, or one of them with what stands below it, went through
    editions in the order given. Raises SourceError, MismatchError for editions that are not
    versions of one text in the order of their dates, unless `force` is true, and NotFoundError
    where none has it.
    """
    return follow(_row(files, force), section, designation)


def _row(files: Sequence[Readable], force: bool) -> list[Edition]:
    editions = read_all(files)
    if not force:
        check_comparable(*editions)
    return editions
