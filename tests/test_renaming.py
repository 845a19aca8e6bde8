"""What counts as a name replaced by another, what of it was left behind, and who acts now."""

from __future__ import annotations

import pytest
from test_structure import edition_of

from cfrdiff.changes import ChangeSet, diff_editions

NOTE = "[63 FR 1, Jan. 1, 1998]"
TEXT = (
    "§ 1.2 Records.\n\n(a) {0} receives the form in each port.\n\n(b) The form is then kept by {0}"
    " until the audit.\n\n(c) The record is asked for by {1} at the end.\n\n"
)


def compared(before: str, after: str) -> ChangeSet:
    return diff_editions(edition_of(before + NOTE), edition_of(after + NOTE))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("SWA staff", "ES staff", [("SWA", "ES")]),
        ("the Commission", "the OCC", [("Commission", "OCC")]),
        ("the Area Director", "the Regional Director", [("Area Director", "Regional Director")]),
        ("Customs", "CBP", [("Customs", "CBP")]),
        # What is no name, or is none on one side.
        ("A bank", "An advanced approaches bank", []),
        ("The port", "In the case of a port it", []),
        ("For it the port", "Labels for it the port", []),
        ("This type of service", "Service", []),
        ("form B", "form A", []),
        ("on January 22, 2018, the port", "on February 14, 2019, the port", []),
        ("the Customs House, which", "the National Finance Center. Payment for this it", []),
    ],
)
def test_names_replaced(before: str, after: str, told: list[tuple[str, str]]) -> None:
    changes = compared(TEXT.format(before, before), TEXT.format(after, before))
    assert [(one.before, one.after) for one in changes.substitutions] == told


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        ("SWA staff", "ES staff", "substantive"),
        ("the Commission", "the OCC", "substantive"),
        ("Customs", "CBP", "nomenclature"),
    ],
)
def test_another_actor_is_substantive(before: str, after: str, weight: str) -> None:
    changes = compared(TEXT.format(before, before), TEXT.format(after, before))
    assert changes.changes[1].significance == weight


def test_in_another_part_another_body_may_be_meant() -> None:
    other = "§ 4.1 Fees.\n\n(a) The fee is asked for by the Commission at the end.\n\n"
    before = TEXT.format("the Commission", "the Commission") + other
    after = TEXT.format("the OCC", "the Commission") + other
    (name,) = compared(before, after).substitutions
    assert name.residual == (("1.2", "(c)"), ("4.1", "(a)"))
    assert name.oversight[0] > 0.7
    assert name.oversight[1] < 0.5
