"""The rows of a PDF's pages → lines: their place, and where printed paragraphs begin."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.model import Finding
from cfrdiff.sources import scan
from cfrdiff.sources.columns import Row, left_edge, pitch
from cfrdiff.sources.footnotes import footnotes, is_unfinished
from cfrdiff.sources.lines import Line, Role
from cfrdiff.sources.pdf_rows import (
    is_bold,
    is_capitals,
    is_gap,
    is_indented,
    is_other_size,
    is_scanned,
    style_of,
    text_of,
)

_UNMAPPED = re.compile(r"\(cid:\d+\)")
# The document shows paragraphs by indents where at least one row in so many is indented.
_ROWS_AN_INDENT = 40
# The edge of a column of fewer rows is not measured well: one long indent may be all it has.
_SURE_ROWS = 8
# What a column of few rows may begin to the right of the edge that is its own, in its type's size.
_NEAR_EDGE = 3

Column = tuple[int, int | None]  # index of its page, and its place there


class Page(msgspec.Struct, frozen=True):
    """A page: its rows in reading order, those of rotated text, and whether it is a picture."""

    rows: list[Row]
    turned: list[Row]
    is_picture: bool


class _Setting(msgspec.Struct, frozen=True):
    """How the whole document is set: where its columns begin, whether it shows paragraphs by
    indents (else by white space), the size of its body type in points.
    """

    edges: dict[Column, float]
    by_indent: bool
    body_size: float


def _setting(pages: Sequence[Page]) -> _Setting:
    rows = [(n, row) for n, page in enumerate(pages) for row in page.rows]
    edges = _edges(rows)
    indented = sum(is_indented(row, edges[n, row.column]) for n, row in rows)
    sizes = [row.size for _, row in rows]
    return _Setting(
        edges,
        indented * _ROWS_AN_INDENT >= len(rows),
        statistics.median(sizes) if sizes else 0.0,
    )


def _edges(rows: Sequence[tuple[int, Row]]) -> dict[Column, float]:
    """Left edge of every column of every page; a column of few rows borrows a near edge."""
    columns: dict[Column, list[Row]] = defaultdict(list)
    for n, row in rows:
        columns[n, row.column].append(row)
    own = {column: left_edge(members) for column, members in columns.items()}
    sure = [own[column] for column, members in columns.items() if len(members) >= _SURE_ROWS]
    return own | {
        column: _near_edge(own[column], sure, members[0].size)
        for column, members in columns.items()
        if len(members) < _SURE_ROWS
    }


def _near_edge(edge: float, sure: Sequence[float], size: float) -> float:
    near = min(sure, key=lambda x: abs(x - edge), default=edge)
    return near if 0 <= edge - near < _NEAR_EDGE * size else edge


class _Beginning(msgspec.Struct, frozen=True):
    """What shows whether a row begins a printed paragraph; `edge` is its column's, `before` the
    line before it.
    """

    row: Row
    text: str
    italics: tuple[tuple[int, int], ...]
    style: str
    role: Role
    gap: bool
    edge: float
    before: Line | None

    @property
    def follows(self) -> bool:
        """Whether the line before stands in the same column."""
        return self.before is not None and self.before.column == self.row.column

    @property
    def goes_on_heading(self) -> bool:
        """Whether the line before is a heading set alike."""
        return self.after_heading and self.before is not None and self.before.style == self.style

    @property
    def after_heading(self) -> bool:
        return self.before is not None and self.before.role == "heading"

    @property
    def goes_on_capitals(self) -> bool:
        """Whether it and the line before are set in capitals."""
        return self.before is not None and is_capitals(self.before.text) and is_capitals(self.text)

    @property
    def in_other_size(self) -> bool:
        """Whether it is set in another size than the line before."""
        before = self.before.style if self.before is not None else None
        return before is not None and is_other_size(self.style, before)


class _Rule(NamedTuple):
    why: str
    holds: Callable[[_Beginning], bool]
    opens: Callable[[_Beginning], bool]


# The first that holds decides; where none does, the setting of the document.
_RULES = (
    _Rule(
        "a heading goes on until white space or other type parts it from the next",
        lambda at: at.role == "heading",
        lambda at: at.gap or not at.goes_on_heading,
    ),
    _Rule(
        "below a heading of the same column text begins",
        lambda at: at.after_heading and at.follows,
        lambda at: True,
    ),
    _Rule(
        "a heading in capitals goes on in its next line, which may be centred",
        lambda at: at.follows and not at.gap and at.goes_on_capitals,
        lambda at: False,
    ),
    _Rule(
        "where the size of type changes a note begins or ends",
        lambda at: at.follows and at.in_other_size,
        lambda at: True,
    ),
)


def _opens(at: _Beginning, by_indent: bool) -> bool:
    for rule in _RULES:
        if rule.holds(at):
            return rule.opens(at)
    if by_indent:
        return is_indented(at.row, at.edge) or (at.gap and at.follows)
    return at.gap


def lines_of(pages: Sequence[Page]) -> tuple[list[Line], list[Finding], int]:
    """The lines of all pages, what is to be said of them, and the length of their text."""
    writer = _Writer(_setting(pages))
    for index, page in enumerate(pages):
        writer.write(index, page)
    return writer.lines, writer.findings, writer.length


class _Writer:
    """Puts lines one behind the other."""

    def __init__(self, setting: _Setting) -> None:
        self._setting = setting
        self._unfinished = False  # the last footnote so far goes on overleaf
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.length = 0

    def write(self, index: int, page: Page) -> None:
        """Add a page's lines; `index` counts pages from 0."""
        self.findings += _without_text(index + 1, page)
        notes = footnotes(page.rows, self._setting.body_size, self._unfinished)
        self._unfinished = bool(notes) and is_unfinished(page.rows[max(notes)])
        page_start = self.length
        step = pitch(page.rows) if page.rows else 0.0
        previous: Row | None = None
        for number, row in enumerate([*page.rows, *page.turned], 1):
            at = self._beginning(index, row, number > len(page.rows), is_gap(previous, row, step))
            note = notes.get(number - 1)
            line = Line(
                text=at.text,
                start=self.length,
                number=number,
                page=index + 1,
                page_start=page_start,
                opens=note == "begins" if note else _opens(at, self._setting.by_indent),
                gap=at.gap,
                role=at.role,
                italics=None if is_scanned(row) else at.italics,
                box=(row.x0, row.top, row.x1, row.bottom),
                style=at.style,
                column=row.column,
                kind="footnote" if note else None,
            )
            self.lines.append(line)
            self.length += len(line.text) + 1
            self.findings += _unmapped(line)
            previous = row

    def _beginning(self, index: int, row: Row, in_margin: bool, gap: bool) -> _Beginning:
        text, italics = text_of(row)
        edge = self._setting.edges.get((index, row.column), 0.0)
        before = self.lines[-1] if self.lines else None
        role = _role(row, in_margin)
        return _Beginning(row, text, italics, style_of(row), role, gap, edge, before)


def _role(row: Row, in_margin: bool) -> Role:
    if in_margin:
        return "margin"
    return "heading" if is_bold(row) else "body"


def _without_text(number: int, page: Page) -> Iterator[Finding]:
    """What is to be said of a page that has no text of its own."""
    if page.is_picture and page.rows:
        message = f"page {number} is a picture; its words were read by Tesseract"
        yield Finding("page-scanned", "note", message)
    elif page.is_picture:
        message = f"page {number} is a picture without text; {scan.ADVICE}"
        yield Finding("page-without-text", "warning", message)
    elif not page.rows:
        message = f"page {number} has no text: it is blank, a drawing, or damaged"
        yield Finding("page-without-text", "warning", message)


def _unmapped(line: Line) -> Iterator[Finding]:
    if _UNMAPPED.search(line.text):
        message = (
            f"page {line.page}, line {line.number}: the font does not say which"
            " characters these are"
        )
        yield Finding("unmapped-characters", "warning", message, line=line.number)
