"""Make edits, and carry changes out. What they are applied to is checked, never assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.parts import Change, Edit, Field, State, joined
from cfrdiff.errors import ConflictError
from cfrdiff.model import Edition, Paragraph, Section, grow

_OTHER_EDITION = "apply it to the edition it was made from"


def apply(changes: Sequence[Change], before: Edition, after: Edition, edition: Edition) -> Edition:
    """The edition after the changes, which lead from `before` to `after` (both without their
    paragraphs). Where these are for some of its sections only, the others stay as they are.

    Raises ConflictError where `edition` does not hold what the changes start from.
    """
    numbers = {section.number for section in before.sections}
    _check(changes, edition, numbers)
    made = _sections(changes, after)
    if any(section.number not in numbers for section in edition.sections):
        return _put_back(edition, numbers, made)
    return msgspec.structs.replace(after, sections=tuple(made))


def _sections(changes: Sequence[Change], after: Edition) -> list[Section]:
    """The newer edition's sections with their paragraphs."""
    placed = {state.index: _patched(change, state) for change in changes for state in change.after}
    flat: dict[int, list[Paragraph]] = defaultdict(list)
    for _, state in sorted(placed.items()):
        flat[state.section_index].append(state.paragraph())
    return [
        msgspec.structs.replace(section, paragraphs=grow(flat[i]))
        for i, section in enumerate(after.sections)
    ]


def _put_back(edition: Edition, numbers: set[str | None], sections: list[Section]) -> Edition:
    """The edition with those sections in the place of the ones that bear the numbers."""
    new: list[Section] = []
    waiting = list(sections)
    for section in edition.sections:
        if section.number in numbers:
            new += waiting
            waiting = []
        else:
            new.append(section)
    return msgspec.structs.replace(edition, sections=(*new, *waiting))


def _check(changes: Iterable[Change], edition: Edition, numbers: set[str | None]) -> None:
    expected = sorted(
        (state for change in changes for state in change.before), key=lambda state: state.index
    )
    held = [
        (section.number, paragraph.path, paragraph.heading, paragraph.text)
        for section in edition.sections
        if section.number in numbers
        for paragraph in section.walk()
    ]
    for state, found in zip(expected, held, strict=False):
        if (state.section, state.path, state.heading, state.text) != found:
            raise ConflictError(f"{state.cite} is not as the change set has it; {_OTHER_EDITION}")
    if len(expected) != len(held):
        raise ConflictError(
            f"the change set is for {len(expected)} paragraphs, the edition has {len(held)};"
            f" {_OTHER_EDITION}"
        )


def _patched(change: Change, state: State) -> State:
    """The newer state with its words made from the older ones by the edits.

    Where a file breaks off inside the paragraph the edits cannot say the rest.
    """
    if not change.before or len(change.after) != 1 or any(one.partial for one in change.states):
        return state
    text = patch(joined(change.before), _edits_of(change, "text"))
    heading = patch(change.before[0].heading or "", _edits_of(change, "heading"))
    return msgspec.structs.replace(state, text=text, heading=heading or None)


def _edits_of(change: Change, field: Field) -> list[Edit]:
    return [edit for edit in change.edits if edit.field == field]


def patch(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made. Raises ConflictError where an edit does not fit."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.before_span):
        start, end = edit.before_span
        if start < at or text[start:end] != edit.before:
            raise ConflictError(f"the text has no {edit.before!r} at {start}")
        parts += [text[at:start], edit.after]
        at = end
    return "".join([*parts, text[at:]])
