"""Which instruction made what come and go, kept while instructions are carried out, and told of
each change of the edition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import msgspec

from cfrdiff.changes import BlockChange, Change, ChangeSet, Origin, SectionChange, State
from cfrdiff.cites import Path
from cfrdiff.instructions.copies import printed_number
from cfrdiff.instructions.desk import Desk
from cfrdiff.instructions.model import Instruction
from cfrdiff.instructions.stretches import Stretch
from cfrdiff.model import Block

_What = TypeVar("_What", Change, BlockChange, SectionChange)
_SECTION, _PARAGRAPH, _HEADING, _NOTE = "section", "paragraph", "section-heading", "source-note"


class Thing(NamedTuple):
    """What can come and go: a paragraph, a block, a section or its heading or note, by its words
    and its place.
    """

    section: str | None
    kind: str
    designation: str
    path: Path
    heading: str
    text: str

    @property
    def place(self) -> tuple[str | None, str, str, Path]:
        """Where it stands, whatever it says."""
        return self[:4]


class Step(NamedTuple):
    """What came and what went by an instruction."""

    instruction: Instruction
    came: Counter[Thing]
    went: Counter[Thing]


class Journal:
    """The steps in which an edition was amended."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    @contextmanager
    def of(self, instruction: Instruction, desk: Desk) -> Iterator[None]:
        """Write down what an instruction does meanwhile at a desk."""
        numbers = Counter(stretch.number for stretch in desk.stretches)
        blocks = {id(stretch.blocks): stretch.blocks for stretch in desk.stretches}
        opened: dict[str | None, list[Thing]] = {}

        def see(stretch: Stretch) -> None:
            if stretch.number not in opened:
                opened[stretch.number] = list(things(stretch))

        with desk.watched(see):
            yield
        behind = Counter(stretch.number for stretch in desk.stretches)
        came: Counter[Thing] = Counter()
        went: Counter[Thing] = Counter()
        for number in {*opened, *(behind - numbers)}:
            went.update(opened.get(number, ()))
            came.update(thing for one in desk.stretches.of(number or "") for thing in things(one))
        held = {id(stretch.blocks) for stretch in desk.stretches}
        for key, old in blocks.items():
            went.update({} if key in held else _of_blocks(old))
        for stretch in desk.stretches:
            came.update({} if id(stretch.blocks) in blocks else _of_blocks(stretch.blocks))
        if came != went:
            self.steps.append(Step(instruction, came - went, went - came))

    def traced(self, changes: ChangeSet) -> ChangeSet:
        """A change set from the edition to the amended one, each change with its instructions."""
        trace = _Trace(self.steps)
        return msgspec.structs.replace(
            changes,
            changes=tuple(trace.change(one) for one in changes.changes),
            blocks=tuple(trace.block(one) for one in changes.blocks),
            sections=tuple(trace.section(one) for one in changes.sections),
        )


def things(stretch: Stretch) -> Iterator[Thing]:
    """A section, its heading and note, and its paragraphs."""
    tree = stretch.tree
    if tree is None:
        return
    number = printed_number(tree.number)
    yield Thing(number, _SECTION, "", (), "", "")
    yield Thing(number, _HEADING, "", (), "", tree.heading or "")
    yield Thing(number, _NOTE, "", (), "", tree.note or "")
    for node in tree.nodes():
        one = node.content
        yield Thing(number, _PARAGRAPH, one.designation, one.path, one.heading or "", one.text)


def _of_blocks(blocks: Iterable[Block]) -> Counter[Thing]:
    """Blocks wherever they stand: what stands before a section goes with it in the list alone."""
    return Counter(Thing(None, one.kind, "", (), "", one.text) for one in blocks)


class _Trace:
    """Finds the steps that made a change."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._origins = [origin_of(step.instruction) for step in steps]
        self._came = _by_thing([step.came for step in steps])
        self._went = _by_thing([step.went for step in steps])
        self._places = [
            {thing.place: thing for thing in step.went if thing.kind == _PARAGRAPH}
            for step in steps
        ]

    def change(self, one: Change) -> Change:
        if one.kind in ("unchanged", "not-covered"):
            return one
        return self._with(one, map(_state, one.before), map(_state, one.after))

    def block(self, one: BlockChange) -> BlockChange:
        if one.kind == "unchanged":
            return one
        is_of_section = one.block in (_HEADING, _NOTE)
        old, new = (
            [Thing(section if is_of_section else None, kind, "", (), "", text or "")]
            for section, kind, text in (
                (one.section_before, one.block_before or one.block, one.before),
                (one.section, one.block, one.after),
            )
        )
        return self._with(one, old, new)

    def section(self, one: SectionChange) -> SectionChange:
        old, new = (Thing(n, _SECTION, "", (), "", "") for n in (one.before, one.after))
        return self._with(one, [old], [new])

    def _with(self, one: _What, olds: Iterable[Thing], news: Iterable[Thing]) -> _What:
        """A change with the instructions that its paragraphs came and went by, in their order."""
        found = {step for thing in news for step in self._made(thing, len(self._origins))}
        found |= {self._went[thing][0] for thing in olds if thing in self._went}
        origins = dict.fromkeys(self._origins[step] for step in sorted(found))
        return msgspec.structs.replace(one, origins=tuple(origins))

    def _made(self, thing: Thing, end: int) -> Iterator[int]:
        """The steps before one by which a paragraph became what it is, the last first."""
        at = max((step for step in self._came.get(thing, ()) if step < end), default=None)
        if at is None:
            return
        yield at
        before = self._places[at].get(thing.place)
        if before is not None:
            yield from self._made(before, at)


def _by_thing(counts: Sequence[Counter[Thing]]) -> Mapping[Thing, list[int]]:
    found: defaultdict[Thing, list[int]] = defaultdict(list)
    for step, things_of in enumerate(counts):
        for thing in things_of:
            found[thing].append(step)
    return dict(found)


def _state(state: State) -> Thing:
    heading = state.heading or ""
    return Thing(state.section, _PARAGRAPH, state.designation, state.path, heading, state.text)


def origin_of(one: Instruction) -> Origin:
    """An instruction as where a change comes from."""
    effective = one.effective.isoformat() if one.effective else None
    return Origin(one.document, f"{one.place}. {one.words}", effective)
