"""What governs a paragraph: the words above it, which say what its own words mean.

"(2) Boating" is another rule under "These acts are permitted:" than under "These acts are
prohibited:", though no word of it changed. A new designation is harmless only where the paragraph
above became the paragraph above, all the way up to the section, and where what stood under it is
under it still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec

from cfrdiff.align import Link, Place
from cfrdiff.changes.model import Change, SectionChange
from cfrdiff.changes.significance import heavier, weight_of_governing

# A paragraph of these kinds stands where it stood, and weighs what its words do.
_STAYED = ("unchanged", "revised")
_MOVED = ("redesignated", "redesignated-revised", "split", "merged")


def with_governing(
    changes: Sequence[Change], links: Sequence[Link], sections: Sequence[SectionChange]
) -> list[Change]:
    """The changes, those weighed heavier by which other words come to govern a paragraph.

    `links` are those of the changes, in the same order; `sections` are all that were renumbered.
    """
    row = _Row(links, sections)
    parted = {
        at
        for change, link in zip(changes, links, strict=True)
        if change.kind in _STAYED
        for at in row.parted_by(link)
    }
    return [
        _weighed(change, "under another paragraph")
        if change.kind in _MOVED and not row.is_governed_alike(at)
        else _weighed(change, "apart from what stood under it")
        if change.kind in _MOVED and at in parted
        else change
        for at, change in enumerate(changes)
    ]


def _weighed(change: Change, row: str) -> Change:
    weight, why = weight_of_governing(row)
    return msgspec.structs.replace(
        change,
        significance=heavier(change.significance, weight),
        reasons=(*change.reasons, *why),
    )


class _Row:
    """The links by the paragraphs they hold, and which of these pairs are governed alike."""

    def __init__(self, links: Sequence[Link], sections: Sequence[SectionChange]) -> None:
        self._links = links
        self._renumbered = {(one.before, one.after) for one in sections}
        self._left = {one.before for one in sections}
        self._taken = {one.after for one in sections}
        self._of_old = {p.index: at for at, link in enumerate(links) for p in link.before}
        self._of_new = {p.index: at for at, link in enumerate(links) for p in link.after}
        # Pairs of one and one, by the older paragraph. What stands above one has a lower index, so
        # it is judged before what stands under it.
        self._became: dict[int, int] = {}
        self._alike: dict[int, bool] = {}
        for old, new in sorted(self._pairs(), key=lambda pair: pair[0].index):
            self._became[old.index] = new.index
            self._alike[old.index] = self._is_alike_above(old, new)

    def _pairs(self) -> Iterator[tuple[Place, Place]]:
        for link in self._links:
            if len(link.before) == len(link.after) == 1:
                yield link.before[0], link.after[0]

    def is_governed_alike(self, at: int) -> bool:
        """Whether the same words govern what a link holds; of what was split or merged, each
        piece, which may be under another piece of it.
        """
        link = self._links[at]
        inside = {p.index for p in link.before}, {p.index for p in link.after}
        return all(
            self._is_alike_above(old, new)
            for old, new in product(link.before, link.after)
            if old.parent not in inside[0] and new.parent not in inside[1]
        )

    def _is_alike_above(self, old: Place, new: Place) -> bool:
        if old.parent is None or new.parent is None:
            return old.parent == new.parent and self._is_one_section(old.section, new.section)
        return self._became.get(old.parent) == new.parent and self._alike[old.parent]

    def _is_one_section(self, old: str | None, new: str | None) -> bool:
        if (old, new) in self._renumbered:
            return True
        return old == new and old not in self._left and new not in self._taken

    def parted_by(self, link: Link) -> Iterator[int]:
        """The links of what stood above a pair and of what stands above it now, where these are
        two.
        """
        (old,), (new,) = link.before, link.after
        above = self._link_of(self._of_old, old.parent), self._link_of(self._of_new, new.parent)
        if above[0] != above[1]:
            yield from (at for at in above if at is not None)

    @staticmethod
    def _link_of(row: dict[int, int], index: int | None) -> int | None:
        return None if index is None else row.get(index)
