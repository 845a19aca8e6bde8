"""Printed paragraphs of an edition in XML → plain text, laid out as dumps, typists and tools do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source
from cfrdiff.sources.lines import Line

Place = tuple[str | None, tuple[str, ...]]

# What a tool leaves that takes the tags off: nested elements are indented by their depth.
_DEPTHS = {
    "title-heading": 0,
    "chapter-heading": 2,
    "part-heading": 6,
    "subpart-heading": 8,
    "contents": 10,
    "authority": 8,
    "source": 8,
}
_DEEPEST = 10
_HEADINGS = frozenset(kind for kind in _DEPTHS if kind.endswith("heading")) | {
    "section-heading",
    "heading",
}
# Print sets them at the foot of a page, or a picture shows them; no layout of paragraphs does.
_LEFT_OUT = frozenset(("footnote", "figure", "running-head", "title-heading"))


@dataclass(frozen=True)
class Layout:
    """How paragraphs are laid out.

    `blanks` says where blank lines stand, `width` is the length of a line (None: one line a
    paragraph), `indent` the spaces before a paragraph's first line. `nested` indents every line
    by the depth of its element and sets a section's number and subject on lines of their own, as
    XML does whose tags are taken off.
    """

    blanks: Literal["everywhere", "headings", "none"] = "everywhere"
    width: int | None = None
    indent: int = 0
    nested: bool = False


LAYOUTS = {
    "blank lines everywhere": Layout(),
    "blank lines round headings": Layout("headings"),
    "no blank lines, 72 wide": Layout("none", 72),
    "one line a paragraph": Layout("none"),
    "40 wide": Layout("everywhere", 40),
    "72 wide": Layout("headings", 72),
    "100 wide": Layout("headings", 100),
    "tags taken off": Layout("none", nested=True),
}
# Two and more of these at once, and what they leave of the evidence.
COMBINED = {
    "40 wide, headings": Layout("headings", 40),
    "100 wide, no blank lines": Layout("none", 100),
    "40 wide, no blank lines": Layout("none", 40),
    "indented, 72 wide": Layout("none", 72, 4),
    "indented, 72 wide, headings": Layout("headings", 72, 4),
    "indented, one line": Layout("none", None, 4),
    "indented, blank lines": Layout("everywhere", 72, 4),
    "nested, 72 wide": Layout("everywhere", 72, nested=True),
    "nested, 100 wide, no blank lines": Layout("none", 100, nested=True),
}


def lay_out(lines: Sequence[Line], layout: Layout) -> str:
    """The printed paragraphs of an edition, as text."""
    rows: list[str] = []
    blank = False
    for line in lines:
        if line.kind in _LEFT_OUT or not line.text.strip():
            continue
        heads = line.kind in _HEADINGS
        apart = layout.blanks == "everywhere" or (layout.blanks == "headings" and heads)
        if rows and (apart or blank):
            rows.append("")
        if layout.nested and heads:
            rows += [" " * _depth(line)] * bool(rows)
        rows += _rows(line, layout)
        blank = layout.blanks == "headings" and heads
    return "\n".join(rows) + "\n"


def _depth(line: Line) -> int:
    return _DEPTHS.get(line.kind or "", _DEEPEST)


def _rows(line: Line, layout: Layout) -> Iterator[str]:
    left = " " * (_depth(line) if layout.nested else 0)
    first = left if line.kind in _HEADINGS else left + " " * layout.indent
    pieces = [" ".join(_words_of(line).split())]
    if layout.nested and line.kind == "section-heading" and line.section:
        number = " ".join(line.section.split())
        pieces = [number, pieces[0].removeprefix(number).strip()]
    for piece in pieces:
        if layout.width is None:
            yield first + piece
        elif piece:
            yield from textwrap.wrap(
                piece,
                layout.width,
                initial_indent=first,
                subsequent_indent=left,
                break_long_words=False,
                break_on_hyphens=False,
            )


def _words_of(line: Line) -> str:
    """A line without what the source knows to be no text of it: marks of footnotes."""
    pieces, at = [], 0
    for cut in line.cuts:
        pieces.append(line.text[at : cut.start].rstrip())
        at = cut.end
    return "".join([*pieces, line.text[at:]])


def edition_of(data: bytes, format: str) -> Edition:
    """The edition of a file's bytes."""
    return structure.build(text.run_on(sources.load("x", format, data)), Source("x", "", format))


def paths_of(edition: Edition) -> Counter[Place]:
    """How often each designation stands in each section."""
    return Counter(
        (section.number, paragraph.path)
        for section in edition.sections
        for paragraph in section.walk()
        if paragraph.designation
    )


def differing(
    truth: Counter[Place], found: Counter[Place]
) -> tuple[Counter[Place], Counter[Place]]:
    """The paths that are lost, and those that are found and are none."""
    return truth - found, found - truth


def share_right(truth: Counter[Place], found: Counter[Place]) -> float:
    """The share of paths that are right; one found that is none counts as one wrong."""
    lost, extra = differing(truth, found)
    return 1 - max(lost.total(), extra.total()) / truth.total()
