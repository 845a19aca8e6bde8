"""What became of every paragraph, and which answers are equally good.

A *fate* is the kind of change a paragraph underwent and the paragraphs of the other edition that
it belongs to. Paragraphs are numbered in the order of print. The truth is derived from where each
paragraph's words came from (its *lineage*), so it holds for any mix of operations:

- words from nowhere: added; words that are nowhere now: removed;
- words from one paragraph that is now several: split; from several: merged;
- else by place (section and path) and words: unchanged, revised, redesignated, or both.

Two answers are equally good, and both are accepted, where

- a paragraph was removed and a new one stands in its place (as ``[Reserved]`` does): the label
  was revised, or one was removed and another added;
- childless siblings have the same words: which of them went or moved cannot be told, only how
  many. The truth takes those for unchanged that can be.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cfrdiff.model import Edition, Paragraph

Kind = Literal[
    "unchanged", "revised", "added", "removed", "redesignated", "redesignated-revised", "split",
    "merged", "not-covered",
]  # fmt: skip
Side = Literal["before", "after"]
KINDS: tuple[Kind, ...] = (
    "unchanged", "revised", "added", "removed", "redesignated", "redesignated-revised", "split",
    "merged",
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """One paragraph of an edition, as the truth needs it."""

    section: str | None
    path: tuple[str, ...]
    heading: str
    text: str
    parent: int | None
    leaf: bool

    @property
    def place(self) -> tuple[str | None, tuple[str, ...]]:
        return self.section, self.path

    @property
    def words(self) -> str:
        """Heading and text, white space apart."""
        return " ".join(f"{self.heading} {self.text}".split())

    @property
    def cite(self) -> str:
        return f"{self.section or '?'}{''.join(f'({label})' for label in self.path)}"


@dataclass(frozen=True)
class Fate:
    """The kind, and the indices of the paragraphs of the other edition."""

    kind: Kind
    others: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Truth:
    """A fate for every paragraph of both editions, in the order of print.

    `instead` holds the other answer that is equally good, by side and index. `alike` holds sets
    of paragraphs that may stand for each other. `moved_with` names, for a newer paragraph that
    moved because a paragraph above it did, the topmost that did.
    """

    before: tuple[Fate, ...]
    after: tuple[Fate, ...]
    instead: Mapping[tuple[Side, int], Fate] = field(default_factory=dict)
    alike: Mapping[Side, tuple[frozenset[int], ...]] = field(default_factory=dict)
    moved_with: Mapping[int, int] = field(default_factory=dict)


def spots(edition: Edition) -> list[Spot]:
    """All paragraphs of an edition in the order of print."""
    found: list[Spot] = []

    def add(number: str | None, paragraph: Paragraph, parent: int | None) -> None:
        index = len(found)
        heading, leaf = paragraph.heading or "", not paragraph.children
        found.append(Spot(number, paragraph.path, heading, paragraph.text, parent, leaf))
        for child in paragraph.children:
            add(number, child, index)

    for section in edition.sections:
        for paragraph in section.paragraphs:
            add(section.number, paragraph, None)
    return found


def derive(before: Edition, after: Edition, lineage: Sequence[frozenset[int]]) -> Truth:
    """The truth, from the older paragraphs each newer paragraph's words came from."""
    olds, news = spots(before), spots(after)
    if len(news) != len(lineage):
        raise ValueError(f"{len(news)} paragraphs, {len(lineage)} lineages")
    alike: dict[Side, tuple[frozenset[int], ...]] = {"before": _alike(olds), "after": _alike(news)}
    origins = _stay_where_possible(olds, news, list(lineage), alike["before"])
    heirs: dict[int, list[int]] = defaultdict(list)
    for new, sources in enumerate(origins):
        for old in sources:
            heirs[old].append(new)
    fates_after = [_fate_after(new, origins, heirs, olds, news) for new in range(len(news))]
    fates_before = [_fate_before(old, heirs, fates_after) for old in range(len(olds))]
    instead = _same_place(olds, news, fates_before, fates_after)
    return Truth(
        tuple(fates_before),
        tuple(fates_after),
        instead,
        alike,
        _moved_with(olds, news, fates_after),
    )


def _alike(paragraphs: Sequence[Spot]) -> tuple[frozenset[int], ...]:
    """Sets of childless siblings with the same words."""
    groups: dict[tuple[str | None, int | None, str], set[int]] = defaultdict(set)
    for index, one in enumerate(paragraphs):
        if one.leaf:
            groups[one.section, one.parent, one.words].add(index)
    return tuple(frozenset(group) for group in groups.values() if len(group) > 1)


def _stay_where_possible(
    olds: Sequence[Spot],
    news: Sequence[Spot],
    origins: list[frozenset[int]],
    groups: Sequence[frozenset[int]],
) -> list[frozenset[int]]:
    """Among siblings with the same words, those stay that have one of these words in their place."""
    for group in groups:
        words = olds[min(group)].words
        heirs = [
            new
            for new, sources in enumerate(origins)
            if len(sources) == 1 and sources <= group and news[new].words == words
        ]
        if len({next(iter(origins[new])) for new in heirs}) != len(heirs):
            continue  # one of them was split into equal halves
        held = {next(iter(origins[new])) for new in heirs}
        kept_elsewhere = {old for sources in origins for old in sources} - held
        free = sorted(group - kept_elsewhere)
        staying: dict[int, int] = {}
        for new in heirs:
            old = next((o for o in free if olds[o].place == news[new].place), None)
            if old is not None:
                staying[new] = old
                free.remove(old)
        for new in heirs:
            origins[new] = frozenset({staying[new] if new in staying else free.pop(0)})
    return origins


def _fate_after(
    new: int,
    origins: Sequence[frozenset[int]],
    heirs: Mapping[int, Sequence[int]],
    olds: Sequence[Spot],
    news: Sequence[Spot],
) -> Fate:
    sources = origins[new]
    if not sources:
        return Fate("added")
    if len(sources) > 1:
        if any(len(heirs[old]) > 1 for old in sources):
            raise ValueError(f"{news[new].cite} is both split and merged")
        return Fate("merged", sources)
    (old,) = sources
    if len(heirs[old]) > 1:
        return Fate("split", sources)
    moved = olds[old].place != news[new].place
    worded = olds[old].words != news[new].words
    if moved:
        return Fate("redesignated-revised" if worded else "redesignated", sources)
    return Fate("revised" if worded else "unchanged", sources)


def _fate_before(old: int, heirs: Mapping[int, Sequence[int]], after: Sequence[Fate]) -> Fate:
    found = heirs.get(old, ())
    if not found:
        return Fate("removed")
    return Fate(after[found[0]].kind, frozenset(found))


def _same_place(
    olds: Sequence[Spot], news: Sequence[Spot], before: list[Fate], after: list[Fate]
) -> dict[tuple[Side, int], Fate]:
    """Make removed and added in one place *revised*; return what it was as the other answer."""
    instead: dict[tuple[Side, int], Fate] = {}
    added = {one.place: i for i, one in reversed(list(enumerate(news))) if after[i].kind == "added"}
    for old, one in enumerate(olds):
        if before[old].kind != "removed" or not one.path:
            continue
        new = added.pop(one.place, None)
        if new is None:
            continue
        instead["before", old], instead["after", new] = before[old], after[new]
        before[old] = Fate("revised", frozenset({new}))
        after[new] = Fate("revised", frozenset({old}))
    return instead


def _moved_with(
    olds: Sequence[Spot], news: Sequence[Spot], after: Sequence[Fate]
) -> dict[int, int]:
    """Newer paragraphs that moved only because one above them did → the topmost that did."""
    found: dict[int, int] = {}
    for new, fate in enumerate(after):
        parent = news[new].parent
        if not fate.kind.startswith("redesignated") or parent is None:
            continue
        (old,) = fate.others
        above = olds[old].parent
        carried = above is not None and after[parent] in (
            Fate("redesignated", frozenset({above})),
            Fate("redesignated-revised", frozenset({above})),
        )
        if carried and above is not None and _rank(olds, old, above) == _rank(news, new, parent):
            found[new] = found.get(parent, parent)
    return found


def _rank(paragraphs: Sequence[Spot], index: int, parent: int) -> int:
    """How many siblings stand before a paragraph."""
    return sum(1 for one in paragraphs[parent:index] if one.parent == parent)
