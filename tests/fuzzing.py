"""Inputs of every kind that is read, and ways to spoil them.

``python tests/fuzzing.py KIND SECONDS SEED`` spoils inputs of a kind for so long (``all`` shares
the seconds out among the kinds), and prints what ends in anything but an edition or one of our
errors, or takes too long. Such an input is left in the folder that it is run in; its place is in
tests/data/hostile, under its kind's name, where tests read it again and from where more like it are
made. Exits 1 where there is one.
"""

from __future__ import annotations

import io
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from drawn_pdf import pdf, stream

import cfrdiff
from cfrdiff.cites import CiteError, parse_selection
from cfrdiff.errors import CfrdiffError
from cfrdiff.instructions.rule_files import is_rule
from cfrdiff.rules.cases import asked_facts, read_case
from cfrdiff.rules.checking import check
from cfrdiff.sources import corpus, markdown, registry, word
from cfrdiff.sources.corpus import bundled_folder
from cfrdiff.sources.toml import TomlError, read_toml

__all__ = ["KINDS", "spoilt", "tried"]

DATA = Path(__file__).parent / "data" / "hostile"
TEXT = (
    "19 CFR Ch. I (4–1–12 Edition)\n\n§ 1.1 Rule.\n\n(a) *General.* The importer must keep records"
    " for 5 years.\n(1) See § 1.2(b)(3) and 19 U.S.C. 1508(a)–(c).\n(i) On or before May 1, 2012,"
    " $1,000.50.\n(ii) [Reserved]\n(b) Under paragraphs (a)(1) through (3), notify CBP.\n\n"
    "§ 1.2 Other.\n\n(a) Not later than 30 days after entry.\n\n[T.D. 98–56, 63 FR 32955, June 16,"
    " 1998]\n"
)
MARKDOWN = "# § 1.1 Rule.\n\n**(a)** *General.* Keep it.\n\n- (1) One\n- (2) Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
GPO_TEXT = (
    "[Code of Federal Regulations]\n[Title 19, Volume 2]\n[Revised as of April 1, 2012]\n"
    "[CITE: 19CFR1.1]\n\n[Page 5]\n\n                      TITLE 19--CUSTOMS DUTIES\n\n"
    "Sec. 1.1  Rule.\n\n    (a) Keep it for 5 years.\n    (1) See Sec. 1.2.\n"
)
GPO_XML = (
    "<CFRGRANULE><FDSYS><CFRTITLE>19</CFRTITLE><DATE>2012-04-01</DATE></FDSYS><PART>"
    "<HD SOURCE='HED'>PART 1—RULES</HD><AUTH><HD>Authority:</HD><P>19 U.S.C. 66.</P></AUTH>"
    "<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Rule.</SUBJECT><P>(a) <E T='03'>General.</E> Keep"
    " it<SU>1</SU>.</P><FTNT><P><SU>1</SU> Note.</P></FTNT><P>(1) See § 1.2.</P><GPOTABLE COLS='2'>"
    "<BOXHD><CHED H='1'>A</CHED><CHED H='1'>B</CHED></BOXHD><ROW><ENT I='01'>x</ENT><ENT>2</ENT>"
    "</ROW></GPOTABLE><EFFDNOT><HD>Effective Date Note:</HD><P>At 63 FR 1, Jan. 2, 1998, § 1.1 was"
    " revised, effective Mar. 3, 1999.</P></EFFDNOT><CITA>[63 FR 32955, June 16, 1998]</CITA>"
    "</SECTION></PART></CFRGRANULE>"
)
ECFR_XML = (
    "<DIV5 N='1' TYPE='PART'><HEAD>PART 1—RULES</HEAD><DIV8 N='1.1' TYPE='SECTION'><HEAD>§ 1.1"
    " Rule.</HEAD><P>(a) <I>General.</I> Keep it.</P><P>(1) 10<SUP>5</SUP> kg.</P><TABLE><TR><TH"
    " COLSPAN='2'>A</TH></TR><TR><TD>1</TD><TD>2</TD></TR></TABLE></DIV8><DIV9 N='Appendix A'"
    " TYPE='APPENDIX'><HEAD>Appendix A to Part 1</HEAD><P>1. One. (a) Two.</P></DIV9></DIV5>"
)
HTML = (
    "<!DOCTYPE html><html><head><title>19 CFR 1.1</title></head><body><h1>§ 1.1 Rule.</h1><p>(a)"
    " <em>General.</em> Keep it.</p><ul><li>(1) One</li></ul><table><tr><th colspan=2>A</th></tr>"
    "<tr><td>1<td>2</table><a href='/x'>x</a></body></html>"
)
WORD = (
    "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>§ 1.1 Rule.</w:t></w:r></w:p><w:p><w:r><w:rPr>"
    "<w:i/></w:rPr><w:t>(a) General.</w:t></w:r><w:r><w:t> Keep it.</w:t></w:r></w:p><w:tbl><w:tr>"
    "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl></w:body></w:document>"
)
RULE = (
    "<RULE><PREAMB><EFFDATE><P>Effective May 1, 2012.</P></EFFDATE></PREAMB><REGTEXT TITLE='19'"
    " PART='1'><AMDPAR>1. Section 1.1 is amended by:</AMDPAR><AMDPAR>a. Revising paragraph (a)(1);"
    " and</AMDPAR><AMDPAR>b. In paragraph (a), removing “records” and adding “books” in its place,"
    " and redesignating paragraphs (b)(1) through (3) as (c)(1) through (3).</AMDPAR><SECTION>"
    "<SECTNO>§ 1.1</SECTNO><SUBJECT>Rule.</SUBJECT><STARS/><P>(a) * * *</P><P>(1) New.</P><STARS/>"
    "</SECTION></REGTEXT></RULE>"
)
INSTRUCTIONS = (
    "1. In § 1.1:\n    a. remove “records” and add “books” in its place; and\n    b. revise paragraph"
    " (a)(1).\n    The revision reads as follows:\n\n§ 1.1 Rule.\n\n* * * * *\n\n(a) * * *\n\n"
    "    (1) New.\n\n* * * * *\n\n2. Redesignate § 1.2 as § 1.3.\n"
)
# Two columns, a fraction, a rule, a picture's place, a form, and words that are not seen.
DRAWING = (
    "BT /F1 8 Tf 72 720 Td (\\247 1.1 Rule.) Tj ET\nBT /F1 8 Tf 80 710 Td (\\(a\\) Keep records 28)"
    " Tj /F1 4.8 Tf 0 3 Td (1) Tj ET\nBT /F1 8 Tf 300 710 Td [(\\(b\\) Noti) -90 (fy CBP of re-)] TJ"
    " ET\nBT /F1 8 Tf 300 701 Td (cords.) Tj ET\n72 690 m 500 690 l S\nq 1 0 0 1 0 -20 cm /X Do Q\n"
    "BT 3 Tr /F1 8 Tf 72 650 Td (unseen) Tj ET\nBT 0 1 -1 0 20 300 Tm (VerDate) Tj ET\n"
)
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>"


def _drawn(content: bytes) -> bytes:
    """A PDF of one page that draws this."""
    form = stream(b"BT /F1 7 Tf 72 680 Td (\\(1\\) Within.) Tj ET", _FORM)
    return pdf(content, form, resources=b"/XObject<</X 6 0 R>>")


TOML = '["163.12"]\ncertified = true\nsince = 2012-04-01\n\n["163.6"]\nnote = "x"\n'


MHTML = (
    "From: <Saved by Blink>\nSubject: 1.1\nMIME-Version: 1.0\nContent-Type: multipart/related;\n"
    '\ttype="text/html";\n\tboundary="--b--"\n\n----b--\nContent-Type: text/html\n'
    "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://www.ecfr.gov/\n\n"
    "<html><body><h4>=C2=A7 1.1 Rule.</h4><p>(a) Keep=\n it.</p></body></html>\n\n----b--\n"
    "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n\n----b----\n"
)
HOCR = (
    "<html><body><div class='ocr_page' title='image \"x\"; bbox 0 0 2550 3300; scan_res 300 300'>"
    "<div class='ocr_carea'><span class='ocr_line' title='bbox 550 700 900 730; baseline 0 -6;"
    " x_size 30'><span class='ocrx_word' title='bbox 550 700 600 730; x_wconf 96'>§</span> <span"
    " class='ocrx_word' title='bbox 610 700 700 730; x_wconf 96'>1.1</span> <span class='ocrx_word'"
    " title='bbox 710 700 900 730; x_wconf 40'>Rule.</span></span></div></div></body></html>"
)
ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>pixel'
    "</MeasurementUnit></Description><Layout><Page WIDTH='2550' HEIGHT='3300'><PrintSpace>"
    "<TextBlock><TextLine HPOS='550' VPOS='700' WIDTH='350' HEIGHT='30'><String HPOS='550'"
    " VPOS='700' WIDTH='50' HEIGHT='30' CONTENT='§' WC='0.9'/><SP/><String HPOS='610' VPOS='700'"
    " WIDTH='90' HEIGHT='30' CONTENT='1.1' WC='0.9'/><String HPOS='710' VPOS='700' WIDTH='190'"
    " HEIGHT='30' CONTENT='Rule.' WC='0.4'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
)
_COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text"
_ROWS = (
    "1 1 0 0 0 0 0 0 2550 3300 -1 ",
    "4 1 1 1 1 0 550 700 350 30 -1 ",
    "5 1 1 1 1 1 550 700 50 30 96.5 §",
    "5 1 1 1 1 2 610 700 90 30 96.5 1.1",
    "5 1 1 1 1 3 710 700 190 30 40 Rule.",
)
TSV = "\n".join(row.replace(" ", "\t") for row in (_COLUMNS, *_ROWS)) + "\n"
MANIFEST = (
    '[[edition]]\nid = "one"\nfile = "one.txt"\nformat = "text"\nsha256 = "00"\ntitle = 19\n'
    'part = "163"\nas_of = "2012-04-01"\ncovers = "all"\n'
)
SELECTION = "§§ 163.2(b) through (d), 163.11-163.13 and 19 CFR part 1003 subpart B"


def _read(data: bytes, kind: str) -> None:
    """An edition of the bytes, and what is made of it."""
    file = registry.load("fuzz", kind, data)
    from cfrdiff import structure, text
    from cfrdiff.model import Source

    edition = structure.build(text.run_on(file), Source("fuzz", file.sha256, file.format))
    assert cfrdiff.Edition.from_json(edition.to_json()) == edition
    changes = cfrdiff.diff(_BASE[0], edition, force=True)
    assert changes.apply(_BASE[0]).sections == edition.sections
    changes.to_json()


_BASE: list[cfrdiff.Edition] = []


def _base() -> cfrdiff.Edition:
    if not _BASE:
        from cfrdiff import structure, text
        from cfrdiff.model import Source

        file = registry.load("base", "text", TEXT.encode())
        _BASE.append(structure.build(text.run_on(file), Source("base", file.sha256, "text")))
    return _BASE[0]


def _amend(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        is_rule(data, "rule")
        made = cfrdiff.amend(_base(), file.name)
        made.edition.to_json()


def _zipped(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", data)
    return made.getvalue()


def _facts(data: bytes) -> None:
    try:
        read_toml(data)
    except TomlError:
        return
    read_case("facts", data, asked_facts([]))


def _manifest(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, corpus.MANIFEST).write_bytes(data)
        corpus.entries([Path(folder)])


def _selection(data: bytes) -> None:
    repr(parse_selection(data.decode("utf-8", "replace")))


def _check(data: bytes) -> None:
    check({"x.py": data}, _base())


_MODULE = sorted((bundled_folder() / "rules").rglob("section_163_*.py"))[0].read_bytes()[:9_000]

KINDS: dict[str, tuple[bytes, Callable[[bytes], None]]] = {
    "text": (TEXT.encode(), lambda data: _read(data, "text")),
    "markdown": (MARKDOWN.encode(), lambda data: _read(data, markdown.NAME)),
    "gpo-text": (GPO_TEXT.encode(), lambda data: _read(data, "gpo-text")),
    "gpo-xml": (GPO_XML.encode(), lambda data: _read(data, "gpo-xml")),
    "ecfr-xml": (ECFR_XML.encode(), lambda data: _read(data, "ecfr-xml")),
    "html": (HTML.encode(), lambda data: _read(data, "html")),
    "mhtml": (MHTML.encode(), lambda data: _read(data, "html")),
    "pdf": (_drawn(DRAWING.encode()), lambda data: _read(data, "pdf")),
    "pdf-drawing": (DRAWING.encode(), lambda data: _read(_drawn(data), "pdf")),
    "word": (WORD.encode(), lambda data: _read(_zipped(data), word.NAME)),
    "word-file": (_zipped(WORD.encode()), lambda data: _read(data, word.NAME)),
    "hocr": (HOCR.encode(), lambda data: _read(data, "hocr")),
    "alto": (ALTO.encode(), lambda data: _read(data, "alto")),
    "tesseract-tsv": (TSV.encode(), lambda data: _read(data, "tesseract-tsv")),
    "rule": (RULE.encode(), _amend),
    "instructions": (INSTRUCTIONS.encode(), _amend),
    "toml": (TOML.encode(), _facts),
    "manifest": (MANIFEST.encode(), _manifest),
    "selection": (SELECTION.encode(), _selection),
    "rule-module": (_MODULE, _check),
}

# What nobody writes: figures that are none, numbers without end, marks that steer, rows of labels.
_ODD = (
    *(
        "²",
        "٣",
        "½",
        "①",
        "Ⅷ",
        "\u202e",
        "\x00",
        "\x1b[31m",
        "\ufdd0",
        "\ue000",
        "\ufeff",
        "\u2028",
    ),
    *("9" * 4400, "0" * 30, "-1", "1e999", "99999999", "(i)" * 30, "(" * 40, "§" * 20, "a-" * 30),
    *(
        "\n\n",
        "\t",
        "  ",
        "§ ",
        "(a)",
        "(i-1)",
        "through",
        ";",
        "“",
        "”",
        "‘‘",
        "* * *",
        "[Reserved]",
    ),
    *(
        "<",
        ">",
        "&",
        "&#0;",
        "&#x110000;",
        "&lt;",
        "</P>",
        "<P>",
        "<E>",
        "<!--",
        "]]>",
        "'",
        '"',
        "=",
    ),
    *("|", "---", "#", "*", "_", "\\", "{", "}", "[[", "True", "None", "@", ":", "\r"),
)


def spoilt(data: bytes, drawn: random.Random) -> bytes:
    """An input with a few places of it spoilt."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(drawn.choice((1, 1, 2, 3, 6))):
        at = drawn.randrange(len(text) + 1)
        end = min(len(text), at + drawn.choice((0, 1, 1, 3, 20, 200)))
        way = drawn.randrange(7)
        if way == 0:
            text = text[:at] + text[end:]
        elif way == 1:
            text = text[:end] + text[at:end] * drawn.choice((1, 2, 30)) + text[end:]
        elif way == 2:
            numbers = list(re.finditer(r"\d+", text))
            if numbers:
                one = drawn.choice(numbers)
                text = text[: one.start()] + drawn.choice(_ODD) + text[one.end() :]
        elif way == 3:
            text = (
                text[:at]
                + chr(drawn.choice((drawn.randrange(256), drawn.randrange(0xD800))))
                + text[end:]
            )
        elif way == 4:
            words = text.split(" ")
            k = drawn.randrange(len(words))
            words[k] = drawn.choice(words)
            text = " ".join(words)
        else:
            text = text[:at] + drawn.choice(_ODD) + text[at if way == 5 else end :]
        text = text[:200_000]
    return text.encode("utf-8", "surrogateescape" if drawn.random() < 0.5 else "replace")


def tried(kind: str, data: bytes) -> None:
    """Read an input; our own errors are as good as an edition, each in one line."""
    _base()
    try:
        KINDS[kind][1](data)
    except (CfrdiffError, CiteError) as error:
        if not str(error).strip():
            raise ValueError("an error that says nothing") from error


def seeds(kind: str) -> list[bytes]:
    """What is spoilt of a kind: its own input, and those that once hung or failed."""
    kept = (file.read_bytes() for file in sorted(DATA.glob(f"{kind}.*")))
    return [KINDS[kind][0], *kept]


_SLOW = 10.0  # seconds of the processor


def run(kind: str, seconds: float, seed: int) -> int:
    """Spoil inputs of a kind for so many seconds; how many kinds of failure there were."""
    drawn, count, seen = random.Random(seed), 0, set[str]()
    inputs = seeds(kind)
    ends = time.monotonic() + seconds
    longest = 0.0
    while time.monotonic() < ends:
        data = spoilt(drawn.choice(inputs) if count % 4 == 3 else inputs[0], drawn)
        count += 1
        began = time.process_time()
        place = _failure(kind, data)
        took = time.process_time() - began
        longest = max(longest, took)
        if took > _SLOW:
            place = place or f"took {took:.1f} s"
        if place is not None and place not in seen:
            seen.add(place)
            Path(f"{kind}.failed-{seed}-{count}").write_bytes(data)
            print(f"{kind} {count}: {place}", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{kind}: {count} inputs in {seconds:.0f} s, seed {seed}, the longest {longest:.1f} s, at"
        f" most {most} MB, {len(seen)} kinds of failure",
        flush=True,
    )
    return len(seen)


def _failure(kind: str, data: bytes) -> str | None:
    """Where an input fails, None where it does not."""
    try:
        tried(kind, data)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} {frame.filename}:{frame.lineno} {str(error)[:100]!r}"
    return None


def main(kind: str, seconds: float, seed: int) -> int:
    kinds = list(KINDS) if kind == "all" else [kind]
    return sum(run(one, seconds / len(kinds), seed) for one in kinds)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])) else 0)
