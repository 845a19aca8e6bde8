"""What a marked text is made of: lines, and in them runs of one mark."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.changes.model import Change
from cfrdiff.reports.printed import LineKind
from cfrdiff.reports.streams import Op


class Run(msgspec.Struct, frozen=True):
    """Words of one mark. `move` numbers the move that a *from* or *to* belongs to; `gap` says
    that the other file does not reach here, so that nothing came or went.
    """

    op: Op
    text: str
    role: Literal["label", "heading", "text"]
    move: int | None = None
    gap: bool = False


class Line(msgspec.Struct, frozen=True):
    """One line and the mark of its end: a line whose end came or went is one with the next in
    the other edition. `change` is None for what is no paragraph.
    """

    kind: LineKind
    depth: int
    runs: tuple[Run, ...]
    end: Op
    move: int | None = None
    gap: bool = False
    change: Change | None = None
