"""What every report shows of a paragraph: its label, its title, its words, and its edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cfrdiff.cites import Designation
from cfrdiff.model import Paragraph

if TYPE_CHECKING:  # `read` asks here too, and compares nothing
    from cfrdiff.changes.model import Change, Edit, Field, State, Where


def label(paragraph: Paragraph | State) -> str:
    """The last of its designation as in print, ``(2)`` of ``(b)(2)``; empty without one."""
    return str(Designation(paragraph.path[-1:])) if paragraph.designation else ""


def title(state: State) -> str:
    """Its heading, without the dash by which print runs the text in."""
    return (state.heading or "").rstrip("—")


def where(state: State) -> Where:
    """Its section and its designation."""
    return state.section, state.designation


def words(state: State) -> str:
    """Its heading and its text."""
    return " ".join(filter(None, (state.heading, state.text)))


def latest(change: Change) -> State:
    """The first paragraph of the newer edition; of the older, where it is gone."""
    return (change.after or change.before)[0]


def is_paired(change: Change) -> bool:
    """Whether both editions have the paragraph."""
    return bool(change.before and change.after)


def partial_of(change: Change) -> str | None:
    """Which end of a paragraph one of the files lacks, if it does."""
    return next((state.partial for state in change.states if state.partial), None)


def edits_of(edits: Iterable[Edit], field: Field) -> list[Edit]:
    """Those edits that are in one field."""
    return [edit for edit in edits if edit.field == field]


def categories_of(edits: Iterable[Edit]) -> tuple[str, ...]:
    """The categories of edits, each once."""
    return tuple(dict.fromkeys(edit.category for edit in edits))
