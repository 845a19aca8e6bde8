"""Kinds of plain text and OCR text that were once read wrongly, each with inputs of its own."""

from __future__ import annotations

import msgspec
import pytest
from layouts import edition_of as edition_of_bytes

from cfrdiff import diff
from cfrdiff.model import Edition


def edition_of(text: str, format: str = "text") -> Edition:
    return edition_of_bytes(text.encode(), format)


def tree(edition: Edition) -> list[str]:
    """Section numbers and designations, in the order of print."""
    found: list[str] = []
    for section in edition.sections:
        found.append(f"§{section.number}")
        found += [paragraph.designation for paragraph in section.walk() if paragraph.designation]
    return found


def warnings(edition: Edition) -> list[str]:
    return [finding.code for finding in edition.findings if finding.severity == "warning"]


# "Sec." at a line end is the section sign too.
SIGNS_AT_LINE_ENDS = [
    ("(a) Penalties are assessed under Sec.\n5.2(b) of this part.", "under § 5.2(b) of this part."),
    ("(a) See Sec. \n5.3 and no other.", "See § 5.3 and no other."),
    ("(a) See Secs.\n5.3 and 5.4 of this part.", "See §§ 5.3 and 5.4 of this part."),
    ("(a) A rule of Sec. 5.3, and of Sec.\n240.17Ad-7, holds.", "and of § 240.17Ad-7, holds."),
    ("(a) The rule of sec.\n5 of the Act holds.", "The rule of sec. 5 of the Act holds."),
    ("(a) Kept under Sec.\nFive of the Act.", "Kept under Sec. Five of the Act."),
]


@pytest.mark.parametrize(("body", "said"), SIGNS_AT_LINE_ENDS)
def test_a_section_sign_at_a_line_end(body: str, said: str) -> None:
    edition = edition_of(f"§ 5.1 Records.\n\n{body}\n\n(b) Beta text.")
    assert said in " ".join(p.text for p in edition.sections[0].walk())


# One line a paragraph, and blank lines round headings only.
BARE = [
    ("§ 2.1 Scope.\n\n(a) One.\n(b) Two.\n(c) Three.\n\n§ 2.2 Use.\n\nAll.", "§2.1 (a) (b) (c) §2.2"),
    ("§ 2.1 Scope.\n(a) One.\n(b) Two.\n§ 2.2 Use.\n(a) Three.\n(b) Four.", "§2.1 (a) (b) §2.2 (a) (b)"),
    ("§ 1.9 End.\n\nAll.\n\n§ 2.1 Scope.\n\n(a) One.\n(1) Two.\n(2) Three.", "§1.9 §2.1 (a) (a)(1) (a)(2)"),
    ("§ 2.1 Scope.\n\n(a) Kinds:\n(1) One;\n(2) Two.\n(b) No more.", "§2.1 (a) (a)(1) (a)(2) (b)"),
    ("§ 2.1 Scope.\n  (a) One.\n    (1) Two.\n    (2) Three.\n  (b) Four.", "§2.1 (a) (a)(1) (a)(2) (b)"),
    ("§ 2.1\nScope.\n(a) One.\n(b) Two.\n§ 2.2\nUse.\n(a) Three.\n(b) Four.", "§2.1 (a) (b) §2.2 (a) (b)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), BARE)
def test_one_line_a_paragraph(text: str, found: str) -> None:
    assert tree(edition_of(text)) == found.split()


# What ends a section by its form, and holds what stands under it.
BLOCKS = [
    ("Supplement No. 1 to Part 740—Country Groups", "appendix"),
    ("Supplement No. 2 to Part 740 - Items", "appendix"),
    ("Appendixes II–III to Part 264 [Reserved]", "appendix"),
    ("Appendix A–1 to Part 264—Test", "appendix"),
    ("Exhibit A to Part 264—Form", "appendix"),
    ("Annex B to Subpart C of Part 264—List", "appendix"),
    ("Table 1 to Subpart B of Part 264—Limits", "appendix"),
    ("APPENDIX A TO PART 264", "appendix"),
    ("Subpart B [Reserved]", "subpart-heading"),
    ("Subparts P–R [Reserved]", "subpart-heading"),
    ("Subparts C Through E—Rules for Banks", "subpart-heading"),
    ("Subpart AA—General", "subpart-heading"),
    ("SUBCHAPTER B—BANKS", "chapter-heading"),
    ("PARTS 265–299 [RESERVED]", "part-heading"),
    ("Part 265—Other Rules", "part-heading"),
    ("PART 265 - OTHER RULES", "part-heading"),
]


@pytest.mark.parametrize(("heading", "kind"), BLOCKS)
def test_a_block_heading_ends_a_section(heading: str, kind: str) -> None:
    edition = edition_of(
        f"§ 740.2 Rules.\n\n(a) One.\n\n(b) Two.\n\n{heading}\n\nText of the block."
    )
    assert tree(edition) == ["§740.2", "(a)", "(b)"]
    assert next(block.kind for block in edition.blocks) == kind
    assert [block.text for block in edition.blocks] == [heading, "Text of the block."]


SENTENCES = [
    "Appendix A to this part sets forth the form.",
    "Table 1 to this section has the limits.",
    "Subpart B applies to banks.",
    "Part 265 holds for others.",
    "Supplement No. 1 to part 740 lists the countries.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_as_a_block_heading_is_text(sentence: str) -> None:
    edition = edition_of(f"§ 740.2 Rules.\n\n(a) One.\n\n{sentence}\n\n(b) Two.")
    assert sentence in [p.text for p in edition.sections[0].walk()]


# A designation run in behind a heading and any dash.
@pytest.mark.parametrize("dash", ["—", "--", " -- ", " – ", "–", " - ", "-"])
@pytest.mark.parametrize("heading", ["Still retorts", "Filing of claims", "Exceptions"])
def test_a_designation_run_in_behind_a_dash(heading: str, dash: str) -> None:
    edition = edition_of(
        f"§ 913.40 Rules.\n\n(a) {heading}{dash}(1) General. Each shall have one.\n"
        "(i) It is tested.\n(ii) It is kept.\n(2) More. Another is used.\n(b) The end.\n"
    )
    found = ["§913.40", "(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(ii)", "(a)(2)", "(b)"]
    assert tree(edition) == found


@pytest.mark.parametrize("between", ["it is non-", "rules 5-", "of a test - "])
def test_a_level_that_is_left_out_is_reported(between: str) -> None:
    edition = edition_of(
        f"§ 913.40 Rules.\n\n(a) Any of these, if {between}(1) or other:\n\n(i) One.\n\n(ii) Two."
    )
    if "(a)(i)" in tree(edition):
        assert "level-left-out" in warnings(edition)


# What OCR makes of a section sign, before a number that continues the sequence.
@pytest.mark.parametrize("sign", ["8 ", "5 ", "& ", "? ", "$", "s ", "S ", "$ "])
@pytest.mark.parametrize(
    ("number", "last"), [("73.3", "73.5"), ("73.2", "73.3"), ("73.9", "73.11")]
)
def test_a_misread_section_sign(sign: str, number: str, last: str) -> None:
    text = (
        "§ 73.1 Use.\n\nThe airspace is designated.\n\n"
        f"{sign}{number} Special use.\n\n(a) One.\n\n(b) Two.\n\n§ {last} Bearings.\n\n(a) Three."
    )
    edition = edition_of(text, "ocr-text")
    assert tree(edition) == ["§73.1", f"§{number}", "(a)", "(b)", f"§{last}", "(a)"]
    (repair,) = edition.sections[1].repairs
    assert (repair.kind, repair.after) == ("ocr", f"§ {number}")


AMOUNTS = [
    "(a) The fee is\n\n$ 73.30 for each.",
    "(a) Tests cost $73.3 each.",
    "(a) There are 8 73.3 percent solutions.",
    "5 12.4 Percent of it is kept.",
    "? 99.9 Records are lost.",
]


@pytest.mark.parametrize("body", AMOUNTS)
def test_what_continues_no_sequence_is_no_section_sign(body: str) -> None:
    text = f"§ 73.1 Use.\n\n{body}\n\n§ 73.5 Bearings.\n\n(a) Three."
    edition = edition_of(text, "ocr-text")
    assert [section.number for section in edition.sections] == ["73.1", "73.5"]


# A citation alone on a line is text of its paragraph, whatever its layout.
CITATIONS = [
    "(a) Each record is kept as required by\n§ 163.{}\nwithin the time allowed for it.",
    "(a) Each record is kept as required by\n§ 163.{}\n(a) and (b), within the time allowed.",
    "(a) Each record is kept under part 6 and\n§ 163.{}\nof this part, within the time allowed.",
    "(a) Each record that an importer holds under\n§ 163.{},\nwithin the time allowed, is kept.",
    "(a) Each record that an importer holds under\n§ 163.{}\nis kept by him at the place of business.",
]


@pytest.mark.parametrize("body", CITATIONS)
def test_a_citation_alone_on_a_line_is_text(body: str) -> None:
    shell = "§ 163.4 Records.\n\n{}\nThe importer must\nkeep a copy.\n\n(b) Five years.\n\n§ 163.9 End.\n\n(a) All."
    old, new = (edition_of(shell.format(body.format(n))) for n in (5, 7))
    assert old.furniture == ()
    (change,) = [c for c in diff(old, new).changes if c.kind != "unchanged"]
    (edit,) = change.edits
    assert ("163.5" in edit.before, "163.7" in edit.after) == (True, True)
    assert change.significance == "substantive"


# A label that OCR has misread is known by those beside it.
LABELS = [
    (["(1)", "(2)", "(8)", "(4)"], "(3)"),
    (["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(3)", "(9)"], "(8)"),
    (["(1)", "(2)", "(3)", "(4)", "(6)", "(6)"], "(5)"),
    (["(7)", "(2)", "(3)"], "(1)"),
    (["(1)", "(2)", "(3)", "(4)", "(5)", "(8)", "(7)"], "(6)"),
]


@pytest.mark.parametrize(("labels", "meant"), LABELS)
def test_a_misread_figure_of_a_label(labels: list[str], meant: str) -> None:
    lines = "\n\n".join(f"{label} The payment is made for a week." for label in labels)
    edition = edition_of(f"§ 412.1 Rules.\n\n(a) All.\n\n(b) It is paid:\n\n{lines}", "ocr-text")
    expected = [f"(b)({n})" for n in range(1, len(labels) + 1)]
    paragraphs = [p for p in edition.sections[0].walk() if p.designation.startswith("(b)(")]
    assert [p.designation for p in paragraphs] == expected
    repaired = [r.after for p in paragraphs for r in p.repairs if r.field == "designation"]
    assert repaired == [meant]


@pytest.mark.parametrize("last", ["(8)", "(7)"])
def test_a_label_that_nothing_contradicts_stands(last: str) -> None:
    edition = edition_of(
        f"§ 412.1 Rules.\n\n(a) It is paid:\n\n(1) One.\n\n(2) Two.\n\n{last} Three.", "ocr-text"
    )
    assert tree(edition)[-1] == f"(a){last}"


# The heading of a subpart may take two lines; the section behind it is one all the same.
HEADINGS = [
    "Subpart B—First-Class Airman\nMedical Certificate",
    "SUBPART C—RULES FOR BANKS AND\nOTHERS",
    "Subpart D—Records That Each\nImporter of Goods\nMust Keep",
    "PART 68—REQUIREMENTS FOR OPERATING\nCERTAIN SMALL AIRCRAFT",
    "Subpart A—General",
    "Subpart A—General\n\n  and special",
    "Subpart A—General\n  and special",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_heading_of_two_lines(heading: str, gap: str) -> None:
    part = "68" if heading.startswith("PART") else "67"
    text = (
        "§ 67.7 Access.\n\nEach person shall execute an express consent form when he applies\n"
        f"for a certificate of any class.\n\n{heading}{gap}§ {part}.101 Eligibility.\n\n"
        f"A person must meet the requirements.\n\n§ {part}.103 Eye.\n\nEyes:\n\n(a) Good."
    )
    edition = edition_of(text)
    assert [s.number for s in edition.sections] == ["67.7", f"{part}.101", f"{part}.103"]
    assert " ".join(block.text for block in edition.blocks) == " ".join(heading.split())


# Examples have labels of their own.
EXAMPLES = ["Example 1. ", "Example. ", "Example (1). ", "Example 2—", "Example 3: "]


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("format", ["text", "ocr-text"])
def test_the_labels_of_an_example_are_its_own(example: str, format: str) -> None:
    edition = edition_of(
        "§ 1.41-4 Research.\n\n(a) General. Research must meet the requirements.\n\n"
        "(1) One. It is so.\n\n(2) Illustrations. The following example illustrates this.\n\n"
        f"{example}(i) Facts. X is engaged in business.\n\n(ii) Conclusion. X is a component.\n\n"
        "(b) Other. This ends.",
        format,
    )
    assert tree(edition) == ["§1.41-4", "(a)", "(a)(1)", "(a)(2)", "(b)"]


# What stands right below a division's heading, and its authority, is no section's.
DIVISIONS = [
    ("PART 6—FEES\n\nEach pays $1.", ["part-heading", "division-text"]),
    ("PART 6—FEES\n\nAuthority:\n\n5 U.S.C. 301.", ["part-heading", "authority", "authority"]),
    (
        "PART 6—FEES\n\nAuthority: 5 U.S.C. 301.\n\nSection 6.2 also issued under 19 U.S.C. 1.",
        ["part-heading", "authority", "authority"],
    ),
    ("PART 6—FEES\n\nSec.\n\n6.1\n\nFees.", ["part-heading", *["contents"] * 3]),
    ("Subpart B—Fees\n\n6.1 Fees.\n\n6.2 Costs.", ["subpart-heading", "contents", "contents"]),
    (
        "Subpart B—Fees\n\nSource:\n\n63 FR 1, Jan. 1, 1998.",
        ["subpart-heading", "source", "source"],
    ),
]


@pytest.mark.parametrize(("body", "kinds"), DIVISIONS)
def test_what_stands_below_a_division(body: str, kinds: list[str]) -> None:
    edition = edition_of(f"§ 5.9 End.\n\n(a) All.\n\n(b) More.\n\n{body}\n\n§ 6.1 Fees.\n\n(a) $1.")
    assert tree(edition) == ["§5.9", "(a)", "(b)", "§6.1", "(a)"]
    assert [block.kind for block in edition.blocks] == kinds


def test_nothing_is_lost_where_a_part_has_no_section() -> None:
    edition = edition_of("§ 5.9 End.\n\n(a) All.\n\nPART 6—FEES\n\nEach pays $1.")
    assert msgspec.to_builtins(edition.blocks[-1])["text"] == "Each pays $1."


# A label with a stray space, a stop or another bracket is one where it continues the sequence.
SLIPS = [
    ["( a )", "( b )", "( c )"],
    ["(a)", "(b )", "(c)"],
    ["(a)", "( b)", "(c]"],
    ["(a)", "{b)", "[c)"],
    ["(a.)", "(b.)", "(c)"],
    ["a)", "b)", "c)"],
    ["(a)", "(b", "(c)"],
]


@pytest.mark.parametrize("labels", SLIPS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("format", ["text", "ocr-text"])
def test_a_slip_in_a_label_is_mended(labels: list[str], gap: str, format: str) -> None:
    body = gap.join(f"{label} Each record is kept here." for label in labels)
    edition = edition_of(f"§ 5.1 Records.{gap}{body}{gap}§ 5.2 End.{gap}(a) All.", format)
    assert tree(edition) == ["§5.1", "(a)", "(b)", "(c)", "§5.2", "(a)"]
    slips = [
        label for label, meant in zip(labels, ["(a)", "(b)", "(c)"], strict=True) if label != meant
    ]
    repairs = [repair for p in edition.sections[0].walk() for repair in p.repairs]
    assert [repair.before for repair in repairs] == slips
    assert {repair.kind for repair in repairs} == {"slip" if format == "text" else "ocr"}


@pytest.mark.parametrize("label", ["(q ]", "( 7 )", "{x)", "(iv.)"])
def test_a_slip_that_continues_nothing_is_reported(label: str) -> None:
    edition = edition_of(f"§ 5.1 Records.\n\n(a) One.\n\n{label} Two.\n\n(b) Three.")
    if tree(edition) == ["§5.1", "(a)", "(b)"]:
        assert "passed-over" in warnings(edition)
    else:
        assert [f.code for f in edition.findings if f.code == "designations-skipped"]


@pytest.mark.parametrize(
    "aside", ["(A Federal bank is one.)", "(I) say so.", "[1] A note.", "(a bank)"]
)
def test_an_aside_is_no_slip(aside: str) -> None:
    edition = edition_of(f"§ 5.1 Records.\n\n(a) One.\n\n{aside}\n\n(b) Three.")
    assert not [r for p in edition.sections[0].walk() for r in p.repairs]


# A subject in lower case is one where its number continues the sequence.
LOW_SUBJECTS = [
    "use of records.",
    "who may file?",
    "what records must be kept?",
    "definitions",
    "use of records, and of all that the importer\nkeeps.",
]
LOW_TEXTS = ["of this part applies to all:", "applies to all records:", "or any other says so:"]


@pytest.mark.parametrize("subject", LOW_SUBJECTS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_subject_in_lower_case(subject: str, gap: str) -> None:
    edition = edition_of(_between_sections(f"§ 5.2 {subject}", gap))
    assert tree(edition) == ["§5.1", "(a)", "(b)", "§5.2", "(a)", "(b)", "§5.3", "(a)"]
    assert not warnings(edition)


@pytest.mark.parametrize("text", LOW_TEXTS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_sentence_that_cites_may_be_a_lost_heading(text: str, gap: str) -> None:
    edition = edition_of(_between_sections(f"§ 5.2 {text}", gap))
    assert [s.number for s in edition.sections] == ["5.1", "5.3"]
    assert "heading-doubtful" in warnings(edition)


def _between_sections(line: str, gap: str) -> str:
    before = ["§ 5.1 Scope.", "(a) Each keeps his records.", "(b) None is lost."]
    return gap.join([*before, line, "(a) Alpha.", "(b) Beta.", "§ 5.3 End.", "(a) All."])


# A text set forth under headings of its own has labels of its own; those of the section go on.
SET_FORTH = [
    ("All is as follows:", "", "", ["§5.1", "§5.2", "(a)"]),
    ("All is as follows:\n\nCode of Conduct", "", "", ["§5.1", "§5.2", "(a)"]),
    ("All is as follows:", "Article ", "", ["§5.1", "§5.2", "(a)"]),
    (
        "(a) One.\n\n(b) The agreement reads:",
        "",
        "(c) More.\n\n(1) Again.",
        ["§5.1", "(a)", "(b)", "(c)", "(c)(1)", "§5.2", "(a)"],
    ),
]


@pytest.mark.parametrize(("lead", "name", "behind", "found"), SET_FORTH)
def test_a_text_set_forth_has_labels_of_its_own(
    lead: str, name: str, behind: str, found: list[str]
) -> None:
    first, second = (
        f"{name}{numeral}. {words}"
        for numeral, words in (("I", "Introduction"), ("II", "General Standards"))
    )
    text = (
        f"{first}\n\n(1) It is kept.\n\n(2) It is shown.\n\n(a) At once.\n\n"
        f"{second}\n\n(1) No one errs.\n\n(a) None."
    )
    edition = edition_of(
        f"§ 5.1 Conduct.\n\n{lead}\n\n{text}\n\n{behind}\n\n§ 5.2 End.\n\n(a) All."
    )
    assert tree(edition) == found
    assert "own-labels" in [finding.code for finding in edition.findings]


FRONT = [
    "Title 1: General Provisions\n\nDec. 29, 2022(fm)\n\nPart\n\nchapter i—Committee of the Register",
    "Title 19\n\nRevised as of Apr. 1, 2019\n\nContaining a codification of documents of general effect",
]


@pytest.mark.parametrize("front", FRONT)
def test_a_title_page_is_no_section(front: str) -> None:
    edition = edition_of(f"{front}\n\n§ 5.1 End.\n\n(a) All.")
    assert tree(edition) == ["§5.1", "(a)"]


# A section of another part behind an appendix is one though the heading of its part is lost.
BEHIND_APPENDIX = [
    ("§ 6.1 Fees.\n\n(a) One.\n\n(b) Two.", ["§6.1", "(a)", "(b)"]),
    ("§ 6.1 Fees.\n\nEach pays $1.\n\n§ 6.2 Costs.\n\nEach pays.", ["§6.1", "§6.2"]),
    ("§ 6.1 Fees.\n\nEach pays $1.", []),
    ("§ 4.1 Fee form.\n\n§ 4.3 Other form.\n\n§ 6.2 Cost form.", []),
]


@pytest.mark.parametrize(("body", "found"), BEHIND_APPENDIX)
def test_a_section_of_another_part_behind_an_appendix(body: str, found: list[str]) -> None:
    edition = edition_of(
        f"§ 5.9 End.\n\n(a) All.\n\nAppendix A to Part 5—Forms\n\nUse it.\n\n{body}"
    )
    assert tree(edition) == ["§5.9", "(a)", *found]
    assert ("heading-doubtful" in warnings(edition)) == (not found)


# A figure that is printed right is no misread letter.
@pytest.mark.parametrize("last", ["(6)", "(8)", "(9)", "(22)"])
def test_a_printed_figure_is_never_rewritten(last: str) -> None:
    edition = edition_of(
        f"§ 5.1 Rules.\n\n(a) It is paid:\n\n(1) One.\n\n(2) Two.\n\n{last} Three.", "ocr-text"
    )
    assert tree(edition) in (
        ["§5.1", "(a)", "(a)(1)", "(a)(2)", *rest] for rest in ([f"(a){last}"], [])
    )
    codes = {finding.code for finding in edition.findings}
    assert codes & {"passed-over", "ambiguous-designation", "designations-skipped"}
