"""The tasks of a regeneration as it goes: what each rule needs, entered once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.changes.model import Significance
from cfrdiff.rules.editing import ModuleEdit
from cfrdiff.rules.modules import RuleSite
from cfrdiff.rules.paragraphs import Numbered
from cfrdiff.rules.worklist import Action, Task, redline


class Tasks:
    """What a regeneration leaves to do and what it did."""

    def __init__(self, changes: ChangeSet) -> None:
        self._changes = changes
        self._tasks: list[Task] = []

    def in_print(self, cites: Iterable[str]) -> list[Task]:
        """The tasks module by module, in the order of the newer edition's cites."""
        order = {cite: i for i, cite in enumerate(cites)}

        def place(task: Task) -> tuple[str, int, str, str]:
            at = order.get(task.after or "", len(order))
            return task.module, at, task.before or "", task.function

        return sorted(self._tasks, key=place)

    def to_review(self, path: str) -> Iterator[Task]:
        """Those of a module whose rule someone must look at."""
        return (one for one in self._tasks if one.module == path and one.action == "review")

    def follows(
        self,
        edit: ModuleEdit,
        site: RuleSite,
        name: str,
        cites: tuple[str, str],
        change: Change,
        significance: Significance,
        action: Action,
        why: Sequence[str],
    ) -> None:
        """Enter a rule that goes on, from one cite to another."""
        self._tasks.append(
            Task(
                module=edit.module.path,
                function=name,
                before=cites[0],
                after=cites[1],
                change=change.kind,
                significance=significance,
                action=action,
                why=tuple(why),
                redline=redline(change),
                implemented=site.implemented,
            )
        )

    def stays(
        self,
        edit: ModuleEdit,
        site: RuleSite,
        change: Change | None,
        action: Action,
        why: str,
        name: str | None = None,
    ) -> None:
        """Enter a rule that does not go on."""
        self._tasks.append(
            Task(
                module=edit.module.path,
                function=name or site.function,
                before=str(site.cited),
                after=None,
                change=change.kind if change else None,
                significance=change.significance if change else None,
                action=action,
                why=(why,),
                implemented=site.implemented,
            )
        )

    def is_new(self, path: str, name: str, row: Numbered) -> None:
        """Enter the stub of a paragraph that had no rule."""
        changes = (c for c in self._changes.changes for s in c.after if s.index == row.index)
        change = next(changes, None)
        self._tasks.append(
            Task(
                module=path,
                function=name,
                before=None,
                after=row.cite,
                change=change.kind if change else None,
                significance=change.significance if change else None,
                action="implement",
                why=(_why_new(change),),
                implemented=False,
            )
        )

    def breaks(self, path: str, function: str, cite: str | None, why: tuple[str, ...]) -> None:
        """Enter what changed under a body, with the task its function has already, if any."""
        for i, task in enumerate(self._tasks):
            if (task.module, task.function) == (path, function):
                whole = (*task.why, *why)
                self._tasks[i] = msgspec.structs.replace(task, action="review", why=whole)
                return
        self._tasks.append(
            Task(
                module=path,
                function=function,
                before=cite,
                after=None,
                change=None,
                significance=None,
                action="review",
                why=why,
            )
        )


_WHY_NEW = {
    "added": "added by the newer edition",
    "not-covered": "the older file does not reach there",
}


def _why_new(change: Change | None) -> str:
    """Why a paragraph of the newer edition had no rule."""
    if change is not None and change.kind == "split":
        return "split off from " + ", ".join(state.cite for state in change.before)
    kind = change.kind if change else ""
    return _WHY_NEW.get(kind, "the newer edition has it and there was no rule")
