"""Whose line end is marked, so that what stays keeps its looks when a line beside it goes.

A tracked line end that goes joins two paragraphs. By the standard the paragraph mark holds the
looks, and of two joined paragraphs the second's mark is left (ECMA-376, part 1, 17.3.1.29 and
17.13.5). LibreOffice agrees where a change begins with its paragraph; else it gives both the
looks of the first. A moved line that also got a new label begins with another change than the
one that its end belongs to, and the heading behind it would become plain text.

Such a line can as well be told from the end of the line before it to its own last word. That is
done where the looks then come out right.

A line end can belong to a move too. LibreOffice 7.4 marks such an end only where moved words stand
right before it; else the end loses its mark, and an empty paragraph is left when the changes are
settled. There the end is marked as deleted or inserted, which gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.views.marked import Line
from cfrdiff.views.marked_words import Op

Look = tuple[str | None, int]
_STYLES = {"section-heading": "Heading2", "source-note": "Caption"}
_VERDICTS: tuple[tuple[Op, ...], ...] = (("same", "ins", "to"), ("same", "del", "from"))
_PLAIN: dict[Op, Op] = {"from": "del", "to": "ins"}


def look(line: Line) -> Look:
    """Style (None for plain text) and depth of a line's paragraph."""
    return _STYLES.get(line.kind), line.depth


def arranged(lines: Sequence[Line], behind: Look) -> list[Line]:
    """The lines, with ends exchanged where that keeps more looks; they read the same, whatever is
    accepted or rejected. `behind` is the look of the paragraph behind the last.
    """
    lines = [_without_lone_moved_end(line) for line in lines]
    made = list(lines)
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and is_whole(lines[stop]):
            stop += 1
        if start < stop and start and lines[start - 1].end == "same":
            looks = [look(line) for line in lines[start - 1 : stop + 1]]
            if stop == len(lines):
                looks.append(behind)
            made[start - 1 : stop] = _best(lines[start - 1 : stop], looks)
        start = max(stop, start + 1)
    return made


def _without_lone_moved_end(line: Line) -> Line:
    """The line; its end is no part of a move unless the words right before it are."""
    if line.end not in _PLAIN or (line.runs and line.runs[-1].op == line.end):
        return line
    return msgspec.structs.replace(line, end=_PLAIN[line.end], move=None)


def is_whole(line: Line) -> bool:
    """Whether a line comes or goes from its first word to its end."""
    kept = _kept_with(line.end)
    return line.end != "same" and all(run.op != "same" and run.op in kept for run in line.runs)


def _kept_with(op: Op) -> tuple[Op, ...]:
    return next(kept for kept in _VERDICTS if op in kept)


def _best(block: Sequence[Line], looks: Sequence[Look]) -> Sequence[Line]:
    """A line that stays and the whole lines behind it, with as few looks lost as can be."""
    best, fewest = block, _lost(block, block, looks)
    mixed = [i for i, line in enumerate(block) if i and not _in_one(line)]
    for until in range(mixed[-1] if mixed else len(block), len(block)):
        if not any(fewest):
            break
        other = _from_before(block, until)
        lost = _lost(block, other, looks)
        if lost < fewest:
            best, fewest = other, lost
    return best


def _from_before(block: Sequence[Line], until: int) -> list[Line]:
    """The whole lines up to `until`, each told from the end of the line before it.

    Only their words are a move then: a moved line end is for LibreOffice that of the moved words.
    """
    made = list(block)
    for i in range(until):
        end = _PLAIN.get(block[i + 1].end, block[i + 1].end)
        made[i] = msgspec.structs.replace(block[i], end=end, gap=block[i + 1].gap, move=None)
    made[until] = msgspec.structs.replace(block[until], end="same", gap=False, move=None)
    return made


def _lost(given: Sequence[Line], told: Sequence[Line], looks: Sequence[Look]) -> tuple[int, ...]:
    """How many lines come out with another style by the standard and in LibreOffice, and how many
    with another depth, which matters less. `given` are the lines with their own ends; `looks` has
    one more, that of the line behind them.
    """
    lost = [0, 0, 0, 0]
    for kept in _VERDICTS:
        for first, last in _paragraphs(told, kept):
            staying = [i for i in range(first, last + 1) if i == len(given) or given[i].end in kept]
            if not staying:
                continue
            (style, depth), standard = looks[staying[0]], looks[last]
            libreoffice = standard
            for i in range(last - 1, first - 1, -1):
                if not _in_one(told[i]):
                    libreoffice = looks[i]
            lost[0] += standard[0] != style
            lost[1] += libreoffice[0] != style
            lost[2] += standard[1] != depth
            lost[3] += libreoffice[1] != depth
    return tuple(lost)


def _paragraphs(lines: Sequence[Line], kept: Sequence[Op]) -> Iterator[tuple[int, int]]:
    """First and last line of each paragraph that is left; the line behind all counts as one."""
    first = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].end in kept:
            yield first, i
            first = i + 1


def _in_one(line: Line) -> bool:
    """Whether the line's words and its end are one change."""
    return all((run.op, run.gap) == (line.end, line.gap) for run in line.runs)


def apart(lines: Sequence[Line]) -> set[int]:
    """Lines that stay and whose last words must be told from the first of the next line.

    LibreOffice takes two changes of one kind, author and minute for one where the first ends with
    its line and the second begins the next, and the line end between them with it.
    """
    found: set[int] = set()
    for i in range(len(lines) - 2, -1, -1):
        line, following = lines[i], lines[i + 1]
        if line.end != "same" or not line.runs or not following.runs:
            continue
        last, first = line.runs[-1], following.runs[0]
        alike = last.op != "same" and (last.op, last.gap) == (first.op, first.gap)
        if alike and not (i + 1 in found and len(following.runs) == 1):
            found.add(i)
    return found
