"""What became of each instruction of a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.instructions import Failure, Instruction
from cfrdiff.reports.terminal_text import indented


def amendment_report(
    instructions: Sequence[Instruction], failures: Sequence[Failure]
) -> RenderableType:
    """Every instruction in its own words, and why it was not carried out where it was not."""
    parts: list[RenderableType] = []
    done = asked = 0
    failures_of: defaultdict[tuple[str, str], list[Failure]] = defaultdict(list)
    for failure in failures:
        failures_of[failure.place, failure.words].append(failure)
    for one in instructions:
        failed = failures_of.get((one.place, one.words), [])
        why = list(dict.fromkeys(f.reason for f in failed))  # one may be given twice
        line = Text(f"{one.place}. ", style="bold")
        line.append(one.words, style="default")
        parts.append(line)
        asked += bool(why or one.orders)
        if why:
            parts += [indented(Text(f"! {reason}", style="magenta"), 4) for reason in why]
            if any(f.in_part for f in failed):
                parts.append(indented(Text("the rest of it was carried out", style="magenta"), 4))
        elif one.orders:
            done += 1
            since = f", effective {one.effective}" if one.effective else ""
            parts.append(indented(Text(f"carried out{since}", style="green"), 4))
        parts.append(Text())
    parts.append(Text(f"{done} of {asked} instructions carried out", style="bold"))
    return Group(*parts)
