"""One line's words with their marks: what two states of a line share, and what went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

from cfrdiff.changes.model import Edit
from cfrdiff.changes.patch import patch
from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.errors import ConflictError
from cfrdiff.views.paragraph_words import edits_of
from cfrdiff.views.printed import PrintedLine

Op = Literal["same", "ins", "del", "from", "to"]
Role = Literal["label", "heading", "text"]
# Section numbers and amounts are one: "$1.35" is not "$1." and "35".
_ATOM = re.compile(rf"\s+|{SECTION_NUMBER}(?!\w)|\$?\d+(?:[.,]\d+)*(?!\w)|\w+|[^\w\s]")
# What becomes of a space in front of a field, by whether the older and the newer line have it.
_SPACES: dict[tuple[bool, bool], Op] = {
    (True, True): "same",
    (True, False): "del",
    (False, True): "ins",
}


class Piece(msgspec.Struct, frozen=True):
    """Words of one mark. `gap` says that the other file breaks off before them."""

    op: Op
    text: str
    role: Role
    move: int | None = None
    gap: bool = False


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
    body = [" ".join(filter(None, (line.heading, line.text))) for line in (old, new)]
    apart = len(old.heading or new.heading)
    without: Op = "ins" if old.heading else "del"  # not of the line that sets it apart
    yield from _space(bool(old.label), bool(new.label), "heading")
    at = 0
    for op, text in _by_words(*body):
        cut = max(0, min(len(text), apart - at))
        yield Piece(op, text[:cut], "heading")
        yield Piece(op, text[cut:], "text")
        at += len(text) if op != without else 0


def _field(
    old: str,
    new: str,
    field: Literal["heading", "text"],
    edits: Sequence[Edit],
    partial: str | None,
) -> Iterator[Piece]:
    for op, text, gap in aligned(old, new, edits_of(edits, field), partial):
        yield Piece(op, text, field, gap=gap)


def replaced(old: str, new: str, role: Role) -> list[Piece]:
    """A field that is compared as a whole."""
    if old == new:
        return [Piece("same", old, role)]
    return [Piece("del", old, role), Piece("ins", new, role)]


def _space(before: bool, after: bool, role: Role) -> list[Piece]:
    op = _SPACES.get((before, after))
    return [Piece(op, " ", role)] if op else []


def aligned(
    old: str, new: str, edits: Sequence[Edit], partial: str | None
) -> Iterator[tuple[Op, str, bool]]:
    """What two texts share and what not, as the edits have it.

    Where a file breaks off, edits cannot say the rest; then the words decide, and what stands
    beyond the break is a gap.
    """
    if _fit(old, new, edits):
        yield from ((op, text, False) for op, text in by_edits(old, edits))
        return
    found = list(_by_words(old, new))
    reached = _reached(found, partial)
    for i, (op, text) in enumerate(found):
        yield op, text, i not in reached


def _fit(old: str, new: str, edits: Sequence[Edit]) -> bool:
    try:
        return patch(old, list(edits)) == new
    except ConflictError:
        return False


def _reached(found: Sequence[tuple[Op, str]], partial: str | None) -> range:
    """Which stretches lie where both files reach: up to the last shared words, or from the
    first on.
    """
    shared = [i for i, (op, text) in enumerate(found) if op == "same" and text]
    if partial == "tail-missing":
        return range(shared[-1] + 1 if shared else 0)
    if partial == "head-missing":
        return range(shared[0] if shared else len(found), len(found))
    return range(len(found))


def by_edits(old: str, edits: Sequence[Edit]) -> Iterator[tuple[Op, str]]:
    """The older text with what went and came: one that stays before each edit and behind the
    last, any of them may be empty.
    """
    at = 0
    for edit in sorted(edits, key=lambda one: one.before_span):
        start, end = edit.before_span
        yield "same", old[at:start]
        yield "del", edit.before
        yield "ins", edit.after
        at = end
    yield "same", old[at:]


def _by_words(old: str, new: str) -> Iterator[tuple[Op, str]]:
    one, other = _ATOM.findall(old), _ATOM.findall(new)
    if "".join(one) != old or "".join(other) != new:  # nothing may be lost
        one, other = list(old), list(new)
    old_at = new_at = 0
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            yield "del", "".join(one[old_at : step.src_start])
            yield "ins", "".join(other[new_at : step.dest_start])
            yield "same", "".join(one[step.src_start : step.src_end])
            old_at, new_at = step.src_end, step.dest_end
    yield "del", "".join(one[old_at:])
    yield "ins", "".join(other[new_at:])
