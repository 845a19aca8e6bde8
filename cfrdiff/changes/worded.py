"""Whether edits change what the regulation says, or the type it is set in only."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.changes.model import Edit
from cfrdiff.changes.proofs import SAME_TYPE
from cfrdiff.changes.significance import significance_of


def is_worded(edits: Sequence[Edit], exact: bool) -> bool:
    """Whether edits change the regulation's words: what OCR may have done to words that bear no
    meaning does not, nor that print has en dashes and XML hyphens.
    """
    if not exact and significance_of(edits)[0] == "typographical":
        return False
    return not all(edit.category == "typography" or edit.rule == SAME_TYPE for edit in edits)
