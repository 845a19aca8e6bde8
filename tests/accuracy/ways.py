"""The ways of giving gold sections to the reader, each a row of the table."""

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from typesetter import Layout

import cfrdiff
from accuracy.false_changes import false_changes
from accuracy.gold import Document, load_version
from accuracy.measure import Tally, measure
from accuracy.pages import gpo_layout, set_pages
from accuracy.printing import Printed
from accuracy.scans import recognise, scan
from accuracy.text_layouts import TextLayout, lay_out
from accuracy.volumes import volume

Family = Literal["text", "pdf", "ocr", "xml"]
Printer = Callable[[Sequence[Document], Path], Iterable[Printed]]


@dataclass(frozen=True)
class Way:
    """One way: its name, what it is in a few words, and what prints its files.

    The printer takes the documents and the gold folder and gives the files to read.
    """

    name: str
    family: Family
    about: str
    printer: Printer


@dataclass(frozen=True)
class Outcome:
    """What one way came to; `refused` is what the reader said of the first file it refused."""

    way: Way
    tally: Tally
    files: int
    refused: tuple[str, ...] = ()

    @property
    def read(self) -> bool:
        """Whether any file was read."""
        return len(self.refused) < self.files


def run(way: Way, documents: Sequence[Document], gold: Path) -> Outcome:
    """Print the documents this way, read every file and measure; only reading is timed."""
    total = Tally()
    files = 0
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for printed in way.printer(documents, gold):
            path = Path(scratch) / f"{files}{printed.suffix}"
            path.write_bytes(printed.data)
            files += 1
            edition: cfrdiff.Edition | None = None
            start = time.perf_counter()
            try:
                edition = cfrdiff.read(path)
            except cfrdiff.CfrdiffError as error:
                refused.append(f"{printed.name}: {error}")
            total += measure(printed, edition, time.perf_counter() - start)
            # Pages whose italics are not known are set without; text tells headings by form there.
            if edition is not None and way.family == "ocr":
                total += false_changes(printed, edition, Path(scratch))
    return Outcome(way, total, files, tuple(refused))


def _text(layout: TextLayout, *, whole: bool = True) -> Printer:
    """Files of text: one a document, or one a section."""

    def printer(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
        for document in documents:
            for part in [document] if whole else _apart(document):
                yield lay_out(part.name, part.sections, layout, volume(part))

    return printer


def _pages(change: Callable[[Layout], Layout], every: int = 1, first: int = 0) -> Printer:
    """PDF files, one a document; `every` and `first` choose a share of the documents."""

    def printer(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
        for document in _share(documents, every, first):
            yield set_pages(document.name, [document], change(gpo_layout(document)))

    return printer


def _sections(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
    """PDF files of one section each, of every third section."""
    every = [one for document in documents for one in _apart(document)]
    for one in every[::3]:
        yield set_pages(one.name, [one], gpo_layout(one))


def _volumes(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
    """PDF files of several parts each, as a volume has them: the first sections of each."""
    shelves: list[list[Document]] = []
    for document in documents:
        short = replace(document, sections=document.sections[:6])
        shelf = next((s for s in shelves if all(d.part != document.part for d in s)), None)
        if shelf is None:
            shelves.append([short])
        else:
            shelf.append(short)
    for shelf in shelves:
        shelf.sort(key=lambda document: int(document.part))
        yield set_pages(" + ".join(d.name for d in shelf), shelf, gpo_layout(shelf[0]))


def _scans(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
    """About eleven hundred words of every other document: typeset, scanned and recognised."""
    for document in _share(documents, 2, 1):
        short = _beginning(document, 1100)
        yield recognise(set_pages(document.name, [short], gpo_layout(short)))


def _scanned(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
    """A page or two of every sixth document as pictures, for the reader's own recognition."""
    for document in _share(documents, 6, 1):
        short = _beginning(document, 700)
        yield scan(set_pages(document.name, [short], gpo_layout(short)))


def _gpo_xml(_: Sequence[Document], gold: Path) -> Iterator[Printed]:
    """12 CFR 1002 of 2012, as GPO gives it in XML, without § 1002.14.

    The gold's first version already has the § 1002.14 of 2014. Elsewhere, too, its words differ
    from print in a few places: "General rules." for "General rules—".
    """
    path = gold / "xml" / "CFR-2012-title12-vol8-part1002.xml"
    text = path.read_text(encoding="utf-8")
    sections = load_version(gold, "1002", "2011-31714")
    furniture = tuple(re.findall(r"<EAR>(.*?)</EAR>", text))
    shorter = re.sub(
        rf"<SECTION>\s*<SECTNO>§ {re.escape(_OTHER_TEXT)}</SECTNO>.*?</SECTION>",
        "",
        text,
        flags=re.S,
    )
    kept = tuple(section for section in sections if section.number != _OTHER_TEXT)
    yield Printed(path.name, ".xml", shorter.encode(), kept, furniture=furniture)


def _share(documents: Sequence[Document], every: int, first: int) -> Sequence[Document]:
    """Every so manieth document in the order of length, so that shares are about equal."""
    if len(documents) <= every:
        return documents
    return sorted(documents, key=lambda document: document.words)[first::every]


def _apart(document: Document) -> list[Document]:
    """Its sections, each a document."""
    return [
        Document(f"{document.name} § {section.number}", (section,)) for section in document.sections
    ]


def _beginning(document: Document, words: int) -> Document:
    """Its first sections, until they have so many words."""
    for count in range(1, len(document.sections)):
        short = replace(document, sections=document.sections[:count])
        if short.words >= words:
            return short
    return document


_OTHER_TEXT = "1002.14"

_NARROW = TextLayout(width=38, hyphenate=True, end_space=True)
_RUNNING = replace(_NARROW, blank=False)
_FORM_FEEDS = replace(_RUNNING, end_space=False, paged=True, form_feed=True)
_INDENTED = TextLayout(width=70, blank=False, indent=4)
_PAGED = replace(_NARROW, paged=True)

_LIBERATION = "/usr/share/fonts/truetype/liberation/Liberation"


def _serif(layout: Layout) -> Layout:
    return replace(
        layout,
        body_font=f"{_LIBERATION}Serif-Regular.ttf",
        italic_font=f"{_LIBERATION}Serif-Italic.ttf",
        bold_font=f"{_LIBERATION}Serif-Bold.ttf",
        size=9, leading=10.5, stretch=1, left=72, text_width=468, gutter=18, indent=12,
        top=110, head_top=88, note_size=8, note_leading=9,
    )  # fmt: skip


def _sans(layout: Layout) -> Layout:
    return replace(
        layout,
        body_font=f"{_LIBERATION}Sans-Regular.ttf",
        italic_font=f"{_LIBERATION}Sans-Italic.ttf",
        bold_font=f"{_LIBERATION}Sans-Bold.ttf",
        head_font=f"{_LIBERATION}Sans-Bold.ttf",
        size=7.5, leading=9, stretch=1, left=90, text_width=430, gutter=14,
        doubled_quotes=False, print_shop=False, margin_text=False,
    )  # fmt: skip


def _one_column(layout: Layout) -> Layout:
    return replace(
        layout, columns=1, left=72, text_width=468, top=96, bottom=700, head_top=70,
        size=10, leading=12, stretch=1, indent=16, heading_above=12, heading_below=6,
    )  # fmt: skip


def _three_columns(layout: Layout) -> Layout:
    """As in the Federal Register."""
    return replace(
        layout, columns=3, left=45, text_width=522, gutter=12, top=80, bottom=720, head_top=55,
        page_number_top=730, print_shop_top=760, size=8, leading=9, stretch=1,
    )  # fmt: skip


def _slim(layout: Layout) -> Layout:
    """Slim columns: many broken words, wide spaces."""
    return replace(layout, left=170, text_width=270, gutter=10, stretch=1.1)


def _unbroken(layout: Layout) -> Layout:
    """No word is broken, spaces are wide."""
    return replace(layout, hyphenate=False, edition="1–1–16")


WAYS: tuple[Way, ...] = (
    Way("text", "text", "a paragraph a line, blank lines", _text(TextLayout())),
    Way("text-sections", "text", "the same, a section a file", _text(TextLayout(), whole=False)),
    Way("narrow", "text", "38 wide, hyphenated, blank lines, dump's end spaces", _text(_NARROW)),
    Way("narrow-sections", "text", "the same, a section a file", _text(_NARROW, whole=False)),
    Way(
        "narrow-bare",
        "text",
        "the same without end spaces",
        _text(replace(_NARROW, end_space=False)),
    ),
    Way("running", "text", "38 wide, hyphenated, no blank line, end spaces", _text(_RUNNING)),
    Way("running-sections", "text", "the same, a section a file", _text(_RUNNING, whole=False)),
    Way(
        "running-bare",
        "text",
        "the same without end spaces",
        _text(replace(_RUNNING, end_space=False)),
    ),
    Way("indented", "text", "70 wide, first lines four spaces in", _text(_INDENTED)),
    Way("paged", "text", "narrow, head and number every 50 lines", _text(_PAGED)),
    Way("form-feeds", "text", "running, head and number close, form feeds", _text(_FORM_FEEDS)),
    Way("pdf-gpo", "pdf", "two columns as GPO prints", _pages(lambda layout: layout)),
    Way("pdf-sections", "pdf", "the same, every third section alone", _sections),
    Way("pdf-volumes", "pdf", "several parts a file", _volumes),
    Way("pdf-serif", "pdf", "Liberation Serif 9, two columns", _pages(_serif, 3, 0)),
    Way("pdf-sans", "pdf", "Liberation Sans 7.5, two columns", _pages(_sans, 3, 1)),
    Way("pdf-one-column", "pdf", "Times 10, one column", _pages(_one_column, 3, 2)),
    Way("pdf-three-columns", "pdf", "Times 8, three columns", _pages(_three_columns, 3, 0)),
    Way("pdf-slim", "pdf", "two slim columns", _pages(_slim, 3, 1)),
    Way("pdf-unbroken", "pdf", "two columns, no broken words", _pages(_unbroken, 3, 2)),
    Way("ocr", "ocr", "two columns at 300 dpi through Tesseract", _scans),
    Way("scans", "ocr", "pictures of pages at 300 dpi in a PDF", _scanned),
    Way("xml", "xml", "12 CFR 1002 in GPO's XML", _gpo_xml),
)
