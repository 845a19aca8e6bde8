"""Divisions of an edition: what each holds, how readers name them, and what `read` shows."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from test_older_levels import _edition

import cfrdiff
from cfrdiff.cites import CiteError, DivisionCite, parse_division
from cfrdiff.cli import main
from cfrdiff.divisions import Division
from cfrdiff.errors import NotFoundError

XML = """<CFRDOC><TITLE><CFRTITLE><TITLEHD><HD SOURCE='HED'>Title 12—Banks</HD></TITLEHD></CFRTITLE>
<CHAPTER><TOC><TOCHD><HD SOURCE='HED'>CHAPTER X—BUREAU</HD></TOCHD>
<CHAPTI><PT>5</PT><SUBJECT>Loans</SUBJECT></CHAPTI></TOC>
<PART><HD SOURCE='HED'>PART 5—LOANS</HD>
<CONTENTS><SECHD>Sec.</SECHD><SUBPART><HD SOURCE='HED'>Subpart A—General</HD><SECTNO>5.1</SECTNO>
<SUBJECT>Scope.</SUBJECT></SUBPART></CONTENTS>
<AUTH><HD SOURCE='HED'>Authority:</HD><P>12 U.S.C. 1.</P></AUTH>
<SOURCE><HD SOURCE='HED'>Source:</HD><P>76 FR 1, Jan. 3, 2011.</P></SOURCE>
<SUBPART><HD SOURCE='HED'>Subpart A—General</HD>
<SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>Scope.</SUBJECT><P>(a) All.</P></SECTION>
<SUBJGRP><HD SOURCE='HED'>Fees and Charges</HD>
<SECTION><SECTNO>§ 5.2</SECTNO><SUBJECT>Fees.</SUBJECT><HD SOURCE='HD1'>Inside</HD><P>$1.</P></SECTION>
</SUBJGRP></SUBPART>
<SUBPART><HD SOURCE='HED'>Subpart B—Notices</HD>
<NOTE><HD SOURCE='HED'>Note:</HD><P>See part 6.</P></NOTE>
<SECTION><SECTNO>§§ 5.10 and 5.11</SECTNO><RESERVED>[Reserved]</RESERVED></SECTION></SUBPART>
<APPENDIX><HD SOURCE='HED'>Appendix A to Part 5—Forms</HD><P>Form 1.</P></APPENDIX></PART>
<PART><RESERVED>PARTS 6-9 [RESERVED]</RESERVED></PART>
<PART><HD SOURCE='HED'>PART 10—RULES</HD><SUBPART><HD SOURCE='HED'>Subpart B—Papers</HD>
<SECTION><SECTNO>§ 10.1</SECTNO><SUBJECT>Papers.</SUBJECT><P>(a) Keep.</P></SECTION></SUBPART></PART>
</CHAPTER></TITLE></CFRDOC>"""

TEXT = """PART 5—LOANS

Authority: 12 U.S.C. 1.

Source: 76 FR 1, Jan. 3, 2011.

Subpart A—General

§ 5.1 Scope.

(a) All.

Subpart B—Notices

§ 5.10 Notices.

(a) A notice is sent.
"""


def _outline(division: Division) -> list[object]:
    below: list[object] = [*division.sections, *map(_outline, division.divisions)]
    return [f"{division.kind} {division.number}", *below]


def test_an_edition_has_the_divisions_that_print_has() -> None:
    (title,) = _edition(XML, "gpo-xml").divisions
    assert _outline(title) == [
        "title 12",
        [
            "chapter X",
            [
                "part 5",
                ["subpart A", "5.1", ["subject-group Fees and Charges", "5.2"]],
                ["subpart B", "5.10", "5.11"],
            ],
            ["part 6-9"],
            ["part 10", ["subpart B", "10.1"]],
        ],
    ]
    part = title.divisions[0].divisions[0]
    assert part.heading == "PART 5—LOANS"
    assert part.authority == "Authority: 12 U.S.C. 1."
    assert part.source == "Source: 76 FR 1, Jan. 3, 2011."
    assert part.divisions[1].notes == ("Note: See part 6.",)
    assert part.divisions[1].appendices == ("Appendix A to Part 5—Forms",)


def test_plain_text_has_them_too() -> None:
    (part,) = _edition(TEXT, "text").divisions
    assert _outline(part) == ["part 5", ["subpart A", "5.1"], ["subpart B", "5.10"]]
    assert part.authority == "Authority: 12 U.S.C. 1."


def test_they_stand_in_json_and_are_read_back() -> None:
    edition = _edition(XML, "gpo-xml")
    data = edition.to_json()
    (title,) = json.loads(data)["divisions"]
    assert title["divisions"][0]["divisions"][0]["sections"] == []
    assert title["divisions"][0]["divisions"][0]["divisions"][0]["sections"] == ["5.1"]
    assert cfrdiff.Edition.from_json(data) == edition


NAMES = {
    "subpart B of part 1003": ("subpart", "B", (("part", "1003"),)),
    "part 1003 subpart B": ("subpart", "B", (("part", "1003"),)),
    "part 1003, Subpart B": ("subpart", "B", (("part", "1003"),)),
    "subpt. B of pt. 1003": ("subpart", "B", (("part", "1003"),)),
    "chapter X": ("chapter", "X", ()),
    "subchapter C of chapter I": ("subchapter", "C", (("chapter", "I"),)),
    "title 12": ("title", "12", ()),
    "subject group Fees and Charges of part 5": (
        "subject-group",
        "Fees and Charges",
        (("part", "5"),),
    ),
}


@pytest.mark.parametrize(("printed", "expected"), NAMES.items())
def test_a_division_is_named_in_either_order(printed: str, expected: tuple[object, ...]) -> None:
    found = parse_division(printed)
    assert found is not None
    assert (found.kind, found.name, found.above) == expected


@pytest.mark.parametrize("printed", ["part 163", "163.12", "subpart", "B", "subpart B twice"])
def test_anything_else_names_none(printed: str) -> None:
    assert parse_division(printed) is None


def test_two_of_a_kind_are_refused() -> None:
    with pytest.raises(CiteError, match="two divisions of one kind"):
        parse_division("part 5 of part 6 subpart B")


@pytest.mark.parametrize("kind", ["subpart", "chapter", "part"])
def test_a_cite_is_printed_as_it_is_read(kind: str) -> None:
    cite = parse_division(f"subpart B of {kind} 5" if kind != "subpart" else "subpart B")
    assert isinstance(cite, DivisionCite)
    assert parse_division(str(cite)) == cite


PICKS = {
    "subpart A of part 5": ["5.1", "5.2"],
    "12 CFR part 5 subpart B": ["5.10", "5.11"],
    "subpart B": ["5.10", "5.11", "10.1"],
    "chapter X": ["5.1", "5.2", "5.10", "5.11", "10.1"],
    "subject group Fees and Charges": ["5.2"],
    "part 10 subpart b": ["10.1"],
}


@pytest.fixture
def volume(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("volume") / "volume.xml"
    path.write_text(XML, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("picked", "numbers"), PICKS.items())
def test_sections_are_picked_by_their_division(
    volume: str, picked: str, numbers: list[str]
) -> None:
    edition = cfrdiff.read(volume, section=picked)
    assert [section.number for section in edition.sections] == numbers


def test_what_is_there_is_named_where_a_division_is_not(volume: str) -> None:
    with pytest.raises(NotFoundError, match=r"no subpart C of part 5 .* subpart A, subpart B"):
        cfrdiff.read(volume, section="subpart C of part 5")


def test_read_prints_the_divisions(volume: str) -> None:
    shown = CliRunner().invoke(main, ["read", volume]).output
    places = [shown.index(one) for one in ("Title 12", "PART 5", "Subpart A", "§ 5.1", "Subpart B")]
    assert places == sorted(places)
    assert "Authority: 12 U.S.C. 1." in shown
    only = CliRunner().invoke(main, ["read", volume, "--section", "part 10 subpart B"]).output
    assert "Subpart B—Papers" in only
    assert "Subpart A" not in only
