"""Every length of time from one to 365, in words, in words with the figure, and in figures: read as
a deadline in provisions, and as the category of the edit that changes it.
"""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from spelling import spelled

import cfrdiff
from cfrdiff import Edition, Paragraph, Section, Source
from cfrdiff.changes.edits import find_edits
from cfrdiff.model import grow
from cfrdiff.provisions import provisions
from cfrdiff.provisions.model import TimeUnit

UNITS = get_args(TimeUnit)
MOST = 365


def lengths(number: int, unit: str) -> list[str]:
    """One length of time in the ways regulations print it."""
    words, many = spelled(number), f"{unit}s" if number != 1 else unit
    return [
        f"{words} {many}",
        f"{words} ({number}) {many}",
        f"{number} {many}",
        f"{words} ({number}) calendar {many}",
        f"{spelled(number, 'and ')} {many}",
    ]


def edition(texts: list[str]) -> Edition:
    flat = [Paragraph(f"({i})", (str(i),), None, text) for i, text in enumerate(texts, 1)]
    section = Section("10.5", "Duties.", "complete", None, grow(flat))
    source = Source("a.txt", "0", "text")
    return Edition(title=7, part="10", as_of=None, source=source, sections=(section,))


def found_in_provisions(numbers: range, unit: str) -> list[str]:
    """Lengths that provisions do not give as they are, of all numbers and ways to print them."""
    rows = [(n, text) for n in numbers for text in lengths(n, unit)]
    texts = [f"The owner shall answer within {text} after the date of receipt." for _, text in rows]
    wrong = []
    for (number, text), one in zip(rows, provisions(edition(texts)).provisions, strict=True):
        (said,) = one.statements[0].deadlines
        days = "calendar" if "calendar" in text else None
        got = (said.text, said.number, said.unit, said.days, said.relation, said.counted_from)
        if got != (text, number, unit, days, "after", "the date of receipt"):
            wrong.append(f"{text}: {got}")
    return wrong


def miscategorized(numbers: range, unit: str) -> list[str]:
    """Changes of a number that are not shown as those of a deadline, each whole."""
    wrong = []
    for number in numbers:
        ways = zip(lengths(number, unit), lengths(number % MOST + 1, unit), strict=True)
        for old, new in ways:
            before, after = (f"Answer within {one} of receipt." for one in (old, new))
            edits = find_edits(before, after, exact=True)
            if [(one.before, one.after, one.category) for one in edits] != [(old, new, "deadline")]:
                wrong.append(f"{old} → {new}: {edits}")
    return wrong


@pytest.mark.parametrize("unit", UNITS)
def test_lengths_of_time_in_provisions(unit: str) -> None:
    step = 1 if unit == "day" else 7
    assert not found_in_provisions(range(1, MOST + 1, step), unit)


@pytest.mark.parametrize("unit", UNITS)
def test_lengths_of_time_in_edits(unit: str) -> None:
    step = 7 if unit == "day" else 29
    assert not miscategorized(range(1, MOST + 1, step), unit)


def test_lengths_of_time_in_a_diff() -> None:
    numbers = [1, 2, 12, 20, 45, 90, 100, 120, 180, 365]
    olds, news = (
        [
            f"The owner of kind {i} shall answer within {text} of receipt."
            for i, (number, unit) in enumerate(itertools.product(numbers, UNITS))
            for text in lengths(number + more, unit)[:3]
        ]
        for more in (0, 1)
    )
    changes = cfrdiff.diff(edition(olds), edition(news))
    edits = [edit for change in changes.changes for edit in change.edits]
    assert len(edits) == len(olds)
    assert {edit.category for edit in edits} == {"deadline"}
    assert all(change.significance == "substantive" for change in changes.changes if change.edits)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("half an hour", 30, "minute"),
        ("2½ years", 30, "month"),
        ("2½ months", 2.5, "month"),
        ("sixty (90) days", None, "day"),
        ("one fortnight", 2, "week"),
        ("three decades", 30, "year"),
        ("a hundred days", 100, "day"),
        ("fifteen hundred hours", 1500, "hour"),
        ("ten (10) workdays", 10, "day"),
        ("not more than 30 consecutive business days", 30, "day"),
    ],
)
def test_other_lengths(text: str, number: float | None, unit: str) -> None:
    (one,) = provisions(edition([f"The owner shall answer within {text}."])).provisions
    (said,) = one.statements[0].deadlines
    assert (said.number, said.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    ["a horse 62 years old", "a 2-year-old horse", "a five-year-old horse", "a child 12 years of age",
     "a horse on the 30th day", "a horse of the second year"],
)  # fmt: skip
def test_no_lengths(text: str) -> None:
    (one,) = provisions(edition([f"The owner shall admit {text}."])).provisions
    assert one.statements[0].deadlines == ()


def test_a_range_is_told_by_both_its_ends() -> None:
    (one,) = provisions(edition(["The owner shall answer within 5 to 10 days."])).provisions
    assert [(d.number, d.unit) for d in one.statements[0].deadlines] == [(5, "day"), (10, "day")]
