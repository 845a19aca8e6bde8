"""Where a printed paragraph begins in plain text, by all that its layout shows, weighed together.

Dumps, typists and tools lay one text out in many ways: a blank line between paragraphs, an indent
of the first line, lines that end where the next word had room, one line a paragraph, every element
indented by its depth. No file says which it uses, and most use several. Two kinds of lines are
known without the layout: one that opens with a label or a section sign behind a finished text
most likely begins a paragraph, one that opens in lower case goes on. How often each trait of the
layout stands at the one and at the other is its weight as evidence (naive Bayes).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff import late
from cfrdiff.cites import LABEL_LIKE, SLIPPED_LABEL, is_cut_number
from cfrdiff.language.abbreviations import ends_in_leading_abbreviation
from cfrdiff.sources.decoding import RawLine

# ---- measures ---------------------------------------------------------------------------------

# The margin is where at least one line in so many begins, the leftmost such place.
_COMMON = 20
# A smaller difference of two lines' first columns is no indent.
_STEP = 2
# Of the lines that surely go on one in so many may end early, for a page or a table.
_ENDS_EARLY_ONE_IN = 200
# From so many lines that surely go on, how full lines are is known.
_FEWEST_FULL_LINES = 2
# Natural-log odds from which on a line begins a paragraph, and under which it does not; between
# them the sequence of designations decides.
_BEGINS = 2.5
_GOES_ON = -2.5
# What a finished text before a line, and one that is not, say of it: one wrapped line in ten ends
# with a sentence, and one paragraph in ten, a heading, without a stop.
_FINISHED = math.log(0.9 / 0.1)
_UNFINISHED = math.log(0.1 / 0.9)
# Where no more than one line in so many goes on, lines are paragraphs, and what ends without a stop
# is a heading or an entry.
_FEW_ONE_IN = 20
# Blank lines part paragraphs where so many of those that are known have one before them.
_MOST = 0.8
# Where none is known, one blank line for so many lines of text will do.
_LINES_A_BLANK = 40
# So many lines with the traits of all lines are added to those known, so that few decide little; of
# these such a share has every value, so that one never seen where many lines begin speaks too.
_SMOOTHING = 1.0
_UNSEEN = 0.05
# Where no line surely goes on, one that is laid out as none that begins may yet begin.
_WITHOUT_CONTRAST = -1.5

_FIRST_WORD = late.compile(r"(?:§+ *)?\S+")
_DESIGNATED = late.compile(
    rf"(?:(?:{LABEL_LIKE}|{SLIPPED_LABEL})+|(?:§+ ?|Sec\. )\d\S*\s) ?[“\"A-Z\[]"
)
_LIKELY_BEGINS = late.compile(rf"(?:{LABEL_LIKE}|{SLIPPED_LABEL}|§|Sec\. \d|\[\d)")
_CLOSED = late.compile(r"[.;:!?—\]][”’\")]*+(?: (?:and|or),?)?$|--$")

# "Effective Date Statement", "PART 10—PRESIDENTIAL PAPERS", "Subpart B—Citations of Authority".
_HEADING = late.compile(
    r"(?:(?:[A-Z0-9§]\S*|[a-z]{1,4}|[—–&-])\s+)*[A-Z]\S*[^\s,;]"
    r"|(?:PART|S(?:ubpart|UBPART)|(?:SUB)?CHAPTER|Title) \w+ ?[—–-]\S.*[^\s,;]"
)


class _Row(msgspec.Struct, frozen=True, gc=False):
    """A line that holds text: what the layout shows of it and of the line before.

    `indents` are how it stands to the line before (-1, 0, 1) and whether at the margin; `reach` is
    the column that the line before would have ended in with this one's first word. `is_cut` says
    that it goes on with a section's number.
    """

    number: int
    text: str
    blank: bool
    indents: tuple[int, bool]
    length_before: int
    reach: int
    closed: bool
    is_cut: bool

    @property
    def goes_on(self) -> bool:
        return self.text[:1].islower()

    @property
    def likely_begins(self) -> bool:
        return self.closed and bool(_LIKELY_BEGINS.match(self.text))


def beginnings(raws: Sequence[RawLine]) -> list[bool | None]:
    """For each line whether a printed paragraph begins there; None where the layout does not show
    it, and for lines without text.
    """
    opening: list[bool | None] = [None] * len(raws)
    rows = _rows(raws)
    if not rows:
        return opening
    layout = _Layout(rows[1:])
    opening[rows[0].number] = True
    for row in rows[1:]:
        opening[row.number] = layout.opens(row)
    return opening


def _rows(raws: Sequence[RawLine]) -> list[_Row]:
    filled = [i for i, raw in enumerate(raws) if raw.text.strip()]
    indents = [_indent(raws[i].text) for i in filled]
    margin = _margin(indents)
    rows: list[_Row] = []
    before, last, indent_before = "", -1, 0
    for i, indent in zip(filled, indents, strict=True):
        text = raws[i].text.strip()
        step = indent - indent_before
        rows.append(
            _Row(
                number=i,
                text=text,
                blank=i > last + 1,
                indents=(
                    0 if abs(step) < _STEP else (1 if step > 0 else -1),
                    indent - margin < _STEP,
                ),
                length_before=len(before),
                reach=len(before) + 1 + _first_word_length(text),
                closed=_is_closed(before),
                is_cut=before.endswith("§") or is_cut_number(before, text),
            )
        )
        before, last, indent_before = raws[i].text.rstrip(), i, indent
    return rows


def _first_word_length(text: str) -> int:
    """Characters of the first word; typists leave a section sign and its number on one line."""
    match = _FIRST_WORD.match(text)
    return match.end() if match else len(text)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _margin(indents: Sequence[int]) -> int:
    counts = Counter(indents)
    return min((n for n, count in counts.items() if count * _COMMON >= len(indents)), default=0)


def _is_closed(text: str) -> bool:
    """Whether a line ends as a sentence or an item of a list does, or is all of a heading."""
    if _CLOSED.search(text):
        return not ends_in_leading_abbreviation(text)
    return bool(_HEADING.fullmatch(text.strip()))


class _Layout:
    """What each trait of the layout weighs in one file, as evidence that a paragraph begins."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        begin = [row for row in rows if row.likely_begins and not row.goes_on]
        go_on = [row for row in rows if row.goes_on]
        self._prior = math.log((len(begin) + 1) / (len(go_on) + 2))
        longest = max(row.length_before for row in rows) if rows else 0
        self._unfinished = _UNFINISHED if len(go_on) * _FEW_ONE_IN >= len(rows) else 0.0
        self._room = _room(longest, (row for row in go_on if not row.blank))
        self._blank = _Trait([row.blank for row in begin], [row.blank for row in go_on])
        self._indents = _Trait([row.indents for row in begin], [row.indents for row in go_on])
        self._early = _Trait(
            [self._ends_early(row) for row in begin], [self._ends_early(row) for row in go_on]
        )
        self._blanks_part = _blanks_part(rows, begin)

    def opens(self, row: _Row) -> bool | None:
        """Whether a paragraph begins at a line, None where the layout does not show it."""
        if row.is_cut:
            return False
        if row.blank and self._blanks_part:
            return True
        weight = self._weight(row)
        if row.goes_on:
            return False if weight < 0 else None
        if weight >= _BEGINS:
            return True
        if weight < _GOES_ON and not self._may_be_designated(row):
            return False
        return None

    def _may_be_designated(self, row: _Row) -> bool:
        """Whether a line that seems to go on could be a section or a designated paragraph all the
        same: what comes before may have lost its stop, or fill its last line. One that is set in
        may begin in lower case.
        """
        if self._blanks_part:
            return False
        is_set_in = not row.indents[1] and bool(_LIKELY_BEGINS.match(row.text))
        return is_set_in or bool(_DESIGNATED.match(row.text))

    def _weight(self, row: _Row) -> float:
        return (
            self._prior
            + (_FINISHED if row.closed else self._unfinished)
            + self._blank.weight(row.blank)
            + self._indents.weight(row.indents)
            + self._early.weight(self._ends_early(row))
        )

    def _ends_early(self, row: _Row) -> bool:
        """Whether the line before ends although this one's first word had room in it."""
        return self._room is not None and row.reach < self._room


def _blanks_part(rows: Sequence[_Row], begin: Sequence[_Row]) -> bool:
    """Whether blank lines part paragraphs, by the lines that most likely begin one; where there is
    none, by how many blank lines there are.
    """
    if begin:
        return sum(row.blank for row in begin) >= _MOST * len(begin)
    return sum(row.blank for row in rows) * _LINES_A_BLANK >= len(rows)


def _room(longest: int, go_on: Iterable[_Row]) -> int | None:
    """The column that a line and the next one's first word pass before print breaks it, None where
    too few lines show it.

    That is the width of the longest line; less where lines are not as wide as they have characters.
    """
    reaches = sorted(row.reach for row in go_on)
    if len(reaches) < _FEWEST_FULL_LINES:
        return None
    return min(longest + 1, reaches[len(reaches) // _ENDS_EARLY_ONE_IN])


class _Trait:
    """How often a trait has each of its values where paragraphs begin and where they go on."""

    def __init__(self, begin: Sequence[object], go_on: Sequence[object]) -> None:
        self._begin, self._go_on = Counter(begin), Counter(go_on)
        self._all = self._begin + self._go_on

    def weight(self, value: object) -> float:
        """The logarithm of the odds that a value of the trait gives."""
        odds = math.log(self._share(self._begin, value) / self._share(self._go_on, value))
        return odds if self._go_on else max(odds, _WITHOUT_CONTRAST)

    def _share(self, counts: Counter[object], value: object) -> float:
        """The share of a value among some lines, evened out by its share among all."""
        seen = self._all[value] / self._all.total() if self._all else 0.0
        of_all = (1 - _UNSEEN) * seen + _UNSEEN
        return (counts[value] + _SMOOTHING * of_all) / (counts.total() + _SMOOTHING)
