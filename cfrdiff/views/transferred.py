"""Words that left one line and came into another, as moves of their own inside both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.changes.model import State, Transfer, Where
from cfrdiff.views.marked import Line
from cfrdiff.views.marked_words import Op
from cfrdiff.views.printed import on_one_line


class _Found(NamedTuple):
    """A line, a run of it, and where in the run the words stand."""

    line: int
    run: int
    start: int
    end: int


def with_transfers(lines: Sequence[Line], transfers: Sequence[Transfer]) -> list[Line]:
    """The lines with the words of each transfer as *from* and *to*, where they stand to the
    letter in one stretch that went and one that came. Elsewhere they stay what they are.
    """
    made = list(lines)
    olds = _places((line.change.before if line.change else ()) for line in lines)
    news = _places((line.change.after if line.change else ()) for line in lines)
    moves = [run.move for line in lines for run in line.runs if run.move is not None]
    number = max(moves, default=-1)
    for one in transfers:
        words = on_one_line(one.text)
        old = _find(made, olds[one.before], words, "del")
        new = _find(made, news[one.after], words, "ins")
        if old and new:
            number += 1
            old, new = _with_signs(made, old, new)
            made[old.line] = _with_move(made[old.line], old, "from", number)
            made[new.line] = _with_move(made[new.line], new, "to", number)
    return made


def _places(lines: Iterable[Sequence[State]]) -> dict[Where, list[int]]:
    found: dict[Where, list[int]] = defaultdict(list)
    for i, states in enumerate(lines):
        for state in states:
            found[state.section, state.designation].append(i)
    return found


def _find(lines: Sequence[Line], places: Sequence[int], words: str, op: Op) -> _Found | None:
    for i in places:
        for k, run in enumerate(lines[i].runs):
            if run.op == op and not run.gap and words in run.text:
                start = run.text.index(words)
                return _Found(i, k, start, start + len(words))
    return None


def _with_signs(lines: Sequence[Line], old: _Found, new: _Found) -> tuple[_Found, _Found]:
    """With the spaces and signs around the words that moved along."""
    gone, came = lines[old.line].runs[old.run].text, lines[new.line].runs[new.run].text
    before = _alike(gone[: old.start][::-1], came[: new.start][::-1])
    after = _alike(gone[old.end :], came[new.end :])
    return (
        old._replace(start=old.start - before, end=old.end + after),
        new._replace(start=new.start - before, end=new.end + after),
    )


def _alike(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a.isalnum():
            break
        length += 1
    return length


def _with_move(line: Line, found: _Found, op: Op, number: int) -> Line:
    run = line.runs[found.run]
    cut = [
        msgspec.structs.replace(run, text=run.text[: found.start]),
        msgspec.structs.replace(run, text=run.text[found.start : found.end], op=op, move=number),
        msgspec.structs.replace(run, text=run.text[found.end :]),
    ]
    runs = (*line.runs[: found.run], *(one for one in cut if one.text), *line.runs[found.run + 1 :])
    return msgspec.structs.replace(line, runs=runs)
