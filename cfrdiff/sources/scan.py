"""Pages that are pictures: their words through Tesseract, an extra (``cfrdiff[ocr]``)."""

from __future__ import annotations

import shutil
import statistics
from typing import Any

from cfrdiff.errors import SourceError
from cfrdiff.sources.columns import Glyph

# Tesseract reads print best at about 300 dots an inch (its documentation, "Improving quality").
RESOLUTION = 300
SCANNED = "scanned"
_POINTS = 72 / RESOLUTION
ADVICE = (
    "install Tesseract (Debian: apt-get install tesseract-ocr) and pip install 'cfrdiff[ocr]',"
    " or give text that OCR has made"
)


def available() -> bool:
    """Whether Tesseract and its Python package are installed."""
    try:
        import pytesseract  # noqa: F401
    except ImportError:
        return False
    return shutil.which("tesseract") is not None


def words_of(page: Any, path: str) -> tuple[list[Glyph], list[Glyph]]:
    """The words of a page's picture as glyphs of a word each, in points from the top left.

    `page` is a pdfplumber page. The second list holds words that stand upright in the margin.
    Raises SourceError where Tesseract is missing or fails.
    """
    if not available():
        raise SourceError(path, "the PDF has pages without text, only pictures", ADVICE)
    import pytesseract

    image = page.to_image(resolution=RESOLUTION, antialias=True).original.convert("L")
    try:
        data = pytesseract.image_to_data(
            image, lang="eng", config="--psm 3", output_type=pytesseract.Output.DICT
        )
    except (pytesseract.TesseractError, OSError) as error:
        problem = " ".join(str(error).split())[:200]
        raise SourceError(path, f"Tesseract failed ({problem})", ADVICE) from None
    heights = _line_boxes(data)
    # A line's height hangs on its letters; the page's type is of one size.
    size = statistics.median(bottom - top for top, bottom in heights.values()) if heights else 0.0
    words: list[Glyph] = []
    for i, text in enumerate(data["text"]):
        if not text.strip():
            continue
        top, bottom = heights[_line_key(data, i)]
        left, width = data["left"][i] * _POINTS, data["width"][i] * _POINTS
        words.append(Glyph(text, left, top, left + width, bottom, size, SCANNED))
    return _without_margins(words, size)


def _without_margins(words: list[Glyph], size: float) -> tuple[list[Glyph], list[Glyph]]:
    """Part off the few words that stand clear of the text block: the print shop's user line."""
    if not words:
        return [], []
    starts = sorted(word.x0 for word in words)
    ends = sorted(word.x1 for word in words)
    left, right = starts[len(starts) // 40], ends[-1 - len(ends) // 40]
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for word in words:
        clear = word.x1 < left - size or word.x0 > right + size
        (outside if clear else inside).append(word)
    return inside, outside


def _line_key(data: dict[str, list[Any]], i: int) -> tuple[int, int, int]:
    return data["block_num"][i], data["par_num"][i], data["line_num"][i]


def _line_boxes(data: dict[str, list[Any]]) -> dict[tuple[int, int, int], tuple[float, float]]:
    """Top and bottom of each line, so that its words share a base line and a size."""
    boxes: dict[tuple[int, int, int], tuple[float, float]] = {}
    for i, text in enumerate(data["text"]):
        if text.strip():
            key = _line_key(data, i)
            top = data["top"][i] * _POINTS
            bottom = top + data["height"][i] * _POINTS
            before = boxes.get(key, (top, bottom))
            boxes[key] = (min(top, before[0]), max(bottom, before[1]))
    return boxes
