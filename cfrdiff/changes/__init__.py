"""Matched pairs → word edits, their category and weight, substitutions: the ChangeSet."""

from cfrdiff.changes.compare import diff_editions, states
from cfrdiff.changes.limits import only_sections, sides
from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    Origin,
    SectionChange,
    StaleReference,
    State,
    Substitution,
    Transfer,
)

__all__ = [
    "BlockChange",
    "Change",
    "ChangeSet",
    "Edit",
    "Origin",
    "SectionChange",
    "StaleReference",
    "State",
    "Substitution",
    "Transfer",
    "diff_editions",
    "only_sections",
    "sides",
    "states",
]
