"""A revised text as replacements of words, where that is shorter than printing it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Edit, Span
from cfrdiff.instructions.replacing import replace_words

# Words to quote, as a share of the text, and replacements to read, beyond which a person would
# rather have the paragraph whole.
_QUOTED = 0.5
_MANY = 5
# How often a place is widened by a word until it is the only one; every third time also to
# the right.
_AROUND = 6
_TURNS_RIGHT = 3


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
    found = _replacements(find_edits(before, after, exact), before)
    if not found or len(found) > _MANY:
        return None
    quoted = sum(len(one.before) + len(one.after) for one in found)
    if quoted > _QUOTED * len(after):
        return None
    return found if _turn(before, after, found) else None


def _replacements(edits: tuple[Edit, ...], text: str) -> list[Replacement] | None:
    """The edits as different replacements; None where one of them cannot be named."""
    found: dict[Replacement, None] = {}
    for k, edit in enumerate(edits):
        start = edits[k - 1].before_span[1] if k else 0
        end = edits[k + 1].before_span[0] if k + 1 < len(edits) else len(text)
        named = _named(edit, text, edits, (start, end))
        if named is None:
            return None
        found[named] = None
    return list(found)


def _turn(before: str, after: str, found: list[Replacement]) -> bool:
    """Whether replacements made in their order turn one text into the other, each finding its
    words as often as it says.
    """
    text = before
    for one in found:
        text, count = replace_words(text, one.before, one.after)
        if count == 0 or (count > 1) != one.everywhere:
            return False
    return text == after


def _named(edit: Edit, text: str, edits: tuple[Edit, ...], limits: Span) -> Replacement | None:
    """The edit with as many neighbouring words as it takes to say which place is meant."""
    slip = edit.category == "ocr"
    alike = sum((e.before, e.after) == (edit.before, edit.after) for e in edits)
    if _can_be_named(edit.before, edit.after, text, alike):
        return Replacement(edit.before, edit.after, alike > 1, slip)
    if _is_removal(edit, text) and not slip:
        return Replacement(edit.before.strip(), "", False, slip)
    for start, end in _widened(text, edit.before_span, limits):
        left, right = text[start : edit.before_span[0]], text[edit.before_span[1] : end]
        old, new = _trimmed(text[start:end], left + edit.after + right)
        if _can_be_named(old, new, text, 1):
            return Replacement(old, new, False, slip)
    return None


def _is_removal(edit: Edit, text: str) -> bool:
    """Whether words are only taken out, and their place is the only one."""
    start, end = edit.before_span
    words = edit.before.strip()
    made = text[:start] + text[end:], 1
    return not edit.after and _is_words(words) and replace_words(text, words, "") == made


def _can_be_named(old: str, new: str, text: str, times: int) -> bool:
    return _is_words(old) and _is_words(new) and replace_words(text, old, "")[1] == times


def _widened(text: str, span: Span, limits: Span) -> Iterator[Span]:
    """A stretch with more and more of the words around it, within the limits."""
    start, end = span
    for step in range(_AROUND):
        # To the left first: "is" → "is not"; to the right where the text begins.
        left = _left(text, start, limits[0])
        to_the_right = (left == start) + (step > 0 and step % _TURNS_RIGHT == 0)
        start = left
        for _ in range(to_the_right):
            end = _right(text, end, limits[1])
        yield start, end


def _trimmed(old: str, new: str) -> tuple[str, str]:
    """Both without the spaces that both have at an end."""
    while old[-1:] == new[-1:] == " ":
        old, new = old[:-1], new[:-1]
    while old[:1] == new[:1] == " ":
        old, new = old[1:], new[1:]
    return old, new


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
