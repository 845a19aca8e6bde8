"""One line's words with their marks: what two states of a line share, and what went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

from cfrdiff.changes.model import Change, Edit
from cfrdiff.changes.patch import patch
from cfrdiff.errors import ConflictError
from cfrdiff.reports.printed import PrintedLine

Op = Literal["same", "ins", "del", "from", "to"]
Role = Literal["label", "heading", "text"]
# Amounts and section numbers are one: "$1.35" is not "$1." and "35".
_ATOM = re.compile(r"\s+|\$?\d+(?:[.,]\d+)*(?!\w)|\w+|[^\w\s]")


class Piece(msgspec.Struct, frozen=True):
    """Words of one mark. `gap` says that the other file breaks off before them."""

    op: Op
    text: str
    role: Role
    move: int | None = None
    gap: bool = False


def pair_pieces(old: PrintedLine, new: PrintedLine, change: Change | None) -> list[Piece]:
    """The pieces of two lines that are one: the older line's without what came are its words,
    the newer's without what went are its own.
    """
    edits = change.edits if change else ()
    pieces = replaced(old.label, new.label, "label")
    partial = (old.state.partial if old.state else None) or (
        new.state.partial if new.state else None
    )
    if bool(old.heading) != bool(new.heading) and old.text and new.text:
        # One file sets the heading apart, the other runs it in: the words are what counts.
        body = [" ".join(filter(None, (line.heading, line.text))) for line in (old, new)]
        apart = len(old.heading or new.heading)
        pieces += lead(bool(old.label), bool(new.label), "heading")
        at = 0
        for op, text in _by_words(*body):
            cut = max(0, min(len(text), apart - at))
            pieces += [Piece(op, text[:cut], "heading"), Piece(op, text[cut:], "text")]
            at += len(text) if op != ("ins" if old.heading else "del") else 0
        return pieces
    before, after = bool(old.label), bool(new.label)
    roles: tuple[Literal["heading", "text"], ...] = ("heading", "text")
    for role in roles:
        one, other = getattr(old, role), getattr(new, role)
        pieces += lead(before and bool(one), after and bool(other), role)
        for op, text, gap in aligned(
            one, other, [edit for edit in edits if edit.field == role], partial
        ):
            pieces.append(Piece(op, text, role, gap=gap))
        before, after = before or bool(one), after or bool(other)
    return pieces


def replaced(old: str, new: str, role: Role) -> list[Piece]:
    """A field that is compared as a whole."""
    if old == new:
        return [Piece("same", old, role)]
    return [Piece("del", old, role), Piece("ins", new, role)]


def lead(before: bool, after: bool, role: Role) -> list[Piece]:
    """The space in front of a field, where something stands before it."""
    if before and after:
        return [Piece("same", " ", role)]
    return [Piece("del", " ", role)] if before else [Piece("ins", " ", role)] if after else []


def aligned(
    old: str, new: str, edits: Sequence[Edit], partial: str | None
) -> Iterator[tuple[Op, str, bool]]:
    """What two texts share and what not, as the edits have it.

    Where a file breaks off, edits cannot say the rest; then the words decide, and what stands
    beyond the break is a gap.
    """
    try:
        fits = patch(old, list(edits)) == new
    except ConflictError:
        fits = False
    found = list(_by_edits(old, edits) if fits else _by_words(old, new))
    shared = [i for i, (op, text) in enumerate(found) if op == "same" and text]
    first, last = (shared[0], shared[-1]) if shared else (len(found), -1)
    for i, (op, text) in enumerate(found):
        beyond = (partial == "tail-missing" and i > last) or (
            partial == "head-missing" and i < first
        )
        yield op, text, beyond and not fits


def _by_edits(old: str, edits: Sequence[Edit]) -> Iterator[tuple[Op, str]]:
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
