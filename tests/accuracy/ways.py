"""The ways of giving gold sections to the reader, each a row of the table."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from typesetter import Layout

import cfrdiff
from accuracy.gold import Document, load_version
from accuracy.measure import Tally, measure
from accuracy.pages import gpo_layout, set_pages
from accuracy.printing import Printed
from accuracy.text_layouts import TextLayout, lay_out
from accuracy.volumes import volume

Family = Literal["text", "pdf", "ocr", "xml"]
Printer = Callable[[Sequence[Document], Path], Iterator[Printed]]


@dataclass(frozen=True)
class Way:
    """One way: its name, what it does in a few words, and what prints the files.

    The printer takes the documents and the gold folder and gives the files to read.
    """

    name: str
    family: Family
    about: str
    printer: Printer


@dataclass(frozen=True)
class Outcome:
    """What one way came to; `refused` says why the reader took no file of it."""

    way: Way
    tally: Tally
    files: int
    refused: str | None = None


_LIBERATION = "/usr/share/fonts/truetype/liberation/Liberation"
_NARROW = TextLayout(width=38, hyphenate=True, end_space=True)

_TEXT_LAYOUTS: dict[str, tuple[str, TextLayout]] = {
    "blocks": ("a paragraph a line, blank lines", TextLayout()),
    "narrow": ("38 wide, hyphenated, blank lines, dump's end spaces", _NARROW),
    "narrow-bare": ("the same without end spaces", replace(_NARROW, end_space=False)),
    "running": ("38 wide, hyphenated, no blank line", replace(_NARROW, blank=False)),
    "running-bare": (
        "the same without end spaces",
        replace(_NARROW, blank=False, end_space=False),
    ),
    "indented": ("70 wide, first lines four spaces in", TextLayout(width=70, blank=False, indent=4)),
    "paged": ("narrow, a head and number every 50 lines", replace(_NARROW, paged=True)),
    "paged-running": (
        "38 wide, hyphenated, pages with form feeds, no blank line",
        replace(_NARROW, blank=False, end_space=False, paged=True, form_feed=True),
    ),
}

_PAGE_LAYOUTS: dict[str, tuple[str, dict[str, object]]] = {
    "gpo": ("two columns as GPO prints", {}),
}


def _serif(size: float) -> dict[str, object]:
    return {}


def text_printer(layout: TextLayout, whole: bool) -> Printer:
    """Files of text: one a document, or one a section."""

    def printer(documents: Sequence[Document], _: Path) -> Iterator[Printed]:
        for document in documents:
            place = volume(document)
            if whole:
                yield lay_out(document.name, document.sections, layout, place)
                continue
            for section in document.sections:
                name = f"{document.name} § {section.number}"
                yield lay_out(name, [section], layout, place)

    return printer
