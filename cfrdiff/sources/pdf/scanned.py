"""Pages that are pictures → the runs that Tesseract recognises on them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import msgspec

from cfrdiff.cores import Work, spread
from cfrdiff.deadlines import page_time
from cfrdiff.sources.columns import Gutter
from cfrdiff.sources.gutters import find_gutters
from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf import damage
from cfrdiff.sources.pdf.bands import crosses
from cfrdiff.sources.pdf.runs import Run, Sheet
from cfrdiff.sources.pdf.scan_columns import column_doubt
from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.words import SCANNED, SCANNED_BOLD, Leaf, Word

# Reading a picture takes seconds, and starting a process much less.
_WORTH_A_PROCESS = 1
# The widest space of a justified line, in ems.
_WIDEST_SPACE = 1.8


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
            with page_time(path, index + 1):
                return leaf_of(picture_of(document[index]), path)
        finally:
            document.close()


def sheet_of(leaf: Leaf) -> Sheet:
    """A page that has been recognised elsewhere."""
    return _with_runs(Sheet([], [], [], [], [], False, leaf.width, leaf.height), leaf)


def _with_runs(sheet: Sheet, leaf: Leaf) -> Sheet:
    """The page with its words as runs, each as far as the next one of its line: the spaces of a
    justified line are none between cells.
    """
    runs: list[Run] = []
    turned: list[Run] = []
    words = [word for word in leaf.words if not word.is_aside]
    gutters = find_gutters(words, leaf.size)
    ends = {
        id(word): after.x0
        for word, after in pairwise(words)
        if _is_space(word, after, leaf.size, gutters)
    }
    for word in leaf.words:
        font = SCANNED_BOLD if word.is_bold else SCANNED
        end = ends.get(id(word))
        text = word.text if end is None else word.text + " "
        x1 = word.x1 if end is None else end
        run = Run(text, word.x0, x1, word.baseline, leaf.size, font, doubt=word.doubt)
        (turned if word.is_aside else runs).append(run)
    remark = column_doubt(leaf)
    return msgspec.structs.replace(sheet, runs=runs, turned=turned, turn=leaf.turn, remark=remark)


def _is_space(word: Word, after: Word, size: float, gutters: Sequence[Gutter]) -> bool:
    """Whether a space of one column stands between two words of the engine's."""
    if word.line != after.line or not 0 < after.x0 - word.x1 < _WIDEST_SPACE * size:
        return False
    return not crosses(word.x1, after.x0, gutters)


def on_page(lines: Sequence[Line], sheets: Sequence[Sheet]) -> list[Line]:
    """The lines with their boxes on the pages as they were scanned."""
    if not any(sheet.turn for sheet in sheets):
        return list(lines)
    return [_as_scanned(line, sheets) for line in lines]


def _as_scanned(line: Line, sheets: Sequence[Sheet]) -> Line:
    turn = sheets[line.page - 1].turn if line.page else None
    if turn is None or line.box is None:
        return line
    return msgspec.structs.replace(line, box=turn.box(line.box))
