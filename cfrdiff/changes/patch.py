"""Make edits. What they are applied to is checked, never assumed."""

from __future__ import annotations

from collections.abc import Iterable

from cfrdiff.changes.parts import Edit
from cfrdiff.errors import ConflictError


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
