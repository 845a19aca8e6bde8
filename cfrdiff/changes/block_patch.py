"""Carry the changes of blocks, section headings and source notes out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.changes.patch import patch
from cfrdiff.changes.units import BlockChange, BlockPlace, KeptBlock
from cfrdiff.errors import ConflictError
from cfrdiff.model import Block, Edition, Section

Texts = dict[BlockPlace, str]
OTHER_EDITION = "apply it to the edition it was made from"


def texts_of(edition: Edition) -> Texts:
    """The text of every block, section heading and source note, by its place."""
    found: Texts = {("block", i): block.text for i, block in enumerate(edition.blocks)}
    for i, section in enumerate(edition.sections):
        if section.heading is not None:
            found["section-heading", i] = section.heading
        if section.source_note is not None:
            found["source-note", i] = section.source_note
    return found


def made_texts(blocks: Sequence[BlockChange], kept: Sequence[KeptBlock], before: Texts) -> Texts:
    """The newer edition's texts: those of the older one with the edits made, and what was added.

    Raises ConflictError where an edit does not fit.
    """
    made: Texts = {}
    for one in kept:
        if one.after is not None:
            made[one.after] = one.text if one.before is None else before[one.before]
    for change in blocks:
        if change.place_after is not None:
            old = change.place_before
            text = change.after or "" if old is None else patch(before[old], change.edits)
            made[change.place_after] = text
    return made


def check_texts(expected: Texts, held: Texts) -> None:
    """Raises ConflictError where an edition holds others than the one the changes start from."""
    for place in sorted(expected.keys() | held.keys()):
        if expected.get(place) != held.get(place):
            raise ConflictError(f"{_named(place)} is not as the change set has it; {OTHER_EDITION}")


def _named(place: BlockPlace) -> str:
    kind, index = place
    if kind == "block":
        return f"block {index + 1}"
    return f"{kind.replace('-', ' ')} of section {index + 1}"


def with_texts(header: Edition, texts: Texts) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections and blocks of an edition, whatever they read, with these texts."""
    sections = tuple(
        msgspec.structs.replace(
            section,
            heading=texts.get(("section-heading", i)),
            source_note=texts.get(("source-note", i)),
        )
        for i, section in enumerate(header.sections)
    )
    blocks = tuple(
        msgspec.structs.replace(block, text=texts["block", i])
        for i, block in enumerate(header.blocks)
    )
    return sections, blocks
