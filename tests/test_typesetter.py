"""The typesetter prints what it is given, and tells the truth about it."""

import io
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

import pdfplumber
import pytest
from typesetter import Item, Layout, PrintedLine, Run, Typeset, typeset

LIBERATION = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")


def paragraph(text: str, section: str | None = None) -> Item:
    return Item("paragraph", (Run(text),), section)


SOURCE_NOTE = "[CBP Dec. 11–20, 76 FR 65961, Oct. 25, 2011]"
ITEMS = (
    Item(
        "continuation",
        (
            Run(
                "underpayments or under-declarations, provided that they are within the time "
                "period and scope of the audit as established by CBP and/or ICE, overpayments/"
                "over-declarations included, as described in paragraph (d)(4) of this section."
            ),
        ),
        "163.11",
    ),
    Item("source-note", (Run(SOURCE_NOTE),), "163.11"),
    Item("heading", (Run("§ 163.12 Recordkeeping Compliance Program."),), "163.12"),
    Item(
        "paragraph",
        (
            Run("(a) "),
            Run("General.", italic=True),
            Run(
                " The Recordkeeping Compliance Program is a voluntary Customs program under which "
                "certified recordkeepers may be eligible for alternatives to penalties (see "
                "paragraph (d) of this section) that might be assessed under § 163.6 for failure "
                "to produce a demanded entry record."
            ),
        ),
        "163.12",
    ),
    Item(
        "paragraph",
        (
            Run("(b) "),
            Run("Certification procedures", italic=True),
            Run("—(1) "),
            Run("Who may apply.", italic=True),
            Run(
                " For purposes of this paragraph, the term “variance” means a deviation from the "
                "Program that does not involve a failure to maintain or produce records; any "
                "person described in § 163.2(a) may apply (703–921–6155)."
            ),
        ),
        "163.12",
    ),
    *(
        paragraph(
            f"({number}) Customs will take into account the size and nature of the importing "
            "business and the volume of imports and Customs workload constraints prior to granting "
            "certification, and an on-site verification of the recordkeeping requirements.",
            "163.12",
        )
        for number in range(2, 50)
    ),
    Item(
        "heading",
        (Run("§ 163.13 Denial and removal of program certification; appeal procedures."),),
        "163.13",
    ),
    paragraph(
        "(a) Customs may take, and applicants may appeal, the following decisions.", "163.13"
    ),
    Item("part-heading", (Run("PART 165—INVESTIGATION OF CLAIMS OF EVASION"),)),
    Item("authority", (Run("Authority: 5 U.S.C. 301; 19 U.S.C. 66, 1481, 1484, 1508 and 1623."),)),
    Item("subject-group", (Run("Requests for Investigation"),)),
)


def printed_text(item: Item) -> str:
    """What the paper shows of an item, on one line."""
    text = "".join(run.text for run in item.runs).replace("“", "‘‘").replace("”", "’’")
    if item.kind == "subject-group":
        return text.upper()
    return text.replace("Authority:", "AUTHORITY:") if item.kind == "authority" else text


def rejoined(lines: Sequence[PrintedLine]) -> list[str]:
    """The text of each item, with the breaks of its lines undone."""
    texts = []
    for _, group in groupby(lines, key=lambda line: line.item):
        text = ""
        for line in group:
            match line.joint:
                case "added-hyphen":
                    text += line.text.removesuffix("-")
                case "none":
                    text += line.text.rstrip()
                case _:
                    text += line.text
        texts.append(text.rstrip())
    return texts


def read_columns(result: Typeset, layout: Layout) -> list[tuple[int, int, str]]:
    """Page, column and text of each line that pdfplumber finds between top and bottom."""
    found = []
    with pdfplumber.open(io.BytesIO(result.pdf)) as pdf:
        for page in pdf.pages:
            for column in range(1, layout.columns + 1):
                left = layout.column_left(column) - 1
                box = (left, layout.top - 1, left + layout.column_width + 2, layout.bottom + 1)
                text = page.within_bbox(box).extract_text(x_tolerance_ratio=0.1, y_tolerance=3)
                found += [(page.page_number, column, line) for line in text.splitlines()]
    return found


def drawn(result: Typeset, layout: Layout) -> str:
    """Every upright character between top and bottom, in the order it was drawn."""
    with pdfplumber.open(io.BytesIO(result.pdf)) as pdf:
        return "".join(
            char["text"]
            for page in pdf.pages
            for char in page.chars
            if char["upright"] and layout.top - 1 < char["top"] < layout.bottom
        )


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("hyphenate", [True, False])
def test_prints_each_word_once_and_in_order(columns: int, hyphenate: bool) -> None:
    layout = Layout(columns=columns, hyphenate=hyphenate)
    result = typeset(ITEMS, layout)
    assert rejoined(result.lines) == [printed_text(item) for item in ITEMS]
    assert drawn(result, layout) == "".join(line.text for line in result.lines)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_lines_stand_where_the_truth_says(columns: int) -> None:
    layout = Layout(columns=columns)
    result = typeset(ITEMS, layout)
    truth = [(line.page, line.column, line.text.rstrip()) for line in result.lines]
    assert read_columns(result, layout) == truth


def test_columns_are_justified_and_paragraphs_indented() -> None:
    result = typeset([paragraph(printed_text(ITEMS[3]) * 3)])
    with pdfplumber.open(io.BytesIO(result.pdf)) as pdf:
        body = [char for char in pdf.pages[0].chars if 170 < char["top"] < 700 and char["upright"]]
    lines = [list(group) for _, group in groupby(body, key=lambda char: round(char["top"]))]
    lefts = [round(line[0]["x0"]) for line in lines]
    rights = [round([char for char in line if char["text"] != " "][-1]["x1"]) for line in lines]
    assert lefts == [140] + [132] * (len(lines) - 1)
    assert rights[:-1] == [303] * (len(lines) - 1)
    assert rights[-1] < 303


def test_a_line_ends_in_a_space_unless_a_word_is_broken_at_a_hyphen() -> None:
    lines = typeset(ITEMS).lines
    for line in lines:
        assert line.text.endswith("-" if line.joint == "added-hyphen" else ("-", " "))
    assert {line.joint for line in lines} == {"space", "added-hyphen", "none", "end"}


def test_a_word_may_be_broken_over_pages_or_not() -> None:
    item = paragraph(" ".join(f"certification {number}" for number in range(1500)))

    def broken_over_pages(layout: Layout) -> int:
        lines = typeset([item], layout).lines
        return sum(a.broken and a.page != b.page for a, b in pairwise(lines))

    assert broken_over_pages(Layout()) > 0
    assert broken_over_pages(Layout(break_words_across_pages=False)) == 0


def test_running_heads_mirror() -> None:
    result = typeset(ITEMS, Layout(print_shop=False, margin_text=False))
    assert [(mark.kind, mark.page, mark.text) for mark in result.furniture] == [
        ("running-head", 1, "§ 163.11"),
        ("running-head", 1, "19 CFR Ch. I (4–1–12 Edition)"),
        ("page-number", 1, "100"),
        ("running-head", 2, "U.S. Customs and Border Protection, DHS; Treasury"),
        ("running-head", 2, "§ 163.12"),
        ("page-number", 2, "101"),
        ("running-head", 3, "§ 163.12"),
        ("running-head", 3, "19 CFR Ch. I (4–1–12 Edition)"),
        ("page-number", 3, "102"),
    ]
    with pdfplumber.open(io.BytesIO(result.pdf)) as pdf:
        heads = [page.crop((0, 0, page.width, 172)).extract_words() for page in pdf.pages]
    assert [(head[0]["text"], head[-1]["text"]) for head in heads] == [
        ("§", "Edition)"),
        ("U.S.", "163.12"),
        ("§", "Edition)"),
    ]
    assert {round(head[0]["x0"]) for head in heads} == {132}
    assert {round(head[-1]["x1"]) for head in heads} == {483}


def test_the_print_shop_leaves_its_marks() -> None:
    result = typeset(ITEMS, Layout(first_frame=911))
    marks = [mark.text for mark in result.furniture if mark.kind == "print-shop"]
    assert [mark[mark.index("Frm") :][:9] for mark in marks] == [
        "Frm 00911",
        "Frm 00912",
        "Frm 00913",
    ]
    with pdfplumber.open(io.BytesIO(result.pdf)) as pdf:
        page = pdf.pages[0]
        foot = page.crop((0, 730, page.width, page.height)).extract_text()
        margin = "".join(char["text"] for char in page.chars if not char["upright"])
    assert foot == marks[0]
    assert margin == "typesetter on DSK1SET1PROD with CFR"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert typeset(ITEMS) == typeset(ITEMS)


def test_headings_stay_with_the_line_after_them() -> None:
    group = Item("subject-group", (Run("Requests"),))
    heading = Item("heading", (Run("§ 165.1 Definitions."),), "165.1")
    short = Layout(top=600)
    for words_before in range(5, 200, 5):
        items = [paragraph("word " * words_before), group, heading, paragraph("word " * 20)]
        lines = typeset(items, short).lines
        first = [next(line for line in lines if line.item == item) for item in (1, 2, 3)]
        assert len({(line.page, line.column) for line in first}) == 1


def test_small_capitals_are_set_by_size() -> None:
    with pdfplumber.open(io.BytesIO(typeset([ITEMS[-2]], Layout(size=8)).pdf)) as pdf:
        body = [char for char in pdf.pages[0].chars if 170 < char["top"] < 300]
    sizes = [(char["text"], round(char["size"], 2)) for char in body[:12]]
    assert sizes[0] == ("A", 7)
    assert sizes[1:9] == [(letter, 5.67) for letter in "UTHORITY"]
    assert sizes[9] == (":", 7)


def test_italics_are_in_the_italic_font() -> None:
    with pdfplumber.open(io.BytesIO(typeset([ITEMS[3]]).pdf)) as pdf:
        chars = [char for char in pdf.pages[0].chars if char["fontname"] == "Times-Italic"]
    assert "".join(char["text"] for char in chars).strip() == "General."


def test_double_quotes_can_be_kept() -> None:
    text = "the term “variance”"
    assert typeset([paragraph(text)]).lines[0].text == "the term ‘‘variance’’ "
    kept = typeset([paragraph(text)], Layout(doubled_quotes=False))
    assert kept.lines[0].text == text + " "


def test_a_word_without_a_place_to_break_still_stays_in_its_column() -> None:
    layout = Layout(columns=3)
    result = typeset([paragraph("a " + "7" * 100 + " b")], layout)
    assert rejoined(result.lines) == ["a " + "7" * 100 + " b"]
    assert drawn(result, layout) == "".join(line.text for line in result.lines)
    assert [line.joint for line in result.lines][-2:] == ["none", "end"]


@pytest.mark.skipif(not LIBERATION.exists(), reason="Liberation Serif is not installed")
def test_a_truetype_font_can_be_used() -> None:
    layout = Layout(body_font=str(LIBERATION))
    result = typeset(ITEMS, layout)
    assert drawn(result, layout) == "".join(line.text for line in result.lines)
    assert result == typeset(ITEMS, layout)


@pytest.mark.parametrize(("text", "name"), [("a ☃", "SNOWMAN"), ("a\x07b", "control character")])
def test_names_a_character_that_the_font_cannot_draw(text: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"Times-Roman cannot draw .*{name}"):
        typeset([paragraph(text)])


@pytest.mark.parametrize(
    ("items", "message"),
    [((), "nothing to typeset"), ((ITEMS[0], paragraph("  ")), "item 1 has no text")],
)
def test_refuses_to_print_nothing(items: tuple[Item, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        typeset(items)


@pytest.mark.parametrize(
    "measures", [{"columns": 0}, {"columns": 40}, {"top": 690}], ids=["none", "narrow", "short"]
)
def test_refuses_a_page_without_room(measures: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="column"):
        Layout(**measures)  # type: ignore[arg-type]
