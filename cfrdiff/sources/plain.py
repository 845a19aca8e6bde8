"""Text dumped from a PDF or typed: one printed line a line, blank lines between paragraphs."""

from __future__ import annotations

from collections import Counter

from cfrdiff.sources.decoding import RawLine, decode, raw_lines
from cfrdiff.sources.grid import looks_side_by_side, side_by_side
from cfrdiff.sources.lines import Line, SourceText

NAME = "text"

# The margin is where at least one line in so many begins, the leftmost such place.
_COMMON = 20
# First lines of paragraphs stand so many characters to its right. That is how a file shows
# them if at least one line in so many is indented, and one in so many is not.
_STEP = range(2, 13)
_LINES_AN_INDENT = 40
_LINES_A_FLUSH_LINE = 3
# Where the beginnings of paragraphs decide nothing, blank lines part them if there is one for
# so many lines of text.
_LINES_A_BLANK = 40
_FINISHED = (".", ";", ":", "]", "; and", "; or")


def sniff(data: bytes) -> float:
    """Confidence from 0 to 1 that `data` is plain text: what is left when nothing else fits."""
    return 0.1 if data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read plain text. Raises SourceError for empty or binary data."""
    decoded = decode(data, path)
    lines = lines_of(raw_lines(decoded))
    return SourceText(path, sha256, NAME, tuple(lines), decoded.length, findings=decoded.findings)


def lines_of(raws: list[RawLine]) -> list[Line]:
    """The lines of a text, in the order in which they are read."""
    lines = side_by_side(raws) if looks_side_by_side(raws) else None
    return _one_column(raws) if lines is None else lines


def _one_column(raws: list[RawLine]) -> list[Line]:
    opening = _opening(raws)
    lines: list[Line] = []
    gap = True
    for raw, opens in zip(raws, opening, strict=True):
        if not raw.text.strip():
            gap = True
            continue
        lines.append(
            Line(
                text=raw.text,
                start=raw.start,
                number=raw.number,
                page=raw.page,
                opens=opens,
                gap=gap or raw.page_break,
            )
        )
        gap = False
    return lines


def _opening(raws: list[RawLine]) -> list[bool | None]:
    """For each line whether a printed paragraph begins there, by blank lines or by indents.

    The file tells which of the two it uses: where blank lines part paragraphs, what looks like
    a new paragraph mostly has one before it; indents are a small, regular step to the right.
    A file with neither leaves the question to the structure (None).
    """
    by_blank = _blanks_part_paragraphs(raws)
    first_lines = _indented(raws)
    if not by_blank and not first_lines:
        return [None] * len(raws)
    opening: list[bool | None] = []
    before_blank = True
    for number, raw in enumerate(raws):
        blank = not raw.text.strip()
        opens = number in first_lines or (by_blank and before_blank)
        opening.append(None if blank else opens)
        before_blank = blank
    return opening


def _indented(raws: list[RawLine]) -> set[int]:
    """The lines, by their place, that stand a step to the right of the margin, where that is
    how the file shows paragraphs; else none.
    """
    filled = {n: _indent(raw) for n, raw in enumerate(raws) if raw.text.strip()}
    counts = Counter(filled.values())
    margin = min((n for n, count in counts.items() if count * _COMMON >= len(filled)), default=0)
    found = {n for n, indent in filled.items() if indent - margin in _STEP}
    some = len(found) * _LINES_AN_INDENT >= len(filled)
    mostly_flush = counts[margin] * _LINES_A_FLUSH_LINE >= len(filled)
    return found if some and mostly_flush else set()


def _indent(raw: RawLine) -> int:
    return len(raw.text) - len(raw.text.lstrip(" \t"))


def _blanks_part_paragraphs(raws: list[RawLine]) -> bool:
    """Whether blank lines stand between paragraphs, and not only where pages or columns end.

    Told by the lines that begin with a bracket or section sign behind a finished sentence, as
    most paragraphs of the CFR do: with a blank line before them, or without.
    """
    parted = plain = blanks = filled = 0
    before, blank = "", False
    for raw in raws:
        text = raw.text.strip()
        if not text:
            blank = True
            continue
        filled += 1
        blanks += blank
        if text[0] in "([§" and before.endswith(_FINISHED):
            parted += blank
            plain += not blank
        before, blank = text, False
    return parted > plain if parted != plain else blanks * _LINES_A_BLANK >= filled
