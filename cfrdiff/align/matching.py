"""Pairs the paragraphs of two editions, in rounds from the certain to the likely.

1. The same words, found once in each edition, are the same paragraph wherever they stand.
2. What is very much alike is paired next (rare words find the candidates, an assignment solver
   decides between them).
3. Below a pair, and at the top of sections that correspond, what is left is paired in the order
   of print, between the neighbours that are paired already: so a short paragraph such as
   "(i) The name;" is told by where it stands.
4. What is left may have moved and been revised: alike enough, anywhere.
5. What still bears the same designation under the same paragraph was rewritten.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.align.assignment import Offer, Rivals, assign
from cfrdiff.align.likeness import Keys, Likeness
from cfrdiff.align.places import Place
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.rising import rising
from cfrdiff.align.sections import corresponding
from cfrdiff.model import Edition, Paragraph

# Word likeness (twice the common words over all words). Two unrelated paragraphs of
# regulations share about a quarter of their words, mostly small ones, so what has moved must
# share well over half; what kept its place may have been rewritten.
_ALIKE = 0.75
_MOVED = 0.6
_BETWEEN = 0.45
_BRIEF = 0.7
_STAYED = 0.3
# What the same designation in the same place adds when pairs compete, and what a heading or
# defined term adds that both bear.
_PLACED = 0.25
_NAMED = 0.2
# The very same words outweigh a designation with most of them: "The date of the meeting;".
_SAME = 0.3
# Fewer words in common may be chance; across sections more must agree, and more still where
# they are only alike.
_DISTINCTIVE = 6
_ELSEWHERE = 8
_ALIKE_ELSEWHERE = 12
_CANDIDATES = 8

_TERM = re.compile(r"(.{3,60}?)(?:—|: | means\b| includes?\b)")

Side = tuple[int, int | None]


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Older and newer paragraph (indices of places), their likeness, and how far the pair is
    above the next best of either.
    """

    old: int
    new: int
    score: float
    margin: float


def match(
    olds: Sequence[Place], news: Sequence[Place], before: Edition, after: Edition
) -> tuple[list[Pair], dict[int, int], Likeness]:
    """Pairs of places, each place in at most one; which section (by its place in the edition)
    became which; and the likeness it was told by.
    """
    matching = _Matching(olds, news)
    matching.run(before, after)
    return matching.pairs, matching.sections, matching.likeness


class _Matching:
    def __init__(self, olds: Sequence[Place], news: Sequence[Place]) -> None:
        self.olds = olds
        self.news = news
        self.likeness = Likeness([p.paragraph for p in olds], [p.paragraph for p in news])
        self.pairs: list[Pair] = []
        self._new_of: dict[int, int] = {}
        self._old_of: dict[int, int] = {}
        self._old_kids, self._new_kids = _children(olds), _children(news)
        self._old_terms = [_term(place.paragraph) for place in olds]
        self._new_terms = [_term(place.paragraph) for place in news]
        self._old_count = Counter(self.likeness.olds.texts)
        self._new_count = Counter(self.likeness.news.texts)
        self.sections: dict[int, int] = {}
        self._old_at: Counter[tuple[int, str, str]] = Counter()
        self._new_at: Counter[tuple[int, str, str]] = Counter()

    def run(self, before: Edition, after: Edition) -> None:
        if not self.olds or not self.news:
            return
        self._take_same_words()
        self.sections = corresponding(before, after, self._votes())
        self._old_at = Counter(self._position(i) for i in range(len(self.olds)))
        self._new_at = Counter(_position(place) for place in self.news)
        self._take_alike(_ALIKE, distinctive=True)
        self._take_by_children()
        self._take_between()
        self._take_by_children()
        self._take_between()
        self._take_alike(_MOVED)
        self._take_between()
        self._take_by_children()
        self._take_rewritten()

    def _take(self, i: int, j: int, score: float, margin: float = 1.0) -> None:
        self.pairs.append(Pair(i, j, score, margin))
        self._new_of[i] = j
        self._old_of[j] = i

    def _old_free(self) -> list[int]:
        return [i for i in range(len(self.olds)) if i not in self._new_of]

    def _new_free(self) -> list[int]:
        return [j for j in range(len(self.news)) if j not in self._old_of]

    def _take_same_words(self) -> None:
        likeness = self.likeness
        where = {text: j for j, text in enumerate(likeness.news.texts)}
        for i, text in enumerate(likeness.olds.texts):
            if self._old_count[text] != 1 or self._new_count[text] != 1:
                continue
            words, j = text.count(" ") + 1, where[text]
            same_section = self.olds[i].section == self.news[j].section
            enough = words >= (_DISTINCTIVE if same_section else _ELSEWHERE)
            if enough and not likeness.is_cut(i, j):
                self._take(i, j, 1.0)

    def _votes(self) -> Counter[tuple[int, int]]:
        """How many words of a section are paired with words of another."""
        votes: Counter[tuple[int, int]] = Counter()
        for pair in self.pairs:
            sections = self.olds[pair.old].section_index, self.news[pair.new].section_index
            votes[sections] += self.likeness.olds.texts[pair.old].count(" ") + 1
        return votes

    def _take_alike(self, threshold: float, distinctive: bool = False) -> None:
        """What is alike beyond a threshold, wherever it stands; if told so, only what is long
        enough, and the only one with its words, so that its like is no chance.
        """
        free_olds = [i for i in self._old_free() if self.likeness.olds[i]]
        free_news = [j for j in self._new_free() if self.likeness.news[j]]
        if distinctive:
            free_olds = [i for i in free_olds if self._is_distinctive(self.likeness.olds, i)]
            free_news = [j for j in free_news if self._is_distinctive(self.likeness.news, j)]
        index = RareWords(self.likeness.olds, free_olds)
        in_place: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for i in free_olds:
            in_place[self._position(i)].append(i)
        wanted: list[tuple[int, int]] = []
        for j in free_news:
            near = in_place.get(_position(self.news[j]), [])[:_CANDIDATES]
            like = index.like(self.likeness.news[j], _CANDIDATES)
            wanted += [(i, j) for i in dict.fromkeys([*near, *like])]
        offers: list[Offer] = []
        plain: dict[tuple[int, int], float] = {}
        for (i, j), score in zip(wanted, self.likeness.of(wanted), strict=True):
            placed = self._same_place(i, j)
            rank = (score + _PLACED if placed else self.likeness.grown(i, j, score)) + (
                _NAMED if self._same_name(i, j) else 0.0
            )
            needed = threshold if placed else self._needed(i, j, threshold)
            if rank >= needed and score >= _STAYED:
                offers.append((i, j, rank - min(needed, _MOVED) + 0.01))
                plain[i, j] = score
        best = Rivals(offers)
        for i, j, gain in assign(offers):
            self._take(i, j, plain[i, j], min(1.0, gain - best(i, j)))

    def _is_distinctive(self, keys: Keys, at: int) -> bool:
        text = keys.texts[at]
        once = self._old_count[text] <= 1 and self._new_count[text] <= 1
        return once and len(keys[at]) >= _DISTINCTIVE

    def _take_by_children(self) -> None:
        """A paragraph whose children went under another went there itself, if its own words do
        not say otherwise: so a bare ``(3)`` is told by what stands under it.
        """
        for i in reversed(self._old_free()):
            kids = self._old_kids.get((self.olds[i].section_index, i), [])
            went = [self.news[self._new_of[kid]].parent for kid in kids if kid in self._new_of]
            if not went:
                continue
            (j, count) = Counter(went).most_common(1)[0]
            if j is None or j in self._old_of or 2 * count < len(kids):
                continue
            bare = not self.likeness.olds[i] and not self.likeness.news[j]
            score = 1.0 if bare else self.likeness.one(i, j)
            if score >= _STAYED:
                self._take(i, j, score)

    def _needed(self, i: int, j: int, threshold: float) -> float:
        """The likeness at which a paragraph counts as moved: short ones need more, and more
        still in another section.
        """
        words = min(len(self.likeness.olds[i]), len(self.likeness.news[j]))
        needed = threshold if words >= 12 else threshold + (12 - words) * 0.03
        near = self.sections.get(self.olds[i].section_index) == self.news[j].section_index
        if not near and (words < _ALIKE_ELSEWHERE or self.likeness.is_cut(i, j)):
            return 2.0
        return needed

    def _position(self, i: int) -> tuple[int, str, str]:
        """Where an older paragraph would stand in the newer edition if nothing had moved."""
        place = self.olds[i]
        section = self.sections.get(place.section_index, -1)
        return section, "/".join(place.paragraph.path), place.paragraph.designation

    def _same_place(self, i: int, j: int) -> bool:
        """The same designation in corresponding sections, and nothing above it says no."""
        position = self._position(i)
        if position != _position(self.news[j]):
            return False
        if not position[2] and (self._old_at[position] > 1 or self._new_at[position] > 1):
            return False  # of several paragraphs without a designation, the words must tell
        up_old, up_new = self.olds[i].parent, self.news[j].parent
        if up_old is None or up_new is None:
            return True
        return self._new_of.get(up_old, up_new) == up_new and (
            self._old_of.get(up_new, up_old) == up_old
        )

    def _same_name(self, i: int, j: int) -> bool:
        """Whether both bear the same heading, or define the same term."""
        term = self._old_terms[i]
        if not term or term != self._new_terms[j]:
            return False
        return self.sections.get(self.olds[i].section_index) == self.news[j].section_index

    def _take_between(self) -> None:
        """What stands under paired paragraphs, from the top down, between paired neighbours."""
        for old_side, new_side in self._sides():
            olds, news = self._old_kids.get(old_side, []), self._new_kids.get(new_side, [])
            self._siblings(olds, news)

    def _sides(self) -> Iterator[tuple[Side, Side]]:
        """Parents that correspond: sections first, then pairs in the order of print."""
        for old_section, new_section in self.sections.items():
            yield (old_section, None), (new_section, None)
        for i, place in enumerate(self.olds):
            j = self._new_of.get(i)
            if j is not None:
                yield (place.section_index, i), (self.news[j].section_index, j)

    def _siblings(self, olds: list[int], news: list[int]) -> None:
        if all(i in self._new_of for i in olds) or all(j in self._old_of for j in news):
            return
        ordinal = {j: b for b, j in enumerate(news)}
        for gap_olds, gap_news in self._gaps(olds, news, ordinal):
            wanted = [(i, j) for i in gap_olds for j in gap_news]
            if len(wanted) > 10_000:
                continue  # a list without any fixed point is left to the other rounds
            alone = len(gap_olds) == len(gap_news) == 1
            offers: list[Offer] = []
            plain: dict[tuple[int, int], float] = {}
            for (i, j), score in zip(wanted, self.likeness.of(wanted), strict=True):
                labelled = self._same_label(i, j)
                rank = score + (_PLACED if labelled else 0.0)
                rank += _SAME if score == 1.0 and self.likeness.olds[i] else 0.0
                rank += _NAMED if self._same_name(i, j) else 0.0
                needed = _STAYED if labelled or alone else self._brief(i, j)
                if score >= needed and rank > 0:
                    offers.append((i, j, rank))
                    plain[i, j] = score
            best = Rivals(offers)
            for i, j, gain in assign(offers):
                self._take(i, j, plain[i, j], min(1.0, max(0.0, gain - best(i, j))))

    def _gaps(
        self, olds: list[int], news: list[int], ordinal: dict[int, int]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """The free siblings between two neighbours that are paired in the order of print."""
        fixed = rising(
            [
                (a, ordinal[self._new_of[i]])
                for a, i in enumerate(olds)
                if self._new_of.get(i) in ordinal
            ]
        )
        last_old = last_new = -1
        for a, b in [*fixed, (len(olds), len(news))]:
            gap_olds = [i for i in olds[last_old + 1 : a] if i not in self._new_of]
            gap_news = [j for j in news[last_new + 1 : b] if j not in self._old_of]
            if gap_olds and gap_news:
                yield gap_olds, gap_news
            last_old, last_new = a, b

    def _same_label(self, i: int, j: int) -> bool:
        one, other = self.olds[i].paragraph, self.news[j].paragraph
        if not one.designation or not other.designation:
            return False
        return one.path[-1:] == other.path[-1:] and len(one.path) == len(other.path)

    def _brief(self, i: int, j: int) -> float:
        """The likeness a pair of neighbours needs whose labels differ."""
        words = min(len(self.likeness.olds[i]), len(self.likeness.news[j]))
        return _BETWEEN if words >= 12 else _BRIEF

    def _take_rewritten(self) -> None:
        """What is left and bears the same designation was rewritten, not replaced."""
        for old_side, new_side in self._sides():
            free = [j for j in self._new_kids.get(new_side, []) if j not in self._old_of]
            for i in self._old_kids.get(old_side, []):
                if i in self._new_of:
                    continue
                j = next((j for j in free if self._is_rewritten(i, j)), None)
                if j is not None:
                    free.remove(j)
                    self._take(i, j, self.likeness.one(i, j))
                    self._siblings(
                        self._old_kids.get((self.olds[i].section_index, i), []),
                        self._new_kids.get((self.news[j].section_index, j), []),
                    )

    def _is_rewritten(self, i: int, j: int) -> bool:
        one, other = self.olds[i].paragraph, self.news[j].paragraph
        if one.inferred or other.inferred or one.partial or other.partial:
            return False
        reserved = "[Reserved]" in (one.text, other.text)
        if reserved and (one.path != other.path or self.olds[i].section != self.news[j].section):
            return False  # removed, and its designation kept: nothing moved
        return self._same_label(i, j)


def _children(row: Sequence[Place]) -> dict[Side, list[int]]:
    found: dict[Side, list[int]] = defaultdict(list)
    for place in row:
        found[place.section_index, place.parent].append(place.index)
    return found


def _position(place: Place) -> tuple[int, str, str]:
    return place.section_index, "/".join(place.paragraph.path), place.paragraph.designation


def _term(paragraph: Paragraph) -> str:
    """A paragraph's heading, or the term it defines, folded; empty where it has neither."""
    if paragraph.heading:
        name: str | None = paragraph.heading
    else:
        found = None if paragraph.designation else _TERM.match(paragraph.text)
        name = found.group(1) if found else None
    return " ".join(re.findall(r"\w+", (name or "").lower()))
