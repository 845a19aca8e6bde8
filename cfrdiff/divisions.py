"""The divisions of an edition: titles down to subject groups, each with what stands in it.

They follow from the headings among the blocks and the sections between them, whatever the file
was: a part, a volume and a title are one thing of the same kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from cfrdiff.cites.divisions import (
    DIVISION_KINDS,
    DivisionCite,
    DivisionKind,
    appendix_in_heading,
    division_in_heading,
    same_name,
)

_HEADINGS = frozenset(
    ("title-heading", "chapter-heading", "part-heading", "subpart-heading", "heading")
)
_NOTES = frozenset(("note", "effective-date-note"))
_OWN = _NOTES | {"authority", "source"}


class _Evidence(Protocol):
    @property
    def page(self) -> int | None: ...
    @property
    def line(self) -> int: ...
    @property
    def start(self) -> int: ...


class _Block(Protocol):
    @property
    def evidence(self) -> Sequence[_Evidence]: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def after(self) -> str | None: ...
    @property
    def behind(self) -> int | None: ...
    @property
    def level(self) -> int | None: ...


class _Section(Protocol):
    @property
    def number(self) -> str | None: ...
    @property
    def evidence(self) -> Sequence[_Evidence]: ...
    @property
    def paragraphs(self) -> Sequence[object]: ...
    def walk(self) -> Iterator[object]: ...


class Division(msgspec.Struct, frozen=True):
    """A division: its heading, authority citation, source citation and notes; the sections and
    appendices right below it, and the divisions below it. `number` is a subject group's heading.
    """

    kind: DivisionKind
    number: str
    heading: str
    authority: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    appendices: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()

    def walk(self) -> Iterator[Division]:
        """This division and all below it, in the order of print."""
        yield self
        for division in self.divisions:
            yield from division.walk()

    def all_sections(self) -> Iterator[str]:
        """The numbers of the sections in it, also of those in divisions below."""
        for division in self.walk():
            yield from division.sections


class _Open:
    """A division that grows while its file is gone through."""

    def __init__(self, kind: DivisionKind, number: str, heading: str) -> None:
        self.kind: DivisionKind = kind
        self.number, self.heading = number, heading
        self.own: list[tuple[str, str]] = []  # kinds and texts of its notes, in order
        self.sections: list[str] = []
        self.appendices: list[str] = []
        self.divisions: list[_Open] = []
        self.is_begun = False  # something stands below it, which later notes belong to

    @property
    def rank(self) -> int:
        return DIVISION_KINDS.index(self.kind)

    def closed(self) -> Division:
        return Division(
            kind=self.kind,
            number=self.number,
            heading=self.heading,
            authority=self._joined("authority"),
            source=self._joined("source"),
            notes=tuple(self._notes()),
            sections=tuple(self.sections),
            appendices=tuple(self.appendices),
            divisions=tuple(one.closed() for one in self.divisions),
        )

    def _joined(self, kind: str) -> str | None:
        return " ".join(text for own, text in self.own if own == kind) or None

    def _notes(self) -> Iterator[str]:
        """The notes, each with its label, which is a block by itself in XML."""
        note = ""
        for kind, text in self.own:
            if kind not in _NOTES:
                continue
            if note and not note.endswith(":"):
                yield note
                note = ""
            note = f"{note} {text}".strip()
        if note:
            yield note


def divisions_of(sections: Sequence[_Section], blocks: Sequence[_Block]) -> tuple[Division, ...]:
    """The divisions that the headings of an edition make, the outermost in order of print.

    What stands before the first heading, or in a file without any, is in no division.
    """
    top: list[_Open] = []
    stack: list[_Open] = []
    for one in _in_order(sections, blocks):
        if isinstance(one, str):
            if stack:
                stack[-1].sections.append(one)
                stack[-1].is_begun = True
            continue
        block, is_inside = one
        headed = None if is_inside else _headed(block)
        if headed is not None:
            begun = _Open(*headed, " ".join(block.text.split()))
            while stack and stack[-1].rank >= begun.rank:
                stack.pop()
            (stack[-1].divisions if stack else top).append(begun)
            if stack:
                stack[-1].is_begun = True
            stack.append(begun)
        elif block.kind == "back-matter":
            stack.clear()  # finding aids, and what is reprinted among them
        elif stack:
            _add(stack[-1], block)
    return tuple(one.closed() for one in top)


def find_divisions(divisions: Sequence[Division], cite: DivisionCite) -> list[Division]:
    """The divisions that a cite names, wherever they stand below the ones it names above them."""
    return [
        row[-1]
        for row in _rows(divisions, ())
        if _is(row[-1], cite.kind, cite.name)
        and all(any(_is(one, *step) for one in row[:-1]) for step in cite.above)
    ]


def _is(division: Division, kind: DivisionKind, name: str) -> bool:
    return division.kind == kind and same_name(division.number, name)


def _rows(
    divisions: Sequence[Division], above: tuple[Division, ...]
) -> Iterator[tuple[Division, ...]]:
    """Every division with those that it stands in, the outermost first."""
    for division in divisions:
        row = (*above, division)
        yield row
        yield from _rows(division.divisions, row)


def _add(division: _Open, block: _Block) -> None:
    """Take a block that heads nothing for what it is of a division."""
    name = appendix_in_heading(block.text) if block.kind == "appendix" else None
    heads = block.level == 0 or (block.level is None and not block.text.endswith("."))
    if name is not None and heads:
        division.appendices.append(" ".join(block.text.split()))
        division.is_begun = True
    elif block.kind in _OWN and not division.is_begun:
        division.own.append((block.kind, block.text))


def _headed(block: _Block) -> tuple[DivisionKind, str] | None:
    """The kind and the name of the division that a block heads, None where it heads none."""
    if block.kind not in _HEADINGS:
        return None
    named = division_in_heading(block.text)
    if named is None and block.kind == "heading" and block.level is None:
        return "subject-group", " ".join(block.text.split())
    return named


def _in_order(
    sections: Sequence[_Section], blocks: Sequence[_Block]
) -> Iterator[str | tuple[_Block, bool]]:
    """The sections' numbers and the blocks as print has them; of a block, whether it stands
    inside a section.
    """
    places: dict[str | None, int] = {one.number: i for i, one in enumerate(sections)}
    places[None] = -1
    starts = [_start(one) for one in sections]
    lengths: dict[str | None, int] = {}
    done = 0
    for block in blocks:
        place = places.get(block.after)
        if place is None:  # an edition that some sections were picked of
            place = bisect_right(starts, _start(block)) - 1
        while done <= _last_with(sections, place):
            number = sections[done].number
            done += 1
            if number is not None:
                yield number
        is_inside = False
        if block.kind == "heading" and block.behind is not None and place >= 0:
            if block.after not in lengths:
                lengths[block.after] = sum(1 for _ in sections[place].walk())
            is_inside = block.behind < lengths[block.after]
        yield block, is_inside
    yield from (one.number for one in sections[done:] if one.number is not None)


def _start(one: _Block | _Section) -> tuple[int, int, int]:
    """Where a block or the heading of a section stands in its file."""
    if not one.evidence:
        return 0, 0, 0
    first = one.evidence[0]
    return first.page or 0, first.line, first.start


def _last_with(sections: Sequence[_Section], place: int) -> int:
    """The place of the last section that one heading names, as it does several reserved ones."""
    while (
        0 <= place < len(sections) - 1
        and sections[place].evidence
        and sections[place].evidence == sections[place + 1].evidence
    ):
        place += 1
    return place
