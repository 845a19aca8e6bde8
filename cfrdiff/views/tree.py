"""The tree of a section for the navigation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cfrdiff.views.shown import Entry, Node


def grow(entries: Sequence[Entry]) -> tuple[Node, ...]:
    """A paragraph under the nearest one before it whose path its own extends; headings, notes and
    tables, as far as they changed, at the top.
    """
    shown = [entry for entry in entries if entry.told or not entry.block]
    below: dict[int, list[int]] = defaultdict(list)
    stack: list[int] = []
    for i, entry in enumerate(shown):
        while stack and not _is_under(entry, shown[stack[-1]]):
            stack.pop()
        below[stack[-1] if stack else -1].append(i)
        stack.append(i)

    def nodes(parent: int) -> tuple[Node, ...]:
        return tuple(Node(shown[i], nodes(i)) for i in below.get(parent, ()))

    return nodes(-1)


def _is_under(entry: Entry, above: Entry) -> bool:
    deeper = entry.depth > above.depth and bool(above.path)
    return deeper and entry.path[: len(above.path)] == above.path
