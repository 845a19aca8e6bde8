"""Apply a change set, and turn it round. What is applied is checked, never assumed."""

from __future__ import annotations

import msgspec

from cfrdiff.changes.model import Change, ChangeSet, Edit, Kind, State, Transfer, joined
from cfrdiff.changes.references import Redesignations, find_stale
from cfrdiff.changes.substitutions import find_substitutions
from cfrdiff.errors import ConflictError
from cfrdiff.model import Edition, Paragraph, Section, grow

_TURNED: dict[Kind, Kind] = {
    "added": "removed",
    "removed": "added",
    "split": "merged",
    "merged": "split",
}


def apply(changes: ChangeSet, edition: Edition) -> Edition:
    """The edition after the changes.

    Raises ConflictError where `edition` does not hold what the changes start from.
    """
    _check(changes, edition)
    states: dict[int, State] = {}
    for change in changes.changes:
        for state in change.after:
            states[state.index] = _patched(change, state)
    flat: dict[int, list[Paragraph]] = {}
    for index in sorted(states):
        flat.setdefault(states[index].section_index, []).append(states[index].paragraph())
    sections: list[Section] = [
        msgspec.structs.replace(section, paragraphs=grow(flat.get(i, [])))
        for i, section in enumerate(changes.after.sections)
    ]
    numbers = {section.number for section in changes.before.sections}
    others = [section for section in edition.sections if section.number not in numbers]
    if others:
        return _put_back(edition, numbers, sections)
    return msgspec.structs.replace(changes.after, sections=tuple(sections))


def _put_back(edition: Edition, numbers: set[str | None], sections: list[Section]) -> Edition:
    """The edition with the sections of a change set that is for some sections only."""
    new: list[Section] = []
    waiting = list(sections)
    for section in edition.sections:
        if section.number in numbers:
            new += waiting
            waiting = []
        else:
            new.append(section)
    return msgspec.structs.replace(edition, sections=(*new, *waiting))


def _check(changes: ChangeSet, edition: Edition) -> None:
    expected = sorted(
        (state for change in changes.changes for state in change.before), key=lambda s: s.index
    )
    numbers = {section.number for section in changes.before.sections}
    held = [
        (section.number, paragraph)
        for section in edition.sections
        if section.number in numbers
        for paragraph in section.walk()
    ]
    for state, (number, paragraph) in zip(expected, held, strict=False):
        same = (state.section, state.path, state.heading, state.text) == (
            number,
            paragraph.path,
            paragraph.heading,
            paragraph.text,
        )
        if not same:
            raise ConflictError(
                f"{state.cite} is not as the change set has it; apply it to the edition it was"
                " made from"
            )
    if len(expected) != len(held):
        raise ConflictError(
            f"the change set is for {len(expected)} paragraphs, the edition has {len(held)};"
            " apply it to the edition it was made from"
        )


def _patched(change: Change, state: State) -> State:
    """The newer state with its words made from the older ones by the edits.

    Where a file breaks off inside the paragraph the edits cannot say the rest.
    """
    if not change.before or len(change.after) != 1:
        return state
    before = change.before[0]
    if state.partial or any(one.partial for one in change.before):
        return state
    text = patch(joined(change.before), [edit for edit in change.edits if edit.field == "text"])
    heading = patch(before.heading or "", [e for e in change.edits if e.field == "heading"])
    return msgspec.structs.replace(state, text=text, heading=heading or None)


def patch(text: str, edits: list[Edit]) -> str:
    """`text` with the edits made. Raises ConflictError where an edit does not fit."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: e.before_span):
        start, end = edit.before_span
        if start < at or text[start:end] != edit.before:
            raise ConflictError(f"the text has no {edit.before!r} at {start}")
        parts += [text[at:start], edit.after]
        at = end
    return "".join([*parts, text[at:]])


def _returned(transfer: Transfer) -> Transfer:
    return msgspec.structs.replace(
        transfer,
        before=transfer.after,
        after=transfer.before,
        before_span=transfer.after_span,
        after_span=transfer.before_span,
    )


def invert(changes: ChangeSet) -> ChangeSet:
    """The same changes read from the newer edition to the older."""
    turned = tuple(
        msgspec.structs.replace(
            change,
            kind=_TURNED.get(change.kind, change.kind),
            before=change.after,
            after=change.before,
            edits=tuple(edit.invert() for edit in change.edits),
        )
        for change in changes.changes
    )
    summary = changes.summary
    sections = tuple(section.invert() for section in changes.sections)
    return msgspec.structs.replace(
        changes,
        before=changes.after,
        after=changes.before,
        changes=turned,
        substitutions=find_substitutions(turned),
        sections=sections,
        transfers=tuple(_returned(transfer) for transfer in changes.transfers),
        stale_references=find_stale(turned, Redesignations(turned, sections)),
        blocks=tuple(block.invert() for block in changes.blocks),
        summary=msgspec.structs.replace(
            summary,
            added=summary.removed,
            removed=summary.added,
            split=summary.merged,
            merged=summary.split,
        ),
    )
