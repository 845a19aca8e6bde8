"""Rules of a regulation as plain functions: facts in, a decision with its reasons out.

>>> from cfrdiff import rules
>>> rules.all_of(rules.yes("it is open"), rules.missing("it_rains")).missing
('it_rains',)

This is all a rule module needs. Stubs are made by `cfrdiff.rules.stubs`, kept up to date by
`cfrdiff.rules.regeneration`, watched by `cfrdiff.rules.checking`.
"""

from cfrdiff.rules.constants import ByEdition, Deadline, Office
from cfrdiff.rules.decisions import (
    Answer,
    Condition,
    Decision,
    Declaration,
    Definition,
    Discretion,
    Duty,
    Permission,
    Prohibition,
    Reason,
    all_of,
    any_of,
    explanations,
    fact,
    known,
    missing,
    naming,
    negate,
    no,
    not_applicable,
    unless,
    where,
    yes,
)
from cfrdiff.rules.declaring import Rule, rule, rules_of, superseded
from cfrdiff.rules.timing import Day, in_time

__all__ = [
    "Answer",
    "ByEdition",
    "Condition",
    "Day",
    "Deadline",
    "Decision",
    "Declaration",
    "Definition",
    "Discretion",
    "Duty",
    "Office",
    "Permission",
    "Prohibition",
    "Reason",
    "Rule",
    "all_of",
    "any_of",
    "explanations",
    "fact",
    "in_time",
    "known",
    "missing",
    "naming",
    "negate",
    "no",
    "not_applicable",
    "rule",
    "rules_of",
    "superseded",
    "unless",
    "where",
    "yes",
]
