"""hOCR, the HTML that engines write: words in lines, lines in blocks, each with its box.

After "hOCR: OCR Workflow and Output embedded in HTML" 1.2 (Breuel and others): what an element is
stands in its class, where it is in its title (``bbox 10 20 30 40; x_wconf 93``).
"""

from __future__ import annotations

import statistics
from html.parser import HTMLParser

from cfrdiff.sources.scans.words import INCHES_HIGH, POINTS_AN_INCH, Leaf, Word, checked

# Tesseract calls lines by what it takes them for.
_LINES = frozenset(
    "ocr_line ocrx_line ocr_header ocr_footer ocr_caption ocr_textfloat ocr_pageno".split()
)
_BLOCKS = frozenset("ocr_carea ocrx_block ocr_column".split())
_WORDS = frozenset(("ocrx_word", "ocr_word"))
# The foot of type below its base line, as a share of a line's height, where no base line is said.
_FOOT = 0.22
_VOID = frozenset("br hr img meta link input".split())

_Properties = dict[str, list[str]]


def leaves_of(text: str) -> list[Leaf]:
    """The pages of an hOCR file; ValueError for one whose boxes are no places on a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.leaves()


class _Line:
    """A line as it is read: its number, its block, and where its base line runs."""

    def __init__(self, number: int, block: int, properties: _Properties) -> None:
        self.number, self.block = number, block
        self.box = _numbers(properties, "bbox", 4)
        said = _numbers(properties, "x_size", 1)
        self.height = said[0] if said else self.box[3] - self.box[1] if self.box else 0.0
        self.slope, self.rise = (*_numbers(properties, "baseline", 2), 0.0, 0.0)[:2]
        self.has_baseline = "baseline" in properties

    def baseline(self, bottom: float) -> float:
        """The height of the base line in the middle of the line; `bottom` is a word's foot."""
        if not self.box:
            return bottom
        x0, top, x1, foot = self.box
        if not self.has_baseline:
            return foot - _FOOT * (foot - top)
        return foot + self.rise + self.slope * (x1 - x0) / 2


class _Page:
    """A page as it is read; everything in pixels."""

    def __init__(self, properties: _Properties) -> None:
        box = _numbers(properties, "bbox", 4) or [0.0, 0.0, 0.0, 0.0]
        self.left, self.top = box[:2]
        self.width, self.height = box[2] - box[0], box[3] - box[1]
        said = _numbers(properties, "scan_res", 2)
        self.dpi = said[0] if said and said[0] > 0 else 0.0
        self.words: list[tuple[str, list[float], float | None, _Line]] = []
        self.heights: dict[int, float] = {}

    def leaf(self) -> Leaf:
        dpi = self.dpi or (self.height or 1.0) / INCHES_HIGH
        scale = POINTS_AN_INCH / dpi
        words = [
            Word(
                text,
                (box[0] - self.left) * scale,
                (box[1] - self.top) * scale,
                (box[2] - self.left) * scale,
                (box[3] - self.top) * scale,
                (line.baseline(box[3]) - self.top) * scale,
                line.block,
                line.number,
                confidence,
            )
            for text, box, confidence, line in self.words
        ]
        size = statistics.median(self.heights.values()) * scale if self.heights else 0.0
        return Leaf(tuple(words), self.width * scale, self.height * scale, round(size, 1))


class _Reader(HTMLParser):
    """Reads pages, blocks, lines and words as their elements open and close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pages: list[_Page] = []
        self._block = self._line_number = 0
        self._line: _Line | None = None
        self._word: tuple[_Properties, int] | None = None
        self._said: list[str] = []
        self._depth = 0

    def leaves(self) -> list[Leaf]:
        return [checked(page.leaf()) for page in self._pages]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self._depth += 1
        said = dict(attrs)
        kinds = frozenset((said.get("class") or "").split())
        if not kinds:
            return
        properties = _properties(said.get("title") or "")
        if "ocr_page" in kinds:
            self._pages.append(_Page(properties))
        elif kinds & _BLOCKS:
            self._block += 1
        elif kinds & _LINES:
            self._line_number += 1
            self._line = _Line(self._line_number, self._block, properties)
        elif kinds & _WORDS:
            self._word = properties, self._depth
            self._said = []

    def handle_data(self, data: str) -> None:
        if self._word is not None:
            self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._word is not None and self._depth == self._word[1]:
            self._end_word(self._word[0])
            self._word = None
        self._depth -= 1

    def _end_word(self, properties: _Properties) -> None:
        text = "".join("".join(self._said).split())
        box = _numbers(properties, "bbox", 4)
        if not (text and box and self._pages):
            return
        page = self._pages[-1]
        line = self._line or _Line(0, self._block, properties)
        sure = _numbers(properties, "x_wconf", 1)
        page.words.append((text, box, sure[0] / 100 if sure else None, line))
        page.heights[line.number] = line.height


def _properties(title: str) -> _Properties:
    """``bbox 1 2 3 4; x_wconf 90`` as a table."""
    found: _Properties = {}
    for part in title.split(";"):
        words = part.split()
        if words:
            found[words[0]] = words[1:]
    return found


def _numbers(properties: _Properties, name: str, count: int) -> list[float]:
    """So many numbers of a property, none where it has fewer."""
    said = properties.get(name, [])
    return [float(one) for one in said[:count]] if len(said) >= count else []
