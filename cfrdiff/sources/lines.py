"""What every source gives: lines with their place in the file."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.model import Box, Finding, TableRow
from cfrdiff.sources.origins import Origins

Role = Literal["body", "heading", "margin"]
Kind = Literal[
    "paragraph",
    "flush-paragraph",
    "section-heading",
    "title-heading",
    "chapter-heading",
    "part-heading",
    "subpart-heading",
    "heading",
    "division-text",
    "authority",
    "source",
    "contents",
    "source-note",
    "running-head",
    "repeated-head",
    "footnote",
    "note",
    "effective-date-note",
    "announcement",
    "extract",
    "appendix",
    "figure",
    "formula",
    "table",
    "front-matter",
    "back-matter",
    "page-matter",
    "other",
]


class Cut(msgspec.Struct, frozen=True, gc=False):
    """Characters of a line that are no text of it, and what they are: offsets in its text."""

    start: int
    end: int
    kind: str = "markup"


class Claim(msgspec.Struct, frozen=True, gc=False):
    """What a web page calls the paragraph in a line ("163.12(b)(1)", "b_1"), and how deep it says
    that the paragraph stands, from 1; None where it does not say.
    """

    paragraph: str | None
    level: int | None


class Doubtful(msgspec.Struct, frozen=True, gc=False):
    """A word of a line that may be misread: its offsets in the line's text, how sure the engine was
    of it, from 0 to 1, and what a second reading makes of it where that differs.
    """

    start: int
    end: int
    sure: float
    other: str = ""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line as the source has it.

    `start` is the offset of the first character in the whole stream, `page_start` that of the
    first character offsets are reported from (the page for a PDF, 0 for other files).

    `opens` says whether a printed paragraph begins here: True or False where the source shows
    it (a blank line before, an indent, a bullet), None where it does not. `gap` says that
    white space stands between this line and the one before. `italics` are (start, end) pairs
    in `text`, None where the source knows no italics. `style` names font and size.

    `kind` is what the source says the line is, where it does (XML); `section` the number of the
    section it heads, as the source itself names it (``§ 163.12``). `origin` gives the offset
    of each character of `text`, where they do not simply count on from `start`; the line then
    ends at `stop`. `row` is what the line is in a table; `level` is how deep a heading inside a
    text stands: 0 for that of an appendix, 1 for those right below it. `claim` is what a web page
    says of the paragraph's place.

    `at_edge` says whether the line stands at the head or foot of its page, apart from the text,
    and `hyphen` whether the hyphen it ends in is the printer's, which breaks a word, or the
    word's own; None where the source does not show it. `doubts` are words that may be misread.
    """

    text: str
    start: int
    number: int
    page: int | None = None
    page_start: int = 0
    opens: bool | None = None
    gap: bool = False
    role: Role = "body"
    cuts: tuple[Cut, ...] = ()
    italics: tuple[tuple[int, int], ...] | None = None
    box: Box | None = None
    style: str | None = None
    column: int | None = None
    kind: Kind | None = None
    section: str | None = None
    origin: Origins | None = None
    stop: int | None = None
    row: TableRow | None = None
    level: int | None = None
    claim: Claim | None = None
    at_edge: bool | None = None
    hyphen: Literal["print", "word"] | None = None
    doubts: tuple[Doubtful, ...] = ()


class SourceText(msgspec.Struct, frozen=True):
    """A file as lines, in the order they are read. `length` counts the stream's characters.

    `exact` is False where characters may be misread (OCR); `well_formed` says that markup which
    closes at its end shows the file to be whole; `title` and `as_of` are what the file itself says
    of its edition.
    """

    path: str
    sha256: str
    format: str
    lines: tuple[Line, ...]
    length: int
    exact: bool = True
    well_formed: bool = False
    title: int | None = None
    as_of: str | None = None
    findings: tuple[Finding, ...] = ()
