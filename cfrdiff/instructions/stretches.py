"""An edition as it is printed: sections, and between them what belongs to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

import msgspec

from cfrdiff.align.rising import rising
from cfrdiff.cites import canonical, part_of, section_key
from cfrdiff.instructions.block_names import Home, homes_of
from cfrdiff.instructions.copies import named_apart, printed_number
from cfrdiff.instructions.tree import RESERVED, Tree
from cfrdiff.model import Block, Edition, Section

# A section's tree, its text where that will have to be put back, and the blocks behind it.
Kept = tuple[Tree | None, Section | None, Sequence[Block]]


class Stretch:
    """A section, and the blocks from it to the next; the first has no section."""

    __slots__ = ("_blocks", "_homes", "tree")

    def __init__(self, tree: Tree | None, blocks: Sequence[Block]) -> None:
        self.tree = tree
        self._blocks = list(blocks)
        self._homes: tuple[str | None, str | None, list[Home]] | None = None

    @property
    def number(self) -> str | None:
        return self.tree.number if self.tree else None

    @property
    def is_reserved(self) -> bool:
        """Whether its section holds nothing but a number that is kept free."""
        heading = (self.tree.heading or "") if self.tree else ""
        return self.tree is not None and RESERVED in heading and not self.tree.root.children

    @property
    def blocks(self) -> Sequence[Block]:
        return self._blocks

    def homes(self, following: str | None) -> list[Home]:
        """What its blocks belong to, where the section of that number follows."""
        known = self._homes
        if known is None or known[:2] != (self.number, following):
            known = (self.number, following, homes_of(self._blocks, self.number, following))
            self._homes = known
        return known[2]

    def put(self, blocks: Sequence[Block]) -> None:
        """Let it have these blocks."""
        self._blocks = list(blocks)
        self._homes = None


class Stretches:
    """The stretches of an edition in order. Sections come, go and get other numbers; what belongs
    to none of them stays where it is.
    """

    def __init__(self, edition: Edition) -> None:
        self._all = [Stretch(None, ())]
        self._all += [Stretch(Tree(section), ()) for section in named_apart(edition.sections)]
        places: dict[str | None, int] = {}
        for k, one in enumerate(self._all):
            places.setdefault(one.number, k)
        held: dict[int, list[Block]] = defaultdict(list)
        for block in edition.blocks:
            held[places.get(block.after, len(self._all) - 1)].append(block)
        for k, blocks in held.items():
            self._all[k].put(blocks)
        self._by_number: dict[str, list[Stretch]] | None = None

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._all)

    def of(self, number: str) -> list[Stretch]:
        """Those of the sections with a number."""
        if self._by_number is None:
            self._by_number = defaultdict(list)
            for one in self._all[1:]:
                self._by_number[canonical(one.number or "")].append(one)
        return self._by_number.get(canonical(number), [])

    def following(self, stretch: Stretch) -> str | None:
        """The number of the section that follows."""
        at = self._at(stretch) + 1
        return self._all[at].number if at < len(self._all) else None

    def before(self, stretch: Stretch) -> Stretch:
        """The stretch that stands before one; before the first stands none."""
        return self._all[max(self._at(stretch) - 1, 0)]

    def followed(self) -> Iterator[tuple[Stretch, str | None]]:
        """Every stretch with the number of the section that follows."""
        yield from zip(self._all, [*(one.number for one in self._all[1:]), None], strict=True)

    def insert(self, tree: Tree, own: Sequence[Block] = (), within: str | None = None) -> None:
        """Put a section, with its own blocks, where its number belongs: behind the last smaller
        one, `within` what begins there by that name.
        """
        key = section_key(tree.number or "")
        at = 0
        for k, one in enumerate(self._all[1:], 1):
            if one.number is None or section_key(one.number) < key:
                at = k
        before = self._all[at]
        cut = self._cut(before, part_of(tree.number or ""), within)
        fresh = Stretch(tree, [*own, *before.blocks[cut:]])
        before.put(before.blocks[:cut])
        self._all.insert(at + 1, fresh)
        self._by_number = None

    def _cut(self, stretch: Stretch, part: str, within: str | None) -> int:
        """Behind which of its blocks a section of a part stands: behind its own, before the
        appendices of its part; in another part behind these, and behind that part's heading.
        """
        is_other_part = stretch.number is not None and part_of(stretch.number) != part
        reached: list[int] = []
        behind: list[int] = []
        for home in stretch.homes(self.following(stretch)):
            of_part = home.phrase.removeprefix("part ") if home.phrase.startswith("part ") else ""
            if of_part and not _is_up_to(of_part, part):
                break
            reached += home.blocks
            is_before = home.kind == "section" or bool(of_part) or home.phrase == within
            if is_before or (is_other_part and home.kind == "appendix"):
                behind = list(reached)
        return max(behind, default=-1) + 1

    def remove(self, stretch: Stretch) -> list[Block]:
        """Take a section out with its own blocks, which are returned."""
        at = self._at(stretch)
        own = set(stretch.homes(self.following(stretch))[0].blocks)
        before = self._all[at - 1]
        rest = [block for k, block in enumerate(stretch.blocks) if k not in own]
        before.put([*before.blocks, *rest])
        del self._all[at]
        self._by_number = None
        return [block for k, block in enumerate(stretch.blocks) if k in own]

    def renumber(self, moves: Sequence[tuple[Stretch, str]]) -> None:
        """Give sections other numbers, all at once; those that are in order no longer go where
        their numbers belong.
        """
        before = set(map(id, self._astray())) - {id(stretch) for stretch, _ in moves}
        for stretch, number in moves:
            if stretch.tree is not None:
                stretch.tree.number = number
        self._by_number = None
        astray = [one for one in self._astray() if id(one) not in before]
        own = [(one, self.remove(one)) for one in astray]
        for one, blocks in sorted(own, key=lambda pair: section_key(pair[0].number or "")):
            if one.tree is not None:
                self.insert(one.tree, blocks)

    def _astray(self) -> list[Stretch]:
        """Those that a longest run in the order of their numbers leaves out."""
        behind = self._all[1:]
        order = sorted(range(len(behind)), key=lambda k: section_key(behind[k].number or ""))
        inside = {k for k, _ in rising((k, rank) for rank, k in enumerate(order))}
        return [one for k, one in enumerate(behind) if k not in inside]

    def _at(self, stretch: Stretch) -> int:
        return next(k for k, one in enumerate(self._all) if one is stretch)

    def kept(self, numbers: Set[str]) -> list[Kept]:
        """All as it is now, to be put back; only sections of these numbers will have changed."""
        return [
            (tree, tree.freeze() if tree and tree.number in numbers else None, one.blocks)
            for one in self._all
            for tree in (one.tree,)
        ]

    def put_back(self, kept: Sequence[Kept]) -> None:
        """Have all as it was."""
        self._all = [Stretch(Tree(old) if old else tree, blocks) for tree, old, blocks in kept]
        self._by_number = None

    def edition(self, edition: Edition) -> Edition:
        """An edition with these sections and blocks."""
        blocks: list[Block] = []
        sections: list[Section] = []
        for one in self._all:
            number = printed_number(one.number)
            if one.tree:
                sections.append(msgspec.structs.replace(one.tree.freeze(), number=number))
            blocks += [
                block if block.after == number else msgspec.structs.replace(block, after=number)
                for block in one.blocks
            ]
        return msgspec.structs.replace(edition, sections=tuple(sections), blocks=tuple(blocks))


def begun(edition: Edition) -> dict[str, str]:
    """The subpart or part that begins just before a section, by the section's number."""
    found: dict[str, str] = {}
    for stretch, following in Stretches(edition).followed():
        divisions = [home for home in stretch.homes(following) if home.kind == "division"]
        if following and divisions:
            found[following] = divisions[-1].phrase
    return found


def _is_up_to(part: str, other: str) -> bool:
    """Whether a part is another or comes before it."""
    return section_key(f"{part}.0") <= section_key(f"{other}.0")
