"""How a list of changes names the cells of a table's row that changed."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.changes.cells import BAR
from cfrdiff.changes.model import BlockChange, CellChange
from cfrdiff.views import wording

_WORDS_OF_A_HEAD = 12
_COLUMNS_NAMED = 4


def cells_named(one: BlockChange) -> str:
    """``, row “Item 1”, column “Rule”``; nothing where a block is no row."""
    row = _row(one)
    if row is None:
        return ""
    named = [f"row {_quoted(row)}" if row else "a row without a head"]
    for kind in ("revised", "added", "removed", "moved"):
        columns = dict.fromkeys(_column(cell) for cell in one.cells if cell.kind == kind)
        if columns:
            named.append(_columns(list(columns)) + ("" if kind == "revised" else f" {kind}"))
    return f", {', '.join(named)}"


def _row(one: BlockChange) -> str | None:
    """The head of a row, as the newer edition has it; None where the block is no row."""
    if one.cells:
        cell = one.cells[0].after or one.cells[0].before
        return cell.row if cell else None
    text = one.after if one.after is not None else one.before or ""
    if one.block != "table" or BAR not in text:
        return None
    return next(filter(None, (piece.strip() for piece in text.split(BAR))), "")


def _column(cell: CellChange) -> str:
    held = cell.after or cell.before
    assert held is not None, "a cell is in one edition at least"
    return _quoted(held.column) if held.column else str(held.number)


def _columns(names: Sequence[str]) -> str:
    if len(names) > _COLUMNS_NAMED:
        return wording.counted(len(names), "column")
    return f"column{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _quoted(text: str) -> str:
    return f"“{wording.shortened(text, _WORDS_OF_A_HEAD)}”"
