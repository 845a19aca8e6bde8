"""An edition as pieces of text in the order of print, each with the part it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.cites import part_in_heading, part_of
from cfrdiff.model import Block, Edition, Evidence, Paragraph, Section

Place = tuple[int, int, int]
# Headings that stand before the part whose heading follows them.
_BEFORE_A_PART = frozenset(("title-heading", "chapter-heading"))


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A section's heading, a paragraph, a source note or a block; `section` is the number of the
    section that it is of or follows, and `what` the block or the paragraph, of a section itself
    None.
    """

    part: str
    section: str
    kind: str
    heading: str
    text: str
    evidence: tuple[Evidence, ...]
    what: Block | Paragraph | Section


def pieces_of(edition: Edition) -> list[Piece]:
    """All pieces of an edition in the order of print."""
    found: list[Piece] = []
    part = edition.part or ""
    waiting: list[Block] = []
    for one in _in_order(edition):
        if isinstance(one, Block):
            if one.kind in _BEFORE_A_PART:
                waiting.append(one)
                continue
            headed = part_in_heading(one.text) if one.kind == "part-heading" else None
            part = headed or part
            found += [_block(part, block) for block in waiting]
            found.append(_block(part, one))
        else:
            part = part_of(one.number) if one.number else part
            found += [_block(part, block) for block in waiting]
            found += _section(part, one)
        waiting = []
    return [*found, *(_block(part, block) for block in waiting)]


def _in_order(edition: Edition) -> Iterator[Block | Section]:
    """Sections and blocks as their places in the file have them; what has none goes behind what
    came before it. A block inside a section follows that: its place among paragraphs is not asked.
    """
    rows: list[tuple[Place, int, int, Block | Section]] = []
    kinds: tuple[Sequence[Block | Section], ...] = (edition.sections, edition.blocks)
    for kind, row in enumerate(kinds):
        place: Place = (0, 0, 0)
        for i, one in enumerate(row):
            place = _place(one.evidence) or place
            rows.append((place, kind, i, one))
    rows.sort(key=lambda one: one[:3])
    return (one for *_, one in rows)


def _place(evidence: Sequence[Evidence]) -> Place | None:
    if not evidence:
        return None
    first = evidence[0]
    return first.page or 0, first.line, first.start


def _block(part: str, block: Block) -> Piece:
    return Piece(part, block.after or "", block.kind, "", block.text, block.evidence, block)


def _section(part: str, section: Section) -> Iterator[Piece]:
    number = section.number or ""
    heading = section.heading or ""
    yield Piece(part, number, "section-heading", "", heading, section.evidence, section)
    for one in section.walk():
        yield Piece(part, number, "paragraph", one.heading or "", one.text, one.evidence, one)
    if section.source_note:
        evidence = section.source_note_evidence
        yield Piece(part, number, "source-note", "", section.source_note, evidence, section)
