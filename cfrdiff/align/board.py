"""The paragraphs of two editions, and which of them are paired so far."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.align.likeness import Likeness
from cfrdiff.align.places import Place
from cfrdiff.model import Paragraph

_TERM = re.compile(r"(.{3,60}?)(?:—|: | means\b| includes?\b)")

# Where a paragraph stands in the newer edition: section, path and designation.
Position = tuple[int, str, str]


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Older and newer paragraph (indices of places), their likeness, and how far the pair is
    above the next best of either.
    """

    old: int
    new: int
    score: float
    margin: float


class Board:
    """Both rows of paragraphs, what is known of each, and the pairs taken so far.

    `new_of` and `old_of` name the partner of a paragraph; `sections` says which section of the
    older edition (by its place there) became which.
    """

    def __init__(self, olds: Sequence[Place], news: Sequence[Place]) -> None:
        self.olds = olds
        self.news = news
        self.likeness = Likeness([p.paragraph for p in olds], [p.paragraph for p in news])
        self.pairs: list[Pair] = []
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self.sections: dict[int, int] = {}
        self.old_count = Counter(self.likeness.olds.texts)
        self.new_count = Counter(self.likeness.news.texts)
        self._old_top, self._old_kids = _children(olds)
        self._new_top, self._new_kids = _children(news)
        self._old_terms = [_term(place.paragraph) for place in olds]
        self._new_terms = [_term(place.paragraph) for place in news]
        self._old_at: Counter[Position] = Counter()
        self._new_at: Counter[Position] = Counter()

    def set_sections(self, sections: dict[int, int]) -> None:
        """Say which section became which; from then on paragraphs have positions."""
        self.sections = sections
        self._old_at = Counter(self.position(i) for i in range(len(self.olds)))
        self._new_at = Counter(position_of(place) for place in self.news)

    def take(self, i: int, j: int, score: float, margin: float = 1.0) -> None:
        """Pair two paragraphs."""
        self.pairs.append(Pair(i, j, score, margin))
        self.new_of[i] = j
        self.old_of[j] = i

    def old_free(self) -> list[int]:
        """Older paragraphs without a partner."""
        return [i for i in range(len(self.olds)) if i not in self.new_of]

    def new_free(self) -> list[int]:
        """Newer paragraphs without a partner."""
        return [j for j in range(len(self.news)) if j not in self.old_of]

    def below_old(self, i: int) -> list[int]:
        """The paragraphs right under an older one."""
        return self._old_kids.get(i, [])

    def below_new(self, j: int) -> list[int]:
        """The paragraphs right under a newer one."""
        return self._new_kids.get(j, [])

    def siblings(self) -> Iterator[tuple[list[int], list[int]]]:
        """What stands under parents that correspond: sections first, then pairs in the order of
        print, also those that are taken on the way.
        """
        for old_section, new_section in self.sections.items():
            if old_section in self._old_top and new_section in self._new_top:
                yield self._old_top[old_section], self._new_top[new_section]
        for i, olds in self._old_kids.items():
            news = self._new_kids.get(self.new_of.get(i, -1))
            if news is not None:
                yield olds, news

    def shorter(self, i: int, j: int) -> int:
        """How many words the shorter of two paragraphs has."""
        return min(len(self.likeness.olds[i]), len(self.likeness.news[j]))

    def position(self, i: int) -> Position:
        """Where an older paragraph would stand in the newer edition if nothing had moved."""
        place = self.olds[i]
        section = self.sections.get(place.section_index, -1)
        return section, "/".join(place.paragraph.path), place.paragraph.designation

    def in_corresponding_sections(self, i: int, j: int) -> bool:
        """Whether two paragraphs stand in sections that are one."""
        return self.sections.get(self.olds[i].section_index) == self.news[j].section_index

    def is_same_place(self, i: int, j: int) -> bool:
        """The same designation in corresponding sections, and nothing above it says no."""
        position = self.position(i)
        if position != position_of(self.news[j]):
            return False
        if not position[2] and (self._old_at[position] > 1 or self._new_at[position] > 1):
            return False  # of several paragraphs without a designation, the words must tell
        up_old, up_new = self.olds[i].parent, self.news[j].parent
        if up_old is None or up_new is None:
            return True
        return self.new_of.get(up_old, up_new) == up_new and (
            self.old_of.get(up_new, up_old) == up_old
        )

    def is_same_name(self, i: int, j: int) -> bool:
        """Whether both bear the same heading, or define the same term."""
        term = self._old_terms[i]
        if not term or term != self._new_terms[j]:
            return False
        return self.in_corresponding_sections(i, j)

    def is_same_label(self, i: int, j: int) -> bool:
        """Whether both designations end in the same label of the same level."""
        one, other = self.olds[i].paragraph, self.news[j].paragraph
        if not one.designation or not other.designation:
            return False
        return one.path[-1:] == other.path[-1:] and len(one.path) == len(other.path)


def position_of(place: Place) -> Position:
    """Where a newer paragraph stands."""
    return place.section_index, "/".join(place.paragraph.path), place.paragraph.designation


def _children(row: Sequence[Place]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The paragraphs at the top of each section (by its place), and those under each paragraph."""
    top: dict[int, list[int]] = defaultdict(list)
    below: dict[int, list[int]] = defaultdict(list)
    for place in row:
        if place.parent is None:
            top[place.section_index].append(place.index)
        else:
            below[place.parent].append(place.index)
    return top, below


def _term(paragraph: Paragraph) -> str:
    """A paragraph's heading, or the term it defines, folded; empty where it has neither."""
    if paragraph.heading:
        name: str | None = paragraph.heading
    else:
        found = None if paragraph.designation else _TERM.match(paragraph.text)
        name = found.group(1) if found else None
    return " ".join(re.findall(r"\w+", (name or "").lower()))
