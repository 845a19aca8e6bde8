"""What was printed beside what was read, as a change set: every change in it is false."""

from itertools import groupby
from pathlib import Path

import cfrdiff
from accuracy.gold import Document
from accuracy.measure import Disagreement, Tally
from accuracy.printing import Printed
from accuracy.text_layouts import TextLayout, lay_out
from accuracy.volumes import part_heading, volume

_LIGHT = ("none", "typographical")


def false_changes(printed: Printed, edition: cfrdiff.Edition, scratch: Path) -> Tally:
    """Count the changes above typographical from the text printed to the edition read.

    Added, removed and redesignated paragraphs are such changes, and so are those of headings
    and notes.
    """
    clean = scratch / "clean.txt"
    clean.write_bytes(_plain(printed))
    changes = cfrdiff.diff(clean, edition)
    wrong = [
        change
        for change in changes.changes
        if change.significance not in _LIGHT
        or change.kind not in ("unchanged", "revised", "not-covered")
    ]
    tally = Tally(changes=len(changes.changes), changes_false=len(wrong) + len(changes.blocks))
    for change in wrong:
        edits = [f"{e.before!r} → {e.after!r} ({e.category})" for e in change.edits]
        states = change.before or change.after
        told = "; ".join(edits) or states[0].text[:100]
        tally.disagreements.append(
            Disagreement(
                "change", printed.name, printed.sections[0].doc, change.section or "",
                f"{change.id} {change.kind} {change.significance}", "", told, bool(change.review),
            )
        )  # fmt: skip
    for block in changes.blocks:
        tally.disagreements.append(
            Disagreement(
                "change", printed.name, printed.sections[0].doc, block.section or "",
                f"{block.block} {block.kind}", block.before or "", block.after or "", False,
            )
        )  # fmt: skip
    return tally


def _plain(printed: Printed) -> bytes:
    """The sections as plain text, each part under its heading."""
    parts: list[bytes] = []
    for _, group in groupby(printed.sections, key=lambda section: section.doc):
        document = Document(printed.name, tuple(group))
        text = lay_out(printed.name, document.sections, TextLayout(), volume(document)).data
        parts.append(f"{part_heading(document)}\n\n".encode() + text)
    return b"\n".join(parts)
