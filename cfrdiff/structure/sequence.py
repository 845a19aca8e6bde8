"""What a reader should know of the sequence of a section's designations."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.cites import Designation, leaves_level_out, steps
from cfrdiff.model import Finding, Severity
from cfrdiff.structure.paths import Taken
from cfrdiff.text import RunningText


def oddities(
    running: RunningText, taken: Sequence[Taken], section: str | None, head_missing: bool
) -> list[Finding]:
    """Designations that are left out, and those that stand twice or go back.

    Of a section whose beginning the file lacks, the first label of each level may be any. A list
    that begins anew under text without a designation, as under a definition, is not odd.
    """
    found: list[Finding] = []

    def add(code: str, severity: Severity, one: Taken, message: str) -> None:
        printed = str(Designation(one.path))
        line = running.line_at(one.token.start).line.number
        said = message.format(printed)
        found.append(Finding(code, severity, said, section, printed, line))

    open_levels: list[float] = []  # the last ordinal on each level of the open path
    for one in taken:
        depth = len(one.path)
        begun = len(open_levels) >= depth
        before = open_levels[depth - 1] if begun else 0
        step = steps(before, one.first)
        if _is_under_another(one, begun, head_missing):
            message = "a level is left out above {}, as (1) in (a)(i)"
            add("level-left-out", "warning", one, message)
        if step > 1 and (begun or not head_missing):
            message = "one or more designations before {} are left out"
            add("designations-skipped", "note", one, message)
        if begun and step < 1 and not one.token.candidate.fresh:
            message = "{} stands twice or out of order"
            add("designation-out-of-order", "warning", one, message)
        open_levels = [*open_levels[: depth - 1], one.last]
        open_levels += [0] * (depth - len(open_levels))
    return found


def _is_under_another(one: Taken, begun: bool, head_missing: bool) -> bool:
    """Whether a paragraph stands below one that it cannot stand right under; not where print sets
    a row of three labels, (c)(1)(A), for then that is where it says it stands.
    """
    if begun or head_missing or len(one.path) < 2:
        return False
    in_row = one.token.candidate.adjacent and len(one.path) > 2
    return leaves_level_out(one.path[-2:]) and not in_row
