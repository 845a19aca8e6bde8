"""eIds: the names of a document's parts (Akoma Ntoso Naming Convention 1.0, 5.4).

They follow from the edition alone, so that the same place has the same name in every file.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.model import Edition, Paragraph, Section

# The standard's own names of levels below a section, and their short forms in an eId (the
# convention's 5.4.2); the CFR calls all of them paragraphs.
_LEVELS = (
    ("paragraph", "para"),
    ("subparagraph", "subpara"),
    ("clause", "cl"),
    ("subclause", "subcl"),
    ("point", "point"),
    ("indent", "indent"),
)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+", re.ASCII)


class SectionNames(msgspec.Struct, frozen=True):
    """The eIds of a section and of its parts; `paragraphs` are in the order of print."""

    section: str
    num: str
    heading: str
    paragraphs: tuple[str, ...]
    source_note: str


class Names(msgspec.Struct, frozen=True):
    """The eIds of an edition, in the order of its sections and blocks."""

    sections: tuple[SectionNames, ...]
    blocks: tuple[str, ...]


def names_of(edition: Edition) -> Names:
    """The eIds of an edition; what stands twice under one designation gets a number behind.

    What says more of the file than of the edition has the empty name.
    """
    given = _Given()
    return Names(
        tuple(_section(section, given) for section in edition.sections),
        tuple(
            "" if block.kind in OF_THE_FILE else given.counted("", "hcontainer")
            for block in edition.blocks
        ),
    )


def level(depth: int) -> tuple[str, str]:
    """The element of a paragraph so many levels below the first, and its short form."""
    return _LEVELS[min(depth, len(_LEVELS) - 1)]


def in_names(word: str) -> str:
    """A word of the file as part of a name."""
    return _NOT_IN_NAMES.sub("-", word)


class _Given:
    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._given: set[str] = set()

    def numbered(self, above: str, kind: str, number: str) -> str:
        """``sec_163.12__para_b``; ``sec_163.12__para_b-2`` the second time."""
        first = name = _below(above, f"{kind}_{in_names(number)}")
        while name in self._given:
            self._times[first] += 1
            name = f"{first}-{self._times[first] + 1}"
        self._given.add(name)
        return name

    def counted(self, above: str, kind: str) -> str:
        """``sec_163.12__hcontainer_1``: what print does not number is counted."""
        name = _below(above, kind)
        self._times[name] += 1
        return f"{name}_{self._times[name]}"


def _below(above: str, own: str) -> str:
    return f"{above}__{own}" if above else own


def _section(section: Section, given: _Given) -> SectionNames:
    name = given.numbered("", "sec", section.number or "unnumbered")
    paragraphs: list[str] = []
    for paragraph in section.paragraphs:
        _paragraph(paragraph, name, name, given, paragraphs)
    note = given.counted(name, "hcontainer") if section.source_note else ""
    return SectionNames(name, f"{name}__num", f"{name}__heading", tuple(paragraphs), note)


def _paragraph(
    paragraph: Paragraph, section: str, above: str, given: _Given, found: list[str]
) -> None:
    if paragraph.designation and paragraph.path:
        # By its whole path: what it stands under may not be in the file.
        *over, last = paragraph.path
        home = section
        for depth, label in enumerate(over):
            home = _below(home, f"{level(depth)[1]}_{in_names(label)}")
        name = given.numbered(home, level(len(over))[1], last)
    else:
        name = given.counted(above, "hcontainer")
    found.append(name)
    for child in paragraph.children:
        _paragraph(child, section, name, given, found)
