"""The best tree for a whole section's designations at once.

Candidates come in order, each with the levels its label could stand on. A state is the path
printed last; a step either passes a candidate over (it is a citation or an enumeration inside
a sentence) or takes it on one level. Every step has a cost, the cheapest way through wins
(dynamic programming over the states, which the stack of levels keeps few), and a backward pass
tells for each candidate how far the runner-up is away. Time grows linearly with the candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.cites import DEPTHS
from cfrdiff.structure import costs
from cfrdiff.structure.candidates import UNKNOWN, Candidate, Choice, Stack
from cfrdiff.structure.costs import NEVER, NO_RIVAL
from cfrdiff.structure.step_costs import italic_cost, lone_cost, may_be_odd, step_cost
from cfrdiff.text.endings import Tail

_LAST = 5  # of the levels that the Document Drafting Handbook has

# The open path, whether the candidate before was taken and the next one stands directly behind
# it, and how many labels of the path it repeats (0 for none).
_State = tuple[Stack, bool, int]


class _Edge(msgspec.Struct, frozen=True, gc=False):
    source: _State
    target: _State
    cost: float
    level: int | None
    mended: bool = False

    @property
    def restates(self) -> bool:
        return self.target[2] > 0


def solve(candidates: Sequence[Candidate], head_missing: bool = False) -> list[Choice]:
    """Decide every candidate; the answer has one choice a candidate, in order.

    `head_missing` says that the section's beginning is not in the file, so that the first
    designation may be any and the levels above it are UNKNOWN.
    """
    choices: list[Choice] = []
    state: _State = ((), False, 0)
    while len(choices) < len(candidates):
        at = len(choices)
        found, states = _solve_from(
            state, candidates[at : at + costs.WINDOW + costs.AHEAD], head_missing
        )
        keep = len(found) if at + len(found) == len(candidates) else costs.WINDOW
        choices += found[:keep]
        state = states[keep - 1]
    return choices


def _solve_from(
    state: _State, candidates: Sequence[Candidate], head_missing: bool
) -> tuple[list[Choice], list[_State]]:
    """Choices for a run of candidates after `state`, and the state after each."""
    forward: dict[_State, float] = {state: 0.0}
    steps: list[list[_Edge]] = []
    ways = [forward]
    for i, candidate in enumerate(candidates):
        watched = i + 1 < len(candidates) and candidates[i + 1].adjacent
        edges: list[_Edge] = []
        reached: dict[_State, float] = {}
        for reached_before, cost in forward.items():
            for edge in _edges(reached_before, candidate, watched, head_missing):
                edges.append(edge)
                total = cost + edge.cost
                if total < reached.get(edge.target, NEVER):
                    reached[edge.target] = total
        forward = _prune(reached)
        steps.append([edge for edge in edges if edge.target in forward])
        ways.append(forward)
    return _trace(state, steps, ways)


def _prune(states: dict[_State, float]) -> dict[_State, float]:
    best = min(states.values())
    kept = [(cost, state) for state, cost in states.items() if cost <= best + costs.BEAM_COST]
    if len(kept) > costs.BEAM_WIDTH:
        kept = sorted(kept)[: costs.BEAM_WIDTH]
    return {state: cost for cost, state in kept}


def _trace(
    state: _State, steps: Sequence[list[_Edge]], ways: Sequence[dict[_State, float]]
) -> tuple[list[Choice], list[_State]]:
    """The choices along the best way, and the states it leads through.

    `ways` is what the best way to every state costs, before each step and at the end.
    """
    remaining = _completions(steps, ways[-1])
    choices: list[Choice] = []
    states: list[_State] = []
    for edges, before, after in zip(steps, ways, remaining[1:], strict=False):
        choice, state = _choose(state, edges, before, after)
        choices.append(choice)
        states.append(state)
    return choices, states


def _completions(steps: Sequence[list[_Edge]], ends: Iterable[_State]) -> list[dict[_State, float]]:
    """Backward pass: what the best completion costs from every state before and after a step."""
    after: dict[_State, float] = {end: lone_cost(end[0], -1) for end in ends}
    remaining = [after]
    for edges in reversed(steps):
        before: dict[_State, float] = {}
        for edge in edges:
            rest = after.get(edge.target)
            if rest is not None and edge.cost + rest < before.get(edge.source, NEVER):
                before[edge.source] = edge.cost + rest
        after = before
        remaining.append(after)
    remaining.reverse()
    return remaining


def _choose(
    state: _State, edges: Iterable[_Edge], before: dict[_State, float], after: dict[_State, float]
) -> tuple[Choice, _State]:
    """The best edge from a state, as a choice beside the best of another level, and its target.

    `before` is what the ways to each state cost, `after` what their completions do.
    """
    by_level: dict[int | None, float] = {}
    best: _Edge | None = None
    best_cost = NEVER
    for edge in edges:
        total = before.get(edge.source, NEVER) + edge.cost + after.get(edge.target, NEVER)
        if total < by_level.get(edge.level, NEVER):
            by_level[edge.level] = total
        if edge.source == state and total < best_cost:
            best, best_cost = edge, total
    assert best is not None, "a kept state always has a way on"
    others = [(total, level) for level, total in by_level.items() if level != best.level]
    rival = min(others, key=lambda other: other[0], default=(best_cost + NO_RIVAL, None))
    taken = best.target[0] if best.level is not None and not best.restates else None
    margin = rival[0] - best_cost
    return Choice(taken, margin, rival[1], best.mended, best.restates), best.target


def _edges(state: _State, candidate: Candidate, watched: bool, head_missing: bool) -> list[_Edge]:
    """The ways on from a state: to leave a candidate, or to take it on one of its levels."""
    stack, taken_before, restated = state
    left: _State = (stack, False, 0)
    if candidate.adjacent and not taken_before:
        return [_Edge(state, left, candidate.leave_in_row, None)]
    edges = [_Edge(state, left, costs.RESTATED_ALONE if restated else candidate.leave, None)]
    parent = stack
    everything = candidate.readings + candidate.misread + candidate.figures
    if restated:
        # What stands behind a repeated label is none that OCR has misread, and follows no text.
        parent, everything = stack[:restated], candidate.readings
        candidate = msgspec.structs.replace(candidate, tail=Tail.STOP)
    printed = len(candidate.readings)
    for i, (level, ordinal) in enumerate(everything):
        if level > _LAST and not may_be_odd(stack, level, ordinal, candidate):
            continue
        mended = i >= printed
        cost = candidate.take + italic_cost(level, candidate.italic)
        if mended and i >= printed + len(candidate.misread):
            cost += costs.MISREAD_FIGURE
        elif mended:
            cost += costs.GARBLED if candidate.garbled else costs.MISREAD
        depth = DEPTHS[level]
        if head_missing and not stack:
            kept: Stack = tuple((above, UNKNOWN) for above in range(depth))
            cost += costs.UNKNOWN_ABOVE * depth
        else:
            kept = tuple(entry for entry in stack if DEPTHS[entry[0]] < depth)
            if candidate.run_in and kept != parent and not candidate.fresh:
                continue
            cost = step_cost(cost, kept, stack, level, ordinal, candidate)
            if restated and kept == stack:
                cost += costs.RESTATED_ABOVE_FIRST
        last = candidate.upto if candidate.upto is not None else ordinal
        edges.append(_Edge(state, ((*kept, (level, last)), watched, 0), cost, level, mended))
    if watched:
        edges += _restatements(state, candidate)
    return edges


def _restatements(state: _State, candidate: Candidate) -> list[_Edge]:
    """The ways to take a candidate for the label of an open paragraph that print repeats.

    Behind one repeated label only the next of the path is another.
    """
    stack, _, restated = state
    places = range(restated, restated + 1) if candidate.adjacent else range(len(stack))
    return [
        _Edge(state, (stack, True, at + 1), candidate.take + costs.RESTATED, stack[at][0])
        for at in places
        if at < len(stack) and stack[at] in candidate.readings
        if not (candidate.adjacent and at == 0)
    ]
