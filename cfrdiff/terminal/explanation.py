"""What `cfrdiff read --explain` shows: for each label what it was taken for, and why not else."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table

from cfrdiff.structure import Explanation


def explanation_table(found: Sequence[Explanation]) -> RenderableType:
    """One row a label that could be a designation, in the order of the text."""
    table = Table(box=None, pad_edge=False)
    for name in ("section", "line", "label", "taken for", "runner-up", "margin", "words"):
        table.add_column(name, no_wrap=name != "words", overflow="ellipsis")
    for one in found:
        taken = one.designation or "text"
        table.add_row(
            one.section or "?",
            f"{one.page}:{one.line}" if one.page else str(one.line),
            one.label,
            f"{taken} (misread)" if one.mended else taken,
            one.rival or "none",
            f"{one.margin:.1f}" if one.rival else "",
            one.words[:30],
        )
    return table
