"""The rows of the benchmark on generated amendments: which are made, and what came back."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import cfrdiff
from accuracy.changes.amendments import Amendment
from accuracy.changes.score import Score, score
from accuracy.changes.truth import Side

# Of one sort of operation each, and in any mix.
MIXES: dict[str, tuple[str, ...]] = {
    "mix": (),
    "insert": ("insert", "append", "insert-item"),
    "remove": ("remove", "reserve"),
    "revise": ("revise", "revise-heading"),
    "redesignate": ("swap", "shift", "move", "move-section", "renumber"),
    "split": ("split", "split-below"),
    "merge": ("merge",),
    "rename": ("rename",),
    "repeat": ("copy", "reprint"),
    "sections": ("insert-section", "add-part", "renumber-part"),
}


@dataclass
class Outcome:
    """What the amendments of one row came to.

    `renames` and `residuals` are (found, of all); `inexact` names the amendments whose change set
    does not make the one edition from the other, both ways. `blocks` are those reported as
    changed, where no block was.
    """

    row: str
    score: Score = field(default_factory=Score)
    amendments: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    renames: tuple[int, int] = (0, 0)
    residuals: tuple[int, int] = (0, 0)
    inexact: list[str] = field(default_factory=list)
    blocks: int = 0
    words: int = 0
    seconds: float = 0.0


def run(row: str, amendments: Iterable[Amendment]) -> Outcome:
    """Give amendments to the program and score; only the program is timed."""
    outcome = Outcome(row)
    for one in amendments:
        start = time.perf_counter()
        changes = cfrdiff.diff(one.before, one.after)
        outcome.seconds += time.perf_counter() - start
        outcome.amendments += 1
        outcome.operations.update(one.operations)
        outcome.words += sum(len(p.text.split()) for s in one.after.sections for p in s.walk())
        if not _exact(one, changes):
            outcome.inexact.append(one.name)
        touched: dict[Side, Mapping[int, str]] = {
            "before": one.touched_before,
            "after": one.touched_after,
        }
        outcome.score += score(one.name, one.before, one.after, one.truth, changes, touched)
        outcome.blocks += sum(block.block == "appendix" for block in changes.blocks)
        _count_renames(one, changes, outcome)
    return outcome


def _exact(one: Amendment, changes: cfrdiff.ChangeSet) -> bool:
    try:
        forth = changes.apply(one.before) == one.after
        return forth and changes.invert().apply(one.after) == one.before
    except cfrdiff.CfrdiffError:
        return False


def _count_renames(one: Amendment, changes: cfrdiff.ChangeSet, outcome: Outcome) -> None:
    """A rename is found if a substitution takes its old name, or more, to its new one, or more."""
    cites = [
        (section.number, paragraph.designation)
        for section in one.after.sections
        for paragraph in section.walk()
    ]
    for known in one.renames:
        found = [
            sub
            for sub in changes.substitutions
            if known.before in sub.before and known.after in sub.after
        ]
        outcome.renames = (outcome.renames[0] + bool(found), outcome.renames[1] + 1)
        if known.residual is not None:
            told = any(cites[known.residual] in sub.residual for sub in found)
            outcome.residuals = (outcome.residuals[0] + told, outcome.residuals[1] + 1)
