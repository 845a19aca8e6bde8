"""Sections, designations, headings and notes: text beside what it must become."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import Node, printed, sections, sections_with_holes, text_of, xml_of

from cfrdiff import sources, structure, text
from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import raised
from cfrdiff.model import Edition, Paragraph, Source
from cfrdiff.structure.paragraph_headings import heading_end


def edition_of(written: str | bytes, format: str = "text") -> Edition:
    data = written.encode() if isinstance(written, str) else written
    loaded = sources.load("x", format, data)
    return structure.build(text.run_on(loaded), Source("x", loaded.sha256, format, loaded.exact))


def flat(edition: Edition) -> list[Paragraph]:
    return [paragraph for section in edition.sections for paragraph in section.walk()]


def outline_of(body: str) -> list[tuple[str, str | None, str]]:
    edition = edition_of(f"§ 12.3 Records.\n\n{body}")
    return [(p.designation, p.heading, p.text) for p in flat(edition)]


TREES: dict[str, tuple[str, Sequence[tuple[str, str | None, str]]]] = {
    "run in after a dash": (
        "(b) Certification procedures—(1) Who may apply. Any person may apply.\n\n(2) Where. Here it is.",
        [
            ("(b)", "Certification procedures—", ""),
            ("(b)(1)", "Who may apply.", "Any person may apply."),
            ("(b)(2)", "Where.", "Here it is."),
        ],
    ),
    "run in after a heading with a full stop": (
        "(a) Deadlines. (1) No person shall file late.\n\n(2) Every person must file.",
        [
            ("(a)", "Deadlines.", ""),
            ("(a)(1)", None, "No person shall file late."),
            ("(a)(2)", None, "Every person must file."),
        ],
    ),
    "bare run-in of two and three levels": (
        "(a)(1)(i) It is so.\n\n(ii) It is not.\n\n(2)(i) Once more.\n\n(ii) And again.",
        [
            ("(a)", None, ""),
            ("(a)(1)", None, ""),
            ("(a)(1)(i)", None, "It is so."),
            ("(a)(1)(ii)", None, "It is not."),
            ("(a)(2)", None, ""),
            ("(a)(2)(i)", None, "Once more."),
            ("(a)(2)(ii)", None, "And again."),
        ],
    ),
    "run in after a heading without a stop, where the list behind wants it": (
        "(c) Adverse action (1) The term means:\n\n(i) One; or\n\n(ii) Two.\n\n(2) It is none.",
        [
            ("(c)", "Adverse action", ""),
            ("(c)(1)", None, "The term means:"),
            ("(c)(1)(i)", None, "One; or"),
            ("(c)(1)(ii)", None, "Two."),
            ("(c)(2)", None, "It is none."),
        ],
    ),
    "a number inside a sentence, where nothing wants it": (
        "(c) Use form (1) The form is kept.\n\n(d) It is lost.",
        [("(c)", None, "Use form (1) The form is kept."), ("(d)", None, "It is lost.")],
    ),
    "(i) after (h) is a letter where nothing is listed": (
        "\n\n".join(f"({c}) The office keeps it." for c in "abcdefghijk"),
        [(f"({c})", None, "The office keeps it.") for c in "abcdefghijk"],
    ),
    "(i) after (h)(1) that lists is a roman": (
        "\n\n".join(f"({c}) The office keeps it." for c in "abcdefg")
        + "\n\n(h)(1) These are kept:\n\n(i) Books;\n\n(ii) Papers.\n\n(i) The rest is lost.",
        [(f"({c})", None, "The office keeps it.") for c in "abcdefg"]
        + [
            ("(h)", None, ""),
            ("(h)(1)", None, "These are kept:"),
            ("(h)(1)(i)", None, "Books;"),
            ("(h)(1)(ii)", None, "Papers."),
            ("(i)", None, "The rest is lost."),
        ],
    ),
    "(v) is a roman after (iv) and a letter after (u)": (
        "(a) These are kept:\n\n(1) All of:\n\n"
        + "\n\n".join(f"({r}) Books;" for r in ("i", "ii", "iii", "iv", "v"))
        + "\n\n(b) Nothing else is kept.",
        [
            ("(a)", None, "These are kept:"),
            ("(a)(1)", None, "All of:"),
            *((f"(a)(1)({r})", None, "Books;") for r in ("i", "ii", "iii", "iv", "v")),
            ("(b)", None, "Nothing else is kept."),
        ],
    ),
    "after (z) comes (aa)": (
        "\n\n".join(f"({c}) It is kept." for c in "abcdefghijklmnopqrstuvwxyz")
        + "\n\n(aa) It is lost.\n\n(bb) It is found.",
        [(f"({c})", None, "It is kept.") for c in "abcdefghijklmnopqrstuvwxyz"]
        + [("(aa)", None, "It is lost."), ("(bb)", None, "It is found.")],
    ),
    "citations stay in their sentence": (
        "(a) See paragraph (d)(1) of this section, 19 U.S.C. 1592(b)(2), and § 163.2(a).\n\n"
        "(b) A committee which (i) is registered; (ii) is known; and (iii) has paid may file.",
        [
            (
                "(a)",
                None,
                "See paragraph (d)(1) of this section, 19 U.S.C. 1592(b)(2), and § 163.2(a).",
            ),
            (
                "(b)",
                None,
                "A committee which (i) is registered; (ii) is known; and (iii) has paid may file.",
            ),
        ],
    ),
    "a citation at a line's beginning": (
        "(a) Those identified in accordance with paragraph \n(d)(1) of this section, are kept. \n\n"
        "(b) They are assessed under \n§ 163.6(b), and then \n(c) is read.",
        [
            (
                "(a)",
                None,
                "Those identified in accordance with paragraph (d)(1) of this section, are kept.",
            ),
            ("(b)", None, "They are assessed under § 163.6(b), and then (c) is read."),
        ],
    ),
    "a citation cut in two by a page": (
        "(a) It is made under paragraph\n\n(d)(1) of this section and kept.\n\n(b) It is lost.",
        [
            ("(a)", None, "It is made under paragraph (d)(1) of this section and kept."),
            ("(b)", None, "It is lost."),
        ],
    ),
    "a paragraph cut in two by a page": (
        "(a) It is a mistake of fact, or other\n\ninadvertence in any entry.\n\n(b) It is lost.",
        [
            ("(a)", None, "It is a mistake of fact, or other inadvertence in any entry."),
            ("(b)", None, "It is lost."),
        ],
    ),
    "reserved, one and a range": (
        "(a) It is kept.\n\n(b) [Reserved]\n\n(c)–(e) [Reserved]\n\n(f) It is lost.",
        [
            ("(a)", None, "It is kept."),
            ("(b)", None, "[Reserved]"),
            ("(c)–(e)", None, "[Reserved]"),
            ("(f)", None, "It is lost."),
        ],
    ),
    "introductory text and definitions without designations": (
        "For this part:\n\nAccount means a record of dealings.\n\nBank means a keeper of accounts.",
        [
            ("", None, "For this part:"),
            ("", None, "Account means a record of dealings."),
            ("", None, "Bank means a keeper of accounts."),
        ],
    ),
    "four levels": (
        "(a) It is:\n\n(1) One:\n\n(i) Two:\n\n(A) Three; or\n\n(B) Four.\n\n(2) Five.",
        [
            ("(a)", None, "It is:"),
            ("(a)(1)", None, "One:"),
            ("(a)(1)(i)", None, "Two:"),
            ("(a)(1)(i)(A)", None, "Three; or"),
            ("(a)(1)(i)(B)", None, "Four."),
            ("(a)(2)", None, "Five."),
        ],
    ),
    "a skipped designation": (
        "(a) It is kept.\n\n(b) It is lost.\n\n(d) It is found.",
        [
            ("(a)", None, "It is kept."),
            ("(b)", None, "It is lost."),
            ("(d)", None, "It is found."),
        ],
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_tree(name: str) -> None:
    body, expected = TREES[name]
    assert outline_of(body) == list(expected)


@given(sections(), st.sampled_from(["\n\n", "\n"]))
@settings(max_examples=examples(200), deadline=None)
def test_a_printed_tree_is_read_back(top: list[Node], gap: str) -> None:
    edition = edition_of(text_of("12.3", "Records.", printed(top), gap))
    expected = [(path, node.heading, node.text) for node in top for path, node in node.walk()]
    assert [(p.path, p.heading, p.text) for p in flat(edition)] == expected


@given(sections(most=5, levels=6))
@settings(max_examples=examples(150), deadline=None)
def test_six_levels_are_read_back_where_italics_are_known(top: list[Node]) -> None:
    edition = edition_of(xml_of("12.3", "Records.", top), "gpo-xml")
    expected = [(path, node.heading, node.text) for node in top for path, node in node.walk()]
    assert [(p.path, p.heading, p.text) for p in flat(edition)] == expected


@given(sections_with_holes(), st.sampled_from(["\n\n", "\n"]))
@settings(max_examples=examples(150), deadline=None)
def test_reserved_and_skipped_designations_are_read_back(top: list[Node], gap: str) -> None:
    edition = edition_of(text_of("12.3", "Records.", printed(top), gap))
    expected = [(path, node.through) for node in top for path, node in node.walk()]
    found = [(p.path, p.designation.partition("–(")[2].strip(")") or None) for p in flat(edition)]
    # Behind (h), with (i) left out, and the like: print itself is ambiguous.
    assert found == expected or any(f.severity == "warning" for f in edition.findings)


@given(st.binary(max_size=300), st.sampled_from(["text", "ocr-markdown"]))
@settings(max_examples=examples(100), deadline=None)
def test_reading_is_deterministic(tail: bytes, format: str) -> None:
    written = "§ 12.3 Records.\n\n(a) It is kept.\n\n".encode() + tail
    assert outcome(written, format) == outcome(written, format)


def outcome(written: bytes, format: str) -> Edition | str:
    try:
        return edition_of(written, format)
    except SourceError as error:
        return str(error)


HEADINGS = [
    ("General. The office keeps it.", False, "General."),
    ("Who may apply. Any person may apply.", False, "Who may apply."),
    ("Sampling not evidence of reasonable care. The fact is known.", False,
     "Sampling not evidence of reasonable care."),
    ("Where may I file? You may file here.", False, "Where may I file?"),
    ("Cost sheet—Format. The sheet must be kept.", False, "Cost sheet—Format."),
    ("Procedures—", True, "Procedures—"),
    ("U.S. Customs Service. The Service keeps it.", False, "U.S. Customs Service."),
    ("The office shall keep it. It is kept.", False, ""),
    ("State that it is so;", False, ""),
    ("Submit a copy of the plan. The plan is kept.", False, ""),
    ("If it is lost. The office looks.", False, ""),
    ("The applicant fails to file;", False, ""),
    ("The name.", False, ""),
    ("One of the following:", True, ""),
    ("Radio—television or radio advertisements—", True,
     "Radio—television or radio advertisements—"),
    ("Plats, permits and environment—", True, "Plats, permits and environment—"),
    ("The office permits it. It is kept.", False, ""),
    ("Are plats recorded? If so, where are they kept?", False, ""),
    ("Permit John to make directions. If you do so, it is kept.", False, ""),
    ("Who may file? If you own it, you may.", False, "Who may file?"),
    ("Copies of all papers listed in paragraph (e) of this section. They are kept.", False, ""),
    ("Restrictions that are enforceable by the owners of lots in the subdivision at issue. None"
     " is.", False, ""),
    ("Persons who may apply. Any person may.", False, "Persons who may apply."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "more", "heading"), HEADINGS)
def test_heading_by_form(written: str, more: bool, heading: str) -> None:
    assert written[: heading_end(written, more, None)] == heading


def test_heading_by_italics_needs_no_form() -> None:
    assert heading_end("Is it kept by whom. Yes, it is.", False, 19) == 19
    assert heading_end("Account means a record.", False, 7) == 0


SECTIONS = [
    ("§ 1.2 Records\nof importers.\n\n(a) Kept.", [("1.2", "Records of importers.", "complete")]),
    ("§ 1.2 Records of im-\nporters.\n(a) Kept.", [("1.2", "Records of importers.", "complete")]),
    ("§ 1.2 Records. (a) Kept it is.", [("1.2", "Records.", "complete")]),
    ("Sec. 1.2  Records.\n\n    (a) Kept.", [("1.2", "Records.", "complete")]),
    ("# § 1.2 Records\n\n(a) Kept.", [("1.2", "Records", "complete")]),
    ("§ 1.2\nRecords.\n\n(a) Kept.", [("1.2", "Records.", "complete")]),
    (
        "§ 1.2 Records.\n\n(a) Kept under\n\n§ 1.9 Lists and such.\n\n§ 1.3 More.\n\n(a) Lost.",
        [("1.2", "Records.", "complete"), ("1.3", "More.", "complete")],
    ),
    ("§ 1.2 Records.\n\n(a) Kept by the", [("1.2", "Records.", "tail-missing")]),
    ("§ 1.2 Records.\n\n(a) Kept:\n\n(1) By;\n\n(2) For; and", [("1.2", "Records.", "tail-missing")]),
    ("and so on.\n\n§ 1.2 Records.\n\n(a) Kept.",
     [("1.1", None, "head-missing"), ("1.2", "Records.", "complete")]),
    (
        "§ 1.2 Records.\n\n(a) See paragraph (c) of this section.\n\n(b) Kept.",
        [("1.2", "Records.", "tail-missing")],
    ),
    (
        "§ 1.2 Records.\n\n(a) See paragraph (c) of this section.\n\n[76 FR 65961, Oct. 25, 2011]",
        [("1.2", "Records.", "complete")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), SECTIONS)
def test_sections(written: str, expected: list[tuple[str, str | None, str]]) -> None:
    format = "ocr-markdown" if written.startswith("#") else "text"
    edition = edition_of(written, format)
    assert [(s.number, s.heading, s.extent) for s in edition.sections] == expected


def test_source_note_and_what_stands_between_sections() -> None:
    edition = edition_of(
        "PART 1—RECORDS\n\nSec.\n1.2 Records.\n1.3 More.\n\nAUTHORITY: 19 U.S.C. 66.\n\n"
        "§ 1.2 Records.\n\n(a) Kept.\n\n[T.D. 98–56, 63 FR 32946,\nJune 16, 1998]\n\n"
        "Subpart B—More\n\n§ 1.3 More.\n\n(a) Lost."
    )
    assert [s.number for s in edition.sections] == ["1.2", "1.3"]
    assert edition.sections[0].source_note == "[T.D. 98–56, 63 FR 32946, June 16, 1998]"
    kinds = [(block.kind, block.after) for block in edition.blocks]
    assert ("part-heading", None) in kinds
    assert ("authority", None) in kinds
    assert ("subpart-heading", "1.2") in kinds
    assert [p.text for p in flat(edition)] == ["Kept.", "Lost."]


def test_what_stands_before_e_stands_in_d() -> None:
    edition = edition_of(
        "of the audit as described in paragraph (d)(4) of this section.\n\n(6) Limits. None is set"
        " here.\n\n(7) Report. One is made.\n\n(e) Care. It is taken.\n\n§ 1.12 More.\n\n(a) Kept."
    )
    first = edition.sections[0]
    found = [(p.designation, p.inferred, p.partial) for p in first.walk()]
    assert found == [
        ("(d)(5)", True, "head-missing"),
        ("(d)(6)", False, None),
        ("(d)(7)", False, None),
        ("(e)", False, None),
    ]
    assert (first.number, first.inferred) == ("1.11", True)
    assert {finding.code for finding in edition.findings} >= {
        "head-missing",
        "section-head-missing",
    }


def test_an_ambiguous_designation_is_flagged() -> None:
    body = "\n\n".join(f"({c}) It is kept." for c in "abcdefg")
    edition = edition_of(f"§ 1.2 Records.\n\n{body}\n\n(h)(1) It is so:\n\n(i) It is lost.")
    assert "ambiguous-designation" in {finding.code for finding in edition.findings}


def test_the_order_of_candidates_does_not_cost_more_than_their_number() -> None:
    generator = random.Random(7)
    labels = [generator.choice(["a", "i", "1", "ii", "v", "A", "2", "b"]) for _ in range(400)]
    lines = [f"({label}) It is kept{generator.choice('.;:')}" for label in labels]
    assert len(flat(edition_of(text_of("1.2", "Records.", lines)))) == 400


def test_a_line_of_nothing_but_labels_is_refused() -> None:
    written = "§ 1.2 Records.\n\n(a) Kept.\n\n" + "(b) (1) " * 6
    running = text.run_on(sources.load("x", "text", written.encode()))
    source = Source("x", "", "text")
    with raised(line_labels=12):
        assert structure.build(running, source).sections
    with raised(line_labels=11), pytest.raises(LimitError) as error:
        structure.build(running, source)
    assert str(error.value).startswith(
        "x, line 5: more than 11 labels such as (a) stand on one line;"
    )


def test_a_line_longer_than_a_title_is_refused() -> None:
    written = b"\xc2\xa7 1.2 Records.\n\n(a) It is kept and kept.\n"
    with raised(line_characters=24):
        assert sources.load("x", "text", written).lines
    with raised(line_characters=23), pytest.raises(LimitError) as error:
        sources.load("x", "text", written)
    assert str(error.value).startswith("x, line 3: one line holds more than 23 characters;")


NUMBERS = [
    "163.12", "24.3a", "1.482-1", "1.482-1T", "1.263A-1", "1.401(k)-1", "60.40Da", "240.17Ad-7",
    "60-1.1", "301-10.1",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("dash", ["-", "–"])
def test_section_numbers_of_every_kind(number: str, dash: str) -> None:
    printed = number.replace("-", dash)
    edition = edition_of(f"§ {printed} Records kept.\n\n(a) See § {printed}(b) of it.\n\n(b) Kept.")
    assert [(s.number, s.heading) for s in edition.sections] == [(number, "Records kept.")]
    assert [p.designation for p in flat(edition)] == ["(a)", "(b)"]


def test_section_headings_without_a_sign_in_xml() -> None:
    written = (
        "<?xml version='1.0'?><CFRDOC><PART><SECTION><SECTNO>52.212-4</SECTNO>"
        "<SUBJECT>Contract terms.</SUBJECT><P>(a) It is kept.</P></SECTION><SECTION>"
        "<SECTNO>52.212-5</SECTNO><SUBJECT>More.</SUBJECT><P>It is lost.</P></SECTION></PART></CFRDOC>"
    )
    edition = edition_of(written, "gpo-xml")
    assert [(s.number, s.heading) for s in edition.sections] == [
        ("52.212-4", "Contract terms."),
        ("52.212-5", "More."),
    ]


def test_a_reserved_range_of_sections() -> None:
    edition = edition_of(
        "§ 1.2 Records.\n\n(a) Kept.\n\n§§ 1.3–1.5 [Reserved]\n\n§ 1.6 More.\n\n(a) Lost."
    )
    assert [s.number for s in edition.sections] == ["1.2", "1.3–1.5", "1.6"]


def test_a_heading_stands_after_text_without_a_full_stop() -> None:
    edition = edition_of(
        "§ 1.1 Records.\n\n(a) As in 52 U.S.C. 30111(a)(4)\n\n§ 1.2 More.\n\n(a) Kept."
    )
    assert [s.number for s in edition.sections] == ["1.1", "1.2"]


RUNNING_ON = [
    # Nothing tells paragraphs apart, and the sentence before has no full stop.
    ("(a) As in 52 U.S.C. 30111(a)(4)\n§ 1.2 More of it.\n(a) Kept.\n(b) Lost.", ["1.1", "1.2"]),
    ("(a) As in 52 U.S.C. 30111(a)(4)\n§ 1.2 More of it. (1) Kept.", ["1.1", "1.2"]),
    # A citation at a line's beginning, whatever comes after it.
    ("(a) It is kept as required by\n§ 1.2 Form A.\n(a) Kept.", ["1.1"]),
    ("(a) It is kept (see\n§ 1.4) and\n§ 1.5 The Form\n(b) Lost.\n§ 1.2 More.\n(a) Kept.",
     ["1.1", "1.2"]),
    ("(a) The forms listed\n§ 1.9 Form A is kept.\n(b) Lost.\n§ 1.2 More.\n(a) Kept.", ["1.1", "1.2"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "numbers"), RUNNING_ON)
def test_headings_where_nothing_tells_paragraphs_apart(body: str, numbers: list[str]) -> None:
    edition = edition_of(f"§ 1.1 Records.\n{body}\n")
    assert [s.number for s in edition.sections] == numbers


def test_headings_alike_but_for_the_number_are_no_running_heads() -> None:
    written = "\n\n".join(f"§ 1.{n} Scope.\n\n(a) It is kept." for n in range(1, 6))
    assert len(edition_of(written).sections) == 5


def test_a_contents_list_is_no_section() -> None:
    edition = edition_of(
        "Subpart B—The Manifest\n\n1.2 General rules.\n1.3 More rules.\n\n§ 1.2 General rules.\n\n(a) Kept."
    )
    assert [s.number for s in edition.sections] == ["1.2"]
    assert [b.kind for b in edition.blocks] == ["subpart-heading", "contents"]


def test_a_caption_before_the_first_section_is_no_section() -> None:
    edition = edition_of(
        "ADJUSTMENTS\n\n§ 1.2 Records.\n\n(a) Kept.\n\nRECORDS AND REPORTS\n\n§ 1.3 More.\n\n(a) Lost."
    )
    assert [s.number for s in edition.sections] == ["1.2", "1.3"]
    assert [p.text for p in flat(edition)] == ["Kept.", "Lost."]


def test_text_set_apart_before_the_first_heading_is_told() -> None:
    edition = edition_of("The Customs Regulations\n\n§ 1.2 Records.\n\n(a) Kept.")
    assert [s.number for s in edition.sections] == ["1.2"]
    assert [(b.kind, b.text) for b in edition.blocks] == [("other", "The Customs Regulations")]
    assert [(f.code, f.line) for f in edition.findings] == [("text-set-apart", 1)]


def test_what_is_left_out_or_stands_between_is_told() -> None:
    edition = edition_of("§ 1.2 Records.\n\n(a) Kept.\n\nNothing else is.\n\n(d) Lost.")
    assert {f.code for f in edition.findings} == {"designations-skipped", "undesignated-text"}


FLUSH = [
    # Behind a paragraph that introduces it, text belongs to that paragraph.
    (
        "(a) The rule has:\n\n(1) The following words:\n\nIt is kept.\n\n(2) A date.",
        [("a",), ("a", "1"), ("a", "1"), ("a", "2")],
        {("undesignated-text", "(a)(1)")},
    ),
    # Definitions stand where the first one stood, and each may have a list of its own.
    (
        "(a) Definitions. For this section:\n\nAccount means:\n\n(1) One; or\n\n(2) Two."
        "\n\nBank means:\n\n(1) Three; or\n\n(2) Four.\n\n(b) It is kept.",
        [("a",), ("a",), ("a", "1"), ("a", "2"), ("a",), ("a", "1"), ("a", "2"), ("b",)],
        {("undesignated-text", "(a)")},
    ),
    (
        "Account means any of:\n\n(1) One:\n\n(i) Two; or\n\n(ii) Three.\n\n(2) Four."
        "\n\nBank means:\n\n(1) Five; or\n\n(2) Six.\n\nCard means a card.",
        [(), ("1",), ("1", "i"), ("1", "ii"), ("2",), (), ("1",), ("2",), ()],
        {("undesignated-text", None)},
    ),
    # Behind a list, text could be part of its last paragraph too: that is for a person to say.
    (
        "(a) It is:\n\n(1) One; or\n\n(2) Two.\n\nNothing else is kept.\n\n(b) It is lost.",
        [("a",), ("a", "1"), ("a", "2"), ("a",), ("b",)],
        {("flush-text", None)},
    ),
]


@pytest.mark.parametrize(("body", "paths", "said"), FLUSH)
def test_text_without_a_designation(
    body: str, paths: list[tuple[str, ...]], said: set[tuple[str, str | None]]
) -> None:
    edition = edition_of(f"§ 1.2 Records.\n\n{body}")
    assert [p.path for p in flat(edition)] == paths
    assert {(f.code, f.designation) for f in edition.findings} == said


def test_what_recurs_in_the_text_is_no_running_head() -> None:
    said = "For this part, the following definitions shall apply:"
    parts = [
        f"§ {n}.3 Definitions.\n\n{said}\n\nAct means an act.\n\n§§ {n}.4-{n}.9   [Reserved]"
        for n in range(601, 605)
    ]
    edition = edition_of("\n\n".join(parts))
    assert edition.furniture == ()
    assert [s.number for s in edition.sections] == [
        number for n in range(601, 605) for number in (f"{n}.3", f"{n}.4–{n}.9")
    ]
    assert all(next(s.walk()).text == said for s in edition.sections[::2])


HEADINGS_BEHIND_OPEN_TEXT = [
    ("For example:\n\n1 CFR part 22\n\n§ 1.3 Codes.\n\nIt is so.", ["1.2", "1.3"]),
    ("For example:\n\n1 CFR part 22\n\n§ 1.7 Codes.\n\nIt is so.", ["1.2"]),
    ("It is kept under\n\n§ 1.3 Codes.\n\nIt is so.", ["1.2"]),
]


@pytest.mark.parametrize(("body", "numbers"), HEADINGS_BEHIND_OPEN_TEXT)
def test_a_heading_behind_text_that_ends_without_a_stop(body: str, numbers: list[str]) -> None:
    edition = edition_of(f"§ 1.2 Records.\n\n{body}")
    assert [section.number for section in edition.sections] == numbers


def test_flush_text_that_xml_calls_so() -> None:
    body = "<P>(a) It is:</P><P>(1) One; or</P><P>(2) Two.</P><{0}>Nothing else is kept.</{0}>"
    shell = "<CFRGRANULE><SECTION><SECTNO>§ 1.2</SECTNO><SUBJECT>Records.</SUBJECT>{}</SECTION></CFRGRANULE>"
    for element, said in (("FP", []), ("P", ["flush-text"])):
        edition = edition_of(shell.format(body.format(element)), "gpo-xml")
        assert [p.path for p in flat(edition)] == [("a",), ("a", "1"), ("a", "2"), ("a",)]
        assert [f.code for f in edition.findings if f.severity == "warning"] == said


ODD = [
    ("(a) Kept.\n\n(b)–(d) [Reserved]\n\n(e) Lost.", []),
    ("(a) Kept.\n\n(b) Lost.\n\n(d) Found.", [("designations-skipped", "(d)")]),
    ("(1) It is:\n\n(i) One;\n\n(ii) Two.\n\n(2) Three.", []),
    (
        "(a) It is:\n\n(1) One is.\n\n(1) Two are.\n\n(2) Three are.",
        [("designation-out-of-order", "(a)(1)")],
    ),
    ("(a) It is:\n\n(1) One;\n\n(N) Two;\n\n(2) Three.", [("passed-over", None)]),
]


@pytest.mark.parametrize(("body", "said"), ODD)
def test_oddities_of_the_sequence(body: str, said: list[tuple[str, str | None]]) -> None:
    edition = edition_of(f"§ 1.2 Records.\n\n{body}")
    found = [(f.code, f.designation) for f in edition.findings]
    assert [one for one in found if one[0] != "flush-text"] == said


def test_a_level_has_two_paragraphs_at_least() -> None:
    edition = edition_of(
        "§ 1.2 Records.\n\n"
        + "\n\n".join(f"({c}) It is kept." for c in "abcdefg")
        + "\n\n(h) Lists. (1) One is kept.\n\n(2) Two are kept.\n\n(i) It is lost."
    )
    assert flat(edition)[-1].designation == "(i)"
    assert not edition.findings


def test_bold_headings_alone_make_markdown() -> None:
    data = b"**\xc2\xa7 447.43**\n\n**Terms of permit.**\n\n(a) It is kept.\n"
    assert sources.sniff(data) == "ocr-markdown"
    (section,) = edition_of(data, "ocr-markdown").sections
    assert (section.number, section.heading) == ("447.43", "Terms of permit.")


def test_a_whole_label_is_no_sign_of_ocr() -> None:
    assert (
        sources.sniff("§ 1.2 Records.\n\n(F) It is kept.\n\n(G) It is lost.\n".encode()) == "text"
    )
    assert sources.sniff("§ 1.2 Records.\n\nG) It is lost.\n".encode()) == "ocr-text"
    assert sources.sniff("§ 1.2 Records.\n\n(Gi) It is lost.\n".encode()) == "ocr-text"


GARBLED = [
    ("{a) It is kept.\n\n(b) It is lost.", ["(a)", "(b)"]),
    (
        "(a) It is:\n\n(1) One:\n\nGi) Two;\n\nGii) Three;\n\n(iii) Four.",
        ["(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(ii)", "(a)(1)(iii)"],
    ),
    ("(a) It is:\n\n(l) One;\n\n(2) Two.", ["(a)", "(a)(1)", "(a)(2)"]),
    (
        "(a) It is:\n\n(1) One:\n\n(i) Two;\n\nGi) Three;\n\nii) Four;\n\n(iv) Five.",
        ["(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(ii)", "(a)(1)(iii)", "(a)(1)(iv)"],
    ),
    ("(a) It is:\n\n(4)G@) Kept.\n\n(ii) Lost.", ["(a)", "(a)(4)", "(a)(4)(i)", "(a)(4)(ii)"]),
    (
        "(h) Kept.\n\n(1) Lost.\n\n(2) Found.\n\n(3) Sold.\n\n(i) Given.\n\nG) Taken.\n\n(k) Left.",
        ["(h)", "(h)(1)", "(h)(2)", "(h)(3)", "(i)", "(j)", "(k)"],
    ),
    ("(a) Kept.\n\n(b) Lost.\n\n(e) Found.\n\n(d) Sold.", ["(a)", "(b)", "(c)", "(d)"]),
    (
        "(a) It is:\n\n(1) One:\n\n(i) Two:\n\n(A) Three;\n\n(B) Four;\n\nGi) Five;\n\n(ii) Six;\n\n"
        "(iv) Seven.",
        ["(a)", "(a)(1)"]
        + [f"(a)(1){below}" for below in ("(i)", "(i)(A)", "(i)(B)", "(ii)", "(iii)", "(iv)")],
    ),
    (
        "(a) It is:\n\n(1) One:\n\n(i) Two:\n\n" + "".join(f"({c}) Kept.\n\n" for c in "ABCDEFGH")
        + "() Lost.\n\n(J) Found.",
        ["(a)", "(a)(1)", "(a)(1)(i)", *(f"(a)(1)(i)({c})" for c in "ABCDEFGHIJ")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "designations"), GARBLED)
def test_garbled_designations_are_mended_by_their_sequence(
    body: str, designations: list[str]
) -> None:
    edition = edition_of(f"§ 1.2 Records.\n\n{body}", "ocr-text")
    assert [p.designation for p in flat(edition)] == designations
    mended = [r for p in flat(edition) for r in p.repairs if r.kind == "ocr"]
    assert mended
    assert all(r.field == "designation" for r in mended)


def test_a_paragraph_before_which_ocr_has_lost_the_blank_line() -> None:
    body = (
        "(a) It is kept.\n\n(b) It is lost where the words of it\nare, and only there.\n(c) It is found"
        " under paragraph (b) of\nit.\n\n(d) It is sold.\n\n{e) It is left."
    )
    edition = edition_of(f"§ 1.2 Records.\n\n{body}", "ocr-text")
    assert [p.designation for p in flat(edition)] == ["(a)", "(b)", "(c)", "(d)", "(e)"]


PIECES = [
    "§ 1.23\nform.\n\nAmendment—filing and",
    "Amendment—filing and form.\n\n§ 1.23",
    "Amendment—filing and\n\n§ 1.23\nform.",
]


@pytest.mark.parametrize("pieces", PIECES)
def test_headings_whose_pieces_ocr_has_printed_out_of_order(pieces: str) -> None:
    written = (
        f"§ 1.21 Dates.\n\n(a) It is kept.\n\n{pieces}\n\n(a) It is lost, and if any\n\n§ 1.23\n\n"
        "change occurs, found."
    )
    edition = edition_of(written, "ocr-text")
    one, other = edition.sections
    assert (other.number, other.heading) == ("1.23", "Amendment—filing and form.")
    assert [p.text for p in one.walk()] == ["It is kept."]
    assert [p.text for p in other.walk()] == ["It is lost, and if any change occurs, found."]
    assert [f.section for f in edition.findings if f.code == "heading-out-of-order"] == ["1.23"]
    # Typed text stands as it is.
    assert not any(f.code == "heading-out-of-order" for f in edition_of(written, "text").findings)


def test_typed_text_is_never_mended() -> None:
    edition = edition_of("§ 1.2 Records.\n\n(a) Kept.\n\n(b) Lost.\n\n(e) Found.")
    assert [p.designation for p in flat(edition)] == ["(a)", "(b)", "(e)"]
