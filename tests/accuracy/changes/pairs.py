"""The gold's pairs of versions: the truth by label, the moves, the notice's operations."""

import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cfrdiff
from accuracy.changes import by_label
from accuracy.changes.editions import from_trees, through_reader
from accuracy.changes.score import Count
from accuracy.gold import GoldSection, Pair
from cfrdiff.changes import Change, ChangeSet
from cfrdiff.model import Edition

_JUDGED = Path(__file__).with_name("judged.toml")
_MOVED = ("redesignated", "redesignated-revised", "split", "merged")


@dataclass
class PairOutcome:
    """What one pair came to.

    `labels` compares what the change set comes to by label with the truth, `kinds` what the
    program calls added, removed and revised (only where nothing moved). `moves` counts known
    moves; a move, split or merge that the program tells is wrong if it is neither known nor
    judged right.
    `operations` counts labels of the notice that the program tells the same of.
    """

    name: str
    paragraphs: int
    labels: Count
    kinds: Count | None
    moves: Count
    operations: Count
    exact: bool
    seconds: float
    disagreements: list[str] = field(default_factory=list)


Maker = Callable[[str, Sequence[GoldSection]], Edition]
MAKERS: dict[str, Maker] = {"trees": from_trees, "read": through_reader}


def measure_pair(pair: Pair, maker: str) -> PairOutcome:
    """Give a pair to the program, as trees or as text files, and compare."""
    before, after = (MAKERS[maker](pair.name, side) for side in (pair.before, pair.after))
    start = time.perf_counter()
    changes = cfrdiff.diff(before, after)
    seconds = time.perf_counter() - start
    exact = changes.apply(before) == after and changes.invert().apply(after) == before
    # The truth is the gold's trees, also where the program has read text.
    gold = from_trees(pair.name, pair.before), from_trees(pair.name, pair.after)
    truth = by_label.from_trees(*gold)
    outcome = PairOutcome(
        name=f"{pair.name} ({maker})",
        paragraphs=sum(len(one.paragraphs) for one in pair.after),
        labels=by_label.compare(truth, by_label.from_change_set(changes)),
        kinds=None,
        moves=Count(),
        operations=Count(),
        exact=exact,
        seconds=seconds,
    )
    judged = _judged().get(pair.name, {})
    if by_label.nothing_moved(*gold, pair.operations):
        apart = {cite for ends, right in judged.items() if right for cite in _cites(ends)}
        expected, told = _without(apart, truth), _without(apart, by_label.kinds_as_told(changes))
        outcome.kinds = by_label.compare(expected, told)
        for kind in ("added", "removed", "revised"):
            one, other = getattr(expected, kind), getattr(told, kind)
            outcome.disagreements += [f"not told {kind}: {_cite(x)}" for x in sorted(one - other)]
            outcome.disagreements += [f"wrongly {kind}: {_cite(x)}" for x in sorted(other - one)]
    _moves(judged, by_label.known_moves(before, after), changes, outcome)
    _operations(pair, truth, changes, outcome)
    return outcome


def _cite(label: by_label.Label) -> str:
    section, path, times = label
    return f"§ {section}{''.join(f'({one})' for one in path)}" + (f" #{times}" if times > 1 else "")


def _without(cites: set[str], labels: by_label.ByLabel) -> by_label.ByLabel:
    return by_label.ByLabel(
        *(
            frozenset(label for label in kind if _cite(label) not in cites)
            for kind in (labels.added, labels.removed, labels.revised)
        )
    )


def _moves(
    judged: Mapping[str, bool],
    known: set[tuple[int, int]],
    changes: ChangeSet,
    outcome: PairOutcome,
) -> None:
    told = [change for change in changes.changes if change.kind in _MOVED]
    found: set[tuple[int, int]] = set()
    for change in sorted(told, key=lambda one: one.id):
        ends = {(old.index, new.index) for old in change.before for new in change.after}
        if len(ends) == 1 and ends <= known:
            found |= ends
            outcome.moves.right += 1
            continue
        verdict = judged.get(_ends(change))
        if verdict:
            outcome.moves.right += 1
        else:
            outcome.moves.wrong += 1
            said = "not judged" if verdict is None else "judged wrong"
            outcome.disagreements.append(f"{change.kind} {_ends(change)} ({said})")
    for old, new in sorted(known - found):
        outcome.moves.missed += 1
        outcome.disagreements.append(f"move not told: paragraph {old} → {new}")


def _ends(change: Change) -> str:
    sides = (", ".join(state.cite for state in side) for side in (change.before, change.after))
    return " → ".join(sides)


def _cites(ends: str) -> list[str]:
    return ends.replace(" → ", ", ").split(", ")


def _judged() -> dict[str, dict[str, bool]]:
    """By pair: what was judged by hand, right or wrong."""
    found: dict[str, dict[str, bool]] = {}
    for row in tomllib.loads(_JUDGED.read_text(encoding="utf-8"))["row"]:
        found.setdefault(row["pair"], {})[row["ends"]] = row["right"]
    return found


def _operations(
    pair: Pair, truth: by_label.ByLabel, changes: ChangeSet, outcome: PairOutcome
) -> None:
    """Labels of the notice, as far as the trees bear them out, and what the program tells of them.

    A notice names labels that it sets out anew with the same words, so ``modified`` counts where
    the label or anything under it differs, and the program must tell a change there.
    """
    changed = {
        (state.section, state.path)
        for change in changes.changes
        if change.kind not in ("unchanged", "not-covered")
        for state in (*change.before, *change.after)
    }
    differing = {
        (one[0], one[1]) for kind in (truth.added, truth.removed, truth.revised) for one in kind
    }
    for operation in ("modified", "added", "deleted"):
        for section, path in by_label.of_operations(pair.operations, operation):
            if not _under(section, path, differing):
                continue
            if _under(section, path, changed):
                outcome.operations.right += 1
            else:
                outcome.operations.missed += 1
                outcome.disagreements.append(
                    f"{operation} in the notice, not told: {section} {path}"
                )
    named = [
        label
        for operation in ("modified", "added", "deleted", "moved")
        for label in by_label.of_operations(pair.operations, operation)
    ]
    for place in sorted(changed, key=str) if named else ():
        if not any(_under(section, path, {place}) for section, path in named):
            outcome.operations.wrong += 1
            outcome.disagreements.append(f"told, but not in the notice: {place}")


def _under(
    section: str, path: tuple[str, ...], places: set[tuple[str | None, tuple[str, ...]]]
) -> bool:
    return any(s == section and p[: len(path)] == path for s, p in places)
