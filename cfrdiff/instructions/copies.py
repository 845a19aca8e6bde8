"""Sections that bear the number of another, as a text that a note sets forth does: the second
``§ 104.3`` is called ``104.3#2``, as the ids of a change set call it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from cfrdiff.changes import Change, ChangeSet, State
from cfrdiff.model import Edition, Section

_SIGN = "#"


def printed_number(name: str | None) -> str | None:
    """The number that a section bears, of the name it is called by."""
    return name and name.partition(_SIGN)[0]


def named_apart(sections: Sequence[Section]) -> list[Section]:
    """Sections each with a number of its own."""
    seen: Counter[str] = Counter()
    found: list[Section] = []
    for section in sections:
        number = section.number
        if number is not None:
            seen[number] += 1
            if seen[number] > 1:
                section = msgspec.structs.replace(section, number=f"{number}{_SIGN}{seen[number]}")
        found.append(section)
    return found


def edition_named_apart(edition: Edition) -> Edition:
    """An edition whose sections have each a number of its own."""
    return msgspec.structs.replace(edition, sections=tuple(named_apart(edition.sections)))


def changes_named_apart(changes: ChangeSet, before: Edition, after: Edition) -> ChangeSet:
    """A change set that calls sections as two editions named apart do."""
    olds, news = ([section.number for section in edition.sections] for edition in (before, after))
    if not any(name and _SIGN in name for name in (*olds, *news)):
        return changes
    return msgspec.structs.replace(
        changes, changes=tuple(_named_apart(one, olds, news) for one in changes.changes)
    )


def _named_apart(change: Change, olds: Sequence[str | None], news: Sequence[str | None]) -> Change:
    return msgspec.structs.replace(
        change,
        before=tuple(_called(state, olds) for state in change.before),
        after=tuple(_called(state, news) for state in change.after),
    )


def _called(state: State, names: Sequence[str | None]) -> State:
    return msgspec.structs.replace(state, section=names[state.section_index])
