"""Designations solved by python-constraint, in the manner of eRegulations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from constraint import Problem  # type: ignore[import-untyped]

Reading = tuple[int, float]


def solve_by_constraints(
    labels: Sequence[str], readings: Callable[[str], tuple[Reading, ...]]
) -> list[dict[str, Reading]]:
    """All assignments of (level, ordinal) to the labels that the rules allow.

    As regparser.tree.depth does it: a variable for each marker over the types its text allows,
    a rule between each marker and the one before (go one level deeper and begin at the first,
    or go on at a level that is open), and one that looks back for the sibling.
    """
    problem = Problem()
    names = [f"m{i}" for i in range(len(labels))]
    for name, label in zip(names, labels, strict=True):
        problem.addVariable(name, list(readings(label)))
    problem.addConstraint(lambda first: first == (0, 1), names[:1])
    for i in range(1, len(names)):
        problem.addConstraint(_goes_on, names[: i + 1])
    found: list[dict[str, Reading]] = problem.getSolutions()
    return found


def _goes_on(*path: Reading) -> bool:
    """Whether the last marker may follow those before it."""
    level, ordinal = path[-1]
    before = path[-2]
    if level == before[0] + 1:
        return ordinal == 1
    if level > before[0]:
        return False
    for earlier in reversed(path[:-1]):
        if earlier[0] == level:
            return ordinal == earlier[1] + 1
        if earlier[0] < level:
            return False
    return False
