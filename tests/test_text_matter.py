"""Front matter, finding aids and laws in plain text are no regulation, and are said to be there."""

from __future__ import annotations

import pytest
from test_accounting import lost
from test_structure import edition_of

from cfrdiff import sources, structure, text
from cfrdiff.model import Source

SECTION = "§ 40.1 Scope.\n\n(a) One.\n\n(b) Two.\n\n[T.D. 1, 25 FR 1, Jan. 2, 1960]\n\n"
PART_41 = "PART 41—IMPORTS\n\n§ 41.1 Imports.\n\n(a) One.\n\n(b) Two.\n\n"
FRONT = (
    "Code of Federal Regulations\n\nParts 40 to 199\n\nRevised as of April 1, 2020\n\nTable of"
    " Contents\n\nChapter I—Alcohol and Tobacco Bureau\n\nFinding Aids:\n\nTable of CFR Titles and"
    " Chapters\n\nExplanation\n\nEach user shall consult the list, which is issued as follows:\n\n"
    "(a) Title 1, as of January 1.\n\nTitle 27—Alcohol\n\nCHAPTER I—ALCOHOL AND TOBACCO\nBUREAU\n\n"
)
LAW = (
    "THE WEBB-KENYON ACT\n\n(27 U.S.C. 122)\n\n(a) No person may ship liquor.\n\nSec. 2. Penalty. A"
    " person shall be fined.\n\n"
)
AIDS = (
    "FINDING AIDS\n\nA list of CFR titles follows.\n\nTable of CFR Titles and Chapters\n\nTitle"
    " 1—General Provisions\n\nI Administrative Committee (Parts 1—49)\n\nList of CFR Sections"
    " Affected\n\n40.1 Revised\n"
)
# What a text holds, the sections in it, and the kinds of what is set aside.
TEXTS = {
    "front matter": (f"{FRONT}PART 40—TOBACCO\n\n{SECTION}", ["40.1"], ["front-matter"]),
    "front matter before a section": (f"{FRONT}{SECTION}", ["40.1"], ["front-matter"]),
    "a law between parts": (f"PART 40—TOBACCO\n\n{SECTION}{LAW}{PART_41}", ["40.1", "41.1"], ["other"]),
    "two laws": (
        f"PART 40—TOBACCO\n\n{SECTION}{LAW}EXECUTIVE ORDER 12866\n\nIt is ordered.\n\n{PART_41}",
        ["40.1", "41.1"],
        ["other"],
    ),
    "finding aids behind": (f"PART 40—TOBACCO\n\n{SECTION}{AIDS}", ["40.1"], ["back-matter"]),
    "finding aids between volumes": (
        f"PART 40—TOBACCO\n\n{SECTION}{AIDS}{PART_41}", ["40.1", "41.1"], ["back-matter"],
    ),
    "all of them": (
        f"{FRONT}PART 40—TOBACCO\n\n{SECTION}{LAW}{PART_41}{AIDS}",
        ["40.1", "41.1"],
        ["back-matter", "front-matter", "other"],
    ),
    "a group of sections named for an act": (
        f"PART 40—TOBACCO\n\nTHE WEBB-KENYON ACT\n\n{SECTION}", ["40.1"], [],
    ),
    "a group named for an act behind a section": (
        f"PART 40—TOBACCO\n\n{SECTION}TRUTH IN LENDING ACT\n\n§ 40.2 Fees.\n\n(a) Due.\n",
        ["40.1", "40.2"],
        [],
    ),
    "an act in an appendix": (
        f"PART 40—TOBACCO\n\n{SECTION}Appendix A to Part 40—Laws\n\n{LAW}{PART_41}", ["40.1", "41.1"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("written", "numbers", "kinds"), TEXTS.values(), ids=TEXTS)
def test_matter_in_plain_text(written: str, numbers: list[str], kinds: list[str]) -> None:
    edition = edition_of(written)
    assert [one.number for one in edition.sections] == numbers
    assert [[p.text for p in one.walk()] for one in edition.sections if one.number != "40.2"] == [
        ["One.", "Two."] for number in numbers if number != "40.2"
    ]
    matter = ("front-matter", "back-matter", "other")
    assert sorted({one.kind for one in edition.blocks if one.kind in matter}) == kinds
    loaded = sources.load("x", "text", written.encode())
    assert {one.code for one in loaded.findings} == ({"matter-set-aside"} if kinds else set())
    assert lost(loaded, structure.build(text.run_on(loaded), Source("x", "", "text"))) == []


def test_a_table_of_contents_below_a_part_is_the_parts() -> None:
    written = f"PART 40—TOBACCO\n\nTable of Contents\n\n40.1 Scope.\n\n{SECTION}"
    assert not sources.load("x", "text", written.encode()).findings
