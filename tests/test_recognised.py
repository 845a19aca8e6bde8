"""What engines give: hOCR, ALTO and Tesseract's table of words, and pictures as files."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw, ImageFile, ImageFont

import cfrdiff
from cfrdiff import sources
from cfrdiff.sources.scans import tesseract

# Two columns of a page as they are printed; an asterisk marks an indented line.
_LEFT = """\
§ 73.1 Applicability.
*The airspace that is described in
subpart B of this part is designated
as special use airspace.
$73.3 Special use airspace.
*(a) Special use airspace consists of
airspace of defined dimensions that
is identified by an area on the sur-
face of the earth.""".splitlines()
_RIGHT = """\
*(b) The vertical limits of special
use airspace are measured by des-
ignated altitude floors.
*(c) The horizontal limits are meas-
ured by boundaries that are de-
scribed by geographic coordinates.
§ 73.5 Bearings; radials; miles.
*(a) All bearings and radials in this
part are true from point of origin.""".splitlines()

# The small font of the picture has no section sign that Tesseract knows.
_SIGN = re.compile(r"[$§] ?")
_PITCH, _HEIGHT, _LETTER = 38, 30, 16
_WIDTH, _TALL = 2550, 3300


class _Word(NamedTuple):
    text: str
    box: tuple[int, int, int, int]
    confidence: int


def _lines() -> Iterator[tuple[int, list[_Word]]]:
    """The lines of the page with their blocks, in pixels at 300 dots an inch."""
    for block, (left, column) in enumerate(((550, _LEFT), (1300, _RIGHT)), 1):
        for i, line in enumerate(column):
            x = left + 35 * line.startswith("*")
            top = 700 + _PITCH * i
            words = []
            for word in line.removeprefix("*").split():
                sure = 45 if word == "dimensions" else 96
                right = x + _LETTER * len(word)
                words.append(_Word(word, (x, top, right, top + _HEIGHT), sure))
                x = right + _LETTER
            yield block, words


def _hocr() -> str:
    said = []
    for block, words in _lines():
        x0, top, x1, bottom = words[0].box[0], words[0].box[1], words[-1].box[2], words[0].box[3]
        inner = "".join(
            f"<span class='ocrx_word' title='bbox {b} {t} {r} {f}; x_wconf {w.confidence}'>{w.text}"
            "</span> "
            for w in words
            for b, t, r, f in [w.box]
        )
        said.append(
            f"<div class='ocr_carea' id='b{block}'><span class='ocr_line' title=\"bbox {x0} {top}"
            f' {x1} {bottom}; baseline 0 -6; x_size {_HEIGHT}">{inner}</span></div>'
        )
    title = f'image "x"; bbox 0 0 {_WIDTH} {_TALL}; scan_res 300 300'
    page = f"<div class='ocr_page' title='{title}'>{''.join(said)}</div>"
    return f"<!DOCTYPE html><html><body>{page}</body></html>"


def _tsv() -> str:
    names = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = ["\t".join(names.split()), f"1\t1\t0\t0\t0\t0\t0\t0\t{_WIDTH}\t{_TALL}\t-1\t"]
    for number, (block, words) in enumerate(_lines()):
        for i, word in enumerate(words):
            x0, top, x1, bottom = word.box
            cells = (5, 1, block, 1, number, i, x0, top, x1 - x0, bottom - top, word.confidence)
            rows.append("\t".join(map(str, (*cells, word.text))))
    return "\n".join(rows)


def _alto() -> str:
    blocks: dict[int, list[str]] = {}
    for block, words in _lines():
        x0, top, x1, bottom = words[0].box[0], words[0].box[1], words[-1].box[2], words[0].box[3]
        strings = "<SP/>".join(
            f'<String CONTENT="{w.text.removesuffix("-")}" HPOS="{w.box[0]}" VPOS="{w.box[1]}"'
            f' WIDTH="{w.box[2] - w.box[0]}" HEIGHT="{_HEIGHT}" WC="{w.confidence / 100}"/>'
            for w in words
        )
        hyphen = '<HYP CONTENT="-"/>' if words[-1].text.endswith("-") else ""
        blocks.setdefault(block, []).append(
            f'<TextLine HPOS="{x0}" VPOS="{top}" WIDTH="{x1 - x0}" HEIGHT="{bottom - top}">'
            f"{strings}{hyphen}</TextLine>"
        )
    inner = "".join(f"<TextBlock>{''.join(lines)}</TextBlock>" for lines in blocks.values())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/'
        'ns-v3#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>'
        f'<Page WIDTH="{_WIDTH}" HEIGHT="{_TALL}"><PrintSpace>{inner}</PrintSpace></Page></Layout>'
        "</alto>"
    )


@pytest.mark.parametrize(
    ("made", "format"), [(_hocr(), "hocr"), (_tsv(), "tesseract-tsv"), (_alto(), "alto")]
)
def test_recognised_words_are_read_in_their_columns(tmp_path: Path, made: str, format: str) -> None:
    path = tmp_path / "in.dat"
    path.write_text(made, encoding="utf-8")
    edition = cfrdiff.read(path)
    assert (edition.source.format, edition.source.exact) == (format, False)
    assert [section.number for section in edition.sections] == ["73.1", "73.3", "73.5"]
    special = edition.section("73.3")
    assert special is not None
    assert [one.designation for one in special.walk()] == ["(a)", "(b)", "(c)"]
    first, *_ = special.walk()
    assert first.text.endswith("an area on the surface of the earth.")
    assert [r.after for r in first.repairs if r.kind == "doubt"] == ["dimensions"]
    assert any(
        f.code == "perhaps-misread" and "'dimensions'" in f.message for f in edition.findings
    )


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (_hocr().replace("bbox 550", "bbox x"), "hOCR is damaged"),
        (_tsv().replace("\t30\t96", "\tx\t96"), "table is damaged"),
        (_alto().replace('HPOS="550"', 'HPOS="x"'), "ALTO is damaged"),
        (_alto()[:-9], "XML is damaged"),
        (_hocr().replace("ocrx_word", "word"), "no text"),
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, made: str, message: str) -> None:
    path = tmp_path / "in.dat"
    path.write_text(made, encoding="utf-8")
    with pytest.raises(cfrdiff.SourceError, match=message):
        cfrdiff.read(path)


def _pictured(format: str, pages: int = 1) -> bytes:
    image = Image.new("L", (_WIDTH, 1600), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(30)
    for _, words in _lines():
        text = " ".join(_SIGN.sub("Sec. ", word.text) for word in words)
        draw.text(words[0].box[:2], text, 0, font)
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(buffer, format, dpi=(300, 300), **more)
    return buffer.getvalue()


@pytest.mark.parametrize("format", ["TIFF", "PNG", "JPEG"])
def test_a_picture_is_told_by_its_content(format: str) -> None:
    assert sources.sniff(_pictured(format)) == "picture"


@pytest.mark.parametrize("told", [False, True])
def test_a_damaged_picture_is_refused(
    told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", told)
    path = tmp_path / "in.png"
    path.write_bytes(_pictured("PNG")[:3000])
    with pytest.raises(cfrdiff.SourceError, match="picture is damaged"):
        cfrdiff.read(path)


@pytest.mark.slow
@pytest.mark.skipif(not tesseract.available(), reason="Tesseract (tesseract-ocr) is not installed")
def test_a_tiff_is_read_like_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "in.tif"
    path.write_bytes(_pictured("TIFF"))
    edition = cfrdiff.read(path)
    assert [section.number for section in edition.sections] == ["73.1", "73.3", "73.5"]
