"""Paragraphs that became several, and several that became one.

A paragraph without a counterpart whose words stand, in long stretches, in a paragraph of the
other edition is a piece of it, if no other piece has those words already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.align.matching import Pair
from cfrdiff.align.places import Place
from cfrdiff.align.rare_words import RareWords

# Fewer words in a row agree by chance.
_RUN = 3
# How much of a piece must come from the whole, and of the whole be in its pieces.
_SHARE = 0.6
_CANDIDATES = 4
_LEAST = 5
# Of a piece in another section nearly all must come from the whole, and be no chance.
_ELSEWHERE = 12


class Whole(msgspec.Struct, frozen=True):
    """A paragraph of one edition (index) and its pieces in the other, in the order of print."""

    whole: int
    pieces: tuple[int, ...]


def find_pieces(
    wholes: Sequence[Place],
    pieces: Sequence[Place],
    keys: tuple[Sequence[str], Sequence[str]],
    pairs: Iterable[Pair],
    sections: dict[int, int],
    *,
    merged: bool = False,
) -> list[Whole]:
    """Which of `wholes` stand in several of `pieces`.

    `keys` are the words of both (see `Likeness`), `sections` says which section of the older
    edition became which. For paragraphs that were merged, the wholes are the newer ones.
    """
    whole_keys, piece_keys = keys
    partner: dict[int, int] = {}
    settled: set[int] = set()
    taken: set[int] = set()
    for pair in pairs:
        whole, piece = (pair.new, pair.old) if merged else (pair.old, pair.new)
        taken.add(piece)
        partner[whole] = piece
        if pair.score >= 1:
            settled.add(whole)
    if merged:
        sections = {new: old for old, new in sections.items()}
    index = RareWords(whole_keys, (w for w in range(len(wholes)) if w not in settled))
    rest: dict[int, list[str]] = {}
    found: dict[int, list[int]] = defaultdict(list)
    for p, place in enumerate(pieces):
        if p in taken or len(piece_keys[p]) < _RUN:
            continue
        key = piece_keys[p]
        best: tuple[int, int, list[str]] | None = None
        for w in index.like(key, _CANDIDATES):
            other = partner.get(w)
            home = sections.get(wholes[w].section_index)
            if other is not None:
                home = pieces[other].section_index
            if w not in rest:
                rest[w] = [whole_keys[w]]
                if other is not None:
                    rest[w] = _without(rest[w], piece_keys[other])[1]
            common, left = _without(rest[w], key)
            close = other is not None and _close(pieces, other, p)
            needed = len(key) if len(key) < _LEAST else _SHARE * len(key)
            if home != place.section_index:
                needed = max(_ELSEWHERE, 0.9 * len(key))
            if common < needed or (len(key) < _LEAST and not close):
                continue
            if best is None or common > best[1]:
                best = w, common, left
        if best is not None:
            found[best[0]].append(p)
            rest[best[0]] = best[2]
    result: list[Whole] = []
    for w, members in sorted(found.items()):
        if w in partner:
            members = sorted([*members, partner[w]])
        held = 1 - sum(map(len, rest[w])) / max(1, len(whole_keys[w]))
        if len(members) > 1 and held >= _SHARE:
            frame = _frame(wholes[w], pieces, members, taken)
            result.append(Whole(w, tuple(sorted({*members, *frame}))))
    return result


def _frame(
    whole: Place, row: Sequence[Place], members: Sequence[int], taken: set[int]
) -> list[int]:
    """The bare paragraph above all pieces that kept the whole's designation or heading: the
    words of (a) now stand in (a)(1) and (a)(2).
    """
    above = row[members[0]].parent
    if above is None or above in taken or any(row[m].parent != above for m in members):
        return []
    one, other = row[above].paragraph, whole.paragraph
    same = one.path == other.path or (one.heading and one.heading == other.heading)
    return [above] if same and not one.text else []


def _close(row: Sequence[Place], one: int, other: int) -> bool:
    """Whether a paragraph stands right under another or next to it."""
    return row[other].parent in (one, row[one].parent)


def _without(stretches: list[str], key: str) -> tuple[int, list[str]]:
    """How many words of `key` stand in long runs in the stretches, and what is left of them."""
    from rapidfuzz.distance import LCSseq  # loaded where texts are compared

    common = 0
    left: list[str] = []
    for stretch in stretches:
        at = 0
        for op in LCSseq.opcodes(stretch, key):
            long = op.src_end - op.src_start >= min(_RUN, len(key))
            if op.tag == "equal" and long:
                common += op.src_end - op.src_start
                left.append(stretch[at : op.src_start])
                at = op.src_end
        left.append(stretch[at:])
    return common, [stretch for stretch in left if stretch]
