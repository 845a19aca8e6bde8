"""Pages that are pictures → the runs that Tesseract recognises on them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

import msgspec

from cfrdiff.cores import Work, spread
from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf import damage
from cfrdiff.sources.pdf.runs import Run, Sheet
from cfrdiff.sources.pdf.scan_columns import column_doubt
from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.words import SCANNED, SCANNED_BOLD, Leaf

# Reading a picture takes seconds, and starting a process much less.
_WORTH_A_PROCESS = 1


def with_pictures_read(data: bytes, path: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, those that are pictures read through Tesseract where that is installed."""
    pictures = [i for i, sheet in enumerate(sheets) if sheet.has_picture and not sheet.runs]
    found = list(sheets)
    if not pictures or not tesseract.available():
        return found
    name = f"Recognising {os.path.basename(path)}"
    sizes = [1] * len(pictures)
    work = Work(name, partial(_leaf, data, path), pictures, sizes, _WORTH_A_PROCESS)
    for i, leaf in zip(pictures, spread(work), strict=True):
        found[i] = _with_runs(sheets[i], leaf)
    return found


def _leaf(data: bytes, path: str, index: int) -> Leaf:
    """What is recognised on one page, counted from 0."""
    import pypdfium2

    # These bring numpy and scipy, which most files do not need.
    from cfrdiff.sources.scans.pictures import picture_of
    from cfrdiff.sources.scans.reading import leaf_of

    with damage.reported(path):
        document = pypdfium2.PdfDocument(data)
        try:
            return leaf_of(picture_of(document[index]), path)
        finally:
            document.close()


def sheet_of(leaf: Leaf) -> Sheet:
    """A page that has been recognised elsewhere."""
    return _with_runs(Sheet([], [], [], [], [], False, leaf.width, leaf.height), leaf)


def _with_runs(sheet: Sheet, leaf: Leaf) -> Sheet:
    runs: list[Run] = []
    turned: list[Run] = []
    for word in leaf.words:
        font = SCANNED_BOLD if word.is_bold else SCANNED
        run = Run(word.text, word.x0, word.x1, word.baseline, leaf.size, font, doubt=word.doubt)
        (turned if word.is_aside else runs).append(run)
    return msgspec.structs.replace(
        sheet, runs=runs, turned=turned, turn=leaf.turn, remark=column_doubt(leaf)
    )


def on_page(lines: Sequence[Line], sheets: Sequence[Sheet]) -> list[Line]:
    """The lines with their boxes on the pages as they were scanned."""
    return [_as_scanned(line, sheets) for line in lines]


def _as_scanned(line: Line, sheets: Sequence[Sheet]) -> Line:
    turn = sheets[line.page - 1].turn if line.page else None
    if turn is None or line.box is None:
        return line
    return msgspec.structs.replace(line, box=turn.box(line.box))
