"""Numbers in words: "one hundred twenty", "two and one-half", "two-thirds", "twenty-first".

text2num 3.1 (PyPI) was weighed for this and agrees on every whole number from one to 99,999 as
print spells them, but it is compiled and untyped, has no fractions, no ordinals' values and no
"a hundred", changes texts rather than finding spans in them, and its search through a text took
fifteen times as long as all of `find_quantities`. The grammar of whole numbers is a page; so it
stands here, with the words in ``numbers.toml``.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction

import msgspec

from cfrdiff.language.tables import read_table

Exact = int | Fraction

_WORD = re.compile(r"[A-Za-z]+")
# What joins two words of one number; "and" joins as print has it behind hundreds and thousands.
_JOINT = re.compile(r"(?:[-–‑]\s?|\s+)(?P<and>and(?:[-–‑]|\s+))?")
_ARTICLE = re.compile(r"[Aa]n?\s+(?=hundred\b|thousand\b|million\b|billion\b)")
_AND_A_PART = re.compile(r"\s+and\s+(?:a\s+)?|[-–]and[-–](?:a[-–])?")
_THOUSANDTHS = re.compile(r"(?P<ten>ten|hundred)[-–]thousandths?\b", re.IGNORECASE)
_TIMES_ONE = re.compile(r"\sone[-–](?=hundredth|thousandth|ten-|millionth|tenth)", re.IGNORECASE)
# "Twenty-second" is the 22nd before one of these, and elsewhere a length of time.
_COUNTED_IN_ORDER = re.compile(
    r"\s(?:of|and|or|day|month|year|week|hour|quarter|calendar|business|working|fiscal|anniversary)"
)
_PART_JOINTS = frozenset("-–‑  ")
# "One third-party debt collector" is no third.
_NO_PART = re.compile(r"[-–]\w|\s(?:party|parties|person|class)\b", re.IGNORECASE)


class WordNumber(msgspec.Struct, frozen=True):
    """A number in words that ends at `end`; an ordinal's value is its place in the order."""

    value: Exact
    end: int
    ordinal: bool = False


class _Words(msgspec.Struct, frozen=True):
    small: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    parts: dict[str, int]

    @property
    def all(self) -> frozenset[str]:
        return frozenset((*self.small, "hundred", *self.scales))


@functools.cache
def _words() -> _Words:
    table = read_table("numbers")
    return _Words(
        small=table["ones"] | table["teens"] | table["tens"],
        scales=table["scales"],
        ordinals=table["ordinals"],
        parts=table["parts"],
    )


def numerals() -> frozenset[str]:
    """The words that whole numbers are made of: "one", "twenty", "hundred"."""
    return _words().all


def ordinal_words() -> frozenset[str]:
    """The words that end an ordinal: "first", "twentieth"."""
    return frozenset(_words().ordinals)


def ordinal_at_most(most: int) -> dict[str, int]:
    """The ordinals up to a number with their places: "first", "second"."""
    return {word: value for word, value in _words().ordinals.items() if value <= most}


def scale_words() -> dict[str, int]:
    """The words that multiply what stands before them: "hundred", "million"."""
    return {"hundred": 100} | _words().scales


class _Sum:
    """A whole number that grows word by word.

    `group` is what is counted below the next thousand, `room` what may still be added to it, and
    `limit` the last scale: each must be smaller than the one before.
    """

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.room = 1000
        self.limit = 0
        self.open = False  # behind "hundred" or a scale, where "and" may stand

    @property
    def value(self) -> int:
        return self.total + self.group

    def add(self, word: str) -> bool:
        """Add a numeral; False where it cannot go on from what stands."""
        words = _words()
        if (small := words.small.get(word)) is not None:
            return self._add_small(small)
        if word == "hundred":
            return self._times_hundred()
        return self._times(words.scales.get(word))

    def takes_ordinal(self, value: int) -> bool:
        """Whether an ordinal may end the number here: "one hundred" and "twentieth"."""
        return value < self.room and value % 10**6 != 0

    def _add_small(self, value: int) -> bool:
        if value >= self.room:
            return False
        self.group += value
        self.room = 10 if value >= 20 else 0
        self.open = False
        return True

    def _times_hundred(self) -> bool:
        if not 0 < self.group < 100 or self.open:
            return False
        self.group *= 100
        self.room, self.open = 100, True
        return True

    def _times(self, scale: int | None) -> bool:
        if scale is None or not self.group or (self.limit and scale >= self.limit):
            return False
        self.total += self.group * scale
        self.group, self.room, self.limit, self.open = 0, 1000, scale, True
        return True


def number_words_at(text: str, at: int) -> WordNumber | None:
    """The number in words that begins at `at`, as long as it goes; None where none does.

    "One" is a number here whatever it means. A fraction behind a whole number belongs to it, and a
    plain fraction is a number: "two and one-half", "two-thirds". Linear in the words of the number.
    """
    sum_ = _Sum()
    end = joint_end = at
    if article := _ARTICLE.match(text, at):
        joint_end = article.end()
        sum_.group = 1
    while word := _WORD.match(text, joint_end):
        if other := _ordinal_or_part(text, sum_, end, word, first=joint_end == at):
            return other
        if _ends_before(text, sum_, end, joint_end, word.end()):
            break
        if not sum_.add(word[0].lower()):
            # "One thousand million" is no number that print writes.
            return None if word[0].lower() in scale_words() else _finished(text, at, end, sum_)
        end = word.end()
        joint = _JOINT.match(text, end)
        if joint is None or (joint["and"] and not sum_.open):
            break
        joint_end = joint.end()
    return _finished(text, at, end, sum_)


def _ordinal_or_part(
    text: str, sum_: _Sum, end: int, word: re.Match[str], first: bool
) -> WordNumber | None:
    """What `word` makes of the number before it, where it ends it: "twenty-first", "two-thirds"."""
    ordinal = _ordinal(text, sum_, word[0].lower(), word.end(), first)
    return ordinal or (None if first else _part_at(text, sum_.value, end))


def _ends_before(text: str, sum_: _Sum, end: int, word: int, word_end: int) -> bool:
    """Whether the word belongs to something else: "twenty | one-year terms", "hundred | and
    one-half".
    """
    if end == word:
        return False
    joint = text[end:word]
    if "and" in joint:
        return _part_at(text, *_one_more(text, word)) is not None
    apart = joint.isspace() and sum_.room == 10
    return (
        apart and text[word_end : word_end + 1] in ("-", "–") and text[word_end + 1 :][:1].isalpha()
    )


def _one_more(text: str, word: int) -> tuple[int, int]:
    """The value and end of the one word at `word`, 0 where it is no small number."""
    match = _WORD.match(text, word)
    return (_words().small.get(match[0].lower(), 0), match.end()) if match else (0, word)


def _finished(text: str, at: int, end: int, sum_: _Sum) -> WordNumber | None:
    if end == at:
        return None
    value = sum_.value
    if part := _part_at(text, value, end):
        return part
    if joint := _AND_A_PART.match(text, end):
        article = joint[0].rstrip(" -–").endswith("a")
        upper, upper_end = (1, joint.end() - 1) if article else _one_more(text, joint.end())
        if upper and (part := _part_at(text, upper, upper_end)):
            return WordNumber(value + part.value, part.end)
    return WordNumber(value, end)


def _ordinal(text: str, sum_: _Sum, word: str, end: int, first: bool) -> WordNumber | None:
    """The ordinal that `word` ends, where it is one: "first", "twenty-first"."""
    value = _words().ordinals.get(word)
    if value is None:
        return None
    if first:
        return WordNumber(value, end, True)
    if not sum_.takes_ordinal(value):
        return None
    if word == "second" and not _COUNTED_IN_ORDER.match(text, end):
        return None
    return WordNumber(sum_.value + value, end, True)


def _part_at(text: str, upper: int, end: int) -> WordNumber | None:
    """The fraction whose upper number ends at `end`: "one" and "-half", "two" and "-thirds"."""
    if times := _TIMES_ONE.match(text, end):
        end = times.end() - 1  # "five one-hundredths"
    joint = text[end : end + 1]
    if not upper or joint not in _PART_JOINTS:
        return None
    if thousandths := _THOUSANDTHS.match(text, end + 1):
        under = 10_000 if thousandths["ten"].lower() == "ten" else 100_000
        return WordNumber(Fraction(upper, under), thousandths.end())
    word = _WORD.match(text, end + 1)
    if word is None or (joint.isspace() and _NO_PART.match(text, word.end())):
        return None
    divisor = _denominator(word[0].lower(), joint, upper)
    return WordNumber(Fraction(upper, divisor), word.end()) if divisor else None


def _denominator(word: str, joint: str, upper: int) -> int | None:
    """What a word divides by behind `upper`: plurals behind any number, others behind one.

    Behind tens stands no fraction ("twenty-third"), and "one quarter" may be three months.
    """
    words = _words()
    under = words.parts.get(word) or words.ordinals.get(word.removesuffix("s"), 0)
    known = word in words.parts or under > 2
    tens = upper % 10 == 0 and under < 10
    months = joint.isspace() and word.startswith("quarter")
    one = not word.endswith("s")
    return under if known and one == (upper == 1) and not (tens or months) else None
