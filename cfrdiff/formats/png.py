"""A PDF's page with what was read drawn on it: columns, lines, paragraphs, furniture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import chain

from cfrdiff.errors import NotFoundError
from cfrdiff.formats.boxes import around
from cfrdiff.model import Box, Edition, Evidence
from cfrdiff.sources.lines import Line

# Okabe and Ito's colours, which hold for colour-blind people: (red, green, blue, opacity).
_COLOURS = {
    "paragraph": (0, 114, 178, 60),
    "heading": (0, 158, 115, 90),
    "note": (204, 121, 167, 90),
    "furniture": (213, 94, 0, 90),
    "column": (0, 0, 0, 0),
    "opens": (0, 0, 0, 200),
}
_STROKES = {"column": (0, 0, 0, 255)}  # of the others as the fill
_RESOLUTION = 144


def page_image(edition: Edition, lines: Sequence[Line], data: bytes, number: int) -> bytes:
    """The page as PNG: paragraphs blue, headings green, notes pink, furniture orange, columns
    framed, and a bar before each line that opens a printed paragraph.

    `lines` are the file's lines and `data` its bytes. Raises NotFoundError for a page the file
    does not have.
    """
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        if not 1 <= number <= len(document.pages):
            raise NotFoundError(
                f"{edition.source.path}: no page {number} in this file;"
                f" it has {len(document.pages)}"
            )
        picture = document.pages[number - 1].to_image(resolution=_RESOLUTION)
        for kind, box in chain(_boxes(edition, number), _boxes_of_lines(lines, number)):
            fill = _COLOURS[kind]
            picture.draw_rect(box, fill=fill, stroke=_STROKES.get(kind, fill), stroke_width=1)
        out = io.BytesIO()
        picture.annotated.convert("RGB").save(out, "PNG")
        return out.getvalue()


def _boxes(edition: Edition, number: int) -> Iterator[tuple[str, Box]]:
    """What was read of a page, and what it was taken for."""
    for kind, evidence in _evidence(edition):
        for one in evidence:
            if one.page == number and one.box is not None:
                yield kind, one.box


def _evidence(edition: Edition) -> Iterator[tuple[str, Sequence[Evidence]]]:
    for section in edition.sections:
        yield "heading", section.evidence
        yield "note", section.source_note_evidence
        yield from (("paragraph", paragraph.evidence) for paragraph in section.walk())
    yield from (("note", block.evidence) for block in edition.blocks)
    yield from (("furniture", furniture.evidence) for furniture in edition.furniture)


def _boxes_of_lines(lines: Sequence[Line], number: int) -> Iterator[tuple[str, Box]]:
    """The columns of a page, and a bar before each line that opens a printed paragraph."""
    columns: dict[int, list[Box]] = {}
    bars: list[Box] = []
    for line, box in _on_page(lines, number):
        if line.column is not None:
            columns.setdefault(line.column, []).append(box)
        if line.opens:
            x0, top, _, bottom = box
            bars.append((max(x0 - 4, 0), top, max(x0 - 2, 1), bottom))
    yield from (("column", around(columns[column])) for column in sorted(columns))
    yield from (("opens", bar) for bar in bars)


def _on_page(lines: Sequence[Line], number: int) -> Iterator[tuple[Line, Box]]:
    for line in lines:
        if line.page == number and line.box and line.role != "margin":
            yield line, line.box
