"""How often a name that is called left behind was: on generated renames, and on places that readers
decided (``data/residual_judged.tsv``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import cfrdiff
from accuracy.changes.sources import Shelf, generate, gold_shelf

_JUDGED = Path(__file__).parents[2] / "data" / "residual_judged.tsv"
_SEEDS = 40
# From this likelihood on reports call a place left behind; how many in a hundred must be.
_LIKELY = 0.5
_BAR = 85
# By how much a likelihood may be more than the share that was measured.
_SLACK = 0.1
_FEW = 8


def _judged() -> dict[tuple[str, str], bool]:
    rows = (line.split("\t") for line in _JUDGED.read_text("utf-8").splitlines() if line[0] != "#")
    return {(name, place): decided == "yes" for name, place, _, decided, _ in rows}


def _places(held: Shelf) -> Iterator[tuple[float, bool]]:
    """How likely each place was called, and whether the name was left behind there."""
    judged = _judged()
    for seed in range(_SEEDS):
        made = generate(seed, held, ("rename",))
        cites = [(s.number, p.designation) for s in made.after.sections for p in s.walk()]
        found = cfrdiff.diff(made.before, made.after).substitutions
        for known in made.renames:
            left = None if known.residual is None else cites[known.residual]
            for one in found:
                if known.before in one.before and known.after in one.after:
                    for place, likely in zip(one.residual, one.oversight, strict=True):
                        named = one.before, " ".join(filter(None, place))
                        yield likely, place == left or judged.get(named, False)


@pytest.mark.gold
@pytest.mark.slow
def test_likelihood_is_what_was_measured() -> None:
    right: Counter[float] = Counter()
    every: Counter[float] = Counter()
    for likely, is_left in _places(gold_shelf()):
        every[likely] += 1
        right[likely] += is_left
    called = [one for one in every if one >= _LIKELY]
    assert 100 * sum(right[one] for one in called) >= _BAR * sum(every[one] for one in called) > 0
    for one, count in every.items():
        assert count < _FEW or right[one] / count >= one - _SLACK, (one, right[one], count)
