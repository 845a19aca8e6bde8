"""Headings whose section sign or number OCR has misread: mended by sequence, or reported."""

from pathlib import Path

import pytest

import cfrdiff

_TEXT = """§ 73.1 Applicability.

The airspace in this part is designated as special use airspace.

{heading} Special use airspace.

(a) Special use airspace consists of airspace of defined dimensions.

(b) The vertical limits are measured by altitude floors.

§ 73.5 Bearings; radials; miles.

(a) All bearings in this part are true from point of origin.
"""


def _read(tmp_path: Path, heading: str) -> cfrdiff.Edition:
    path = tmp_path / "in.txt"
    path.write_text(_TEXT.format(heading=heading), encoding="utf-8")
    return cfrdiff.read(path, format="ocr-text")


@pytest.mark.parametrize(
    "heading",
    [
        "$73.3", "8 73.3", "§’73.3", "§'73.3", "’73.3", "S 73.3", "s73.3", "? 73.3", "& 73.3",
        "§§ 73.3", "§S 73.3", "5 73.3", "§ 73,3", "§ 73. 3", "§ 73 .3", "$ 73,3", "§ l73.3",
        "* 73.3", "£73.3", "§ 78.3", "§ 73.8", "§ 73:3", "{73.3",
    ],
)  # fmt: skip
def test_a_misread_heading_is_mended_by_the_sequence(tmp_path: Path, heading: str) -> None:
    edition = _read(tmp_path, heading)
    (section,) = [one for one in edition.sections if one.number == "73.3"]
    assert [one.path for one in section.walk()] == [("a",), ("b",)]
    assert [(r.kind, r.after) for r in section.repairs] == [("ocr", "§ 73.3")]


@pytest.mark.parametrize("heading", ["73.3", "83 73.3"])
def test_what_may_be_a_heading_is_reported(tmp_path: Path, heading: str) -> None:
    edition = _read(tmp_path, heading)
    assert [one.number for one in edition.sections] == ["73.1", "73.5"]
    (finding,) = [one for one in edition.findings if one.code == "section-perhaps-lost"]
    assert "§ 73.3" in finding.message


@pytest.mark.parametrize("heading", ["§ 73.3", "§73.3", "Sec. 73.3", "§ 73.4", "§ 74.1"])
def test_a_heading_printed_right_is_left_alone(tmp_path: Path, heading: str) -> None:
    edition = _read(tmp_path, heading)
    assert [one.number for one in edition.sections] == ["73.1", heading.split()[-1][-4:], "73.5"]
    assert not any(section.repairs for section in edition.sections)
    assert not any(one.code == "section-perhaps-lost" for one in edition.findings)


def test_a_sign_of_ocr_shows_what_a_text_is(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text(_TEXT.format(heading="$73.3"), encoding="utf-8")
    assert cfrdiff.read(path).source.format == "ocr-text"
