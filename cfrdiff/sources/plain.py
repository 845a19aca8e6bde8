"""Text dumped from a PDF or typed: one printed line a line, blank lines between paragraphs."""

from __future__ import annotations

from cfrdiff.sources.beginnings import beginnings
from cfrdiff.sources.decoding import RawLine, decode, raw_lines
from cfrdiff.sources.grid import looks_side_by_side, side_by_side
from cfrdiff.sources.lines import Line, SourceText
from cfrdiff.sources.text_matter import without_matter

NAME = "text"


def sniff(data: bytes) -> float:
    """Confidence from 0 to 1 that `data` is plain text: what is left when nothing else fits."""
    return 0.1 if data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read plain text. Raises SourceError for empty or binary data."""
    decoded = decode(data, path)
    lines, found = without_matter(lines_of(raw_lines(decoded)))
    findings = (*decoded.findings, *found)
    return SourceText(path, sha256, NAME, tuple(lines), decoded.length, findings=findings)


def lines_of(raws: list[RawLine]) -> list[Line]:
    """The lines of a text, in the order in which they are read."""
    lines = side_by_side(raws) if looks_side_by_side(raws) else None
    return _one_column(raws) if lines is None else lines


def _one_column(raws: list[RawLine]) -> list[Line]:
    opening = beginnings(raws)
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
