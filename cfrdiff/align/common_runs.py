"""What of one text stands, in runs of words, in another."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.align.thresholds import RUN


def without(stretches: Sequence[str], key: str) -> tuple[int, list[str]]:
    """How many words of `key` stand in long runs in the stretches, and what is left of them."""
    from rapidfuzz.distance import LCSseq  # loaded where texts are compared

    common = 0
    left: list[str] = []
    for stretch in stretches:
        at = 0
        for op in LCSseq.opcodes(stretch, key):
            long = op.src_end - op.src_start >= min(RUN, len(key))
            if op.tag == "equal" and long:
                common += op.src_end - op.src_start
                left.append(stretch[at : op.src_start])
                at = op.src_end
        left.append(stretch[at:])
    return common, [stretch for stretch in left if stretch]
