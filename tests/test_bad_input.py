"""Bad input is told in one line; input that is merely written differently is read."""

import io
import os
import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from test_cli import MARKDOWN, PDF, TEXT, run

import cfrdiff
from cfrdiff.cli import main

# Files that are no edition


def encrypted(strength: int) -> bytes:
    return one_page(lambda page: page.drawString(72, 720, "§ 163.12 Secret."), strength)


def without_text() -> bytes:
    def draw(page: Canvas) -> None:
        page.rect(72, 72, 400, 600)
        page.drawImage(ImageReader(Image.new("RGB", (20, 20), "grey")), 100, 100)

    return one_page(draw)


def one_page(
    draw: Callable[[Canvas], object], strength: int | None = None, compress: int = 1
) -> bytes:
    file = io.BytesIO()
    lock = StandardEncryption("secret", strength=strength) if strength else None
    canvas = Canvas(file, pagesize=(612, 792), pageCompression=compress, encrypt=lock)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def small_pdf() -> bytes:
    """A page that pdfminer sees every byte of: nothing is compressed."""

    def draw(page: Canvas) -> None:
        page.setFont("Times-Roman", 10)
        lines = TEXT.read_text("utf-8").split("\n\n§ 163.12", 1)[1].splitlines()[:40]
        for n, line in enumerate([f"§ 163.12{lines[0]}", *lines[1:]]):
            page.drawString(72, 720 - 12 * n, line)

    return one_page(draw, compress=0)


def overwritten(data: bytes, begin: int, with_: bytes) -> bytes:
    return data[:begin] + with_ + data[begin + len(with_) :]


def in_stream(number: int) -> int:
    """A place in the middle of the content of a page of the PDF, which has three."""
    streams = [match.start() for match in re.finditer(rb"\bstream\n", PDF.read_bytes())]
    return streams[number - 1] + 3000


SECTION_SIGN = TEXT.read_bytes().index("§".encode())


class Bad(NamedTuple):
    """A file, what the line says of it, and where in it the fault is told to be."""

    name: str
    make: Callable[[], bytes] | None
    says: str
    place: str = ""


BAD_FILES = [
    Bad("missing.txt", None, "no such file"),
    Bad("empty.txt", lambda: b"", "the file is empty"),
    Bad("empty.pdf", lambda: b"", "the file is empty"),
    Bad("blank.txt", lambda: b" \r\n\t\n", "the file is empty"),
    Bad("only-a-mark.txt", lambda: b"\xef\xbb\xbf", "the file is empty"),
    Bad(
        "picture.txt",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        "the picture is damaged",
    ),
    Bad("zeros.txt", lambda: bytes(5000), "not text but binary data", "byte 0"),
    Bad(
        "half-a-sign.txt",
        lambda: TEXT.read_bytes().replace("§".encode(), b"\xc2", 1),
        "damaged UTF-8 text",
        f"byte {SECTION_SIGN}",
    ),
    Bad(
        "half-a-character.txt",
        lambda: TEXT.read_text("utf-8").encode("utf-16")[:-1],
        "damaged UTF-16-LE text",
        "byte ",
    ),
    Bad("letter.txt", lambda: b"Dear reader,\n\nthere is no section here.\n", "no section found"),
    Bad("locked-40.pdf", lambda: encrypted(40), "the PDF is encrypted"),
    Bad("locked-128.pdf", lambda: encrypted(128), "the PDF is encrypted"),
    Bad(
        "locked-otherwise.pdf",
        lambda: encrypted(128).replace(b"/Standard", b"/Unheard0"),
        "the PDF is encrypted",
    ),
    Bad("cut.pdf", lambda: PDF.read_bytes()[:20_000], "cut off before its end mark"),
    Bad("cut-short.pdf", lambda: PDF.read_bytes()[:100], "cut off before its end mark"),
    Bad("without-its-end.pdf", lambda: PDF.read_bytes()[:-8], "cut off before its end mark"),
    Bad(
        "overwritten.pdf",
        lambda: overwritten(PDF.read_bytes(), in_stream(2), b"X" * 500),
        "the PDF is damaged",
        "page 2",
    ),
    Bad(
        "one-letter.pdf",
        lambda: overwritten(PDF.read_bytes(), in_stream(3), b"!!"),
        "the PDF is damaged",
        "page 3",
    ),
    Bad(
        "lost-page.pdf",
        lambda: PDF.read_bytes().replace(b"\n8 0 obj", b"\n8 0 xyz"),
        "the PDF is damaged (it lacks 1 of its pages)",
    ),
    Bad(
        "lost-content.pdf",
        lambda: PDF.read_bytes().replace(b"/Contents 14 0 R", b"/Contents 94 0 R"),
        "the PDF is damaged",
        "page 2",
    ),
    Bad(
        "noise.pdf",
        lambda: b"%PDF-1.7\n" + random.Random(163).randbytes(3000) + b"\n%%EOF\n",
        "the PDF is damaged",
    ),
    Bad("without-text.pdf", without_text, "the PDF has no text"),
]


@pytest.fixture(params=BAD_FILES, ids=lambda bad: bad.name)
def bad(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bad:
    """One of the files, in the folder we are in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CFRDIFF_CORPUS", str(tmp_path / "corpus"))
    found: Bad = request.param
    if found.make is not None:
        Path(found.name).write_bytes(found.make())
    return found


def assert_one_line(err: str, name: str, says: str, place: str = "") -> None:
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert err.startswith(f"cfrdiff: {name}")
    assert says in err
    assert place in err
    assert "; " in err  # what to do


def test_a_bad_file_is_told_in_one_line(bad: Bad) -> None:
    output = Path("out.json")
    output.write_text("as it was")
    before = sorted(os.listdir())
    ran = run("read", bad.name, "--json", "-o", output)
    assert ran.code == 2
    assert ran.out == ""
    assert_one_line(ran.err, bad.name, bad.says, bad.place)
    assert output.read_text() == "as it was"
    assert sorted(os.listdir()) == before


@pytest.mark.parametrize("command", ["diff BAD GOOD", "diff GOOD BAD --json", "corpus add BAD"])
def test_every_command_tells_it_alike(bad: Bad, command: str) -> None:
    names = {"BAD": bad.name, "GOOD": str(TEXT)}
    before = sorted(os.listdir())
    done = CliRunner().invoke(main, [names.get(word, word) for word in command.split()])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert_one_line(done.stderr, bad.name, bad.says, bad.place)
    assert sorted(os.listdir()) == before


# Requests that cannot be met


class Request(NamedTuple):
    """A command, the name its line begins with, and what it says of it."""

    args: str
    name: str
    says: str


REQUESTS = [
    Request("read folder", "folder", "this is a folder"),
    Request("diff folder good.txt", "folder", "this is a folder"),
    Request("diff good.txt folder", "folder", "this is a folder"),
    Request("read good.txt/below", "good.txt/below", "Not a directory"),
    Request(f"read {'long' * 99}.txt", "long", "File name too long"),
    Request("read good.txt --section 163.99", "good.txt", "no § 163.99 in this file; it has 163.1"),
    Request("diff good.txt good.txt --section 163.99", "§ 163.99", "good.txt"),
    Request("read good.txt -o none/out", "none/out", "cannot be written (No such file"),
    Request("read good.txt -o folder", "folder", "this is a folder"),
    Request("read good.txt -o good.txt/out", "good.txt/out", "cannot be written (Not a dir"),
    Request("diff good.txt good.txt -o none/out", "none/out", "cannot be written (No such file"),
    Request("read 19-cfr-163-1999", "19-cfr-163-1999", "no edition of that id in the corpus"),
    Request("diff good.txt 19-cfr-163-1999", "19-cfr-163-1999", "no edition of that id"),
    Request("corpus show 19-cfr-163-1999", "no edition '19-cfr-163-1999'", "it has 19-cfr-163-"),
    Request("read good.txt --format rtf", "good.txt", "unknown format 'rtf'; choose from text,"),
    Request("read good.txt --format pdf", "good.txt", "this is no PDF"),
    Request("read good.txt --as-of 4/1/2012", "good.txt", "'4/1/2012' is no date"),
    Request("read good.txt --as-of 2012-02-30", "good.txt", "'2012-02-30' is no date"),
    Request("read good.txt --as-of 20120401", "good.txt", "write it as 2012-04-01"),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: one.args[:60])
def test_a_request_that_cannot_be_met_is_told_in_one_line(
    request_: Request, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_bytes(TEXT.read_bytes())
    (tmp_path / "folder").mkdir()
    ran = run(*request_.args.split(), cwd=tmp_path)
    assert ran.code == 2
    assert ran.out == ""
    assert_one_line(ran.err, request_.name, request_.says)
    assert (tmp_path / "good.txt").read_bytes() == TEXT.read_bytes()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "good.txt"]


def test_a_file_without_a_name() -> None:
    for ran in (run("read", ""), run("read", str(TEXT), "-o", "")):
        assert (ran.code, ran.out) == (2, "")
        assert_one_line(ran.err, "''", "a file without a name")


def test_a_device_that_takes_nothing() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    ran = run("read", str(TEXT), "-o", "/dev/full")
    assert (ran.code, ran.out) == (2, "")
    assert_one_line(ran.err, "/dev/full", "cannot be written")


def test_what_permissions_forbid(tmp_path: Path) -> None:
    secret, closed = tmp_path / "secret.txt", tmp_path / "closed"
    secret.write_bytes(TEXT.read_bytes())
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("root may read and write everything")
    closed.mkdir(mode=0o500)
    ran = run("read", secret)
    assert (ran.code, ran.out) == (2, "")
    assert_one_line(ran.err, str(secret), "Permission denied")
    ran = run("read", TEXT, "-o", closed / "out")
    assert (ran.code, ran.out) == (2, "")
    assert_one_line(ran.err, str(closed / "out"), "Permission denied")


# Written differently, and read all the same

Said = list[tuple[object, ...]]
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8-sig",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16-le with a mark": "\ufeff utf-16-le",
    "utf-16-be with a mark": "\ufeff utf-16-be",
    "utf-32 with a mark": "utf-32",
    "windows-1252": "cp1252",
}


def written(text: str, encoding: str) -> bytes:
    mark, _, name = ENCODINGS[encoding].rpartition(" ")
    return (mark + text).encode(name)


def said_by(edition: cfrdiff.Edition) -> Said:
    said: Said = []
    for section in edition.sections:
        said.append((section.number, section.heading, section.extent, section.source_note))
        said += [(p.path, p.heading, p.text, p.inferred, p.partial) for p in section.walk()]
    return said


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("source", [TEXT, MARKDOWN], ids=["text", "markdown"])
def test_every_encoding_and_line_end_reads_the_same(
    source: Path, encoding: str, end: str, tmp_path: Path
) -> None:
    original = cfrdiff.read(source)
    text = source.read_text("utf-8")
    file = tmp_path / "other.txt"
    file.write_bytes(written(text.replace("\n", end), encoding))
    edition = cfrdiff.read(file)
    assert edition.source.format == original.source.format
    assert said_by(edition) == said_by(original)
    assumed = [f.message for f in edition.findings if f.code == "encoding-assumed"]
    assert [("Windows-1252" in message) for message in assumed] == (
        [True] if encoding == "windows-1252" else []
    )


@pytest.mark.parametrize("encoding", ["utf-16-be", "windows-1252"])
def test_the_command_line_finds_no_change(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    text = TEXT.read_text("utf-8").replace("\n", "\r\n")
    file.write_bytes(written(text, encoding))
    ran = run("diff", TEXT, file, "--exit-code")
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing changed." in ran.out


def test_a_stray_control_character_does_not_change_the_encoding(tmp_path: Path) -> None:
    file = tmp_path / "stray.txt"
    file.write_bytes(TEXT.read_bytes() + b"\n\x00\n")
    assert any(section.number == "163.12" for section in cfrdiff.read(file).sections)


def test_a_pdf_whose_password_is_empty_is_read(tmp_path: Path) -> None:
    file = tmp_path / "open.pdf"
    canvas = Canvas(str(file), encrypt=StandardEncryption("", ownerPassword="secret", strength=128))
    canvas.drawString(72, 720, "§ 163.12 Recordkeeping Compliance Program.")
    canvas.drawString(72, 708, "(a) General. The program is voluntary.")
    canvas.save()
    ran = run("read", file)
    assert (ran.code, ran.err) == (0, "")
    assert "The program is voluntary." in ran.out


def test_a_page_without_text_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "pages.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(72, 720, "§ 163.12 Recordkeeping Compliance Program.")
    canvas.drawString(72, 708, "(a) General. The program is voluntary.")
    canvas.showPage()
    canvas.rect(72, 72, 400, 600)
    canvas.save()
    found = [f.message for f in cfrdiff.read(file).findings if f.code == "page-without-text"]
    assert found == ["page 2 has no text: it is blank, a drawing, or damaged"]


# Whatever the bytes: an edition or one of our errors

CORPUS = [TEXT.read_bytes(), MARKDOWN.read_bytes()]
SMALL_PDF = small_pdf()
flips = st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), min_size=1, max_size=20)


def flipped(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """`data` with single bytes replaced, at places taken round its end."""
    changed = bytearray(data)
    for at, byte in changes:
        changed[at % len(changed)] = byte
    return bytes(changed)


def assert_edition_or_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fuzz.txt"
        file.write_bytes(data)
        try:
            edition = cfrdiff.read(file)
        except cfrdiff.CfrdiffError as error:
            assert_one_line(f"cfrdiff: {error}\n", str(file), "")
        else:
            assert cfrdiff.Edition.from_json(edition.to_json()) == edition


@settings(deadline=None, max_examples=examples(60))
@given(data=st.binary(max_size=3000))
def test_random_bytes(data: bytes) -> None:
    assert_edition_or_error(data)


@settings(deadline=None, max_examples=examples(40))
@given(data=st.sampled_from(CORPUS), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_random_cuts(data: bytes, cut: tuple[float, float]) -> None:
    begin, end = sorted(int(share * len(data)) for share in cut)
    assert_edition_or_error(data[begin:end])


@settings(deadline=None, max_examples=examples(40))
@given(data=st.sampled_from(CORPUS), changes=flips)
def test_random_flips(data: bytes, changes: list[tuple[int, int]]) -> None:
    assert_edition_or_error(flipped(data, changes))


SMALL_XML = """<?xml version="1.0"?><CFRDOC><TITLE><CFRTITLE>1</CFRTITLE></TITLE><PART>
<HD SOURCE="HED">PART 1—RECORDS</HD><SECTION><SECTNO>§ 1.2</SECTNO><SUBJECT>Records.</SUBJECT>
<P>(a) <E T="03">General.</E> It is &amp; stays:</P><P>(1) One; or</P><P>(2) Two.</P><FP>So it is.</FP>
<GPOTABLE><ROW><ENT>One</ENT><ENT>Two</ENT></ROW></GPOTABLE><FTNT><P>A note.</P></FTNT>
<CITA>[76 FR 65961, Oct. 25, 2011]</CITA></SECTION></PART></CFRDOC>""".encode()


@settings(deadline=None, max_examples=examples(60))
@given(cut=st.tuples(st.floats(0, 1), st.floats(0, 1)), changes=st.one_of(st.just([]), flips))
def test_random_cuts_and_flips_of_xml(
    cut: tuple[float, float], changes: list[tuple[int, int]]
) -> None:
    begin, end = sorted(int(share * len(SMALL_XML)) for share in cut)
    if begin < end:
        assert_edition_or_error(flipped(SMALL_XML[begin:end], changes))
    assert_edition_or_error(flipped(SMALL_XML, changes) if changes else SMALL_XML)


@settings(deadline=None, max_examples=examples(30))
@given(share=st.floats(0, 1, exclude_max=True))
def test_random_cuts_of_a_pdf(share: float) -> None:
    data = PDF.read_bytes()
    assert_edition_or_error(data[: int(share * len(data))])


@settings(deadline=None, max_examples=examples(60))
@given(changes=flips)
def test_random_flips_in_a_bare_pdf(changes: list[tuple[int, int]]) -> None:
    assert_edition_or_error(flipped(SMALL_PDF, changes))


@settings(deadline=None, max_examples=examples(6))
@given(changes=flips)
def test_random_flips_in_a_pdf(changes: list[tuple[int, int]]) -> None:
    assert_edition_or_error(flipped(PDF.read_bytes(), changes))
