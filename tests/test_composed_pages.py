"""Pages of many layouts: every paragraph whole, once and in its order; tables row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_composer import BOLD, LEFT, RIGHT, ROMAN, SANS, TOP, WIDTH, Pages

import cfrdiff

Made = Callable[[], Pages]
LAYOUTS: dict[str, Made] = {}
IN_CAPITALS = ("FIGURES TO PART 1", "APPENDIX TO PART 1—GUIDANCE")
FEES = (("Port", "Fee", "Days"), ("North", "$1", "Ten"), ("South", "$2", "Six"))


def layout(made: Made) -> Made:
    LAYOUTS[made.__name__] = made
    return made


@layout
def columns_around_a_table() -> Pages:
    pages = Pages(1)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records."))
    y = pages.table(y + 8, FEES) + 18
    pages.two_columns("cd", 70, y, y)
    return pages


@layout
def two_dots_of_a_leader() -> Pages:
    pages = Pages(23)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records.")) + 8
    end = pages.table(y, FEES)
    pages.say(LEFT + 26, y + 21, "..", SANS, 6.5)
    pages.two_columns("cd", 70, end + 18, end + 18)
    return pages


@layout
def a_table_on_top_and_one_at_the_foot() -> Pages:
    pages = Pages(2)
    y = pages.two_columns("ab", 90, pages.head("1.1", "Records."))
    pages.table(y + 10, FEES)
    pages.page()
    y = pages.table(TOP - 4, (("Class", "Rate", "Term"), *FEES[1:])) + 18
    pages.two_columns("cd", 70, y, y)
    return pages


@layout
def tables_one_below_the_other() -> Pages:
    pages = Pages(3)
    y = pages.two_columns("ab", 50, pages.head("1.1", "Records."))
    for labels in ("c", "d"):
        y = pages.table(y + 8, ((labels, "Fee", "Days"), *FEES[1:])) + 18
        y = pages.two_columns(labels, 60, y, y)
    return pages


@layout
def a_table_within_a_column() -> Pages:
    pages = Pages(4)
    pages.column(LEFT, pages.head("1.1", "Records."), pages.text("abc", 70))
    y = pages.table(pages.column(RIGHT, TOP, pages.text("d", 50)) + 5, FEES, RIGHT)
    pages.column(RIGHT, y + 16, pages.text("e", 60))
    return pages


@layout
def a_table_that_goes_on_over_a_page() -> Pages:
    pages = Pages(5)
    rows = [(f"Port {n}", f"${n}", f"{n} days") for n in range(30)]
    pages.heads("§ 1.1", "Customs Service, Treasury", 10)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records."))
    pages.table(y + 120, [FEES[0], *rows[:25]])
    pages.page()
    pages.heads("Customs Service, Treasury", "§ 1.1", 11)
    y = pages.table(TOP, [FEES[0], *rows[25:]]) + 20
    pages.rows = [" | ".join(row) for row in (FEES[0], *rows)]
    pages.two_columns("cd", 60, y, y)
    return pages


@layout
def cells_of_several_lines() -> Pages:
    pages = Pages(6)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records.")) + 8
    rows = (
        (("Port",), ("Duty",)),
        (("North and the", "ports near it"), ("Keep the record for", "five years")),
        (("South",), ("Keep the record for", "ten years after entry")),
        (("East",), ("None",)),
    )
    at = y + 8
    for n, row in enumerate(rows):
        for x, cell in zip((LEFT + 2, 252), row, strict=True):
            for m, line in enumerate(cell):
                pages.say(x, at + 7 * m, line, SANS, 6.5)
        at += 13 if n == 0 else 5 + 7 * max(len(cell) for cell in row)
    for place in (y, y + 12, at):
        pages.rule(LEFT, place, 480, place)
    pages.rule(250, y, 250, at)
    pages.rows = [" | ".join(" ".join(cell) for cell in row) for row in rows]
    pages.two_columns("cd", 60, at + 20, at + 20)
    return pages


@layout
def a_table_without_rules() -> Pages:
    pages = Pages(7)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records.")) + 6
    for row in (*FEES, ("East", "$3", "Two")):
        for x, cell in zip((132, 260, 400), row, strict=True):
            pages.say(x, y, cell, ROMAN, 7)
        pages.rows.append(" | ".join(row))
        y += 9
    pages.two_columns("cd", 70, y + 10, y + 10)
    return pages


@layout
def a_table_with_rules_across_alone() -> Pages:
    pages = Pages(24)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records.")) + 8
    y = pages.table(y, (*FEES, ("East", "$3", "Two")), uprights=False) + 18
    pages.two_columns("cd", 70, y, y)
    return pages


@layout
def a_head_over_two_columns() -> Pages:
    pages = Pages(25)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records.")) + 8
    for x, down, text in (
        (190, 16, "Port"),
        (364, 8, "Fee"),
        (306, 19, "First"),
        (422, 19, "Later"),
    ):
        pages.centred(x, y + down, text, SANS, 6.5)
    rows = (("North", "$1", "$2"), ("South", "$3", "$4"), ("East", "$5", "$6"))
    for n, row in enumerate(rows):
        for x, cell in zip((134, 250, 366), row, strict=True):
            pages.say(x, y + 32 + 10 * n, cell, SANS, 6.5)
    for x0, down in ((LEFT, 0), (248, 11), (LEFT, 23), (LEFT, 56)):
        pages.rule(x0, y + down, 480, y + down)
    pages.rule(248, y, 248, y + 56)
    pages.rule(364, y + 11, 364, y + 56)
    pages.rows = ["Port | Fee | First | Later", *(" | ".join(row) for row in rows)]
    pages.two_columns("cd", 70, y + 76, y + 76)
    return pages


@layout
def amounts_that_dots_lead_to() -> Pages:
    pages = Pages(8)
    y = pages.column(LEFT, pages.head("1.1", "Records."), pages.text("a", 40)) + 4
    for words, amount in (("Entry fee", "$10.00"), ("Bond fee", "5.00"), ("Total", "15.00")):
        pages.say(LEFT, y, f"{words} {'.' * (52 - len(words))}")
        pages.ending(LEFT + WIDTH, y, amount)
        pages.rows.append(f"{words} | {amount}")
        y += 9
    pages.column(LEFT, y + 10, pages.text("b", 50))
    pages.column(RIGHT, TOP, pages.text("cd", 60))
    return pages


@layout
def three_columns() -> Pages:
    pages = Pages(9)
    y = pages.head("1.1", "Records.")
    lines = pages.text("abcdef", 50, 110)
    third = len(lines) // 3 + 1
    for n, x in enumerate((132, 256, 380)):
        pages.column(x, TOP if n else y, lines[n * third : (n + 1) * third], 110)
    return pages


@layout
def columns_of_two_widths() -> Pages:
    pages = Pages(10)
    pages.column(100, pages.head("1.1", "Records.", x=100), pages.text("abc", 70, 240), 240)
    pages.column(356, TOP, pages.text("def", 40, 140), 140)
    return pages


@layout
def columns_with_different_starts() -> Pages:
    pages = Pages(11)
    pages.centred(306, 184, "PART 1—RECORDS OF IMPORTERS", BOLD, 10)
    pages.two_columns("abcd", 60, pages.head("1.1", "Records.", 250), 210)
    return pages


@layout
def ragged_columns() -> Pages:
    pages = Pages(12)
    pages.two_columns("abcd", 70, pages.head("1.1", "Records."), ragged=True)
    return pages


@layout
def a_line_between_the_columns() -> Pages:
    pages = Pages(13)
    for n, labels in enumerate(("abcd", "efgh")):
        pages.heads("§ 1.1", "Customs Service, Treasury", 10 + n)
        y = pages.head("1.1", "Records.") if n == 0 else TOP
        pages.two_columns(labels, 90, y)
        pages.rule(306, 175, 306, 700)
        pages.page()
    return pages


@layout
def a_part_headed_across() -> Pages:
    pages = Pages(14)
    y = pages.two_columns("ab", 90, pages.head("1.1", "Records."))
    pages.centred(306, y + 10, "PART 2—NOTICES TO CARRIERS", BOLD, 10)
    pages.two_columns("abc", 80, pages.head("2.1", "Notices.", y + 30), y + 30)
    return pages


@layout
def a_figure_across() -> Pages:
    pages = Pages(15)
    y = pages.two_columns("ab", 70, pages.head("1.1", "Records."))
    pages.canvas.rect(160, 792 - y - 100, 280, 100)
    pages.centred(306, y + 112, "Figure 1 to § 1.1—Place of the seal", BOLD, 8)
    pages.two_columns("cd", 70, y + 135, y + 135)
    return pages


@layout
def a_page_on_its_side() -> Pages:
    pages = Pages(16)
    pages.two_columns("abc", 80, pages.head("1.1", "Records."))
    pages.page()
    pages.canvas.rotate(90)
    pages.canvas.translate(0, -612)
    pages.height = 612
    pages.column(100, 150, pages.text("de", 60, 400), 400)
    pages.height = 792
    pages.page()
    pages.two_columns("fg", 80)
    return pages


@layout
def footnotes_of_both_columns() -> Pages:
    pages = Pages(17)
    pages.two_columns("abcd", 60, pages.head("1.1", "Records."))
    for x, mark in ((LEFT, "1"), (RIGHT, "2")):
        pages.say(x + 8, 597.5, mark, ROMAN, 4.8)
        pages.say(x + 11, 600, "See the manual of ports, third", ROMAN, 7)
        pages.say(x, 608, "edition.", ROMAN, 7)
    return pages


@layout
def contents_before_the_text() -> Pages:
    pages = Pages(18)
    pages.centred(306, 184, "PART 1—RECORDS OF IMPORTERS", BOLD, 10)
    for n, line in enumerate(("Sec.", "1.1 Records.", "1.2 Notices.", *IN_CAPITALS)):
        pages.say(LEFT, 196 + 8 * n, line, ROMAN, 7)
    pages.say(LEFT + 8, 237, "AUTHORITY: 19 U.S.C. 66, 1508.", ROMAN, 7)
    pages.column(LEFT, pages.head("1.1", "Records.", 260), pages.text("ab", 40))
    pages.column(RIGHT, pages.head("1.2", "Notices.", 205, RIGHT), pages.text("ab", 60))
    return pages


@layout
def sections_headed_side_by_side() -> Pages:
    pages = Pages(19)
    y = pages.column(LEFT, pages.head("1.1", "Records."), pages.text("ab", 60))
    pages.say(LEFT, y + 5, "[T.D. 98–56, 63 FR 32955, June 16, 1998]", ROMAN, 7)
    pages.column(RIGHT, pages.head("1.2", "Notices.", x=RIGHT), pages.text("ab", 60))
    return pages


@layout
def sections_that_head_their_pages() -> Pages:
    pages = Pages(20)
    for number in ("1.1", "1.2"):
        pages.two_columns("abcd", 90, pages.head(number, "Records."))
        pages.page()
    return pages


@layout
def an_export_of_a_section() -> Pages:
    pages = Pages(21, 10, 13)
    labels = iter("abcdefghijkl")
    for n in range(3):
        if n == 0:
            pages.say(36, 30, "This content is from the eCFR and is authoritative.", ROMAN, 8)
        pages.say(36, 40, "14 CFR 1.1 (up to date as of 9/29/2025)", ROMAN, 8)
        pages.ending(576, 40, "Records", ROMAN, 8)
        pages.say(36, 760, "14 CFR 1.1 (Sept. 29, 2025)", ROMAN, 8)
        pages.ending(576, 760, f"page {n + 1} of 3", ROMAN, 8)
        y = pages.head("1.1", "Records.", 90, 36) if n == 0 else 90.0
        for _ in range(4):
            lines = pages.paragraph(next(labels), 70, 540)
            y = pages.column(36, y, [(line, 0) for line, _ in lines], 540, ragged=True) + 6
        pages.page()
    return pages


@layout
def a_print_of_a_browser() -> Pages:
    pages = Pages(22, 11, 14)
    labels = iter("abcdefghijkl")
    for n in range(3):
        pages.say(24, 20, "9/29/25, 10:14 AM", SANS, 7)
        pages.centred(306, 20, "eCFR :: 19 CFR 1.1 -- Records.", SANS, 7)
        pages.say(24, 780, "https://www.ecfr.gov/current/title-19/section-1.1", SANS, 7)
        pages.ending(588, 780, f"{n + 1}/3", SANS, 7)
        y = pages.head("1.1", "Records.", 70, 60) if n == 0 else 70.0
        for _ in range(4):
            lines = pages.paragraph(next(labels), 70, 490)
            y = pages.column(60, y, [(line, 0) for line, _ in lines], 490, ragged=True) + 8
        pages.page()
    return pages


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_paragraph_and_row_is_read_in_its_order(name: str, tmp_path: Path) -> None:
    pages = LAYOUTS[name]()
    file = tmp_path / "pages.pdf"
    file.write_bytes(pages.file())
    edition = cfrdiff.read(file)
    assert [
        (section.number, (one.designation or "").strip("()"), one.text)
        for section in edition.sections
        for one in section.walk()
    ] == pages.paragraphs
    assert [block.text for block in edition.blocks if block.kind == "table"] == pages.rows


def test_entries_in_capitals_are_of_the_contents(tmp_path: Path) -> None:
    file = tmp_path / "pages.pdf"
    file.write_bytes(contents_before_the_text().file())
    edition = cfrdiff.read(file)
    listed = [block.text for block in edition.blocks if block.kind == "contents"]
    assert listed == ["Sec.", "1.1 Records.", "1.2 Notices.", *IN_CAPITALS]
