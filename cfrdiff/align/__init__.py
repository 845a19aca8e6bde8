"""Two trees → which paragraph became which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.align.coverage import Coverage, Reach
from cfrdiff.align.likeness import Likeness
from cfrdiff.model import Edition, Paragraph, Path

__all__ = ["Link", "Place", "align", "places"]

# Word likeness (twice the common words over all words). Two unrelated paragraphs of
# regulations share about a quarter of their words, mostly small ones, so what has moved must
# share well over half; what kept its designation may have been rewritten.
_MOVED = 0.6
_STAYED = 0.3
# What keeping its designation adds to a pair's likeness when pairs compete.
_BONUS = 0.25
# What a heading adds that both bear and no other paragraph does.
_HEADED = 0.2


class Place(msgspec.Struct, frozen=True):
    """One paragraph of an edition: its section, its place in the order of print, itself.

    `section_index` tells sections apart whose number is the same or not known.
    """

    section: str | None
    section_index: int
    index: int
    paragraph: Paragraph


class Link(msgspec.Struct, frozen=True):
    """What became of what. One side is empty where a paragraph has no counterpart.

    `reach` says of such a one whether the other file reaches there at all; `margin` how far
    the pair's likeness is above that of the next best.
    """

    before: Place | None
    after: Place | None
    similarity: float
    margin: float
    reach: Reach


def places(edition: Edition, section: str | None = None) -> list[Place]:
    """All paragraphs in the order of print, each without its children."""
    found: list[Place] = []
    for i, part in enumerate(edition.sections):
        for paragraph in part.walk():
            if section is None or part.number == section:
                bare = msgspec.structs.replace(paragraph, children=())
                found.append(Place(part.number, i, len(found), bare))
    return found


def align(before: Edition, after: Edition, section: str | None = None) -> list[Link]:
    """Link every paragraph of both editions, or of one section, exactly once.

    Links come in the order of the newer edition; what has no counterpart there follows what it
    followed in the older one.
    """
    old, new = places(before, section), places(after, section)
    by_section: dict[str | None, tuple[list[Place], list[Place]]] = defaultdict(lambda: ([], []))
    for place in old:
        by_section[place.section][0].append(place)
    for place in new:
        by_section[place.section][1].append(place)
    pairs: list[tuple[Place, Place, float, float]] = []
    for olds, news in by_section.values():
        pairs += _Matching(olds, news).run()
    linked_old = {pair[0].index for pair in pairs}
    linked_new = {pair[1].index for pair in pairs}
    reach_old, reach_new = Coverage(before), Coverage(after)
    links = [Link(o, n, score, margin, "covered") for o, n, score, margin in pairs]
    links += [
        Link(place, None, 0.0, 1.0, reach_new.reach(place.section, place.paragraph))
        for place in old
        if place.index not in linked_old
    ]
    links += [
        Link(None, place, 0.0, 1.0, reach_old.reach(place.section, place.paragraph))
        for place in new
        if place.index not in linked_new
    ]
    return _in_order(links)


def _in_order(links: Iterable[Link]) -> list[Link]:
    links = list(links)
    ahead: dict[int, list[Link]] = defaultdict(list)
    position = {link.before.index: link.after.index for link in links if link.before and link.after}
    for link in links:
        if link.after is None and link.before is not None:
            index = link.before.index
            while index >= 0 and index not in position:
                index -= 1
            ahead[position.get(index, -1)].append(link)
    ordered = sorted(ahead[-1], key=_before_index)
    for link in sorted((link for link in links if link.after), key=_after_index):
        ordered.append(link)
        ordered += sorted(ahead.get(_after_index(link), []), key=_before_index)
    return ordered


def _before_index(link: Link) -> int:
    return link.before.index if link.before else -1


def _after_index(link: Link) -> int:
    return link.after.index if link.after else -1


class _Matching:
    """Pairs the paragraphs of one section of two editions."""

    def __init__(self, olds: Sequence[Place], news: Sequence[Place]) -> None:
        self._olds = olds
        self._news = news
        self._likeness = Likeness(
            [place.paragraph for place in olds], [place.paragraph for place in news]
        )
        self._old_free = set(range(len(olds)))
        self._new_free = set(range(len(news)))
        self._pairs: list[tuple[int, int, float, float]] = []

    def run(self) -> list[tuple[Place, Place, float, float]]:
        """Exact pairs first, then by likeness, then children of pairs, then by designation."""
        if self._olds and self._news:
            self._take_exact()
            self._take_alike()
            self._take_children()
            self._take_same_place()
        return [(self._olds[i], self._news[j], score, m) for i, j, score, m in self._pairs]

    def _take(self, i: int, j: int, score: float, margin: float = 1.0) -> None:
        self._pairs.append((i, j, score, margin))
        self._old_free.discard(i)
        self._new_free.discard(j)

    def _take_exact(self) -> None:
        likeness = self._likeness
        by_path: dict[Path, list[int]] = defaultdict(list)
        for j, place in enumerate(self._news):
            by_path[place.paragraph.path].append(j)
        for i, place in enumerate(self._olds):
            for j in by_path[place.paragraph.path]:
                if j in self._new_free and likeness.same(i, j):
                    self._take(i, j, 1.0)
                    break
        old_keys = Counter(likeness.old_key(i) for i in self._old_free)
        new_keys = {likeness.new_key(j): j for j in sorted(self._new_free, reverse=True)}
        new_count = Counter(likeness.new_key(j) for j in self._new_free)
        for i in sorted(self._old_free):
            key = likeness.old_key(i)
            if likeness.is_distinctive(key) and old_keys[key] == 1 and new_count[key] == 1:
                self._take(i, new_keys[key], 1.0)

    def _take_alike(self) -> None:
        olds, news = sorted(self._old_free), sorted(self._new_free)
        if not olds or not news:
            return
        table = self._likeness.table(olds, news)
        moved = self._likeness.moved(table, olds, news)
        offers: list[tuple[float, int, int, int, float]] = []
        for a, i in enumerate(olds):
            for b, j in enumerate(news):
                score = float(table[a][b])
                same = self._same_path(i, j)
                headed = _HEADED if self._likeness.same_heading(i, j) else 0.0
                rank = (score + _BONUS if same else float(moved[a][b])) + headed
                if score >= _STAYED and (same or rank >= self._moved_at(i, j)):
                    distance = abs(self._olds[i].index - self._news[j].index)
                    offers.append((-rank, distance, i, j, score))
        offers.sort()
        best: dict[int, list[float]] = defaultdict(list)
        for rank, _, i, _, _ in offers:
            best[i].append(-rank)
        for rank, _, i, j, score in offers:
            if i in self._old_free and j in self._new_free:
                others = [r for r in best[i] if r != -rank]
                self._take(i, j, score, min(1.0, -rank - max(others, default=0.0)))

    def _moved_at(self, i: int, j: int) -> float:
        """The likeness at which a paragraph counts as moved: short ones need more."""
        words = min(self._likeness.length(i), self._likeness.new_length(j))
        return _MOVED if words >= 12 else _MOVED + (12 - words) * 0.03

    def _take_children(self) -> None:
        """Below a pair, the same label is the same paragraph if the words do not forbid it."""
        for i, j, _, _ in list(self._pairs):
            self._children_of(i, j)

    def _children_of(self, i: int, j: int) -> None:
        old_path, new_path = self._olds[i].paragraph.path, self._news[j].paragraph.path
        if not old_path or old_path == new_path:
            return
        for a in sorted(self._old_free):
            path = self._olds[a].paragraph.path
            if path[:-1] != old_path:
                continue
            target = (*new_path, path[-1])
            for b in sorted(self._new_free):
                if self._news[b].paragraph.path == target:
                    score = self._likeness.one(a, b)
                    if score >= _STAYED:
                        self._take(a, b, score)
                        self._children_of(a, b)
                    break

    def _take_same_place(self) -> None:
        """What is left and bears the same designation was rewritten, not replaced."""
        by_path = {self._news[j].paragraph.path: j for j in sorted(self._new_free, reverse=True)}
        for i in sorted(self._old_free):
            paragraph = self._olds[i].paragraph
            j = by_path.get(paragraph.path)
            if j is None or j not in self._new_free or not paragraph.designation:
                continue
            other = self._news[j].paragraph
            if paragraph.inferred or other.inferred or paragraph.partial or other.partial:
                continue
            self._take(i, j, self._likeness.one(i, j))

    def _same_path(self, i: int, j: int) -> bool:
        one, other = self._olds[i].paragraph, self._news[j].paragraph
        return one.path == other.path and one.designation == other.designation
