"""Solved designations → paths: names for the levels that print does not show."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.cites import DEPTHS, Path, label_before, label_for
from cfrdiff.structure.candidates import UNKNOWN, Choice, Stack
from cfrdiff.structure.designations import Token, find_tokens
from cfrdiff.structure.solver import solve
from cfrdiff.text import RunningText

Span = tuple[int, int]


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A designation: its token and path.

    `known` is False where levels above are not told; `mended` says that OCR had misread it.
    The token begins where print repeats the labels above it: "(c)(2)" below (c).
    `first` and `last` are its ordinal on its level, and that of a reserved range's end.
    """

    token: Token
    path: Path
    known: bool
    margin: float
    rival: int | None
    first: float
    last: float
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
    naming = _Naming()
    begun: int | None = None  # where labels begin that print repeats
    for token, choice in zip(tokens, choices, strict=True):
        start = token.start if begun is None else begun
        if choice.stack is not None:
            naming.take(msgspec.structs.replace(token, start=start), choice, choice.stack)
        begun = start if choice.restated else None
    return naming.taken


class _Naming:
    """The designations named so far, and the path that is open."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self._open: list[tuple[int, str]] = []  # depth and label, "" where that is not known
        # Which of `taken` wait for the label at a depth to be known.
        self._waiting: dict[int, list[int]] = {}

    def take(self, token: Token, choice: Choice, stack: Stack) -> None:
        """Name the designation that stands next."""
        if not self.taken:
            unknown = [level for level, ordinal in stack[:-1] if ordinal == UNKNOWN]
            self._open = [(level, "") for level in unknown]
            self._waiting = {level: [] for level in unknown}
        level, ordinal = stack[-1]
        depth = DEPTHS[level]
        self._name_those_before(level, ordinal)
        self._waiting = {at: members for at, members in self._waiting.items() if at < depth}
        for members in self._waiting.values():
            members.append(len(self.taken))
        label = label_for(level, ordinal) if choice.mended else token.label
        self._open = [(at, above) for at, above in self._open if at < depth] + [(depth, label)]
        path = tuple(label for _, label in self._open)
        first = token.first_on(level) if token.through else ordinal
        self.taken.append(
            Taken(
                token=token,
                path=path,
                known="" not in path,
                margin=choice.margin,
                rival=choice.rival,
                first=first,
                last=ordinal,
                mended=choice.mended,
            )
        )

    def _name_those_before(self, level: int, ordinal: float) -> None:
        """Name the level that is not printed for those that wait for it."""
        before = label_before(level, ordinal)
        if before is None:
            return
        depth = DEPTHS[level]
        for index in self._waiting.get(depth, ()):
            path = list(self.taken[index].path)
            path[depth] = before
            self.taken[index] = msgspec.structs.replace(
                self.taken[index], path=tuple(path), known="" not in path
            )


def path_before(taken: Sequence[Taken]) -> Path:
    """Where text before the first designation belongs: to the paragraph before it."""
    if not taken or not taken[0].known or taken[0].mended:
        return ()
    first = taken[0]
    level = len(first.path) - 1
    ordinal = dict(first.token.candidate.readings).get(level)
    if ordinal is None:
        return ()
    before = label_before(level, ordinal)
    return first.path[:-1] if before is None else (*first.path[:-1], before)
