"""Kinds of print that were read wrongly once: each with several inputs and what is right."""

from __future__ import annotations

import pytest
from test_older_levels import _designations, _edition, _Read, _text, _xml

from cfrdiff.model import Edition


def _ecfr(body: str, number: str = "12.3") -> Edition:
    return _edition(
        "<DLPSTEXTCLASS><TEXT><BODY><ECFRBRWS><DIV5 N='12' TYPE='PART'><HEAD>PART 12—X</HEAD>"
        f"<DIV8 N='§ {number}' TYPE='SECTION'><HEAD>§ {number} Records.</HEAD>{body}</DIV8></DIV5>"
        "</ECFRBRWS></BODY></TEXT></DLPSTEXTCLASS>",
        "ecfr-xml",
    )


def _texts(edition: Edition) -> list[str]:
    return [p.designation or p.text for s in edition.sections for p in s.walk()]


_LINK = "Link to an amendment published at 89 FR 100, Jan. 1, 2024."
LINKS = {
    "before the text": f"<XREF ID='1' REFID='2'>{_LINK}</XREF><P>(a) A.</P><P>(b) B.</P>",
    "behind it": f"<P>(a) A.</P><P>(b) B.</P><XREF ID='1'>{_LINK}</XREF>",
    "between paragraphs": f"<P>(a) A.</P><XREF ID='1'>{_LINK}</XREF><P>(b) B.</P>",
    "as a paragraph": f"<P>{_LINK}</P><P>(a) A.</P><P>(b) B.</P>",
    "in a paragraph": f"<P><XREF ID='1'>{_LINK}</XREF></P><P>(a) A.</P><P>(b) B.</P>",
    "in an annual edition": f"<EXT-XREF HREF='20191029'>{_LINK}</EXT-XREF><P>(a) A.</P><P>(b) B.</P>",
    "of a delay": "<XREF>Link to a delay published at 90 FR 5, Jan. 2, 2025.</XREF>"
    "<P>(a) A.</P><P>(b) B.</P>",
}


@pytest.mark.parametrize("body", LINKS.values(), ids=LINKS)
def test_a_link_to_an_amendment_announces_it_and_is_no_paragraph(body: str) -> None:
    edition = _ecfr(body)
    assert _texts(edition) == ["(a)", "(b)"]
    assert [block.kind for block in edition.blocks][-1] == "announcement"
    assert [(f.code, f.section) for f in edition.findings] == [("amendment-coming", "12.3")]


def test_a_link_to_an_amendment_in_plain_text_is_no_paragraph() -> None:
    edition = _text(f"{_LINK}\n(a) A.\n(b) B.")
    assert _texts(edition) == ["(a)", "(b)"]
    assert [f.code for f in edition.findings] == ["amendment-coming"]


def test_a_cross_reference_in_a_sentence_is_part_of_it() -> None:
    edition = _ecfr("<P>(a) See <XREF ID='1'>§ 5.2</XREF> for more.</P>")
    assert [p.text for p in edition.sections[0].paragraphs] == ["See § 5.2 for more."]


INNER = {
    "two levels": "<HD1>First</HD1><P>(a) A.</P><HD2>Second</HD2><P>(b) B.</P>",
    "before flush text": "<P>(a) A.</P><P>(b) B.</P><HD3>Third</HD3><FP>Flush.</FP>",
    "one behind another": "<HD1>First</HD1><HD2>Second</HD2><P>(a) A.</P><P>(b) B.</P>",
    "at the end": "<P>(a) A.</P><P>(b) B.</P><HD1>Last</HD1>",
    "without a stop before": "<P>(a) A</P><HD1>First</HD1><P>(b) B.</P>",
}


@pytest.mark.parametrize("body", INNER.values(), ids=INNER)
def test_a_heading_inside_a_section_is_a_heading(body: str) -> None:
    edition = _ecfr(body)
    assert [one for one in _texts(edition) if one.startswith("(")] == ["(a)", "(b)"]
    printed = [block.text for block in edition.blocks if block.kind == "heading"]
    assert printed
    assert all(one in ("First", "Second", "Third", "Last") for one in printed)
    assert not any(one in p for one in printed for p in _texts(edition))


ROWS = {
    "three labels behind the text of the first": (
        "(a) A.\n(b) Beta text.\n(b)(1)(A) One.\n(b)(1)(B) Two.\n(c) C.",
        "(a) (b) (b)(1) (b)(1)(A) (b)(1)(B) (c)",
    ),
    "once only": ("(a) A.\n(b) Beta text.\n(b)(1)(A) One.\n(c) C.", "(a) (b) (b)(1) (b)(1)(A) (c)"),
    "four": (
        "(a) A.\n(b) Beta text.\n(b)(1)(i)(A) One.\n(c) C.",
        "(a) (b) (b)(1) (b)(1)(i) (b)(1)(i)(A) (c)",
    ),
    "at the end": ("(a) A.\n(b) Beta text.\n(b)(1)(i) One.", "(a) (b) (b)(1) (b)(1)(i)"),
    "below the second": (
        "(a)(1) One.\n(a)(2) Two.\n(a)(2)(i)(A) Three.\n(a)(2)(i)(B) Four.\n(b) B.",
        "(a) (a)(1) (a)(2) (a)(2)(i) (a)(2)(i)(A) (a)(2)(i)(B) (b)",
    ),
    "without the letter": (
        "(a) A.\n(b) Beta.\n(1)(A) One.\n(1)(B) B.\n(2) T.\n(c) C.",
        "(a) (b) (b)(1) (b)(1)(A) (b)(1)(B) (b)(2) (c)",
    ),
}


@pytest.mark.parametrize("read", [_xml, _text])
@pytest.mark.parametrize(("printed", "expected"), ROWS.values(), ids=ROWS)
def test_a_row_of_repeated_labels_is_the_paragraphs_above(
    printed: str, expected: str, read: _Read
) -> None:
    edition = read(printed)
    assert _designations(edition) == expected.split()
    assert not edition.findings


ANSWERS = {
    "a stop": "A-1. (a) One.\n(b) Two.\nQ-2. Why?\nA-2. (a) Three.\n(b) Four.",
    "a colon": "A-1: (a) One.\n(b) Two.\nQ-2: Why?\nA-2: (a) Three.\n(b) Four.",
    "a dash of print": "A–1. (a) One.\n(b) Two.\nQ–2. Why?\nA–2. (a) Three.\n(b) Four.",
    "in full": "Answer 1. (a) One.\n(b) Two.\nQuestion 2. Why?\nAnswer 2. (a) Three.\n(b) Four.",
    "letters": "A-1a. (a) One.\n(b) Two.\nQ-1b. Why?\nA-1b. (a) Three.\n(b) Four.",
}


@pytest.mark.parametrize("read", [_xml, _text])
@pytest.mark.parametrize("printed", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_has_paragraphs_of_its_own(printed: str, read: _Read) -> None:
    edition = read(f"Q-1. What?\n{printed}")
    assert [one for one in _designations(edition) if one] == ["(a)", "(b)", "(a)", "(b)"]
    assert not [f for f in edition.findings if f.severity == "warning"]


EXAMPLES = {
    "romans": "(1) One. See:\nExample 1. (i) Facts. X.\n(ii) Result. Y.\n(2) Two.",
    "letters": "(1) One.\nExample. (a) X makes paint.\n(b) Y does not.\n(2) Two.",
    "a title": "(1) One.\nExample 2. Paint. (i) X makes it.\n(ii) Y does not.\n(2) Two.",
    "two of them": "(1) One.\nExample 1. (i) X.\n(ii) Y.\nExample 2. (i) Z.\n(ii) W.\n(2) Two.",
    "levels": "(1) One.\nExample 1. (i) These:\n(A) X.\n(B) Y.\n(ii) Z.\n(2) Two.",
    "numbers": "(1) One.\nExample (1). (1) X.\n(2) Y.\n(2) Two.",
}


@pytest.mark.parametrize("read", [_xml, _text])
@pytest.mark.parametrize("printed", EXAMPLES.values(), ids=EXAMPLES)
def test_labels_of_an_example_are_not_those_of_the_section(printed: str, read: _Read) -> None:
    edition = read(f"(a) Alpha:\n{printed}\n(b) Beta.")
    named = [p for s in edition.sections for p in s.walk() if p.designation]
    assert [str(p.designation) for p in named] == ["(a)", "(a)(1)", "(a)(2)", "(b)"]
    own = [p for s in edition.sections for p in s.walk() if not p.designation]
    assert own
    assert all(p.path == ("a", "1") for p in own)
    assert not [f for f in edition.findings if f.severity == "warning"]


SUBPARTS = (
    "Subpart B—First-Class Airman\nMedical Certificate",
    "Subpart B—Papers and\nBooks and\nLetters",
    "SUBPART B—FIRST-CLASS\nPAPERS",
    "PART 67—MEDICAL STANDARDS\nAND CERTIFICATION",
    "Appendix A to Part 67—Forms\nand Papers",
)


@pytest.mark.parametrize("heading", SUBPARTS)
def test_a_division_may_be_headed_in_several_lines(heading: str) -> None:
    edition = _edition(
        f"§ 67.7 Access.\n\nEach person shall sign.\n\n{heading}\n\n§ 67.101 Use.\n\nA person"
        " must sign.\n\n§ 67.103 Eye.\n\nEye standards are:\n\n(a) Good.\n",
        "text",
    )
    assert [section.number for section in edition.sections] == ["67.7", "67.101", "67.103"]


NUMBERS: tuple[tuple[str, str, list[str]], ...] = (
    ("§thnsp;12.3", "12.3", []),
    ("§&amp;thinsp;12.3", "12.3", []),
    ("§ nbsp;12.3a", "12.3a", []),
    ("§ 12.3", "12.3", []),
    ("§ §12.3", "12.3", ["section-number-odd"]),
)


@pytest.mark.parametrize(("printed", "number", "codes"), NUMBERS)
def test_a_space_written_wrong_is_no_part_of_a_number(
    printed: str, number: str, codes: list[str]
) -> None:
    edition = _edition(
        f"<CFRGRANULE><PART><SECTION><SECTNO>{printed}</SECTNO><SUBJECT>eFiling.</SUBJECT>"
        "<P>(a) It is kept.</P></SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )
    assert [(s.number, s.heading) for s in edition.sections] == [(number, "eFiling.")]
    assert [finding.code for finding in edition.findings] == codes


INSIDE_PARTS = ("HD1", "HD2", "HD3", "HD4", "HD5")


@pytest.mark.parametrize("source", INSIDE_PARTS)
def test_a_heading_inside_a_part_heads_no_part(source: str) -> None:
    edition = _edition(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—X</HD>"
        f"<HD SOURCE='{source}'>PART 99—Fees and forms</HD><SECTION><SECTNO>§ 12.1</SECTNO>"
        "<SUBJECT>Fees.</SUBJECT><P>(a) $1.</P></SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )
    assert [b.kind for b in edition.blocks] == ["part-heading", "heading"]


HEADS = {
    "two lines": ("Kind of<LI>loan</LI>", "Kind of loan"),
    "three": ("Rate<LI>(in percent)</LI><LI>a year</LI>", "Rate (in percent) a year"),
    "a space is there": ("Kind of <LI>loan</LI>", "Kind of loan"),
    "in italics": ("Kind<LI><E T='03'>of</E> loan</LI>", "Kind of loan"),
    "alone": ("<LI>Loan</LI>", "Loan"),
}


@pytest.mark.parametrize(("printed", "expected"), HEADS.values(), ids=HEADS)
def test_the_lines_of_a_column_head_are_words_apart(printed: str, expected: str) -> None:
    edition = _edition(
        "<CFRGRANULE><PART><SECTION><SECTNO>§ 12.1</SECTNO><SUBJECT>Fees.</SUBJECT><P>Fees:</P>"
        f"<GPOTABLE COLS='2'><BOXHD><CHED H='1'>{printed}</CHED><CHED H='1'>Fee</CHED></BOXHD>"
        "<ROW><ENT>Small</ENT><ENT>10</ENT></ROW></GPOTABLE></SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )
    assert [block.text for block in edition.blocks] == [f"{expected} | Fee", "Small | 10"]


RESERVED = {
    "and": ("§§ 12.2 and 12.3", ["12.2", "12.3"]),
    "a comma": ("§§ 12.2, 12.3", ["12.2", "12.3"]),
    "three": ("§§ 12.2, 12.3, and 12.4", ["12.2", "12.3", "12.4"]),
    "two signs": ("§ 12.2 and § 12.3", ["12.2", "12.3"]),
    "a range": ("§§ 12.2—12.4", ["12.2–12.4"]),
    "hyphenated": ("§§ 12.2-1 and 12.2-2", ["12.2-1", "12.2-2"]),
}


@pytest.mark.parametrize("format", ["gpo-xml", "text"])
@pytest.mark.parametrize(("printed", "numbers"), RESERVED.values(), ids=RESERVED)
def test_several_reserved_sections_stand_in_one_heading(
    printed: str, numbers: list[str], format: str
) -> None:
    written = {
        "gpo-xml": "<CFRGRANULE><PART><SECTION><SECTNO>§ 12.1</SECTNO><SUBJECT>Use.</SUBJECT><P>(a)"
        f" So.</P></SECTION><SECTION><SECTNO>{printed}</SECTNO><RESERVED>[Reserved]</RESERVED>"
        "</SECTION></PART></CFRGRANULE>",
        "text": f"§ 12.1 Use.\n\n(a) So.\n\n{printed} [Reserved]\n",
    }
    edition = _edition(written[format], format)
    assert [section.number for section in edition.sections] == ["12.1", *numbers]
    assert all(section.heading == "[Reserved]" for section in edition.sections[1:])
    assert not edition.findings


# A line between two sections, and the kind of the block that it is, or the sections it reserves.
BETWEEN = {
    "Schedule A to Part 12—Rates": "appendix",
    "Appendices A and B to Part 12 [Reserved]": "appendix",
    "APPENDICES A AND B TO PART 12—FORMS": "appendix",
    "Figure 1 to Subpart B of Part 12—Map": "appendix",
    "Table 1 to § 12.3—Fees": "heading",
    "Figure 2 to § 12.3(b)—Chart": "heading",
    "§§ 12.4 & 12.5 [Removed and Reserved]": "12.4 12.5",
    "§§ 12.4, 12.5, and 12.6 [Removed]": "12.4 12.5 12.6",
}


@pytest.mark.parametrize(("line", "kind"), BETWEEN.items())
def test_a_line_between_sections(line: str, kind: str) -> None:
    edition = _text(f"(a) A.\n(b) B.\n{line}\n§ 12.9 Fees.\n(a) C.\n(b) D.")
    assert [p.text for p in edition.sections[0].walk()] == ["A.", "B."]
    numbers = " ".join(s.number or "" for s in edition.sections[1:-1])
    assert (numbers or edition.blocks[-1].kind) == kind


def test_a_raised_decimal_is_no_part_of_the_number_before() -> None:
    edition = _ecfr("<P>(a) 10<SU>1.5</SU> or 5<SU>th</SU>.</P>")
    assert [p.text for p in edition.sections[0].walk()] == ["10^1.5 or 5th."]
