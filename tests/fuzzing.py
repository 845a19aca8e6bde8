"""Inputs of every kind that is read, and ways to spoil them.

``python tests/fuzzing.py KIND SECONDS SEED`` spoils inputs of a kind for so long, and prints what
ends in anything but an edition or one of our errors.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import cfrdiff
from cfrdiff.cites import CiteError
from cfrdiff.errors import CfrdiffError
from cfrdiff.instructions.rule_files import is_rule
from cfrdiff.rules.cases import asked_facts, read_case
from cfrdiff.rules.checking import check
from cfrdiff.sources import markdown, registry, word
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
TOML = '["163.12"]\ncertified = true\nsince = 2012-04-01\n\n["163.6"]\nnote = "x"\n'


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
    import tempfile

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
    "word": (WORD.encode(), lambda data: _read(_zipped(data), word.NAME)),
    "rule": (RULE.encode(), _amend),
    "instructions": (INSTRUCTIONS.encode(), _amend),
    "toml": (TOML.encode(), _facts),
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


def main(kind: str, seconds: float, seed: int) -> None:
    drawn, count, seen = random.Random(seed), 0, set[str]()
    began = time.process_time()
    while time.process_time() - began < seconds:
        data = KINDS[kind][0]
        state = drawn.getstate()
        data = spoilt(data, drawn)
        count += 1
        since = time.process_time()
        try:
            tried(kind, data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
            if place not in seen:
                seen.add(place)
                Path(f"{kind}-{len(seen)}").write_bytes(data)
                print(f"{kind} {count}: {place} {str(error)[:100]!r}", flush=True)
        took = time.process_time() - since
        if took > 3:
            Path(f"{kind}-slow-{count}").write_bytes(data)
            print(f"{kind} {count}: took {took:.1f} s", flush=True)
        del state
    print(f"{kind}: {count} inputs, seed {seed}, {len(seen)} kinds of failure", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
