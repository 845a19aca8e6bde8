"""What governs a paragraph: the words above it, which say what its own words mean.

"(2) Boating" is another rule under "These acts are permitted:" than under "These acts are
prohibited:", though no word of it changed. A new designation is harmless only where the paragraph
above became the paragraph above, all the way up to the section, and where what stood under it is
under it still.

Of a whole subtree that came under other words the topmost paragraph weighs: the words right above
the others are the same and went with them. A frame, "(a)" with no words of its own, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

import msgspec

from cfrdiff.align import Link, Place
from cfrdiff.changes.model import Change, SectionChange
from cfrdiff.changes.significance import heavier, weight_of_governing
from cfrdiff.model import Paragraph

# A paragraph of these kinds stands where it stood, and weighs what its words do.
_STAYED = ("unchanged", "revised")
_MOVED = ("redesignated", "redesignated-revised", "split", "merged")


def with_governing(
    changes: Sequence[Change], links: Sequence[Link], sections: Sequence[SectionChange]
) -> list[Change]:
    """The changes, those weighed heavier by which other words come to govern a paragraph.

    `links` are those of the changes, in the same order; `sections` are all that were renumbered.
    """
    moved = frozenset(at for at, change in enumerate(changes) if change.kind in _MOVED)
    row = _Row(links, sections, moved)
    stayed = (link for change, link in zip(changes, links, strict=True) if change.kind in _STAYED)
    parted = {at for link in stayed for at in row.parted_by(link)}
    weighed = list(changes)
    for at in sorted(moved):
        change = changes[at]
        if not row.is_governed_alike(at):
            weighed[at] = _weighed(change, "under another paragraph")
        elif at in parted:
            weighed[at] = _weighed(change, "apart from what stood under it")
    return weighed


def _weighed(change: Change, row: str) -> Change:
    weight, why = weight_of_governing(row)
    return msgspec.structs.replace(
        change,
        significance=heavier(change.significance, weight),
        reasons=(*change.reasons, *why),
    )


class _Row:
    """The links by the paragraphs they hold, and which of these pairs are governed alike or went
    along with the paragraph above them. `moved` are the places of the links that weigh by where
    they stand.
    """

    def __init__(
        self,
        links: Sequence[Link],
        sections: Sequence[SectionChange],
        moved: frozenset[int],
    ) -> None:
        self._links = links
        self._moved = moved
        self._renumbered = {(one.before, one.after) for one in sections}
        self._left = {one.before for one in sections}
        self._taken = {one.after for one in sections}
        self._of_old = {p.index: at for at, link in enumerate(links) for p in link.before}
        self._of_new = {p.index: at for at, link in enumerate(links) for p in link.after}
        self._olds = {p.index: p for link in links for p in link.before}
        self._news = {p.index: p for link in links for p in link.after}
        # By the older paragraph that stands right above others. What stands above one has a lower
        # index, so it is judged before what stands under it.
        self._became: dict[int, int] = {}
        self._settled: dict[int, bool] = {}
        for old, new in sorted(self._pairs(), key=lambda pair: pair[0][0].index):
            self._became[old[-1].index] = new[-1].index
            weighs_itself = self._of_old[old[0].index] in moved
            self._settled[old[-1].index] = weighs_itself or self._is_settled_above(old[0], new[0])

    def _pairs(self) -> Iterator[tuple[Sequence[Place], Sequence[Place]]]:
        """The paragraphs of each link that say together what either side says; of a paragraph that
        was split into its heading and the text below it, both.
        """
        # What governs a paragraph stands in its own section: the others need not be judged.
        within = {p.section_index for at in self._moved for p in self._links[at].before}
        for link in self._links:
            if within.isdisjoint(p.section_index for p in link.before):
                continue
            sides = [_line_of(side) for side in (link.before, link.after)]
            if all(sides):
                yield sides[0], sides[1]

    def is_governed_alike(self, at: int) -> bool:
        """Whether the same words govern what a link holds, or went with it; of what was split or
        merged, each piece, which may be under another piece of it.
        """
        link = self._links[at]
        inside = {p.index for p in link.before}, {p.index for p in link.after}
        return all(
            self._is_settled_above(old, new)
            for old, new in product(link.before, link.after)
            if old.parent not in inside[0] and new.parent not in inside[1]
        )

    def _is_settled_above(self, old: Place, new: Place) -> bool:
        """Whether the words above became the words above, and so on up to the section, or up to a
        paragraph that weighs by itself.
        """
        above, now_above = _governor(self._olds, old), _governor(self._news, new)
        if above is None or now_above is None:
            return above == now_above and self._is_one_section(old.section, new.section)
        return self._became.get(above) == now_above and self._settled[above]

    def _is_one_section(self, old: str | None, new: str | None) -> bool:
        if (old, new) in self._renumbered:
            return True
        return old == new and old not in self._left and new not in self._taken

    def parted_by(self, link: Link) -> Iterator[int]:
        """The links of what governed a pair and of what governs it now, where these are two."""
        (old,), (new,) = link.before, link.after
        governors = _governor(self._olds, old), _governor(self._news, new)
        above = self._link_of(self._of_old, governors[0]), self._link_of(self._of_new, governors[1])
        if above[0] != above[1]:
            yield from (at for at in above if at is not None)

    @staticmethod
    def _link_of(row: dict[int, int], index: int | None) -> int | None:
        return None if index is None else row.get(index)


def _governor(row: Mapping[int, Place], place: Place) -> int | None:
    """The paragraph whose words stand above one, by its index; None at the top of a section."""
    above = place.parent
    while above is not None and above in row and not _has_words(row[above].paragraph):
        above = row[above].parent
    return above


def _line_of(side: Sequence[Place]) -> Sequence[Place]:
    """The paragraphs of one side of a link that have words, where each stands right under the one
    before it; of a lone one without words itself.
    """
    if len(side) == 1:
        return side
    worded = [place for place in side if _has_words(place.paragraph)]
    in_line = all(below.parent == above.index for above, below in pairwise(worded))
    return worded if in_line else ()


def _has_words(paragraph: Paragraph) -> bool:
    return bool(paragraph.text.strip() or paragraph.heading)
