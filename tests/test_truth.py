"""One truth in every format: the same changes, with the same weights and the same words.

Every pair of `data/meaning.tsv`, in every context of `test_meaning`, is looked for in all that can
be written. What a format holds is read back, and must be what the change set holds: of each change
that has edits its section, its weight and its words. Of two formats it is the whole texts (Akoma
Ntoso and the table of changes), since their edits stand elsewhere or nowhere.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import polars as pl
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from lxml import html as lxml_html
from rich.console import Console
from test_meaning import CONTEXTS, PAIRS, SECTIONS, compared
from test_reports import rendered
from test_structure import edition_of

from cfrdiff.api import read_both
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.model import BlockChange, Change, joined
from cfrdiff.formats import FORMATS
from cfrdiff.formats.akoma_ntoso import NAMESPACE
from cfrdiff.formats.docx import TEXT
from cfrdiff.formats.formulas import unguarded
from cfrdiff.model import Edition
from cfrdiff.terminal.changelist import change_list
from cfrdiff.terminal.terminal_text import TIE
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

AKN = f"{{{NAMESPACE}}}"
_WEIGHT = "none|typographical|editorial|nomenclature|substantive"


class Said(NamedTuple):
    """What is said of a change, or of an edit: where, how weighty, and what went and came."""

    section: str
    weight: str
    went: frozenset[str]
    came: frozenset[str]


def said(section: str, weight: str, went: Iterable[str], came: Iterable[str]) -> Said:
    """With words as they are read: whatever the space between them, and none that are empty."""
    return Said(section, weight, _words(went), _words(came))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(on_one_line(text).split()) for text in texts if text)


def _changed(changes: ChangeSet) -> Iterator[Change | BlockChange]:
    yield from (one for one in changes.changes if one.edits)
    yield from (one for one in changes.blocks if one.edits)


def of_words(changes: ChangeSet) -> list[Said]:
    """Each change with the words of its edits."""
    return [
        said(
            one.section or "",
            one.significance,
            [edit.before for edit in one.edits],
            [edit.after for edit in one.edits],
        )
        for one in _changed(changes)
    ]


def of_edits(changes: ChangeSet) -> list[Said]:
    """Each edit by itself."""
    return [
        said(one.section or "", edit.significance, [edit.before], [edit.after])
        for one in _changed(changes)
        for edit in one.edits
    ]


def of_texts(changes: ChangeSet) -> list[Said]:
    """Each change with its text before and after."""
    return [
        said(one.section or "", one.significance, *([text] for text in _texts(one)))
        for one in _changed(changes)
    ]


def _texts(one: Change | BlockChange) -> tuple[str, str]:
    if isinstance(one, BlockChange):
        return one.before or "", one.after or ""
    return joined(one.before), joined(one.after)


def of_places(changes: ChangeSet) -> list[Said]:
    """The same without the sections: what Akoma Ntoso says of a block names only the block."""
    return [one._replace(section="") for one in of_texts(changes)]


# Readers: what a format says, from its bytes.


def json_read(data: bytes) -> list[Said]:
    held = json.loads(data)
    return [
        said(
            one["section"],
            one["significance"],
            [edit["before"] for edit in one["edits"]],
            [edit["after"] for edit in one["edits"]],
        )
        for one in (*held["changes"], *held["blocks"])
        if one["edits"]
    ]


# In the order of print: the heading of a section, and what introduces an entry.
_INTRODUCED = re.compile(
    r"§ (?P<of>\d+\.\d+) Records"
    r"|(?:§ (?P<here>\d+\.\d+)\S*|(?<!\S)\(b\)) (?:[a-z ]+ · )?"
    rf"(?P<weight>{_WEIGHT})(?!\S)"
)


def text_read(data: bytes) -> list[Said]:
    text = " ".join(data.decode().split())
    found, section = list(_INTRODUCED.finditer(text)), ""
    read = []
    ends = [one.start() for one in found[1:]] + [len(text)]
    for one, end in zip(found, ends, strict=True):
        section = one["of"] or section
        if one["weight"]:
            body = text[one.end() : end].partition("! ")[0]
            went, came = re.findall(r"\[-(.+?)-\]", body), re.findall(r"\{\+(.+?)\+\}", body)
            read.append(said(one["here"] or section, one["weight"], went, came))
    return read


def markdown_read(data: bytes) -> list[Said]:
    page = lxml_html.fromstring(f"<div>{rendered(data.decode())}</div>")
    read = []
    for head in page.xpath("./p[strong]"):
        (section,) = re.findall(r"§ (\d+\.\d+)", head.text_content())[-1:]
        weight = head.text_content().rpartition(", ")[2]
        read.append(said(section, weight, *_struck_and_inserted(head.getnext())))
    for row in page.xpath("./table[thead//th[2] = 'Weight']/tbody/tr"):
        place, weight, words = (cell.text_content() for cell in row)
        read.append(_told(place, weight, words))
    return read


def _struck_and_inserted(element: Any) -> tuple[list[str], list[str]]:
    went, came = ([one.text_content() for one in element.iter(tag)] for tag in ("del", "ins"))
    return went, came


_TOLD = re.compile(
    r"(?:inserted “(?P<in>.*?)”|struck “(?P<out>.*?)”|“(?P<old>.*?)” → “(?P<new>.*?)”)"
    r"(?: \(\d+ times\))?(?:; |$)"
)


def _told(place: str, weight: str, words: str) -> Said:
    """What a table says: ``“less” → “more”; inserted “the”``."""
    found = list(_TOLD.finditer(words))
    (section,) = re.findall(r"§ (\d+\.\d+)", place)[-1:]
    went = [one["out"] or one["old"] or "" for one in found]
    return said(section, weight, went, [one["in"] or one["new"] or "" for one in found])


def html_read(data: bytes) -> list[Said]:
    page = lxml_html.fromstring(data)
    read = []
    for article in page.cssselect("section.part article"):
        part = next(article.iterancestors("section"))
        (inline,) = article.cssselect(".inline")
        went, came = _struck_and_inserted(inline)
        if went or came:
            read.append(said(part.get("id"), article.get("data-weight"), went, came))
    return read


def docx_read(data: bytes) -> list[Said]:
    """The weights from the tables in front, the words from the tracked changes."""
    body = docx.Document(io.BytesIO(data)).element.body
    words: dict[str, tuple[list[str], list[str]]] = {}
    section, begun = "", False
    for line in body.iterchildren(qn("w:p")):
        text = _typed(line)
        begun |= text == TEXT
        if begun and text.startswith("§ "):
            section = text.split()[1]
        for side, mark in enumerate(("w:del", "w:ins")):
            held = words.setdefault(section, ([], []))[side]
            held += [_typed(one) for one in line.iterchildren(qn(mark))]
    read = []
    for table in body.iterchildren(qn("w:tbl")):
        rows = [
            [_typed(cell) for cell in row.iterchildren(qn("w:tc"))]
            for row in table.iterchildren(qn("w:tr"))
        ]
        if "Weight" in rows[0]:
            for row in rows[1:]:
                (place,) = re.findall(r"§ (\d+\.\d+)", row[0])[-1:]
                read.append(said(place, row[rows[0].index("Weight")], *words[place]))
    return read


def _typed(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t"), qn("w:delText")))


def akoma_ntoso_read(data: bytes) -> list[Said]:
    read = []
    for one in etree.fromstring(data).iter(f"{AKN}textualMod"):
        weight = one.get("refersTo").split()[0].removeprefix("#")
        went, came = (["".join(held.itertext()) for held in one.iter(AKN + t)] for t in _SIDES)
        read.append(said("", weight, [text.strip() for text in went], [t.strip() for t in came]))
    return read


_SIDES = ("old", "new")


def _rows(found: Iterable[Mapping[str, Any]], words: str) -> list[Said]:
    """`words` is what goes behind the names of the columns that hold them."""
    return [
        said(
            row["section"],
            row["significance"],
            [unguarded(row[f"before{words}"] or "")],
            [unguarded(row[f"after{words}"] or "")],
        )
        for row in found
        if int(row.get("edits", 1))
    ]


def _csv(data: bytes) -> Iterable[Mapping[str, Any]]:
    return csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))


def _json_lines(data: bytes) -> Iterable[Mapping[str, Any]]:
    return map(json.loads, data.splitlines())


def _parquet(data: bytes) -> Iterable[Mapping[str, Any]]:
    return pl.read_parquet(io.BytesIO(data)).iter_rows(named=True)


def _sheet(data: bytes, name: str) -> Iterable[Mapping[str, Any]]:
    lines = openpyxl.load_workbook(io.BytesIO(data), read_only=True)[name].iter_rows(
        values_only=True
    )
    heads = next(lines)
    return (dict(zip(heads, line, strict=True)) for line in lines)


def terminal(changes: ChangeSet) -> bytes:
    """What a terminal shows, with marks for its styles; wide, so that no words are broken."""
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=2_000, highlight=False
    )
    console.print(change_list(changes, True))
    text = re.sub(r"\x1b\[9;31m(.+?)\x1b\[0m", r"[-\1-]", out.getvalue())
    text = re.sub(r"\x1b\[4;32m(.+?)\x1b\[0m", r"{+\1+}", text)
    return re.sub(r"\x1b\[[\d;]*m", "", text).replace(TIE, " ").encode()


def _of_kind(rows: Callable[[bytes], Iterable[Mapping[str, Any]]], data: bytes) -> list[Said]:
    return _rows(rows(data), "_text")


def of_kind(table: str, changes: ChangeSet) -> list[Said]:
    """What `of_texts` has, of paragraphs or of what stands between them alone."""
    kinds = {"paragraphs": Change, "blocks": BlockChange}
    if table not in kinds:
        return []
    wanted = [one for one in _changed(changes) if isinstance(one, kinds[table])]
    return [
        said(one.section or "", one.significance, *([text] for text in _texts(one)))
        for one in wanted
    ]


Read = Callable[[bytes], list[Said]]
Expect = Callable[[ChangeSet], list[Said]]
# What is read of each format, and what it must be.
READ: Mapping[str, tuple[tuple[Read, Expect], ...]] = {
    ".html": ((html_read, of_words),),
    ".docx": ((docx_read, of_words),),
    ".md": ((markdown_read, of_words),),
    ".txt": ((text_read, of_words),),
    ".json": ((json_read, of_words),),
    ".csv": ((lambda data: _rows(_csv(data), "_text"), of_texts),),
    ".edits.csv": ((lambda data: _rows(_csv(data), ""), of_edits),),
    ".jsonl": ((lambda data: _rows(_json_lines(data), "_text"), of_texts),),
    ".edits.jsonl": ((lambda data: _rows(_json_lines(data), ""), of_edits),),
    ".parquet": ((lambda data: _rows(_parquet(data), "_text"), of_texts),),
    ".edits.parquet": ((lambda data: _rows(_parquet(data), ""), of_edits),),
    **{
        f".{table}.{suffix}": ((partial(_of_kind, read), partial(of_kind, table)),)
        for table in ("paragraphs", "blocks", "sections")
        for suffix, read in (("csv", _csv), ("jsonl", _json_lines), ("parquet", _parquet))
    },
    ".xlsx": (
        (lambda data: _rows(_sheet(data, "changes"), "_text"), of_texts),
        (lambda data: _rows(_sheet(data, "edits"), ""), of_edits),
    ),
    ".akn": ((akoma_ntoso_read, of_places),),
    ".akn.xml": ((akoma_ntoso_read, of_places),),
    "json": ((json_read, of_words),),
    "terminal": ((text_read, of_words),),
}
# Formats that take seconds for a context, and the contexts that are always tried: cells, and where
# it is quick the doubts of OCR.
_SLOW = {".html": ("table",), ".docx": ("ocr", "table"), ".xlsx": ("table",)}


SUMMARIZED = (".html", ".docx", ".md", ".txt", "terminal")


def written(name: str, before: Edition, after: Edition, changes: ChangeSet) -> bytes:
    if name == "json":
        return changes.to_json()
    return (
        terminal(changes) if name == "terminal" else FORMATS[name](Report(changes, before, after))
    )


def words_in(name: str, data: bytes) -> str:
    return (
        _typed(docx.Document(io.BytesIO(data)).element.body) if name == ".docx" else data.decode()
    )


def _cases() -> Iterator[Any]:
    for context in CONTEXTS:
        for name in READ:
            slow = context not in _SLOW.get(name, CONTEXTS)
            yield pytest.param(context, name, marks=[pytest.mark.slow] if slow else [])


@pytest.mark.parametrize(("context", "name"), list(_cases()))
def test_a_format_reports_every_change(context: str, name: str) -> None:
    before, after, changes = compared(context)
    data = written(name, before, after, changes)
    for read, expect in READ[name]:
        assert sorted(_shown(read(data))) == sorted(_shown(expect(changes)))


def _shown(found: Iterable[Said]) -> Iterator[tuple[str, str, list[str], list[str]]]:
    return ((one[0], one[1], sorted(one.went), sorted(one.came)) for one in found)


FEES = """PART 12—FEES

§ 12.3 Fees of vesscls at the port.

(a) The holder keeps the records of the fee at the place of business.

(b) Each of them is subject to this part.

[44 FR 16215, Mar. 16, 1979]

§ 12.4 Fee of $l5 for each entry.

(a) The books of account are open to inspection at all times.

"""


def test_a_heading_that_may_be_misread_is_in_every_format(tmp_path: Path) -> None:
    older, newer = tmp_path / "older.txt", tmp_path / "newer.txt"
    older.write_text(FEES, "utf-8")
    newer.write_text(FEES.replace("vesscls", "vessels").replace("$l5", "$15"), "utf-8")
    before, after = read_both(str(older), str(newer), before_format="ocr-text")
    changes = diff_editions(before, after)
    assert [one.significance for one in changes.blocks] == ["typographical", "substantive"]
    assert {one.review for one in changes.blocks} == {("perhaps-misread",)}
    assert changes.perhaps_misread == 2
    for name, readers in READ.items():
        data = written(name, before, after, changes)
        for read, expect in readers:
            assert sorted(_shown(read(data))) == sorted(_shown(expect(changes))), name
        if name in SUMMARIZED:
            assert "2 of the headings, notes and tables perhaps misread" in words_in(name, data)


CAME = "\n\n(c) The fee is paid to the port director.\n\n[44 FR"


@pytest.mark.parametrize("name", [".md", ".txt", "terminal", ".docx"])
def test_what_came_and_went_has_its_weight(name: str) -> None:
    more = FEES.replace("\n\n[44 FR", CAME).replace("$l5", "$15")
    older = f"{FEES}§ 12.5 Hours.\n\n(a) The port is open by day and by night.\n"
    before, after = (
        edition_of(older.replace("$l5", "$15")),
        edition_of(f"{more}§ 12.9 [Reserved]\n"),
    )
    changes = diff_editions(before, after)
    shown = " ".join(words_in(name, written(name, before, after, changes)).split())
    for kind in ("added", "removed"):
        weights = {one.significance for one in changes.changes if one.kind == kind}
        assert weights == {"substantive"}
        assert re.search(rf"{kind}(?: · |, | ?)substantive", shown)
    (gone,) = (one for one in changes.sections if one.kind == "removed")
    assert re.search(rf"§ 12\.5 removed(?:: Hours\.)?(?: · | \| | ?){gone.significance}", shown)


# What is set for the eye alone: there the words are looked for.
_SHOWN_ONLY = (".pdf", ".feed.json")


def test_every_format_is_read() -> None:
    assert set(FORMATS) < {*READ, *_SHOWN_ONLY}


@pytest.mark.parametrize(
    ("name", "context"),
    [
        pytest.param(name, context, marks=pytest.mark.slow if name == ".pdf" else ())
        for name in _SHOWN_ONLY
        for context in CONTEXTS
    ],
)
def test_every_edit_that_weighs_is_shown(name: str, context: str) -> None:
    before, after, changes = compared(context)
    data = written(name, before, after, changes)
    text = _pdf_text(data) if name == ".pdf" else " ".join(_feed_texts(data))
    shown = "".join(text.split())
    # A feed leaves out what differs in type only.
    for one in (one for one in _changed(changes) if one.significance == "substantive"):
        assert f"§{one.section}" in shown
        for edit in one.edits:
            for words in (edit.before, edit.after):
                assert "".join(visible(on_one_line(words)).split()) in shown


def _pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _feed_texts(data: bytes) -> Iterator[str]:
    return (one["content_text"] + one["title"] for one in json.loads(data)["items"])


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_substantive_pair_is_missing(context: str) -> None:
    found = {one.section for one in of_words(compared(context)[2])}
    assert {SECTIONS[pair.name] for pair in PAIRS if pair.weight == "substantive"} <= found


@pytest.mark.parametrize("name", SUMMARIZED)
def test_what_may_be_misread_is_counted(name: str) -> None:
    before, after, changes = compared("ocr")
    text = words_in(name, written(name, before, after, changes))
    assert changes.perhaps_misread > 1
    assert f"{changes.perhaps_misread} paragraphs perhaps misread by OCR" in text
