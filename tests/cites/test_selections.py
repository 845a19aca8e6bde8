"""What a reader may pick of an edition, and how it may be written."""

from __future__ import annotations

import pytest

from cfrdiff.cites import CiteError, Selection, parse_selection

SECTIONS = ("163.1", "163.11", "163.12", "163.12a", "163.13", "164.1", "60-1.4", "240.17Ad-7")
PATHS = ((), ("a",), ("b",), ("b", "2"), ("b", "2", "i"), ("b", "3"), ("c",))


def whole(selection: Selection) -> list[str]:
    return [section for section in SECTIONS if selection.takes_whole(section)]


@pytest.mark.parametrize(
    ("written", "sections"),
    [
        ("163.12", ["163.12"]),
        ("§ 163.12", ["163.12"]),
        ("§163.12.", ["163.12"]),
        ("Sec. 163.12", ["163.12"]),
        ("section 163.12", ["163.12"]),
        ("19 CFR 163.12", ["163.12"]),
        ("19 C.F.R. § 163.12", ["163.12"]),
        ("163.11-163.13", ["163.11", "163.12", "163.12a", "163.13"]),
        ("163.11–163.13", ["163.11", "163.12", "163.12a", "163.13"]),
        ("§§ 163.11 through 163.13", ["163.11", "163.12", "163.12a", "163.13"]),
        ("163.11 to 163.12", ["163.11", "163.12"]),
        ("19 CFR 163.13-164.1", ["163.13", "164.1"]),
        ("163.11, 163.13 and 164.1", ["163.11", "163.13", "164.1"]),
        ("163", ["163.1", "163.11", "163.12", "163.12a", "163.13"]),
        ("part 164", ["164.1"]),
        ("19 CFR part 164", ["164.1"]),
        ("Parts 163 to 164", ["163.1", "163.11", "163.12", "163.12a", "163.13", "164.1"]),
        ("Part 164 to End", ["164.1", "240.17Ad-7"]),
        ("60-1", ["60-1.4"]),
        ("60-1.4", ["60-1.4"]),
        ("60–1.4", ["60-1.4"]),
        ("240.17Ad-7", ["240.17Ad-7"]),
    ],
)
def test_sections_and_parts(written: str, sections: list[str]) -> None:
    assert whole(parse_selection(written)) == sections


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("§ 163.12(b)(2)", [("b", "2"), ("b", "2", "i")]),
        ("163.12(b)", [("b",), ("b", "2"), ("b", "2", "i"), ("b", "3")]),
        ("paragraph (b)(2) of § 163.12", [("b", "2"), ("b", "2", "i")]),
        ("163.12(b)(2)(i) and (c)", [("b", "2", "i"), ("c",)]),
        ("163.12(b)(2)-(3)", [("b", "2"), ("b", "2", "i"), ("b", "3")]),
        ("163.12(a) through (c)", list(PATHS[1:])),
        ("163.12", list(PATHS)),
        ("163.13", []),
    ],
)
def test_paragraphs_are_picked_with_what_stands_under_them(
    written: str, paths: list[tuple[str, ...]]
) -> None:
    selection = parse_selection(written)
    assert [path for path in PATHS if selection.takes("163.12", path)] == paths
    assert selection.takes_whole("163.12") == (len(paths) == len(PATHS))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "records",
        "(b)(2)",
        "19 CFR",
        "163.12 heading",
        "163.12(b)(2) introductory text",
        "163.13-163.11",
        "Parts 164 to 163",
        "163.11(b)-163.13",
        "163.12(c)-(a)",
        "26 U.S.C. 41",
    ],
)
def test_what_picks_nothing_is_refused(written: str) -> None:
    with pytest.raises(CiteError):
        parse_selection(written)


def test_several_are_one_selection() -> None:
    selection = parse_selection("163.11", "12 CFR 164.1", "163.13(a)")
    assert whole(selection) == ["163.11", "164.1"]
    assert selection.touches("163.13")
    assert [pick.title for pick in selection.picks] == [None, 12, None]
