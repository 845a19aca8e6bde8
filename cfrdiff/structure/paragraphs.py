"""One section's body → its paragraphs in the order of print."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from cfrdiff.model import Designation, Evidence, Finding, Paragraph, Repair
from cfrdiff.structure import set_forth_texts
from cfrdiff.structure.costs import CERTAIN, INFERRED_CONFIDENCE
from cfrdiff.structure.italics import italic_end
from cfrdiff.structure.paragraph_findings import findings_of, passed_over
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.structure.paths import Span, decide, name_paths
from cfrdiff.structure.pieces import Piece, breaks_off, cut
from cfrdiff.structure.sequence import oddities
from cfrdiff.text import RunningText


class Body(msgspec.Struct, frozen=True):
    """The paragraphs of a section, flat, and what is to be said about them."""

    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def read_body(
    running: RunningText,
    spans: Sequence[Span],
    section: str | None,
    head_missing: bool,
    ends_file: bool,
) -> Body:
    """Read the body of one section.

    `spans` are its stretches of the running text. `head_missing` says that the file lacks the
    section's beginning, `ends_file` that nothing comes after it in the file.
    """
    tokens, choices = decide(running, spans, head_missing)
    taken = name_paths(tokens, choices)
    findings = passed_over(running, tokens, choices, section)
    findings += set_forth_texts.reported(running, spans, section)
    findings += oddities(running, taken, section, head_missing)
    pieces = cut(running, spans, taken, head_missing)
    if ends_file and pieces and breaks_off(running, pieces[-1]):
        pieces[-1] = msgspec.structs.replace(pieces[-1], partial="tail-missing")
    paragraphs: list[Paragraph] = []
    designated = False
    for i, piece in enumerate(pieces):
        follows = i + 1 < len(pieces) and _stands_under(pieces[i + 1], piece)
        paragraph = _measure(running, piece, follows)
        paragraphs.append(paragraph)
        designated = designated or piece.taken is not None
        shown = running.line_at(piece.spans[0][0]).line.kind is not None
        findings += findings_of(piece, paragraph, section, designated and not shown)
    return Body(tuple(paragraphs), tuple(findings))


def _stands_under(following: Piece, piece: Piece) -> bool:
    if following.taken is None:
        return following.path == piece.path and not following.doubtful
    return len(following.path) > len(piece.path)


def _measure(running: RunningText, piece: Piece, follows: bool) -> Paragraph:
    """A piece as a paragraph: its heading cut off, with evidence and repairs.

    `follows` says that a paragraph under it stands behind it.
    """
    text, offsets = _text(running, piece.spans)
    split = _heading_length(running, piece, text, follows)
    lead = len(text[split:]) - len(text[split:].lstrip())
    body_at = split + lead
    return Paragraph(
        designation=_printed(piece),
        path=piece.path,
        heading=text[:split].strip() or None,
        text=text[body_at:],
        inferred=piece.inferred,
        partial=piece.partial,
        evidence=_evidence(running, piece),
        repairs=(
            *_mended_label(running, piece),
            *_repairs(running, piece.spans, offsets, split, body_at),
        ),
        confidence=_confidence(piece),
    )


def _heading_length(running: RunningText, piece: Piece, text: str, follows: bool) -> int:
    """How much of a designated paragraph's text is its heading."""
    if piece.taken is None:
        return 0
    italic = italic_end(running, piece.spans[0][0], len(text))
    return heading_end(text, follows, italic)


def _printed(piece: Piece) -> str:
    """The designation as print has it, or as it must be where the file lacks it."""
    if piece.taken is None:
        return str(Designation(piece.path)) if piece.partial else ""
    through = piece.taken.token.through
    return f"{Designation(piece.path)}–({through})" if through else str(Designation(piece.path))


def _evidence(running: RunningText, piece: Piece) -> tuple[Evidence, ...]:
    start, end = piece.spans[0]
    if piece.taken is not None:
        start = piece.taken.token.start
    stretches = ((start, end), *piece.spans[1:])
    return tuple(item for a, b in stretches for item in running.evidence(a, b))


def _mended_label(running: RunningText, piece: Piece) -> tuple[Repair, ...]:
    """The repair of a label that was misread."""
    if piece.taken is None or not piece.taken.mended:
        return ()
    token = piece.taken.token
    before, after = running.text[token.start : token.end], f"({piece.path[-1]})"
    kind = "slip" if token.slipped and running.exact else "ocr"
    return (Repair(kind, before, after, 0, "sequence", "designation"),)


def _text(running: RunningText, spans: Sequence[Span]) -> tuple[str, list[tuple[int, int]]]:
    """One line of text, and for each stretch (offset in the running text, offset in it)."""
    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    length = 0
    for start, end in spans:
        raw = running.text[start:end]
        body = raw.strip()
        if not body:
            continue
        if parts:
            parts.append(" ")
            length += 1
        offsets.append((start + len(raw) - len(raw.lstrip()), length))
        parts.append(body)
        length += len(body)
    return "".join(parts), offsets


def _repairs(
    running: RunningText,
    spans: Sequence[Span],
    offsets: Sequence[tuple[int, int]],
    heading: int,
    body_at: int,
) -> tuple[Repair, ...]:
    """The repairs of a paragraph's text, those of its heading first.

    `heading` is the heading's length, and the text behind it begins at `body_at`.
    """
    found: list[Repair] = []
    for start, at in offsets:
        if at:  # the first stretch begins the text
            found.append(_page_break(running, start, at))
        end = next(b for a, b in spans if a <= start < b)
        found += [
            Repair(join.kind, join.before, join.after, join.at - start + at, join.basis)
            for join in running.joins_in(start, end)
        ]
    placed = [_in_field(repair, heading, body_at) for repair in found]
    return tuple(sorted(placed, key=lambda repair: (repair.field == "text", repair.at)))


def _page_break(running: RunningText, start: int, at: int) -> Repair:
    """The break between two stretches, of which the second begins at `at` in the text."""
    before = running.text[max(0, start - 60) : start].rstrip()[-40:].rsplit(" ", 1)[-1]
    after = running.text[start : start + 40].split(" ", 1)[0]
    where = at - 1 - len(before)
    return Repair("break", f"{before}\n\n{after}", f"{before} {after}", where, "page")


def _in_field(repair: Repair, heading: int, body_at: int) -> Repair:
    """A repair whose place counts from the heading's beginning, put in its field."""
    if repair.at < heading:
        return msgspec.structs.replace(repair, field="heading")
    return msgspec.structs.replace(repair, at=max(repair.at - body_at, 0))


def _confidence(piece: Piece) -> float:
    if piece.taken is None:
        return INFERRED_CONFIDENCE if piece.inferred else 1.0
    return round(1 / (1 + math.exp(-min(piece.taken.margin, CERTAIN))), 4)
