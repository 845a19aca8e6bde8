"""Rules of the Federal Register as text and as PDF: they do what their XML does."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from register_texts import as_gpo_text, as_site_text, pieces
from test_federal_register_rules import BEFORE
from typesetter import Item, Layout, Run, typeset

from cfrdiff import api
from cfrdiff.api import Amended
from cfrdiff.errors import SourceError
from cfrdiff.instructions.register_text import is_register_text

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
RULE = """<RULE><PREAMB><CFR>19 CFR Part 12</CFR><ACT><P>Final rule.</P></ACT>
<EFFDATE><P>This rule is effective May 1, 2030.</P></EFFDATE></PREAMB><SUPLINF>
<P>In § 12.3 brokers were bound to keep records for as long as the port says.</P>
<P>1. We revised that. Section 12.4 is removed from it.</P>
<REGTEXT TITLE="19" PART="12">
<AMDPAR>1. The authority citation for part 12 is revised to read as follows:</AMDPAR>
<AUTH><HD>Authority:</HD><P>19 U.S.C. 66, 1484.</P></AUTH>
<AMDPAR>2. Amend § 12.3 by:</AMDPAR>
<AMDPAR>a. Revising paragraph (a) and adding paragraph (d); and</AMDPAR>
<AMDPAR>b. In paragraph (b), removing the word “keep” and adding in its place the word “hold”.</AMDPAR>
<P>The revision and addition read as follows:</P>
<SECTION><SECTNO>§ 12.3</SECTNO><SUBJECT>Records.</SUBJECT>
<P>(a) <E T="03">Duty.</E> The broker must keep records—all of them—for five years. He must sign each
with his own hand and in permanent ink, unless the port director of the district allows otherwise,
which he does in writing only and as early as the case permits.</P><STARS/>
<P>(d) <E T="03">Appeals</E>—(1) <E T="03">In general.</E> The broker may appeal “in writing”.</P>
</SECTION>
<AMDPAR>3. Add § 12.5 to read as follows:</AMDPAR>
<SECTION><SECTNO>§ 12.5</SECTNO><SUBJECT>Appeals of brokers and of persons who act for them in any
port.</SUBJECT><P>(a) An appeal is made to the port.</P><P>(b) It takes:</P><P>(1) A form; and</P>
<P>(2) A fee.</P></SECTION>
<SECTION><SECTNO>§ 12.4</SECTNO><SUBJECT>[Removed]</SUBJECT></SECTION>
<AMDPAR>4. Remove § 12.4.</AMDPAR></REGTEXT>
<P>Dated: February 1, 2030.</P></SUPLINF>
<FRDOC>[FR Doc. 2030-00007 Filed 2-28-30; 8:45 am]</FRDOC></RULE>"""


def pdf_of(rule: str) -> bytes:
    """A rule set in three columns, as the Federal Register is."""
    items = []
    for kind, words in pieces(ElementTree.fromstring(rule)):
        is_heading = kind == "HD" and words.startswith("§")
        said = f"■ {words}" if kind == "AMDPAR" else words
        items.append(Item("heading" if is_heading else "paragraph", (Run(said),)))
    face = str(FONT)
    layout = Layout(
        columns=3,
        left=45,
        text_width=522,
        gutter=12,
        top=70,
        bottom=735,
        head_top=50,
        page_number_top=740,
        body_font=face,
        italic_font=face,
        bold_font=face,
    )
    return typeset(items, layout).pdf


def amended(tmp_path: Path, name: str, data: bytes) -> Amended:
    edition, rule = tmp_path / "before.xml", tmp_path / name
    edition.write_text(BEFORE, encoding="utf-8")
    rule.write_bytes(data)
    return api.amend(api.read(edition), rule)


def facts(made: Amended) -> list[tuple[str | None, str, str | None, str]]:
    return [
        (section.number, one.designation, one.heading, one.text)
        for section in made.edition.sections
        for one in section.walk()
    ]


@pytest.mark.parametrize("form", ["text", "site", "page", "pdf"])
def test_what_is_no_xml_does_what_the_xml_does(form: str, tmp_path: Path) -> None:
    if form == "pdf" and not FONT.exists():
        pytest.skip("no font with a square")
    data = RULE.encode()
    right = amended(tmp_path, "rule.xml", data)
    assert len(right.instructions) == 6
    assert not right.failures
    text = as_gpo_text(data)
    given = {
        "text": text.encode(),
        "site": as_site_text(data).encode(),
        "page": f"<html><body><pre>\n{text.replace('&', '&amp;')}</pre></body></html>".encode(),
        "pdf": pdf_of(RULE) if form == "pdf" else b"",
    }
    made = amended(tmp_path, f"rule.{form}", given[form])
    assert not made.failures
    assert facts(made) == facts(right)
    assert [one.text for one in made.edition.blocks] == [one.text for one in right.edition.blocks]
    for one, other in zip(made.instructions, right.instructions, strict=True):
        assert (one.place, one.words, one.effective, one.title, one.part, one.rule) == (
            other.place, other.words, other.effective, other.title, other.part, other.rule
        )  # fmt: skip
    assert "no XML" in made.remarks[0]


PAGE_BREAK = """[Federal Register Volume 95, Number 41 (Friday, March 1, 2030)]
[Rules and Regulations]
[Pages 101-102]
[FR Doc No: 2030-00007]

19 CFR Part 12

ACTION: Final rule.

PART 12--RECORDS

0
1. In Sec.  12.3, revise paragraph (a) to read as follows:


Sec.  12.3  Records.

    (a) The broker must keep records and must

[[Page 102]]

sign each.
* * * * *

0
2. Remove Sec.  12.4.

    Dated: February 1, 2030.
A. Person.
"""


def test_a_paragraph_goes_on_behind_a_page_break(tmp_path: Path) -> None:
    made = amended(tmp_path, "rule.txt", PAGE_BREAK.encode())
    assert not made.failures
    assert ("12.3", "(a)", None, "The broker must keep records and must sign each.") in facts(made)
    assert [one.document for one in made.instructions] == [
        "95 FR 101, Mar. 1, 2030",
        "95 FR 102, Mar. 1, 2030",
    ]


def test_a_rule_without_squares(tmp_path: Path) -> None:
    """As rules were set before 2004."""
    made = amended(tmp_path, "rule.txt", PAGE_BREAK.replace("0\n", "").encode())
    assert not made.failures
    assert len(made.instructions) == 2


@pytest.mark.parametrize(
    "text",
    ["", "§ 12.3 Records.\n\n(a) The broker must keep records.", "[FR Doc. 2030-1] A notice.",
     "1. Amend § 12.3.\n"],
)  # fmt: skip
def test_other_texts_are_no_rule(text: str) -> None:
    assert not is_register_text(text)


def test_a_proposed_rule_in_text_is_refused(tmp_path: Path) -> None:
    proposed = PAGE_BREAK.replace("Final rule", "Proposed rule")
    with pytest.raises(SourceError, match="proposed rule"):
        amended(tmp_path, "rule.txt", proposed.encode())
