"""Text dumped from a PDF or typed: one printed line a line, blank lines between paragraphs."""

from __future__ import annotations

from collections import Counter

from cfrdiff.sources.decoding import RawLine, decode, raw_lines
from cfrdiff.sources.grid import looks_side_by_side, side_by_side
from cfrdiff.sources.lines import Line, SourceText

NAME = "text"


def sniff(data: bytes) -> float:
    """Confidence from 0 to 1 that `data` is plain text: what is left when nothing else fits."""
    return 0.1 if data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read plain text. Raises SourceError for empty or binary data."""
    decoded = decode(data, path)
    raws = raw_lines(decoded)
    lines = side_by_side(raws) if looks_side_by_side(raws) else None
    if lines is None:
        lines = _one_column(raws)
    return SourceText(path, sha256, NAME, tuple(lines), decoded.length, findings=decoded.findings)


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
    filled = [raw for raw in raws if raw.text.strip()]
    indents = Counter(_indent(raw) for raw in filled)
    margin = min((n for n, count in indents.items() if count * 20 >= len(filled)), default=0)
    indented = sum(count for n, count in indents.items() if margin + 2 <= n <= margin + 12)
    by_indent = indented * 40 >= len(filled) and indents[margin] * 3 >= len(filled)
    by_blank = _blanks_part_paragraphs(raws)
    opening: list[bool | None] = []
    before_blank = True
    for raw in raws:
        step = _indent(raw) - margin
        if not raw.text.strip():
            opening.append(None)
        elif by_blank:
            opening.append(before_blank or (by_indent and 2 <= step <= 12))
        elif by_indent:
            opening.append(2 <= step <= 12)
        else:
            opening.append(None)
        before_blank = not raw.text.strip()
    return opening


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
        if text[0] in "([§" and before.endswith((".", ";", ":", "]", "; and", "; or")):
            parted += blank
            plain += not blank
        before, blank = text, False
    return parted > plain if parted != plain else blanks * 40 >= filled
