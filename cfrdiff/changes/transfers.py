"""Words that left one paragraph and came into another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from cfrdiff.changes.model import Change, Span, State, Transfer

# Regulations repeat phrases; as many words in a row as this are hardly written twice by chance.
_RUN = 10
_SHINGLE = 5
_WORD = re.compile(r"\w+")


class _Stretch(msgspec.Struct, frozen=True):
    """Words that went or came: the paragraph, and for each word its place in the text."""

    change: int
    state: State
    words: tuple[str, ...]
    spans: tuple[Span, ...]


def find_transfers(changes: Sequence[Change]) -> tuple[Transfer, ...]:
    """Runs of ten words or more struck in one paragraph and inserted in another."""
    gone = [stretch for i, change in enumerate(changes) for stretch in _gone(i, change)]
    come = [stretch for i, change in enumerate(changes) for stretch in _come(i, change)]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for s, stretch in enumerate(come):
        for at, shingle in enumerate(_shingles(stretch.words)):
            index[shingle].append((s, at))
    found: list[Transfer] = []
    used: set[tuple[int, int]] = set()
    for source in gone:
        at = 0
        for start, shingle in enumerate(_shingles(source.words)):
            if start < at:
                continue
            best: tuple[int, int, int] | None = None
            for s, b in islice(index.get(shingle, ()), 20):
                if come[s].change == source.change or (s, b) in used:
                    continue
                length = _common(source.words[start:], come[s].words[b:])
                if length >= _RUN and (best is None or length > best[2]):
                    best = s, b, length
            if best is not None:
                s, b, length = best
                used.update((s, b + k) for k in range(length))
                found.append(_transfer(source, start, come[s], b, length))
                at = start + length
    return tuple(found)


def _gone(i: int, change: Change) -> Iterable[_Stretch]:
    if change.kind == "removed":
        yield _stretch(i, change.before[0], (0, len(change.before[0].text)))
    elif len(change.before) == 1 and len(change.after) == 1:
        for edit in change.edits:
            if edit.field == "text":
                yield _stretch(i, change.before[0], edit.before_span)


def _come(i: int, change: Change) -> Iterable[_Stretch]:
    if change.kind == "added":
        yield _stretch(i, change.after[0], (0, len(change.after[0].text)))
    elif len(change.before) == 1 and len(change.after) == 1:
        for edit in change.edits:
            if edit.field == "text":
                yield _stretch(i, change.after[0], edit.after_span)


def _stretch(i: int, state: State, span: Span) -> _Stretch:
    matches = list(_WORD.finditer(state.text, *span))
    words = tuple(match.group().lower() for match in matches)
    return _Stretch(i, state, words, tuple(match.span() for match in matches))


def _shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    if len(words) >= _RUN:
        for at in range(len(words) - _SHINGLE + 1):
            yield tuple(words[at : at + _SHINGLE])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _transfer(source: _Stretch, a: int, target: _Stretch, b: int, length: int) -> Transfer:
    old, new = source.state, target.state
    before = (source.spans[a][0], source.spans[a + length - 1][1])
    after = (target.spans[b][0], target.spans[b + length - 1][1])
    return Transfer(
        text=old.text[slice(*before)],
        before=old.where,
        after=new.where,
        before_span=before,
        after_span=after,
        after_text=new.text[slice(*after)],
    )
