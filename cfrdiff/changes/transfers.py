"""Words that left one paragraph and came into another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import msgspec

from cfrdiff.changes.model import Change, Edit, Span, State, Transfer
from cfrdiff.changes.thresholds import (
    FAR_RUN,
    MOST_PLACES,
    NO_PHRASE,
    RUN,
    SHINGLE,
    TELLING,
)
from cfrdiff.cites import part_of
from cfrdiff.language.mentions import table

_WORD = re.compile(r"\w+")


class _Stretch(msgspec.Struct, frozen=True):
    """Words that went or came: the paragraph, and for each word its place in the text."""

    change: int
    state: State
    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def span(self, start: int, length: int) -> Span:
        """Where so many words stand in the text, from a word on."""
        return self.spans[start][0], self.spans[start + length - 1][1]


def find_transfers(changes: Sequence[Change]) -> tuple[Transfer, ...]:
    """Runs of ten words or more struck in one paragraph and inserted in another, if they say
    something, are no phrase that the older edition repeats, and have left their section.
    """
    found = _all_transfers(changes)
    if not found:
        return ()
    older = " ".join(state.text.lower() for one in changes for state in one.before)
    left = {one.before[0] for one in found if one.before[0] != one.after[0]}
    newer: dict[str | None, str] = defaultdict(str)
    for state in (state for one in changes for state in one.after if state.section in left):
        newer[state.section] += f"{state.text.lower()} "
    return tuple(one for one in found if _is_told(one, older) and not _stays(one, newer))


def _stays(one: Transfer, newer: Mapping[str | None, str]) -> bool:
    """Whether the words of a transfer to another section still stand in their own."""
    return one.before[0] != one.after[0] and one.text.lower() in newer.get(one.before[0], "")


def _is_told(one: Transfer, older: str) -> bool:
    words = _WORD.findall(one.text.lower())
    near = one.before[0] == one.after[0]
    if len(words) < (RUN if near else FAR_RUN):
        return False
    telling = sum(word not in table().fillers for word in words)
    return telling >= TELLING and (len(words) >= NO_PHRASE or older.count(one.text.lower()) < 2)


def _all_transfers(changes: Sequence[Change]) -> tuple[Transfer, ...]:
    arrivals = _Arrivals([one for i, change in enumerate(changes) for one in _come(i, change)])
    return tuple(
        transfer
        for i, change in enumerate(changes)
        for source in _gone(i, change)
        for transfer in _transfers(source, arrivals)
    )


def _transfers(source: _Stretch, arrivals: _Arrivals) -> Iterator[Transfer]:
    """The runs of a stretch that came elsewhere, from its first word on."""
    behind = 0
    for start, shingle in enumerate(_shingles(source.words)):
        run = arrivals.take(source, start, shingle) if start >= behind else None
        if run is not None:
            behind = start + run.length
            yield _transfer(source, start, run)


class _Run(msgspec.Struct, frozen=True):
    """So many words of a stretch that came, from a word on."""

    number: int
    stretch: _Stretch
    start: int
    length: int


class _Arrivals:
    """Stretches that came, by the words that stand in them; each word is taken once."""

    def __init__(self, stretches: Sequence[_Stretch]) -> None:
        self._stretches = stretches
        self._index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self._used: set[tuple[int, int]] = set()
        for number, stretch in enumerate(stretches):
            for at, shingle in enumerate(_shingles(stretch.words)):
                self._index[shingle].append((number, at))

    def take(self, source: _Stretch, start: int, shingle: tuple[str, ...]) -> _Run | None:
        """The longest run that a stretch of another paragraph has in common with the source."""
        words = source.words[start:]
        runs = [
            _Run(number, stretch, at, _common(words, stretch.words[at:]))
            for number, at in islice(self._index.get(shingle, ()), MOST_PLACES)
            if (stretch := self._stretches[number]).change != source.change
            and (number, at) not in self._used
        ]
        runs = [run for run in runs if run.length >= RUN]
        best = max(runs, key=partial(_nearness, source.state.section), default=None)
        if best is None:
            return None
        self._used.update((best.number, best.start + k) for k in range(best.length))
        return best


def _nearness(home: str | None, run: _Run) -> tuple[bool, bool, int]:
    """What prefers a run: the same section, the same part, its length."""
    there = run.stretch.state.section
    return there == home, part_of(there or "") == part_of(home or ""), run.length


def _gone(i: int, change: Change) -> Iterable[_Stretch]:
    if change.kind == "removed":
        return [_whole(i, change.before[0])]
    return [_stretch(i, change.before[0], edit.before_span) for edit in _text_edits(change)]


def _come(i: int, change: Change) -> Iterable[_Stretch]:
    if change.kind == "added":
        return [_whole(i, change.after[0])]
    return [_stretch(i, change.after[0], edit.after_span) for edit in _text_edits(change)]


def _text_edits(change: Change) -> list[Edit]:
    """The edits in the text of one paragraph that is still one."""
    if len(change.before) != 1 or len(change.after) != 1:
        return []
    return [edit for edit in change.edits if edit.field == "text"]


def _whole(i: int, state: State) -> _Stretch:
    return _stretch(i, state, (0, len(state.text)))


def _stretch(i: int, state: State, span: Span) -> _Stretch:
    matches = list(_WORD.finditer(state.text, *span))
    words = tuple(match.group().lower() for match in matches)
    return _Stretch(i, state, words, tuple(match.span() for match in matches))


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if len(words) >= RUN:
        for at in range(len(words) - SHINGLE + 1):
            yield tuple(words[at : at + SHINGLE])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _transfer(source: _Stretch, start: int, run: _Run) -> Transfer:
    old, new = source.state, run.stretch.state
    before = source.span(start, run.length)
    after = run.stretch.span(run.start, run.length)
    return Transfer(
        text=old.text[slice(*before)],
        before=old.where,
        after=new.where,
        before_span=before,
        after_span=after,
        after_text=new.text[slice(*after)],
    )
