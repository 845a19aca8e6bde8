"""Which change of a block became of which lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cfrdiff.changes.model import BlockChange, ChangeSet
from cfrdiff.reports.html.layout import Layout
from cfrdiff.reports.printed import PrintedLine
from cfrdiff.reports.waiting import Waiting


class _Known(NamedTuple):
    """By what lines and the change of a block are known to be the same: kind, section, and the
    words of the older and the newer edition.
    """

    block: str
    section: str | None
    before: str | None
    after: str | None

    def by(self, older: bool, newer: bool) -> _Known:
        """The same by the words of one edition, or of both."""
        return self._replace(
            before=self.before if older else None, after=self.after if newer else None
        )


# Which words are looked for, older and newer: both first, then the newer, then the older alone.
_PASSES = ((True, True), (False, True), (True, False))


def changes_of_groups(changes: ChangeSet, layout: Layout) -> dict[int, BlockChange]:
    """The change of each group of lines that has one, by the group's identity."""
    lines = dict(_known_lines(changes, layout))
    found: dict[int, BlockChange] = {}
    for sides in _PASSES:
        taken = {one.id for one in found.values()}
        waiting = _waiting([one for one in changes.blocks if one.id not in taken], *sides)
        for group in [group for group in lines if group not in found]:
            change = waiting.take(lines[group].by(*sides))
            if change is not None:
                found[group] = change
    return found


def _waiting(
    blocks: Iterable[BlockChange], older: bool, newer: bool
) -> Waiting[_Known, BlockChange]:
    known = ((_Known(b.block, b.section, b.before, b.after).by(older, newer), b) for b in blocks)
    return Waiting((key, one) for key, one in known if key.before or key.after)


def _known_lines(changes: ChangeSet, layout: Layout) -> Iterator[tuple[int, _Known]]:
    """The groups of lines that are no paragraphs, with the section's newer number."""
    renumbered = changes.renumbered
    for group in layout.groups:
        if group.change is None:
            old = layout.olds[group.olds[0]] if group.olds else None
            new = layout.news[group.news[0]] if group.news else None
            line = new or layout.olds[group.olds[0]]
            section = line.section if new else renumbered.get(line.section, line.section)
            yield id(group), _Known(line.name, section, compared_words(old), compared_words(new))


def compared_words(line: PrintedLine | None) -> str | None:
    """What is compared of a line: a section's number is not its heading."""
    if line is None:
        return None
    return (line.heading if line.kind == "section-heading" else line.text) or None
