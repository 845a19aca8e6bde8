"""A change set as the report shows it: sections, their paragraphs and what stands between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, State, joined
from cfrdiff.changes.significance import significance_of
from cfrdiff.model import Repair
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.html.anchors import Addresses, section_anchor
from cfrdiff.reports.html.cutouts import Cutout, Pages
from cfrdiff.reports.html.places import spoken_places
from cfrdiff.reports.html.redline import NEWER, OLDER, Mark, Stretch, redline, side


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where one edition's file has a paragraph, what was mended there, and how it looks."""

    edition: str
    cite: str
    where: str
    repairs: tuple[Repair, ...]
    cutouts: tuple[Cutout, ...]


class EditEntry(msgspec.Struct, frozen=True, gc=False):
    """An edit as it is told in words."""

    before: str
    after: str
    category: str
    weight: str


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One change as shown. `told` says whether it is one to stop at; `others` are addresses
    that lead here too; `along` counts the paragraphs that only moved with it.
    """

    anchor: str
    others: tuple[str, ...]
    depth: int
    path: tuple[str, ...]
    label: str
    title: str
    heading: tuple[Stretch, ...]
    text: tuple[Stretch, ...]
    kind: str
    spoken: str
    significance: str
    categories: tuple[str, ...]
    edits: tuple[EditEntry, ...]
    told: bool
    review: tuple[str, ...]
    along: int
    follows: str | None
    places: tuple[Place, ...]
    confidence: float

    @property
    def weight(self) -> str:
        """The weight to filter by; none where a paragraph only moved with what is above it."""
        return self.significance if self.told or self.kind == "unchanged" else "none"

    @property
    def two_sided(self) -> bool:
        """Whether the editions differ here, so that both are worth seeing side by side."""
        return any(stretch.mark != "same" for stretch in (*self.heading, *self.text))

    @property
    def older(self) -> tuple[list[Stretch], list[Stretch]]:
        """Heading and text of the older edition."""
        return side(self.heading, OLDER), side(self.text, OLDER)

    @property
    def newer(self) -> tuple[list[Stretch], list[Stretch]]:
        """Heading and text of the newer edition."""
        return side(self.heading, NEWER), side(self.text, NEWER)


class Node(msgspec.Struct, frozen=True):
    """A paragraph in the tree of the navigation."""

    entry: Entry
    below: tuple[Node, ...]


class BlockEntry(msgspec.Struct, frozen=True):
    """A heading, note or table that changed."""

    anchor: str
    title: str
    kind: str
    text: tuple[Stretch, ...]
    significance: str
    categories: tuple[str, ...]


class SectionView(msgspec.Struct, frozen=True):
    """A section: its paragraphs, and the blocks at its head and its end."""

    number: str | None
    anchor: str
    title: str
    heading: str
    entries: tuple[Entry, ...]
    tree: tuple[Node, ...]
    above: tuple[BlockEntry, ...]
    below: tuple[BlockEntry, ...]

    @property
    def told(self) -> int:
        """How many changes there are to stop at."""
        return sum(entry.told for entry in self.entries) + len(self.above) + len(self.below)


def section_views(
    changes: ChangeSet, addresses: Addresses, older: Pages, newer: Pages
) -> list[SectionView]:
    """The sections in the order of the change set, each once, with all that is in them."""
    members: dict[str | None, list[Change]] = {}
    for change in changes.changes:
        members.setdefault(change.section, []).append(change)
    for block in changes.blocks:
        members.setdefault(block.section, [])
    blocks = _blocks(changes.blocks)
    along = Counter(c.follows for c in changes.changes if c.kind == "redesignated")
    by_id = {change.id: change for change in changes.changes}
    renumbered = {new: old for old, new in changes.renumbered.items()}
    views: list[SectionView] = []
    for number, found in members.items():
        entries = [
            _entry(change, addresses, by_id, along[change.id], older, newer) for change in found
        ]
        anchor = section_anchor(number)
        title = f"§ {number}" if number else "Section not told by the file"
        if number is None and not entries:
            anchor, title = "before", "Before the first section"
        if number in renumbered:
            title = f"§ {renumbered[number]} → {title}"
        views.append(
            SectionView(
                number=number,
                anchor=anchor,
                title=title,
                heading=section_heading(changes, number),
                entries=tuple(entries),
                tree=_grow(entries),
                above=tuple(e for b, e in blocks[number] if b.block == "section-heading"),
                below=tuple(e for b, e in blocks[number] if b.block != "section-heading"),
            )
        )
    return views


def section_heading(changes: ChangeSet, number: str | None) -> str:
    """The heading of a section in the newer edition that has one, or nothing."""
    for edition in (changes.after, changes.before):
        for section in edition.sections:
            if section.number == number and section.heading:
                return section.heading
    return ""


def _entry(
    change: Change,
    addresses: Addresses,
    by_id: dict[str, Change],
    along: int,
    older: Pages,
    newer: Pages,
) -> Entry:
    state = (change.after or change.before)[0]
    heading, text = _both(change)
    told = entries.is_told(change)
    pictured = told or bool(change.review)
    leader = by_id.get(change.follows or "")
    return Entry(
        anchor=addresses.of(change),
        others=tuple(addresses.others(change)),
        depth=len(state.path) + (not state.designation),
        path=state.path,
        label=label_of(change),
        title=(state.heading or "").rstrip("—"),
        heading=tuple(heading),
        text=tuple(text),
        kind=change.kind,
        spoken=_spoken(change),
        significance=change.significance,
        categories=tuple(dict.fromkeys(edit.category for edit in change.edits)),
        edits=tuple(
            EditEntry(edit.before, edit.after, edit.category, significance_of([edit])[0])
            for edit in change.edits
        ),
        told=told,
        review=tuple(map(spoken.review, change.review)),
        along=along,
        follows=label_of(leader) if leader and change.kind == "redesignated" else None,
        places=(
            *_places("older", change.before, older if pictured else None),
            *_places("newer", change.after, newer if pictured else None),
        ),
        confidence=change.confidence,
    )


def _spoken(change: Change) -> str:
    if change.kind == "unchanged" and change.edits:
        return "differs in type only"
    if change.kind == "unchanged" and any(s.partial for s in (*change.before, *change.after)):
        return "unchanged as far as both files reach"
    if change.kind == "not-covered":
        return f"only the {'older' if change.before else 'newer'} file reaches here"
    return spoken.kind(change.kind)


def label_of(change: Change) -> str:
    """``(c) → (f)``; with the section where it is another."""
    olds, news = _names(change.before, change.section), _names(change.after, change.section)
    if olds and news and olds != news:
        return f"{olds} → {news}"
    return news or olds


def _names(states: Sequence[State], here: str | None) -> str:
    told = [
        (state.designation or "text") if state.section == here else state.cite for state in states
    ]
    return ", ".join(dict.fromkeys(told))


def _both(change: Change) -> tuple[list[Stretch], list[Stretch]]:
    """Heading and text of a change, as redlines."""
    if not (change.before and change.after):
        state = (change.after or change.before)[0]
        mark: Mark = "del" if change.before else "ins"
        if change.kind == "not-covered":
            mark = "old-only" if change.before else "new-only"
        heading, text = (
            [Stretch(mark, words)] if words else [] for words in (state.heading, state.text)
        )
        return heading, text
    fields: dict[str, list[Stretch]] = {}
    for field, before, after in (
        ("heading", change.before[0].heading or "", change.after[0].heading or ""),
        ("text", joined(change.before), joined(change.after)),
    ):
        edits = [edit for edit in change.edits if edit.field == field]
        fields[field] = redline(before, after, edits)
    return fields["heading"], fields["text"]


def _places(edition: str, states: Sequence[State], pages: Pages | None) -> Iterator[Place]:
    for state in states:
        yield Place(
            edition=edition,
            cite=state.cite,
            where=spoken_places(state.evidence),
            repairs=state.repairs,
            cutouts=tuple(pages.cut(state.evidence)) if pages else (),
        )


def _grow(entries: Sequence[Entry]) -> tuple[Node, ...]:
    """The tree: a paragraph under the nearest one before it whose path its own extends."""
    below: dict[int, list[int]] = defaultdict(list)
    stack: list[int] = []
    for i, entry in enumerate(entries):
        while stack and not _is_under(entry, entries[stack[-1]]):
            stack.pop()
        below[stack[-1] if stack else -1].append(i)
        stack.append(i)

    def nodes(parent: int) -> tuple[Node, ...]:
        return tuple(Node(entries[i], nodes(i)) for i in below.get(parent, ()))

    return nodes(-1)


def _is_under(entry: Entry, above: Entry) -> bool:
    deeper = entry.depth > above.depth and bool(above.path)
    return deeper and entry.path[: len(above.path)] == above.path


def _blocks(
    found: Sequence[BlockChange],
) -> dict[str | None, list[tuple[BlockChange, BlockEntry]]]:
    placed: dict[str | None, list[tuple[BlockChange, BlockEntry]]] = defaultdict(list)
    names: Counter[str] = Counter()
    for block in found:
        name = f"{section_anchor(block.section) if block.section else 'before'}-{block.block}"
        names[name] += 1
        anchor = name if names[name] == 1 else f"{name}~{names[name]}"
        title = block.block.replace("-", " ").capitalize()
        before, after = block.before or "", block.after or ""
        if block.edits:
            text = redline(before, after, block.edits)
        else:
            text = [Stretch("del", before), Stretch("ins", after)]
        categories = tuple(dict.fromkeys(edit.category for edit in block.edits))
        kept = tuple(stretch for stretch in text if stretch.text)
        placed[block.section].append(
            (block, BlockEntry(anchor, title, block.kind, kept, block.significance, categories))
        )
    return placed
