"""An edit with what stands directly around it, as the proofs of a lesser weight look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from cfrdiff.changes.model import Span
from cfrdiff.changes.sides import Side
from cfrdiff.changes.thresholds import PROOF_REACH, QUANTITY_WORDS
from cfrdiff.language.number_words import numerals
from cfrdiff.language.quantities import find_quantities
from cfrdiff.language.quantity import Quantity
from cfrdiff.language.typography import even
from cfrdiff.language.unit_table import is_symbol

QUANTITY = "\ue000"  # stands for a quantity; no text has this sign
_TO_SPACE, _FROM_SPACE = re.compile(r"\S*$"), re.compile(r"\S*")
_TO_WORD, _FROM_WORD = re.compile(r"(?<!\S)\S++\s*+$|(?<!\s)\s*+$"), re.compile(r"\s*\S*")
_WORDS = re.compile(r"[A-Za-z]+")
_BEHIND_FIGURE = re.compile(r"\d\s*$")
_TRAILING = re.compile(r"(?<![.,;:])[.,;:]++$")
# What makes the value of a figure, or stands for a relation of values.
_FIGURE = re.compile(r"[\d½¼¾⅐-⅞⁰-₉%‰°′″§$¢£€¥±+×÷=<>≤≥≠≈~^/−*µμΩ]")


class Difference:
    """Two sides of an edit, each fact about them worked out once.

    Outside the edit both texts are the same, so both sides are widened by the same characters.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new

    @property
    def written(self) -> tuple[str, str]:
        """What stands on both sides, without white space around it."""
        return self.old.written.strip(), self.new.written.strip()

    @cached_property
    def whole(self) -> tuple[str, str]:
        """Both sides widened to whole words: to what no white space parts from them."""
        return self._widened(self._reaches(_TO_SPACE, _FROM_SPACE))

    @cached_property
    def even(self) -> tuple[str, str]:
        """The widened sides in one typography, without the marks around both alike."""
        one, other = map(even, self.whole)
        while one and other and one[0] == other[0] and not one[0].isalnum():
            one, other = one[1:], other[1:]
        while one and other and one[-1] == other[-1] and not one[-1].isalnum():
            one, other = one[:-1], other[:-1]
        return one, other

    @cached_property
    def in_line(self) -> tuple[str, str]:
        """Both sides with the words and the white space next to them, in one typography."""
        one, other = self._widened(self._reaches(_TO_WORD, _FROM_WORD))
        return even(one), even(other)

    @cached_property
    def has_figures(self) -> bool:
        """Whether a figure, sign or operator is part of what differs or touches it."""
        return any(_FIGURE.search(side) for side in self.whole)

    @cached_property
    def bears_value(self) -> bool:
        """Whether a figure, its sign, its unit or an operator differs, or a mark inside of one; a
        stop or comma behind it is none.
        """
        one, other = (_TRAILING.sub("", side) for side in self.even)
        return one != other and (self.has_figures or self._has_symbols)

    @property
    def _has_symbols(self) -> bool:
        """Whether a side is the symbol of a unit behind its figure."""
        return any(
            is_symbol(side.written.strip()) and _BEHIND_FIGURE.search(side.text[: side.start][-8:])
            for side in (self.old, self.new)
        )

    @cached_property
    def has_quantities(self) -> bool:
        """Whether a figure, or a number in words, stands in the edit or a few words from it."""
        around = [_with_words_around(side) for side in (self.old, self.new)]
        return any(map(_FIGURE.search, around)) or not numerals().isdisjoint(
            word.lower() for side in around for word in _WORDS.findall(side)
        )

    @cached_property
    def measured(self) -> tuple[str, str, tuple[Quantity, ...], tuple[Quantity, ...]]:
        """Both sides widened to whole quantities with what these are compared by, each as
        `QUANTITY`, and the quantities.
        """
        reaches = self._reaches(_TO_SPACE, _FROM_SPACE)
        found = [_quantities_near(side) for side in (self.old, self.new)]
        for side, quantities in zip((self.old, self.new), found, strict=True):
            for start, end in map(extent, quantities):
                if start <= side.end and side.start <= end:
                    reaches.append((max(0, side.start - start), max(0, end - side.end)))
        left, right = max(r[0] for r in reaches), max(r[1] for r in reaches)
        (one_text, olds), (other_text, news) = (
            _with_signs(side.text, max(0, side.start - left), side.end + right, quantities)
            for side, quantities in zip((self.old, self.new), found, strict=True)
        )
        return one_text, other_text, olds, news

    def _reaches(self, before: re.Pattern[str], behind: re.Pattern[str]) -> list[Span]:
        return [_reach(side, before, behind) for side in (self.old, self.new)]

    def _widened(self, reaches: Iterable[Span]) -> tuple[str, str]:
        ahead, rest = zip(*reaches, strict=True)
        left, right = max(ahead), max(rest)
        one, other = (
            side.text[max(0, side.start - left) : side.end + right] for side in (self.old, self.new)
        )
        return one, other


def _with_words_around(side: Side) -> str:
    """A side with as many words before and behind it as a quantity has beside its number."""
    before = side.text[max(0, side.start - PROOF_REACH) : side.start].split()
    behind = side.text[side.end : side.end + PROOF_REACH].split()
    return " ".join([*before[-QUANTITY_WORDS:], side.written, *behind[:QUANTITY_WORDS]])


def _reach(side: Side, before: re.Pattern[str], behind: re.Pattern[str]) -> Span:
    """How far words reach before and behind a side, in characters."""
    ahead = before.search(side.text[max(0, side.start - PROOF_REACH) : side.start])
    rest = behind.match(side.text[side.end : side.end + PROOF_REACH])
    return len(ahead[0]) if ahead else 0, len(rest[0]) if rest else 0


def _quantities_near(side: Side) -> tuple[Quantity, ...]:
    """The quantities in and around a side, with their places in its text."""
    start, end = near(side)
    return tuple(_moved(one, start) for one in find_quantities(side.text[start:end]))


def _moved(one: Quantity, by: int) -> Quantity:
    """A quantity with all its places moved."""
    replace = msgspec.structs.replace
    value, to, comparison = (
        part and replace(part, start=part.start + by, end=part.end + by)
        for part in (one.value, one.to, one.comparison)
    )
    return replace(
        one,
        start=one.start + by,
        end=one.end + by,
        value=value,
        to=to,
        comparison=comparison,
    )


def extent(one: Quantity) -> Span:
    """Where a quantity begins and ends with what it is compared by."""
    if one.comparison is None:
        return one.start, one.end
    return min(one.start, one.comparison.start), max(one.end, one.comparison.end)


def near(side: Side) -> Span:
    """A stretch of a side's text around it that cuts no word."""
    start, end = max(0, side.start - PROOF_REACH), side.end + PROOF_REACH
    while 0 < start < side.start and not side.text[start - 1].isspace():
        start += 1
    while end > side.end and end < len(side.text) and not side.text[end].isspace():
        end -= 1
    return start, min(end, len(side.text))


def _with_signs(
    text: str, start: int, end: int, quantities: Iterable[Quantity]
) -> tuple[str, tuple[Quantity, ...]]:
    """A stretch of a text with `QUANTITY` for each quantity in it, and these."""
    pieces: list[str] = []
    inside: list[Quantity] = []
    at = start
    for one in quantities:
        first, last = extent(one)
        if at <= first and last <= end:
            pieces += [text[at:first], QUANTITY]
            inside.append(one)
            at = last
    return "".join([*pieces, text[at:end]]), tuple(inside)
