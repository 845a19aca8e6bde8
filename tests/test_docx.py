"""The Word document: its tracked changes accepted are the newer text, rejected the older."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import msgspec
import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.sources import Shelf, generate
from accuracy.changes.strategies import amendments
from docx.oxml.ns import qn
from examples import examples
from hypothesis import given, settings
from libreoffice import (
    needs_libreoffice,
    saved_by_libreoffice,
    settled_by_libreoffice,
    settled_documents,
)
from lxml import etree
from test_redline import words_with_blocks
from test_structure import edition_of

from cfrdiff.api import read_both
from cfrdiff.changes import diff_editions
from cfrdiff.formats.docx import END, TEXT, docx_report
from cfrdiff.model import Edition, Paragraph, Section, Source
from cfrdiff.views.report import Report

KEPT = {"accept": ("ins", "moveTo"), "reject": ("del", "moveFrom")}
# The gold's pairs of most changes, with added, revised, redesignated and split paragraphs.
MOST_CHANGED = (
    "1010/2011-31713→2016-10715",
    "1002/2016-16301→2017-20417_20180101",
    "1016/2011-31729→2016-16132",
)
BASE = """§ 12.3 Records.

(a) The importer shall keep the records of every entry made at the port.

(b) The broker shall send the statement to the port director within 30 days.

(c) The carrier shall produce the manifest, the bill of lading and the stowage plan.

(d) The surety is bound by every bond that it has signed, whoever the principal is.
"""


def made(before: Edition, after: Edition) -> bytes:
    return docx_report(Report(diff_editions(before, after), before, after))


def settled(document: bytes, verdict: str) -> list[str]:
    """The document's paragraphs once every tracked change is accepted or rejected."""
    return [text for _, text in settled_with_styles(document, verdict)]


def settled_with_styles(document: bytes, verdict: str) -> list[tuple[str, str]]:
    """The same, each with the style of its last paragraph mark, as the standard has it."""
    body = docx.Document(io.BytesIO(document)).element.body
    paragraphs: list[tuple[str, str]] = []
    begun = ""
    for paragraph in body.iter(qn("w:p")):
        for text in paragraph.iter(qn("w:t"), qn("w:delText")):
            marks = [mark for mark in text.iterancestors() if mark.tag in TRACKED]
            if all(mark.tag in [qn(f"w:{name}") for name in KEPT[verdict]] for mark in marks):
                begun += text.text or ""
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        ends = [one.tag for one in mark] if mark is not None else []
        if all(tag in [qn(f"w:{name}") for name in KEPT[verdict]] for tag in ends):
            paragraphs.append((paragraph.style or "Normal", begun))
            begun = ""
    return paragraphs


TRACKED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]


def text_of(paragraphs: list[str]) -> list[str]:
    """The lines between the heading over the text and the one below it."""
    first, last = paragraphs.index(TEXT), paragraphs.index(END)
    return [" ".join(line.split()) for line in paragraphs[first + 1 : last]]


def check(before: Edition, after: Edition) -> bytes:
    document = made(before, after)
    assert text_of(settled(document, "accept")) == words_with_blocks(after)
    assert text_of(settled(document, "reject")) == words_with_blocks(before)
    return document


def test_an_amendment_that_does_everything() -> None:
    new = BASE.replace("30 days", "60 days").replace("(a) The importer", "(a) The agent")
    document = check(edition_of(BASE), edition_of(new))
    xml = xml_of(document)
    assert [one.text for one in xml.iter(qn("w:delText"))] == ["importer", "30 days"]


def test_moves_are_moves() -> None:
    lines = BASE.strip().split("\n\n")
    moved = "\n\n".join(
        [
            lines[0],
            lines[1],
            lines[3].replace("(c)", "(b)"),
            lines[4].replace("(d)", "(c)"),
            lines[2].replace("(b)", "(d)"),
        ]
    )
    document = check(edition_of(BASE), edition_of(moved))
    xml = xml_of(document)
    gone = "".join(one.findtext(f".//{qn('w:t')}") or "" for one in xml.iter(qn("w:moveFrom")))
    came = "".join(one.findtext(f".//{qn('w:t')}") or "" for one in xml.iter(qn("w:moveTo")))
    assert gone.strip() == came.strip()
    assert "The broker shall send the statement" in gone
    # A move has a beginning and an end at both places, and one name.
    for kind in ("moveFrom", "moveTo"):
        starts = list(xml.iter(qn(f"w:{kind}RangeStart")))
        ends = list(xml.iter(qn(f"w:{kind}RangeEnd")))
        assert [one.get(qn("w:id")) for one in starts] == [one.get(qn("w:id")) for one in ends]
        assert [one.get(qn("w:name")) for one in starts] == ["move1"]


def xml_of(document: bytes) -> Any:
    with ZipFile(io.BytesIO(document)) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


# ECMA-376, part 1, annex A: CT_TrackChange, CT_RunTrackChange, CT_MoveBookmark, CT_MarkupRange.
DEMANDED = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), frozenset({"id", "author"})),
    **dict.fromkeys(
        ("moveFromRangeStart", "moveToRangeStart"), frozenset({"id", "name", "author", "date"})
    ),
    **dict.fromkeys(("moveFromRangeEnd", "moveToRangeEnd"), frozenset({"id"})),
}
# The same, the order of what is used here of CT_PPr, CT_RPr, CT_TblPr and CT_TcPr.
IN_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore spacing ind jc rPr".split(),
    "rPr": "ins del moveFrom moveTo rStyle b i color sz".split(),
    "tblPr": "tblStyle tblW tblInd tblBorders shd tblLayout tblCellMar".split(),
    "tcPr": "tcW shd".split(),
}


@pytest.mark.parametrize("date", [None, "2012-04-01"])
def test_the_schema_holds(date: str | None) -> None:
    before, after = (edition_of(text) for text in (SECTION, MOVED_TO_THE_END))
    after = msgspec.structs.replace(after, as_of=date)
    xml = xml_of(made(before, after))
    found = [(name, one) for name in DEMANDED for one in xml.iter(qn(f"w:{name}"))]
    assert {name for name, _ in found} == set(DEMANDED)
    for name, one in found:
        assert {qn(f"w:{key}") for key in DEMANDED[name]} <= set(one.keys())
        told = one.get(qn("w:date"))
        if date:
            assert name.endswith("RangeEnd") or told == "2012-04-01T00:00:00Z"
        else:
            assert (told is not None) == name.endswith("RangeStart")
    for name, order in IN_ORDER.items():
        for one in xml.iter(qn(f"w:{name}")):
            places = [order.index(etree.QName(child).localname) for child in one]
            assert places == sorted(set(places))


def test_a_move_has_one_name_and_two_numbers(real_sections: Shelf) -> None:
    for seed in range(15):
        amendment = generate(seed, real_sections)
        xml = xml_of(made(amendment.before, amendment.after))
        starts = [list(xml.iter(qn(f"w:move{end}RangeStart"))) for end in ("From", "To")]
        gone, came = ([one.get(qn("w:name")) for one in end] for end in starts)
        assert len(set(gone)) == len(gone)
        assert sorted(gone) == sorted(came)
        place = {one: i for i, one in enumerate(xml.iter())}
        for start in (*starts[0], *starts[1]):
            stop = etree.QName(start).localname.replace("Start", "End")
            number = start.get(qn("w:id"))
            (end,) = (one for one in xml.iter(qn(f"w:{stop}")) if one.get(qn("w:id")) == number)
            inside = [one for one in place if place[start] < place[one] < place[end]]
            assert qn(f"w:{stop.removesuffix('RangeEnd')}") in [one.tag for one in inside]
        numbers = [one.get(qn("w:id")) for tag in TRACKED for one in xml.iter(tag)]
        numbers += [one.get(qn("w:id")) for end in starts for one in end]
        assert len(set(numbers)) == len(numbers)


def test_nothing_is_left_of_the_template_and_of_the_day() -> None:
    document = made(edition_of(BASE), edition_of(BASE.replace("30 days", "60 days")))
    with ZipFile(io.BytesIO(document)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "Effects" in name]
        assert b"<dcterms:" not in parts.read("docProps/core.xml")
        told = parts.read("docProps/app.xml")
        assert b"<Application>cfrdiff</Application>" in told
        assert b"Microsoft" not in told
    properties = docx.Document(io.BytesIO(document)).core_properties
    assert properties.title == "CFR part 12: what changed"
    assert properties.author == "cfrdiff"


def test_the_front_tells_the_words_of_headings() -> None:
    document = made(edition_of(HEADED), edition_of(HEADED_ANEW))
    tables = docx.Document(io.BytesIO(document)).tables
    table = [one for one in tables if one.cell(0, 0).text == "Where"][-1]  # behind the paragraphs
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1:] == [
        ["section heading of § 12.1", "revised", "editorial", "inserted “and purpose”", ""]
    ]


def test_tables_are_no_wider_than_the_page() -> None:
    document = docx.Document(
        io.BytesIO(made(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012")))
    )
    (page,) = document.sections
    across = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    assert len(document.tables) > 3
    for table in document.tables:
        widths = [column.width or 0 for column in table.columns]
        assert 0.97 * across < sum(widths) <= across


def test_every_tracked_change_has_a_number_of_its_own() -> None:
    xml = xml_of(made(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012")))
    numbers = [one.get(qn("w:id")) for tag in TRACKED for one in xml.iter(tag)]
    assert len(numbers) > 40
    assert len(set(numbers)) == len(numbers)


def test_what_one_file_does_not_reach_is_signed_apart() -> None:
    xml = xml_of(made(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012")))
    authors = {one.get(qn("w:author")) for tag in TRACKED for one in xml.iter(tag)}
    assert authors == {
        "cfrdiff",
        "only in 19-cfr-163-customs-service.md",
        "only in 19-cfr-163-2012.txt",
    }


HOSTILE = (
    "<script>alert(1)</script> & ]]> \x00\x07\x1b[31m",
    '=HYPERLINK("http://x","y") \u202eright to left\u202c \u200f\ufeff',
    "@SUM(1) \ufffe and a tab\there",
)


def hostile(order: tuple[int, ...]) -> Edition:
    paragraphs = tuple(
        Paragraph(f"({label})", (label,), None, HOSTILE[i])
        for label, i in zip("abc", order, strict=True)
    )
    section = Section("1.1", HOSTILE[1], "complete", HOSTILE[0], paragraphs)
    return Edition(
        title=1, part="1", as_of=None, source=Source(HOSTILE[0], "", "text"), sections=(section,)
    )


def test_hostile_text_is_text() -> None:
    document = made(hostile((0, 1, 2)), hostile((2, 0, 1)))
    shown = "\n".join(settled(document, "accept"))
    assert "<script>alert(1)</script> & ]]> ␀␇␛[31m" in shown
    assert "[U+202E]right to left[U+202C]" in shown
    assert not {"\u202e", "\u200f", "\x1b"} & set(shown)
    assert not list(xml_of(document).iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink")))


def test_the_corpus_pair() -> None:
    check(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"))


@settings(max_examples=examples(25), deadline=None)
@given(amendments(8))
def test_generated_amendments(amendment: Amendment) -> None:
    check(amendment.before, amendment.after)


def test_amendments_of_real_sections(real_sections: Shelf) -> None:
    for seed in range(15):
        amendment = generate(seed, real_sections)
        check(amendment.before, amendment.after)


def opened(before: Edition, after: Edition, scratch: Path) -> None:
    ((accepted, rejected),) = settled_by_libreoffice([made(before, after)], scratch)
    assert text_of(accepted) == words_with_blocks(after)
    assert text_of(rejected) == words_with_blocks(before)


SECTION = """§ 12.1 Scope.

(a) The importer shall keep the records of every entry made at the port.

(b) The broker shall send the statement to the port director within thirty days.

(c) The carrier shall produce the manifest, the bill of lading and the stowage plan.

§ 12.2 Other.

(a) The surety is bound by every bond that it has signed, whoever the principal is.
"""
# The first paragraph becomes the last of its section, with a new label.
MOVED_TO_THE_END = """§ 12.1 Scope.

(a) The broker shall send the statement to the port director within thirty days.

(b) The carrier shall produce the manifest, the bill of lading and the stowage plan.

(c) The importer shall keep the records of every entry made at the port.

§ 12.2 Other.

(a) The surety is bound by every bond that it has signed, whoever the principal is.
"""
# A paragraph with others under it, which all get new labels.
OUTLINE = """§ 12.1 Scope.

(a) The importer shall keep the records of every entry made at the port:

(1) The entry summary with every invoice and packing list that belongs to it.

(2) The rulings on which the importer relied when the goods were described.

(b) The broker shall send the statement to the port director within thirty days.

(c) The carrier shall produce the manifest, the bill of lading and the stowage plan.

§ 12.2 Other.

(a) The surety is bound by every bond that it has signed, whoever the principal is.
"""
OUTLINE_MOVED = """§ 12.1 Scope.

(a) The broker shall send the statement to the port director within thirty days.

(b) The carrier shall produce the manifest, the bill of lading and the stowage plan.

(c) The importer shall keep the records of every entry made at the port:

(1) The rulings on which the importer relied when the goods were described.

(2) The entry summary with every invoice and packing list that belongs to it.

§ 12.2 Other.

(a) The surety is bound by every bond that it has signed, whoever the principal is.
"""
HEADED = """§ 12.1 Scope

(a) The broker shall send the statement to the port director within thirty days.
"""
# Words at the end of a heading and the paragraph behind it come together.
HEADED_ANEW = """§ 12.1 Scope and purpose

(a) Purpose is to protect the revenue of the United States by good bookkeeping of merchants.

(b) The broker shall send the statement to the port director within thirty days.
"""
SENTENCE = (
    " A request shall be made on Form 12 and shall state the volume of trade of the importer"
    " in the last three years."
)
ASKED = """§ 12.1 Scope.

(a) The Commissioner may exempt a small importer upon written request.{}

§ 12.2 Definitions.

(a) Other words have the meaning given by the Act.{}

(b) Importer means a person who enters merchandise for consumption.
"""
STYLED = {
    "moved to the end of a section": (SECTION, MOVED_TO_THE_END),
    "moved from the end of a section": (MOVED_TO_THE_END, SECTION),
    "moved with what is under it": (OUTLINE, OUTLINE_MOVED),
    "moved back with what is under it": (OUTLINE_MOVED, OUTLINE),
    "a heading and what follows it came": (HEADED, HEADED_ANEW),
    "a heading and what follows it went": (HEADED_ANEW, HEADED),
    "a sentence moved": (ASKED.format(SENTENCE, ""), ASKED.format("", SENTENCE)),
    "a sentence moved up": (ASKED.format("", SENTENCE), ASKED.format(SENTENCE, "")),
}
styled_pairs = pytest.mark.parametrize("name", STYLED)


def styled(edition: Edition) -> list[tuple[str, str]]:
    """The lines of an edition, each with its style; in these texts only headings have one."""
    return [
        ("Heading2" if line.startswith("§") else "Normal", line)
        for line in words_with_blocks(edition)
    ]


def between(paragraphs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first, last = (([text for _, text in paragraphs]).index(one) for one in (TEXT, END))
    return [(style, " ".join(text.split())) for style, text in paragraphs[first + 1 : last]]


@styled_pairs
def test_what_stays_keeps_its_style(name: str) -> None:
    before, after = (edition_of(text) for text in STYLED[name])
    document = made(before, after)
    assert between(settled_with_styles(document, "accept")) == styled(after)
    assert between(settled_with_styles(document, "reject")) == styled(before)


@needs_libreoffice
@styled_pairs
def test_what_stays_keeps_its_style_in_libreoffice(tmp_path: Path, name: str) -> None:
    before, after = (edition_of(text) for text in STYLED[name])
    documents = settled_documents(made(before, after), tmp_path)
    for document, edition in zip(documents, (after, before), strict=True):
        assert between(settled_with_styles(document, "accept")) == styled(edition)


def test_words_that_changed_places_are_a_move() -> None:
    xml = xml_of(check(*map(edition_of, STYLED["a sentence moved"])))
    for kind in ("moveFrom", "moveTo"):
        (run,) = xml.iter(qn(f"w:{kind}"))
        assert "".join(run.itertext()) == SENTENCE
    assert not list(xml.iter(qn("w:ins"), qn("w:del")))


@needs_libreoffice
def test_libreoffice_settles_the_corpus_pair(tmp_path: Path) -> None:
    opened(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"), tmp_path)


@needs_libreoffice
@pytest.mark.gold
@pytest.mark.parametrize("name", MOST_CHANGED)
def test_libreoffice_settles_gold_pairs(tmp_path: Path, name: str) -> None:
    (pair,) = (one for one in gold.load_pairs(gold.folder()) if one.name == name)
    before, after = (from_trees(pair.name, side) for side in (pair.before, pair.after))
    opened(before, after, tmp_path)


@needs_libreoffice
def test_libreoffice_sees_moves_as_moves(tmp_path: Path) -> None:
    lines = BASE.strip().split("\n\n")
    moved = "\n\n".join(
        [
            lines[0],
            lines[2].replace("(b)", "(a)"),
            lines[3].replace("(c)", "(b)"),
            lines[4].replace("(d)", "(c)"),
            lines[1].replace("(a)", "(d)"),
        ]
    )
    xml = xml_of(saved_by_libreoffice(made(edition_of(BASE), edition_of(moved)), tmp_path))
    for kind in ("moveFrom", "moveTo"):
        assert any("importer" in "".join(one.itertext()) for one in xml.iter(qn(f"w:{kind}")))
