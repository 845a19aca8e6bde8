"""What each step from one designation to the next costs, by the sequence and by print."""

from __future__ import annotations

from cfrdiff.cites import DEPTHS, OLDER_FOURTH, UPRIGHT, steps
from cfrdiff.structure import costs
from cfrdiff.structure.candidates import UNKNOWN, Candidate, Stack
from cfrdiff.text.endings import Tail

_FOURTH = 3  # the depth of (A)


def may_be_odd(stack: Stack, level: int, ordinal: float, candidate: Candidate) -> bool:
    """Whether a label may stand on the older fourth level, or upright below (A)."""
    if level == OLDER_FOURTH:
        return _may_be_older(stack, ordinal, candidate)
    return candidate.italic is False and bool(stack) and DEPTHS[stack[-1][0]] >= _FOURTH


def _may_be_older(stack: Stack, ordinal: float, candidate: Candidate) -> bool:
    """Whether a letter may stand on the older fourth level, which italics or an (a) begin."""
    if any(level == OLDER_FOURTH or last == UNKNOWN for level, last in stack):
        return True
    return candidate.italic or (candidate.italic is None and ordinal == 1)


def italic_cost(level: int, italic: bool | None) -> float:
    """What it costs that a label is set in other type than its level has."""
    if level in UPRIGHT:
        return 0.0
    deep = level > 3
    if italic is None:
        return costs.DEEP_UNSHOWN if deep else 0.0
    return 0.0 if italic == deep else costs.WRONG_TYPE


def step_cost(
    cost: float, kept: Stack, stack: Stack, level: int, ordinal: float, candidate: Candidate
) -> float:
    """`cost` and what it adds to take an ordinal on a level, under the entries that are kept."""
    same = _last_beside(kept, stack, level)
    if same is None:
        return cost + _child_cost(kept, stack, level, ordinal, candidate)
    cost += lone_cost(stack, level)
    if candidate.fresh and ordinal == 1:
        return cost + costs.FRESH
    return cost + (_sibling_cost(same, ordinal) + _up_cost(stack, level, candidate.tail))


def _last_beside(kept: Stack, stack: Stack, level: int) -> float | None:
    """The ordinal of the open paragraph on a level, None where there is none.

    A level that is not known may be the older fourth one as well.
    """
    if len(kept) == len(stack):
        return None
    beside, last = stack[len(kept)]
    known = beside == level or (last == UNKNOWN and DEPTHS[beside] == DEPTHS[level])
    return last if known else None


def _sibling_cost(last: float, ordinal: float) -> float:
    if last == UNKNOWN:
        return costs.AFTER_UNKNOWN
    step = steps(last, ordinal)
    if step == 1:
        return 0.0
    if step > 1:
        return costs.SKIP + costs.SKIP_EACH * (step - 1)
    return costs.REPEAT if step == 0 else costs.BACK


def _up_cost(stack: Stack, level: int, tail: Tail) -> float:
    """What the end of the text before says against a paragraph that is not below it."""
    if tail is Tail.INTRO or tail is Tail.HEADING:
        return costs.AFTER_INTRODUCTION
    if tail is Tail.LIST and DEPTHS[stack[-1][0]] > DEPTHS[level]:
        return costs.OUT_OF_LIST
    return 0.0


def lone_cost(stack: Stack, level: int) -> float:
    """What it costs to leave the levels below one that hold a single paragraph; -1 is the end."""
    depth = DEPTHS[level] if level >= 0 else level
    return sum(costs.LONE for below, ordinal in stack if DEPTHS[below] > depth and ordinal == 1)


def _child_cost(
    kept: Stack, stack: Stack, level: int, ordinal: float, candidate: Candidate
) -> float:
    """What it costs to begin a level, under the entries that are kept of the stack."""
    depth = DEPTHS[level]
    left_out = depth - (DEPTHS[kept[-1][0]] if kept else -1) - 1
    cost = (costs.JUMP_IN_ROW if candidate.adjacent else costs.LEVEL_JUMP) * left_out
    if level in UPRIGHT:
        cost += _upright_cost(candidate)
    elif level > 3 and left_out:
        cost += costs.DEEP_JUMP
    if level == OLDER_FOURTH and candidate.italic is None:
        cost += _older_cost(candidate)
    if ordinal > 1:
        late = costs.LATE_EACH * (steps(0, ordinal) - 1)
        cost += costs.LATE_CHILD + min(late, costs.LATE_MOST)
    if kept != stack:
        beside = DEPTHS[stack[len(kept)][0]]
        cost += costs.OTHER_FOURTH if beside == depth else costs.PAST_DEEPER
    return cost + _lead_cost(candidate)


def _older_cost(candidate: Candidate) -> float:
    """What it costs to begin the older fourth level where print does not show its italics."""
    if candidate.tail is Tail.INTRO or candidate.tail is Tail.HEADING:
        return costs.OLDER_UNSHOWN
    return costs.OLDER_UNSHOWN + costs.OLDER_NOT_INTRODUCED


def _upright_cost(candidate: Candidate) -> float:
    """What it costs to begin a level below (A) whose italics print has left out."""
    if candidate.tail is Tail.INTRO or candidate.tail is Tail.HEADING:
        return costs.UPRIGHT
    return costs.UPRIGHT + costs.UPRIGHT_NOT_INTRODUCED


def _lead_cost(candidate: Candidate) -> float:
    """What the end of the text before says against a lower paragraph."""
    if candidate.tail is Tail.LIST:
        return costs.UNDER_LIST
    if candidate.tail is Tail.STOP and not candidate.run_in:
        return costs.UNDER_STOP
    return 0.0
