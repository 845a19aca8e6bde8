"""What an edition prints that is not in force on its date, as its effective date notes say it."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff import sources
from cfrdiff.effective import EffectiveNote, added_later, is_added
from cfrdiff.model import NOT_YET_IN_FORCE, Finding, Section
from cfrdiff.text import RunningText, run_on
from cfrdiff.text.openings import opens_with_heading


def not_yet_in_force(
    sections: Sequence[Section], notes: Sequence[EffectiveNote], as_of: str | None
) -> list[Finding]:
    """That a section is printed whose note says that it was added with effect after the edition's
    date: "part 66 was added, effective Feb. 19, 2019", in the edition of January 1.
    """
    found: list[Finding] = []
    for note in notes:
        added = added_later(note, as_of)
        if not any(added):
            continue
        for section in sections:
            if section.number is None or not is_added(section.number, added):
                continue
            message = (
                f"§ {section.number} is printed here and not in force on {as_of}: its note says"
                f" that it was added, effective {min(note.effective)}"
            )
            line = section.evidence[0].line if section.evidence else None
            found.append(Finding(NOT_YET_IN_FORCE, "warning", message, section.number, line=line))
    return found


def running_of(
    notes: Sequence[EffectiveNote], sections: Sequence[Section], path: str
) -> RunningText | None:
    """What notes set forth as a running text by itself; None where they set forth nothing."""
    headings = {section.number: section.heading or "" for section in sections}
    parts: list[str] = []
    for note in notes:
        if note.sets_forth and not opens_with_heading(note.sets_forth[0]) and note.after:
            parts.append(f"§ {note.after} {headings.get(note.after, '')}".rstrip())
        parts += note.sets_forth
    if not parts:
        return None
    return run_on(sources.load(path, "text", "\n\n".join(parts).encode()))
