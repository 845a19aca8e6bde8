"""Paragraphs of one edition that stand in several of the other.

A paragraph without a counterpart whose words stand, in long stretches, in a paragraph of the
other edition is a piece of it, if no other piece has those words already. Where the wholes are
the older ones they were split, where they are the newer ones their pieces were merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cfrdiff.align.carried import find_carried
from cfrdiff.align.common_runs import without
from cfrdiff.align.places import Row, Whole
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.thresholds import (
    CANDIDATE_WHOLES,
    LEAST_PIECE,
    PIECE_ELSEWHERE,
    RUN,
    SHARE,
    SHARE_ELSEWHERE,
    SHARE_OF_REST,
)


class Partner(msgspec.Struct, frozen=True, gc=False):
    """The piece that a whole is paired with; `same` where they have all their words in common."""

    whole: int
    piece: int
    same: bool


class _Origin(msgspec.Struct, frozen=True, gc=False):
    """Where a piece may come from: how many words they have in common, and what stretches are left
    of the whole without them.
    """

    whole: int
    common: int
    left: list[str]


def find_wholes(
    wholes: Row,
    pieces: Row,
    partners: Sequence[Partner],
    sections: Mapping[int, int],
) -> list[Whole]:
    """Which of `wholes` stand in several of `pieces`.

    `sections` says which section of the pieces corresponds to each of the wholes.
    """
    search = _Search(wholes, pieces, {one.whole: one.piece for one in partners}, sections)
    whole_elsewhere = {one.whole for one in partners if one.same}
    rest = (w for w in range(len(wholes.places)) if w not in whole_elsewhere)
    index = RareWords(wholes.keys, rest)
    for p in range(len(pieces.places)):
        if p not in search.taken and len(pieces.keys[p]) >= RUN:
            search.assign(p, index.like(pieces.keys[p], CANDIDATE_WHOLES))
    found = list(search.wholes())
    held = {one.whole for one in found} | {one.whole for one in partners}
    given = search.taken.union(*(one.pieces for one in found))
    return [*found, *find_carried(wholes, pieces, held, given)]


class _Search:
    """Pieces given to wholes, and what is left of the wholes' words."""

    def __init__(
        self,
        wholes: Row,
        pieces: Row,
        partners: Mapping[int, int],
        sections: Mapping[int, int],
    ) -> None:
        self._wholes = wholes
        self._pieces = pieces
        self._partners = partners
        self._sections = sections
        self.taken = set(partners.values())
        self._left: dict[int, list[str]] = {}
        self._found: dict[int, list[int]] = defaultdict(list)
        self._verbatim: set[int] = set()

    def assign(self, piece: int, candidates: Sequence[int]) -> None:
        """Give a piece to the candidate that has most of its words, if one has enough."""
        origins = [origin for w in candidates if (origin := self._origin(piece, w)) is not None]
        if origins:
            best = max(origins, key=lambda origin: origin.common)
            self._found[best.whole].append(piece)
            self._left[best.whole] = best.left
            if best.common == len(self._pieces.keys[piece]) >= PIECE_ELSEWHERE:
                self._verbatim.add(piece)

    def wholes(self) -> Iterator[Whole]:
        """The wholes that are made of several pieces, in the order of print."""
        for w, found in sorted(self._found.items()):
            partner = [self._partners[w]] if w in self._partners else []
            members = sorted([*found, *partner])
            members = sorted([*members, *self._small(w, members)])
            left = sum(map(len, self._left[w]))
            held = 1 - left / max(1, len(self._wholes.keys[w]))
            # The whole may have lost the rest: what stands in a piece to the word came from it.
            sure = bool(partner) and self._verbatim.issuperset(found)
            if len(members) > 1 and (held >= SHARE or sure):
                frame = self._frame(w, members)
                yield Whole(w, tuple(sorted({*members, *frame})))

    def _small(self, whole: int, members: Sequence[int]) -> list[int]:
        """Pieces beside the members that are too short to be told by themselves, all of whose
        words are left of the whole; and those that have most of what is left.
        """
        row, keys = self._pieces.places, self._pieces.keys
        parents = {row[member].parent for member in members}
        given = {piece for found in self._found.values() for piece in found}
        adopted: list[int] = []
        for p in range(max(0, members[0] - 1), min(len(row), members[-1] + 2)):
            free = p not in self.taken and p not in given
            if not free or row[p].parent not in parents or not keys[p]:
                continue
            common, left = without(self._left[whole], keys[p])
            rest = sum(map(len, self._left[whole]))
            is_small = len(keys[p]) < LEAST_PIECE and common == len(keys[p])
            is_rest = common >= max(RUN, SHARE * rest, SHARE_OF_REST * len(keys[p]))
            if is_small or is_rest:
                self._left[whole] = left
                adopted.append(p)
        return adopted

    def _origin(self, piece: int, whole: int) -> _Origin | None:
        if whole not in self._left:
            self._left[whole] = self._without_partner(whole)
        common, left = without(self._left[whole], self._pieces.keys[piece])
        enough = common >= self._needed(piece, whole)
        return _Origin(whole, common, left) if enough else None

    def _without_partner(self, whole: int) -> list[str]:
        """The words of a whole that are not in the piece it is paired with."""
        stretches = [self._wholes.keys[whole]]
        partner = self._partners.get(whole)
        return stretches if partner is None else without(stretches, self._pieces.keys[partner])[1]

    def _needed(self, piece: int, whole: int) -> float:
        """How many words of a piece must come from a whole."""
        words = len(self._pieces.keys[piece])
        partner = self._partners.get(whole)
        row = self._pieces.places
        home = (
            self._sections.get(self._wholes.places[whole].section_index)
            if partner is None
            else row[partner].section_index
        )
        if home != row[piece].section_index:
            return max(PIECE_ELSEWHERE, SHARE_ELSEWHERE * words)
        if words >= LEAST_PIECE:
            return SHARE * words
        beside = partner is not None and row[piece].parent in (partner, row[partner].parent)
        return words if beside else words + 1

    def _frame(self, whole: int, members: Sequence[int]) -> list[int]:
        """The paragraph above all pieces that kept the whole's designation or heading, and no more
        than words of it: the words of (a) now stand in (a)(1) and (a)(2), and (a) introduces them.
        """
        row = self._pieces.places
        (above, *others) = {row[member].parent for member in members}
        if above is None or others or above in self.taken:
            return []
        key = self._pieces.keys[above] if row[above].paragraph.text else ""
        common, _ = without(self._left[whole], key) if key else (0, [])
        one, other = row[above].paragraph, self._wholes.places[whole].paragraph
        same = one.path == other.path or (one.heading and one.heading == other.heading)
        return [above] if same and common >= SHARE * len(key) else []
