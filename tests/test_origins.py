"""Where changes come from: documents that source notes bring, instructions that were carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

import cfrdiff
from cfrdiff import api
from cfrdiff.changes import ChangeSet, Origin, diff_editions
from cfrdiff.language.published import published_in
from cfrdiff.model import Edition, Paragraph, Section, Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[76 FR 65961, Oct. 25, 2011]", ["76 FR 65961, Oct. 25, 2011"]),
        (
            "[T.D. 99–1, 64 FR 1, Jan. 1, 1999, as amended by CBP Dec. 11–20, 76 FR 65961, Oct. 25,"
            " 2011; 77 FR 2, 3, Sept. 3, 2012]",
            ["64 FR 1, Jan. 1, 1999", "76 FR 65961, Oct. 25, 2011", "77 FR 2, Sept. 3, 2012"],
        ),
        ("Link to an amendment published at 89 FR 100, July 1, 2024.", ["89 FR 100, July 1, 2024"]),
        ("as added at 78 FR 11,007 (Feb. 14, 2013)", ["78 FR 11007, Feb. 14, 2013"]),
        ("45 F.R. 1234", ["45 FR 1234"]),
        ("12 CFR 1024, Feb. 30, 2013", []),
        ("78 FR 10, Feb. 30, 2013", ["78 FR 10"]),
    ],
)
def test_pages_of_the_federal_register(text: str, found: list[str]) -> None:
    assert [str(one) for one in published_in(text)] == found


def _edition(notes: dict[str, str | None], word: str, as_of: str | None = None) -> Edition:
    """Sections of two paragraphs each, with these source notes; `word` stands in the second."""
    sections = tuple(
        Section(
            number,
            "Fees.",
            "complete",
            note,
            (
                Paragraph("(a)", ("a",), None, f"The fee of § {number} is due each year in May."),
                Paragraph("(b)", ("b",), None, f"It is paid to the {word} of {number} in cash."),
            ),
        )
        for number, note in notes.items()
    )
    source = Source(f"{word}.xml", "0" * 64, "gpo-xml", True, True)
    return Edition(title=19, part="12", as_of=as_of, source=source, sections=sections)


OLD = "[64 FR 1, Jan. 1, 1999]"
NEW = "[64 FR 1, Jan. 1, 1999, as amended at 77 FR 2, Jan. 3, 2012]"
CAME = ("77 FR 2, Jan. 3, 2012",)


def _documents(changes: ChangeSet) -> dict[str, tuple[str, ...]]:
    return {
        one.id: tuple(origin.document for origin in one.origins)
        for one in changes.changes
        if one.kind not in ("unchanged", "not-covered")
    }


@pytest.mark.parametrize(
    ("old", "new", "documents"),
    [
        ({"12.1": OLD}, {"12.1": NEW}, {"12.1(b)": CAME}),
        # nothing came, or it cannot be known
        ({"12.1": OLD}, {"12.1": OLD}, {"12.1(b)": ()}),
        ({"12.1": None}, {"12.1": NEW}, {"12.1(b)": ()}),
        # a note that was corrected: what is later is the newer's
        (
            {"12.1": "[64 FR 1, Jan. 1, 1999; 65 FR 9, Jan. 4, 2000]"},
            {"12.1": NEW},
            {"12.1(b)": CAME},
        ),
        # each section by its own note
        (
            {"12.1": OLD, "12.2": OLD},
            {"12.1": OLD, "12.2": NEW},
            {"12.1(b)": (), "12.2(b)": CAME},
        ),
    ],
)
def test_documents_that_a_source_note_brings(
    old: dict[str, str | None], new: dict[str, str | None], documents: dict[str, tuple[str, ...]]
) -> None:
    before, after = _edition(old, "clerk"), _edition(new, "cashier")
    changes = diff_editions(before, after)
    assert _documents(changes) == documents
    assert _documents(diff_editions(after, before)) == documents  # they lie between the two
    assert changes.apply(before) == after


def test_a_section_that_came_is_of_what_the_older_edition_does_not_name() -> None:
    before = _edition({"12.1": OLD, "12.3": OLD}, "clerk", "2012-01-01")
    after = _edition({"12.1": OLD, "12.2": NEW, "12.3": OLD}, "clerk", "2013-01-01")
    changes = diff_editions(before, after)
    assert set(_documents(changes).values()) == {CAME}
    assert [one.origins for one in changes.sections] == [(Origin(CAME[0]),)]


RULE = """<RULE><PREAMB><CFR>19 CFR Part 12</CFR><PRTPAGE P="101"/>
<EFFDATE><HD>DATES:</HD><P>This rule is effective May 1, 2030.</P></EFFDATE></PREAMB>
<REGTEXT TITLE="19" PART="12"><AMDPAR>2. Amend § 12.1 by:</AMDPAR>
<AMDPAR>a. Redesignating paragraph (b) as paragraph (c);</AMDPAR>
<PRTPAGE P="102"/><AMDPAR>b. In newly redesignated paragraph (c), removing the word “clerk” and
adding in its place the word “cashier”; and</AMDPAR>
<AMDPAR>c. In paragraph (a), removing the word “May” and adding in its place “June”.</AMDPAR>
<AMDPAR>3. Section 12.2 is removed.</AMDPAR></REGTEXT>
<FRDOC>[FR Doc. 2030-00007 Filed 3-1-30; 8:45 am]</FRDOC></RULE>"""


def test_each_change_has_its_instructions(tmp_path: Path) -> None:
    rule = tmp_path / "rule.xml"
    rule.write_text(RULE, encoding="utf-8")
    before = _edition(
        {"12.1": "[64 FR 1, Jan. 1, 1999]", "12.2": "[95 FR 102, Apr. 2, 2030]"}, "clerk"
    )
    made = cfrdiff.amend(before, rule)
    assert not made.failures
    changes = made.changes(before)
    origins = {one.id: one.origins for one in changes.changes}
    origins |= {one.id: one.origins for one in changes.sections}
    found = {
        id: [(one.document, one.instruction.split(". ")[0]) for one in held]
        for id, held in origins.items()
    }
    assert found == {
        "12.1(a)": [("95 FR 102", "2.c")],
        "12.1(b)>(c)": [("95 FR 101", "2.a"), ("95 FR 102", "2.b")],
        "12.2(a)": [("95 FR 102", "3")],
        "12.2(b)": [("95 FR 102", "3")],
        "12.2>": [("95 FR 102", "3")],
    }
    assert changes.changes[0].origins[0].effective == "2030-05-01"
    assert changes.apply(before) == made.edition
    assert [(one.section, one.how, one.document) for one in made.ties] == [
        ("12.2", "note", "95 FR 102, Apr. 2, 2030")
    ]


def test_what_the_ecfr_links_to_is_tied(tmp_path: Path) -> None:
    edition, rule = tmp_path / "edition.xml", tmp_path / "rule.xml"
    rule.write_text(RULE, encoding="utf-8")
    edition.write_text(
        '<DIV5 N="12" TYPE="PART"><HEAD>PART 12—FEES</HEAD><DIV8 N="§ 12.1" TYPE="SECTION">'
        "<HEAD>§ 12.1 Fees.</HEAD><XREF>Link to an amendment published at 95 FR 102, Apr. 2, 2030."
        "</XREF><P>(a) The fee is due in May.</P><P>(b) Pay the clerk.</P></DIV8></DIV5>",
        encoding="utf-8",
    )
    made = api.amend(api.read(edition), rule)
    assert [(one.section, one.how) for one in made.ties] == [("12.1", "link")]
