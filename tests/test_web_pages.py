"""Web pages: what of them is the regulation, and where it stands."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from cfrdiff import read
from cfrdiff.errors import SourceError
from cfrdiff.model import Edition

PAGES = Path(__file__).parent / "data" / "web"

PROGRAM = [
    ("(a)", "General.", "The Program is voluntary."),
    ("(b)", "Certification procedures—", ""),
    ("(1)", "Who may apply.", "Any person described in § 163.2(a)."),
    ("(2)", "Where to apply.", "Miami."),
]
NOTE = "[T.D. 98-56, 63 FR 32946, June 16, 1998]"


def paragraphs(edition: Edition, number: str) -> list[tuple[str, str | None, str]]:
    section = edition.section(number)
    assert section is not None
    return [
        (f"({one.path[-1]})" if one.designation else "", one.heading, one.text)
        for one in section.walk()
    ]


def test_a_part_of_the_ecfr() -> None:
    edition = read(PAGES / "ecfr-part.html")
    assert (edition.title, edition.part, edition.as_of) == (19, "163", "2024-10-25")
    assert [(s.number, s.heading, s.source_note) for s in edition.sections] == [
        ("163.1", "Definitions.", NOTE),
        ("163.2", "Persons.", None),
    ]
    assert paragraphs(edition, "163.1") == [
        ("", None, "When used in this part, the following terms have the meaning indicated:"),
        ("(a)", "Records—", ""),
        ("(1)", "In general.", "See § 163.6(b)."),
        ("(2)", None, "Within 10⁵ hours or 8½ days, of H₂O."),
        ("(i)", None, "One."),
        ("(A)", None, "Two."),
        ("(1)", None, "Three."),
        ("", None, "This concludes the definitions."),
    ]
    assert paragraphs(edition, "163.2") == [("", None, "Owners must keep records.")]
    assert [(block.kind, block.text) for block in edition.blocks] == [
        ("part-heading", "PART 163—RECORDKEEPING"),
        ("authority", "Authority:"),
        ("authority", "5 U.S.C. 301; 19 U.S.C. 66, 1484."),
        ("source", "Source:"),
        ("source", "T.D. 98-56, 63 FR 32946, June 16, 1998, unless otherwise noted."),
        ("subpart-heading", "Subpart A—General Provisions"),
        ("table", "Table 1"),
        ("table", "Item | Days"),
        ("table", "Ports | 30"),
        ("table", "Bonds | 45"),
        ("figure", "Form of the record"),
        ("footnote", "Footnotes - 163.1"),
        ("footnote", "¹ See the list."),
        ("note", "Link to an amendment published at 89 FR 12345, Feb. 15, 2024."),
        ("effective-date-note", "Effective Date Note:"),
        ("effective-date-note", "At 89 FR 12345, § 163.2 was amended, effective Jan. 1, 2025."),
        ("appendix", "Appendix to Part 163—Interim (a)(1)(A) List"),
        ("appendix", "I. Documents"),
    ]
    assert not [one for one in edition.findings if one.code == "page-disagrees"]


def test_every_paragraph_leads_back_to_the_page() -> None:
    page = (PAGES / "ecfr-part.html").read_text("utf-8")
    section = read(PAGES / "ecfr-part.html").section("163.1")
    assert section is not None
    found = [page[e.start : e.end] for one in section.walk() for e in one.evidence]
    assert found[0] == "When used in this part, the following terms have the meaning indicated:"
    assert found[3].startswith("(</span>2<span")
    assert found[3].endswith("days, of H<sub>2</sub>O.")


@pytest.mark.parametrize(
    ("page", "format", "title", "as_of", "expected"),
    [
        ("ecfr-2014.html", "html", 19, "2014-09-12", PROGRAM),
        (
            "lii-section.html",
            "html",
            19,
            None,
            [
                (
                    "(a)",
                    "General.",
                    "The Recordkeeping Program is voluntary (see paragraph (d) of this section).",
                ),
                ("(b)", "Certification procedures—", ""),
                ("(1)", "Who may apply.", "Any person."),
                ("(2)", "Where to apply.", "Miami."),
                ("(i)", None, "First."),
            ],
        ),
        (
            "section-site.html",
            "html",
            None,
            None,
            [
                ("(a)", "General.", "The Program is “voluntary” under § 163.6."),
                ("(b)", "Certification procedures—", ""),
                ("(1)", "Who may apply.", "Any person may apply."),
                ("(2)", "Where to apply.", "Miami."),
                ("(i)", None, "First."),
            ],
        ),
        (
            "gpo-2006.htm",
            "gpo-text",
            19,
            "2006-04-01",
            [
                (
                    "(a)",
                    "General.",
                    "The Program is a voluntary program of R&D under § 163.6, and records < 5 days old are kept.",
                ),
                *PROGRAM[1:3],
                ("(2)", "Where to apply.", "The Director, Miami."),
            ],
        ),
        (
            "govinfo-2012.htm",
            "gpo-text",
            19,
            "2012-04-01",
            [
                ("(a)", "General.", "The Program is a voluntary program."),
                ("(b)", "Certification procedures—", ""),
                ("(1)", "Who may apply.", "Any person."),
                ("(2)", "Where to apply.", "The Director, Miami."),
            ],
        ),
    ],
)
def test_a_section_of_each_site(
    page: str,
    format: str,
    title: int | None,
    as_of: str | None,
    expected: list[tuple[str, str | None, str]],
) -> None:
    edition = read(PAGES / page)
    assert edition.source.format == format
    assert (edition.title, edition.as_of) == (title, as_of)
    assert [(one.number, one.heading) for one in edition.sections] == [
        ("163.12", "Recordkeeping Compliance Program.")
    ]
    assert paragraphs(edition, "163.12") == expected


def test_where_the_page_errs_in_a_path_is_reported() -> None:
    found = [
        one for one in read(PAGES / "lii-section.html").findings if one.code == "page-disagrees"
    ]
    assert [one.message for one in found] == [
        "the web page has this paragraph as (c); it is read as (b)(2)(i)"
    ]


def test_what_a_page_prints_twice_is_read_once() -> None:
    edition = read(PAGES / "section-site.html")
    assert [one.line for one in edition.findings if one.code == "repeated-text"] == [6]


SECTION = (
    '<html><head><title>19 CFR 163.12</title></head><body><div class="section" id="163.12">'
    "<h4>&sect; 163.12 Programs.</h4>{}</div></body></html>"
)


def read_text(tmp_path: Path, text: str | bytes) -> Edition:
    file = tmp_path / "page.html"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>(a) One.<p>(b) Two.", ["One.", "Two."]),
        ("<p>(a) <i>One.</p><p>(b) Two.</i></p>", ["One.", "Two."]),
        ("<p>(a) A<script>'<p>(b) No.</p>'</script> b &lt; c.</p>", ["A b < c."]),
        ("<p>(a) A <span class='tooltip'>hint</span>b<!-- x -->c.</p>", ["A bc."]),
        ("<p>(a) A.</p><p style='display: none'>(b) B.</p><div hidden><p>C.</p></div>", ["A."]),
        ("<p>(a) 10<sup>5</sup>, 1<sup>1</sup>/<sub>3</sub>, 2<sup>a</sup>.</p>", ["10⁵, 1⅓, 2a."]),
        ("<p>(a) A&nbsp;b&#160;c &AMP d &bogus; &#0; e.</p>", ["A b c & d &bogus; � e."]),
        ("<ul><li>(a) One;<li>(b) Two.</ul>", ["One;", "Two."]),
        ("<p>(a) A <button>Copy</button>b.</p>", ["A b."]),
        ("</div><p data-title='163.12(a)'>(a) One.</p><div>", ["One."]),
    ],
)
def test_the_text_a_browser_shows(tmp_path: Path, body: str, expected: list[str]) -> None:
    edition = read_text(tmp_path, SECTION.format(body))
    assert [one.text for section in edition.sections for one in section.walk()] == expected


def test_other_encodings(tmp_path: Path) -> None:
    page = SECTION.format("<p>(a) “Quoted” at § 163.6.</p>")
    declared = page.replace("<head>", '<head><meta charset="iso-8859-1">')
    for data in (
        page.encode(),
        page.encode("utf-8-sig"),
        page.encode("utf-16"),
        declared.encode("cp1252"),
    ):
        assert paragraphs(read_text(tmp_path, data), "163.12")[0][2] == "“Quoted” at § 163.6."


def test_a_web_archive(tmp_path: Path) -> None:
    page = SECTION.format("<p>(a) One.</p>").replace("=", "=3D")
    archive = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n'
        "----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{page}\r\n----x\r\nContent-Type: image/gif\r\n\r\nGIF\r\n----x--\r\n"
    )
    assert paragraphs(read_text(tmp_path, archive), "163.12") == [("(a)", None, "One.")]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (
            "<!DOCTYPE html><html><body><p>Hello.</p></body></html>",
            "an HTML page without a section of the CFR",
        ),
        (
            "<html><body><pre>Hello there\n</pre></body></html>",
            "an HTML page without a section of the CFR",
        ),
        (
            SECTION.format("<p>(a) One.</p>")[:-40] + '<p class="x',
            "line 1: the HTML breaks off inside a tag",
        ),
        (SECTION.format("<div>" * 20_000), "line 1: HTML that nests more than 1,000 elements"),
        (SECTION.format("<table>" * 20_000), "line 1: HTML that nests more than 1,000 elements"),
        (
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--\n",
            "a web archive without a page",
        ),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(tmp_path: Path, page: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_text(tmp_path, page)


@pytest.mark.parametrize(
    "piece",
    ["<", "</", "<a ", "&", "&amp;", "<!--", "<p>", "</i>", "<i>", "<a b='", "<sup>1</sup>"],
)
def test_time_grows_with_the_page(tmp_path: Path, piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        with contextlib.suppress(SourceError):
            read_text(tmp_path, SECTION.format(f"<p>(a) x{piece * times}"))
        return time.process_time() - start

    assert seconds(2_000) < 0.05 + 12 * seconds(500)


BREAKS = {
    "two breaks": "(a) One.<br><br>(b) Two.<br />\n<br>(1) Sub.<br><br>(2) Other.",
    "a label behind one": "(a) One.<br>(b) Two.<br><em>(1)</em> Sub.<br>\n(2) Other.",
    "lines of print": "(a) One.<br>\n(b)<br>\nTwo.<br><br>(1)<br>Sub.<br>(2) Other.",
}


@pytest.mark.parametrize("body", BREAKS.values(), ids=BREAKS)
def test_line_breaks_part_paragraphs(body: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><h2>§ 5.1 Scope.</h2><p>{body}</p></body></html>", "utf-8")
    (section,) = read(file).sections
    texts = [(one.path, one.text) for one in section.walk()]
    assert texts[-1] == (("b", "2"), "Other.")
    assert [path for path, _ in texts] == [("a",), ("b",), ("b", "1"), ("b", "2")]


def test_a_line_break_inside_a_sentence_is_a_space(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    page = "<html><body><h2>§ 5.1 Scope.</h2><p>(a) One<br>and two.</p><p>(b) B.</p></body></html>"
    file.write_text(page, "utf-8")
    (section,) = read(file).sections
    assert [one.text for one in section.walk()] == ["One and two.", "B."]
