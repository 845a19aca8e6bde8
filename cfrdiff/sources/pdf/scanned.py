"""Pages that are pictures → the runs that Tesseract recognises on them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import msgspec

from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf import damage
from cfrdiff.sources.pdf.runs import Run, Sheet
from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.words import SCANNED, Leaf


def with_pictures_read(data: bytes, path: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, those that are pictures read through Tesseract where that is installed.

    Several pages are read at a time, and no more are held than are being read.
    """
    pictures = [i for i, sheet in enumerate(sheets) if sheet.has_picture and not sheet.runs]
    found = list(sheets)
    if not pictures or not tesseract.available():
        return found
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    reader = _Reader(document, path)
    try:
        with damage.reported(path), ThreadPoolExecutor(os.cpu_count()) as pool:
            for i, leaf in zip(pictures, pool.map(reader.leaf, pictures), strict=True):
                found[i] = _with_runs(sheets[i], leaf)
    finally:
        document.close()
    return found


class _Reader:
    """Reads pictures of one document in several threads; PDFium itself bears only one."""

    def __init__(self, document: Any, path: str) -> None:
        self._document, self._path = document, path
        self._lock = Lock()

    def leaf(self, index: int) -> Leaf:
        # These bring numpy and scipy, which most files do not need.
        from cfrdiff.sources.scans.pictures import picture_of
        from cfrdiff.sources.scans.reading import leaf_of

        with self._lock:
            page = self._document[index]
            picture = picture_of(page)
            page.close()
        return leaf_of(picture, self._path)


def _with_runs(sheet: Sheet, leaf: Leaf) -> Sheet:
    runs: list[Run] = []
    turned: list[Run] = []
    for word in leaf.words:
        run = Run(word.text, word.x0, word.x1, word.baseline, leaf.size, SCANNED)
        (turned if word.is_aside else runs).append(run)
    return msgspec.structs.replace(sheet, runs=runs, turned=turned, turn=leaf.turn)


def on_page(lines: Sequence[Line], sheets: Sequence[Sheet]) -> list[Line]:
    """The lines with their boxes on the pages as they were scanned."""
    return [_as_scanned(line, sheets) for line in lines]


def _as_scanned(line: Line, sheets: Sequence[Sheet]) -> Line:
    turn = sheets[line.page - 1].turn if line.page else None
    if turn is None or line.box is None:
        return line
    return msgspec.structs.replace(line, box=turn.box(line.box))
