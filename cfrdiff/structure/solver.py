"""The best tree for a whole section's designations at once.

Candidates come in order, each with the levels its label could stand on. A state is the path
printed last; a step either passes a candidate over (it is a citation or an enumeration inside
a sentence) or takes it on one level. Every step has a cost, the cheapest way through wins
(dynamic programming over the states, which the stack of levels keeps few), and a backward pass
tells for each candidate how far the runner-up is away. Time grows linearly with the candidates.

The costs are natural-log odds by feel, not trained on any document; what matters is their
order: taking the expected label is free, leaving out one is dear, going back is dearest.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

import msgspec

Stack = tuple[tuple[int, int], ...]
UNKNOWN = -1


class Tail(enum.Enum):
    """How the text before a candidate ends."""

    INTRO = "intro"  # a colon or a dash: a list comes
    LIST = "list"  # a semicolon or comma, with or without "and": the list goes on
    STOP = "stop"  # a full stop
    HEADING = "heading"  # nothing but a paragraph heading stands before
    OPEN = "open"  # in the middle of a sentence
    START = "start"  # nothing stands before


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One label in parentheses that could be a designation.

    `readings` are the (level, ordinal) pairs its label allows, level 0 for (a) to 5 for the
    second italic one; `upto` is the last ordinal of a range. `take` and `leave` are the costs
    of its context. A `run_in` stands inside a printed line, so it opens the first paragraph
    below the one before; an `adjacent` one follows the candidate before it directly and shares
    its fate when that one is left. `misread` are the readings it would have if OCR had taken
    one of its characters for another; a `garbled` label is none as it stands. A `fresh` one
    opens a list that text without a designation introduces, as a definition does.
    """

    readings: tuple[tuple[int, int], ...]
    take: float
    leave: float
    run_in: bool
    adjacent: bool
    tail: Tail
    italic: bool | None = None
    upto: int | None = None
    misread: tuple[tuple[int, int], ...] = ()
    garbled: bool = False
    fresh: bool = False


class Choice(msgspec.Struct, frozen=True, gc=False):
    """What became of a candidate: its stack, or None where it is no designation.

    `margin` is what the best other reading of this candidate would cost more; `rival` is that
    reading's level, None for leaving it. `mended` says that the label was misread.
    """

    stack: Stack | None
    margin: float
    rival: int | None
    mended: bool = False


_SKIP = 2.5
_SKIP_EACH = 0.5
_REPEAT = 4.5
_BACK = 6.0
_FRESH = 0.5  # a list begins anew under text without a designation
# The Document Drafting Handbook (chapter 1, "Designate paragraphs") wants two paragraphs on every
# level it divides; a colon before weighs a little more.
_LONE = 0.8
_LATE_CHILD = 4.0
_LATE_EACH = 0.3
_LEVEL_JUMP = 2.5
# What taking a label for a misread one costs: less than leaving one out, more than any other
# way that needs no repair.
_MISREAD = 2.2
_GARBLED = 0.8  # the same where the label as it stands is none
_DEEP_JUMP = 2.0  # the italic levels do not stand where (A) is left out
_NEVER = float("inf")
NO_RIVAL = 1_000.0
_BEAM_WIDTH = 12
_BEAM_COST = 8.0
# A section of more candidates is solved window by window, so that memory stays flat; what
# decides a label stands within so many candidates after it.
_WINDOW = 1_000
_AHEAD = 100

_State = tuple[Stack, bool]


class _Edge(msgspec.Struct, frozen=True, gc=False):
    source: _State
    target: _State
    cost: float
    level: int | None
    mended: bool = False


def solve(candidates: Sequence[Candidate], head_missing: bool = False) -> list[Choice]:
    """Decide every candidate; the answer has one choice a candidate, in order.

    `head_missing` says that the section's beginning is not in the file, so that the first
    designation may be any and the levels above it are UNKNOWN.
    """
    choices: list[Choice] = []
    state: _State = ((), False)
    while len(choices) < len(candidates):
        at = len(choices)
        found, states = _solve_from(state, candidates[at : at + _WINDOW + _AHEAD], head_missing)
        keep = len(found) if at + len(found) == len(candidates) else _WINDOW
        choices += found[:keep]
        state = states[keep - 1]
    return choices


def _solve_from(
    state: _State, candidates: Sequence[Candidate], head_missing: bool
) -> tuple[list[Choice], list[_State]]:
    """Choices for a run of candidates after `state`, and the state after each."""
    forward: dict[_State, float] = {state: 0.0}
    steps: list[list[_Edge]] = []
    costs = [forward]
    for i, candidate in enumerate(candidates):
        watched = i + 1 < len(candidates) and candidates[i + 1].adjacent
        edges: list[_Edge] = []
        reached: dict[_State, float] = {}
        for reached_before, cost in forward.items():
            for edge in _edges(reached_before, candidate, watched, head_missing):
                edges.append(edge)
                total = cost + edge.cost
                if total < reached.get(edge.target, _NEVER):
                    reached[edge.target] = total
        forward = _prune(reached)
        steps.append([edge for edge in edges if edge.target in forward])
        costs.append(forward)
    return _trace(state, steps, costs)


def _prune(states: dict[_State, float]) -> dict[_State, float]:
    best = min(states.values())
    kept = [(cost, state) for state, cost in states.items() if cost <= best + _BEAM_COST]
    if len(kept) > _BEAM_WIDTH:
        kept = sorted(kept)[:_BEAM_WIDTH]
    return {state: cost for cost, state in kept}


def _trace(
    state: _State, steps: list[list[_Edge]], costs: list[dict[_State, float]]
) -> tuple[list[Choice], list[_State]]:
    """Backward pass: what the best completion costs from every state, then the choices."""
    backward: dict[_State, float] = {end: _lone_cost(end[0], -1) for end in costs[-1]}
    remaining = [backward]
    for i in range(len(steps) - 1, -1, -1):
        before: dict[_State, float] = {}
        for edge in steps[i]:
            rest = backward.get(edge.target)
            if rest is not None and edge.cost + rest < before.get(edge.source, _NEVER):
                before[edge.source] = edge.cost + rest
        backward = before
        remaining.append(backward)
    remaining.reverse()
    choices: list[Choice] = []
    states: list[_State] = []
    for i, edges in enumerate(steps):
        by_level: dict[int | None, float] = {}
        best: _Edge | None = None
        best_cost = _NEVER
        for edge in edges:
            rest = remaining[i + 1].get(edge.target)
            before_cost = costs[i].get(edge.source)
            if rest is None or before_cost is None:
                continue
            total = before_cost + edge.cost + rest
            if total < by_level.get(edge.level, _NEVER):
                by_level[edge.level] = total
            if edge.source == state and total < best_cost:
                best, best_cost = edge, total
        assert best is not None, "a kept state always has a way on"
        others = [(total, level) for level, total in by_level.items() if level != best.level]
        rival = min(others, key=lambda other: other[0], default=(best_cost + NO_RIVAL, None))
        taken = best.target[0] if best.level is not None else None
        choices.append(Choice(taken, rival[0] - best_cost, rival[1], best.mended))
        state = best.target
        states.append(state)
    return choices, states


def _edges(state: _State, candidate: Candidate, watched: bool, head_missing: bool) -> list[_Edge]:
    stack, taken_before = state
    bound = candidate.adjacent and not taken_before
    leave = 0.0 if bound else candidate.leave
    edges = [_Edge(state, (stack, False), leave, None)]
    if bound:
        return edges
    printed = len(candidate.readings)
    for i, (level, ordinal) in enumerate(candidate.readings + candidate.misread):
        mended = i >= printed
        cost = (
            candidate.take
            + _italic_cost(level, candidate.italic)
            + mended * (_GARBLED if candidate.garbled else _MISREAD)
        )
        last = candidate.upto if candidate.upto is not None else ordinal
        if head_missing and not stack:
            above = tuple((upper, UNKNOWN) for upper in range(level))
            grown = (*above, (level, last))
            edges.append(_Edge(state, (grown, watched), cost + 0.2 * level, level, mended))
            continue
        kept = tuple(entry for entry in stack if entry[0] < level)
        same = next((entry for entry in stack if entry[0] == level), None)
        if same is not None:
            if candidate.run_in:
                continue
            cost += _lone_cost(stack, level)
            if candidate.fresh and ordinal == 1:
                cost += _FRESH
            else:
                cost += _sibling_cost(same[1], ordinal) + _up_cost(stack, level, candidate.tail)
        else:
            if candidate.run_in and kept != stack:
                continue
            cost += _child_cost(kept, stack, level, ordinal, candidate)
        edges.append(_Edge(state, ((*kept, (level, last)), watched), cost, level, mended))
    return edges


def _italic_cost(level: int, italic: bool | None) -> float:
    if italic is None:
        # Levels five and six are rare; where print does not show them they need a reason.
        return 0.4 if level > 3 else 0.0
    if italic:
        return 0.0 if level > 3 else 5.0
    return 5.0 if level > 3 else 0.0


def _sibling_cost(last: int, ordinal: int) -> float:
    if last == UNKNOWN:
        return 0.3
    step = ordinal - last
    if step == 1:
        return 0.0
    if step > 1:
        return _SKIP + _SKIP_EACH * (step - 1)
    return _REPEAT if step == 0 else _BACK


def _up_cost(stack: Stack, level: int, tail: Tail) -> float:
    """What the end of the text before says against a paragraph that is not below it."""
    if tail is Tail.INTRO or tail is Tail.HEADING:
        return 0.9
    if tail is Tail.LIST and stack[-1][0] > level:
        return 0.6
    return 0.0


def _lone_cost(stack: Stack, level: int) -> float:
    """What it costs to leave the levels below one that hold a single paragraph."""
    return sum(_LONE for below, ordinal in stack if below > level and ordinal == 1)


def _child_cost(kept: Stack, stack: Stack, level: int, ordinal: int, candidate: Candidate) -> float:
    parent = kept[-1][0] if kept else -1
    cost = _LEVEL_JUMP * (level - parent - 1)
    if level > 3 and parent < level - 1:
        cost += _DEEP_JUMP
    if ordinal > 1:
        cost += _LATE_CHILD + _LATE_EACH * (ordinal - 1)
    if kept != stack:
        # Below an ancestor, past a deeper level that was left out: not the next of anything.
        cost += 1.5
    if candidate.tail is Tail.LIST:
        cost += 1.5
    elif candidate.tail is Tail.STOP and not candidate.run_in:
        cost += 0.3
    return cost
