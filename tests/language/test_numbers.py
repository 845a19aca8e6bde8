"""Numbers in words and figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import spelled

from cfrdiff.language.number_words import number_words_at
from cfrdiff.language.numbers import Number, number_at


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("one", 1, 3),
        ("Sixty", 60, 5),
        ("TWENTY-ONE", 21, 10),
        ("twenty one", 21, 10),
        ("ninety–nine", 99, 11),
        ("one hundred and one and two", 101, 19),
        ("one hundred thousand", 100_000, 20),
        ("two hundred fifty thousand", 250_000, 26),
        ("one million two", 1_000_002, 15),
        ("five and ten", 5, 4),
        ("one two three", 1, 3),
        ("twenty one-year terms", 20, 6),
        ("two-hundred", 200, 11),
        ("one and one half times", Fraction(3, 2), 16),
        ("two-and-one-half", Fraction(5, 2), 16),
        ("one hundred and one-half", Fraction(201, 2), 24),
        ("one one-hundredth of", Fraction(1, 100), 17),
        ("one quarter", 1, 3),
        ("one-quarter", Fraction(1, 4), 11),
        ("one third-party", 1, 3),
        ("one thousandth", Fraction(1, 1000), 14),
        ("two third", 2, 3),
        ("twenty-fifths", 20, 6),
    ],
)
def test_words(text: str, value: int | Fraction, end: int) -> None:
    words = number_words_at(text, 0)
    assert words is not None
    assert (words.value, words.end, words.ordinal) == (value, end, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("first", 1),
        ("twelfth", 12),
        ("twenty-first", 21),
        ("one hundredth anniversary", None),
        ("one hundred twentieth", 120),
        ("one hundred and first", 101),
        ("twenty-second day", 22),
        ("twenty-second delay", None),
        ("one third", None),
    ],
)
def test_ordinals(text: str, value: int | None) -> None:
    words = number_words_at(text, 0)
    assert words is not None
    assert (words.value if words.ordinal else None) == value


@pytest.mark.parametrize(
    "text", ["hundred", "million", "and one", "one thousand million", "ones", ""]
)
def test_no_number(text: str) -> None:
    assert number_words_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,500.00 for", Number(1500, 0, 8, "figures", 2)),
        ("1.50", Number(Fraction(3, 2), 0, 4, "figures", 2)),
        ("007", Number(7, 0, 3, "figures", 0)),
        ("5²", Number(5, 0, 1, "figures", 0)),
        ("10⁶", Number(10**6, 0, 3)),
        ("2 × 10⁻³", Number(Fraction(1, 500), 0, 8)),
        ("thirty (30) days", Number(30, 0, 11, "both", 0)),
        ("sixty (90) days", Number(60, 0, 10, "both", 0, 90)),
        ("one-half (1/2)", Number(Fraction(1, 2), 0, 14, "both")),
        ("5 (five)", Number(5, 0, 8, "both")),
        ("5 (six)", Number(6, 0, 7, "both", None, 5)),
        ("¹⁄₂", Number(Fraction(1, 2), 0, 3)),
        ("21/2", None),
        ("1/0", None),
        ("6/30/2011", None),
        ("163.12.1", None),
        ("28217–1234", None),
        ("first", None),
        ("9" * 5000, None),
        ("9," * 5000, None),
        ("0." + "9" * 5000, None),
        ("10" + "⁹" * 5000, None),
        ("1 " + "9" * 5000 + "/" + "9" * 5001, None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_numbers(text: str, expected: Number | None) -> None:
    assert number_at(text, 0) == expected


@given(st.integers(1, 999_999_999_999), st.booleans(), st.sampled_from(["", "and "]), st.booleans())
def test_what_is_spelled_is_read(value: int, hyphens: bool, link: str, figure: bool) -> None:
    words = spelled(value, link, "-" if hyphens else " ")
    text = f"{words} ({value:,})" if figure else words
    number = number_at(f"{text} persons", 0)
    assert number is not None
    assert (number.value, number.end, number.figure) == (value, len(text), None)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_figure_that_differs_is_reported(value: int, other: int) -> None:
    number = number_at(f"{spelled(value)} ({other}) days", 0)
    assert number is not None
    assert number.value == value
    assert number.disagrees == (value != other)
