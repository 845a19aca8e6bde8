"""How instructions name what stands between paragraphs: tables, notes, headings, appendices.

The blocks from one section to the next belong to *homes*: the section itself, an appendix, a part
or a subpart, or the center heading before the next section. A home is made of *units*: a table
(its rows), a note with its label, a footnote, a paragraph of an appendix. Both are named as the
Document Drafting Handbook does ("the authority citation for part 163", "appendix A to part 163",
"table 1"), by their place in order where they bear no name ("the second table").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.cites import LABEL, kinds, part_of
from cfrdiff.model import Block

HomeKind = Literal["section", "appendix", "division", "center"]

# What a block of a kind is called. Others are called by their kind.
_NOUNS = {
    "appendix": "paragraph",
    "authority": "authority citation",
    "source": "source citation",
    "heading": "undesignated heading",
    "section-heading": "undesignated heading",
    "part-heading": "part heading",
    "subpart-heading": "subpart heading",
    "chapter-heading": "chapter heading",
    "title-heading": "title heading",
    "effective-date-note": "effective date note",
}
# The longest first: a footnote is no note.
NOUNS = (
    *dict.fromkeys(_NOUNS.values()), "footnote", "table", "note", "extract", "formula", "figure",
)  # fmt: skip
_KINDS = {noun: kind for kind, noun in reversed(_NOUNS.items())}
_DIVISION_WORDS = {
    "part": "part-heading",
    "subpart": "subpart-heading",
    "chapter": "chapter-heading",
    "subchapter": "chapter-heading",
}
_DIVISIONS = frozenset(("part-heading", "subpart-heading", "chapter-heading", "title-heading"))
_CENTER = frozenset(("heading", "section-heading"))
# Of these kinds each block is one by itself; of others, those that stand together are one.
_SINGLE = frozenset(("appendix", "footnote", "subpart-heading"))

_HEAD = re.compile(r"(?P<name>[^—–:\[]{1,80}?)\s*(?:—|–(?!\d)|:| - |\[|\.?$)")
_APPENDIX = re.compile(r"(?:appendi(?:x|ces)|supplement|exhibit|attachment|schedule|annex)\b", re.I)
# Words of a division's name that stand in lower case in a sentence.
_COMMON = re.compile(
    r"\b(?:title|chapter|subchapter|part|parts|subpart|appendix|appendices|supplement|exhibit|"
    r"attachment|schedule|annex|to|of|and|no)\b",
    re.IGNORECASE,
)
_NOTE_LABEL = re.compile(r"(?P<label>[A-Z][\w ()§.,/–-]{0,60}):$")
_NAMED_TABLE = re.compile(r"(?P<name>table \w+(?:[.–-]\w+)*)\b", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z ]+")
_LABELLED = re.compile(LABEL)
_MARK = re.compile(r"(?P<mark>\w{1,3}|[*†‡§]{1,3}) ")


class Unit(msgspec.Struct, frozen=True):
    """A table, a note, a paragraph of an appendix: its noun, and the indices of its blocks.

    `label` is the name it bears itself, where it bears one ("table 1", "the editorial note").
    """

    noun: str
    label: str | None
    blocks: tuple[int, ...]

    @property
    def kind(self) -> str:
        """What one that is added is called: "table", "editorial note"."""
        name = (self.label or "").removeprefix("the ")
        return name if self.noun == "note" and _PLAIN.fullmatch(name) else self.noun


class Home(msgspec.Struct, frozen=True):
    """What blocks belong to: its kind, the phrase that names it, and its units."""

    kind: HomeKind
    phrase: str
    units: tuple[Unit, ...]

    @property
    def whole(self) -> str:
        """What it is called where all of it is meant: of a part not its sections."""
        if self.kind != "division":
            return self.phrase
        return f"the heading{'' if len(self.units) == 1 else ' and citations'} of {self.phrase}"

    @property
    def blocks(self) -> list[int]:
        """The indices of its blocks, in the order of print."""
        return [k for unit in self.units for k in unit.blocks]

    def names(self) -> list[str]:
        """What each unit is called; no two are called alike."""
        labels = Counter(unit.label for unit in self.units)
        nouns = Counter(unit.noun for unit in self.units)
        seen: Counter[str] = Counter()
        found: list[str] = []
        for unit in self.units:
            seen[unit.noun] += 1
            if unit.label is not None and labels[unit.label] == 1:
                found.append(unit.label)
            elif nouns[unit.noun] == 1:
                found.append(f"the {unit.noun}")
            else:
                found.append(f"the {_ordinal(seen[unit.noun])} {unit.noun}")
        return found


_FIRST_NINE = "first second third fourth fifth sixth seventh eighth ninth".split()


def _ordinal(number: int) -> str:
    """``second``, and from ten on ``21st`` (GPO Style Manual, 12.9)."""
    if number <= len(_FIRST_NINE):
        return _FIRST_NINE[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def kind_called(noun: str | None, home: str) -> str:
    """The kind of block that a noun names; without one, the kind most blocks of a home have."""
    if noun is not None:
        return _KINDS.get(noun, noun)
    for word, kind in _DIVISION_WORDS.items():
        if home.startswith(f"{word} "):
            return kind
    return "heading" if home.startswith("the undesignated") else "appendix"


def is_of_the_file(block: Block) -> bool:
    """Whether a block says more of the file than of the edition, as a contents list does."""
    return block.kind in OF_THE_FILE


def between(before: str | None, after: str | None) -> str:
    """What all is called that stands between two sections, None at an end of the edition."""
    if before is None:
        return f"all matter before § {after}"
    return f"all matter after § {before}" + (f" and before § {after}" if after else "")


def beside(name: str, before: str | None, after: str | None) -> str:
    """A home's name with the section that it follows, where others are called alike."""
    return f"{name} (after § {before})" if before else f"{name} (before § {after})"


def center_heading(following: str) -> str:
    """What a center heading is called, by the section that follows."""
    return f"the undesignated center heading preceding § {following}"


def homes_of(blocks: Sequence[Block], before: str | None, after: str | None) -> list[Home]:
    """The homes of the blocks that stand between two sections, the section's own first.

    `before` and `after` are the numbers of the sections, None at an end of the edition.
    """
    held = [k for k, block in enumerate(blocks) if not is_of_the_file(block)]
    end = len(held)
    while after and end and blocks[held[end - 1]].kind in _CENTER:
        end -= 1
    own = f"§ {before}" if before else f"the matter before § {after}"
    starts = [0, *_openings(blocks, held[:end]), end]
    homes = [Home("section", own, _units(blocks, held[: starts[1]]))]
    part = part_of(before) if before else ""
    for start, stop in pairwise(starts[1:]):
        opening = blocks[held[start]]
        kind: HomeKind = "appendix" if opening.kind == "appendix" else "division"
        name = _name(opening.text)
        if name.startswith("appendix to "):
            name = f"the {name}"
        if opening.kind == "part-heading":
            part = name.removeprefix("part ")
        if opening.kind == "subpart-heading" and part:
            name = f"{name} of part {part}"
        homes.append(Home(kind, name, _headed(blocks, held[start:stop])))
    if end < len(held):
        homes.append(Home("center", center_heading(after or ""), _units(blocks, held[end:])))
    return homes


def _openings(blocks: Sequence[Block], held: Sequence[int]) -> Iterator[int]:
    """Where homes begin."""
    listed = _listed(blocks, held)
    for at, k in enumerate(held):
        block = blocks[k]
        is_division = block.kind in _DIVISIONS and at not in listed
        if is_division or (block.kind == "appendix" and _opens_appendix(block.text)):
            yield at


def _listed(blocks: Sequence[Block], held: Sequence[int]) -> set[int]:
    """Where headings of subparts stand in the contents list of their part: several of different
    names between its heading and its authority, and what comes again.
    """
    last = {_name(blocks[k].text): at for at, k in enumerate(held)}
    listed: set[int] = set()
    part: dict[str, int] | None = None
    for at, k in enumerate(held):
        block = blocks[k]
        if block.kind == "part-heading":
            part = {}
        elif block.kind == "authority" and part is not None:
            listed.update(part.values() if len(part) > 1 else ())
            part = None
        elif block.kind == "subpart-heading":
            name = _name(block.text)
            if last[name] != at:
                listed.add(at)
            if part is not None:
                part.setdefault(name, at)
    return listed


def _opens_appendix(text: str) -> bool:
    return _APPENDIX.match(text) is not None and _HEAD.match(text) is not None


def _name(heading: str) -> str:
    """``part 306`` of "PART 306—AUTOMOTIVE FUEL RATINGS"."""
    found = _HEAD.match(heading)
    name = found["name"] if found else heading[:80]
    return _COMMON.sub(lambda match: match.group().lower(), " ".join(name.split()))


def _headed(blocks: Sequence[Block], held: Sequence[int]) -> tuple[Unit, ...]:
    return (Unit("heading", None, (held[0],)), *_units(blocks, held[1:]))


def _units(blocks: Sequence[Block], held: Sequence[int]) -> tuple[Unit, ...]:
    groups: list[list[int]] = []
    for k in held:
        if groups and _goes_on(blocks[groups[-1][-1]], blocks[k]):
            groups[-1].append(k)
        else:
            groups.append([k])
    return tuple(_unit(blocks, group) for group in groups)


def _goes_on(last: Block, block: Block) -> bool:
    """Whether a block belongs to the same unit as the one before it."""
    if block.kind != last.kind:
        return False
    if block.kind == "note":
        return not _NOTE_LABEL.match(block.text) and not block.text.startswith("[")
    if block.kind == "table" and _NAMED_TABLE.match(block.text):
        return False
    return block.kind not in _SINGLE


def _unit(blocks: Sequence[Block], group: Sequence[int]) -> Unit:
    first = blocks[group[0]]
    noun = _NOUNS.get(first.kind, first.kind.replace("-", " "))
    return Unit(noun, _label(first), tuple(group))


def _label(block: Block) -> str | None:
    """The name that a unit bears itself."""
    if block.kind == "note":
        label = _NOTE_LABEL.match(block.text)
        named = label is not None and "note" in label["label"].lower()
        return f"the {_lowered(label['label'])}" if label and named else None
    if block.kind == "table":
        table = _NAMED_TABLE.match(block.text)
        return _lowered(table["name"]) if table else None
    if block.kind == "footnote":
        mark = _MARK.match(block.text)
        return f"footnote {mark['mark']}" if mark else None
    return _paragraph(block.text) if block.kind == "appendix" else None


def _paragraph(text: str) -> str | None:
    """``paragraph (a)`` or ``paragraph 1`` of an appendix, by the label it begins with."""
    label = _LABELLED.match(text)
    if label:
        return f"paragraph {label.group()}"
    token = text.partition(" ")[0]
    bare = token.removesuffix(".")
    return f"paragraph {bare}" if token.endswith(".") and (bare and kinds(bare)) else None


def _lowered(name: str) -> str:
    """A name within a sentence: "Note to paragraph (b)" → "note to paragraph (b)"."""
    words = name.split(" ")
    return " ".join(
        word.lower() if word.isalpha() and len(word) > 1 and (k == 0 or word.istitle()) else word
        for k, word in enumerate(words)
    )


def entry_of(text: str) -> str | None:
    """What names a row of a table: its first cell."""
    first = text.partition(" | ")[0].strip()
    return first if first and not re.search('[“”"\n]', first) else None
