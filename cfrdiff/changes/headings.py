"""A paragraph heading that one edition's file sets apart and the other's runs into the text.

Where italics are lost, a heading is told from a sentence by its form; the same words may be a
heading in one file and the beginning of the text in another. That is how the files were set,
not a change of the regulation.
"""

from __future__ import annotations

import msgspec

from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.heading_proofs import is_named_in_text
from cfrdiff.changes.model import Edit, State
from cfrdiff.changes.weighing import as_category
from cfrdiff.model import Partial


def paragraph_edits(
    old: State, new: State, exact: bool, partial: Partial | None
) -> tuple[Edit, ...]:
    """The edits of heading and text between two states of a paragraph.

    `exact` is False where a text may be misread; `partial` says which end one of them lacks.
    """
    if old.heading and not new.heading:
        split = _run_in(old.heading, new.text)
        if split:
            return _set_apart(old, new, split, exact, partial)
    if new.heading and not old.heading:
        split = _run_in(new.heading, old.text)
        if split:
            edits = _set_apart(new, old, split, exact, partial)
            return tuple(edit.invert() for edit in edits)
    return (
        *heading_edits(old, new, exact),
        *find_edits(old.text, new.text, exact, "text", partial),
    )


def heading_edits(old: State, new: State, exact: bool) -> tuple[Edit, ...]:
    """The edits of the heading between two states of a paragraph, in which it may come or go."""
    edits = find_edits(old.heading or "", new.heading or "", exact, "heading")
    if bool(old.heading) == bool(new.heading):
        return edits
    return tuple(lone_heading(edit, old.text, new.text) for edit in edits)


def lone_heading(edit: Edit, *texts: str) -> Edit:
    """An edit by which a heading comes or goes; it is lighter where each of the `texts` that it
    stood or stands above says the same.
    """
    if all(is_named_in_text(edit.before or edit.after, text) for text in texts):
        return as_category(edit, "heading", "named in its text")
    return msgspec.structs.replace(edit, category="heading", significance="substantive", rule="")


def _run_in(heading: str, text: str) -> int:
    """How much of a text is a heading and the space behind it; 0 where it begins otherwise."""
    if not text.startswith(heading):
        return 0
    end = len(heading)
    while text[end : end + 1] == " ":
        end += 1
    return end


def _set_apart(
    apart: State, run_in: State, split: int, exact: bool, partial: Partial | None
) -> tuple[Edit, ...]:
    """Edits from the state with the heading to the one that has it in its text."""
    heading, lead = apart.heading or "", run_in.text[:split]
    moved = (
        _set(Edit(heading, "", (0, len(heading)), (0, 0), "typography", "heading")),
        _set(Edit("", lead, (0, 0), (0, split), "typography", "text")),
    )
    rest = find_edits(apart.text, run_in.text[split:], exact, "text", partial)
    if rest and rest[0].before_span[0] == 0 == rest[0].after_span[0]:
        # It touches the heading's end; one edit must take both in.
        first = rest[0]
        joined = msgspec.structs.replace(
            first, after=lead + first.after, after_span=(0, first.after_span[1] + split)
        )
        return (moved[0], joined, *(_later(edit, split) for edit in rest[1:]))
    return (*moved, *(_later(edit, split) for edit in rest))


def _set(edit: Edit) -> Edit:
    return as_category(edit, "typography", "set apart in one file")


def _later(edit: Edit, by: int) -> Edit:
    start, end = edit.after_span
    return msgspec.structs.replace(edit, after_span=(start + by, end + by))
