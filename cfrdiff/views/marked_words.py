"""Two texts as one: which words stay, which went and which came."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz.distance import Indel

from cfrdiff.changes.model import Edit
from cfrdiff.cites import SECTION_NUMBER

# Words that stay, came or went; that went to another line or came from one. A seam is no text: it
# says that a paragraph of the older edition, which is named, began there.
Op = Literal["same", "ins", "del", "from", "to", "seam"]
Role = Literal["label", "heading", "text"]
OLDER: frozenset[Op] = frozenset(("same", "del"))
NEWER: frozenset[Op] = frozenset(("same", "ins"))
# Section numbers and amounts are one: "$1.35" is not "$1." and "35".
_ATOM = re.compile(rf"\s+|{SECTION_NUMBER}(?!\w)|\$?\d+(?:[.,]\d+)*(?!\w)|\w+|[^\w\s]")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Words of one mark; those of an edit bear its category. `move` numbers the move that *from*
    or *to* is an end of; `gap` says that the other file does not reach here, so that nothing came
    or went.
    """

    op: Op
    text: str
    role: Role = "text"
    move: int | None = None
    gap: bool = False
    category: str = ""


def marked_words(
    before: str,
    after: str,
    edits: Sequence[Edit],
    partial: str | None = None,
    role: Role = "text",
) -> list[Piece]:
    """Both texts as one: the pieces of `OLDER` joined are `before`, those of `NEWER` are `after`.

    `edits` are all of one field. Where they do not make the one text of the other, the words are
    compared. Where a file breaks off (`partial` says at which end), edits say nothing of what
    stands beyond the break: that is a gap.
    """
    found = edited_words(before, edits)
    if _text(found, OLDER) != before or _text(found, NEWER) != after:
        broken = _broken_off(before, after, edits) if partial else None
        found = broken or _within_reach(_by_words(before, after), partial)
    return [_in_role(piece, role) for piece in found]


def edited_words(text: str, edits: Iterable[Edit]) -> list[Piece]:
    """The older text with what went and what came."""
    found: list[Piece] = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.before_span):
        start, end = edit.before_span
        found += pieces_of([("same", text[at:start])])
        found += pieces_of([("del", edit.before), ("ins", edit.after)], edit.category)
        at = end
    return [*found, *pieces_of([("same", text[at:])])]


def pieces_of(
    parts: Iterable[tuple[Op, str | None]], category: str = "", gap: bool = False
) -> Iterator[Piece]:
    """Marked words as pieces; where there are no words there is none."""
    return (Piece(op, text, "text", None, gap, category) for op, text in parts if text)


def side(found: Sequence[Piece], ops: frozenset[Op]) -> list[Piece]:
    """What one edition has of marked words."""
    return [piece for piece in found if piece.op in ops]


def _text(found: Iterable[Piece], ops: frozenset[Op]) -> str:
    return "".join(piece.text for piece in found if piece.op in ops)


def _in_role(piece: Piece, role: Role) -> Piece:
    return piece if piece.role == role else msgspec.structs.replace(piece, role=role)


def _broken_off(before: str, after: str, edits: Sequence[Edit]) -> list[Piece] | None:
    """What the edits make of two texts of which one breaks off; None where they do not fit."""
    found: list[Piece] = []
    old = new = 0
    for i, edit in enumerate(edits):
        kept = _kept(before[old : edit.before_span[0]], after[new : edit.after_span[0]], i == 0)
        if kept is None:
            return None
        found += [*kept, *pieces_of([("del", edit.before), ("ins", edit.after)], edit.category)]
        old, new = edit.before_span[1], edit.after_span[1]
    kept = _kept(before[old:], after[new:], not edits, True)
    return None if kept is None else [*found, *kept]


class _Break(NamedTuple):
    """How two texts between edits differ where a file may break off: at the head, or at the tail.
    The first that applies.
    """

    name: str
    applies: Callable[[str, str, bool, bool], bool]
    parts: Callable[[str, str], tuple[Piece, ...]]


def _only(op: Op, text: str) -> Piece:
    return Piece(op, text, gap=True)


_BREAKS = (
    _Break(
        "none",
        lambda old, new, at_head, at_tail: old == new,
        lambda old, new: (Piece("same", old),),
    ),
    _Break(
        "the older file lacks the beginning",
        lambda old, new, at_head, at_tail: at_head and new.endswith(old),
        lambda old, new: (_only("ins", new[: len(new) - len(old)]), Piece("same", old)),
    ),
    _Break(
        "the newer file lacks the beginning",
        lambda old, new, at_head, at_tail: at_head and old.endswith(new),
        lambda old, new: (_only("del", old[: len(old) - len(new)]), Piece("same", new)),
    ),
    _Break(
        "the older file lacks the end",
        lambda old, new, at_head, at_tail: at_tail and new.startswith(old),
        lambda old, new: (Piece("same", old), _only("ins", new[len(old) :])),
    ),
    _Break(
        "the newer file lacks the end",
        lambda old, new, at_head, at_tail: at_tail and old.startswith(new),
        lambda old, new: (Piece("same", new), _only("del", old[len(new) :])),
    ),
)


def _kept(before: str, after: str, at_head: bool, at_tail: bool = False) -> list[Piece] | None:
    """What stands between edits, the same in both texts but at a break; None where it differs."""
    for one in _BREAKS:
        if one.applies(before, after, at_head, at_tail):
            return [piece for piece in one.parts(before, after) if piece.text]
    return None


def _by_words(old: str, new: str) -> list[Piece]:
    """What the words of two texts share and what not."""
    one, other = _ATOM.findall(old), _ATOM.findall(new)
    if "".join(one) != old or "".join(other) != new:  # nothing may be lost
        one, other = list(old), list(new)
    parts: list[tuple[Op, str]] = []
    old_at = new_at = 0
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            parts += [
                ("del", "".join(one[old_at : step.src_start])),
                ("ins", "".join(other[new_at : step.dest_start])),
                ("same", "".join(one[step.src_start : step.src_end])),
            ]
            old_at, new_at = step.src_end, step.dest_end
    parts += [("del", "".join(one[old_at:])), ("ins", "".join(other[new_at:]))]
    return list(pieces_of(parts))


def _within_reach(found: Sequence[Piece], partial: str | None) -> list[Piece]:
    """The pieces; those beyond the last shared words, or before the first, are a gap where a file
    breaks off there.
    """
    shared = [i for i, piece in enumerate(found) if piece.op == "same"]
    reached = range(len(found))
    if partial == "tail-missing":
        reached = range(shared[-1] + 1 if shared else 0)
    elif partial == "head-missing":
        reached = range(shared[0] if shared else len(found), len(found))
    return [
        piece if i in reached else msgspec.structs.replace(piece, gap=True)
        for i, piece in enumerate(found)
    ]
