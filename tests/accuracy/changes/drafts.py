"""Paragraph trees that can be amended, each paragraph knowing where its words came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from cfrdiff.model import Edition, Paragraph, Section

DEEPEST = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMERALS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")


def label_for(depth: int, ordinal: int) -> str:
    """The label of an ordinal on a level of the CFR: (a) (1) (i) (A) (1) (i), then (z) (aa)."""
    if depth in (1, 4):
        return str(ordinal)
    if depth in (2, 5):
        return _TENS[ordinal // 10] + _NUMERALS[ordinal % 10]
    letter = _LETTERS[(ordinal - 1) % 26] * ((ordinal - 1) // 26 + 1)
    return letter.upper() if depth == 3 else letter


@dataclass(eq=False)
class Draft:
    """One paragraph. `label` is empty for introductory text.

    `lineage` holds the older paragraphs its words came from; `reworded` that an operation changed
    its words already; `by` the operations that touched it; `fixed` that it was copied, or is a copy,
    and stays where it is.
    """

    label: str
    heading: str | None
    text: str
    lineage: frozenset[int] = frozenset()
    children: list["Draft"] = field(default_factory=list)
    reworded: bool = False
    by: list[str] = field(default_factory=list)
    fixed: bool = False

    def walk(self) -> Iterator["Draft"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(eq=False)
class DraftSection:
    """A section in the making; `was` is its number in the older edition, None for a new one."""

    number: str
    heading: str | None
    paragraphs: list[Draft]
    was: str | None = None

    @property
    def part(self) -> str:
        return self.number.partition(".")[0]

    def walk(self) -> Iterator[Draft]:
        for paragraph in self.paragraphs:
            yield from paragraph.walk()


@dataclass(eq=False)
class Spread:
    """A list of siblings: where it stands and how deep."""

    section: DraftSection
    parent: Draft | None
    depth: int

    @property
    def all(self) -> list[Draft]:
        return self.parent.children if self.parent else self.section.paragraphs

    @property
    def first(self) -> int:
        """Index of the first sibling with a label; introductory text stands before."""
        return next((i for i, one in enumerate(self.all) if one.label), len(self.all))

    @property
    def regular(self) -> bool:
        """Whether the labels run as they should, so that they can be given anew."""
        labels = [one.label for one in self.all[self.first :]]
        return self.depth <= DEEPEST and labels == [
            label_for(self.depth, n) for n in range(1, len(labels) + 1)
        ]

    def relabel(self, why: str) -> None:
        """Give the siblings their labels by their order; `why` marks those that changed."""
        for n, one in enumerate(self.all[self.first :], start=1):
            label = label_for(self.depth, n)
            if one.label != label:
                one.label = label
                one.by.append(why)

    def below(self) -> Iterator["Spread"]:
        """This list and all lists below it."""
        yield self
        for one in self.all:
            if one.label:
                yield from Spread(self.section, one, self.depth + 1).below()


def spreads(sections: list[DraftSection]) -> list[Spread]:
    """Every list of siblings of an edition, empty ones included."""
    return [spread for section in sections for spread in Spread(section, None, 0).below()]


def draft(edition: Edition) -> list[DraftSection]:
    """An edition's sections, each paragraph its own lineage."""
    count = iter(range(1 << 30))

    def one(paragraph: Paragraph) -> Draft:
        index = next(count)
        return Draft(
            paragraph.path[-1] if paragraph.designation else "",
            paragraph.heading,
            paragraph.text,
            frozenset({index}),
            [one(child) for child in paragraph.children],
        )

    return [
        DraftSection(
            section.number or "",
            section.heading,
            [one(p) for p in section.paragraphs],
            section.number,
        )
        for section in edition.sections
    ]


def engross(sections: list[DraftSection], like: Edition) -> tuple[Edition, list[Draft]]:
    """The drafts as an edition, and the drafts in the order of print."""
    ordered: list[Draft] = []

    def one(paragraph: Draft, path: tuple[str, ...]) -> Paragraph:
        ordered.append(paragraph)
        own = (*path, paragraph.label) if paragraph.label else path
        children = tuple([one(child, own) for child in paragraph.children])
        return Paragraph(
            designation="".join(f"({label})" for label in own) if paragraph.label else "",
            path=own,
            heading=paragraph.heading,
            text=paragraph.text,
            children=children,
        )

    made = tuple(
        Section(
            number=section.number,
            heading=section.heading,
            extent="complete",
            source_note=None,
            paragraphs=tuple([one(p, ()) for p in section.paragraphs]),
        )
        for section in sections
    )
    return msgspec.structs.replace(like, sections=made), ordered
