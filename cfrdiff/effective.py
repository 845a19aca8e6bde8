"""Effective date notes of an edition: what each says will change, when, and what it sets forth.

Print has them where an amendment was published and is not in force on the edition's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from cfrdiff.cites import SECTION_NUMBER, Cite, Range, parse_cites, part_of, section_key
from cfrdiff.cites.divisions import ADDED_PART
from cfrdiff.language.dates import month_date_at

_KIND = "effective-date-note"
_LABEL = re.compile(r"Effective Date Notes?:?", re.IGNORECASE)
_EFFECTIVE = re.compile(r"\beffective(?: date)?,? (?=[A-Z])")
_SETS_FORTH = re.compile(r"\bset forth (?:as follows|below)\b")
_MORE = rf"(?:,? (?:and|through|to) |, )§* ?{SECTION_NUMBER}"
_ADDED = re.compile(rf"(?<!§)(§++ ?{SECTION_NUMBER}(?:{_MORE})*) (?:was|were|is|are) added\b")
_NAMED = re.compile(rf"(?<!§)§++ ?{SECTION_NUMBER}(?:{_MORE})*")

# The first and the last section of each range that was added, and the parts.
Added = tuple[tuple[tuple[str, str], ...], frozenset[str]]


class _Block(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def after(self) -> str | None: ...


class EffectiveNote(msgspec.Struct, frozen=True):
    """An effective date note: the section it stands behind, the ISO dates from which what it says
    is effective, its words, and the paragraphs that it sets forth. `blocks` are the places of all
    of it among the edition's blocks, from and before.
    """

    after: str | None
    effective: tuple[str, ...]
    text: str
    sets_forth: tuple[str, ...]
    blocks: tuple[int, int]


def effective_notes_of(blocks: Sequence[_Block]) -> tuple[EffectiveNote, ...]:
    """The effective date notes among an edition's blocks, in their order."""
    return tuple(_note(blocks, start, end) for start, end in _stretches(blocks))


def _stretches(blocks: Sequence[_Block]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for i, block in enumerate(blocks):
        is_note = block.kind == _KIND
        begins = is_note and (
            start is None or block.after != blocks[start].after or bool(_LABEL.match(block.text))
        )
        if start is not None and (begins or not is_note):
            yield start, i
            start = None
        if begins:
            start = i
    if start is not None:
        yield start, len(blocks)


def _note(blocks: Sequence[_Block], start: int, end: int) -> EffectiveNote:
    """The note in a stretch of blocks: its own words go as far as what leads to the text."""
    words = [block.text for block in blocks[start:end]]
    leads = (i for i, text in enumerate(words) if _SETS_FORTH.search(text))
    own = next(leads, len(words) - 1) + 1
    text = " ".join(words[:own])
    return EffectiveNote(
        blocks[start].after, tuple(_dates(text)), text, tuple(words[own:]), (start, end)
    )


def _dates(text: str) -> Iterator[str]:
    for match in _EFFECTIVE.finditer(text):
        day = month_date_at(text, match.end())
        if day is not None and day.year and day.month and day.day:
            yield f"{day.year:04}-{day.month:02}-{day.day:02}"


def added_later(note: EffectiveNote, as_of: str | None) -> Added:
    """The sections and the parts that a note says were added with effect after a date.

    What it sets forth itself is in the note, and a section of that number beside it is another.
    """
    if note.sets_forth or as_of is None or not note.effective or min(note.effective) <= as_of:
        return (), frozenset()
    cites = (item for match in _ADDED.finditer(note.text) for item in parse_cites(match[1]))
    parts = frozenset(match[1] for match in ADDED_PART.finditer(note.text))
    return tuple(map(_ends, cites)), parts


def named_sections(said: str) -> Added:
    """The sections that the words of a note name, one by one or by first and last."""
    cites = (item for match in _NAMED.finditer(said) for item in parse_cites(match[0]))
    return tuple(map(_ends, cites)), frozenset()


def _ends(item: Cite | Range) -> tuple[str, str]:
    first, last = (item, item) if isinstance(item, Cite) else (item.first, item.last)
    return first.section or "", last.section or ""


def is_added(number: str, added: Added) -> bool:
    """Whether a section is one that was added, or is of a part that was."""
    sections, parts = added
    key = section_key(number)
    within = any(section_key(first) <= key <= section_key(last) for first, last in sections)
    return within or part_of(number) in parts
