"""Word files of a regulation."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cfrdiff import read
from cfrdiff.cites import Designation
from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import raised
from cfrdiff.model import Edition


def document() -> Any:
    made = docx.Document()
    made.add_heading("§ 163.5 Methods for storage.", 2)
    first = made.add_paragraph("(a) ")
    first.add_run("Originals.").italic = True
    first.add_run(" Keep 10")
    first.add_run("5").font.superscript = True
    first.add_run(" “records”.")
    hidden = first.add_run(" Not law.")
    hidden.font.hidden = True
    return made


def saved(made: Any, tmp_path: Path) -> Path:
    file = tmp_path / "rule.docx"
    made.save(file)
    return file


def paragraphs(edition: Edition) -> list[tuple[str, str | None, str]]:
    return [(one.designation, one.heading, one.text) for s in edition.sections for one in s.walk()]


def test_paragraphs_tables_and_changes(tmp_path: Path) -> None:
    made = document()
    changed = made.add_paragraph("(b) Keep them for ")
    namespaces = nsdecls("w")
    changed._p.append(parse_xml(f"<w:del {namespaces}><w:r><w:delText>3</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {namespaces}><w:r><w:t>5</w:t></w:r></w:ins>"))
    changed.add_run(" years.")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Port", "Days", "Miami", "30"), strict=True):
        cell.text = text
    edition = read(saved(made, tmp_path))
    assert (edition.source.format, edition.part) == ("docx", "163")
    assert [(one.number, one.heading) for one in edition.sections] == [
        ("163.5", "Methods for storage.")
    ]
    assert paragraphs(edition) == [
        ("(a)", "Originals.", "Keep 10⁵ “records”."),
        ("(b)", None, "Keep them for 5 years."),
    ]
    assert [(one.kind, one.text) for one in edition.blocks] == [
        ("table", "Port | Days"),
        ("table", "Miami | 30"),
    ]
    assert {one.code for one in edition.findings} >= {"tracked-changes", "hidden-text"}


def test_a_paragraph_leads_back_to_the_document(tmp_path: Path) -> None:
    file = saved(document(), tmp_path)
    with zipfile.ZipFile(file) as archive:
        xml = archive.read("word/document.xml").decode()
    (evidence,) = read(file).sections[0].paragraphs[0].evidence
    assert xml[evidence.start :].startswith("(a) ")
    assert evidence.line == 2


NUMBERING = """<w:numbering {namespaces}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9">
<w:lvl w:ilvl="0"><w:start w:val="163"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Part %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>
<w:lvlText w:val="§ %1.%2"/><w:suff w:val="space"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="10">
<w:lvl w:ilvl="0"><w:numFmt w:val="chicago"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="10"/></w:num>
</w:numbering>"""


def numbered(made: Any, tmp_path: Path) -> Path:
    """A document saved with the lists above."""
    made.part.numbering_part._element = parse_xml(NUMBERING.format(namespaces=nsdecls("w")))
    return saved(made, tmp_path)


def listed(made: Any, list_: int, level: int, text: str) -> Any:
    paragraph = made.add_paragraph(text)
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
    return paragraph


def test_numbers_and_bullets_that_word_makes_stand_before_their_paragraphs(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("§ 163.5 Storage.", 2)
    for list_, level, text in (
        (1, 0, "Keep these:"),
        (1, 1, "Books; and"),
        (1, 1, "Papers:"),
        (1, 2, "Entries."),
        (1, 2, "Invoices."),
        (1, 0, "Show them:"),
        (1, 1, "At once."),
        (3, 0, "Nothing else."),
    ):
        listed(made, list_, level, text)
    made.add_heading("§ 163.6 Penalties.", 2)
    listed(made, 2, 0, "Pay $1.")
    listed(made, 2, 0, "Pay it soon.")
    edition = read(numbered(made, tmp_path))
    assert [one.number for one in edition.sections] == ["163.5", "163.6"]
    assert [
        (str(Designation(one.path)), one.text) for s in edition.sections for one in s.walk()
    ] == [
        ("(a)", "Keep these:"),
        ("(a)(1)", "Books; and"),
        ("(a)(2)", "Papers:"),
        ("(a)(2)(i)", "Entries."),
        ("(a)(2)(ii)", "Invoices."),
        ("(b)", "Show them:"),
        ("(b)(1)", "At once."),
        ("(b)", "• Nothing else."),
        ("(a)", "Pay $1."),
        ("(b)", "Pay it soon."),
    ]
    assert [one.code for one in edition.findings].count("numbered-by-word") == 1


def test_a_style_numbers_headings(tmp_path: Path) -> None:
    made = docx.Document()
    style = made.styles["Heading 2"].element
    style.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="4"/></w:numPr>')
    )
    for subject in ("Storage.", "Penalties."):
        made.add_heading(subject, 2)
        made.add_paragraph("(a) It is kept.")
    edition = read(numbered(made, tmp_path))
    assert [(one.number, one.heading) for one in edition.sections] == [
        ("163.5", "Storage."),
        ("163.6", "Penalties."),
    ]


def test_a_way_to_number_that_is_not_known_is_refused(tmp_path: Path) -> None:
    made = document()
    listed(made, 5, 0, "Keep them.")
    with pytest.raises(SourceError, match=r"in a way that is not known \(chicago\)"):
        read(numbered(made, tmp_path))


def test_footnotes_stand_behind_the_paragraph_that_refers_to_them(tmp_path: Path) -> None:
    made = document()
    second = made.add_paragraph("(b) Keep them")
    made.add_paragraph("(c) Show them.")
    file = saved(made, tmp_path)
    namespaces = nsdecls("w")
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    notes = (
        f"<w:footnotes {namespaces}><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
        "<w:footnote w:id='3'><w:p><w:r><w:t>But see § 163.7.</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> For five years.</w:t>"
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    printed = second._p.r_lst[0].text
    body = body.replace(
        f"<w:t>{printed}</w:t></w:r>", f"<w:t>{printed}</w:t></w:r>{reference}{own}"
    )
    file.write_bytes(
        zipped(parts | {"word/document.xml": body.encode(), "word/footnotes.xml": notes.encode()})
    )
    edition = read(file)
    assert [one[2] for one in paragraphs(edition)] == [
        "Keep 10⁵ “records”.",
        "Keep them",
        "Show them.",
    ]
    found = [(one.kind, one.text, one.behind) for one in edition.blocks]
    assert found == [
        ("footnote", "¹ For five years.", 2),
        ("footnote", "* But see § 163.7.", 2),
    ]
    (evidence,) = edition.blocks[0].evidence
    at = evidence.start - len(body), evidence.end - len(body)
    assert notes[slice(*at)] == "For five years."


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (zipped({"word/other.xml": b"x"}), "a Word file without a document in it"),
        (zipped({"word/document.xml": b"<a><b></a>"}), "the XML is damaged"),
        (
            zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "the XML declares entities of its own",
        ),
        (zipped({"word/document.xml": b"<a/>"})[:-30], "a damaged Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "with a password or of the form before"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    file = tmp_path / "rule.docx"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=problem):
        read(file)


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rule.docx"
    file.write_bytes(zipped({"word/document.xml": b"<a>" + b" " * 2_000_000 + b"</a>"}))
    too_large = pytest.raises(LimitError, match="unpacks to more than")
    with raised(unpacked_bytes=1_000_000), too_large:
        read(file)
