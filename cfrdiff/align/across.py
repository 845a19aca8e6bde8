"""Pairs what moved from one section into another.

Only what no section explains by itself is looked at, and words in common are not enough: the old
place must be gone or taken, the subject the same, and in another part more of the section must
have come along. A clause that two marketing orders share was not moved from the one to the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, partial

import msgspec

from cfrdiff.align.assignment import assign
from cfrdiff.align.board import Board, Pair
from cfrdiff.align.in_context import around, take_best
from cfrdiff.align.parts import Parts
from cfrdiff.align.rare_words import RareWords
from cfrdiff.align.thresholds import (
    ALIKE,
    ALIKE_ELSEWHERE,
    CANDIDATES,
    COMPANION,
    ELSEWHERE,
    HOME_HOLDS,
    LEAST_GAIN,
    MOVED,
    MOVED_SHARE,
    NEARLY_SAME,
    RESERVED_TEXT,
)
from cfrdiff.align.votes import Likely, Words
from cfrdiff.cites import part_of
from cfrdiff.rule_tables import Rule, first_rule, otherwise

# What names a subject: a figure that is in no designation or section number, or a word with a
# capital that does not begin a sentence.
_SUBJECT = re.compile(r"(?<![\w(§.])(?<!§ )\d[\d,]*(?![\w.]*\d)|(?<=[a-z,;] )[A-Z][\w-]+")


def take_across(board: Board, words: Words, parts: Parts) -> None:
    """Pair what moved across sections; `words` says how many words of a section stand in
    another, and `parts` which parts are one.
    """
    crossings = {
        (one.old, one.new): crossing
        for one in _likely(board)
        if _is_move(crossing := _Crossing(board, one, words, parts))
    }
    settled = len(board.pairs)
    offers = [(i, j, one.pair.score) for (i, j), one in crossings.items()]
    take_best(board, offers, partial(_gain, board))
    moved = board.pairs[settled:]
    board.pairs[settled:] = [_as_sure(pair, crossings[pair.old, pair.new]) for pair in moved]
    for pair in moved:
        _take_beside(board, pair.old, pair.new, -1)
        _take_beside(board, pair.old, pair.new, 1)


def _as_sure(pair: Pair, crossing: _Crossing) -> Pair:
    """A pair with the doubt that what is only alike, and came alone, may have been written anew."""
    if crossing.companions >= COMPANION or pair.score >= NEARLY_SAME:
        return pair
    return msgspec.structs.replace(pair, margin=min(pair.margin, max(0.0, pair.score - ALIKE)))


def _take_beside(board: Board, i: int, j: int, step: int) -> None:
    """What has the same words next to two that moved came along, however few they are."""
    sections = board.olds[i].section_index, board.news[j].section_index
    while True:
        i, j = i + step, j + step
        if not _is_beside(board, i, j, sections):
            return
        board.take(i, j, 1.0)


def _is_beside(board: Board, i: int, j: int, sections: tuple[int, int]) -> bool:
    """Whether two free paragraphs of two sections have the same words."""
    if not (0 <= i < len(board.olds) and 0 <= j < len(board.news)):
        return False
    if (board.olds[i].section_index, board.news[j].section_index) != sections:
        return False
    text = board.likeness.olds.texts[i]
    is_free = i not in board.new_of and j not in board.old_of
    return is_free and text == board.likeness.news.texts[j] and text not in ("", RESERVED_TEXT)


def _gain(board: Board, i: int, j: int, score: float) -> float:
    return max(score + around(board, i, j), 0.0) + LEAST_GAIN


def _likely(board: Board) -> list[Likely]:
    """The pairs of free paragraphs, long enough, that share rare words."""
    keys = board.likeness.olds
    index = RareWords(keys, (i for i in board.old_free() if len(keys[i]) >= ELSEWHERE))
    wanted = [
        (i, j)
        for j in board.new_free()
        for i in index.like(board.likeness.news[j], CANDIDATES)
        if not board.in_corresponding_sections(i, j)
    ]
    scores = board.likeness.of(wanted)
    return [Likely(i, j, score) for (i, j), score in zip(wanted, scores, strict=True)]


def _is_move(one: _Crossing) -> bool:
    rule = first_rule(_RULES, one)
    assert rule is not None, "the last rule applies always"
    return rule.verdict


@dataclass(frozen=True)
class _Crossing:
    """Two paragraphs of sections that do not correspond."""

    board: Board
    pair: Likely
    words: Words
    parts: Parts

    @cached_property
    def length(self) -> int:
        return self.board.shorter(self.pair.old, self.pair.new)

    @property
    def is_too_brief(self) -> bool:
        return self.length < (ELSEWHERE if self.pair.score == 1.0 else ALIKE_ELSEWHERE)

    @property
    def is_cut(self) -> bool:
        return self.board.likeness.is_cut(self.pair.old, self.pair.new)

    @property
    def score(self) -> float:
        return self.board.likeness.grown(self.pair.old, self.pair.new, self.pair.score)

    @cached_property
    def home(self) -> int | None:
        """The newer paragraph that bears the older one's designation, if it is free."""
        if not self.board.olds[self.pair.old].paragraph.designation:
            return None
        home = self.board.home(self.pair.old)
        return home if home is not None and home not in self.board.old_of else None

    @property
    def holds_at_home(self) -> bool:
        """Whether the old place may have been rewritten as well."""
        if self.home is None:
            return False
        there = self.board.likeness.one(self.pair.old, self.home)
        return there + HOME_HOLDS > self.pair.score

    @property
    def has_other_subject(self) -> bool:
        """Whether both name something, a figure or a proper name, that the other does not."""
        if self.pair.score == 1.0:
            return False
        texts = (
            self.board.likeness.olds.texts[self.pair.old],
            self.board.likeness.news.texts[self.pair.new],
        )
        one, other = (Counter(_SUBJECT.findall(text)) for text in texts)
        return bool(one - other) and bool(other - one)

    @property
    def is_of_other_year(self) -> bool:
        """Whether the sections are headed by different years."""
        old, new = self.board.olds[self.pair.old], self.board.news[self.pair.new]
        return self.parts.are_of_other_years(old.section_index, new.section_index)

    @cached_property
    def part_names(self) -> tuple[str, str]:
        old = self.board.olds[self.pair.old].section or ""
        new = self.board.news[self.pair.new].section or ""
        return part_of(old), part_of(new)

    @property
    def is_in_one_part(self) -> bool:
        return self.parts.are_one(*self.part_names)

    @property
    def companions(self) -> int:
        """How many other words of the one section stand in the other."""
        sections = (
            self.board.olds[self.pair.old].section_index,
            self.board.news[self.pair.new].section_index,
        )
        return self.words[sections] - round(self.length * self.pair.score)


_RULES: tuple[Rule[_Crossing, bool], ...] = (
    Rule("too few words to be no chance", lambda one: one.is_too_brief, False),
    Rule("one of them is cut off by its file's end", lambda one: one.is_cut, False),
    Rule("not alike enough", lambda one: one.score < MOVED, False),
    Rule("of another year", lambda one: one.is_of_other_year, False),
    Rule("the old place may have been rewritten", lambda one: one.holds_at_home, False),
    Rule(
        "the same words in one part",
        lambda one: (
            one.is_in_one_part and one.pair.score >= NEARLY_SAME and not one.has_other_subject
        ),
        True,
    ),
    Rule(
        "of another subject",
        lambda one: one.has_other_subject and one.companions < COMPANION,
        False,
    ),
    Rule(
        "much alike in one part",
        lambda one: one.is_in_one_part and (one.score >= ALIKE or one.companions >= COMPANION),
        True,
    ),
    Rule(
        "from a part that went into one that came",
        lambda one: one.parts.came_and_went(*one.part_names),
        False,
        "alike in form only",
    ),
    Rule(
        "with more of its section",
        lambda one: one.pair.score >= NEARLY_SAME and one.companions >= COMPANION,
        True,
    ),
    Rule("alike in form only", otherwise, False),
)


def agree_with_sections(board: Board) -> None:
    """See to it that nothing moves from a section that went into one that came where these are
    not one: they become one if enough of their words moved, else nothing moved between them.
    """
    moved = _between_lone_sections(board)
    gains = {(a, b): sum(board.shorter(i, j) for i, j in pairs) for (a, b), pairs in moved.items()}
    offers = [(a, b, float(words)) for (a, b), words in gains.items() if words]
    held = {a: b for a, b, words in assign(offers) if words >= MOVED_SHARE * board.least(a, b)}
    if held:
        board.set_sections(board.sections | held)
        moved = _between_lone_sections(board)
    board.part(pair for pairs in moved.values() for pair in pairs)


def _between_lone_sections(board: Board) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The pairs that moved between sections that correspond to none, by their sections."""
    became = set(board.sections.values())
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in board.pairs:
        a, b = board.olds[pair.old].section_index, board.news[pair.new].section_index
        if a not in board.sections and b not in became:
            found[a, b].append((pair.old, pair.new))
    return found
