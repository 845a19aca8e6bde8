"""Text dumped from a PDF or typed: one printed line a line, blank lines between paragraphs."""

from __future__ import annotations

import itertools
from collections import Counter

from cfrdiff.sources.decoding import RawLine, decode, raw_lines
from cfrdiff.sources.lines import Line, SourceText

NAME = "text"


def sniff(data: bytes) -> float:
    """Confidence from 0 to 1 that `data` is plain text: what is left when nothing else fits."""
    return 0.1 if data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read plain text. Raises SourceError for empty or binary data."""
    text, findings = decode(data, path)
    raws = raw_lines(text)
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
    return SourceText(path, sha256, NAME, tuple(lines), len(text), True, findings)


def _opening(raws: list[RawLine]) -> list[bool | None]:
    """For each line whether a printed paragraph begins there, by blank lines or by indents.

    The file tells which of the two it uses: a dump with blank lines between paragraphs has
    many of them; one with indents has a small, regular step to the right. One with neither
    leaves the question to the structure (None).
    """
    filled = [raw for raw in raws if raw.text.strip()]
    blanks = sum(
        1
        for before, raw in itertools.pairwise(raws)
        if raw.text.strip() and not before.text.strip()
    )
    indents = Counter(len(raw.text) - len(raw.text.lstrip(" \t")) for raw in filled)
    margin = min((n for n, count in indents.items() if count * 20 >= len(filled)), default=0)
    indented = sum(count for n, count in indents.items() if margin + 2 <= n <= margin + 12)
    by_indent = indented * 40 >= len(filled) and indents[margin] * 3 >= len(filled)
    by_blank = blanks * 40 >= len(filled)
    opening: list[bool | None] = []
    before_blank = True
    for raw in raws:
        body = raw.text.strip()
        step = len(raw.text) - len(raw.text.lstrip(" \t")) - margin
        if not body:
            opening.append(None)
        elif by_blank:
            opening.append(before_blank or (by_indent and 2 <= step <= 12))
        elif by_indent:
            opening.append(2 <= step <= 12)
        else:
            opening.append(True if before_blank else None)
        before_blank = not body
    return opening
