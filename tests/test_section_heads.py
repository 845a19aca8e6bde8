"""Section headings as files have them: cut at a line's end, punctuated otherwise, not numbered."""

from __future__ import annotations

import pytest
from test_structure import edition_of

import cfrdiff
from cfrdiff import Edition

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


# Sections that the source marks and gives no number

ANNUAL = (
    "<CFRDOC><PART><HD SOURCE='HED'>PART 163—RECORDS</HD>"
    "<SECTION><SECTNO>§ 163.4</SECTNO><SUBJECT>Definitions.</SUBJECT><P>(a) One.</P></SECTION>"
    "<SECTION>{}<P>(a) Each must keep records.</P><P>(b) No more.</P></SECTION>"
    "<SECTION><SECTNO>§ 163.6</SECTNO><SUBJECT>Production.</SUBJECT><P>(a) Two.</P></SECTION>"
    "</PART></CFRDOC>"
)
ECFR = (
    "<ECFR><DIV5 N='163' TYPE='PART'><HEAD>PART 163—RECORDS</HEAD>"
    "<DIV8 N='163.4' TYPE='SECTION'><HEAD>§ 163.4 Definitions.</HEAD><P>(a) One.</P></DIV8>"
    "<DIV8 {} TYPE='SECTION'><HEAD>{}</HEAD><P>(a) Each must keep.</P><P>(b) No more.</P></DIV8>"
    "<DIV8 N='163.6' TYPE='SECTION'><HEAD>§ 163.6 Production.</HEAD><P>(a) Two.</P></DIV8>"
    "</DIV5></ECFR>"
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (ANNUAL.format("<SECTNO/><SUBJECT>Records.</SUBJECT>"), None),
        (ANNUAL.format("<SECTNO></SECTNO><SUBJECT>Records.</SUBJECT>"), None),
        (ANNUAL.format("<SECTNO> </SECTNO>\n<SUBJECT>Records.</SUBJECT>"), None),
        (ANNUAL.format("<SUBJECT>Records.</SUBJECT>"), None),
        (ANNUAL.format("<PRTPAGE P='3'/><SUBJECT>Records.</SUBJECT>"), None),
        (ANNUAL.format("<SECTNO>§ 163.5</SECTNO><SUBJECT>Records.</SUBJECT>"), "163.5"),
        (ECFR.format("N=''", "Records."), None),
        (ECFR.format("", "Records."), None),
        (ECFR.format("N=' '", "Records."), None),
        (ECFR.format("N=''", "§ 163.5 Records."), "163.5"),
        (ECFR.format("", "§ 163.5 Records."), "163.5"),
    ],
)
def test_a_section_that_the_source_marks_is_one(written: str, number: str | None) -> None:
    edition = edition_of(written, "gpo-xml" if "SECTNO" in written else "ecfr-xml")
    assert [one.number for one in edition.sections] == ["163.4", number, "163.6"]
    assert edition.sections[1].heading == "Records."
    assert [p.designation for p in edition.sections[1].walk()] == ["(a)", "(b)"]
    assert [f.code for f in edition.findings] == ["section-number-odd"] * (number is None)
    changes = cfrdiff.diff(edition, edition)
    assert changes.apply(edition) == edition
    assert {change.kind for change in changes.changes} == {"unchanged"}


# Headings in other forms than print has, and citations that begin a paragraph in the same words

OTHERWISE = [
    ("Section 163.5 Records.", "163.5", "Records."),
    ("SECTION 163.5 RECORDS.", "163.5", "RECORDS."),
    ("SEC. 163.5 Records.", "163.5", "Records."),
    ("Section 163.5. Records.", "163.5", "Records."),
    ("Section 163.5—Records.", "163.5", "Records."),
    ("Section 163.5 Who must keep records?", "163.5", "Who must keep records?"),
    ("§ 163.5—Records.", "163.5", "Records."),
    ("§ 163.5 — Records", "163.5", "Records"),
    ("§ 163.5 - Records.", "163.5", "Records."),
    ("§ 163.5 – Records that must be kept.", "163.5", "Records that must be kept."),
    ("§ 163.5: Records.", "163.5", "Records."),
    ("§ 163.5.—Records.", "163.5", "Records."),
    ("§163.5Record keeping.", "163.5", "Record keeping."),
    ("§ 163.5 (T) Records.", "163.5(T)", "Records."),
    ("Section 163.5 Records kept by\npersons.", "163.5", "Records kept by persons."),
    ("§ 163.5—[Reserved]", "163.5", "[Reserved]"),
]


def in_between(paragraph: str) -> Edition:
    return edition_of(BEFORE.format(first="163.4") + paragraph + BEHIND.format(last="163.6"))


@pytest.mark.parametrize(("heading", "number", "subject"), OTHERWISE)
def test_a_heading_in_another_form_is_one(heading: str, number: str, subject: str) -> None:
    edition = in_between(heading)
    assert [one.number for one in edition.sections] == ["163.4", number, "163.6"]
    assert edition.sections[1].heading == subject
    assert edition.findings == ()


def test_the_first_paragraph_may_stand_in_the_place_of_the_subject() -> None:
    edition = edition_of(
        BEFORE.format(first="163.4") + "§ 163.5 (a) Each must keep records.\n\n(b) No more.\n\n"
        "§ 163.6 Production.\n\n(a) The owner must produce the records.\n"
    )
    assert [one.number for one in edition.sections] == ["163.4", "163.5", "163.6"]
    assert edition.sections[1].heading is None
    assert [p.designation for p in edition.sections[1].walk()] == ["(a)", "(b)"]
    assert edition.findings == ()


def test_a_file_may_have_all_its_headings_in_another_form() -> None:
    written = "".join(
        f"Section 163.{n} {subject}.\n\n(a) Each person must keep it.\n\n(b) No more.\n\n"
        for n, subject in ((1, "Scope"), (2, "Definitions"), (3, "Records"))
    )
    for start in ("", "Customs rules as a person typed them.\n\n"):
        sections = edition_of(start + written).sections
        assert [one.number for one in sections] == ["163.1", "163.2", "163.3"]


# the paragraph, with (a) behind it, and whether a finding says that it may be a heading
CITATIONS = [
    ("Section 163.5 applies to each person.", True),
    ("Section 163.5(a) Records are kept.", False),
    ("Section 163.5, Records, applies.", False),
    ("§ 163.5 and § 163.7 apply.", True),
    ("§ 163.5 (a) applies.", False),
    ("Section 163.6—Production—applies.", False),  # it stands in the file
    ("Section 162.5 Records.", False),  # of another part
    ("§ 162.5—Records.", False),
    ("Section 163.5A-4 also applies to each person.", True),
    ("Section 163.5 Records must be kept by each person.", True),
    ("§ 163.5 (b) Records.", True),
    ("§ 163.7—Records.", True),  # out of order
    ("§ 163.2—Records.", True),
    ("§ 163.5—Records; and", True),
]


@pytest.mark.parametrize(("paragraph", "doubtful"), CITATIONS)
def test_a_citation_that_begins_a_paragraph_is_text(paragraph: str, doubtful: bool) -> None:
    edition = in_between(paragraph)
    assert [one.number for one in edition.sections] == ["163.4", "163.6"]
    codes = [finding.code for finding in edition.findings]
    assert codes.count("heading-doubtful") == doubtful
    assert any(paragraph in p.text for p in edition.sections[0].walk())


def test_a_list_of_sections_is_text() -> None:
    listed = "\n\n".join(f"§ 163.5{n}—Records." for n in ("", "a", "b"))
    edition = edition_of(
        BEFORE.format(first="163.4") + f"(c) These apply:\n\n{listed}\n\n(d) No more.\n\n"
        "§ 163.6 Production.\n\n(a) The owner must produce the records.\n"
    )
    assert [one.number for one in edition.sections] == ["163.4", "163.6"]
