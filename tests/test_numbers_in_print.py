"""Section numbers and labels of every shape, as the reader finds them in text and in XML."""

from __future__ import annotations

import pytest
from test_structure import edition_of, flat

# Shapes of every title that uses one of its own.
NUMBERS = """
1.402(g)(3)-1 1.704-1T 1.6049-5T 20.2056(b)-5T 301.7701(b)-9 1.338(h)(10)-1T 1.280F-3T 5c.168(f)(8)-1
53.4941(d)-2 54.9815-2719AT 1.1400Z2(d)-1 1.59A-10 240.17Ad-22 240.15c6-1a 240.13d-102 240.15Fi-2
230.405A 270.17f-5 275.204A-1 275.206(4)-7 275.203(m)-1 210.3-01 270.6e-3(T) 165.T01-0123 100.T05-0042
110.72aa 252.204-7012 1852.215-84 9904.412-50 970.5204-2 53.303-DD-1155 60-300.44 101-26.100 301-11.300
128-18.5001 404.1560c 402.38a 1203a.101 960.4-2-8-2 60.40Da 63.1119a 86.1816-18 56.30-35 121.805T 4b.10
""".split()
BODY = ("(a) This section applies to banks.", "(b) A bank shall keep records for five years.")


def in_text(headings: list[str]) -> str:
    return "\n\n".join("\n\n".join((heading, *BODY)) for heading in headings)


def in_xml(headings: list[str]) -> str:
    paragraphs = "".join(f"<P>{one}</P>" for one in BODY)
    sections = "".join(
        f"<SECTION><SECTNO>{' '.join(heading.split()[:2])}</SECTNO>"
        f"<SUBJECT>{' '.join(heading.split()[2:])}</SUBJECT>{paragraphs}</SECTION>"
        for heading in headings
    )
    return f"<?xml version='1.0'?><CFRGRANULE><PART>{sections}</PART></CFRGRANULE>"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("kept", [slice(0, 3), slice(1, 3), slice(0, 2)])
def test_each_is_a_section_of_its_own(number: str, kept: slice) -> None:
    part = number.partition(".")[0]
    numbers = [f"{part}.1", number, f"{part}.99999"][kept]
    headings = [f"§ {one} Records of banks." for one in numbers]
    for edition in (
        edition_of(in_text(headings)),
        edition_of(in_text(headings), "ocr-text"),
        edition_of(in_xml(headings), "gpo-xml"),
    ):
        assert [(s.number, len(s.paragraphs)) for s in edition.sections] == [
            (one, 2) for one in numbers
        ]


# What a source names a section is its number, whatever it is.
ODD = [
    ("§ 12.5½-X", "12.5½-X"),
    ("§§ ;12.7", "12.7"),
    ("§ Q–12", "Q-12"),
    ("§ 1.401-11-1.401.13", "1.401-11-1.401.13"),
]


@pytest.mark.parametrize(("printed", "number"), ODD)
@pytest.mark.parametrize("format", ["gpo-xml", "ecfr-xml"])
def test_what_the_source_names_a_section_is_never_cut(
    printed: str, number: str, format: str
) -> None:
    body = "".join(f"<P>{one}</P>" for one in BODY)
    if format == "gpo-xml":
        sections = "".join(
            f"<SECTION><SECTNO>{named}</SECTNO><SUBJECT>Records.</SUBJECT>{body}</SECTION>"
            for named in ("§ 12.1", printed)
        )
        written = f"<?xml version='1.0'?><CFRGRANULE><PART>{sections}</PART></CFRGRANULE>"
    else:
        sections = "".join(
            f"<DIV8 N='{named}' TYPE='SECTION'><HEAD>{named}   Records.</HEAD>{body}</DIV8>"
            for named in ("§ 12.1", printed)
        )
        written = f"<?xml version='1.0'?><ECFR><DIV5 N='12' TYPE='PART'>{sections}</DIV5></ECFR>"
    edition = edition_of(written, format)
    assert [(s.number, s.heading, len(s.paragraphs)) for s in edition.sections] == [
        ("12.1", "Records.", 2),
        (number, "Records.", 2),
    ]
    assert [(f.code, f.section) for f in edition.findings] == [("section-number-odd", number)]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("§§ 1.3 and 1.4 [Reserved]", ["1.3", "1.4"]),
        ("§§ 1.3, 1.4, and 1.6 [Reserved]", ["1.3", "1.4", "1.6"]),
        ("§§ 1.3–1.6 [Reserved]", ["1.3–1.6"]),
    ],
)
def test_sections_that_are_reserved_together(heading: str, numbers: list[str]) -> None:
    edition = edition_of(
        f"§ 1.2 Records.\n\n(a) Kept.\n\n{heading}\n\n§ 1.7 More.\n\n(a) Under §§ 1.2 and 1.7 it is."
    )
    assert [s.number for s in edition.sections] == ["1.2", *numbers, "1.7"]
    assert {s.heading for s in edition.sections[1:-1]} == {"[Reserved]"}


def test_a_list_of_citations_at_a_line_is_no_heading() -> None:
    edition = edition_of("§ 1.2 Records.\n\n(a) Kept as\n§§ 1.3 and 1.4 Forms say.\n\n(b) Lost.")
    assert [s.number for s in edition.sections] == ["1.2"]


INSERTED = [
    ("(a) A.\n\n(a-1) B.\n\n(b) C.", ["(a)", "(a-1)", "(b)"]),
    (
        "(a) A.\n\n(b) B:\n\n(1) C;\n\n(1a) D; and\n\n(2) E.",
        "(a) (b) (b)(1) (b)(1a) (b)(2)".split(),
    ),
    (
        "(a) A.\n\n(b) B.\n\n(b-1) C:\n\n(1) D; and\n\n(2) E.\n\n(c) F.",
        "(a) (b) (b-1) (b-1)(1) (b-1)(2) (c)".split(),
    ),
]


@pytest.mark.parametrize(("body", "designations"), INSERTED)
@pytest.mark.parametrize("format", ["text", "ocr-text"])
def test_inserted_designations(body: str, designations: list[str], format: str) -> None:
    edition = edition_of(f"§ 913.40 Equipment.\n\n{body}", format)
    assert [p.designation for p in flat(edition)] == designations
    assert not edition.findings


def test_after_z_an_inserted_one() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    body = "\n\n".join(f"({label}) It is kept." for label in (*letters, "za", "zb"))
    found = [p.designation for p in flat(edition_of(f"§ 1.2 Records.\n\n{body}"))]
    assert found[-3:] == ["(z)", "(za)", "(zb)"]


def test_long_roman_numerals() -> None:
    numerals = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
    numerals += [f"xx{one}" for one in numerals[:9]]
    body = "\n\n".join(f"({label}) It is kept;" for label in numerals)
    found = flat(edition_of(f"§ 1.2 Records.\n\n(a) A.\n\n(1) B:\n\n{body}"))
    assert [p.path for p in found[2:]] == [("a", "1", numeral) for numeral in numerals]
