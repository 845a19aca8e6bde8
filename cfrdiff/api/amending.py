"""Rules of the Federal Register carried out on an edition."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

import msgspec

from cfrdiff.api.reading import read
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.errors import SourceError
from cfrdiff.instructions import Failure, Instruction, apply, read_document
from cfrdiff.instructions.federal_register import Rule
from cfrdiff.instructions.filing import Filed, in_order, read_files
from cfrdiff.instructions.held import Held
from cfrdiff.instructions.journal import Journal
from cfrdiff.instructions.rule_files import is_rule
from cfrdiff.instructions.ties import Tie, ties
from cfrdiff.limits import check_digits, reading
from cfrdiff.model import Edition, Finding
from cfrdiff.opening import Given, Readable
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.files import read_bytes


class Amended(msgspec.Struct, frozen=True):
    """An edition as amended; the instructions, those that could not be carried out, and how many
    of other titles and parts were passed over in several rules; where the edition names the rules
    itself; what documents among them say of others; and what each instruction did.
    """

    edition: Edition
    instructions: tuple[Instruction, ...]
    failures: tuple[Failure, ...]
    passed_over: int = 0
    ties: tuple[Tie, ...] = ()
    remarks: tuple[str, ...] = ()
    journal: Journal = msgspec.field(default_factory=Journal)

    def changes(self, before: Edition) -> ChangeSet:
        """What the rules change in the edition that was given, each with its instructions."""
        return self.journal.traced(diff_editions(before, self.edition, amended=True))


def amend(
    edition: Given | Edition, *rules: Readable, as_of: datetime.date | None = None
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
    given = _given(rules)
    names = ", ".join(dict.fromkeys(one.name for one in given.rules))
    made = base
    orders: list[Instruction] = []
    failures: list[Failure] = []
    passed_over: list[str] = []
    named: list[Tie] = []
    journal = Journal()
    for one in given.rules:
        reasons = [held.passed_over(order) for order in one.instructions]
        others = [why for why in reasons if why]
        passed_over += others
        if len(others) == len(reasons):
            continue
        # Of several documents, what is for other editions is passed over without a word each.
        own = [
            o for o, why in zip(one.instructions, reasons, strict=True) if not (why and rules[1:])
        ]
        made, failed = apply(
            own, made, as_held=False, as_of=as_of, strict=one.is_printed, journal=journal
        )
        named += ties(base, one.number, one.printed)
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
    return Amended(
        made,
        tuple(orders),
        tuple(failures),
        len(passed_over),
        tuple(named),
        given.remarks,
        journal,
    )


def _given(files: Sequence[Readable]) -> Filed:
    """The rules of files in the order they were filed. Raises SourceError where one holds no
    instruction.
    """
    printed: list[tuple[bytes, str]] = []
    written: list[Rule] = []
    for file in files:
        name = os.fspath(file)
        data = read_bytes(name)
        shown = name.encode(errors="backslashreplace").decode()
        check_digits(data.decode("latin-1"), shown)
        if is_rule(data, shown):
            printed.append((data, shown))
        else:
            written.append(_written(data, shown))
    if not printed:
        return Filed(tuple(written))
    with reading(", ".join(shown for _, shown in printed)):
        found = read_files(printed)
    return Filed(tuple(in_order([*written, *found.rules])), found.remarks)


def _written(data: bytes, shown: str) -> Rule:
    """Instructions that cfrdiff wrote. Raises SourceError where there are none."""
    with reading(shown):
        orders = read_document(decode(data, shown).text.replace("\r\n", "\n"))
    if not orders:
        raise SourceError(
            shown,
            "no amendatory instruction in it",
            "give a rule in the XML of the Federal Register, or what `diff --instructions` wrote",
        )
    return Rule(shown, tuple(orders), is_printed=False)
