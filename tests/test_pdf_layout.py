"""Pages as GPO prints them: bands, tables, fractions, raised figures, hyphens of two kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pdf import pdf, rule, stream, word
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

import cfrdiff
from cfrdiff.model import Edition

_LEFT, _RIGHT, _STEP = 132, 312, 9
# Twelve words that fill a column of print.
_FULL = "every record that is kept under this rule here"
# The fonts of a page, of which the page's own is the first.
_FONTS = b"".join(
    b"/F%d<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>" % (n, name)
    for n, name in ((1, b"Times-Roman"), (2, b"Times-Bold"), (3, b"Helvetica"))
)


def read(content: bytes, folder: Path) -> Edition:
    made = pdf(content).replace(b"/Font<</F1 5 0 R>>", b"/Font<<" + _FONTS + b">>")
    file = folder / "page.pdf"
    # The table of places is wrong now; readers make their own.
    file.write_bytes(made)
    return cfrdiff.read(file)


def column(x: float, top: float, lines: list[str], size: float = 8) -> bytes:
    """Lines one below the other; one that begins with a tab is indented."""
    return b"".join(
        word(x + 8 * line.startswith("\t"), top + _STEP * n, line.strip("\t"), size)
        for n, line in enumerate(lines)
    )


def texts(edition: Edition) -> list[str]:
    return [p.text for section in edition.sections for p in section.walk()]


def words(first: str, count: int, last: str = "") -> list[str]:
    return [f"\t{first}", *[_FULL] * count, *([last] if last else [])]


def test_columns_above_and_below_a_table_are_read_down(tmp_path: Path) -> None:
    """The gutter of the page is no gutter of the table, and a band ends where another begins."""
    content = word(_LEFT, 184, "§ 1.1 Records.", font="F2")
    content += column(_LEFT, 202, words("(a) The first", 6, "ends (a)."))
    content += column(_RIGHT, 184, words("(b) The second", 8, "ends (b)."))
    top = 290
    content += rule(_LEFT, top, 480, top) + rule(_LEFT, top + 12, 480, top + 12)
    content += rule(_LEFT, top + 34, 480, top + 34)
    for n, (at, height) in enumerate(((top, 12), (top + 12, 11), (top + 23, 11))):
        content += rule(250, at, 250, at + height)
        for x, text in zip(
            (_LEFT, 255),
            (("Port", "Fee in full"), ("North .......", "$1"), ("South", "$2"))[n],
            strict=True,
        ):
            content += word(x, at + 8, text, 6, "F3")
    content += column(_LEFT, 345, words("(c) The third", 5, "ends (c)."))
    content += column(_RIGHT, 345, words("(d) The fourth", 5, "ends (d)."))
    edition = read(content, tmp_path)
    for text, ends in zip(texts(edition), ("(a).", "(b).", "(c).", "(d)."), strict=True):
        assert text.endswith(f"ends {ends}")
    rows = [(b.text, b.row.columns, b.row.levels) for b in edition.blocks if b.row]
    assert rows == [
        ("Port | Fee in full", (0, 1), (1, 1)),
        ("North | $1", (0, 1), ()),
        ("South | $2", (0, 1), ()),
    ]


@pytest.mark.parametrize(
    ("whole", "over", "under", "text"),
    [
        ("28", "1", "2", "28½ inches long."),
        ("", "1", "4", "¼ inches long."),
        ("3", "1", "16", "3 1⁄16 inches long."),
    ],
)
def test_the_parts_of_a_fraction_are_one_figure(
    whole: str, over: str, under: str, text: str, tmp_path: Path
) -> None:
    content = word(_LEFT, 184, "§ 1.1 Ramps.", font="F2") + word(140, 202, "(a) It is")
    x = 180.0
    content += word(x, 202, whole) if whole else b""
    x += 4 * len(whole)
    content += word(x, 199.8, over, 4.8) + word(x + 2.7, 202, "/") + word(x + 5, 202, under, 4.8)
    content += word(x + 14, 202, "inches long.")
    assert texts(read(content, tmp_path)) == [f"It is {text}"]


def test_a_power_is_raised_and_goes_with_its_ten(tmp_path: Path) -> None:
    content = word(_LEFT, 184, "§ 1.1 Cells.", font="F2") + word(140, 202, "(a) About 10")
    content += word(180.3, 199, "5", 4.8) + word(186, 202, "cells.")
    assert texts(read(content, tmp_path)) == ["About 10⁵ cells."]


def _lines(*pairs: tuple[str, str]) -> bytes:
    content = word(_LEFT, 184, "§ 1.1 Records. ", font="F2")
    drawn: list[str] = []
    for n, (first, second) in enumerate(pairs):
        drawn += [f"\t({chr(97 + n)}) {first}", f"{second} "]
    return content + column(_LEFT, 202, drawn)


def test_a_space_behind_a_hyphen_makes_it_the_words_own(tmp_path: Path) -> None:
    content = _lines(
        ("It is a light- ", "weight craft."),
        ("It is a recogni-", "tion of that."),
        ("They are pre- ", "and post-entry records."),
        ("It is a tax-", "payer."),
        ("It is a quar-", "terly tax."),
    )
    assert texts(read(content, tmp_path)) == [
        "It is a light-weight craft.",
        "It is a recognition of that.",
        "They are pre- and post-entry records.",
        "It is a taxpayer.",
        "It is a quarterly tax.",
    ]


def test_a_hyphen_drawn_by_itself_is_the_printers(tmp_path: Path) -> None:
    content = word(_LEFT, 184, "§ 1.1 Records.", font="F2")
    for n, (first, second) in enumerate(
        (("It is a tax", "payer."), ("It is a quar", "terly tax."), ("It is a recogni", "tion."))
    ):
        top = 202 + 2 * _STEP * n
        said = f"({chr(97 + n)}) {first}"
        content += word(140, top, said)
        content += word(140 + stringWidth(said, "Times-Roman", 8), top, "-")
        content += word(_LEFT, top + _STEP, second)
    content += word(140, 256, "(d) It is a light-") + word(_LEFT, 265, "weight craft.")
    assert texts(read(content, tmp_path)) == [
        "It is a taxpayer.",
        "It is a quarterly tax.",
        "It is a recognition.",
        "It is a light-weight craft.",
    ]


def test_small_type_within_the_text_is_text(tmp_path: Path) -> None:
    """What lies inside the text area is never set aside for its size."""
    content = word(_LEFT, 184, "§ 1.1 Routes.", font="F2")
    content += column(_LEFT, 202, words("(a) The route is", 6, "as follows:"))
    content += column(_LEFT, 276, ["North Point", "South Point"], 6)
    edition = read(content, tmp_path)
    assert [(b.kind, b.text) for b in edition.blocks] == [("extract", "North Point South Point")]
    assert not edition.furniture


def test_the_brackets_of_a_symbol_font_are_brackets(tmp_path: Path) -> None:
    """Adobe's Symbol names the parts of large brackets by codes that Unicode leaves to all."""
    codes = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        b" 3 beginbfchar <23> <F8EB> <24> <F8F8> <A7> <00A7> endbfchar"
        b" 1 beginbfrange <28> <7A> <0028> endbfrange <20> <0020> endcmap"
    )
    content = word(72, 72, "§ 1.1 Records.") + word(72, 92, "(a) The fee is # $ of the value.")
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(content, stream(codes), font=b"/ToUnicode 6 0 R"))
    edition = cfrdiff.read(file)
    assert texts(edition) == ["The fee is ⎛ ⎠ of the value."]
    assert not edition.findings
