"""Pieces of a PDF's pages, where the file an edition was read from is at hand.

A page is drawn once and stands in the report once; a piece of it is a window on that picture.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

from cfrdiff.formats.boxes import around
from cfrdiff.model import Box, Edition, Evidence
from cfrdiff.sources import corpus

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_RESOLUTION = 130  # dots an inch: small print is read without effort
_POINTS = 72
# Points of paper around the words; close above and below stand other lines.
_BESIDE, _ABOVE = 3.0, 0.7
_GREYS = 16


class Cutout(msgspec.Struct, frozen=True):
    """A piece of a page, (left, top, width, height) in points; `picture` is the page's name."""

    picture: str
    page: int
    window: Box


class Picture(msgspec.Struct, frozen=True):
    """What is shown of a page, as a data URI, and its place on the page in points."""

    name: str
    uri: str
    window: Box


class Pages:
    """The pages of an edition's PDF; without one, or for another file, there are none.

    To be used in a ``with`` statement.
    """

    def __init__(self, name: str, edition: Edition) -> None:
        """`name` goes before the number of a page in the names of its pictures."""
        self._name = name
        self._edition = edition
        self._stack = ExitStack()
        self._document: PDF | None = None
        self._asked: dict[int, Box] = {}

    def __enter__(self) -> Pages:
        data = _bytes(self._edition) if self._edition.source.format == "pdf" else None
        if data is not None:
            import pdfplumber

            self._document = self._stack.enter_context(pdfplumber.open(io.BytesIO(data)))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def cut(self, evidence: Sequence[Evidence]) -> Iterator[Cutout]:
        """The places of a paragraph, a piece for each column of each page it stands on."""
        if self._document is None:
            return
        for page, (x0, top, x1, bottom) in _columns(evidence):
            box = (max(x0 - _BESIDE, 0.0), max(top - _ABOVE, 0.0), x1 + _BESIDE, bottom + _ABOVE)
            self._asked[page] = around((self._asked.get(page, box), box))
            yield Cutout(f"{self._name}-page-{page}", page, _window(box))

    def pictures(self) -> Iterator[Picture]:
        """The pages that pieces were asked of, as far as they were."""
        for number, wanted in sorted(self._asked.items()):
            assert self._document is not None, "asked only where there is a document"
            page = self._document.pages[number - 1]
            uri, window = _drawn(page, wanted)
            page.close()  # what it holds of the page is not needed again
            yield Picture(f"{self._name}-page-{number}", uri, window)


def _drawn(page: Page, wanted: Box) -> tuple[str, Box]:
    """A data URI of what is wanted of a page, and its window in whole pixels."""
    drawn = page.to_image(resolution=_RESOLUTION).original.convert("L")
    scale = _RESOLUTION / _POINTS
    left, top = (int(at * scale) for at in wanted[:2])
    right = min(int(wanted[2] * scale) + 1, drawn.width)
    bottom = min(int(wanted[3] * scale) + 1, drawn.height)
    out = io.BytesIO()
    drawn.crop((left, top, right, bottom)).quantize(_GREYS).save(out, "PNG", optimize=True)
    uri = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
    return uri, _window((left / scale, top / scale, right / scale, bottom / scale))


def _window(box: Box) -> Box:
    x0, top, x1, bottom = box
    return (round(x0, 1), round(top, 1), round(x1 - x0, 1), round(bottom - top, 1))


def _bytes(edition: Edition) -> bytes | None:
    """The very bytes the edition was read from: at its path, or in the corpus."""
    wanted = edition.source.sha256
    held = corpus.find_content(wanted)
    paths = (Path(edition.source.path), *([held.path] if held else []))
    same = (data for data in map(_content, paths) if hashlib.sha256(data).hexdigest() == wanted)
    return next(same, None)


def _content(path: Path) -> bytes:
    """What a file holds; nothing where there is none that can be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


def _columns(evidence: Sequence[Evidence]) -> Iterator[tuple[int, Box]]:
    """The boxes of lines, joined as long as each stands below the one before it."""
    lines = [(one.page, one.box) for one in evidence if one.page and one.box]
    for page, members in groupby(lines, key=itemgetter(0)):
        columns: list[list[Box]] = []
        for _, box in members:
            if columns and box[1] >= columns[-1][0][1]:
                columns[-1].append(box)
            else:
                columns.append([box])
        yield from ((page, around(column)) for column in columns)
