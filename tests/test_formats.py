"""The same section in every format: one tree, whatever it comes in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from printed import items_of
from test_structure import edition_of, flat
from typesetter import typeset

import cfrdiff
from cfrdiff import sources
from cfrdiff.api import explain
from cfrdiff.sources import corpus
from cfrdiff.sources.scans import tesseract

TEXT = """§ 163.12 Recordkeeping Program.

(a) General. The program is a “voluntary” one under § 163.6—so far.

(b) Procedures—(1) Who may apply. Any person may apply who:

(i) Keeps records; and

(ii) Shows them.

(2) Where. Here.

[T.D. 98–56, 63 FR 32946, June 16, 1998]
"""

GPO_TEXT = """[Code of Federal Regulations]
[Title 19, Volume 2]
[Revised as of April 1, 2003]
From the U.S. Government Printing Office via GPO Access
[CITE: 19CFR163.12]

[Page 262-264]

                        TITLE 19--CUSTOMS DUTIES

PART 163--RECORDKEEPING--Table of Contents

Sec. 163.12  Recordkeeping Program.

    (a) General. The program is a ``voluntary'' one under
Sec. 163.6--so far.
    (b) Procedures--(1) Who may apply. Any person

[[Page 263]]

may apply who:
    (i) Keeps records; and
    (ii) Shows them.
    (2) Where. Here.

[T.D. 98-56, 63 FR 32946, June 16, 1998]
"""

GPO_XML = """<?xml version="1.0"?><CFRGRANULE><FDSYS><CFRTITLE>19</CFRTITLE><DATE>2012-04-01</DATE></FDSYS>
<PART><EAR>Pt. 163</EAR><HD SOURCE="HED">PART 163—RECORDKEEPING</HD>
<AUTH><HD SOURCE="HED">Authority:</HD><P>19 U.S.C. 66.</P></AUTH>
<SECTION><SECTNO>§ 163.12</SECTNO><SUBJECT>Recordkeeping Program.</SUBJECT>
<P>(a) <E T="03">General.</E> The program is a “voluntary” one <PRTPAGE P="9"/>under § 163.6—so far.</P>
<P>(b) <E T="03">Procedures</E>—(1) <E T="03">Who may apply.</E> Any person may apply who:</P>
<P>(i) Keeps records; and</P><P>(ii) Shows them.</P>
<GPOTABLE><BOXHD><CHED>Port</CHED><CHED>Fee</CHED></BOXHD><ROW><ENT>Miami</ENT><ENT>$1</ENT></ROW></GPOTABLE>
<GPH><GID>EC12.001</GID></GPH>
<P>(2) <E T="03">Where.</E> Here.</P>
<CITA>[T.D. 98–56, 63 FR 32946, June 16, 1998]</CITA></SECTION></PART></CFRGRANULE>"""

ECFR = """<?xml version="1.0"?><DLPSTEXTCLASS><HEADER><IDNO TYPE="title">19</IDNO></HEADER><TEXT>
<AMDDATE>Dec. 29, 2022</AMDDATE><DIV5 N="163" TYPE="PART"><HEAD>PART 163—RECORDKEEPING</HEAD>
<DIV8 N="§ 163.12" TYPE="SECTION"><HEAD>§ 163.12   Recordkeeping Program.</HEAD>
<P>(a) <I>General.</I> The program is a “voluntary” one under § 163.6—so far.
</P><P>(b) <I>Procedures</I>—(1) <I>Who may apply.</I> Any person may apply who:</P>
<P>(i) Keeps records; and</P><P>(ii) Shows them.</P><P>(2) <I>Where.</I> Here.</P>
<CITA TYPE="N">[T.D. 98–56, 63 FR 32946, June 16, 1998]</CITA></DIV8></DIV5></TEXT></DLPSTEXTCLASS>"""

FORMATS = {
    "gpo-text": (GPO_TEXT, 19, "2003-04-01"),
    "gpo-xml": (GPO_XML, 19, "2012-04-01"),
    "ecfr-xml": (ECFR, 19, None),
}


@pytest.mark.parametrize("name", FORMATS)
def test_one_tree_in_every_format(name: str, tmp_path: Path) -> None:
    written, title, as_of = FORMATS[name]
    file = tmp_path / "edition"
    file.write_text(written, "utf-8")
    edition = cfrdiff.read(file)
    assert (edition.source.format, edition.title, edition.as_of) == (name, title, as_of)
    (expected,), (section,) = edition_of(TEXT).sections, edition.sections
    assert (section.number, section.heading) == (expected.number, expected.heading)
    assert (section.source_note or "").replace("-", "–") == expected.source_note
    assert [(p.designation, p.heading, p.text) for p in section.walk()] == [
        (p.designation, p.heading, p.text) for p in expected.walk()
    ]


def test_tables_and_figures_keep_their_place(tmp_path: Path) -> None:
    file, other = tmp_path / "a.xml", tmp_path / "b.xml"
    file.write_text(GPO_XML, "utf-8")
    other.write_text(GPO_XML.replace("<ENT>$1</ENT>", "<ENT>$2</ENT>"), "utf-8")
    edition = cfrdiff.read(file)
    found = [(b.kind, b.text, b.after) for b in edition.blocks if b.kind in ("table", "figure")]
    assert found == [
        ("table", "Port | Fee", "163.12"),
        ("table", "Miami | $1", "163.12"),
        ("figure", "EC12.001", "163.12"),
    ]
    changes = cfrdiff.diff(edition, cfrdiff.read(other))
    (change,) = changes.blocks
    assert (change.kind, change.before, change.after) == ("revised", "Miami | $1", "Miami | $2")
    assert ([edit.category for edit in change.edits], change.significance) == (
        ["amount"],
        "substantive",
    )
    assert changes.summary.unchanged == 6


def test_evidence_of_xml_points_into_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(GPO_XML, "utf-8")
    (section,) = cfrdiff.read(file).sections
    for paragraph in section.walk():
        for one in paragraph.evidence:
            assert GPO_XML[one.start : one.end].startswith(f"({paragraph.path[-1]})")


# A number that no pattern knows is still what the source says it is.
@pytest.mark.parametrize("number", ["§ 163.12", "§§ 163.12–163.20", "§ 163.XII"])
@pytest.mark.parametrize("written", [GPO_XML, ECFR], ids=["annual", "ecfr"])
def test_xml_names_the_number_of_a_section(written: str, number: str) -> None:
    loaded = sources.load("x", None, written.replace("§ 163.12", number).encode())
    assert [line.section for line in loaded.lines if line.section] == [number]
    assert [line.section for line in loaded.lines if line.kind == "section-heading"] == [number]


HOSTILE = {
    "entity bomb": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><CFRDOC>&c;</CFRDOC>',
    "external entity": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><CFRDOC>&b;</CFRDOC>',
    "cut off": GPO_XML[:700],
    "not well formed": GPO_XML.replace("</SECTION>", ""),
    "deep": '<?xml version="1.0"?><CFRDOC>' + "<P>" * 20_000,
    "no section": '<?xml version="1.0"?><CFRDOC><P>It is kept.</P></CFRDOC>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(HOSTILE[name], "utf-8")
    with pytest.raises(cfrdiff.SourceError) as caught:
        cfrdiff.read(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_section_of_very_many_labels_is_solved_window_by_window() -> None:
    lines = [f"({n}) The port keeps it." for n in range(1, 1000)]
    body = "\n\n".join("\n\n".join([f"({c}) It is:", *lines]) for c in "abcdefgh")
    found = flat(edition_of(f"§ 1.2 Records.\n\n{body}"))
    assert len(found) == 8_000
    assert [p.designation for p in found if len(p.path) == 1] == [f"({c})" for c in "abcdefgh"]
    assert {len(p.path) for p in found} == {1, 2}


def test_explain_tells_what_labels_were_taken_for(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    found = {(one.label, one.designation) for one in explain(file)}
    assert ("(1)", "(b)(1)") in found
    assert all(one.rival is None or one.margin < 100 for one in explain(file))


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed"
)
@pytest.mark.skipif(not tesseract.available(), reason="Tesseract (tesseract-ocr) is not installed")
@pytest.mark.slow
def test_a_scanned_edition_differs_in_type_only(tmp_path: Path) -> None:
    """The corpus's pages as 300-dpi pictures, through real OCR, against the clean text."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    edition = cfrdiff.read("19-cfr-163-2012")
    pages = tmp_path / "pages.pdf"
    pages.write_bytes(typeset(items_of(edition)).pdf)
    subprocess.run(
        ["pdftoppm", "-r", "300", "-gray", "-png", "-l", "1", pages, tmp_path / "p"], check=True
    )
    (picture,) = tmp_path.glob("p-*.png")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(612, 792))
    canvas.drawImage(str(picture), 0, 0, 612, 792)
    canvas.save()
    changes = cfrdiff.diff(edition, tmp_path / "scan.pdf")
    assert not changes.after.source.exact
    weights = {c.significance for c in changes.changes if c.kind != "not-covered"}
    assert weights <= {"none", "typographical"}
    assert sum(c.kind == "unchanged" for c in changes.changes) >= 9


def test_a_scan_without_tesseract_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    picture = tmp_path / "p.png"
    Image.new("L", (60, 80), 255).save(picture)
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.drawImage(str(picture), 0, 0, 60, 80)
    canvas.save()
    monkeypatch.setattr(tesseract, "available", lambda: False)
    with pytest.raises(cfrdiff.SourceError, match="install Tesseract"):
        cfrdiff.read(tmp_path / "scan.pdf")


def test_every_corpus_file_is_told_by_its_content() -> None:
    for held in corpus.entries([corpus.bundled_folder()]):
        assert sources.sniff(held.path.read_bytes()) == held.entry.format


def test_a_page_can_be_drawn(tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cfrdiff",
            "read",
            "19-cfr-163-2012-typeset",
            "--page",
            "2",
            "--image",
            out,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"\x89PNG")
