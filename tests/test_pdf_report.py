"""The report as a PDF to print: what stands in it, on which page, and nothing from elsewhere."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from test_docx import hostile
from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.formats.pdf import document, pdf_report
from cfrdiff.views.report import Report

FILLER = "".join(f"\n\n§ 1.{n} Filler {n}.\n\nNothing is asked of anyone here." for n in (3, 4))
LONG = " ".join(["The importer keeps the records of every entry for the port director."] * 30)
OLD = f"§ 1.2 Records.\n\n(a) Keep records for 5 years.\n\n(b) {LONG}{FILLER}\n\n§ 1.5 Fees.\n\n(a) The fee is $5.\n"
NEW = OLD.replace("5 years", "7 years").replace("$5", "$9")


def report(old: str, new: str) -> Report:
    before, after = edition_of(old), edition_of(new)
    return Report(diff_editions(before, after), before, after)


def pages(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as file:
        return [page.extract_text() for page in file.pages]


def test_changes_stand_in_front_with_their_pages() -> None:
    shown = report(OLD, NEW)
    data = pdf_report(shown)
    found = pages(data)
    assert "what changed" in found[0]
    for number, cite in (("1", "§ 1.2(a)"), ("2", "§ 1.5(a)")):
        listed = re.search(
            rf"{number} {re.escape(cite)} .* (\d+)$", found[0].replace("\xa0", " "), re.M
        )
        assert listed, found[0]
        here = found[int(listed[1]) - 1].replace("\xa0", " ")
        assert {"1": "Keep records for 5 years", "2": "The fee is $5"}[number] in here
        assert f"of {len(found)}" in here
    assert data == pdf_report(shown)


def test_what_did_not_change_is_named() -> None:
    text = " ".join(" ".join(pages(pdf_report(report(OLD, NEW)))).replace("\xa0", " ").split())
    assert "§ 1.3, § 1.4: unchanged; not printed." in text
    assert "Nothing is asked" not in text
    assert text.count(LONG.split(".")[0]) > 10
    assert "Nothing changed." in " ".join(pages(pdf_report(report(OLD, OLD))))


def test_a_text_cannot_bring_in_what_is_elsewhere() -> None:
    old, new = hostile((0, 1, 2)), hostile((2, 0, 1))
    shown = Report(diff_editions(old, new), old, new)
    assert b"%PDF" in pdf_report(shown)[:8]
    page = document.paper(shown)
    assert "<script" not in page
    with pytest.raises(ValueError, match="nothing to fetch"):
        document._fetch_nothing("file:///etc/passwd")


@pytest.mark.parametrize(
    ("old", "new", "printed"),
    [
        ("§ 1.2 A.\n\n(a) One is.\n\n(b) Two are.\n", "§ 1.2 A.\n\n(a) Two are.\n", "One is."),
        (
            "§ 1.2 A.\n\n(a) One is.\n",
            "§ 1.2 A.\n\n(a) One is.\n\n(b) Two are.\n\n§ 1.3 B.\n\nX is.\n",
            "Two are.",
        ),
    ],
)
def test_what_went_and_what_came_is_printed(old: str, new: str, printed: str) -> None:
    assert printed in " ".join(pages(pdf_report(report(old, new))))
