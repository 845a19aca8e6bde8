"""What became of each instruction of a rule."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.instructions import Failure, Instruction
from cfrdiff.reports.terminal_text import indented


def amendment_report(
    instructions: Sequence[Instruction], failures: Sequence[Failure], passed_over: int = 0
) -> RenderableType:
    """Every instruction in its own words, and why it was not carried out where it was not, under
    the number of its rule where there are several; how many for other parts were passed over.
    """
    parts: list[RenderableType] = []
    done = asked = 0
    rules = list(dict.fromkeys(one.rule for one in instructions))
    for rule in rules:
        if len(rules) > 1:
            parts += [Text(f"FR Doc. {rule}" if rule else "Instructions", style="bold"), Text()]
        for one in (one for one in instructions if one.rule == rule):
            failed = [f for f in failures if _key(f) == _key(one)]
            parts += [*_told(one, failed), Text()]
            asked += bool(failed or one.orders)
            done += bool(one.orders and not failed)
    if passed_over:
        parts += [Text(f"{passed_over} for other titles and parts were passed over"), Text()]
    parts.append(Text(f"{done} of {asked} instructions carried out", style="bold"))
    return Group(*parts)


def _key(one: Instruction | Failure) -> tuple[str | None, str, str]:
    return one.rule, one.place, one.words


def _told(one: Instruction, failed: Sequence[Failure]) -> list[RenderableType]:
    line = Text(f"{one.place}. ", style="bold")
    line.append(one.words, style="default")
    parts: list[RenderableType] = [line]
    if failed:
        why = (Text(f"! {failure.reason}", style="magenta") for failure in failed)
        parts += [indented(reason, 4) for reason in why]
        if any(failure.in_part for failure in failed):
            parts.append(indented(Text("the rest of it was carried out", style="magenta"), 4))
    elif one.orders:
        since = f", effective {one.effective}" if one.effective else ""
        parts.append(indented(Text(f"carried out{since}", style="green"), 4))
    return parts
