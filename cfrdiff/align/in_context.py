"""Takes the best pairs of several that compete, by what is known around them.

Parents, children and neighbours tell of a pair only where they are paired themselves, so the best
assignment is looked for, then again with what it tells, until it stays the same: no pair is decided
by its words before the others are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cfrdiff.align.assignment import Offer, Rivals, assign
from cfrdiff.align.board import Board
from cfrdiff.align.thresholds import KIN, NEIGHBOUR, OFFSPRING, ROUNDS

# What an older and a newer paragraph of a likeness gain; None where they are not alike enough.
Gain = Callable[[int, int, float], float | None]


def take_best(board: Board, near: Sequence[Offer], gain_of: Gain) -> None:
    """Take those of the pairs (older, newer, likeness) that gain most together, each with how far
    it is above its rivals.
    """
    supposed: list[tuple[int, int]] = []
    offers: list[Offer] = []
    chosen: list[Offer] = []
    for _ in range(ROUNDS if near else 0):
        offers = [
            (i, j, gain) for i, j, score in near if (gain := gain_of(i, j, score)) is not None
        ]
        board.forget(supposed)
        chosen = assign(offers)
        last, supposed = supposed, [(i, j) for i, j, _ in chosen]
        if supposed == last:
            break
        board.suppose(supposed)
    else:
        board.forget(supposed)
    scores = {(i, j): score for i, j, score in near}
    rivals = Rivals(offers)
    for i, j, gain in chosen:
        rival = rivals.of(i, j)
        board.take(i, j, scores[i, j], gain, rival)


def around(board: Board, i: int, j: int) -> float:
    """What parents, children and neighbours add to a pair, or take from it."""
    return (
        KIN * board.kinship(i, j)
        + OFFSPRING * board.offspring(i, j)
        + NEIGHBOUR * board.neighbours(i, j)
    )
