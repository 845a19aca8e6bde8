"""A PDF's page with what was read drawn on it: columns, lines, paragraphs, furniture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pdfplumber

from cfrdiff.errors import NotFoundError
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
_RESOLUTION = 144


def page_image(edition: Edition, lines: Sequence[Line], data: bytes, number: int) -> bytes:
    """The page as PNG: paragraphs blue, headings green, notes pink, furniture orange, columns
    framed, and a bar before each line that opens a printed paragraph.

    `lines` are the file's lines and `data` its bytes. Raises NotFoundError for a page the file
    does not have.
    """
    with pdfplumber.open(io.BytesIO(data)) as document:
        if not 1 <= number <= len(document.pages):
            raise NotFoundError(
                f"{edition.source.path}: no page {number} in this file;"
                f" it has {len(document.pages)}"
            )
        picture = document.pages[number - 1].to_image(resolution=_RESOLUTION)
        for kind, box in _boxes(edition, number):
            picture.draw_rect(box, fill=_COLOURS[kind], stroke=_COLOURS[kind], stroke_width=1)
        here = [
            line for line in lines if line.page == number and line.box and line.role != "margin"
        ]
        for box in _columns(here):
            picture.draw_rect(box, fill=_COLOURS["column"], stroke=(0, 0, 0, 255), stroke_width=1)
        for line in here:
            if line.opens and line.box:
                x0, top, _, bottom = line.box
                picture.draw_rect(
                    (max(x0 - 4, 0), top, max(x0 - 2, 1), bottom),
                    fill=_COLOURS["opens"],
                    stroke=_COLOURS["opens"],
                )
        out = io.BytesIO()
        picture.annotated.convert("RGB").save(out, "PNG")
        return out.getvalue()


def _boxes(edition: Edition, number: int) -> Iterator[tuple[str, Box]]:
    def on_page(kind: str, evidence: Sequence[Evidence]) -> Iterator[tuple[str, Box]]:
        for one in evidence:
            if one.page == number and one.box is not None:
                yield kind, one.box

    for section in edition.sections:
        yield from on_page("heading", section.evidence)
        yield from on_page("note", section.source_note_evidence)
        for paragraph in section.walk():
            yield from on_page("paragraph", paragraph.evidence)
    for block in edition.blocks:
        yield from on_page("note", block.evidence)
    for furniture in edition.furniture:
        yield from on_page("furniture", furniture.evidence)


def _columns(lines: Sequence[Line]) -> list[Box]:
    found: list[Box] = []
    for column in sorted({line.column for line in lines if line.column is not None}):
        boxes = [line.box for line in lines if line.column == column and line.box is not None]
        found.append(
            (
                min(box[0] for box in boxes),
                min(box[1] for box in boxes),
                max(box[2] for box in boxes),
                max(box[3] for box in boxes),
            )
        )
    return found
