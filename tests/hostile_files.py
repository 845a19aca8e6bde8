"""Files that nobody writes but anybody can make, of a size: what is in them, and how they are read.

Each row is read, compared or carried out by the command line in a process of its own, which
`tests/test_bounds.py` watches.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from drawn_pdf import pdf, word

HEAD = "§ 1.1 Rule.\n\n(a) Keep "
BASE = "§ 1.1 Rule.\n\n(a) The importer must keep records.\n\n(b) Others need not.\n"
FACTS = "rules ask 163.12 --edition 19-cfr-163-2012 --facts FILE"
AMEND = "amend BASE FILE"


class Made(NamedTuple):
    """What is in a file of a size, the name it has, and the command that reads it."""

    make: Callable[[int], str | bytes]
    name: str = "made.txt"
    command: str = "read FILE"


def section(inside: str) -> str:
    return (
        "<CFRGRANULE><PART><SECTION><SECTNO>§ 1.1</SECTNO>"
        f"<SUBJECT>Rule.</SUBJECT>{inside}</SECTION></PART></CFRGRANULE>"
    )


def ecfr(inside: str) -> str:
    return (
        "<DIV5 N='1' TYPE='PART'><HEAD>PART 1—RULES</HEAD><DIV8 N='1.1' TYPE='SECTION'><HEAD>§ 1.1"
        f" Rule.</HEAD>{inside}</DIV8></DIV5>"
    )


def page(inside: str) -> str:
    return (
        f"<!DOCTYPE html><html><body><h1>§ 1.1 Rule.</h1><p>(a) Keep it.</p>{inside}</body></html>"
    )


def rule(words: str, text: str = "<P>(a) New.</P>") -> str:
    return (
        f'<RULE><REGTEXT TITLE="1" PART="1"><AMDPAR>1. {words}</AMDPAR>'
        f"<SECTION><SECTNO>§ 1.1</SECTNO>{text}</SECTION></REGTEXT></RULE>"
    )


def nested(name: str, times: int) -> str:
    return f"<{name}>" * times + "x" + f"</{name}>" * times


def document(inside: str) -> bytes:
    """A Word file with something in its body."""
    head = (
        "<w:p><w:r><w:t>§ 1.1 Rule.</w:t></w:r></w:p><w:p><w:r><w:t>(a) Keep it.</w:t></w:r></w:p>"
    )
    return zipped(f"<w:document xmlns:w='w'><w:body>{head}{inside}</w:body></w:document>".encode())


def zipped(data: bytes, name: str = "word/document.xml", more: int = 0, times: int = 1) -> bytes:
    """A packed file of some bytes, as often as it is said, piece by piece."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w") as member:
            for _ in range(times):
                member.write(data)
        for number in range(more):
            archive.writestr(f"../{number}", b"")
    return made.getvalue()


def archive(headers: str, body: str) -> str:
    return f"MIME-Version: 1.0\nContent-Type: multipart/related; {headers}\n\n{body}"


def entities(text: str, declared: str) -> str:
    return f"<?xml version='1.0'?><!DOCTYPE CFRGRANULE [{declared}]>{section(text)}"


def laughs(levels: int) -> str:
    """Entities that each name the one before ten times."""
    rest = "".join(f"<!ENTITY e{k} '{f'&e{k - 1};' * 10}'>" for k in range(1, levels))
    return entities(f"<P>(a) &e{levels - 1};</P>", f"<!ENTITY e0 'ha'>{rest}")


def _chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def png(width: int, height: int, packed: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", packed)
        + _chunk(b"IEND", b"")
    )


def items(count: int) -> str:
    """An instruction with so many lettered items."""
    lettered = "".join(f"    {'abc'[k % 3]}. remove paragraph (b);\n" for k in range(count))
    return f"1. In § 1.1:\n{lettered}"


TEXTS = {
    "a word": lambda n: f"{HEAD}{'a' * n}\n",
    "a word in print": lambda n: f"{HEAD}{'a' * n}-\n{'b' * n}\n",
    "a number": lambda n: f"{HEAD}{'1' * n}\n",
    "a section number": lambda n: f"{HEAD}see § 1.1-{'1' * n}\n",
    "numbers of the most figures": lambda n: f"{HEAD}{('1' * 999 + ' ') * (n // 1000)}\n",
    "words that hang": lambda n: f"{HEAD}{'a- ' * (n // 3)}\n",
    "a compound": lambda n: f"{HEAD}{'a-' * (n // 2)}1\n",
    "lines that end in hyphens": lambda n: HEAD + "word-\n" * (n // 6),
    "dashes": lambda n: f"{HEAD}{'—' * n}\n",
    "hyphens in twos": lambda n: f"{HEAD}{'a--' * (n // 3)}\n",
    "an address with hyphens": lambda n: f"{HEAD}http://a/{'--x' * (n // 3)}\n",
    "quotes that open": lambda n: f"{HEAD}{'“' * n}\n",
    "quotes in twos": lambda n: HEAD + "‘‘" * (n // 2) + "\n",
    "brackets": lambda n: f"{HEAD}{'(' * n}\n",
    "brackets in brackets": lambda n: f"{HEAD}{'(' * (n // 2)}{')' * (n // 2)}\n",
    "square brackets": lambda n: f"{HEAD}{'[' * n}\n",
    "section signs": lambda n: f"{HEAD}{'§ ' * (n // 2)}\n",
    "lists of sections": lambda n: f"{HEAD}§§ {'1.1, ' * (n // 5)}and 1.2\n",
    "cites of paragraphs": lambda n: f"{HEAD}{'paragraph (a)(1) of this section, ' * (n // 34)}\n",
    "headings": lambda n: "§ 1.1 Rule.\n\n" * (n // 13),
    "headings of many sections": lambda n: "".join(f"§ 1.{k} Rule.\n\n" for k in range(n // 13)),
    "paragraphs": lambda n: "§ 1.1 Rule.\n\n" + "(a) x\n\n" * (n // 7),
    "paragraphs that go deeper": lambda n: HEAD + "\n\n(1)(i)(A)(1)(i) x" * (n // 18),
    "figures as labels": lambda n: HEAD + "".join(f"\n\n({k}) x" for k in range(n // 9)),
    "romans": lambda n: HEAD + "\n\n(i) x" * (n // 7),
    "blank lines": lambda n: HEAD + "\n" * n,
    "spaces": lambda n: HEAD + " " * n + "x\n",
    "tabs and spaces": lambda n: HEAD + "\t \n" * (n // 3),
    "dots": lambda n: f"{HEAD}{'.' * n}\n",
    "dots and spaces": lambda n: f"{HEAD}{'. ' * (n // 2)}\n",
    "asterisks": lambda n: HEAD + "* * * * *\n\n" * (n // 11),
    "control characters": lambda n: HEAD + "".join(map(chr, range(1, 32))) * (n // 31),
    "marks that turn text": lambda n: HEAD + "\u202e\u2066\u200f" * (n // 3),
    "marks on one letter": lambda n: HEAD + "e" + "\u0301" * n + "\n",
    "letters of no width": lambda n: HEAD + "\u200b" * n + "\n",
    "characters for private use": lambda n: HEAD + "\ue000\ue001" * (n // 2) + "\n",
    "line separators": lambda n: HEAD + "x\u2028\x85\x0b\x0c" * (n // 5),
    "figures that are none": lambda n: f"{HEAD}{'²³①Ⅷ٣' * (n // 5)}\n",
    "fractions": lambda n: f"{HEAD}{'1/2 ' * (n // 4)}\n",
    "quantities": lambda n: f"{HEAD}{'not less than 5 feet or more than ' * (n // 34)}\n",
    "amounts": lambda n: f"{HEAD}{'$1,000.50 ' * (n // 10)}\n",
    "numbers in words": lambda n: f"{HEAD}{'one hundred and ' * (n // 16)}\n",
    "dates": lambda n: f"{HEAD}{'May 1, 2012, ' * (n // 13)}\n",
    "capitals": lambda n: f"{HEAD}{'The Commissioner of Customs ' * (n // 28)}\n",
    "standards": lambda n: f"{HEAD}{'ASTM/' * (n // 5)}\n",
    "notes of sources": lambda n: f"{HEAD}it.\n\n[{'63 FR 1, ' * (n // 9)}Jan. 1, 1998]\n",
    "footnotes": lambda n: HEAD + "x ¹\n\n¹ Note.\n\n" * (n // 15),
    "running heads": lambda n: "19 CFR Ch. I (4–1–12 Edition)\n\n" * (n // 31) + HEAD + "it.\n",
    "parts": lambda n: "PART 1—RULES\n\nSubpart A—General\n\n" * (n // 35) + HEAD + "it.\n",
    "definitions": lambda n: f"{HEAD}it.\n\n" + "Term means a thing.\n\n" * (n // 21),
    "a title": lambda n: f"§ 1.1 {'Rule ' * (n // 5)}.\n\n(a) x\n",
}

FILES: dict[str, Made] = {
    **{name: Made(make) for name, make in TEXTS.items()},
    # text in other codes
    "text of no code": Made(
        lambda n: b"\xc2\xa7 1.1 Rule.\n\n(a) " + bytes(range(128, 256)) * (n // 128)
    ),
    "UTF-16 without a mark": Made(lambda n: (HEAD + "x" * n).encode("utf-16-le")),
    "UTF-16 cut off": Made(lambda n: (HEAD + "x" * n).encode("utf-16")[:-1]),
    "UTF-32": Made(lambda n: (HEAD + "x" * n).encode("utf-32")),
    "half characters": Made(lambda n: HEAD.encode() + b"\xed\xa0\x80" * (n // 3)),
    "nothing but NUL": Made(lambda n: bytes(n)),
    "a stray NUL": Made(lambda n: f"{HEAD}a\0b\n"),
    # Markdown
    "rows of a table": Made(lambda n: f"# {HEAD}it.\n\n" + "| a | b |\n" * (n // 10), "made.md"),
    "cells of a row": Made(
        lambda n: f"# {HEAD}it.\n\n{'|a' * (n // 2)}|\n{'|-' * (n // 2)}|\n", "made.md"
    ),
    "emphasis": Made(lambda n: f"# {HEAD}{'**a* ' * (n // 5)}\n", "made.md"),
    "links in links": Made(lambda n: f"# {HEAD}{'[' * (n // 2)}{'](x)' * (n // 4)}\n", "made.md"),
    "pictures": Made(lambda n: f"# {HEAD}{'![' * (n // 2)}\n", "made.md"),
    "rules of hyphens": Made(lambda n: f"# {HEAD}\n\n{'- ' * (n // 2)}x\n", "made.md"),
    # XML
    "elements in one another": Made(lambda n: section(f"<P>(a) {nested('E', n)}</P>"), "made.xml"),
    "elements of eCFR in one another": Made(
        lambda n: ecfr(f"<P>(a) {nested('I', n)}</P>"), "made.xml"
    ),
    "divisions in one another": Made(
        lambda n: "<DIV1 N='1' TYPE='TITLE'>" * n + ecfr("<P>(a) x</P>") + "</DIV1>" * n, "made.xml"
    ),
    "instructions of processing": Made(
        lambda n: '<?xml version="1.0"?>' + "<?xml-stylesheet?>" * n + "x", "made.xml"
    ),
    "forty stylesheets": Made(lambda _: '<?xml version="1.0"?>' + "<?xml-stylesheet?>" * 40 + "x"),
    "comments": Made(lambda n: "<!-- -->" * n + "!", "made.xml"),
    "comments that stay open": Made(lambda n: "<!-- " * n + "!", "made.xml"),
    "document types": Made(lambda n: "<!DOCTYPE x [ " * n + "!", "made.xml"),
    "entities in entities": Made(lambda _: laughs(10), "made.xml"),
    "one entity, often": Made(
        lambda n: entities(f"<P>(a) {'&e;' * (n // 3)}</P>", f"<!ENTITY e '{'x' * n}'>"), "made.xml"
    ),
    "an entity from a file": Made(
        lambda _: entities("<P>(a) &e;</P>", "<!ENTITY e SYSTEM 'file:///etc/passwd'>"), "made.xml"
    ),
    "a document type from elsewhere": Made(
        lambda _: f"<!DOCTYPE CFRGRANULE SYSTEM 'http://127.0.0.1:9/x.dtd'>{section('<P>x</P>')}",
        "made.xml",
    ),
    "an attribute": Made(lambda n: section(f"<P A='{'x' * n}'>(a) x</P>"), "made.xml"),
    "attributes": Made(
        lambda n: section(
            f"<P {' '.join(f'a{k}=0' for k in range(n // 9))}>(a) x</P>".replace("=0", "='0'")
        ),
        "made.xml",
    ),
    "a name of an element": Made(lambda n: section(f"<P>(a) <{'E' * n}/></P>"), "made.xml"),
    "references to characters": Made(
        lambda n: section(f"<P>(a) {'&#60;script&#62;&#x1b;' * (n // 22)}</P>"), "made.xml"
    ),
    "a title of an odd figure": Made(
        lambda _: section("<P>x</P>").replace(
            "<PART>", "<FDSYS><CFRTITLE>²</CFRTITLE></FDSYS><PART>"
        ),
        "made.xml",
    ),
    "an encoding that is none": Made(
        lambda _: f"<?xml version='1.0' encoding='utf-7'?>{section('<P>x</P>')}", "made.xml"
    ),
    "XML in UTF-16 that says UTF-8": Made(
        lambda _: f"<?xml version='1.0' encoding='utf-8'?>{section('<P>x</P>')}".encode("utf-16"),
        "made.xml",
    ),
    "XML cut off": Made(lambda n: section("<P>(a) x</P>" * (n // 12))[:-40], "made.xml"),
    "columns of a table": Made(
        lambda n: section(
            f"<P>(a) x</P><GPOTABLE COLS='{'9' * n}'><ROW><ENT I='²' A='{'9' * 30}'>x</ENT></ROW>"
            f"<ROW><ENT I='{'9' * n}'>x</ENT></ROW></GPOTABLE>"
        ),
        "made.xml",
    ),
    "rows of spans": Made(
        lambda n: ecfr(
            "<P>(a) x</P><TABLE>"
            + "<TR><TD ROWSPAN='99999' COLSPAN='99999'>x</TD></TR>" * (n // 50)
            + "</TABLE>"
        ),
        "made.xml",
    ),
    # pages of the web
    "parts of a page in one another": Made(lambda n: page("<div>" * n), "made.html"),
    "tables in one another": Made(lambda n: page("<table><tr><td>" * (n // 15)), "made.html"),
    "lists in one another": Made(lambda n: page("<ul><li>x" * (n // 9)), "made.html"),
    "cells of a page": Made(
        lambda n: page("<table><tr>" + "<td rowspan=65534>x" * (n // 19) + "</table>"), "made.html"
    ),
    "a script that stays open": Made(lambda n: page("<script>" + "<!--" * (n // 4)), "made.html"),
    "tags that stay open": Made(lambda n: page("<p " * (n // 3)), "made.html"),
    "entities of a page": Made(
        lambda n: page("&amp;lt;&#x110000;&nosuch;" * (n // 26)), "made.html"
    ),
    "quotes of an attribute": Made(lambda n: page(f"<a href='{'&quot;' * (n // 6)}"), "made.html"),
    # web archives
    "an archive without a boundary": Made(lambda n: archive("type=x", page("x" * n)), "made.mhtml"),
    "an archive that stays open": Made(
        lambda n: archive("boundary=b", f"--b\nContent-Type: text/html\n\n{page('x' * n)}"),
        "made.mhtml",
    ),
    "archives in one another": Made(
        lambda n: "".join(
            f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b{k}\n\n--b{k}\n"
            for k in range(n // 70)
        ),
        "made.mhtml",
    ),
    "parts of an archive": Made(
        lambda n: archive(
            "boundary=b", "--b\nContent-Type: text/plain\n\nx\n" * (n // 31) + "--b--"
        ),
        "made.mhtml",
    ),
    "an archive of a code that is none": Made(
        lambda _: archive(
            "boundary=b",
            "--b\nContent-Type: text/html; charset=nosuch\nContent-Transfer-Encoding: base64\n\n"
            "*** no base64 ***\n--b--",
        ),
        "made.mhtml",
    ),
    "a header without end": Made(lambda n: archive(f'boundary="{"b" * n}"', "x"), "made.mhtml"),
    # Word files
    "a packed document of a gigabyte": Made(
        lambda _: zipped(bytes(2**20), times=2**10), "made.docx"
    ),
    "a packed document of spaces": Made(
        lambda _: zipped(b"<w:p>" + b" " * 1_000_000 + b"</w:p>", times=300),
        "made.docx",
    ),
    "a Word file cut off": Made(lambda n: document("<w:p/>" * n)[:-60], "made.docx"),
    "the first half of a Word file": Made(
        lambda n: (d := document("<w:p/>" * n))[: len(d) // 2], "made.docx"
    ),
    "a Word file without a document": Made(lambda _: zipped(b"x", "word/other.xml"), "made.docx"),
    "a Word file with names that lead out": Made(
        lambda n: zipped(b"<w:document xmlns:w='w'/>", more=n // 10), "made.docx"
    ),
    "entities of a Word file": Made(lambda _: zipped(laughs(10).encode()), "made.docx"),
    "tables of Word in one another": Made(
        lambda n: document(
            "<w:tbl><w:tr><w:tc>" * (n // 19) + "</w:tc></w:tr></w:tbl>" * (n // 19)
        ),
        "made.docx",
    ),
    "runs of Word": Made(
        lambda n: document(f"<w:p>{'<w:r><w:t>x </w:t></w:r>' * (n // 10)}</w:p>"), "made.docx"
    ),
    "a span of Word": Made(
        lambda n: document(
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{'9' * n}'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        ),
        "made.docx",
    ),
    # pages in print, and pictures
    "a PDF cut off": Made(lambda _: pdf(word(72, 72, "§ 1.1 Rule."))[:-30], "made.pdf"),
    "a PDF that is its head": Made(lambda _: b"%PDF-1.7\n%%EOF\n", "made.pdf"),
    "a PDF of 90,000 pages": Made(
        lambda _: pdf(word(72, 72, "x")).replace(
            b"/Kids[3 0 R]/Count 1", b"/Kids[" + b"3 0 R " * 90_000 + b"]/Count 90000"
        ),
        "made.pdf",
    ),
    "a picture of a gigabyte": Made(
        lambda _: png(32_768, 32_768, zlib.compress(bytes(2**24), 9)), "made.png"
    ),
    "a picture cut off": Made(lambda _: png(99, 99, zlib.compress(b"\0" * 100)), "made.png"),
    "a picture without size": Made(lambda _: png(0, 0, b""), "made.png"),
    "a TIFF that goes round": Made(
        lambda _: b"II*\0\x08\0\0\0" + b"\x01\0\x00\x01\x04\0\x01\0\0\0\x01\0\0\0" + b"\x08\0\0\0",
        "made.tif",
    ),
    # rules and instructions
    "items of an instruction": Made(lambda n: items(n // 20), command=AMEND),
    "a range of a rule": Made(
        lambda _: rule("In § 1.1, remove paragraphs (1) through (99999999)."), "made.xml", AMEND
    ),
    "a range of sections": Made(
        lambda _: rule("Revise §§ 1.1 through 1.9999999 to read as follows:").replace(
            "</REGTEXT>", "<SECTION><SECTNO>§ 1.9999999</SECTNO><P>x</P></SECTION></REGTEXT>"
        ),
        "made.xml",
        AMEND,
    ),
    "a number of a rule": Made(lambda n: rule(f"Remove § 1.{'9' * n}."), "made.xml", AMEND),
    "elements of a rule": Made(
        lambda n: rule(f"In § 1.1, remove {nested('E', n)}."), "made.xml", AMEND
    ),
    "characters for private use in a rule": Made(
        lambda _: rule("In § 1.1, remove “\ue000\uf8ff”, and add “\U000f0000” in its place."),
        "made.xml",
        AMEND,
    ),
    "a list of a rule": Made(
        lambda n: rule(f"Revise {'paragraph (a), ' * (n // 15)}and § 1.1."), "made.xml", AMEND
    ),
    "quotations of a rule": Made(
        lambda n: rule(f"In § 1.1, remove {'“a”, ' * (n // 5)}and “b”."), "made.xml", AMEND
    ),
    "quotations that open in a rule": Made(
        lambda n: rule(f"In § 1.1, remove {'“' * n}."), "made.xml", AMEND
    ),
    "spaces of a rule": Made(lambda n: rule(f"In § 1.1, remove{' ' * n}“x”."), "made.xml", AMEND),
    "labels of a rule": Made(
        lambda n: rule(f"In § 1.1, revise paragraphs {'(i)' * min(n // 3, 9_000)}x."),
        "made.xml",
        AMEND,
    ),
    "definitions of a rule": Made(
        lambda n: rule(f"In § 1.1, revise the {'new ' * (n // 4)}definition of “x”."),
        "made.xml",
        AMEND,
    ),
    "an appendix of a rule": Made(
        lambda n: rule(f"In appendix A to part 1, under section 1.1 {'Rule ' * (n // 5)}, x."),
        "made.xml",
        AMEND,
    ),
    "histories of a rule": Made(
        lambda n: rule(f"In § 1.1{', as amended at 63 FR 1' * (n // 23)}, remove “x”."),
        "made.xml",
        AMEND,
    ),
    "instructions of a rule": Made(
        lambda n: rule("In § 1.1, remove “records” and add “books” in its place.").replace(
            "</REGTEXT>",
            "<AMDPAR>2. In § 1.1, remove “books” and add “records” in its place.</AMDPAR>"
            * (n // 70)
            + "</REGTEXT>",
        ),
        "made.xml",
        AMEND,
    ),
    "asterisks of a rule": Made(
        lambda n: rule("Revise § 1.1 to read as follows:", "<P>(a) x</P><STARS/>" * (n // 20)),
        "made.xml",
        AMEND,
    ),
    # TOML
    "values in one another": Made(lambda n: f"x = {'[' * n}{']' * n}", "made.toml", FACTS),
    "tables in tables": Made(lambda n: f"x = {'{a = ' * n}1{'}' * n}", "made.toml", FACTS),
    "a key of many parts": Made(lambda n: f"{'a.' * (n // 2)}a = 1", "made.toml", FACTS),
    "tables of many parts": Made(lambda n: f"[{'a.' * (n // 2)}a]\nx = 1", "made.toml", FACTS),
    "a number of TOML": Made(lambda n: f"x = {'1' * n}", "made.toml", FACTS),
    "a number without end": Made(
        lambda _: "x = 1e999999999\ny = nan\nz = -inf", "made.toml", FACTS
    ),
    "a date of TOML": Made(lambda _: "x = 9999-99-99", "made.toml", FACTS),
    "TOML of no code": Made(lambda _: b"x = \xff\xfe", "made.toml", FACTS),
    "one key twice": Made(lambda n: "x = 1\n" * (n // 6), "made.toml", FACTS),
    "a text of TOML": Made(lambda n: f'x = "{"y" * n}"', "made.toml", FACTS),
    # two files, and what else reads them
    "a text of brackets, compared": Made(lambda n: f"{HEAD}{'(' * n}\n", command="diff BASE FILE"),
    "a word, compared": Made(lambda n: f"{HEAD}{'a' * n}\n", command="diff BASE FILE"),
    "words, compared": Made(
        lambda n: f"{HEAD}{'the records ' * (n // 12)}\n", command="diff BASE FILE"
    ),
    "words, ordered": Made(
        lambda n: f"{HEAD}{'the records ' * (n // 12)}\n", command="diff BASE FILE --instructions"
    ),
    "paragraphs, compared": Made(
        lambda n: "§ 1.1 Rule.\n\n" + "".join(f"({k}) Text {k}.\n\n" for k in range(n // 15)),
        command="diff BASE FILE",
    ),
    "paragraphs, followed": Made(
        lambda n: "§ 1.1 Rule.\n\n" + "".join(f"({k}) Text {k}.\n\n" for k in range(n // 15)),
        command="history BASE FILE --section 1.1",
    ),
    "brackets in duties": Made(lambda n: f"{HEAD}{'(' * n}\n", command="provisions FILE"),
    "commas in duties": Made(
        lambda n: f"{HEAD}it, {'a, ' * (n // 3)}and must file.\n", command="provisions FILE"
    ),
    "duties": Made(
        lambda n: f"{HEAD}it and must file, {'and must file ' * (n // 14)}.\n",
        command="provisions FILE",
    ),
    "a text, reported": Made(
        lambda n: HEAD + "\x1b[31m<script>=1+1\u202e" * (n // 20) + "\n",
        command="report BASE FILE -o OUT.html",
    ),
}
