"""Stops that end no sentence."""

from __future__ import annotations

import pytest

from cfrdiff.language.abbreviations import ends_in_abbreviation, ends_in_leading_abbreviation


@pytest.mark.parametrize(
    ("text", "ends", "wants"),
    [
        ("the U.S.", True, True),
        ("see (No.", True, True),
        ("Dr.", True, True),
        ("Acme, Inc.", True, False),
        ("et seq.", True, False),
        ("J.", True, False),
        ("on Sept.", True, False),
        ("“Pub.", True, True),
        ("by 5 in.", True, False),
        ("he came in.", False, False),
        ("the answer is no.", False, False),
        ("The end.", False, False),
        ("No", False, False),
        ("", False, False),
    ],
)
def test_abbreviations(text: str, ends: bool, wants: bool) -> None:
    assert ends_in_abbreviation(text) is ends
    assert ends_in_leading_abbreviation(text) is wants


def test_the_end_can_be_given() -> None:
    assert ends_in_abbreviation("No. 5 is the end.", 3)
    assert not ends_in_abbreviation("No. 5 is the end.")
