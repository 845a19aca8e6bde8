"""When several edits together say the same quantity otherwise, though none of them does alone.

Of "at least 5 feet" → "5 feet or more" one edit takes "at least" away and another puts "or more"
there; of "8 a.m. to 5 p.m." → "8:00 a.m. to 5:00 p.m." each changes one end of a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.model import Category, Edit
from cfrdiff.changes.sides import Side
from cfrdiff.changes.significance import weight_of_category
from cfrdiff.changes.thresholds import JOINT_EDITS, JOINT_REACH
from cfrdiff.changes.value_proofs import same_quantities
from cfrdiff.changes.word_units import Read
from cfrdiff.rule_tables import Rule, first_rule

# Looked at where an edit by itself is substantive; the verdict is the category it weighs as.
JOINT_PROOFS: tuple[Rule[Difference, Category], ...] = (
    Rule("same quantity together", same_quantities, "spelling", "value, unit and precision"),
)


def proven_together(old: Read, new: Read, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits between two texts, those weighed less of which a few neighbours, taken as one, are
    proven to mean less.
    """
    found = list(edits)
    for run in _runs(edits):
        proof = first_rule(JOINT_PROOFS, _whole(old, new, [edits[at] for at in run]))
        for at in run:
            if proof is not None and found[at].significance == "substantive":
                weight = weight_of_category(proof.verdict)
                found[at] = msgspec.structs.replace(found[at], significance=weight, rule=proof.name)
    return tuple(found)


def _runs(edits: Sequence[Edit]) -> Iterator[range]:
    """The runs of a few neighbouring edits that may be within one quantity: something substantive
    is among them, and none is far from the next.
    """
    for size in range(2, JOINT_EDITS + 1):
        for start in range(len(edits) - size + 1):
            run = edits[start : start + size]
            if any(edit.significance == "substantive" for edit in run) and _are_near(run):
                yield range(start, start + size)


def _are_near(run: Sequence[Edit]) -> bool:
    return all(
        second.before_span[0] - first.before_span[1] <= JOINT_REACH
        for first, second in pairwise(run)
    )


def _whole(old: Read, new: Read, run: Sequence[Edit]) -> Difference:
    """The difference from the first of some edits to the last."""
    return Difference(
        Side(old.text, (run[0].before_span[0], run[-1].before_span[1]), old.mentions),
        Side(new.text, (run[0].after_span[0], run[-1].after_span[1]), new.mentions),
    )
