"""Parts and sections that are new, gone, moved or renumbered, as a summary counts them."""

from __future__ import annotations

import pytest
from test_changes import edition, paragraph

from cfrdiff.changes.overview import Overview, overview_of
from cfrdiff.changes.units import SectionChange
from cfrdiff.model import Edition


def _edition(*numbers: str) -> Edition:
    return edition("x", *((one, "complete", [paragraph("(a)", "Words.")]) for one in numbers))


@pytest.mark.parametrize(
    ("before", "after", "changes", "expected"),
    [
        (
            ("1.1", "2.1", "2.2"),
            ("1.1", "3.1"),
            ((None, "3.1"), ("2.1", None), ("2.2", None)),
            Overview(parts_added=("3",), parts_removed=("2",)),
        ),
        (
            ("1.1", "1.2"),
            ("1.1", "1.3", "1.4"),
            (("1.2", "1.3"), (None, "1.4")),
            Overview(sections_added=1, sections_redesignated=1),
        ),
        (
            ("1.1", "2.1", "2.2"),
            ("1.1", "5.1", "5.2"),
            (("2.1", "5.1"), ("2.2", "5.2")),
            Overview(parts_redesignated=(("2", "5"),)),
        ),
        (
            ("1.1", "1.2", "2.1"),
            ("1.1", "2.1", "2.9"),
            (("1.2", "2.9"),),
            Overview(sections_moved=1),
        ),
    ],
)
def test_overview(
    before: tuple[str, ...],
    after: tuple[str, ...],
    changes: tuple[tuple[str | None, str | None], ...],
    expected: Overview,
) -> None:
    sections = [
        SectionChange(
            f"{old}>{new}",
            "redesignated" if old and new else "added" if new else "removed",
            old,
            new,
        )
        for old, new in changes
    ]
    found = overview_of(sections, _edition(*before), _edition(*after))
    assert found == expected
    assert found.invert().invert() == found
