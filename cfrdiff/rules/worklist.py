"""The work list of a regeneration: what needs a person, what was carried over, and why."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal

import msgspec

from cfrdiff.changes import Change, ChangeSet, Edit
from cfrdiff.changes.model import Kind, Significance

Action = Literal["review", "implement", "superseded", "carried over", "left alone"]


class Task(msgspec.Struct, frozen=True):
    """One rule and what regeneration did with it.

    `before` and `after` are cites (``163.11(c)``), `function` the name it has now. `action`:
    *review*: the text it was written from changed in substance, look at the body; *implement*:
    a new stub; *superseded*: the paragraph is gone, the function kept apart; *carried over*: the
    text changed and the body need not; *left alone*: nothing was done, `why` says for what reason.
    `redline` shows the changed words, struck ``[-so-]`` and inserted ``{+so+}``.
    """

    module: str
    function: str
    before: str | None
    after: str | None
    change: Kind | None
    significance: Significance | None
    action: Action
    why: tuple[str, ...]
    redline: str | None = None
    implemented: bool = True


class WorkList(msgspec.Struct, frozen=True, kw_only=True):
    """What a regeneration from one edition to another leaves to do and what it did.

    `left_behind` names offices and addresses replaced elsewhere that paragraphs with rules
    still have: perhaps conforming amendments that were missed. `due` are the cites of the rules
    that someone must still look at, since this run or an earlier one.
    """

    schema: Literal["cfrdiff/worklist/1"] = "cfrdiff/worklist/1"
    before: str
    after: str
    tasks: tuple[Task, ...]
    left_behind: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    @property
    def for_a_person(self) -> tuple[Task, ...]:
        """What someone must look at."""
        done = ("carried over", "left alone")
        return tuple(task for task in self.tasks if task.action not in done)

    def to_json(self) -> bytes:
        """The contract of ``cfrdiff rules regenerate --json``."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> WorkList:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)


def reasons(change: Change) -> tuple[str, ...]:
    """Why a change weighs what it does, in words."""
    kinds = []
    if change.kind in ("redesignated", "redesignated-revised", "split", "merged"):
        before = ", ".join(state.cite for state in change.before)
        after = ", ".join(state.cite for state in change.after)
        kinds.append(f"{change.kind.split('-')[0]}: {before} → {after}")
    categories = dict.fromkeys(edit.category for edit in change.edits)
    for category in categories:
        pairs = dict.fromkeys(_pair(edit) for edit in change.edits if edit.category == category)
        kinds.append(f"{category}: {'; '.join(pairs)}")
    return tuple(kinds)


def left_behind(changes: ChangeSet, cites: Container[str]) -> tuple[str, ...]:
    """Names of offices and addresses that were replaced, and where among `cites` they stand."""
    found = []
    for one in changes.substitutions:
        where = [f"{section}{designation}" for section, designation in one.residual]
        told = ", ".join(f"§ {cite}" for cite in where if cite in cites)
        if told and one.category in ("office", "address"):
            found.append(f"“{one.before}” became “{one.after}”, but still stands in {told}")
    return tuple(found)


def _pair(edit: Edit) -> str:
    return f"{edit.before or '(nothing)'} → {edit.after or '(nothing)'}"


def redline(change: Change) -> str | None:
    """The older text with what changed struck and inserted; None where no word did."""
    if not change.edits or len(change.before) != 1 or len(change.after) != 1:
        return None
    before = change.before[0]
    fields: tuple[tuple[Literal["heading", "text"], str], ...] = (
        ("heading", before.heading or ""),
        ("text", before.text),
    )
    parts = (
        _marked(text, [edit for edit in change.edits if edit.field == field])
        for field, text in fields
    )
    return " ".join(filter(None, parts))


def _marked(text: str, edits: Sequence[Edit]) -> str:
    marked, at = "", 0
    for edit in sorted(edits, key=lambda one: one.before_span):
        start, end = edit.before_span
        marked += text[at:start]
        marked += f"[-{edit.before}-]" if edit.before else ""
        marked += f"{{+{edit.after}+}}" if edit.after else ""
        at = end
    return marked + text[at:]
