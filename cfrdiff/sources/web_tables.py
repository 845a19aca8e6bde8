"""Which tables of a web page hold data; older pages are laid out in tables."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.sources.web_elements import HEADINGS
from cfrdiff.sources.web_tokens import Piece, Tag


def data_tables(found: Sequence[Tag | Piece]) -> set[int]:
    """The tags that begin a table of data: one without a table or a heading inside."""
    open_: list[int] = []
    data: set[int] = set()
    for i, one in enumerate(found):
        if isinstance(one, Piece):
            continue
        if one.name == "table" and one.begins:
            data.difference_update(open_[-1:])
            if one.attributes.get("role") != "presentation":
                data.add(i)
            open_.append(i)
        elif one.name == "table" and open_:
            open_.pop()
        elif one.begins and one.name in HEADINGS:
            data.difference_update(open_[-1:])
    return data
