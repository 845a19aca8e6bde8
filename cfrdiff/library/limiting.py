"""What an edition holds of some of its parts."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from cfrdiff.library.pieces import pieces_of
from cfrdiff.model import Edition


def limited(edition: Edition, parts: Collection[str]) -> Edition:
    """An edition with the sections and the blocks of some parts alone.

    It is then as a file of these parts would be: what lies in others is not known to it.
    """
    pieces = [piece for piece in pieces_of(edition) if piece.part in parts]
    own = {id(piece.what) for piece in pieces}
    sections = tuple(one for one in edition.sections if id(one) in own)
    numbers = {one.number for one in sections}
    return msgspec.structs.replace(
        edition,
        part=next(iter(parts)) if len(parts) == 1 else edition.part,
        sections=sections,
        blocks=tuple(one for one in edition.blocks if id(one) in own),
        furniture=(),
        findings=tuple(
            one for one in edition.findings if one.section is None or one.section in numbers
        ),
    )
