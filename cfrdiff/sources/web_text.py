"""Pages that hold printed text as it is, in ``<pre>``: GPO's and govinfo's renditions.

What is text keeps its place: a character reference becomes what it means in its own first
character, and the rest of it, like every tag, is cut out of its line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.decoding import Decoded, raw_lines
from cfrdiff.sources.lines import Cut, Line
from cfrdiff.sources.plain import lines_of
from cfrdiff.sources.web_tokens import Piece, Tag

Span = tuple[int, int]


def is_printed_text(found: Sequence[Tag | Piece]) -> bool:
    """Whether most of a page's text stands in ``<pre>``."""
    depth = inside = outside = 0
    for one in found:
        if isinstance(one, Tag):
            depth += (1 if one.begins else -1) if one.name == "pre" else 0
        elif depth > 0:
            inside += len(one.text.split())
        else:
            outside += len(one.text.split())
    return inside > outside


def printed_lines(decoded: Decoded, found: Sequence[Tag | Piece]) -> list[Line]:
    """The lines of the text in ``<pre>``, without its markup."""
    kept, cuts = _kept(decoded.text, found)
    lines = lines_of(raw_lines(Decoded(kept, decoded.lead, ())))
    return [_with_cuts(line, cuts, decoded.lead) for line in lines]


def _kept(text: str, found: Sequence[Tag | Piece]) -> tuple[str, list[Span]]:
    """The text with all outside ``<pre>`` blank, and what to cut of the rest."""
    parts: list[str] = []
    cuts: list[Span] = []
    at = depth = 0
    for one in found:
        if isinstance(one, Tag):
            depth = max(0, depth + (1 if one.begins else -1)) if one.name == "pre" else depth
            continue
        if one.start > at:
            parts.append(text[at : one.start] if depth else _blank(text[at : one.start]))
            if depth:
                cuts.append((at, one.start))
        at = one.stop
        if not depth:
            parts.append(_blank(text[one.start : at]))
            continue
        # A reference is never shorter than what it means.
        parts.append(one.text + text[one.start + len(one.text) : at])
        if len(one.text) < at - one.start:
            cuts.append((one.start + len(one.text), at))
    parts.append(_blank(text[at:]))
    return "".join(parts), cuts


def _blank(text: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in text)


def _with_cuts(line: Line, cuts: Sequence[Span], lead: int) -> Line:
    start = line.start - lead
    end = start + len(line.text)
    i = bisect_left(cuts, start, key=lambda cut: cut[1])
    own: list[Cut] = []
    while i < len(cuts) and cuts[i][0] < end:
        own.append(Cut(max(cuts[i][0] - start, 0), min(cuts[i][1] - start, len(line.text))))
        i += 1
    own = [cut for cut in own if cut.start < cut.end]
    return msgspec.structs.replace(line, cuts=tuple(own)) if own else line
