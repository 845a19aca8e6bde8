"""Numbers in figures and in words, exactly: "1,500.00", "2½", "10⁶", "thirty (30)".

No number is a float. A value is kept as it is printed: 1.50 is 1.5, with one more place. Where
words and the figure behind them disagree ("sixty (90) days") the number says so and decides
nothing.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from math import gcd
from typing import Literal

import msgspec

from cfrdiff.language.number_words import Exact, WordNumber, number_words_at, scale_words
from cfrdiff.language.tables import read_table

# A longer row of digits is a code, whatever it stands for: the largest number of the CFR has 24.
_MOST_DIGITS = 40
_HIGHEST_POWER = 99
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉–−", "0123456789-+0123456789--")
_DASHED = r"|[-–−]\.?\d"
_POWERS = "[⁻⁺]?[⁰¹²³⁴-⁹]+"
# A raised figure as plain text has it: "10^6", and where print has lost it "× 10-6". "× 106" may be
# one hundred six.
_CARET = r"\^\s?[-–−+]?\d++"
_FLAT = r"\s?[-–−+]\d++"
_TIMES_TEN = rf"\s?[×x·*]\s?10(?:{_POWERS}|{_CARET}|{_FLAT})|[Ee][-–−+]\d++"
# What print divides by: any other fraction is in lowest terms, or a pair: 120/240 volts.
_USUAL_PARTS = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 64, 100, 360, 365, 1000, 10000))
_MOST_PARTS = 100

Form = Literal["figures", "words", "both"]


class Number(msgspec.Struct, frozen=True):
    """``text[start:end]`` says `value`.

    `places` are the digits behind the point as printed, None for words and fractions. `figure` is
    what the figure in parentheses says where that is another number than the words before it.
    """

    value: Exact
    start: int
    end: int
    form: Form = "figures"
    places: int | None = None
    figure: Exact | None = None

    @property
    def disagrees(self) -> bool:
        return self.figure is not None


def number_at(text: str, at: int) -> Number | None:
    """The number that begins at `at`, without sign and currency; None where none does.

    What goes on as no number does is none: a date, a range, "163.12a", 28217–1234. Ordinals are
    none either. Takes time in the length of the number alone.
    """
    if text[at : at + 1].isalpha():
        words = number_words_at(text, at)
        if words is None or words.ordinal:
            return None
        return _with_figure(text, at, words)
    return _times_words(text, figures_at(text, at))


def figures_at(text: str, at: int, dashed: bool = False) -> Number | None:
    """The number in figures at `at`, with a power of ten but without words behind it.

    `dashed` allows that another number hangs on it by a dash: the 5 of "5–10".
    """
    match = _figures(dashed).match(text, at)
    if match is None or match.end() - at > _MOST_DIGITS:
        return None
    value = _value(match)
    if value is None:
        return None
    _, _, decimals = (match["plain"] or "").partition(".")
    places = len(decimals) if match["plain"] and not match["times"] else None
    return Number(value, at, match.end(), "figures", places)


def _value(match: re.Match[str]) -> Exact | None:
    if match["sign"]:
        return _mixed(match["before"], fraction_signs()[match["sign"]])
    if match["under"]:
        over, under = (int(match[name].translate(_RAISED)) for name in ("over", "under"))
        # "21/2" is ten and a half to arithmetic, and to print two and a half with its raised
        # figures lost: it says nothing that one could rely on.
        return _mixed(match["whole"], Fraction(over, under)) if _is_part(over, under) else None
    value = _decimal(match["plain"] or "1")
    return _times_ten(value, match["power"] or _power(match["times"]))


def _power(times: str | None) -> str | None:
    """The power of ten in "× 10⁻⁶", "x 10-6" and "E-6"."""
    return times and re.split("10|[Ee]", times, maxsplit=1)[1]


def _is_part(over: int, under: int) -> bool:
    if not 0 < over < under:
        return False
    return under in _USUAL_PARTS or (under < _MOST_PARTS and gcd(over, under) == 1)


def _times_ten(value: Exact, printed: str | None) -> Exact | None:
    """A value times a power of ten as printed, none where that is beyond what anyone counts."""
    if printed is None:
        return value
    power = int(printed.translate(_RAISED).replace("^", "").replace(" ", ""))
    return _even(value * Fraction(10) ** power) if abs(power) <= _HIGHEST_POWER else None


def _mixed(whole: str | None, part: Fraction) -> Fraction:
    return part + int(whole or 0)


def _decimal(printed: str) -> Exact:
    whole, point, decimals = printed.replace(",", "").partition(".")
    if not point:
        return int(whole)
    return _even(Fraction(int(whole + decimals), 10 ** len(decimals)))


def _even(value: Exact) -> Exact:
    """A whole number as an int."""
    return value.numerator if value.denominator == 1 else value


def _times_words(text: str, number: Number | None) -> Number | None:
    """Figures with the words that multiply them, and a restatement in words: "1.5 million"."""
    if number is None or text[number.end : number.end + 1] not in (" ", "-", " "):
        return number
    if scale := _scale().match(text, number.end):
        value = _even(number.value * scale_words()[scale["scale"].lower()])
        return msgspec.structs.replace(number, value=value, end=scale.end())
    return _with_words(text, number)


def _with_words(text: str, number: Number) -> Number:
    """A figure with the words that say the same in parentheses: "5 (five)"."""
    words = number_words_at(text, number.end + 2) if text.startswith(" (", number.end) else None
    if words is None or words.ordinal or text[words.end : words.end + 1] != ")":
        return number
    other = None if words.value == number.value else number.value
    return Number(words.value, number.start, words.end + 1, "both", None, other)


def _with_figure(text: str, at: int, words: WordNumber) -> Number:
    """Words with the figure that says the same in parentheses: "one hundred twenty (120)"."""
    opening = _IN_PARENTHESES.match(text, words.end)
    figure = opening and _times_words(text, figures_at(text, opening.end()))
    closing = figure and _CLOSING.match(text, figure.end)
    if not (figure and closing):
        return Number(words.value, at, words.end, "words")
    other = None if figure.value == words.value else figure.value
    return Number(words.value, at, closing.end(), "both", figure.places, other)


_IN_PARENTHESES = re.compile(r"[-–]?\s?\(\s?")
_CLOSING = re.compile(r"\s?[-–]?\s?\)")


@functools.cache
def fraction_signs() -> dict[str, Fraction]:
    """The signs that are fractions, with their values."""
    return {sign: Fraction(value) for sign, value in read_table("numbers")["signs"].items()}


@functools.cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"[\s-](?P<scale>{'|'.join(scale_words())})\b", re.IGNORECASE)


@functools.cache
def _figures(dashed: bool) -> re.Pattern[str]:
    """Possessive throughout: nothing is tried twice, however long the digits are."""
    signs = "".join(fraction_signs())
    return re.compile(
        rf"""
        (?: (?P<before>\d++)?+ [\s\-–]?+ (?P<sign>[{signs}])
          | (?:(?P<whole>\d++)[\s\-–])?+ (?P<over>\d++|[⁰¹²³⁴-⁹]++) [/⁄] (?P<under>\d++|[₀-₉]++)
          | 10(?P<power>{_POWERS}|{_CARET})
          | (?!\d++\s\d++[/⁄]\d)
            (?P<plain>\d{{1,3}}(?:,\d{{3}})++(?:\.\d++)?+ | \d++(?:\.\d++)?+ | \.\d++)
            (?P<times>{_TIMES_TEN})?+
        )
        (?![\d⁄:^{signs}]|/(?![A-Za-z])|[.,]\d{"" if dashed else _DASHED})
        """,
        re.VERBOSE,
    )
