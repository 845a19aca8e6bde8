"""PDFs made to harm a reader, or to hide words from one, end in an edition or in one line."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_pdf import pdf, stream

import cfrdiff
from cfrdiff.errors import SourceError
from cfrdiff.limits import limits, raised
from cfrdiff.model import Edition

TEXT = (
    b"BT /F1 8 Tf 72 720 Td (\\247 1.1 Records.) Tj ET\n"
    b"BT /F1 8 Tf 72 700 Td (\\(a\\) The office keeps its records for five years.) Tj ET\n"
)
CODES = (
    b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange"
    b" 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
)


def calls_itself() -> bytes:
    form = stream(
        b"BT /F1 8 Tf 72 600 Td (within) Tj ET /X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>",
    )
    return pdf(TEXT + b"/X Do\n", form, resources=b"/XObject<</X 6 0 R>>")


READ: dict[str, Callable[[], bytes]] = {
    "a form that calls itself": calls_itself,
    "one operator of 100,000 characters": lambda: pdf(
        TEXT + b"BT /F1 8 Tf 72 690 Td (" + b"word " * 20_000 + b") Tj ET\n"
    ),
    "20,000 rules": lambda: pdf(
        TEXT + b"".join(b"9 %d m 500 %d l S\n" % (i % 790, i % 790) for i in range(20_000))
    ),
    "300,000 graphics states": lambda: pdf(TEXT + b"q " * 300_000),
    "a page on its side": lambda: pdf(TEXT, page=b"/Rotate 90"),
    "a page upside down": lambda: pdf(TEXT, page=b"/Rotate 180"),
    "places beyond all measure": lambda: pdf(
        TEXT + b"BT /F1 8 Tf 1e38 1e38 Td (far) Tj /F1 1e20 Tf (big) Tj ET\n"
    ),
}


def read(data: bytes, folder: Path) -> Edition:
    file = folder / "made.pdf"
    file.write_bytes(data)
    return cfrdiff.read(file)


@pytest.mark.parametrize("name", READ)
def test_what_is_there_is_read(name: str, tmp_path: Path) -> None:
    edition = read(READ[name](), tmp_path)
    assert [section.number for section in edition.sections] == ["1.1"]
    assert "The office keeps its records for five years." in next(edition.sections[0].walk()).text


@pytest.mark.slow
@pytest.mark.parametrize("step", [b"1 0 Td ", b"0 0.003 Td "])
def test_200_000_operators_are_read_in_time(step: bytes, tmp_path: Path) -> None:
    many = b"".join(b"(w%d ) Tj %b" % (i % 99, step) for i in range(200_000))
    edition = read(pdf(TEXT + b"BT /F1 8 Tf 72 90 Td " + many + b"ET"), tmp_path)
    assert edition.sections[0].number == "1.1"


def doubled(depth: int) -> bytes:
    """Forms that each draw the next twice."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
    forms = [stream(b"/X Do /X Do", entries + resources % (7 + n)) for n in range(depth - 1)]
    leaf = stream(b"BT /F1 8 Tf 72 600 Td (within) Tj ET", entries + resources % 5)
    return pdf(TEXT + b"/X Do\n", *forms, leaf, resources=b"/XObject<</X 6 0 R>>")


def test_forms_that_double_are_read_as_long_as_they_can_be(tmp_path: Path) -> None:
    assert read(doubled(6), tmp_path).sections[0].number == "1.1"


@pytest.mark.parametrize("depth", [20, 25, 38])
def test_forms_that_double_beyond_all_measure_are_refused(depth: int, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"what page 1 draws comes to more"):
        read(doubled(depth), tmp_path)


MANY = 4_000
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"


def in_other_words(name: bytes, kind: bytes) -> bytes:
    """Forms that double, whose kind and use are written otherwise than most files have them."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
    entries = b"/Type/XObject" + kind + b"/BBox[0 0 612 792]"
    forms = [stream(name * 2, entries + resources % (7 + n)) for n in range(25)]
    leaf = stream(b"BT /F1 8 Tf 72 600 Td (within) Tj ET", entries + resources % 5)
    return pdf(TEXT + b"/X Do\n", *forms, leaf, resources=b"/XObject<</X 6 0 R>>")


def drawn_by_letters(depth: int) -> bytes:
    """A font whose one letter draws a form that doubles."""
    resources = b"/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do /X Do", FORM + resources % (9 + n)) for n in range(depth)]
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65"
        b"/LastChar 65/Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 7 0 R>>"
        b"/Resources<</XObject<</X 8 0 R>>>>>>"
    )
    content = TEXT + b"BT /F2 8 Tf 72 500 Td (A) Tj ET\n"
    made = pdf(content, font, stream(b"9 0 d0 /X Do "), *forms, stream(b"0 0 m", FORM))
    return made.replace(b"/F1 5 0 R>>", b"/F1 5 0 R/F2 6 0 R>>", 1)


BEYOND: dict[str, Callable[[], bytes]] = {
    "a name with escapes": lambda: in_other_words(b"/#58 Do ", b"/Subtype/Form"),
    "a kind with escapes": lambda: in_other_words(b"/X Do ", b"/Subtype/F#6frm"),
    "a key with escapes": lambda: in_other_words(b"/X Do ", b"/#53ubtype/Form"),
    "a kind given twice": lambda: in_other_words(b"/X Do ", b"/Subtype/Image/Subtype/Form"),
    "a comment before the operator": lambda: in_other_words(b"/X % Do\nDo ", b"/Subtype/Form"),
    "a string for a name": lambda: in_other_words(b"(X) Do ", b"/Subtype/Form"),
    "the letters of a font": lambda: drawn_by_letters(25),
    "one form many times": lambda: pdf(
        TEXT + b"/X Do " * MANY, stream(b" " * 500, FORM), resources=b"/XObject<</X 6 0 R>>"
    ),
    "words without end": lambda: pdf(
        zlib.compress(TEXT + b"BT /F1 8 Tf " + b"(a)Tj " * 55_000 + b"ET", 1),
        entries=b"/Filter/FlateDecode",
    ),
    "lines without end": lambda: pdf(
        zlib.compress(TEXT + b"0 0 m 9 9 l S " * 55_000, 1), entries=b"/Filter/FlateDecode"
    ),
    "a page of a thousand streams": lambda: pdf(
        TEXT + b"BT /F1 8 Tf " + b"(a)Tj " * 500 + b"ET "
    ).replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 200 + b"]"),
    "a page that names its content many times": lambda: pdf(
        TEXT + b"/X Do " * 100, stream(b" " * 500, FORM), resources=b"/XObject<</X 6 0 R>>"
    ).replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 40 + b"]"),
}


@pytest.mark.parametrize("name", BEYOND)
def test_drawings_beyond_all_measure_are_refused_however_they_are_written(
    name: str, tmp_path: Path
) -> None:
    refused = pytest.raises(SourceError, match=r"page 1 draws comes to more than 1,600,000 bytes")
    with raised(drawn_bytes=1_600_000), refused:
        read(BEYOND[name](), tmp_path)


def test_a_stream_that_unpacks_beyond_all_measure_is_refused(
    tmp_path: Path,
) -> None:
    assert limits().stream_bytes <= 200_000_000
    bomb = zlib.compress(b" " * 2_000_000, 9)
    refused = pytest.raises(SourceError, match=r"unpacks to more than 1,000,000 bytes")
    with raised(stream_bytes=1_000_000), refused:
        read(pdf(bomb, entries=b"/Filter/FlateDecode"), tmp_path)


packed = zlib.compress(TEXT * 50)
DAMAGED = {
    "overwritten": packed[:60] + b"XXXX" + packed[64:],
    "cut short": packed[:-30],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_stream_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"page 1: the PDF is damaged"):
        read(pdf(DAMAGED[name], entries=b"/Filter/FlateDecode"), tmp_path)


def test_a_table_of_characters_without_end_ends(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no section found"):
        read(pdf(TEXT, stream(CODES), font=b"/ToUnicode 6 0 R"), tmp_path)


def test_words_that_are_not_seen_are_set_aside_and_reported(tmp_path: Path) -> None:
    hidden = (
        b"BT 3 Tr /F1 8 Tf 72 680 Td (\\(b\\) Nobody sees this.) Tj ET\n"
        b"BT 0 Tr /F1 0.01 Tf 72 660 Td (Nor this.) Tj ET\n"
    )
    edition = read(pdf(TEXT + hidden), tmp_path)
    assert [p.text for p in edition.sections[0].walk()] == [
        "The office keeps its records for five years."
    ]
    assert [f.text for f in edition.furniture] == ["(b) Nobody sees this.", "Nor this."]
    assert [f.code for f in edition.findings] == ["text-not-seen"]


def test_a_layer_of_words_behind_a_picture_is_read(tmp_path: Path) -> None:
    edition = read(pdf(b"3 Tr\n" + TEXT), tmp_path)
    assert edition.sections[0].number == "1.1"
    assert not edition.source.exact
    assert [f.code for f in edition.findings] == ["text-not-seen"]
