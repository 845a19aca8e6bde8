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


def test_numbers_that_word_makes_are_not_guessed(tmp_path: Path) -> None:
    made = document()
    made.add_paragraph("Keep them.", style="List Number")
    with pytest.raises(SourceError, match="Word numbers 1 paragraphs by itself"):
        read(saved(made, tmp_path))


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
