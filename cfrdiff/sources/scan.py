"""Pages that are pictures: their words through Tesseract, an extra (``cfrdiff[ocr]``)."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Sequence
from typing import Any

from cfrdiff.errors import SourceError
from cfrdiff.model import Box
from cfrdiff.sources.columns import Glyph

# Tesseract reads print best at about 300 dots an inch (its documentation, "Improving quality").
RESOLUTION = 300
SCANNED = "scanned"
_POINTS = 72 / RESOLUTION
# A word of three letters is wider than high unless it stands upright; then it is higher than
# wide by this factor.
_LETTERS, _UPRIGHT = 3, 1.5
# The strip of such words in a margin is no wider than this many times their size, and a point
# more on either side is read with it.
_STRIP, _BESIDE = 4, 1.0
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

    # Tesseract's own threads slow each other down (its FAQ, "Can I increase speed of OCR?").
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
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
    boxes: list[Box] = []
    for i, text in enumerate(data["text"]):
        if not text.strip():
            continue
        top, bottom = heights[_line_key(data, i)]
        left, width = data["left"][i] * _POINTS, data["width"][i] * _POINTS
        own = data["top"][i] * _POINTS
        words.append(Glyph(text, left, top, left + width, bottom, size, SCANNED))
        boxes.append((left, own, left + width, own + data["height"][i] * _POINTS))
    return _without_margins(words, boxes)


def _without_margins(words: list[Glyph], boxes: list[Box]) -> tuple[list[Glyph], list[Glyph]]:
    """Part off words that run up the margin, as the print shop's user line does.

    `boxes` are the words' own boxes. What else lies in the narrow strip of words that stand
    upright is read from them.
    """
    strip = _strip(words, boxes)
    inside: list[Glyph] = []
    turned: list[Glyph] = []
    for word, box in zip(words, boxes, strict=True):
        in_strip = strip is not None and strip[0] <= box[0] and box[2] <= strip[1]
        (turned if in_strip else inside).append(word)
    return inside, turned


def _strip(words: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[float, float] | None:
    """The left and right of the words that stand upright, where those lie in a narrow strip; if
    they do not, they are a table's rotated heads, or noise.
    """
    upright = [
        box for word, box in zip(words, boxes, strict=True) if _stands_upright(word.text, box)
    ]
    if not upright:
        return None
    left, right = min(box[0] for box in upright), max(box[2] for box in upright)
    narrow = right - left <= _STRIP * words[0].size
    return (left - _BESIDE, right + _BESIDE) if narrow else None


def _stands_upright(text: str, box: Box) -> bool:
    left, top, right, bottom = box
    return len(text) >= _LETTERS and bottom - top > _UPRIGHT * (right - left)


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
