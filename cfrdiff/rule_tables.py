"""Decisions as ordered tables of named rules: the first that applies decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

Facts = TypeVar("Facts")
Verdict = TypeVar("Verdict")


class Rule(NamedTuple, Generic[Facts, Verdict]):
    """One row of a table: `applies` looks at the facts about a place, `verdict` is what follows.

    `reason` says why, where the name alone does not.
    """

    name: str
    applies: Callable[[Facts], bool]
    verdict: Verdict
    reason: str = ""


def first_rule(table: Sequence[Rule[Facts, Verdict]], facts: Facts) -> Rule[Facts, Verdict] | None:
    """The first rule of a table that applies, None where none does."""
    for rule in table:
        if rule.applies(facts):
            return rule
    return None


def otherwise(_: object) -> bool:
    """The predicate of a table's last row: it applies always."""
    return True
