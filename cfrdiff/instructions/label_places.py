"""Where the labels of regulatory text with asterisks stand.

The solver of whole sections expects (1) before (2); here asterisks stand for what stays, and (2)
may be the first to be printed. The instruction names what is amended, print goes in order, and
italics tell the deepest levels: of all ways to place the labels the one that fits these best is
taken (a beam search, for a choice at one label may show to be wrong only some labels later).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cfrdiff.cites import Designation, Path, older_fourth, readings
from cfrdiff.instructions.paths import is_within, is_within_any

# How many ways are followed at once; rules print up to some hundred labels at a time.
_BEAM = 60
# What a place is worth.
_NAMED = 6.0  # it is just what the instruction names, for the first time
_BELOW = 2.0  # it stands below what the instruction names
_ABOVE = 1.0  # it leads to what the instruction names
_ELSEWHERE = -4.0  # the instruction names nothing there
_BACK = -8.0  # it stands before what is printed before it
_NEXT = 1.0  # it follows on the label before, or is the first below it
_ITALICS = -3.0  # its level is set in italics and it is not, or the other way round
_ITALIC_LEVELS = (4, 5)
_DEEPEST = 6


class PrintedLabel(NamedTuple):
    """A label as printed; `italic` is None where the source knows no italics. It may begin a list
    `anew` where text without a designation stands before it, as a definition does.
    """

    label: str
    italic: bool | None
    anew: bool = False


class _Way(NamedTuple):
    """The labels placed so far."""

    score: float
    path: Path
    seen: frozenset[Path]
    paths: tuple[Path, ...]


def place_labels(labels: Sequence[PrintedLabel], amended: Collection[Path]) -> list[Path]:
    """The path of each label, in order. `amended` are the paths that the instruction names."""
    ways = [_Way(0.0, (), frozenset(), ())]
    for one in labels:
        on = [way for before in ways for way in _ways_on(before, one, amended)]
        ways = sorted(on, key=lambda way: -way.score)[:_BEAM]
    return list(ways[0].paths)


def _ways_on(before: _Way, label: PrintedLabel, amended: Collection[Path]) -> list[_Way]:
    found: list[_Way] = []
    for path, level in _options(before.path, label):
        score = before.score + _in_italics(level, label.italic)
        score += _worth(path, before, amended) + _in_order(path, before.path, label.anew)
        seen = before.seen | {path} if path in amended else before.seen
        found.append(_Way(score, path, seen, (*before.paths, path)))
    return found


def _options(stack: Path, label: PrintedLabel) -> list[tuple[Path, int]]:
    levels = {level for level, _ in readings(label.label)}
    options = [((*stack[:level], label.label), level) for level in levels if level <= len(stack)]
    # A list may stand higher than its labels do elsewhere: (1), (2) below a definition.
    for depth, sibling in enumerate(stack):
        shared = levels & {level for level, _ in readings(sibling)}
        if shared:
            options.append(((*stack[:depth], label.label), min(shared)))
    options = list(dict(reversed(options)).items())
    if len(stack) >= 3 and older_fourth(label.label) and label.italic is not False:
        options.append(((*stack[:3], label.label), _DEEPEST))
    return options or [((*stack, label.label), min(levels, default=_DEEPEST))]


def _worth(path: Path, before: _Way, amended: Collection[Path]) -> float:
    worth = _ELSEWHERE if amended else 0.0
    if path in amended and path not in before.seen:
        worth = _NAMED
    elif is_within_any(path, amended):
        worth = _BELOW
    elif any(is_within(one, path) for one in amended):
        worth = _ABOVE
    return worth


def _in_order(path: Path, stack: Path, anew: bool) -> float:
    begins = any(ordinal == 1 for _, ordinal in readings(path[-1]))
    if anew and begins and path[:-1] == stack[: len(path) - 1]:
        return _NEXT if len(path) <= max(len(stack), 1) else 0.0
    if len(path) > len(stack):
        return _NEXT if begins else 0.0
    key, other = Designation(path).sort_key(), Designation(stack[: len(path)]).sort_key()
    if key <= other:
        return _BACK
    ordinals = dict(readings(path[-1]))
    before = dict(readings(stack[len(path) - 1]))
    return _NEXT if any(before.get(k) == n - 1 for k, n in ordinals.items()) else 0.0


def _in_italics(level: int, italic: bool | None) -> float:
    if italic is None:
        return 0.0
    return 0.0 if italic == (level in _ITALIC_LEVELS or level == _DEEPEST) else _ITALICS
