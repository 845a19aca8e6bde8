"""What `cfrdiff rules` shows: work lists, checks, answers, comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.rules.answers import Answers, Asked, Because, Compared, Comparison
from cfrdiff.rules.worklist import Task, WorkList
from cfrdiff.terminal.terminal_text import indented
from cfrdiff.views import wording

if TYPE_CHECKING:
    from cfrdiff.rules.accepting import Accepted  # loads libcst
    from cfrdiff.rules.checking import CheckReport

_STYLES = {
    "yes": "green",
    "no": "red",
    "undetermined": "yellow",
    "not applicable": "blue",
    "review": "bold red",
    "implement": "bold yellow",
    "review due": "bold red",
    "superseded": "magenta",
}


def work_list(found: WorkList) -> RenderableType:
    """What needs a person, then what was carried over and why."""
    parts: list[RenderableType] = [Text(f"{found.before} → {found.after}"), Text()]
    person = found.for_a_person
    rest = [task for task in found.tasks if task not in person]
    if not found.tasks:
        parts.append(Text("Every rule is as the newer edition has its text."))
    for title, tasks in (("Needs a person", person), ("Does not", rest)):
        if tasks:
            parts.append(Text(f"{title} ({len(tasks)})", style="bold"))
            parts += [line for task in tasks for line in _task(task)]
            parts.append(Text())
    if found.due:
        cites = ", ".join(f"§ {cite}" for cite in found.due)
        parts += [Text(f"Due for review, until accepted or edited: {cites}"), Text()]
    if found.left_behind:
        parts.append(Text("Perhaps missed conforming amendments", style="bold"))
        parts += [indented(Text(one), 2) for one in found.left_behind]
    return Group(*parts)


def _task(task: Task) -> list[RenderableType]:
    cites = wording.arrow(*(f"§ {one}" for one in (task.before, task.after) if one))
    line = Text(task.action, style=_STYLES.get(task.action, "dim"))
    line.append(f"  {cites}  {task.module}: {task.function}", style="not bold not dim")
    if task.significance not in (None, "none"):
        line.append(f"  {task.significance}", style="not bold dim")
    if not task.implemented and task.action != "implement":
        line.append("  (still a stub)", style="not bold dim")
    parts = [indented(line, 2)]
    parts += [indented(Text(why), 6) for why in task.why]
    if task.redline and task.action == "review":
        parts.append(indented(Text(task.redline, style="dim"), 6))
    return parts


def check_list(found: CheckReport) -> RenderableType:
    """Every fault, then how many rules are in which state."""
    parts: list[RenderableType] = []
    for one in found.faults:
        where = f"{one.module}: {one.function}" if one.function else ""
        line = Text(f"{one.state}  § {one.cite}", style="red")
        line.append(f"  {where}", style="default")
        line.append(f"  {one.why}" if one.why else "", style="dim")
        parts.append(line)
    counts = Counter(one.state for one in found.statuses)
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    without = f"; {len(found.untested)} without a test" if found.untested else ""
    parts.append(Text(f"edition {found.edition}: {told}{without}", style="bold"))
    return Group(*parts)


def accepted_list(found: Sequence[Accepted]) -> RenderableType:
    """The rules that were accepted, each with what was due for review."""
    parts: list[RenderableType] = []
    for one in found:
        line = Text("accepted", style="green")
        line.append(f"  § {one.cite}  {one.module}: {one.function}", style="default")
        parts += [line, *(indented(Text(review), 6) for review in one.reviews)]
    return Group(*parts)


def answer_list(found: Answers) -> RenderableType:
    """Each question with its decision and the chain of reasons."""
    parts: list[RenderableType] = [Text(found.edition, style="dim")]
    if found.assumed:
        parts.append(Text(found.assumed, style="bold yellow"))
    for asked in found.answers:
        parts += [Text(), *_asked(asked)]
    return Group(*parts)


def _asked(asked: Asked) -> list[RenderableType]:
    line = Text(f"{asked.cite} ({asked.edition})  {asked.question}  ")
    line.append(asked.answer, style=_STYLES[asked.answer])
    parts: list[RenderableType] = [line]
    if asked.value:
        parts.append(indented(Text(asked.value, style="bold"), 4))
    parts += [indented(Text(reason), 4) for reason in asked.reasons]
    if asked.missing:
        parts.append(indented(Text(f"missing: {', '.join(asked.missing)}", style="yellow"), 4))
    return parts


def comparison_list(found: Comparison, everything: bool) -> RenderableType:
    """What differs and which change of text did it; with `everything`, what does not, too."""
    parts: list[RenderableType] = [Text(f"{found.before} → {found.after}")]
    both = [one for one in found.questions if one.before and one.after]
    for one in both:
        if everything or _is_notable(one):
            parts += [Text(), *_compared(one)]
    differ, only = sum(one.differs for one in both), len(found.questions) - len(both)
    counted = f"{differ} of {len(both)} decisions differ; {only} are asked in one edition only"
    return Group(*parts, Text(), Text(counted, style="bold"))


def _is_notable(one: Compared) -> bool:
    return one.differs or any("missed" in note for note in one.notes)


def _compared(one: Compared) -> list[RenderableType]:
    assert one.before is not None
    assert one.after is not None
    parts: list[RenderableType] = [Text(one.question, style="bold")]
    if not one.differs:
        parts.append(indented(Text(f"{one.after.cite}: {_outcome(one.after)}, as before"), 2))
    else:
        parts += [*_answer("-", one.before), *_answer("+", one.after)]
    for cause in one.because:
        parts += _cause(cause)
    parts += [indented(Text(f"note: {note}", style="yellow"), 2) for note in one.notes]
    return parts


def _answer(mark: str, asked: Asked) -> list[RenderableType]:
    line = Text(f"{mark} {asked.cite}: ")
    line.append(_outcome(asked), style=_STYLES[asked.answer])
    reasons = (indented(Text(reason, style="dim"), 6) for reason in asked.reasons)
    return [indented(line, 2), *reasons]


def _cause(cause: Because) -> list[RenderableType]:
    cites = wording.arrow(cause.before, cause.after)
    parts: list[RenderableType] = [indented(Text(f"because {cites} was {cause.kind}:"), 2)]
    parts += [indented(Text(_replaced(*pair), style="bold"), 6) for pair in cause.words]
    return [*parts, indented(Text(cause.redline), 6)] if cause.redline else parts


def _replaced(before: str, after: str) -> str:
    """The words of one edit that went, and those that came."""
    if not before:
        return f"new: “{after}”"
    return f"“{before}” → “{after}”" if after else f"gone: “{before}”"


def _outcome(asked: Asked) -> str:
    return f"{asked.answer}: {asked.value}" if asked.value else asked.answer
