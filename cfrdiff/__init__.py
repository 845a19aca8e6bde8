"""cfrdiff reads editions of the Code of Federal Regulations and says what changed.

>>> import cfrdiff
>>> changes = cfrdiff.diff("19-cfr-163-customs-service", "19-cfr-163-2012")
>>> changes.summary.revised
2
"""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door

if TYPE_CHECKING:
    from cfrdiff.api import amend, compare_texts, diff, history, instructions, read
    from cfrdiff.changes import Change, ChangeSet, Edit, State, Substitution
    from cfrdiff.changes.tables import arrow_table
    from cfrdiff.errors import (
        CfrdiffError,
        ConflictError,
        CorpusError,
        MismatchError,
        NotFoundError,
        SourceError,
    )
    from cfrdiff.model import (
        Block,
        Designation,
        Edition,
        Evidence,
        Finding,
        Furniture,
        Paragraph,
        Repair,
        Section,
        Source,
    )
    from cfrdiff.version import __version__

__all__ = [
    "Block",
    "CfrdiffError",
    "Change",
    "ChangeSet",
    "ConflictError",
    "CorpusError",
    "Designation",
    "Edit",
    "Edition",
    "Evidence",
    "Finding",
    "Furniture",
    "MismatchError",
    "NotFoundError",
    "Paragraph",
    "Repair",
    "Section",
    "Source",
    "SourceError",
    "State",
    "Substitution",
    "__version__",
    "amend",
    "arrow_table",
    "compare_texts",
    "diff",
    "history",
    "instructions",
    "read",
]

_open_door(
    __name__,
    {
        "cfrdiff.api": ("amend", "api", "compare_texts", "diff", "history", "instructions", "read"),
        "cfrdiff.changes": ("Change", "ChangeSet", "Edit", "State", "Substitution"),
        "cfrdiff.changes.tables": ("arrow_table",),
        "cfrdiff.errors": (
            "CfrdiffError",
            "ConflictError",
            "CorpusError",
            "MismatchError",
            "NotFoundError",
            "SourceError",
        ),
        "cfrdiff.model": (
            "Block",
            "Designation",
            "Edition",
            "Evidence",
            "Finding",
            "Furniture",
            "Paragraph",
            "Repair",
            "Section",
            "Source",
        ),
        "cfrdiff.version": ("__version__",),
    },
)
