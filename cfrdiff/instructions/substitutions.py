"""A revised text as replacements of words, where that is shorter than printing it anew."""

from __future__ import annotations

import re

import msgspec

from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Edit, Span
from cfrdiff.instructions.interpret import replace_words

# Words to quote, as a share of the text, and replacements to read, beyond which a person would
# rather have the paragraph whole.
_QUOTED = 0.5
_MANY = 5
_AROUND = 6


class Replacement(msgspec.Struct, frozen=True):
    """Words and what takes their place; `everywhere` says that they occur more than once,
    `slip` that a scan misread them.
    """

    before: str
    after: str
    everywhere: bool
    slip: bool


def find_replacements(before: str, after: str, exact: bool) -> list[Replacement] | None:
    """Replacements that, made one after the other, turn one text into the other; None where
    there are too many, or the words cannot be named without doubt. `exact` is False where one of
    the texts may be misread.
    """
    edits = find_edits(before, after, exact)
    found: list[Replacement] = []
    for k, edit in enumerate(edits):
        limits = (
            edits[k - 1].before_span[1] if k else 0,
            edits[k + 1].before_span[0] if k + 1 < len(edits) else len(before),
        )
        made = _named(edit, before, edits, limits)
        if made is None:
            return None
        if made not in found:
            found.append(made)
    if len(found) > _MANY or not found:
        return None
    quoted = sum(len(one.before) + len(one.after) for one in found)
    if quoted > _QUOTED * len(after):
        return None
    text = before
    for one in found:
        text, count = replace_words(text, one.before, one.after)
        if count == 0 or (count > 1) != one.everywhere:
            return None
    return found if text == after else None


def _named(edit: Edit, text: str, edits: tuple[Edit, ...], limits: Span) -> Replacement | None:
    """The edit with as many neighbouring words as it takes to say which place is meant."""
    alike = [e for e in edits if (e.before, e.after) == (edit.before, edit.after)]
    plain = _is_words(edit.before) and _is_words(edit.after)
    if plain and replace_words(text, edit.before, "")[1] == len(alike):
        return Replacement(edit.before, edit.after, len(alike) > 1, edit.category == "ocr")
    start, end = edit.before_span
    for step in range(_AROUND):
        # To the left first: "is" → "is not"; to the right where the text begins.
        left = _left(text, start, limits[0])
        if left < start:
            start = left
        else:
            end = _right(text, end, limits[1])
        if step and step % 3 == 0:
            end = _right(text, end, limits[1])
        old = text[start:end]
        new = text[start : edit.before_span[0]] + edit.after + text[edit.before_span[1] : end]
        while old[-1:] == new[-1:] == " ":
            old, new = old[:-1], new[:-1]
        while old[:1] == new[:1] == " ":
            old, new = old[1:], new[1:]
        if _is_words(old) and _is_words(new) and replace_words(text, old, "")[1] == 1:
            return Replacement(old, new, False, edit.category == "ocr")
    return None


def _is_words(text: str) -> bool:
    """Whether a text can be quoted: words, no space at its ends, no quotation left open."""
    if not text or text != text.strip() or not any(c.isalnum() for c in text):
        return False
    return not re.search('[“”"]', text)


def _left(text: str, at: int, limit: int) -> int:
    found = re.search(r"\S+\s*$", text[limit:at])
    return limit + found.start() if found else at


def _right(text: str, at: int, limit: int) -> int:
    found = re.match(r"\s*\S+", text[at:limit])
    return at + found.end() if found else at
