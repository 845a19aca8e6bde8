"""What comes after what: pairs of numbers and labels beside what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.cites import (
    are_neighbours,
    follows,
    is_next,
    label_before,
    label_for,
    number_before,
    readings,
    steps,
)

STEPS = [
    ("a", "b", 1), ("a", "c", 2), ("b", "b", 0), ("c", "b", -1),
    ("a", "a-1", 1), ("a-1", "a-2", 1), ("a-2", "b", 1), ("a", "a-2", 2), ("a-1", "b-1", 2),
    ("b", "a-1", -1), ("1", "1a", 1), ("1b", "2", 1), ("z", "za", 1), ("za", "zb", 1), ("z", "aa", 1),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), STEPS)
def test_steps_between_labels(before: str, after: str, expected: int) -> None:
    (level, one), (other_level, other) = readings(before)[0], readings(after)[0]
    assert level == other_level
    found = steps(one, other)
    assert found == expected if expected > 0 else found < 1


@given(st.integers(0, 5), st.integers(1, 60))
def test_the_label_before_is_one_step_before(level: int, ordinal: int) -> None:
    assert steps(ordinal, ordinal + 1) == steps(ordinal - 1, ordinal) == 1
    before = label_before(level, ordinal)
    assert before == (label_for(level, ordinal - 1) if ordinal > 1 else None)


@pytest.mark.parametrize(("label", "before"), [("e", "d"), ("e-1", "e"), ("e-3", "e"), ("a", None)])
def test_what_stands_before_a_label(label: str, before: str | None) -> None:
    level, ordinal = readings(label)[0]
    assert label_before(level, ordinal) == before


@pytest.mark.parametrize(
    ("before", "number", "comes_after", "next_one", "neighbours"),
    [
        ("163.4", "163.5", True, True, True),
        ("163.5", "163.4", False, False, True),
        ("163.9", "163.10", True, True, True),
        ("163.4", "163.6", True, False, False),
        ("163.4", "164.5", False, False, False),
        ("24.3", "24.3a", True, False, False),
        ("1.401(a)-50", "1.401(a)(2)-1", True, False, False),
        ("60-1.3", "60-1.4", True, True, True),
    ],
)
def test_the_order_of_section_numbers(
    before: str, number: str, comes_after: bool, next_one: bool, neighbours: bool
) -> None:
    assert follows(before, number) == comes_after
    assert is_next(before, number) == next_one
    assert are_neighbours(before, number) == neighbours


@pytest.mark.parametrize(
    ("number", "before"),
    [("163.5", "163.4"), ("163.1", None), ("24.3a", "24.3"), ("24.3c", "24.3b"), ("1.61-2", None)],
)
def test_the_number_that_counts_on_to_one(number: str, before: str | None) -> None:
    assert number_before(number) == before
