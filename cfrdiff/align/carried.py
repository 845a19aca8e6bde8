"""Paragraphs of one edition whose words were carried together into another section of the other.

A single piece in another section must have nearly all its words from the whole (`splits`). Of
several that stand beside each other less will do: § 54.20 became § 54.19(a) and (b).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from cfrdiff.align.common_runs import without
from cfrdiff.align.places import Place, Row, Whole
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.thresholds import ALIKE, CANDIDATE_WHOLES, PIECE_ELSEWHERE, SHARE
from cfrdiff.cites import part_of


def find_carried(
    wholes: Row, pieces: Row, taken_wholes: Collection[int], taken_pieces: Collection[int]
) -> list[Whole]:
    """Those of `wholes` that are not taken, and most of whose words stand in several of `pieces`,
    free as well, beside each other in one section of the same part.
    """
    beside = list(_with_siblings(pieces, _free(pieces, taken_pieces)))
    parts = {part_of(pieces.places[p].section or "") for p in beside}
    long = [
        w
        for w in _free(wholes, taken_wholes)
        if len(wholes.keys[w]) >= 2 * PIECE_ELSEWHERE
        and part_of(wholes.places[w].section or "") in parts
    ]
    if not long:
        return []
    index = RareWords(wholes.keys, long)
    groups: dict[tuple[int, int, int | None], list[int]] = defaultdict(list)
    for p in beside:
        key, place = pieces.keys[p], pieces.places[p]
        shares = {
            w: without([wholes.keys[w]], key)[0] / len(key)
            for w in index.like(key, CANDIDATE_WHOLES)
            if _is_in_other_section(wholes.places[w], place)
        }
        best = max(shares, key=lambda w: shares[w], default=None)
        if best is not None and shares[best] >= ALIKE:
            groups[best, place.section_index, place.parent].append(p)
    found: dict[int, Whole] = {}
    for (w, *_), members in groups.items():
        if len(members) > 1 and w not in found and _held(wholes.keys[w], members, pieces) >= SHARE:
            found[w] = Whole(w, tuple(members))
    return [found[w] for w in sorted(found)]


def _free(row: Row, taken: Collection[int]) -> list[int]:
    """What is not taken, and long enough to be told in another section."""
    free = (i for i in range(len(row.places)) if i not in taken)
    return [i for i in free if len(row.keys[i]) >= PIECE_ELSEWHERE]


def _with_siblings(row: Row, members: Sequence[int]) -> Iterator[int]:
    """Those of some paragraphs that stand beside another of them."""
    above = [(row.places[i].section_index, row.places[i].parent) for i in members]
    count = Counter(above)
    yield from (i for i, place in zip(members, above, strict=True) if count[place] > 1)


def _is_in_other_section(one: Place, other: Place) -> bool:
    return one.section != other.section and part_of(one.section or "") == part_of(
        other.section or ""
    )


def _held(key: str, members: Sequence[int], pieces: Row) -> float:
    """How much of a whole stands in its pieces."""
    left = [key]
    for p in members:
        _, left = without(left, pieces.keys[p])
    return 1 - sum(map(len, left)) / len(key)
