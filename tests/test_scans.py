"""Pictures of pages made ready: what is measured on them, and what is done only where needed."""

import io
import math
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

import cfrdiff
from cfrdiff.model import Paragraph, Repair, Section, Source
from cfrdiff.sources.pdf.scan_columns import column_doubt
from cfrdiff.sources.pdf.scanned import sheet_of
from cfrdiff.sources.scans.aside import with_matter_aside
from cfrdiff.sources.scans.hocr import leaves_of
from cfrdiff.sources.scans.pictures import picture_of
from cfrdiff.sources.scans.ready import made_ready, skew_of
from cfrdiff.sources.scans.rows import on_shared_base_lines
from cfrdiff.sources.scans.second import settled
from cfrdiff.sources.scans.specks import without_specks
from cfrdiff.sources.scans.weight import with_weights
from cfrdiff.sources.scans.words import Leaf, Word

_DPI = 200


def _page(lines: int = 40, width: int = 1000) -> Image.Image:
    """Bars for words, on lines across a white page, as print looks from afar."""
    image = Image.new("L", (width, 1200), 255)
    draw = ImageDraw.Draw(image)
    chance = np.random.default_rng(1)
    for row in range(lines):
        x = 100
        while x < width - 150:
            long = int(chance.integers(20, 90))
            draw.rectangle((x, 100 + 24 * row, x + long, 108 + 24 * row), 0)
            x += long + 10
    return image


@pytest.mark.parametrize("angle", [-2.0, -0.5, 0.0, 0.25, 1.5])
def test_the_skew_of_a_page_is_measured(angle: float) -> None:
    turned = _page().rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(np.asarray(turned), _DPI) == pytest.approx(angle, abs=0.07)


def test_a_clean_straight_page_is_read_by_its_own_pixels() -> None:
    page = _page()
    ready = made_ready(page, 300)
    assert ready.image.tobytes() == page.tobytes()
    assert ready.turn.box((1.0, 2.0, 3.0, 4.0)) == (1.0, 2.0, 3.0, 4.0)


def test_a_box_leads_back_to_the_page_as_scanned() -> None:
    """A mark on a skewed page is found, straight, where the turn says that it was."""
    page = _page()
    skewed = page.rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255)
    ready = made_ready(skewed, _DPI)
    rows = np.asarray(ready.image).min(axis=1) < 100
    top = int(np.argmax(rows)) / ready.dpi * 72
    left, right = 500 / _DPI * 72, 510 / _DPI * 72
    box = ready.turn.box((left, top, right, top + 3))
    # The first line stands 108 pixels down; turned about the middle, 500 pixels across.
    middle = (600 - (600 - 100) * math.cos(math.radians(1.5))) / _DPI * 72
    assert box[1] == pytest.approx(middle, abs=1.5)


@pytest.mark.parametrize(
    ("side", "darkness", "is_speck"),
    [(1, 1.0, True), (1, 0.7, True), (3, 1.0, False), (2, 1.0, False)],
)
def test_a_speck_holds_less_ink_than_a_stop(side: int, darkness: float, is_speck: bool) -> None:
    grey = np.asarray(_page()).copy()
    grey[50 : 50 + side, 300 : 300 + side] = int(255 * (1 - darkness))
    cleaned = without_specks(grey, _DPI)
    assert bool((cleaned[45:58, 295:308] == 255).all()) is is_speck
    assert (cleaned[90:] == grey[90:]).all()


def test_uneven_light_is_made_even() -> None:
    page = np.maximum(np.asarray(_page()), 30)
    dimmed = page * np.linspace(1, 0.5, page.shape[1])
    lit = np.asarray(made_ready(Image.fromarray(dimmed.astype(np.uint8)), _DPI).image)
    assert np.percentile(lit, 30) >= 240


def _word(text: str, x: float, baseline: float, line: int, confidence: float = 0.9) -> Word:
    return Word(text, x, baseline - 6, x + 4 * len(text), baseline, baseline, 1, line, confidence)


def test_pieces_of_a_printed_line_share_its_base_line() -> None:
    words = [
        _word("§ 73.3", 10, 100.0, 1),
        _word("Special use airspace.", 60, 101.2, 2),
        _word("The next line of text", 10, 109.0, 3),
    ]
    found = [word.baseline for word in on_shared_base_lines(words)]
    assert found == [101.2, 101.2, 109.0]


def test_dirt_and_what_runs_up_the_margin_are_set_aside() -> None:
    margin = Word("user", 500.0, 300.0, 506.0, 330.0, 330.0, 2, 9, 0.9)
    words = [
        _word("agency", 10, 100.0, 1),
        _word("’;", 80, 100.0, 1, 0.2),
        _word("—", 90, 100.0, 1, 0.9),
        _word("§", 120, 100.0, 1, 0.1),
        margin,
    ]
    aside = [word.text for word in with_matter_aside(words, 8.0) if word.is_aside]
    assert aside == ["’;", "user"]


_HOCR = """<html><body>
<div class='ocr_page' title='image "x"; bbox 0 0 2550 3300; scan_res 300 300'>
<div class='ocr_carea' title="bbox 300 300 900 340"><p class='ocr_par'>
<span class='ocr_line' title="bbox 300 300 900 340; baseline 0.01 -10; x_size 33">
<span class='ocrx_word' title='bbox 300 300 400 340; x_wconf 96'><strong>&#167;</strong></span>
<span class='ocrx_word' title='bbox 420 300 900 340; x_wconf 41'>73.3</span>
</span></p></div></div></body></html>"""


def test_words_are_read_from_hocr() -> None:
    (leaf,) = leaves_of(_HOCR)
    assert (leaf.width, leaf.height, leaf.size) == (612.0, 792.0, 7.9)
    assert [(word.text, word.confidence) for word in leaf.words] == [("§", 0.96), ("73.3", 0.41)]
    assert leaf.words[0].x0 == 72.0
    assert leaf.words[0].baseline == pytest.approx((340 - 10 + 0.01 * 300) * 72 / 300)


def test_thick_strokes_are_bold() -> None:
    """Two words of the same outline, one with thin strokes and one with thick."""
    image = Image.new("L", (1000, 600), 255)
    draw = ImageDraw.Draw(image)
    words = []
    for row, thickness in enumerate([3, 3, 3, 6, 3, 3]):
        top = 60 + 60 * row
        for stroke in range(10):
            x = 100 + 20 * stroke
            draw.rectangle((x, top, x + thickness - 1, top + 30), 0)
        size = 72 / 300
        box = (100 * size, top * size, 300 * size, (top + 31) * size)
        words.append(Word("words", *box, box[3], 1, row))
    found = [word.is_bold for word in with_weights(words, 8.0, image, 300)]
    assert found == [False, False, False, True, False, False]


def _pdf(draw: "list[tuple[Image.Image, tuple[float, float, float, float]]]") -> bytes:
    from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(360, 432))
    for image, (x, y, width, height) in draw:
        canvas.drawImage(ImageReader(image), x, y, width, height)
    canvas.save()
    return buffer.getvalue()


def test_the_own_pixels_of_a_page_are_taken() -> None:
    page = _page()
    (whole, dpi) = _picture(_pdf([(page, (0, 0, 360, 432))]))
    assert (whole.tobytes(), round(dpi)) == (page.tobytes(), 200)


def test_strips_of_a_page_are_put_together() -> None:
    page = _page()
    upper, lower = page.crop((0, 0, 1000, 600)), page.crop((0, 600, 1000, 1200))
    (whole, _) = _picture(_pdf([(upper, (0, 216, 360, 216)), (lower, (0, 0, 360, 216))]))
    assert whole.tobytes() == page.tobytes()


def test_pictures_over_one_another_are_drawn() -> None:
    page = _page()
    stamp = Image.new("L", (300, 300), 128)
    (whole, dpi) = _picture(_pdf([(page, (0, 0, 360, 432)), (stamp, (100, 100, 108, 108))]))
    assert round(dpi) == 300
    assert whole.getpixel((600, 1300)) == 128


def _picture(data: bytes) -> tuple[Image.Image, float]:
    document = pypdfium2.PdfDocument(data)
    found = picture_of(document[0])
    document.close()
    return found.image, found.dpi


@pytest.mark.parametrize(
    ("read", "sure", "again", "sure_again", "taken", "doubt"),
    [
        # Both readings agree, but for signs at the end: the doubt is over.
        ("41(d)(3),", 0.43, "41(d)(3)", 0.6, "41(d)(3),", None),
        ("2012]", 0.74, "2012)", 0.79, "2012]", None),
        # They differ: what is surer is taken, and the other kept.
        ("41(d)(8),", 0.43, "41(d)(3),", 0.84, "41(d)(3),", "41(d)(8),"),
        ("(a)(2)(iii)", 0.74, "(a)(2)Gi1)", 0.0, "(a)(2)(iii)", "(a)(2)Gi1)"),
        # Print has no per cent sign: it may be a fraction whatever is read.
        ("1%", 0.5, "1%", 0.92, "1%", ""),
        # Nothing was read again.
        ("days", 0.3, "", 0.0, "days", ""),
    ],
)
def test_two_readings_of_a_word_are_settled(
    read: str, sure: float, again: str, sure_again: float, taken: str, doubt: str | None
) -> None:
    word = settled(_word(read, 10, 100, 1, sure), _word(again, 10, 100, 1, sure_again))
    assert word.text == taken
    assert (word.doubt and word.doubt.other) == doubt


def _edition(text: str, doubt: str = "") -> cfrdiff.Edition:
    """A section of one paragraph, one of whose words may be misread."""
    at = text.index(doubt)
    repairs = (Repair("doubt", "18", doubt, at, "61% sure"),) if doubt else ()
    paragraph = Paragraph("(a)", ("a",), None, text, repairs=repairs)
    section = Section("1.1", "Records.", "complete", None, (paragraph,))
    source = Source("x", "0", "pdf", exact=not doubt)
    return cfrdiff.Edition(title=1, part="1", as_of=None, source=source, sections=(section,))


@pytest.mark.parametrize(
    ("after", "doubt", "review"),
    [
        ("Keep it for 13 days after receipt.", "13", ("perhaps-misread",)),
        ("Keep it for 13 days after receipt.", "receipt", ()),
        ("Keep it for 18 days after receipt.", "18", ()),
    ],
)
def test_an_edit_of_a_doubtful_word_is_substantive_and_doubtful(
    after: str, doubt: str, review: tuple[str, ...]
) -> None:
    before = _edition("Keep it for 18 days after receipt.")
    newer = _edition(after, doubt)
    changes = cfrdiff.diff(before, newer)
    (change,) = changes.changes
    assert change.review == review
    assert change.significance == ("none" if "18" in after else "substantive")
    assert changes.apply(before) == newer


def _column(left: float, lines: range, block: int, first: int = 0) -> list[Word]:
    """Lines of six words of a column, 20 points to a word."""
    return [
        Word("words", x, 9.0 * i, x + 18, 9.0 * i + 7, 9.0 * i + 6, block, first + i, 0.9)
        for i in lines
        for x in (left + 20 * k for k in range(6))
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # Two columns, as the white and the blocks show them.
        ([*_column(0, range(20), 1), *_column(140, range(20), 2, 50)], None),
        # One column.
        (_column(0, range(20), 1), None),
        # The engine reads across.
        ([*_column(0, range(20), 1), *_column(140, range(20), 1)], "20 of 20 lines across"),
        # Two blocks side by side, and text across below.
        (
            [
                *_column(0, range(8), 1),
                *_column(140, range(8), 2, 50),
                *_column(0, range(10, 30), 3),
                *_column(70, range(10, 30), 3),
                *_column(140, range(10, 30), 3),
            ],
            "side by side",
        ),
    ],
)
def test_columns_and_blocks_check_each_other(words: list[Word], said: str | None) -> None:
    doubt = column_doubt(Leaf(tuple(words), 612.0, 792.0, 8.0))
    assert (doubt is None) if said is None else (doubt is not None and said in doubt)


@pytest.mark.parametrize(
    ("word", "unreadable"), [("agency", False), ("wnuateek", True), ("", False)]
)
def test_a_page_that_is_no_language_is_said_to_be_unreadable(
    tmp_path: Path, word: str, unreadable: bool
) -> None:
    path = tmp_path / "in.txt"
    text = "§ 1.1 Records.\n\n(a) Keep all records.\n\n" + f"{word} {word} of the {word}\n" * 30
    path.write_text(text, encoding="utf-8")
    codes = [finding.code for finding in cfrdiff.read(path, format="ocr-text").findings]
    assert ("unreadable" in codes) is unreadable


def test_figures_that_are_as_wide_as_a_fraction_stay_in_doubt() -> None:
    """A quarter is read as 4 twice; it is wider for its height than any figure."""
    wide = Word("4", 10.0, 90.0, 17.0, 96.0, 96.0, 1, 1, 0.86)
    narrow = Word("4", 10.0, 90.0, 14.0, 96.0, 96.0, 1, 1, 0.86)
    again = _word("4", 10, 100, 1, 0.95)
    assert settled(wide, again).doubt is not None
    assert settled(narrow, again).doubt is None


def test_words_of_a_justified_line_are_of_one_piece() -> None:
    """Its spaces are as wide as those between cells; the white between columns is not one."""
    words = [*_column(0, range(12), 1), *_column(140, range(12), 2, 50)]
    loose = Word("National", 0.0, 120.0, 30.0, 127.0, 126.0, 1, 90, 0.9)
    stand = Word("Stand-", 42.0, 120.0, 60.0, 127.0, 126.0, 1, 90, 0.9)
    sheet = sheet_of(Leaf((*words, loose, stand), 612.0, 792.0, 8.0))
    found = {run.text.strip(): run for run in sheet.runs[-2:]}
    assert found["National"].x1 == 42.0
    assert sheet.runs[-2].text == "National "
    assert all(run.x1 <= 118 or run.x0 >= 140 for run in sheet.runs)
