"""From two editions or more to instructions and histories, and from a rule to an edition."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.api.naming import picked_by
from cfrdiff.api.reading import read_both
from cfrdiff.api.several import read_all
from cfrdiff.changes import diff_editions, only_sections, sides
from cfrdiff.comparable import check_comparable
from cfrdiff.history import History, follow, follow_picked
from cfrdiff.instructions import Amendments, compose
from cfrdiff.model import Edition
from cfrdiff.opening import Given, Readable
from cfrdiff.selecting import Picked, select, touched


def instructions(
    before: Given | Edition,
    after: Given | Edition,
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
    section = picked_by(before, after) if section is None else section
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
