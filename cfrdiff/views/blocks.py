"""Headings, notes and tables as the report shows them."""

from __future__ import annotations

from collections.abc import Iterator

from cfrdiff.changes.model import BlockChange, ChangeSet, SectionChange, Significance
from cfrdiff.changes.significance import heavier
from cfrdiff.model import Edition, Evidence
from cfrdiff.views import wording
from cfrdiff.views.addresses import Link, block_addresses
from cfrdiff.views.entries import became, block_name, is_told_block
from cfrdiff.views.layout import Layout, Spot, Stub
from cfrdiff.views.marked_words import Op, Piece, marked_words, pieces_of
from cfrdiff.views.paragraph_words import categories_of
from cfrdiff.views.places import place_of
from cfrdiff.views.printed import PrintedLine
from cfrdiff.views.shown import EditEntry, Entry, Place, StubEntry


class Blocks:
    """Makes the entries of headings, notes and tables."""

    def __init__(self, changes: ChangeSet, layout: Layout) -> None:
        """`layout` is that of the change set."""
        self._changes = changes
        self._layout = layout
        self._older = block_addresses(layout.olds, "old-")
        self._newer = block_addresses(layout.news, "")

    def entry(self, spot: Spot, section: SectionChange | None = None) -> Entry:
        """A line that is no paragraph; for a section's heading, with what became of the section."""
        old, new, line = spot.old, spot.new, spot.line
        block = spot.group.block
        text = tuple(_text(spot, block))
        kind, words = _became(spot, text, block, section)
        edits = block.edits if block else ()
        addresses = [self._older[old.key]] if old else []
        if new:
            addresses.insert(0, self._newer[new.key])
        return Entry(
            ids=tuple(one.id for one in (section, block) if one),
            anchor=addresses[0],
            others=tuple(addresses[1:]),
            label=_label(line, block),
            text=text,
            kind=kind,
            spoken=words,
            significance=_weight(block, section),
            told=bool(section) or (block is not None and is_told_block(block)),
            places=tuple(self._places(old, new)),
            block=line.name,
            categories=categories_of(edits),
            edits=tuple(map(EditEntry.of, edits)),
            review=tuple(map(wording.review, block.review if block else ())),
            origins=_origins(section, block),
            moved=spot.is_moved,
        )

    def stub(self, stub: Stub) -> StubEntry:
        """What stood here and stands elsewhere now."""
        line, new = stub.lines[0], self._layout.news[stub.group.news[0]]
        label = f"{line.label} {line.heading}".strip() or _label(line)
        where = Link("elsewhere", self._newer[new.key])
        return StubEntry((), label, "moved", where, len(stub.lines) - 1)

    def _places(self, old: PrintedLine | None, new: PrintedLine | None) -> Iterator[Place]:
        for name, edition, line in (
            ("older", self._changes.before, old),
            ("newer", self._changes.after, new),
        ):
            if line is not None:
                yield place_of(name, wording.block(line.name), _evidence(edition, line))


def _origins(section: SectionChange | None, block: BlockChange | None) -> tuple[str, ...]:
    both = (origin for one in (section, block) if one for origin in one.origins)
    return tuple(dict.fromkeys(map(wording.origin, both)))


def _label(line: PrintedLine, block: BlockChange | None = None) -> str:
    name = block_name(block) if block else wording.block(line.name)
    return name[:1].upper() + name[1:]


def _text(spot: Spot, block: BlockChange | None) -> Iterator[Piece]:
    """A line of both editions as one; a section's heading with its number."""
    if spot.old is None or spot.new is None:
        words = (spot.line.label, _compared_words(spot.line) or "")
        op: Op = "ins" if spot.new else "del"
        yield from pieces_of([(op, " ".join(filter(None, words)))], gap=spot.group.gap)
        return
    numbers = (spot.old.label, spot.new.label)
    yield from pieces_of(_replaced(*numbers))
    yield from pieces_of([("same", " " if any(numbers) else "")])
    yield from _words(_compared_words(spot.old) or "", _compared_words(spot.new) or "", block)


def _compared_words(line: PrintedLine | None) -> str | None:
    """What is compared of a line: a section's number is not its heading."""
    if line is None:
        return None
    return (line.heading if line.kind == "section-heading" else line.text) or None


def _replaced(one: str, other: str) -> list[tuple[Op, str]]:
    return [("same", one)] if one == other else [("del", one), ("ins", other)]


def _words(one: str, other: str, block: BlockChange | None) -> Iterator[Piece]:
    """The words of a line that both editions have, as its change has them."""
    if block is not None and block.edits:
        return iter(marked_words(one, other, block.edits))
    if block is not None and one != other:
        return pieces_of([("del", one), ("ins", other)])
    if not (one and other):
        # One file does not hold it, which is no change.
        return pieces_of([("del", one), ("ins", other)], gap=True)
    return iter(marked_words(one, other, ()))


def _became(
    spot: Spot,
    text: tuple[Piece, ...],
    block: BlockChange | None,
    section: SectionChange | None,
) -> tuple[str, str]:
    """The kind of a line's change, and what is said of it."""
    if section is not None:
        return _section_became(section, block is not None)
    if block is not None:
        return block.kind, became(block) if is_told_block(block) else wording.TYPE_ONLY
    if spot.group.gap:
        return "not-covered", wording.only_reached_by("newer" if spot.new else "older")
    return _line_became(spot, any(one.op != "same" for one in text))


def _section_became(section: SectionChange, is_revised: bool) -> tuple[str, str]:
    """`is_revised` says that the heading reads otherwise."""
    if section.kind != "redesignated":
        return section.kind, f"section {section.kind}"
    if is_revised:
        return "redesignated-revised", "section renumbered, its heading revised"
    return section.kind, "section renumbered"


def _line_became(spot: Spot, is_marked: bool) -> tuple[str, str]:
    """A line of which the change set says nothing."""
    if spot.new is None:
        return "removed", "removed"
    if spot.old is None:
        return "added", "added"
    if not spot.stays:
        return "redesignated", "stands elsewhere"
    return "unchanged", wording.TYPE_ONLY if is_marked else ""


def _weight(block: BlockChange | None, section: SectionChange | None) -> Significance:
    """The heavier of both."""
    own: Significance = section.significance if section else "none"
    return heavier(own, block.significance) if block else own


def _evidence(edition: Edition, line: PrintedLine) -> tuple[Evidence, ...]:
    kind, index = line.key
    if kind == "block":
        return edition.blocks[index].evidence
    section = edition.sections[index]
    return section.evidence if kind == "section-heading" else section.source_note_evidence
