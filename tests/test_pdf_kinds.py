"""What GPO's type shows a line to be: contents, extracts, authorities, flush text, leaders."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pdf import pdf, word
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

import cfrdiff
from cfrdiff.model import Edition
from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf.formulas import formula_findings, with_formulas

LEFT, WIDTH, STEP = 132.0, 168.0, 9.0
FONTS = b"".join(
    b"/F%d<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>" % (n, name)
    for n, name in ((1, b"Times-Roman"), (2, b"Times-Bold"), (3, b"Times-Italic"), (4, b"Courier"))
)
NAMES = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Times-Italic", "F4": "Courier"}
FULL = "a record that is kept under the rules of this part is to be shown"


class Column:
    """A justified column, set line by line from the top of a page."""

    def __init__(self) -> None:
        self.content = b""
        self.top = 184.0

    def line(
        self, text: str, size: float = 8, indent: float = 0, font: str = "F1", full: bool = False
    ) -> Column:
        """A line; a `full` one is stretched over the column."""
        room = WIDTH - indent
        drawn = stringWidth(text, NAMES[font], size)
        stretch = b"%g Tz\n" % (100 * room / drawn if full else 100)
        self.content += stretch + word(LEFT + indent, self.top, text, size, font)
        self.top += STEP if size > 7 else 8
        return self

    def paragraph(self, first: str, last: str = "ends.", size: float = 8) -> Column:
        """An indented paragraph of four lines, the last of which is short."""
        self.line(f"{first} {FULL}"[:46], size, size, full=True)
        self.line(FULL, size, full=True).line(FULL, size, full=True)
        return self.line(last, size)

    def heading(self, text: str) -> Column:
        self.top += 9
        self.line(text, font="F2")
        self.top += 4
        return self

    def centred(self, text: str, size: float = 8, font: str = "F3") -> Column:
        self.top += 6
        width = stringWidth(text, NAMES[font], size)
        self.line(text, size, (WIDTH - width) / 2, font)
        self.top += 6
        return self

    def space(self, points: float = 5) -> Column:
        self.top += points
        return self

    def read(self, folder: Path) -> Edition:
        made = pdf(self.content).replace(b"/Font<</F1 5 0 R>>", b"/Font<<" + FONTS + b">>")
        file = folder / "page.pdf"
        file.write_bytes(made)
        return cfrdiff.read(file)


def section(number: int = 1) -> Column:
    return Column().heading(f"§ 1.{number} Records.").paragraph("(a) First,")


def paragraphs(edition: Edition) -> list[tuple[str, str]]:
    return [(p.designation, p.text[:12]) for s in edition.sections for p in s.walk()]


def blocks(edition: Edition) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in edition.blocks]


def test_an_example_has_labels_of_its_own(tmp_path: Path) -> None:
    column = section().space()
    column.paragraph("Example 1. (i) Facts. X", "keeps one.", 7)
    column.paragraph("(ii) Conclusion. X", "does well.", 7).space()
    edition = column.paragraph("(b) Second,").read(tmp_path)
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(b)"]
    kinds = [(kind, text[:16]) for kind, text in blocks(edition)]
    assert kinds == [("extract", "Example 1. (i) F"), ("extract", "(ii) Conclusion.")]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("(72 Stat. 1421; 26 U.S.C. 5711)", "authority"),
        ("(26 U.S.C. 5712)", "authority"),
        ("(Sec. 201, Pub. L. 85-859)", "authority"),
        ("(Approved by the Office under number 1512-0467)", "note"),
    ],
)
def test_what_stands_in_parentheses_below_a_section(
    printed: str, kind: str, tmp_path: Path
) -> None:
    column = section().space().line(printed, 7).line("[45 FR 1200, Jan. 4, 1980]", 7)
    edition = column.heading("§ 1.2 Books.").paragraph("(a) Second,").read(tmp_path)
    assert blocks(edition) == [(kind, printed)]
    assert edition.sections[0].source_note == "[45 FR 1200, Jan. 4, 1980]"
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(a)"]


def test_a_label_in_small_type_of_the_body_stays_a_paragraph(tmp_path: Path) -> None:
    """A section that is set in small type from its heading on is no extract."""
    column = section().heading("§ 1.2 Books.").paragraph("(a) Second,", size=7)
    edition = column.heading("§ 1.3 Papers.").paragraph("(a) Third,").read(tmp_path)
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(a)", "(a)"]


def test_flush_text_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    column = Column().heading("§ 1.1 Records.").paragraph("A record is kept if", "it is—")
    column.paragraph("(a) First,", "old, and").paragraph("(b) Second,", "whole.").space(2)
    column.line(f"No other {FULL}"[:58], full=True).line(FULL, full=True).line("is kept.")
    edition = column.read(tmp_path)
    found = paragraphs(edition)
    assert [one for one, _ in found] == ["", "(a)", "(b)", ""]
    assert found[-1][1].startswith("No other")


def test_ragged_lines_are_no_flush_text(tmp_path: Path) -> None:
    column = Column().heading("§ 1.1 Records.")
    for n, words in enumerate(("(a) It ends.", "Here it goes on and ends.", "It goes on still.")):
        column.line(words, indent=0 if n else 8)
    for letter in "bcdefg":
        column.line(f"({letter}) Another is kept.", indent=8).line("And it goes on.")
    edition = column.read(tmp_path)
    assert [one for one, _ in paragraphs(edition)] == [f"({letter})" for letter in "abcdefg"]


def test_contents_hang_behind_their_numbers(tmp_path: Path) -> None:
    column = Column().heading("PART 1—RECORDS").space(9)
    column.line("Sec.", 7).line("1.1 Records that are kept by a person", 7, full=True)
    column.line("who is asked.", 7, 14).line("1.2 Books.", 7)
    column.centred("OTHER RECORDS", 5.7, "F1").line("1.3–1.5 [Reserved]", 7).space()
    column.line("AUTHORITY: 5 U.S.C. 301.", 7, 7)
    column.heading("§ 1.1 Records.").paragraph("(a) First,")
    edition = column.heading("§ 1.2 Books.").paragraph("(a) Second,").read(tmp_path)
    assert [s.number for s in edition.sections] == ["1.1", "1.2"]
    assert blocks(edition)[1:6] == [
        ("contents", "Sec."),
        ("contents", "1.1 Records that are kept by a person who is asked."),
        ("contents", "1.2 Books."),
        ("contents", "OTHER RECORDS"),
        ("contents", "1.3–1.5 [Reserved]"),
    ]
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(a)"]


def test_centred_lines_above_a_section_head_a_group(tmp_path: Path) -> None:
    column = section().centred("Keeping of Books").heading("§ 1.2 Books.")
    edition = column.paragraph("(a) Second,").read(tmp_path)
    assert blocks(edition) == [("heading", "Keeping of Books")]
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(a)"]


def test_a_formula_stands_apart_and_is_reported() -> None:
    """It is set in a type that the text has nowhere else."""
    text = [Line(f"Line {n}", 10 * n, n, 1, opens=False, style="MIonic 8.0") for n in range(300)]
    parts = [
        Line(part, 3000 + 20 * n, 300 + n, 1, opens=None, style="Times 10.0")
        for n, part in enumerate(("sale price", "price =", "100 + rate of tax"))
    ]
    behind = Line("Thus it is.", 4000, 304, 1, opens=False, style="MIonic 8.0")
    lines = with_formulas([*text, *parts, behind])
    assert [(line.kind, line.opens) for line in lines[299:]] == [
        (None, False),
        ("formula", True),
        ("formula", False),
        ("formula", False),
        (None, True),
    ]
    assert [finding.code for finding in formula_findings(lines)] == ["formula"]


def test_dots_lead_to_the_cells_of_a_table(tmp_path: Path) -> None:
    column = section().space()

    def row(words: str, amount: str) -> None:
        column.content += b"100 Tz\n" + word(
            LEFT + WIDTH - stringWidth(amount, "Times-Roman", 7), column.top, amount, 7
        )
        column.line(words, 7)

    column.line("First quarter:", 7)
    row("Articles taxed ...........", "$100,000")
    column.line("Charges for all that is", 7)
    row("sold there .......", "3,000")
    row("Total ..............", "103,000")
    edition = column.space(9).paragraph("(b) Second,").read(tmp_path)
    rows = [(b.text, b.row.columns) for b in edition.blocks if b.row is not None]
    assert rows == [
        ("First quarter:", (0,)),
        ("Articles taxed | $100,000", (0, 1)),
        ("Charges for all that is sold there | 3,000", (0, 1)),
        ("Total | 103,000", (0, 1)),
    ]
    assert [one for one, _ in paragraphs(edition)] == ["(a)", "(b)"]
