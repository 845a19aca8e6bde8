"""Which change of a block became of which lines."""

from __future__ import annotations

from cfrdiff.changes.model import BlockChange, ChangeSet
from cfrdiff.reports.html.layout import Layout
from cfrdiff.reports.printed import Key, PrintedLine


def changes_of_groups(changes: ChangeSet, layout: Layout) -> dict[int, BlockChange]:
    """The change of each group of lines that has one, by the group's identity."""
    olds: dict[Key, BlockChange] = {b.place_before: b for b in changes.blocks if b.place_before}
    news: dict[Key, BlockChange] = {b.place_after: b for b in changes.blocks if b.place_after}
    found: dict[int, BlockChange] = {}
    for group in layout.groups:
        keys = [(news, layout.news[j].key) for j in group.news]
        keys += [(olds, layout.olds[i].key) for i in group.olds]
        change = next((side[key] for side, key in keys if key in side), None)
        if change is not None and group.change is None:
            found[id(group)] = change
    return found


def compared_words(line: PrintedLine | None) -> str | None:
    """What is compared of a line: a section's number is not its heading."""
    if line is None:
        return None
    return (line.heading if line.kind == "section-heading" else line.text) or None
