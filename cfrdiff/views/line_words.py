"""Two states of a line as one line with marks: label, heading, text, and the spaces between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes.model import Edit
from cfrdiff.views.marked_words import Op, Piece, Role, marked_words
from cfrdiff.views.paragraph_words import edits_of
from cfrdiff.views.printed import PrintedLine

# What becomes of a space in front of a field, by whether the older and the newer line have it.
_SPACES: dict[tuple[bool, bool], Op] = {
    (True, True): "same",
    (True, False): "del",
    (False, True): "ins",
}


def pair_pieces(old: PrintedLine, new: PrintedLine, edits: Sequence[Edit]) -> list[Piece]:
    """The pieces of two lines that are one: the older line's without what came are its words,
    the newer's without what went are its own.
    """
    if bool(old.heading) != bool(new.heading) and old.text and new.text:
        return [*replaced(old.label, new.label, "label"), *_run_in(old, new)]
    if new.kind == "block":  # its words are one text, be it a heading's
        edits = [msgspec.structs.replace(edit, field="text") for edit in edits]
    partial = _partial(old) or _partial(new)
    return [
        *beginning(old, new, edits, partial),
        *_field(old.text, new.text, "text", edits, partial),
    ]


def beginning(
    old: PrintedLine, new: PrintedLine, edits: Sequence[Edit], partial: str | None
) -> list[Piece]:
    """Label and heading of two lines that are one, and the space before their text."""
    return [
        *replaced(old.label, new.label, "label"),
        *_space(old.is_heading_spaced, new.is_heading_spaced, "heading"),
        *_field(old.heading, new.heading, "heading", edits, partial),
        *_space(old.is_text_spaced, new.is_text_spaced, "text"),
    ]


def _partial(line: PrintedLine) -> str | None:
    return line.state.partial if line.state else None


def _run_in(old: PrintedLine, new: PrintedLine) -> Iterator[Piece]:
    """Heading and text where one file sets the heading apart and the other runs it in: the words
    are what counts.
    """
    before, after = (" ".join(filter(None, (one.heading, one.text))) for one in (old, new))
    apart = len(old.heading or new.heading)
    without: Op = "ins" if old.heading else "del"  # not of the line that sets it apart
    yield from _space(bool(old.label), bool(new.label), "heading")
    at = 0
    for piece in marked_words(before, after, ()):
        cut = max(0, min(len(piece.text), apart - at))
        yield msgspec.structs.replace(piece, text=piece.text[:cut], role="heading")
        yield msgspec.structs.replace(piece, text=piece.text[cut:])
        at += len(piece.text) if piece.op != without else 0


def _field(
    old: str,
    new: str,
    field: Literal["heading", "text"],
    edits: Sequence[Edit],
    partial: str | None,
) -> list[Piece]:
    return marked_words(old, new, edits_of(edits, field), partial, field)


def replaced(old: str, new: str, role: Role) -> list[Piece]:
    """A field that is compared as a whole."""
    if old == new:
        return [Piece("same", old, role)]
    return [Piece("del", old, role), Piece("ins", new, role)]


def _space(before: bool, after: bool, role: Role) -> list[Piece]:
    op = _SPACES.get((before, after))
    return [Piece(op, " ", role)] if op else []
