"""Which members of two lists are one, in an order that both have."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

Pair = tuple[int | None, int | None]


def pairs(
    olds: Sequence[Hashable],
    news: Sequence[Hashable],
    become: Callable[[int, int], bool],
) -> Iterator[Pair]:
    """Indices of what stays and of what became something else, in the order of both; what is
    there on one side only has None on the other.

    Equal members are kept as far as their order allows; between them an older one is the newer
    one that it may have `become`, each taken in turn.
    """
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    old_start = new_start = 0
    for one in Indel.opcodes(olds, news):
        if one.tag != "equal":
            continue
        gap = range(old_start, one.src_start), range(new_start, one.dest_start)
        yield from _between(*gap, become)
        equal = range(one.src_start, one.src_end), range(one.dest_start, one.dest_end)
        yield from zip(*equal, strict=True)
        old_start, new_start = one.src_end, one.dest_end
    yield from _between(range(old_start, len(olds)), range(new_start, len(news)), become)


def _between(olds: range, news: range, become: Callable[[int, int], bool]) -> Iterator[Pair]:
    """What is gone comes before what is new, so that one does not run into the other."""
    start, waiting = olds.start, list[int]()
    for new in news:
        at = next((old for old in range(start, olds.stop) if become(old, new)), None)
        if at is None:
            waiting.append(new)
            continue
        yield from ((old, None) for old in range(start, at))
        yield from ((None, one) for one in waiting)
        yield at, new
        start, waiting = at + 1, []
    yield from ((old, None) for old in range(start, olds.stop))
    yield from ((None, one) for one in waiting)
