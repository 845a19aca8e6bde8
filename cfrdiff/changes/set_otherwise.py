"""Words that one edition sets as a paragraph and the other as an extract.

Examples and the text of labels are printed as extracts one year and as paragraphs the next. Both
sides stay listed where they stand, so that the change set can be applied, and each names the other.
Under the same paragraph of one section they weigh no more than another setting of the same words;
elsewhere they weigh what they did, as what has no designation means what it does where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cfrdiff.changes.counterparts import words_alone
from cfrdiff.changes.model import BlockChange, Change, State
from cfrdiff.changes.significance import weight_of_setting
from cfrdiff.changes.thresholds import MOVED_WORDS
from cfrdiff.cites import part_of
from cfrdiff.model import Edition

# The code for review.
SET_OTHERWISE = "set-otherwise"
_ALONE = frozenset(("added", "removed"))


class _Text(msgspec.Struct, frozen=True):
    """A text that only one edition has in a setting: which of the changes it is, its words without
    marks, how many they are, its section by the newer number, and the designation that it stands
    under there, None where that is not known.
    """

    change: int
    words: str
    length: int
    section: str | None
    under: str | None

    def is_at(self, other: _Text) -> bool:
        """Whether both stand under one paragraph."""
        return self.section == other.section and self.under == other.under is not None


def with_set_otherwise(
    changes: Sequence[Change],
    blocks: Sequence[BlockChange],
    editions: tuple[Edition, Edition],
    renumbered: Mapping[str | None, str | None],
) -> tuple[list[Change], list[BlockChange]]:
    """The changes, those that are one text set otherwise naming each other; `renumbered` gives the
    newer number of sections that have another.
    """
    told, others = list(changes), list(blocks)
    if not any(one.block == "extract" and one.kind in _ALONE for one in blocks):
        return told, others
    olds, news = _Under(editions[0], renumbered), _Under(editions[1], {})
    for kind, opposite, (here, there) in (
        ("removed", "added", (olds, news)),
        ("added", "removed", (news, olds)),
    ):
        paragraphs = [
            _text_of(k, one.states[0], here) for k, one in enumerate(told) if one.kind == kind
        ]
        extracts = [
            _text_of_block(m, one, there)
            for m, one in enumerate(others)
            if one.block == "extract" and one.kind == opposite
        ]
        for one, other in _pairs(paragraphs, extracts):
            paragraph, extract = told[one.change], others[other.change]
            is_home = one.is_at(other)
            told[one.change] = _named(paragraph, f"extract in § {extract.section}", is_home)
            others[other.change] = _named_block(
                extract, f"paragraph in {paragraph.states[0].cite}", is_home
            )
    return told, others


class _Under:
    """The designations that what stands between the paragraphs of an edition stands under."""

    def __init__(self, edition: Edition, numbers: Mapping[str | None, str | None]) -> None:
        self.blocks = edition.blocks
        self._numbers = numbers
        self._rows: dict[str | None, list[str]] = {}
        self._first: dict[int, int] = {}
        count = 0
        for index, section in enumerate(edition.sections):
            self._first[index] = count
            row = [one.designation for one in section.walk()]
            self._rows.setdefault(section.number, row)
            count += len(row)

    def newer(self, section: str | None) -> str | None:
        """The newer number of a section."""
        return self._numbers.get(section, section)

    def at(self, section: str | None, behind: int | None) -> str | None:
        """The last designation among so many paragraphs of a section."""
        if behind is None or section not in self._rows:
            return None
        return next((one for one in reversed(self._rows[section][:behind]) if one), "")

    def of(self, state: State) -> str | None:
        """The last designation before a paragraph that has none."""
        behind = state.index - self._first[state.section_index]
        return None if state.designation else self.at(state.section, behind)


def _text_of(change: int, state: State, under: _Under) -> _Text:
    # An extract has "Example." before its words where a paragraph has it as a heading.
    text = f"{state.heading or ''} {state.text}"
    section = under.newer(state.section)
    return _Text(change, words_alone(text), len(text.split()), section, under.of(state))


def _text_of_block(change: int, one: BlockChange, under: _Under) -> _Text:
    text, place = one.before or one.after or "", one.place_before or one.place_after
    assert place is not None, "an extract stands in an edition"
    block = under.blocks[place[1]]
    home = under.at(block.after, block.behind)
    length = len(text.split())
    return _Text(change, words_alone(text), length, under.newer(block.after), home)


def _pairs(paragraphs: Sequence[_Text], extracts: Sequence[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """A paragraph and an extract with the same words: of one section first, then
    of one part if they are too many for chance; in the order of print.
    """
    waiting: dict[str, list[_Text]] = defaultdict(list)
    for one in extracts:
        if one.words:
            waiting[one.words].append(one)
    left = [one for one in paragraphs if one.words in waiting]
    for may_be in (_are_in_one_section, _are_in_one_part):
        rest: list[_Text] = []
        for one in left:
            other = next((o for o in waiting[one.words] if may_be(one, o)), None)
            if other is None:
                rest.append(one)
            else:
                waiting[one.words].remove(other)
                yield one, other
        left = rest


def _are_in_one_section(one: _Text, other: _Text) -> bool:
    return one.section == other.section


def _are_in_one_part(one: _Text, other: _Text) -> bool:
    is_long = one.length >= MOVED_WORDS
    return is_long and part_of(one.section or "") == part_of(other.section or "")


def _named(change: Change, where: str, is_home: bool) -> Change:
    weight, reasons = weight_of_setting() if is_home else (change.significance, change.reasons)
    return msgspec.structs.replace(
        change,
        significance=weight,
        reasons=(*reasons, where),
        review=(*change.review, SET_OTHERWISE),
    )


def _named_block(block: BlockChange, where: str, is_home: bool) -> BlockChange:
    weight, reasons = weight_of_setting() if is_home else (block.significance, block.reasons)
    return msgspec.structs.replace(block, significance=weight, reasons=(*reasons, where))
