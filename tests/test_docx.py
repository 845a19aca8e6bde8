"""The Word document: its tracked changes accepted are the newer text, rejected the older."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.sources import generate, shelf
from accuracy.changes.strategies import amendments
from docx.oxml.ns import qn
from hypothesis import given, settings
from libreoffice import needs_libreoffice, saved_by_libreoffice, settled_by_libreoffice
from lxml import etree
from test_redline import needs_gold, words
from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.model import Edition, Paragraph, Section, Source
from cfrdiff.reading import read_both
from cfrdiff.reports.docx import END, TEXT, docx_report

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
    return docx_report(diff_editions(before, after), before, after)


def settled(document: bytes, verdict: str) -> list[str]:
    """The document's paragraphs once every tracked change is accepted or rejected."""
    body = docx.Document(io.BytesIO(document)).element.body
    paragraphs: list[str] = []
    begun = ""
    for paragraph in body.iter(qn("w:p")):
        for text in paragraph.iter(qn("w:t"), qn("w:delText")):
            marks = [mark for mark in text.iterancestors() if mark.tag in TRACKED]
            if all(mark.tag in [qn(f"w:{name}") for name in KEPT[verdict]] for mark in marks):
                begun += text.text or ""
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        ends = [one.tag for one in mark] if mark is not None else []
        if all(tag in [qn(f"w:{name}") for name in KEPT[verdict]] for tag in ends):
            paragraphs.append(begun)
            begun = ""
    return paragraphs


TRACKED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]


def text_of(paragraphs: list[str]) -> list[str]:
    """The lines between the heading over the text and the one below it."""
    first, last = paragraphs.index(TEXT), paragraphs.index(END)
    return [" ".join(line.split()) for line in paragraphs[first + 1 : last]]


def check(before: Edition, after: Edition) -> bytes:
    document = made(before, after)
    assert text_of(settled(document, "accept")) == words(after)
    assert text_of(settled(document, "reject")) == words(before)
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


@settings(max_examples=25, deadline=None)
@given(amendments(8))
def test_generated_amendments(amendment: Amendment) -> None:
    check(amendment.before, amendment.after)


def test_amendments_of_real_sections() -> None:
    on_shelf = shelf()
    for seed in range(15):
        amendment = generate(seed, on_shelf)
        check(amendment.before, amendment.after)


def opened(before: Edition, after: Edition, scratch: Path) -> None:
    accepted, rejected = settled_by_libreoffice(made(before, after), scratch)
    assert text_of(accepted) == words(after)
    assert text_of(rejected) == words(before)


@needs_libreoffice
def test_libreoffice_settles_the_corpus_pair(tmp_path: Path) -> None:
    opened(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"), tmp_path)


@needs_libreoffice
@needs_gold
@pytest.mark.parametrize("name", MOST_CHANGED)
def test_libreoffice_settles_gold_pairs(tmp_path: Path, name: str) -> None:
    (pair,) = (one for one in gold.load_pairs(gold.folder()) if one.name == name)
    before, after = (from_trees(pair.name, side) for side in (pair.before, pair.after))
    opened(before, after, tmp_path)


@needs_libreoffice
@pytest.mark.parametrize("seed", [1, 7, 12, 24])
def test_libreoffice_settles_amendments(tmp_path: Path, seed: int) -> None:
    amendment = generate(seed, shelf())
    opened(amendment.before, amendment.after, tmp_path)


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
