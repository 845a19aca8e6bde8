"""Headings, notes and tables as the report shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import BlockChange, ChangeSet, SectionChange, Significance
from cfrdiff.changes.significance import heavier, weight_of_kind
from cfrdiff.model import Edition, Evidence
from cfrdiff.reports import spoken
from cfrdiff.reports.html.anchors import Link, block_addresses
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.layout import Layout, Spot, Stub
from cfrdiff.reports.html.places import spoken_places
from cfrdiff.reports.html.redline import Mark, Stretch, redline
from cfrdiff.reports.html.view import EditEntry, Entry, Place, StubEntry
from cfrdiff.reports.printed import PrintedLine
from cfrdiff.reports.streams import aligned

_MARKS: dict[str, Mark] = {"same": "same", "del": "del", "ins": "ins"}


class Blocks:
    """Makes the entries of headings, notes and tables."""

    def __init__(self, changes: ChangeSet, layout: Layout, older: Pages, newer: Pages) -> None:
        """`older` and `newer` are the pages of the two files."""
        self._changes = changes
        self._layout = layout
        self._pages = {"older": older, "newer": newer}
        self._older = block_addresses(layout.olds, "old-")
        self._newer = block_addresses(layout.news, "")
        self._told = _told_of(changes, layout)

    def entry(self, spot: Spot, section: SectionChange | None = None) -> Entry:
        """A line that is no paragraph; for a section's heading, with what became of the section."""
        old, new = spot.old, spot.new
        line = new or old
        assert line is not None, "a spot is of one edition or of both"
        block = self._told.get(id(spot.group))
        text = tuple(_text(old, new, block, spot.group.gap))
        kind, words = _became(spot, text, block, section)
        return Entry(
            ids=tuple(one.id for one in (section, block) if one),
            anchor=self._newer[new.key] if new else self._older[line.key],
            others=(self._older[old.key],) if old and new else (),
            label=_name(line).replace("-", " ").capitalize(),
            text=text,
            kind=kind,
            spoken=words,
            significance=_weight(block, section),
            told=block is not None or section is not None,
            places=tuple(self._places(old, new)),
            block=_name(line),
            categories=tuple(dict.fromkeys(e.category for e in block.edits)) if block else (),
            edits=tuple(map(EditEntry.of, block.edits)) if block else (),
            moved=old is not None and new is not None and not spot.stays,
        )

    def stub(self, stub: Stub) -> StubEntry:
        """What stood here and stands elsewhere now."""
        line, new = stub.lines[0], self._layout.news[stub.group.news[0]]
        label = f"{line.label} {line.heading}".strip() or _name(line).replace("-", " ").capitalize()
        where = Link("elsewhere", self._newer[new.key])
        return StubEntry((), label, "moved", where, len(stub.lines) - 1)

    def _places(self, old: PrintedLine | None, new: PrintedLine | None) -> Iterator[Place]:
        for name, edition, line in (
            ("older", self._changes.before, old),
            ("newer", self._changes.after, new),
        ):
            if line is not None:
                evidence = _evidence(edition, line)
                yield Place(
                    edition=name,
                    cite=_name(line).replace("-", " "),
                    where=spoken_places(evidence),
                    repairs=(),
                    cutouts=tuple(self._pages[name].cut(evidence)),
                )


def _name(line: PrintedLine) -> str:
    return line.block if line.kind == "block" else line.kind


def _words(line: PrintedLine | None) -> str | None:
    """What is compared of a line: a section's number is not its heading."""
    return (line.heading if line.kind == "section-heading" else line.text) or None if line else None


def _told_of(changes: ChangeSet, layout: Layout) -> dict[int, BlockChange]:
    """The change of each group of lines that has one, by the group's identity.

    Both sides of a change are looked for first, then the newer, then the older alone.
    """
    lines = {
        id(group): (
            layout.olds[group.olds[0]] if group.olds else None,
            layout.news[group.news[0]] if group.news else None,
        )
        for group in layout.groups
        if group.change is None
    }
    found: dict[int, BlockChange] = {}
    left, renumbered = list(changes.blocks), changes.renumbered
    for sides in ((True, True), (False, True), (True, False)):
        waiting: dict[tuple[object, ...], list[BlockChange]] = defaultdict(list)
        for one in left:
            texts = [t if s else None for s, t in zip(sides, (one.before, one.after), strict=True)]
            if any(texts):
                waiting[one.block, one.section, *texts].append(one)
        for group, (old, new) in lines.items():
            line = new or old
            assert line is not None, "a group has a line"
            section = line.section if new else renumbered.get(line.section, line.section)
            texts = [_words(t) if s else None for s, t in zip(sides, (old, new), strict=True)]
            same = waiting.get((_name(line), section, *texts))
            if same and group not in found:
                found[group] = same.pop(0)
                left.remove(found[group])
    return found


def _text(
    old: PrintedLine | None, new: PrintedLine | None, block: BlockChange | None, gap: bool
) -> Iterator[Stretch]:
    """A line of both editions as one; a section's heading with its number."""
    one, other = _words(old) or "", _words(new) or ""
    numbers = [line.label if line else "" for line in (old, new)]
    went: Mark = "old-only" if gap else "del"
    came: Mark = "new-only" if gap else "ins"
    parts: list[tuple[Mark, str]] = []
    if not (old and new):
        mark = went if old else came
        parts = [(mark, " ".join(filter(None, (*numbers, one, other))))]
    else:
        same = numbers[0] == numbers[1]
        parts += [("same", numbers[0])] if same else [(went, numbers[0]), (came, numbers[1])]
        parts.append(("same", " " if any(numbers) else ""))
        if block is None and not (one and other):
            # One file does not hold it, which is no change.
            parts.append(("old-only" if one else "new-only", one or other))
        elif block is None:
            parts += [(_MARKS[op], words) for op, words, _ in aligned(one, other, (), None)]
        elif not block.edits:
            parts += [(went, one), (came, other)]
    yield from (Stretch(mark, text) for mark, text in parts if text)
    if old and new and block and block.edits:
        yield from redline(one, other, block.edits)


def _became(
    spot: Spot, text: Sequence[Stretch], block: BlockChange | None, section: SectionChange | None
) -> tuple[str, str]:
    """The kind of a line's change, and what is said of it."""
    if section is not None:
        kind = section.kind
        if kind != "redesignated":
            return kind, f"section {kind}"
        if block is None:
            return kind, "section renumbered"
        return "redesignated-revised", "section renumbered, its heading revised"
    if block is not None:
        return block.kind, spoken.kind(block.kind)
    if spot.group.gap:
        return "not-covered", f"only the {'newer' if spot.new else 'older'} file reaches here"
    if not spot.new or not spot.old:
        kind = "added" if spot.new else "removed"
        return kind, kind
    if not spot.stays:
        return "redesignated", "stands elsewhere"
    marked = any(one.mark != "same" for one in text)
    return "unchanged", "differs in type only" if marked else ""


def _weight(block: BlockChange | None, section: SectionChange | None) -> Significance:
    """The heavier of both."""
    own: Significance = weight_of_kind(section.kind)[0] if section else "none"
    return heavier(own, block.significance) if block else own


def _evidence(edition: Edition, line: PrintedLine) -> tuple[Evidence, ...]:
    kind, index = line.key
    if kind == "block":
        return edition.blocks[index].evidence
    section = edition.sections[index]
    return section.evidence if kind == "section-heading" else section.source_note_evidence
