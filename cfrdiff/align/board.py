"""The paragraphs of two editions, and which of them are paired so far."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from cfrdiff.align.assignment import Offer
from cfrdiff.align.likeness import Likeness
from cfrdiff.align.places import Place
from cfrdiff.model import Paragraph

# "Animals means", "Animals—", "Animals. Bison, cattle, goats"
_TERM = re.compile(r"(.{3,60}?)(?:—|: | means\b| includes?\b|\. (?=[A-Z]))")

# Paragraphs by their section (its place in the edition) and their words.
_WithText = dict[tuple[int, str], list[int]]
# Where a paragraph stands in the newer edition: section, path and designation.
Position = tuple[int, str, str]


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Older and newer paragraph (indices of places), their likeness, how far the pair is above
    the next best of either, and which pair that is.
    """

    old: int
    new: int
    score: float
    margin: float = 1.0
    rival: tuple[int, int] | None = None


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
        self._named = _times_named(olds, self._old_terms), _times_named(news, self._new_terms)
        self._old_beside = _neighbours(self._old_top, self._old_kids)
        self._new_beside = _neighbours(self._new_top, self._new_kids)
        self._positions: list[Position] = []
        self._old_at: Counter[Position] = Counter()
        places = [position_of(place) for place in news]
        self._new_at = Counter(places)
        self._homes = {place: j for j, place in enumerate(places)}

    def set_sections(self, sections: dict[int, int]) -> None:
        """Say which section became which; from then on paragraphs have positions."""
        self.sections = sections
        self._positions = [self._position(place) for place in self.olds]
        self._old_at = Counter(self._positions)

    def take(
        self, i: int, j: int, score: float, gain: float = 1.0, rival: Offer | None = None
    ) -> None:
        """Pair two paragraphs; `gain` is what that pair gained, and `rival` the next best."""
        if rival is None:
            self.pairs.append(Pair(i, j, score))
        else:
            self.pairs.append(Pair(i, j, score, min(1.0, gain - rival[2]), rival[:2]))
        self.suppose([(i, j)])

    def suppose(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let paragraphs be partners without taking the pairs, until they are forgotten."""
        for i, j in pairs:
            self.new_of[i] = j
            self.old_of[j] = i

    def forget(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Part what was supposed to be partners."""
        for i, j in pairs:
            del self.new_of[i], self.old_of[j]

    def part(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs back."""
        undone = set(pairs)
        self.pairs = [pair for pair in self.pairs if (pair.old, pair.new) not in undone]
        self.forget(undone)

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
        return self._positions[i]

    def _position(self, place: Place) -> Position:
        section = self.sections.get(place.section_index, -1)
        return section, "/".join(place.paragraph.path), place.paragraph.designation

    def home(self, i: int) -> int | None:
        """The newer paragraph that stands where an older one would if nothing had moved; the last
        of several without a designation.
        """
        return self._homes.get(self.position(i))

    def least(self, old_section: int, new_section: int) -> int:
        """How many words the shorter of two sections has."""
        return min(
            sum(len(keys[p.index]) for p in row if p.section_index == section)
            for row, keys, section in (
                (self.olds, self.likeness.olds, old_section),
                (self.news, self.likeness.news, new_section),
            )
        )

    @cached_property
    def _with_texts(self) -> tuple[_WithText, _WithText]:
        return (
            _with_text(self.olds, self.likeness.olds.texts),
            _with_text(self.news, self.likeness.news.texts),
        )

    def are_words_free(self, i: int, j: int) -> bool:
        """Whether the words of an older paragraph stand in another free one of the newer's section,
        or those of the newer in one of the older's.
        """
        old_with, new_with = self._with_texts
        there = new_with.get((self.news[j].section_index, self.likeness.olds.texts[i]), ())
        here = old_with.get((self.olds[i].section_index, self.likeness.news.texts[j]), ())
        return any(one not in self.old_of for one in there) or any(
            one not in self.new_of for one in here
        )

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

    def kinship(self, i: int, j: int) -> int:
        """Whether what two paragraphs stand under is one (1), surely is not (-1), or is not known
        yet (0).
        """
        up_old, up_new = self.olds[i].parent, self.news[j].parent
        if up_old is None and up_new is None:
            return 1 if self.in_corresponding_sections(i, j) else -1
        if up_old is None or up_new is None:
            return -1
        if up_old not in self.new_of and up_new not in self.old_of:
            return 0
        return 1 if self.new_of.get(up_old) == up_new else -1

    def offspring(self, i: int, j: int) -> float:
        """How many of the children of two paragraphs are partners of each other, less those that
        are others' (-1 to 1).
        """
        olds, news = self.below_old(i), self.below_new(j)
        if not olds or not news:
            return 0.0
        under = set(news)
        went = [self.new_of[kid] in under for kid in olds if kid in self.new_of]
        return (2 * sum(went) - len(went)) / max(len(olds), len(news))

    def neighbours(self, i: int, j: int) -> int:
        """On how many sides, of two, the neighbours of two paragraphs are partners."""
        beside = zip(self._old_beside[i], self._new_beside[j], strict=True)
        return sum(one is not None and self.new_of.get(one) == other for one, other in beside)

    def is_same_name(self, i: int, j: int) -> bool:
        """Whether both bear the same heading, or define the same term."""
        term = self._old_terms[i]
        if not term or term != self._new_terms[j]:
            return False
        return self.in_corresponding_sections(i, j)

    def is_same_definition(self, i: int, j: int) -> bool:
        """Whether both define the same term, each alone in its section: it is one definition,
        however it was rewritten.
        """
        if self.olds[i].paragraph.designation or not self.is_same_name(i, j):
            return False
        term, places = self._old_terms[i], (self.olds[i], self.news[j])
        pairs = zip(self._named, places, strict=True)
        return all(times[place.section_index, term] == 1 for times, place in pairs)

    def is_same_label(self, i: int, j: int) -> bool:
        """Whether both designations end in the same label of the same level."""
        one, other = self.olds[i].paragraph, self.news[j].paragraph
        if not one.designation or not other.designation:
            return False
        return one.path[-1:] == other.path[-1:] and len(one.path) == len(other.path)


def _with_text(row: Sequence[Place], texts: Sequence[str]) -> _WithText:
    """The paragraphs of each section that have the same words."""
    found: _WithText = defaultdict(list)
    for place, text in zip(row, texts, strict=True):
        if text:
            found[place.section_index, text].append(place.index)
    return found


def _times_named(row: Sequence[Place], terms: Sequence[str]) -> Counter[tuple[int, str]]:
    """How many paragraphs of a section bear each name."""
    return Counter((place.section_index, term) for place, term in zip(row, terms, strict=True))


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


def _neighbours(
    top: dict[int, list[int]], below: dict[int, list[int]]
) -> dict[int, tuple[int | None, int | None]]:
    """What stands before and behind each paragraph, under the same one."""
    return {
        one: (before, behind)
        for row in (*top.values(), *below.values())
        for before, one, behind in zip([None, *row], row, [*row[1:], None], strict=False)
    }


def _term(paragraph: Paragraph) -> str:
    """A paragraph's heading, or the term it defines, folded; empty where it has neither."""
    if paragraph.heading:
        name: str | None = paragraph.heading
    else:
        found = None if paragraph.designation else _TERM.match(paragraph.text)
        name = found.group(1) if found else None
    return " ".join(re.findall(r"\w+", (name or "").lower()))
