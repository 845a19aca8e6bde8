"""Hostile text in every field of an edition, through every format: it stays text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from typing import Any

import msgspec
import openpyxl
import pypdfium2
import pytest
from lxml import etree
from lxml import html as lxml_html
from test_cli import TEXT
from test_docx import HOSTILE

import cfrdiff
from cfrdiff.changes import ChangeSet
from cfrdiff.formats import FORMATS
from cfrdiff.model import Edition
from cfrdiff.views.report import Report

# What holds words of the file, whoever wrote them.
WORDS = frozenset(("text", "heading", "source_note", "message", "path", "before", "after"))
STEERS = frozenset("\x00\x07\x1b\u202e\u202c\u200f\ufeff\ufffe")
FORMULA = tuple("=+-@\t\r")


def spoilt(value: Any, hostile: str, name: str = "") -> Any:
    """Plain data with hostile text in front of and behind all words in it."""
    if isinstance(value, dict):
        return {key: spoilt(one, hostile, key) for key, one in value.items()}
    if isinstance(value, list):
        return [spoilt(one, hostile, "") for one in value]
    return f"{hostile} {value} {hostile}" if isinstance(value, str) and name in WORDS else value


@cache
def pair() -> tuple[ChangeSet, Edition, Edition]:
    read = cfrdiff.read(TEXT, section="163.12")
    plain = json.loads(read.to_json())
    old, new = (
        msgspec.convert(spoilt(plain, hostile), type=Edition)
        for hostile in (HOSTILE[0], HOSTILE[1])
    )
    return cfrdiff.diff(old, new, force=True), old, new


def made(suffix: str) -> bytes:
    return FORMATS[suffix](Report(*pair()))


def test_a_page_runs_nothing_and_asks_for_nothing() -> None:
    page = made(".html").decode()
    tree = lxml_html.fromstring(page)
    assert page.count("<script>") == page.count("</script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    addresses = [str(one) for one in tree.xpath("//@href | //@src")]
    assert all(one.startswith(("#", "data:")) for one in addresses)
    assert not STEERS & set(page)


@pytest.mark.parametrize("suffix", [one for one in FORMATS if one.endswith(".csv")])
def test_no_cell_of_a_table_is_a_formula(suffix: str) -> None:
    rows = list(csv.reader(io.StringIO(made(suffix).decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert suffix != ".csv" or any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA) and len(cell) > 1]
    assert not STEERS & set("".join(cells))


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_package_asks_for_nothing_outside(suffix: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(suffix))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                assert not root.xpath("//@TargetMode[. = 'External']")
                assert not list(root.iter("{*}instrText", "{*}fldSimple", "{*}f"))


@pytest.mark.parametrize("suffix", [".akn", ".akn.xml"])
def test_a_document_of_xml_has_it_as_text(suffix: str) -> None:
    root = etree.fromstring(made(suffix))
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert not list(root.iter("{*}script"))


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_text_steers_no_terminal(suffix: str) -> None:
    text = made(suffix).decode()
    assert "alert(1)" in text.replace("\\", "").replace("\n", "")
    assert not STEERS & set(text)


@pytest.mark.parametrize("suffix", [one for one in FORMATS if one.endswith(".jsonl")])
def test_lines_of_json_are_lines_of_json(suffix: str) -> None:
    lines = made(suffix).splitlines()
    assert lines or suffix in (".blocks.jsonl", ".sections.jsonl")
    assert all(json.loads(line) for line in lines)


@pytest.mark.parametrize("suffix", [".json", ".feed.json"])
def test_json_is_json(suffix: str) -> None:
    made_json = made(suffix)
    assert json.loads(made_json)
    assert b"\x1b" not in made_json
    assert suffix == ".json" or not STEERS & set(made_json.decode())


def test_pages_to_print_run_nothing_and_ask_for_nothing() -> None:
    data = made(".pdf")
    for action in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/EmbeddedFile"):
        assert action not in data
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "alert(1)" in text
    assert not STEERS & set(text)


def test_every_format_has_a_test() -> None:
    tested = ".pdf .json .feed.json .html .xlsx .docx .akn .akn.xml .md .txt".split()
    rest = {one for one in FORMATS if not one.endswith((".csv", ".jsonl"))} - set(tested)
    assert all(one.endswith(".parquet") for one in rest)  # plain columns of text
