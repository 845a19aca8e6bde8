"""Effective date notes: which elements inside one are what it sets forth for later.

GPO's files also nest whole sections, parts and chapters in force inside a note's REVTXT, behind
what it sets forth (47 CFR, volume 3 of 2011: all from § 54.501 on inside the note of § 54.500).
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from cfrdiff.effective import Added, is_added, named_sections

_NOTES = frozenset(("EFFDNOT", "EFFDNOTP"))
# How high a division stands; an appendix stands beside the sections.
_RANKS = {
    "TITLE": 0,
    "SUBTITLE": 1,
    "CHAPTER": 2,
    "SUBCHAP": 3,
    "PART": 4,
    "SUBPART": 5,
    "SUBJGRP": 6,
    "SECTION": 7,
    "APPENDIX": 7,
}
_TOLD = _NOTES.union(_RANKS)
# "§ 61.65", "Subpart H", "Appendix A": words enough to tell a division from its neighbours.
_NAME = re.compile(r"[^\W_][\w.–-]*")
_NAME_WORDS = 2
# A note's own words, before what it sets forth.
_WORDS = re.compile(r"<EFFDNOTP?\b[^>]*>(.*?)(?=<REVTXT\b|</EFFDNOTP?>)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*+>")
_SECTION = re.compile(
    r"<SECTION\b[^>]*>\s*(?:<[^>]*/>\s*|<EAR>[^<]*</EAR>\s*)*<SECTNO>([^<]*)</SECTNO>"
)


class _Open(msgspec.Struct):
    """An open element: its rank and name where it is a division, and the note it lies in, the
    `note`-th of the file.

    `owner` is the division that the innermost note stands under, None outside notes; `base` is
    the depth of the outermost element that says what a line inside is.
    """

    rank: int | None = None
    name: str | None = None
    in_note: bool = False
    owner: _Open | None = None
    base: int = 0
    note: int = 0


class _SetForth:
    """Which sections a note sets forth beside the one that it stands under, by its words."""

    def __init__(self, file: str) -> None:
        self._named: list[tuple[Added, bool]] = []
        self._counts: Counter[str] = Counter()
        if "<REVTXT" in file:
            for match in _WORDS.finditer(file):
                said = " ".join(_TAG.sub("", match[1]).split())
                self._named.append((named_sections(said), " added" in said))
            self._counts = Counter(_number(match[1]) for match in _SECTION.finditer(file))

    def holds(self, note: int, printed: str) -> bool:
        """Whether a note is of a section: it names that, and the section is added by it or stands
        elsewhere too. What the file has once and no note adds is in force.
        """
        if not 0 < note <= len(self._named):
            return False
        named, adds = self._named[note - 1]
        number = _number(printed)
        return is_added(number, named) and (adds or self._counts[number] > 1)


def _number(printed: str) -> str:
    return next(iter(_NAME.findall(printed)), "")


_OUTSIDE = _Open()


class EffectiveNotes:
    """Follows the elements of a file and says which are in an effective date note.

    What a note sets forth is what it stands under, a division below that, or a section beside it
    that its words are of; another division beside or above that is in force, and everything behind
    it in the same element too.
    """

    def __init__(self, file: str) -> None:
        self._open: list[_Open] = []
        self._set_forth = _SetForth(file)
        self._notes = 0

    @property
    def holds_line(self) -> bool:
        """Whether the line belongs to a note."""
        return self._innermost.in_note

    @property
    def base(self) -> int:
        """The depth of the outermost element that says what the line is."""
        return self._innermost.base

    @property
    def _innermost(self) -> _Open:
        return self._open[-1] if self._open else _OUTSIDE

    def begin(self, division: str, name: str) -> None:
        """An element begins: the division it is, or else its own name; its number if it has one."""
        around = self._innermost
        if around.owner is None and division not in _TOLD and self._open:
            self._open.append(around)  # nothing depends on which of them it is
            return
        rank = _RANKS.get(division)
        one = _Open(rank, None, around.in_note, around.owner, around.base, around.note)
        self._notes += division in _NOTES
        if division in _NOTES and not around.in_note:
            one.in_note, one.owner, one.note = True, self._division(), self._notes
        self._open.append(one)
        if one.owner is not None and _stands_above(one):
            self._release(len(self._open) - 1)
        if name:
            self.name(name)

    def name(self, text: str) -> None:
        """The number or the heading of the innermost division, where it has none yet."""
        depth = next(
            (i for i in range(len(self._open) - 1, -1, -1) if self._open[i].rank is not None), None
        )
        if depth is None or self._open[depth].name is not None:
            return
        one = self._open[depth]
        one.name = " ".join(_NAME.findall(text)[:_NAME_WORDS]).casefold()
        if _stands_beside(one) and not self._set_forth.holds(one.note, text):
            self._release(depth)

    def end(self) -> None:
        """The innermost element ends."""
        self._open.pop()

    def _division(self) -> _Open | None:
        """The innermost division that is open."""
        return next((one for one in reversed(self._open) if one.rank is not None), None)

    def _release(self, depth: int) -> None:
        """An element is in force, what it holds so far, and what stands behind it beside it."""
        for one in self._open[max(depth - 1, 0) :]:
            one.in_note, one.owner, one.base = False, None, depth


def _stands_above(one: _Open) -> bool:
    """Whether an element in a note is a division above the one that the note stands under."""
    if not one.in_note or one.rank is None:
        return False
    return one.owner is not None and one.owner.rank is not None and one.rank < one.owner.rank


def _stands_beside(one: _Open) -> bool:
    """Whether a named division in a note stands beside the one that the note stands under."""
    owner = one.owner if one.in_note else None
    return owner is not None and one.rank == owner.rank and one.name != owner.name
