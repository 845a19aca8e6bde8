"""What is no change of a paragraph is told in every format that people read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from lxml import html as lxml_html
from test_moves import BASE
from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.formats import FORMATS
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

SENTENCE = " The statement shall name the carrier and the date on which the goods arrived."
NEWER = (
    BASE.replace(SENTENCE, "")
    .replace("report of the audit is closed.", f"report is closed.{SENTENCE}")
    .replace("(c) The carrier", "(c) A surety may be asked for a bond.\n\n(d) The carrier")
)
RENUMBERED = BASE.replace("§ 12.4 Books", "§ 12.8 Books")


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\\\u2060]", "", text).split())


def _markdown(data: bytes) -> str:
    return _words(re.sub(r"[|*]|&\w+;", " ", data.decode()))


def _word(data: bytes) -> str:
    cells = (
        cell.text
        for table in docx.Document(io.BytesIO(data)).tables
        for row in table.rows
        for cell in row.cells
    )
    return _words(" ".join(cells))


def _html(data: bytes) -> str:
    return _words(" ".join(lxml_html.fromstring(data.decode()).itertext()))


READ: dict[str, Callable[[bytes], str]] = {
    ".html": _html,
    ".docx": _word,
    ".md": _markdown,
    ".txt": lambda data: _words(data.decode()),
}


@pytest.mark.parametrize("suffix", READ)
def test_moves_and_stale_references_are_told(suffix: str) -> None:
    before, after = edition_of(BASE), edition_of(NEWER)
    changes = diff_editions(before, after)
    (stale,) = changes.stale_references
    (transfer,) = changes.transfers
    shown = READ[suffix](FORMATS[suffix](Report(changes, before, after)))
    assert stale.text in shown
    assert re.search(r"§ ?12\.3\(c\)\(2\).{0,20}§ ?12\.3\(d\)\(2\)", shown)
    assert _words(visible(transfer.text)) in shown
    assert re.search(r"§ ?12\.3\(b\)\W{1,5}(?:→ )?§ ?12\.4\(b\)|12\.3\(b\) § 12\.4\(b\)", shown)


@pytest.mark.parametrize("suffix", READ)
def test_renumbered_sections_are_told(suffix: str) -> None:
    before, after = edition_of(BASE), edition_of(RENUMBERED)
    shown = READ[suffix](FORMATS[suffix](Report(diff_editions(before, after), before, after)))
    assert re.search(r"§ ?12\.4 (?:→ )?§ ?12\.8", shown)


@pytest.mark.parametrize("suffix", READ)
def test_findings_are_told(suffix: str) -> None:
    before = edition_of(BASE)
    after = edition_of(BASE.replace("(c) The carrier", "(e) The carrier"))
    changes = diff_editions(before, after)
    assert changes.after.findings
    shown = READ[suffix](FORMATS[suffix](Report(changes, before, after)))
    for finding in changes.after.findings:
        assert _words(finding.message) in shown


def test_what_came_from_another_section_is_named_with_it() -> None:
    start, end = BASE.index("(b) The broker"), BASE.index("(c) The carrier")
    text = BASE[:start] + BASE[end:]
    moved = text.replace("[63 FR", BASE[start:end].replace("(b)", "(c)") + "[63 FR")
    before, after = edition_of(BASE), edition_of(moved)
    shown = _words(FORMATS[".txt"](Report(diff_editions(before, after), before, after)).decode())
    assert "§ 12.3(b) → (c) redesignated" in shown


def test_equal_editions_are_said_to_be_the_same() -> None:
    before, after = edition_of(BASE), edition_of(BASE)
    changes = diff_editions(before, after)
    for suffix in (".md", ".txt"):
        assert "Nothing changed." in FORMATS[suffix](Report(changes, before, after)).decode()


def test_paragraphs_that_moved_along_are_counted() -> None:
    before, after = edition_of(BASE), edition_of(RENUMBERED)
    changes = diff_editions(before, after)
    for suffix in (".md", ".docx", ".txt"):
        shown = READ[suffix](FORMATS[suffix](Report(changes, before, after)))
        assert "renumbered, and 2 paragraphs with it, else unchanged" in shown
