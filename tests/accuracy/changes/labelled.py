"""The edits labelled by hand, given to the program."""

from pathlib import Path

import msgspec

from accuracy import edit_labels, gold
from accuracy.changes.edits import EditScore, score_edits, together, touch
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Edit
from cfrdiff.changes.significance import significance_of


def measure_labelled(where: Path, file: Path = edit_labels.FILE) -> EditScore:
    """Score the program's edits of every labelled paragraph of a file of labels.

    A label says which words stand in a heading; the program knows that from the tree. So an edit
    that touches a heading's label is told as one of a heading. A source that says so was read by
    OCR.
    """
    scores: list[EditScore] = []
    for one in edit_labels.load(None if gold.missing(where) else where, file):
        exact = " as OCR" not in one.source
        headings = [label for label in one.edits if label.category == "heading"]
        told = [
            msgspec.structs.replace(edit, category="heading")
            if any(touch(label, edit) for label in headings)
            else edit
            for edit in find_edits(one.before, one.after, exact)
        ]
        scored = score_edits(one.before, one.after, one.edits, told, _weigh)
        scored.disagreements = [f"{one.source} · {line}" for line in scored.disagreements]
        scored.underweight = [f"{one.source} · {line}" for line in scored.underweight]
        scored.played_down = [f"{one.source} · {line}" for line in scored.played_down]
        scores.append(scored)
    return together(scores)


def _weigh(edits: tuple[Edit, ...]) -> str:
    return significance_of(edits)[0]
