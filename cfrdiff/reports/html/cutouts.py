"""Pieces of a PDF's pages as pictures, where the file an edition was read from is at hand."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import TracebackType

import msgspec
import pdfplumber
from pdfplumber.pdf import PDF
from PIL import Image

from cfrdiff.model import Box, Edition, Evidence
from cfrdiff.sources import corpus

_RESOLUTION = 130  # dots an inch: small print is read without effort
_POINTS = 72
_MARGIN = 3.0  # points of paper around the words
_GREYS = 16


class Cutout(msgspec.Struct, frozen=True):
    """A picture as a data URI, its size in pixels, and the page it is from."""

    uri: str
    width: int
    height: int
    page: int


class Pages:
    """The pages of an edition's PDF; without one, or for another file, there are none.

    To be used in a ``with`` statement. A page is drawn once as long as it is asked for in a row.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._stack = ExitStack()
        self._document: PDF | None = None
        self._drawn: tuple[int, Image.Image] | None = None

    def __enter__(self) -> Pages:
        data = _bytes(self._edition) if self._edition.source.format == "pdf" else None
        if data is not None:
            self._document = self._stack.enter_context(pdfplumber.open(io.BytesIO(data)))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def cut(self, evidence: Sequence[Evidence]) -> list[Cutout]:
        """The places of a paragraph, a picture for each column of each page it stands on."""
        if self._document is None:
            return []
        return [self._cut(page, box) for page, box in _columns(evidence)]

    def _cut(self, page: int, box: Box) -> Cutout:
        picture = self._page(page)
        scale = _RESOLUTION / _POINTS
        x0, top, x1, bottom = box
        piece = picture.crop(
            (
                max(int((x0 - _MARGIN) * scale), 0),
                max(int((top - _MARGIN) * scale), 0),
                min(int((x1 + _MARGIN) * scale), picture.width),
                min(int((bottom + _MARGIN) * scale), picture.height),
            )
        )
        out = io.BytesIO()
        piece.quantize(_GREYS).save(out, "PNG", optimize=True)
        uri = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
        return Cutout(uri, piece.width, piece.height, page)

    def _page(self, number: int) -> Image.Image:
        if self._drawn is None or self._drawn[0] != number:
            assert self._document is not None, "asked only where there is a document"
            page = self._document.pages[number - 1]
            drawn = page.to_image(resolution=_RESOLUTION).original.convert("L")
            page.close()  # what it holds of the page is not needed again
            self._drawn = (number, drawn)
        return self._drawn[1]


def _bytes(edition: Edition) -> bytes | None:
    """The very bytes the edition was read from: at its path, or in the corpus."""
    wanted = edition.source.sha256
    held = corpus.find_content(wanted)
    for path in (Path(edition.source.path), held.path if held else None):
        try:
            data = path.read_bytes() if path else b""
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == wanted:
            return data
    return None


def _columns(evidence: Sequence[Evidence]) -> Iterator[tuple[int, Box]]:
    """The boxes of lines, joined as long as each stands below the one before it."""
    lines = [(one.page, one.box) for one in evidence if one.page and one.box]
    for page, members in groupby(lines, key=lambda line: line[0]):
        whole: Box | None = None
        for _, box in members:
            if whole is not None and box[1] < whole[1]:
                yield page, whole
                whole = None
            whole = box if whole is None else _around(whole, box)
        if whole is not None:
            yield page, whole


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
