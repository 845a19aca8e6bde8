"""Pages made piece by piece, and what they say: columns, tables, figures, notes, heads.

The right answer is known before a page is read: every paragraph is made of words drawn at random,
so that a line read out of its order shows.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

LEFT, RIGHT, WIDTH, TOP, FOOT = 132, 312, 168, 184, 700
ROMAN, BOLD, SANS = "Times-Roman", "Times-Bold", "Helvetica"
_WORDS = (
    "importer record entry officer port fee day notice goods bond vessel carrier file claim permit"
    " customs paper sample weight value seal order report claimant premise brewer spirit airman"
).split()

Line = tuple[str, float]  # its text, and how far it is indented


def _width(text: str, font: str, size: float) -> float:
    return float(stringWidth(text, font, size))


class Pages:
    """A document that is drawn, and what is to be read in it."""

    def __init__(self, seed: int, size: float = 8, step: float = 9) -> None:
        self._random = random.Random(seed)
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(612, 792), invariant=1)
        self.size, self.step = size, step
        self.height = 792
        self.paragraphs: list[tuple[str, str, str]] = []  # section, label, text
        self.rows: list[str] = []
        self._section = ""
        self._count = 0

    # ---- text -------------------------------------------------------------------------------

    def paragraph(self, label: str, words: int, width: float = WIDTH) -> list[Line]:
        """A paragraph of the section that was headed last, as lines of a column."""
        said: list[str] = []
        for _ in range(words):
            self._count += 1
            word = self._random.choice(_WORDS)
            said.append(word if self._count % 7 else f"{word} {self._count}")
        text = " ".join(said).capitalize() + "."
        self.paragraphs.append((self._section, label, text))
        return self.broken(f"({label}) {text}", width, ROMAN, self.size, 8)

    def text(self, labels: str, words: int, width: float = WIDTH) -> list[Line]:
        """Paragraphs one behind the other."""
        return [line for label in labels for line in self.paragraph(label, words, width)]

    def broken(
        self, text: str, width: float, font: str, size: float, indent: float = 0
    ) -> list[Line]:
        lines: list[Line] = []
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if line and _width(longer, font, size) > width - indent:
                lines.append((line, indent))
                line, indent = word, 0
            else:
                line = longer
        return [*lines, (line, indent)]

    # ---- drawing ----------------------------------------------------------------------------

    def say(self, x: float, y: float, text: str, font: str = ROMAN, size: float = 0) -> None:
        """Text on a base line, measured from the top left of the page."""
        self.canvas.setFont(font, size or self.size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, x: float, y: float, text: str, font: str = ROMAN, size: float = 0) -> None:
        self.say(x - _width(text, font, size or self.size) / 2, y, text, font, size)

    def ending(self, x: float, y: float, text: str, font: str = ROMAN, size: float = 0) -> None:
        self.say(x - _width(text, font, size or self.size), y, text, font, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def head(self, number: str, subject: str, y: float = TOP, x: float = LEFT) -> float:
        """The heading of a section; where its text begins."""
        for line, _ in self.broken(f"§ {number} {subject}", WIDTH, BOLD, self.size):
            self.say(x, y, line, BOLD)
            y += self.step
        self._section = number
        return y + 4

    def column(
        self, x: float, y: float, lines: Sequence[Line], width: float = WIDTH, ragged: bool = False
    ) -> float:
        """Lines of a column; where the next one would stand."""
        for n, (line, indent) in enumerate(lines):
            is_last = n + 1 == len(lines) or lines[n + 1][1] > 0
            gaps = line.count(" ")
            room = width - indent - _width(line, ROMAN, self.size)
            drawn = self.canvas.beginText(x + indent, self.height - y)
            drawn.setFont(ROMAN, self.size)
            drawn.setWordSpace(0 if ragged or is_last or not gaps else room / gaps)
            drawn.textOut(line)
            drawn.setWordSpace(0)
            self.canvas.drawText(drawn)
            y += self.step
        return y

    def two_columns(
        self, labels: str, words: int, left: float = TOP, right: float = TOP, ragged: bool = False
    ) -> float:
        """Paragraphs set in both columns; where what stands below them may begin."""
        lines = self.text(labels, words)
        half = (len(lines) + 1) // 2
        ends = [
            self.column(LEFT, left, lines[:half], ragged=ragged),
            self.column(RIGHT, right, lines[half:], ragged=ragged),
        ]
        return max(ends) + 8

    def heads(self, left: str, right: str, folio: int) -> None:
        self.say(LEFT, 165, left, BOLD, 9)
        self.ending(480, 165, right, BOLD, 9)
        self.centred(306, 718, str(folio), ROMAN, 9)

    def table(
        self,
        y: float,
        rows: Sequence[Sequence[str]],
        x0: float = LEFT,
        x1: float = 480,
        uprights: bool = True,
    ) -> float:
        """A table whose first row is its head, ruled but between its rows; where it ends."""
        places = [x0 + (x1 - x0) * n / len(rows[0]) for n in range(len(rows[0]))]
        end = y + 14 + 10 * (len(rows) - 1)
        for at in (y, y + 12, end):
            self.rule(x0, at, x1, at)
        for n, row in enumerate(rows):
            for x, cell in zip(places, row, strict=True):
                self.say(x + 2, y + 8 if n == 0 else y + 11 + 10 * n, cell, SANS, 6.5)
        for x in places[1:] if uprights else ():
            self.rule(x, y, x, end)
        self.rows += [" | ".join(row) for row in rows]
        return end

    def page(self) -> None:
        """End a page."""
        self.canvas.showPage()

    def file(self) -> bytes:
        """The document."""
        self.canvas.save()
        return self._file.getvalue()
