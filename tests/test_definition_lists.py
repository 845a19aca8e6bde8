"""Lists under definitions and answers, lists print leaves upright, and slips around labels."""

from __future__ import annotations

import pytest
from test_older_levels import _edition, _text, _xml

from cfrdiff.model import Edition


def _paths(edition: Edition) -> str:
    walked = (one for section in edition.sections for one in section.walk())
    return " ".join(
        "".join(f"({p})" for p in one.path) if one.designation else "·" for one in walked
    )


def _italic(text: str) -> str:
    return f"*{text}*"


# Printed paragraphs of a section, and the paths of what is read; · has no designation.
IN_XML = {
    "behind a term and a stop": (
        [f"{_italic('Lot.')} (1) Of sheep, a group.", "(2) Of beef, a group.", f"{_italic('Net.')} A price."],
        "· (1) (2) ·",
    ),
    "behind a term and a dash": (
        [f"{_italic('Permit—')}(a) {_italic('Fuel.')} A document.", f"(b) {_italic('Basic.')} Another."],
        "· (a) (b)",
    ),
    "behind the verb": (
        [f"{_italic('Secretary')} means (1) The Secretary of Labor; and", "(2) His deputy."],
        "· (1) (2)",
    ),
    "behind the verb, in lower case": (
        [f"{_italic('Handicapped')} means (1) with respect to work, one; and", "(2) Any other."],
        "· (1) (2)",
    ),
    "a list in one sentence is text": (
        [f"{_italic('Secretary')} means (1) the Secretary, or (2) a deputy.", f"{_italic('Net.')} A price."],
        "· ·",
    ),
    "a sentence under a term is text": (
        [f"{_italic('Lot.')} (1) Of sheep, a group. (2) Of beef, a group.", f"{_italic('Net.')} A price."],
        "· ·",
    ),
    "lists begin anew under a term without a colon": (
        [f"{_italic('Lot.')} A group that", "(1) Is sold; or", "(2) Is kept.",
         f"{_italic('Net.')} A price is net.", "(1) It is paid.", "(2) It is due."],
        "· (1) (2) · (1) (2)",
    ),
    "lists under answers": (
        ["Q-1: When is notice given?", "A-1: (a) It is given soon.", "(b) It is in writing.",
         "Q-2: To whom is it given?", "A-2: To those in paragraph (a) or (b) of this Q&amp;A-2.",
         "(a) To the owner.", "(b) To the holder.", "Q-3: Is it free?", "A-3: Yes."],
        "· · (a) (b) · · (a) (b) · ·",
    ),
    "a definition stands where the others do": (
        ["(a) Terms are these.", "(b) These apply:", f"{_italic('Lot.')} A group.",
         f"{_italic('Fee.')} What is paid, which is:", "(1) Due; and", "(2) Paid.", f"{_italic('Net.')} A price.",
         "(c) Others apply too."],
        "(a) (b) · · (b)(1) (b)(2) · (c)",
    ),
    "definitions without a stop stand where the others do": (
        ["(a) Terms are these.", "(b) These apply:", f"{_italic('Drug')} is a product, that is:", "(1) Sold; or",
         "(2) Made.", f"{_italic('List')} is what is published.", f"{_italic('Net')} is a price.", "(c) Others apply."],
        "(a) (b) · (b)(1) (b)(2) · · (c)",
    ),
    "upright below (A)": (
        [f"(a) {_italic('Rule.')} (1) It applies to:", "(i) A bank:", "(A) The bank shall:", "(1) File it;",
         "(2) Keep it; and", "(3) Show it.", "(B) No other.", "(ii) A branch.", "(2) It ends."],
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(A) (a)(1)(i)(A)(1) (a)(1)(i)(A)(2) (a)(1)(i)(A)(3) (a)(1)(i)(B)"
        " (a)(1)(ii) (a)(2)",
    ),
    "upright (i) right below (A)": (
        ["(a) One.", "(1) It applies to:", "(i) Banks.", "(ii) Calls in which:", "(A) It is agreed that:",
         "(i) It is clear;", "(ii) It is free;", "(iii) It is kept.", "(B) It is short.", "(2) It ends."],
        "(a) (a)(1) (a)(1)(i) (a)(1)(ii) (a)(1)(ii)(A) (a)(1)(ii)(A)(i) (a)(1)(ii)(A)(ii) (a)(1)(ii)(A)(iii)"
        " (a)(1)(ii)(B) (a)(2)",
    ),
    "parentheses twice": (
        ["(a) One.", f"(b)({_italic('(1)')}) {_italic('Drugs.')} A list.", f"(2) {_italic('Food.')} None."],
        "(a) (b) (b)(1) (b)(2)",
    ),
    "a citation in a heading": (
        [f"(a) {_italic('Persons in § 356.9(a) (panelists).')} One may file.", "(b) Two."],
        "(a) (b)",
    ),
    "one alone behind a heading with citations": (
        [f"(a) {_italic('Conduct (16 CFR 5.5 through 5.6, 5.10 and 5.68).')} (1) Memoranda.", "(2) Advice.",
         "(b) Two."],
        "(a) (a)(1) (a)(2) (b)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "paths"), IN_XML.values(), ids=IN_XML)
def test_lists_in_xml(texts: list[str], paths: str) -> None:
    edition = _xml("\n".join(texts))
    assert _paths(edition) == paths
    assert [one.code for one in edition.findings] in ([], ["level-left-out"])


def test_a_subject_that_cites_paragraphs_is_whole() -> None:
    subject, body = "Fees under section 404(a) (1) or (2).", ("(a) A.", "(b) B.")
    marked = "".join(f"<P>{one}</P>" for one in body)
    for edition in (
        _edition(
            f"<CFRDOC><PART><SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>{subject}</SUBJECT>{marked}"
            "</SECTION></PART></CFRDOC>",
            "gpo-xml",
        ),
        _edition("\n\n".join((f"§ 5.1 {subject}", *body)), "text"),
    ):
        (section,) = edition.sections
        assert section.heading == subject
        assert _paths(edition) == "(a) (b)"


def test_findings_of_the_sequence_name_their_line() -> None:
    edition = _text("(a) A.\n(c) C.")
    assert [(one.code, one.line) for one in edition.findings] == [("designations-skipped", 5)]
