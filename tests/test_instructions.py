"""Amendatory instructions: read, written, carried out."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from accuracy import gold
from click.testing import CliRunner
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_changes import amended, edition, paragraph
from test_structure import edition_of

import cfrdiff
from cfrdiff.changes import diff_editions
from cfrdiff.cites import label_for
from cfrdiff.cli import main
from cfrdiff.errors import SourceError
from cfrdiff.instructions import apply, compose, read_document, same_blocks, same_words
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.filing import read_files
from cfrdiff.instructions.model import (
    Add,
    AddSentences,
    Order,
    Redesignate,
    Remove,
    Revise,
    SectionText,
    Substitute,
    Target,
)
from cfrdiff.instructions.naming import write_paragraphs
from cfrdiff.instructions.targets import UnreadError, read_targets
from cfrdiff.instructions.terms import defined_term
from cfrdiff.instructions.wording import read_orders
from cfrdiff.model import Designation, Edition, Paragraph

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"
GOLD_XML = gold.folder() / "xml"

_TEXT = SectionText("12.3", "Records.", ())
_OTHER = SectionText("12.4", "Books.", ())


def _at(designation: str, scope: str = "whole", section: str = "12.3") -> Target:
    return Target(section, Designation.parse(designation).path, scope)  # type: ignore[arg-type]


def _moves(*pairs: tuple[str, str]) -> Redesignate:
    return Redesignate(tuple((_at(old), _at(new)) for old, new in pairs))


# Wordings of final rules, 1995-2024, with the section's number changed.
SENTENCES: dict[str, list[Order]] = {
    "Section 12.3 is amended by revising paragraph (d)(2) to read as follows:": [
        Revise(_at("(d)(2)"), _TEXT)
    ],
    "Amend § 12.3 by revising paragraph (b) introductory text and adding paragraphs (c)(1)(i)"
    " through (iii) to read as follows:": [
        Revise(_at("(b)", "text"), _TEXT),
        Add(_at("(c)(1)(i)"), _TEXT),
        Add(_at("(c)(1)(ii)"), _TEXT),
        Add(_at("(c)(1)(iii)"), _TEXT),
    ],
    "In § 12.3, remove the words “Customs Service” wherever they appear and add in their place the"
    " words “Customs and Border Protection”.": [
        Substitute((_at(""),), "Customs Service", "Customs and Border Protection", True)
    ],
    "In paragraph (b)(1), remove the word “Customs” and add in its place the term “CBP”;": [
        Substitute((_at("(b)(1)"),), "Customs", "CBP")
    ],
    "Redesignate paragraphs (b) through (d) as paragraphs (c) through (e), respectively, and add"
    " new paragraph (b) to read as follows:": [
        _moves(("(b)", "(c)"), ("(c)", "(d)"), ("(d)", "(e)")),
        Add(_at("(b)"), _TEXT),
    ],
    "Section 12.3 is amended by removing paragraph (c)(4) and redesignating paragraph (c)(5) as"
    " paragraph (c)(4).": [Remove(_at("(c)(4)")), _moves(("(c)(5)", "(c)(4)"))],
    "In § 12.3, paragraph (b)(2) is amended by removing “14” and adding “21” in its place,"
    " paragraph (c) is redesignated as paragraph (e), and new paragraph (c) is added to read as"
    " follows:": [
        Substitute((_at("(b)(2)"),), "14", "21"),
        _moves(("(c)", "(e)")),
        Add(_at("(c)"), _TEXT),
    ],
    "Paragraphs (b) and (c) are redesignated as paragraphs (c) and (d).": [
        _moves(("(b)", "(c)"), ("(c)", "(d)"))
    ],
    "Remove and reserve § 12.3.": [Remove(_at(""), True)],
    "Section 12.3 is removed.": [Remove(_at(""))],
    "By removing paragraph (d).": [Remove(_at("(d)"))],
    "In § 12.3(a), remove “30 days” and add “60 days” in its place.": [
        Substitute((_at("(a)"),), "30 days", "60 days")
    ],
    "Paragraph (a) of § 12.3 is revised to read as follows:": [Revise(_at("(a)"), _TEXT)],
    "In § 12.3, paragraph (b) is amended by removing the phrase \"A\" and adding, in its place, the"
    ' phrase "B".': [Substitute((_at("(b)"),), "A", "B")],
    "Add § 12.4 to subpart B to read as follows:": [
        Add(_at("", section="12.4"), _OTHER, "subpart B")
    ],
    "Section 12.3 is amended by adding the word “not” after the word “shall” in paragraph (b).": [
        Substitute((_at("(b)"),), "shall", "shall not")
    ],
    "Remove the word “the” before “importer” in paragraph (a).": [
        Substitute((_at("(a)"),), "the importer", "importer")
    ],
    "Revise the heading of § 12.3 to read as follows:": [Revise(_at("", "heading"), _TEXT)],
    "Revising the section heading and paragraphs (a), (b)(2) and (3), and (c);": [
        Revise(_at("", "heading"), _TEXT),
        Revise(_at("(a)"), _TEXT),
        Revise(_at("(b)(2)"), _TEXT),
        Revise(_at("(b)(3)"), _TEXT),
        Revise(_at("(c)"), _TEXT),
    ],
    "In § 12.3, revise the introductory text of paragraph (c) and paragraph (d) to read as"
    " follows:": [Revise(_at("(c)", "text"), _TEXT), Revise(_at("(d)"), _TEXT)],
    "In § 12.3, in paragraphs (a) and (c)(2), remove the reference “§ 12.9” and add in its place"
    " the reference “§ 12.10”.": [
        Substitute((_at("(a)"), _at("(c)(2)")), "§ 12.9", "§ 12.10")
    ],
    "Amend § 12.3(b)(1) by removing “Docket Management” and adding in its place “Dockets”.": [
        Substitute((_at("(b)(1)"),), "Docket Management", "Dockets")
    ],
    "In paragraph (c), the second sentence is revised to read as follows:": [
        Revise(Target("12.3", ("c",), sentences=(2,)), _TEXT)
    ],
    "Adding a sentence at the end of paragraph (b);": [AddSentences(_at("(b)"), "end", _TEXT)],
    "Amend § 12.3 by removing the last sentence of paragraph (b)(1).": [
        Remove(Target("12.3", ("b", "1"), sentences=(-1,)))
    ],
    "Amend § 12.3 by removing the last sentence in the definition of the term “Broker”.": [
        Remove(Target("12.3", (), term="Broker", sentences=(-1,)))
    ],
    "In the first sentence of paragraph (a), remove “A” wherever it appears.": [
        Substitute((Target("12.3", ("a",), sentences=(1,)),), "A", "", True)
    ],
    "Amend § 12.3 by replacing “waive” with “reduce” in paragraph (b).": [
        Substitute((_at("(b)"),), "waive", "reduce")
    ],
    "Section 12.3, as added at 78 FR 11007 (Feb. 14, 2013), is amended by removing paragraph (e)"
    "(5).": [Remove(_at("(e)(5)"))],
    "Section 12.3, as amended February 14, 2013, at 78 FR 10887, and further amended at 79 FR 1,"
    " is amended by removing paragraph (d).": [Remove(_at("(d)"))],
    "Amend § 12.3(b)(2) by removing the period at the end and adding “; or” in its place.": [
        Substitute((_at("(b)(2)"),), ".", "; or", at="end")
    ],
    "Amend § 12.3 by adding “, in ink” after “sign” in paragraph (a).": [
        Substitute((_at("(a)"),), "sign", "sign, in ink")
    ],
    "Section 12.3 is amended by removing “A” and “B” in the parenthetical text at the end of the"
    " section and adding in their place “C” and “D”, respectively.": [
        Substitute((_at(""),), "A", "C"),
        Substitute((_at(""),), "B", "D"),
    ],
    "Effective January 1, 2099, amend § 12.3 by removing paragraph (d).": [Remove(_at("(d)"))],
    "Amend § 12.3 by revising paragraphs (b) introductory text and (f), and the heading of"
    " paragraph (g), and by adding and reserving paragraph (h).": [
        Revise(_at("(b)", "text"), _TEXT),
        Revise(_at("(f)"), _TEXT),
        Revise(_at("(g)", "heading"), _TEXT),
        Add(_at("(h)"), SectionText("12.3", None, ()), reserved=True),
    ],
    "In § 12.3, revise paragraphs (a)(2)(A) introductory text through (C).": [
        Revise(_at("(a)(2)(A)", "text"), _TEXT),
        Revise(_at("(a)(2)(B)"), _TEXT),
        Revise(_at("(a)(2)(C)"), _TEXT),
    ],
    "Substituting “five” for “three” in paragraph (a) wherever it appears;": [
        Substitute((_at("(a)"),), "three", "five", True)
    ],
    "In § 12.3(a), the words “A” are removed and the words “B” are added in their place.": [
        Substitute((_at("(a)"),), "A", "B")
    ],
    "In paragraph (a), the reference to “A” is revised to read “B”.": [
        Substitute((_at("(a)"),), "A", "B")
    ],
    "In § 12.3, the word “A” in paragraph (b) is removed.": [Substitute((_at("(b)"),), "A", "")],
    "Amend § 12.3 by removing, in paragraph (a), the word “A” and adding in its place “B”.": [
        Substitute((_at("(a)"),), "A", "B")
    ],
    "Remove from paragraph (a) the words “A”.": [Substitute((_at("(a)"),), "A", "")],
    "In paragraph (a), in the first sentence, remove “A” and add “B” in its place.": [
        Substitute((Target("12.3", ("a",), sentences=(1,)),), "A", "B")
    ],
    "Paragraph (c) is redesignated as paragraph (d) and revised to read as follows:": [
        _moves(("(c)", "(d)")),
        Revise(_at("(d)"), _TEXT),
    ],
    "The introductory text of paragraph (a) is republished and paragraph (a)(2) is revised.": [
        Revise(_at("(a)(2)"), _TEXT)
    ],
    "Paragraph (a) by removing “A” and paragraph (b) by adding “B” after “C”.": [
        Substitute((_at("(a)"),), "A", ""),
        Substitute((_at("(b)"),), "C", "C B"),
    ],
    "Amend § 12.3 by striking “A” and inserting “B”.": [Substitute((_at(""),), "A", "B")],
    "The authority citation for part 12 continues to read as follows:": [],
    "Section 12.3 is amended by removing the definition of “Port”.": [
        Remove(Target("12.3", (), "whole", "Port"))
    ],
    "Amend § 12.3 by revising the definitions of “Entry” and “Port” and adding, in alphabetical"
    " order, a definition for “Bond” to read as follows:": [
        Revise(Target("12.3", (), "whole", "Entry"), _TEXT),
        Revise(Target("12.3", (), "whole", "Port"), _TEXT),
        Add(Target("12.3", (), "whole", "Bond"), _TEXT),
    ],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_the_federal_register(sentence: str) -> None:
    assert read_orders(sentence, Context("12.3", (_TEXT, _OTHER))) == SENTENCES[sentence]


UNREAD = {
    "The authority citation for part 163 is revised to read as follows:": "authority citation",
    "In § 12.3, remove the entry for “Port”.": "remove the entry for “…”",
    "Paragraphs (a) through (c) are redesignated as paragraphs (d) and (e).": "3 provisions",
    "In § 12.3, remove “A”, “B” and “C” in paragraph (a) and add “D”.": "which of 1 texts",
    "In paragraph (a), remove “A” wherever it appears except in the last sentence.": "except in",
    "In paragraph (a), remove “A” the second time it appears and add “B”.": "the second time",
    "In § 12.5, revise paragraph (a) to read as follows:": "no text of § 12.5 is printed",
    "Appendix A to part 12 is revised to read as follows:": "Appendix",
    "Amend § 12.3 by removing paragraph (b) and thoroughly rewriting paragraph (c).": "thoroughly",
    "Amend §§ 12.3 and 12.4 by revising paragraph (a).": "several sections at once",
    "In § 12.3, add a new item after item 3 of paragraph (b).": "add a new item",
    "Effective from May 1, 2030, until May 1, 2031, remove paragraph (a) of § 12.3.": "Effective",
    "In § 12.3, remove the first table in paragraph (b).": "remove the first table",
    "In § 12.3, remove the note to paragraph (b).": "remove the note",
    "In § 12.3, in the introductory text, add a sentence.": "add a sentence",
}


@pytest.mark.parametrize("sentence", UNREAD)
def test_what_is_not_understood_is_said(sentence: str) -> None:
    with pytest.raises(UnreadError, match=UNREAD[sentence]):
        read_orders(sentence, Context("12.3", (_TEXT,)))


LISTS = {
    "(a)": ["(a)"],
    "(a) and (b)": ["(a)", "(b)"],
    "(d)(6) through (9)": ["(d)(6)", "(d)(7)", "(d)(8)", "(d)(9)"],
    "(a)(1) and (2), (b), and (c)(1)(i) through (iv)": [
        "(a)(1)", "(a)(2)", "(b)", "(c)(1)(i)", "(c)(1)(ii)", "(c)(1)(iii)", "(c)(1)(iv)",
    ],
    "(y) through (bb)": ["(y)", "(z)", "(aa)", "(bb)"],
    "(a)(1)(i), (v), and (b)": ["(a)(1)(i)", "(a)(1)(v)", "(b)"],
}  # fmt: skip


@pytest.mark.parametrize("printed", LISTS)
def test_lists_of_designations(printed: str) -> None:
    targets = read_targets(f"revising paragraphs {printed}", "12.3")
    assert [str(Designation(target.path)) for target in targets] == LISTS[printed]


TARGETS = {
    "§ 240.17Ad-7 by revising": ["240.17Ad-7"],
    "Sections 12.1, 60-1.4, and 1.401(a)(4)-1": ["12.1", "60-1.4", "1.401(a)(4)-1"],
    "§ 275.206(4)-1(b) and (c)(1)": ["275.206(4)-1(b)", "275.206(4)-1(c)(1)"],
    "paragraph (a) of § 270.6e-3(T)": ["270.6e-3(T)(a)"],
    "paragraph (b) of § 12.4 and paragraph (c) of § 12.5": ["12.4(b)", "12.5(c)"],
    "§ 10.101–10.102": ["10.101–10.102"],
    "paragraphs (a-1), (b)(1a), and (za)": ["12.3(a-1)", "12.3(b)(1a)", "12.3(za)"],
    "paragraphs (b)(xxviii) through (xxx)": [
        "12.3(b)(xxviii)", "12.3(b)(xxix)", "12.3(b)(xxx)",
    ],
    "the heading of § 12.4(a)": ["12.4(a) heading"],
    "the introductory text of § 12.4": ["12.4 text"],
    "the headings of paragraphs (a) and (b) and paragraph (c)": [
        "12.3(a) heading", "12.3(b) heading", "12.3(c)",
    ],
    "paragraph (b), introductory text, (c), and (d) heading": [
        "12.3(b) text", "12.3(c)", "12.3(d) heading",
    ],
    "the term (CBP) and paragraph (a)": ["12.3(a)"],
}  # fmt: skip


@pytest.mark.parametrize("said", TARGETS)
def test_what_a_clause_names(said: str) -> None:
    named = read_targets(said, "12.3")
    shown = [f"{t.name}{'' if t.scope == 'whole' else f' {t.scope}'}" for t in named]
    assert shown == TARGETS[said]


@pytest.mark.parametrize(
    "said",
    [
        "§§ 12.5 through 12.3",
        "the headings of §§ 12.3 through 12.5",
        "paragraphs (b) through (a)",
        "paragraphs (a) to (b)(1)",
    ],
)
def test_a_range_that_is_none_is_said(said: str) -> None:
    with pytest.raises(UnreadError, match="range"):
        read_targets(said, "12.3")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            "1. Redesignate §§ 12.3 through 12.5 as §§ 12.6 through 12.8.",
            "what becomes of § 12.4a in that range is not told",
        ),
        (
            "1. Redesignate §§ 12.5 through 12.10 as §§ 12.20 through 12.21.",
            "12.5 through 12.10 does not count on as 12.20 through 12.21 does",
        ),
        (
            "1. Revise §§ 12.3 through 12.5 to read as follows:\n\n§ 12.3 Records.\n\n(a) New.",
            "a range of sections is not written out",
        ),
    ],
)
def test_a_range_of_sections_that_must_be_known_is_not_read(words: str, why: str) -> None:
    made, (failure, *_) = apply(read_document(words), edition_of(FIVE))
    assert failure.reason == why
    assert same_words(made, edition_of(FIVE))


def test_a_range_of_sections_counts_on() -> None:
    words = "1. Redesignate §§ 12.5 through 12.10 as §§ 13.25 through 13.30."
    made, failures = apply(read_document(words), edition_of(FIVE))
    assert failures == ()
    numbers = [section.number for section in made.sections]
    assert numbers == ["12.3", "12.4", "12.4a", "13.25", "13.30"]


FIVE = "".join(
    f"§ 12.{number} Records.\n\nThe importer of {goods} shall keep the books.\n\n"
    for number, goods in [("3", "tea"), ("4", "tin"), ("4a", "wool"), ("5", "silk"), ("10", "oats")]
)


@pytest.mark.parametrize(
    ("words", "kept", "failures"),
    [
        ("Remove §§ 12.3 through 12.5.", ["12.10"], 0),
        ("Sections 12.4 through 12.5 are removed.", ["12.3", "12.10"], 0),
        ("Remove §§ 12.3, 12.4 through 12.5, and 12.10.", [], 0),
        ("Remove §§ 12.4 to 12.6.", ["12.3", "12.4", "12.4a", "12.5", "12.10"], 1),
    ],
)
def test_a_range_of_sections_is_removed(words: str, kept: list[str], failures: int) -> None:
    made, failed = apply(read_document(f"1. {words}"), edition_of(FIVE))
    assert [section.number for section in made.sections] == kept
    assert len(failed) == failures


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("In §§ 12.3 and 12.5, remove", ["12.3", "12.5"]),
        ("In §§ 12.3, 12.4, and 12.10, remove", ["12.3", "12.4", "12.10"]),
        ("In § 12.3, remove", ["12.3"]),
        ("In §§ 12.3 through 12.5, remove", ["12.3", "12.4", "12.4a", "12.5"]),
    ],
)
def test_words_are_replaced_in_all_sections_named(place: str, changed: list[str]) -> None:
    words = f"1. {place} “books” and add in its place “papers”."
    made, failures = apply(read_document(words), edition_of(FIVE))
    assert failures == ()
    found = [one.number for one in made.sections if "papers" in one.paragraphs[0].text]
    assert found == changed


@pytest.mark.parametrize(
    "words",
    [
        "1. Amend §§ 12.3 and 12.5 by removing paragraph (b).",
        "1. In §§ 12.3 through 12.5, remove paragraph (b).",
        "1. In §§ 12.3 and 12.5, in paragraph (a), remove “books”.",
        "1. Amend §§ 12.3 and 12.5 by removing “books” and removing paragraph (b).",
    ],
)
def test_one_order_for_several_sections_is_not_read(words: str) -> None:
    _, (failure,) = apply(read_document(words), edition_of(FIVE))
    assert failure.reason == "it is for several sections at once"


def test_a_range_of_sections_is_reserved() -> None:
    made, failed = apply(
        read_document("1. Remove and reserve §§ 12.3 through 12.4a."), edition_of(FIVE)
    )
    assert failed == ()
    reserved = [one.number for one in made.sections if "[Reserved]" in (one.heading or "")]
    assert reserved == ["12.3", "12.4", "12.4a"]


NUMBERS = """163.12 24.3aa 1.401(a)(4)-1 31.3121(a)(1)-1 240.10b5-1 240.15c3-1a 240.17Ad-7 5c.168(f)(8)-1
    275.206(4)-1 270.6e-3(T) 960.3-1-4-1 53.303-DD-254 165.T09-0123 60-1.4 302-7.4 1.1031(d)-1T
    10.101–10.102""".split()


@pytest.mark.parametrize("number", NUMBERS)
def test_instructions_for_every_section_number(number: str) -> None:
    kept = paragraph("(a)", "The importer shall keep the records for six years after entry.")
    more = paragraph("(b)", "The broker shall keep them too.")
    changed = paragraph("(a)", kept.text.replace("six", "two"))
    without = edition("a", ("999.9", "complete", [more]))
    old = edition("b", (number, "complete", [kept]), ("999.9", "complete", [more]))
    new = edition("c", (number, "complete", [changed, more]), ("999.9", "complete", [more]))
    for before, after in ((old, new), (new, old), (without, new), (old, without)):
        exact(before, after)


@st.composite
def paths(draw: st.DrawFn) -> tuple[str, ...]:
    depth = draw(st.integers(1, 4))
    return tuple(label_for(level, draw(st.integers(1, 30))) for level in range(depth))


@given(st.lists(paths(), min_size=1, max_size=6, unique=True))
@settings(deadline=None)
def test_a_list_written_is_read_back(listed: list[tuple[str, ...]]) -> None:
    named = read_targets(f"revising {write_paragraphs(listed)}", "12.3")
    assert [target.path for target in named] == listed


def exact(before: Edition, after: Edition) -> str:
    """The instructions of a pair, which must give the newer edition exactly."""
    amendments = compose(diff_editions(before, after), before, after)
    for orders in (amendments.instructions, read_document(amendments.text)):
        made, failures = apply(orders, before)
        assert failures == ()
        assert same_words(made, after)
        assert same_blocks(made, after)
    return amendments.text


@given(amended())
@settings(max_examples=examples(80), deadline=None)
def test_instructions_give_the_newer_edition(pair: tuple[Edition, Edition]) -> None:
    exact(*pair)
    exact(*reversed(pair))


def test_words_that_look_like_print() -> None:
    """Text that could be taken for a designation, a heading, asterisks or another section."""
    odd = [
        paragraph("(a)", "(b) as printed, in _italics_ here."),
        paragraph("(b)", "_Not a heading_ at all."),
        paragraph("(c)", "* * *"),
        paragraph("(d)", "Two  spaces, a pilcrow ¶ and “quotes “inside” quotes”."),
        paragraph("(e)", "¶ first."),
        Paragraph("", ("e",), None, "(1) is what this flush text begins with."),
        Paragraph("", ("e",), None, "§ 12.9 begins this one."),
        paragraph("(f)", ""),
        paragraph("(g)", "1. Amend § 12.3 by: said the rule."),
    ]
    plain = [paragraph("(a)", "It is kept.")]
    old = edition("a", ("12.3", "complete", plain))
    new = edition("b", ("12.3", "complete", odd))
    exact(old, new)
    exact(new, old)


def test_the_running_case_reads_as_the_federal_register_does() -> None:
    old = cfrdiff.read(OLD, beside=[NEW])
    new = cfrdiff.read(NEW, beside=[OLD])
    text = exact(old, new)
    exact(new, old)
    amendments = text[text.index("2. Amend § 163.12 by:") : text.index("3. Amend § 163.12 by:")]
    assert amendments.startswith(
        "2. Amend § 163.12 by:\n"
        "    a. in paragraph (c)(1), removing the word “Miami” wherever it appears and adding in\n"
        "    its place the word “Charlotte”;\n"
        "    b. in paragraph (c)(1), removing the word “Customs” wherever it appears and adding\n"
        "    in its place the word “CBP”; and\n"
        "    c. revising paragraph (b)(2).\n"
        "    The revision reads as follows:\n"
        "\n"
        "§ 163.12 Recordkeeping Compliance Program.\n"
        "\n"
        "* * * * *\n"
        "\n"
        "(b) * * *\n"
        "\n"
        "    (2) _Where to apply._ An application for certification to participate in the\n"
    )
    # Half a page of a text file, sixty lines.
    assert len(amendments.splitlines()) <= 30


CHAIN_OLD = """§ 12.3 Records.

(a) The importer shall keep the records of every entry made.

(b) The broker shall send the statement to the port director.

(c) The carrier shall produce the manifest upon demand of the officer.

§ 12.4 Books.

(a) The books of account are open to inspection at all times.
"""


def test_a_chain_of_redesignations_is_one_sentence() -> None:
    new = CHAIN_OLD.replace("(c) The carrier", "(d) The carrier").replace("(b) The", "(c) The")
    new = new.replace(
        "\n(c) The broker", "\n(b) A surety may be asked for a bond.\n\n(c) The broker"
    )
    text = exact(edition_of(CHAIN_OLD), edition_of(new))
    assert "redesignating paragraphs (b) and (c) as paragraphs (c) and (d), respectively" in text
    assert "adding paragraph (b)" in text


def test_a_section_renumbered_is_redesignated() -> None:
    new = CHAIN_OLD.replace("§ 12.4", "§ 12.7")
    text = exact(edition_of(CHAIN_OLD), edition_of(new))
    assert "1. Redesignate § 12.4 as § 12.7.\n" in text


DEFINITIONS = """§ 12.3 Definitions.

As used in this part:

Entry means the filing of the documents that release requires.

Importer means the person liable for the payment of duties.

Port means a place where an officer is stationed to collect duties.
"""


_ENTRY = """Entry means the filing that the law requires.

Port means a place where an officer is stationed to collect duties.
"""


def test_definitions_are_named_by_their_terms() -> None:
    new = (
        DEFINITIONS.replace("person liable", "person primarily liable")
        .replace("Port means a place where an officer is stationed to collect duties.\n", "")
        .replace("Importer means", "Bond means a security for duties.\n\nImporter means")
    )
    bond = "Bond means a security for duties.\n\n"
    new = new.replace(bond, "").replace("Entry means", f"{bond}Entry means")
    text = exact(edition_of(DEFINITIONS), edition_of(new))
    assert "removing the definition of “Port”" in text
    assert "revising the definition of “Importer”" in text
    assert "adding, in alphabetical order, the definition of “Bond”" in text
    exact(edition_of(new), edition_of(DEFINITIONS))


def test_what_stands_under_a_redesignated_paragraph_is_not_named() -> None:
    text = (
        "§ 12.4 Books.\n\n(a) The books are open to the officers of the port at all times.\n\n"
        "(1) The ledger shall be kept for five years after entry.\n\n"
        "(2) The journal shall be bound and its pages numbered:\n\n"
        "(i) The first of its pages bears the name of the keeper.\n"
    )
    new = (
        text.replace("§ 12.4", "§ 12.8")
        .replace("(2) The", "(3) The")
        .replace("(1) The", "(1) A clerk shall be named.\n\n(2) The")
    )
    out = exact(edition_of(text), edition_of(new))
    assert "redesignating paragraphs (a)(1) and (2) as paragraphs (a)(2) and (3)," in out


def test_what_introduces_definitions_defines_nothing() -> None:
    assert defined_term(None, "For purposes of this part:") is None
    assert defined_term(None, "“Entry” is a filing.") == "Entry"
    old = edition_of(f"§ 12.3 Definitions.\n\nFor purposes of this part:\n\n{_ENTRY}")
    bond = "Bond means a security for duties.\n\n"
    new = edition_of(f"§ 12.3 Definitions.\n\nFor purposes of this part:\n\n{bond}{_ENTRY}")
    assert "add, in alphabetical order, the definition of “Bond”" in exact(old, new)


def test_a_paragraph_that_goes_to_another_section_is_redesignated() -> None:
    carrier = "(c) The carrier shall produce the manifest upon demand of the officer.\n"
    new = CHAIN_OLD.replace(carrier, "") + "\n" + carrier.replace("(c)", "(b)")
    text = exact(edition_of(CHAIN_OLD), edition_of(new))
    assert "1. Redesignate § 12.3(c) as § 12.4(b).\n" in text


def test_a_paragraph_that_was_reserved() -> None:
    new = CHAIN_OLD.replace(
        "(b) The broker shall send the statement to the port director.", "(b) [Reserved]"
    )
    text = exact(edition_of(CHAIN_OLD), edition_of(new))
    assert "1. In § 12.3, remove and reserve paragraph (b).\n" in text


ASTERISKS = """1. In § 12.3, revise paragraph (b) to read as follows:

§ 12.3 Records.

* * * * *

(b) New words of the paragraph:

    (1) * * *

    (2) New words of the second item.

* * * * *
"""


def test_asterisks_keep_what_they_stand_for() -> None:
    old = edition_of(
        "§ 12.3 Records.\n\n(a) It is kept.\n\n(b) Old words of the paragraph:\n\n(1) The first"
        " item;\n\n(2) The second item.\n\n(c) It is so."
    )
    made, failures = apply(read_document(ASTERISKS), old)
    assert failures == ()
    assert [(p.designation, p.text) for p in made.sections[0].walk()] == [
        ("(a)", "It is kept."),
        ("(b)", "New words of the paragraph:"),
        ("(b)(1)", "The first item;"),
        ("(b)(2)", "New words of the second item."),
        ("(c)", "It is so."),
    ]


FAILING = {
    "1. In § 12.9, remove “it” and add in its place “they”.": "the edition has no § 12.9",
    "1. In § 12.3, remove paragraph (z).": r"§ 12.3 has no \(z\)",
    "1. In § 12.3, in paragraph (a), remove “ship” and add in its place “boat”.": (
        "“ship” is not in § 12.3"
    ),
    "1. In § 12.3, remove “shall” and add in its place “must”.": "§ 12.3 has “shall” 3 times",
    "1. In § 12.3, redesignate paragraph (a) as paragraph (b).": r"\(b\) is still taken",
    "1. In § 12.3, revise paragraph (a) to read as follows:\n\n§ 12.3 Records.\n\n(a) * * *": (
        "asterisks stand for a part"
    ),
    "1. In § 12.3, add paragraph (b) to read as follows:\n\n§ 12.3 Records.\n\n(b) It is so.": (
        r"§ 12.3 has \(b\) already"
    ),
    "1. In § 12.3, revise paragraph (b) to read as follows:\n\n§ 12.3 Records.\n\n(b) It is so.\n\n"
    "    (1) * * *\n\n    (2) New words.\n\n    Words without a designation.": (
        "asterisks stand beside text without a designation"
    ),
}


@pytest.mark.parametrize("document", FAILING)
def test_what_cannot_be_carried_out_changes_nothing_and_says_why(document: str) -> None:
    old = edition_of(CHAIN_OLD)
    made, (failure,) = apply(read_document(document), old)
    assert same_words(made, old)
    assert re.search(FAILING[document], failure.reason), failure.reason


@pytest.mark.gold
def test_a_real_rule_on_a_real_edition(tmp_path: Path) -> None:
    base = cfrdiff.read(GOLD_XML / "CFR-2012-title12-vol8-part1002.xml")
    made = cfrdiff.amend(base, GOLD_XML / "FR-2013-01384.xml")
    assert made.failures == ()
    supplement = made.edition.appendices[-1]
    assert "14(b)(3)" in [entry.designation for entry in supplement.walk()]
    assert "14(c)" not in [entry.designation for entry in supplement.walk()]
    forms = next(one for one in supplement.walk() if one.text.startswith("Appendix C"))
    assert [entry.designation for entry in forms.children] == ["1."]
    assert forms.children[0].text.startswith("Form C-9.")
    with gzip.open(gold.folder() / "changes.jsonl.gz", "rt") as lines:
        pairs = map(json.loads, lines)
        pair = next(p for p in pairs if p["after"]["document"] == "2013-01384")
    for number in ("1002.4", "1002.14"):
        truth = next(s for s in pair["after_sections"] if s["section"] == number)
        section = made.edition.section(number)
        assert section is not None
        assert [_words(" ".join(filter(None, (p.heading, p.text)))) for p in section.walk()] == [
            _words(p["text"]) for p in truth["paragraphs"]
        ]
        assert [list(p.path) for p in section.walk()] == [p["path"] for p in truth["paragraphs"]]
    output = tmp_path / "amended.json"
    files = [str(GOLD_XML / name) for name in (
        "CFR-2012-title12-vol8-part1002.xml", "FR-2013-01384.xml",
    )]  # fmt: skip
    result = CliRunner().invoke(main, ["amend", *files, "--json", "-o", str(output), "--exit-code"])
    assert result.exit_code == 0
    assert cfrdiff.Edition.from_json(output.read_bytes()).sections == made.edition.sections


def _words(text: str) -> list[str]:
    """Words alone: the reference sets other apostrophes, and full stops for dashes."""
    return text.replace("'", "’").replace("—", " ").replace(".", " ").split()


RULE = """<RULE><REGTEXT TITLE="12" PART="12"><AMDPAR>1. {words}</AMDPAR>
<SECTION><SECTNO>&#xA7; 12.3</SECTNO><SUBJECT>Records.</SUBJECT><STARS/>
<P>(b) The broker must send it.</P><STARS/></SECTION></REGTEXT></RULE>"""


def test_a_rule_in_xml() -> None:
    data = RULE.format(words="In &#xA7; 12.3, revise paragraph (b) to read as follows:").encode()
    made, failures = apply(
        read_files([(data, "rule.xml")]).rules[0].instructions, edition_of(CHAIN_OLD)
    )
    assert failures == ()
    assert [p.text for p in made.sections[0].walk()][1] == "The broker must send it."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<RULE><P>No amendment.</P></RULE>", "no amendatory instruction in it"),
        (b"<RULE><REGTEXT>", "not well-formed XML"),
        (b'<!DOCTYPE RULE [<!ENTITY a "b">]><RULE>&a;</RULE>', "declares entities"),
        (b"It is no rule at all.", "no amendatory instruction in it"),
    ],
)
def test_a_file_that_is_no_rule(data: bytes, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "rule.xml"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=problem):
        cfrdiff.amend(edition_of(CHAIN_OLD), file)
    result = CliRunner().invoke(main, ["amend", OLD, str(file)])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_instructions_on_the_command_line_go_round(tmp_path: Path) -> None:
    file = tmp_path / "instructions.txt"
    runner = CliRunner()
    args = ["diff", OLD, NEW, "--section", "163.12", "--instructions", "-o", str(file)]
    assert runner.invoke(main, args).exit_code == 0
    result = runner.invoke(main, ["amend", OLD, str(file), "--exit-code"])
    assert result.exit_code == 0, result.output
    assert result.stdout.rstrip().endswith("6 of 6 instructions carried out")
    both = runner.invoke(main, ["diff", OLD, NEW, "--json", "--instructions"])
    assert both.exit_code == 2
