"""From two editions to their change set, without loading what words or carries out instructions."""

from __future__ import annotations

from cfrdiff.api.naming import picked_by
from cfrdiff.api.reading import read_both
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.model import Edition
from cfrdiff.opening import Given
from cfrdiff.selecting import Picked


def diff(
    before: Given | Edition,
    after: Given | Edition,
    *,
    section: Picked | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> ChangeSet:
    """What changed between two editions, given as `read_both` takes them.

    `section` limits the change set as it does what `read` gives; of paragraphs it is a view, which
    cannot be applied. Raises SourceError and MismatchError as `read_both` does, CiteError for what
    names no section and NotFoundError where neither edition has it.
    """
    old, new = read_both(
        before, after, before_format=before_format, after_format=after_format, force=force
    )
    return diff_editions(old, new, picked_by(before, after) if section is None else section)
