"""Test modules beside rule modules: a row for each branch of a stub, its answer to be filled in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from cfrdiff.model import Edition
from cfrdiff.rules.constants import Deadline
from cfrdiff.rules.paragraphs import Numbered, numbered
from cfrdiff.rules.reviews import literal
from cfrdiff.rules.stub_facts import Fact, Timed, facts_of, times_of
from cfrdiff.rules.stubs import modules_of

PREFIX = "test_"

_HEAD = '''\
"""Tests of {name}: a row for each branch of its stubs.

A row names a rule, a branch, the answer and the facts that are known. Fill in what the answer is
where three dots stand: "yes", "no", "undetermined" or "not applicable".
"""

from datetime import date

import pytest
from cfrdiff.rules.testing import Row, beside, row

MODULE = beside(__file__, {quoted})

ROWS: list[Row] = [
'''
_TAIL = '''\
]


@pytest.mark.parametrize("case", ROWS, ids=str)
def test_a_paragraph_decides(case: Row) -> None:
    """A paragraph decides as its row says."""
    if case.answer is ...:
        pytest.skip("its answer is to be filled in")
    assert case.decided(MODULE).answer == case.answer
'''
_MONDAY = datetime.date(2012, 4, 2)  # a day with working days behind it

Known = dict[str, str]  # the code of a fact by its name


def stub_tests(edition: Edition, sections: Sequence[str] = ()) -> dict[PurePosixPath, str]:
    """The test module of each stub that `stubs` makes, by its file's name; raises as that does."""
    found = numbered(edition, sections or None)
    return {
        PurePosixPath(PREFIX + name.name): _module(name.name, rows)
        for name, rows in modules_of(edition, found).items()
    }


def _module(name: str, rows: Sequence[Numbered]) -> str:
    facts = facts_of(rows)
    lines = [line for one in rows for line in _of_rule(one, rows, facts)]
    head = _HEAD.format(name=name, quoted=literal(name))
    code = "\n".join(lines)
    if "date(" not in code:
        head = head.replace("from datetime import date\n\n", "")
    return f"{head}{code}\n{_TAIL}" if code else f"{head}{_TAIL}".replace("[\n]", "[]")


def _of_rule(rule: Numbered, rows: Sequence[Numbered], facts: Sequence[Fact]) -> Iterator[str]:
    """The rows of one rule: what it asks all so, each branch of its own, and each item of its list
    turned once: what else they ask is for their own rows.
    """
    below = _with_items(rule, rows)
    asked = [one for one in facts if {row.cite for row in below} & set(one.cites)]
    base = {one.name: _met(one) for one in asked}
    base |= _kept(time for one in below for time in times_of(one, facts))
    yield _row(rule, "all is so" if base else "nothing is asked", base)
    own = [one for one in asked if rule.cite in one.cites]
    for one in own:
        if one.type == "bool":
            yield _row(rule, f"not so: {one.name}", base | {one.name: "False"})
    for time in times_of(rule, facts):
        yield from _of_time(rule, time, base)
    for one in own:
        known = {name: code for name, code in base.items() if name != one.name}
        yield _row(rule, f"not known: {one.name}", known)
    for item in below[1:]:
        turned = next((one for one in asked if one.cites[0] == item.cite), None)
        if turned is not None and item.cite in rule.items:
            branch = f"its § {item.cite}: {turned.name} is false"
            yield _row(rule, branch, base | {turned.name: "False"})


def _with_items(rule: Numbered, rows: Sequence[Numbered]) -> list[Numbered]:
    """A paragraph and the items of its list, with theirs."""
    by_cite = {one.cite: one for one in rows}
    found = [rule]
    for one in found:
        found += [by_cite[cite] for cite in one.items if cite in by_cite]
    return found


def _met(fact: Fact) -> str:
    return "True" if fact.type == "bool" else _day(_MONDAY)


def _day(day: datetime.date) -> str:
    return f"date({day.year}, {day.month}, {day.day})"


def _due(time: Timed) -> datetime.date | None:
    of = time.deadline
    return Deadline(of.number, of.unit, of.days, of.relation).due(_MONDAY)


def _kept(times: Iterable[Timed]) -> dict[str, str]:
    """The last day of what is done in each time."""
    due = {one.done: _due(one) for one in times if one.done}
    return {name: _day(day) for name, day in due.items() if day is not None}


def _of_time(rule: Numbered, time: Timed, base: Known) -> Iterator[str]:
    due = _due(time)
    if time.done is None or due is None:
        return
    late = _day(due + datetime.timedelta(days=1))
    yield _row(rule, f"late: {time.done}", base | {time.done: late})
    yield _row(rule, f"not done: {time.done}", base | {time.done: "False"})


def _row(rule: Numbered, branch: str, facts: Known) -> str:
    """A row as a formatter writes it: an argument a line."""
    given = [literal(rule.name), literal(branch), "...", *(f"{n}={c}" for n, c in facts.items())]
    return "\n".join(["    row(", *(f"        {one}," for one in given), "    ),"])
