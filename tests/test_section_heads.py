"""Section headings as files have them: cut at a line's end, punctuated otherwise, not numbered."""

from __future__ import annotations

import pytest
from test_structure import edition_of

BEFORE = (
    "§ {first} Definitions.\n\n(a) The owner must keep the records of each entry for five years.\n\n"
    "(b) A guest may stay.\n\n"
)
BEHIND = (
    "\n\n(a) Each person must keep records.\n\n(b) Nothing else is required.\n\n"
    "§ {last} Production.\n\n(a) The owner must produce the records.\n"
)

# the heading as it stands, number, subject, the numbers before and behind
CUT = [
    ("§\n163.5 Records.", "163.5", "Records.", "163.4", "163.6"),
    ("§ 163.\n5 Records.", "163.5", "Records.", "163.4", "163.6"),
    ("§ 163\n.5 Records.", "163.5", "Records.", "163.4", "163.6"),
    ("§\n163.5\nRecords.", "163.5", "Records.", "163.4", "163.6"),
    ("Sec. 163.\n5 Records kept\nby persons.", "163.5", "Records kept by persons.", "163.4", "163.6"),
    ("§ 240.17Ad-\n7 Record retention.", "240.17Ad-7", "Record retention.", "240.17Ad-6", "240.17f-1"),
    ("§ 240.17Ad–\n7 Record retention.", "240.17Ad-7", "Record retention.", "240.17Ad-6", "240.17f-1"),
    ("§ 1.401(a)(9)\n-4 Benefits.", "1.401(a)(9)-4", "Benefits.", "1.401(a)(9)-3", "1.401(a)(9)-5"),
    ("§ 1.401(a)(9)-\n4 Benefits.", "1.401(a)(9)-4", "Benefits.", "1.401(a)(9)-3", "1.401(a)(9)-5"),
    ("§ 60-\n1.4 Equal opportunity.", "60-1.4", "Equal opportunity.", "60-1.3", "60-1.5"),
    ("§ 60\n-1.4 Equal opportunity.", "60-1.4", "Equal opportunity.", "60-1.3", "60-1.5"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "number", "subject", "first", "last"), CUT)
@pytest.mark.parametrize("place", ["between", "first", "last"])
def test_a_number_that_a_line_end_cuts_is_whole(
    heading: str, number: str, subject: str, first: str, last: str, place: str
) -> None:
    before = BEFORE.format(first=first) if place != "first" else ""
    behind = BEHIND.format(last=last)
    if place == "last":
        behind = behind.partition("§")[0]
    sections = edition_of(before + heading + behind).sections
    held = [first] * (place != "first") + [number] + [last] * (place != "last")
    assert [section.number for section in sections] == held
    found = sections[held.index(number)]
    assert (found.heading, [p.designation for p in found.walk()]) == (subject, ["(a)", "(b)"])


@pytest.mark.parametrize(
    "text",
    [
        "The rule of § 163.\n5 is that records are kept under § 163.7.",
        "Records are kept as this part and, for entries, §\n163.5 Records of the part has it.",
        "Keep them for § 163.5\n30 days and no more.",
    ],
)
def test_a_citation_that_a_line_end_cuts_heads_no_section(text: str) -> None:
    whole = BEFORE.format(first="163.4") + text + BEHIND.format(last="163.6")
    edition = edition_of(whole)
    assert [section.number for section in edition.sections] == ["163.4", "163.6"]
    said = " ".join(p.text for p in edition.sections[0].walk())
    assert "163. 5" not in said
