"""Solved designations → paths: names for the levels that print does not show."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.model import Path
from cfrdiff.structure.designations import Token, find_tokens
from cfrdiff.structure.solver import UNKNOWN, Choice, solve
from cfrdiff.text import RunningText

Span = tuple[int, int]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A designation: its token and path.

    `known` is False where levels above are not told; `mended` says that OCR had misread it.
    `first` and `last` are its ordinal on its level, and that of a reserved range's end.
    """

    token: Token
    path: Path
    known: bool
    margin: float
    rival: int | None
    first: int
    last: int
    mended: bool = False


def decide(
    running: RunningText, spans: Sequence[Span], head_missing: bool
) -> tuple[list[Token], list[Choice]]:
    """The labels of a section's body that could be designations, and what became of each."""
    tokens = find_tokens(running, spans)
    return tokens, solve([token.candidate for token in tokens], head_missing)


def name_paths(tokens: Sequence[Token], choices: Sequence[Choice]) -> list[Taken]:
    """Give every designation its path; a level above that is not printed is named from the
    label that follows on it: what stands before (e) stands in (d).
    """
    labels: list[tuple[int, int, str | None]] = []  # level, ordinal, label of the open path
    taken: list[Taken] = []
    waiting: list[tuple[int, list[int]]] = []  # level that is unknown, indices in `taken`
    for token, choice in zip(tokens, choices, strict=True):
        if choice.stack is None:
            continue
        level, ordinal = choice.stack[-1]
        unknown = [entry[0] for entry in choice.stack[:-1] if entry[1] == UNKNOWN]
        if not taken:
            labels = [(above, UNKNOWN, None) for above in unknown]
            waiting = [(above, []) for above in unknown]
        for above, members in waiting:
            if above == level:
                _resolve(taken, members, above, ordinal, choice)
        waiting = [(above, members) for above, members in waiting if above < level]
        labels = [entry for entry in labels if entry[0] < level]
        label = label_for(level, ordinal) if choice.mended else token.label
        labels.append((level, ordinal, label))
        for _, members in waiting:
            members.append(len(taken))
        path = tuple(label if label is not None else "" for _, _, label in labels)
        known = "" not in path
        first = token.first_on(level) if token.through else ordinal
        taken.append(
            Taken(token, path, known, choice.margin, choice.rival, first, ordinal, choice.mended)
        )
    return taken


def _resolve(
    taken: list[Taken], members: list[int], level: int, ordinal: int, choice: Choice
) -> None:
    if ordinal <= 1:
        return
    label = label_for(level, ordinal - 1)
    for index in members:
        known = list(taken[index].path)
        known[level] = label
        taken[index] = msgspec.structs.replace(
            taken[index], path=tuple(known), known="" not in known
        )


def label_for(level: int, ordinal: int) -> str:
    """The label of an ordinal on a level: (0, 27) is ``aa``, (2, 4) is ``iv``."""
    kind = level % 3
    if level in (1, 4):
        return str(ordinal)
    if level == 3 or kind == 0:
        letter = _LETTERS[(ordinal - 1) % 26] * ((ordinal - 1) // 26 + 1)
        return letter.upper() if level == 3 else letter
    numerals = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, digits in numerals:
        while ordinal >= value:
            out += digits
            ordinal -= value
    return out


def path_before(taken: Sequence[Taken]) -> Path:
    """Where text before the first designation belongs: to the paragraph before it."""
    if not taken or not taken[0].known:
        return ()
    first = taken[0]
    level = len(first.path) - 1
    ordinal = next(
        (
            n
            for at, n in first.token.candidate.readings
            if label_for(at, n) == first.path[-1] and at == level
        ),
        None,
    )
    if ordinal is None:
        return ()
    if ordinal == 1:
        return first.path[:-1]
    return (*first.path[:-1], label_for(level, ordinal - 1))
