"""An edition while it is amended: its sections as trees, found by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager

from cfrdiff.cites import Designation, Path, canonical, part_of, section_key
from cfrdiff.instructions.definitions import find_definition
from cfrdiff.instructions.doubts import (
    blocks_of_paragraphs,
    doubt_of_place,
    doubt_of_reach,
)
from cfrdiff.instructions.model import Printed, SectionText, Target
from cfrdiff.instructions.stretches import Stretch, Stretches
from cfrdiff.instructions.tree import Node, Tree, grown
from cfrdiff.model import Edition, Section


class NotCarriedOutError(Exception):
    """An order does not fit the edition; the message says why."""


class Desk:
    """The sections of an edition with what stands between them, to be amended one order after
    the other. A `strict` one refuses where it is doubtful how far a paragraph reaches.
    """

    def __init__(self, edition: Edition, strict: bool = False) -> None:
        self._edition = edition
        self.strict = strict
        self.stretches = Stretches(edition)
        self._watch: Callable[[Stretch], None] | None = None

    @contextmanager
    def watched(self, watch: Callable[[Stretch], None]) -> Iterator[None]:
        """Let `watch` see every section before it is amended meanwhile."""
        self._watch = watch
        try:
            yield
        finally:
            self._watch = None

    def check_reach(self, section: str, nodes: Sequence[Node]) -> None:
        """Raises NotCarriedOutError where it is doubtful what paragraphs take along."""
        doubt = doubt_of_reach(self.stretch(section), nodes) if self.strict and nodes else None
        if doubt:
            raise NotCarriedOutError(f"§ {section}: {doubt}")

    def check_room(self, section: str, path: Path) -> None:
        """Raises NotCarriedOutError where it is doubtful where a paragraph belongs, or where what
        stands between paragraphs would stand elsewhere for it.
        """
        if not self.strict:
            return
        stretch = self.stretch(section)
        doubt = doubt_of_place(self.tree(section), path)
        if doubt is None and blocks_of_paragraphs(stretch):
            doubt = "tables or notes stand among its paragraphs, and would stand elsewhere"
        if doubt:
            raise NotCarriedOutError(f"§ {section}: {doubt}")

    def edition(self) -> Edition:
        """The edition as it is now."""
        return self.stretches.edition(self._edition)

    @contextmanager
    def whole_or_not_at_all(self, numbers: Set[str]) -> Iterator[None]:
        """What is done meanwhile to the sections of these numbers, and to their order, is undone
        where it raises NotCarriedOutError.
        """
        kept = self.stretches.kept(numbers)
        try:
            yield
        except NotCarriedOutError:
            self.stretches.put_back(kept)
            raise

    def stretch(self, number: str) -> Stretch:
        """The section of that number, with what follows it. Raises NotCarriedOutError where it is
        not just one.
        """
        found = self.stretches.of(number)
        if len(found) != 1:
            many = "more than one" if found else "no"
            raise NotCarriedOutError(f"the edition has {many} § {number}")
        if self._watch is not None:
            self._watch(found[0])
        return found[0]

    def tree(self, number: str) -> Tree:
        """The section of that number. Raises NotCarriedOutError where it is not just one."""
        tree = self.stretch(number).tree
        assert tree is not None, "only what comes before all sections has none"
        return tree

    def node(self, target: Target) -> Node:
        """The paragraph of a target. Raises NotCarriedOutError where there is none, or for a
        definition several.
        """
        if target.term is not None:
            return self.definition(target)[0]
        tree = self.tree(target.section)
        node = tree.find(target.path)
        if node is None:
            raise NotCarriedOutError(f"§ {target.section} has no {called(target)}")
        if self.strict and target.path and tree.count(target.path) > 1:
            raise NotCarriedOutError(f"§ {target.section} has more than one {called(target)}")
        return node

    def definition(self, target: Target) -> list[Node]:
        """The paragraphs of the definition of a term. Raises NotCarriedOutError where there is
        not just one.
        """
        term = target.term or ""
        found = find_definition(self.tree(target.section), term, target.path)
        if not found:
            raise NotCarriedOutError(
                f"§ {target.section} has no definition of “{term}”, or several"
            )
        return found

    def reads(self, number: str, printed: Printed) -> bool:
        """Whether a paragraph of a section reads as printed; with its heading where one is."""
        found = [
            node.content
            for stretch in self.stretches.of(number)
            if stretch.tree is not None
            for node in stretch.tree.nodes()
            if node.designated and node.path == printed.path
        ]
        return any(
            one.text == printed.text and (one.heading or "") == (printed.heading or "")
            for one in found
        )

    def nodes(self, target: Target) -> list[Node]:
        """All paragraphs that a target takes in."""
        if target.is_section:
            return self.tree(target.section).nodes()
        if target.term is not None and not target.sentences:
            return [below for node in self.definition(target) for below in node.walk()]
        node = self.node(target)
        alone = target.scope == "text" or bool(target.sentences)
        return [node] if alone else list(node.walk())

    def each(self, targets: Sequence[Target]) -> Iterator[Target]:
        """Targets, of a range of sections each. Raises NotCarriedOutError as `numbers` does."""
        for target in targets:
            if target.part is not None:
                held = [one.number for one in self.stretches if one.number]
                yield from (Target(n) for n in held if part_of(n) == target.part)
            elif target.through is None:
                yield target
            else:
                yield from map(Target, self.numbers(target.section, target.through))

    def numbers(self, first: str, last: str) -> list[str]:
        """The sections from one through another. Raises NotCarriedOutError where there is not
        just one of either.
        """
        low, high = (section_key(canonical(self.tree(end).number or "")) for end in (first, last))
        held = [canonical(one.number) for one in self.stretches if one.number]
        return [number for number in held if low <= section_key(number) <= high]

    def counted_on(self, old: Target, new: Target) -> list[tuple[str, str]]:
        """The sections of a range with the numbers they get in another, which counts on as the
        first does. Raises NotCarriedOutError where it does not.
        """
        numbers = self.numbers(old.section, old.through or "")
        begins, ends = (_plain(number) for number in (old.section, new.section))
        if begins is None or ends is None:
            raise NotCarriedOutError("how a range of such numbers counts on is not told")
        found: list[tuple[str, str]] = []
        for number in numbers:
            last = _plain(number)
            if last is None or part_of(number) != part_of(old.section):
                raise NotCarriedOutError(f"what becomes of § {number} in that range is not told")
            found.append((number, f"{part_of(new.section)}.{last - begins + ends}"))
        if not found or found[-1][1] != canonical(new.through or ""):
            raise NotCarriedOutError(
                f"{old.section} through {old.through} does not count on as {new.section} through"
                f" {new.through} does"
            )
        return found

    def add_section(self, to: SectionText, within: str | None = None) -> None:
        """Put in a section where its number belongs, `within` what begins just before it."""
        there = self.stretches.of(to.number)
        if there and not all(one.is_reserved for one in there):
            raise NotCarriedOutError(f"the edition has § {to.number} already")
        for one in there:  # what is added takes the place of what was reserved for it
            self.stretches.remove(one)
        fresh = Tree(Section(to.number, to.heading, "complete", to.note, ()))
        fresh.root.plant(grown(to.paragraphs))
        named = _in_full(within, to.number)
        self.stretches.insert(fresh, within=named)
        if self.strict and named and not self._stands_in(to.number, named):
            self.stretches.remove(self.stretch(to.number))
            raise NotCarriedOutError(f"§ {to.number} does not belong into {named} by its number")

    def _stands_in(self, number: str, division: str) -> bool:
        """Whether a subpart or part is the one that a section stands in."""
        reached: str | None = None
        for stretch, following in self.stretches.followed():
            if stretch.number == number:
                return reached == division
            begun = [one.phrase for one in stretch.homes(following) if one.kind == "division"]
            kind = division.split()[0]
            reached = next((one for one in reversed(begun) if one.startswith(kind)), reached)
        return False

    def before(self, number: str) -> Stretch:
        """What stands before a section. Raises NotCarriedOutError as `stretch` does."""
        return self.stretches.before(self.stretch(number))

    def remove_section(self, number: str) -> None:
        """Take a section out, with the tables and notes that belong to it."""
        self.stretches.remove(self.stretch(number))

    def renumber(self, moves: list[tuple[str, str]]) -> None:
        """Give sections other numbers, all at once. Raises NotCarriedOutError where another
        section has one of these.
        """
        leaving = {canonical(old) for old, _ in moves}
        for _, new in moves:
            if self.stretches.of(new) and canonical(new) not in leaving:
                raise NotCarriedOutError(f"the edition has § {new} already")
        self.stretches.renumber([(self.stretch(old), new) for old, new in moves])


def _in_full(within: str | None, number: str) -> str | None:
    """``subpart B of part 12``, also where the part is left to be understood."""
    if within is None or not within.lower().startswith("subpart"):
        return within
    letter = within.split()[1]
    return f"subpart {letter} of part {part_of(number)}"


def called(target: Target) -> str:
    """A paragraph by its designation, or as the introductory text."""
    return str(Designation(target.path)) or "introductory text"


def _plain(number: str) -> int | None:
    """The number of a section in its part, where that is figures alone."""
    last = number.removeprefix(f"{part_of(number)}.")
    return int(last) if last.isdecimal() else None
