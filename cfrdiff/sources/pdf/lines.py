"""The rows of a PDF's pages → lines: their place, and where printed paragraphs begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cfrdiff.model import Finding
from cfrdiff.sources.lines import Kind, Line, Role
from cfrdiff.sources.pdf.contents import with_contents
from cfrdiff.sources.pdf.footnotes import Part, footnotes_of, mark_of
from cfrdiff.sources.pdf.formulas import formula_findings, with_formulas
from cfrdiff.sources.pdf.group_headings import with_group_headings
from cfrdiff.sources.pdf.matter import without_matter
from cfrdiff.sources.pdf.openings import Beginning, opens_paragraph
from cfrdiff.sources.pdf.rows import Page, Row, usual_pitch
from cfrdiff.sources.pdf.setting import Setting, setting_of
from cfrdiff.sources.pdf.small_type import with_kinds
from cfrdiff.sources.pdf.type import is_bold, is_gap, is_scanned, style_of
from cfrdiff.sources.pdf.wording import wording
from cfrdiff.sources.scans.tesseract import ADVICE

# What PDFium gives for a glyph that the font does not name, and what fonts name as they like.
_UNMAPPED = re.compile(r"[\x00\ufffd\ue000-\uf8ff]")
_LONGEST_QUOTE = 40


def lines_of(pages: Sequence[Page]) -> tuple[list[Line], list[Finding], int]:
    """The lines of all pages, what is to be said of them, and the length of their text."""
    setting = setting_of(pages)
    notes = footnotes_of(pages, setting.body_size)
    writer = _Writer(setting, notes, pages)
    for index, page in enumerate(pages):
        writer.write(index, page)
    lines = without_matter(writer.lines)
    # What Tesseract reads of a picture has sizes of no use.
    if not any(is_scanned(row) for page in pages for row in page.rows[:1]):
        lines = with_formulas(lines)
        for mark in (with_contents, with_group_headings, with_kinds):
            lines = mark(lines, setting)
    return lines, [*writer.findings, *formula_findings(lines)], writer.length


class _Place(NamedTuple):
    """Which page a line stands on, from 0, which line of it it is, and where the page begins."""

    page: int
    number: int
    page_start: int


class _Writer:
    """Puts lines one behind the other."""

    def __init__(
        self, setting: Setting, notes: Sequence[dict[int, Part]], pages: Sequence[Page]
    ) -> None:
        self._setting = setting
        self._notes = notes
        self._marks = frozenset(
            mark_of(page.rows[i])
            for page, found in zip(pages, notes, strict=True)
            for i, part in found.items()
            if part == "begins"
        )
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.length = 0

    def write(self, index: int, page: Page) -> None:
        """Add a page's lines; `index` counts pages from 0."""
        self.findings += _without_text(index + 1, page)
        self.findings += _remarks(index + 1, page)
        notes = self._notes[index]
        page_start = self.length
        step = usual_pitch(page.rows)
        previous: Row | None = None
        for number, row in enumerate([*page.rows, *page.turned, *page.hidden], 1):
            in_margin = number > len(page.rows)
            note = notes.get(number - 1)
            gap = is_gap(previous, row, step)
            line = self._line(_Place(index, number, page_start), row, in_margin, gap, note)
            self.lines.append(line)
            self.length += len(line.text) + 1
            if _UNMAPPED.search(line.text):
                self.findings.append(_unmapped(line))
            previous = row
        if page.hidden:
            self.findings.append(_hidden(index + 1, page))

    def _line(self, at: _Place, row: Row, in_margin: bool, gap: bool, note: str | None) -> Line:
        said = wording(row, self._marks)
        style = style_of(row)
        role = _role(row, in_margin)
        edge = self._setting.edges.get((at.page, row.column), 0.0)
        before = self.lines[-1] if self.lines else None
        if row.cell is not None:
            opens = row.cell.opens
        elif note:
            opens = note == "begins"
        else:
            begins = Beginning(row, said.text, style, role, gap, edge, before)
            opens = _follows_table(before) or opens_paragraph(begins, self._setting.by_indent)
        return Line(
            text=said.text,
            start=self.length,
            number=at.number,
            page=at.page + 1,
            page_start=at.page_start,
            opens=opens,
            gap=gap,
            role=role,
            italics=None if is_scanned(row) else said.italics,
            box=(row.x0, row.top, row.x1, row.bottom),
            style=style,
            column=row.column,
            kind=_kind(row, note),
            row=row.cell.row if row.cell else None,
            cuts=said.marks,
            doubts=said.doubts,
            at_edge=row.at_edge,
            hyphen=self._setting.hyphens.at_end(row),
        )


def _follows_table(before: Line | None) -> bool:
    return before is not None and before.kind == "table"


def _kind(row: Row, note: str | None) -> Kind | None:
    """What the page shows a row to be."""
    if row.cell is not None:
        return "repeated-head" if row.cell.repeats else "table"
    return "footnote" if note else None


def _role(row: Row, in_margin: bool) -> Role:
    if in_margin:
        return "margin"
    if row.cell is not None:
        return "body"
    return "heading" if is_bold(row) else "body"


def _remarks(number: int, page: Page) -> Iterator[Finding]:
    """What a reader should know of a page that was read from a picture."""
    if page.remark:
        yield Finding("columns-doubtful", "warning", f"page {number}: {page.remark}")


def _without_text(number: int, page: Page) -> Iterator[Finding]:
    """What is to be said of a page that has no text of its own."""
    if page.is_layer:
        message = f"page {number} shows no text; its words are those of a layer that is not seen"
        yield Finding("text-not-seen", "warning", message)
    elif page.is_picture and page.rows:
        message = f"page {number} is a picture; its words were read by Tesseract"
        yield Finding("page-scanned", "note", message)
    elif page.is_picture:
        message = f"page {number} is a picture without text; {ADVICE}"
        yield Finding("page-without-text", "warning", message)
    elif not page.rows:
        message = f"page {number} has no text: it is blank, a drawing, or damaged"
        yield Finding("page-without-text", "warning", message)


def _hidden(number: int, page: Page) -> Finding:
    """That a page holds text which nobody sees."""
    said = " ".join("".join(run.text for run in row.runs) for row in page.hidden)
    quote = said[:_LONGEST_QUOTE] + ("…" if len(said) > _LONGEST_QUOTE else "")
    message = f"page {number} holds text that is not seen, which is set aside: {quote!r}"
    return Finding("text-not-seen", "warning", message)


def _unmapped(line: Line) -> Finding:
    where = f"page {line.page}, line {line.number}"
    message = f"{where}: the font does not say which characters these are"
    return Finding("unmapped-characters", "warning", message, line=line.number)
