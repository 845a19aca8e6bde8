"""What became of each instruction of a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.instructions import Failure, Instruction
from cfrdiff.instructions.ties import Tie
from cfrdiff.terminal.terminal_text import indented

_Key = tuple[str | None, str, str]  # of an instruction: its rule, its place, its words


def amendment_report(
    instructions: Sequence[Instruction],
    failures: Sequence[Failure],
    passed_over: int = 0,
    ties: Sequence[Tie] = (),
    remarks: Sequence[str] = (),
) -> RenderableType:
    """Every instruction in its own words, and why it was not carried out where it was not, under
    the number of its rule where there are several; how many for other parts were passed over; and
    where the edition names the rules itself, and `remarks` on documents that order nothing here.
    """
    parts: list[RenderableType] = []
    done = asked = 0
    failures_of: defaultdict[_Key, list[Failure]] = defaultdict(list)
    for failure in failures:
        failures_of[_key(failure)].append(failure)
    instructions_of: defaultdict[str | None, list[Instruction]] = defaultdict(list)
    for one in instructions:
        instructions_of[one.rule].append(one)
    for rule, own in instructions_of.items():
        if len(instructions_of) > 1:
            parts += [Text(f"FR Doc. {rule}" if rule else "Instructions", style="bold"), Text()]
        parts += [line for one in ties if one.rule == rule for line in (_tie(one), Text())]
        for one in own:
            failed = failures_of.get(_key(one), [])
            parts += [*_told(one, failed), Text()]
            asked += bool(failed or one.orders)
            done += bool(one.orders and not failed)
    for remark in remarks:
        parts += [Text(f"! {remark}", style="magenta"), Text()]
    if passed_over:
        parts += [Text(f"Passed over, for other titles or parts: {passed_over}"), Text()]
    parts.append(Text(f"{done} of {asked} instructions carried out", style="bold"))
    return Group(*parts)


def _tie(one: Tie) -> Text:
    where = f"§ {one.section}" if one.section else "what stands before the first section"
    if one.how == "link":
        return Text(f"The edition links to it at {where}: {one.document}")
    words = f"! The source note of {where} names {one.document}: the edition may hold it already"
    return Text(words, style="magenta")


def _key(one: Instruction | Failure) -> _Key:
    return one.rule, one.place, one.words


def _told(one: Instruction, failed: Sequence[Failure]) -> list[RenderableType]:
    line = Text(f"{one.place}. ", style="bold")
    line.append(one.words, style="default")
    parts: list[RenderableType] = [line]
    if failed:
        why = dict.fromkeys(failure.reason for failure in failed)  # one may be given twice
        parts += [indented(Text(f"! {reason}", style="magenta"), 4) for reason in why]
        if any(failure.in_part for failure in failed):
            what = "; ".join(dict.fromkeys(one for failure in failed for one in failure.done))
            rest = f"carried out: {what}" if what else "the rest of it was carried out"
            parts.append(indented(Text(rest, style="magenta"), 4))
    elif one.orders:
        since = f", effective {one.effective}" if one.effective else ""
        parts.append(indented(Text(f"carried out{since}", style="green"), 4))
    return parts
