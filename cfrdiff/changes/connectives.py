"""The "and" or "or" between the last two members of a list, which moves when the list grows.

"; and" goes from the end of a member, or comes there, because the list got another last member or
lost one; what joins the members is the same as before. The member that came or went weighs by
itself, and "or" in the place of "and" is another rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.model import Change, Edit, State
from cfrdiff.changes.significance import weight_of, weight_of_row

_MARKS = re.compile(r"[\s;,.:]+")
_CONNECTIVE = re.compile(r"\b(and|or)[\s;,.:]*$")
_Parent = tuple[int, tuple[str, ...]]


def with_moved_connectives(changes: Sequence[Change]) -> list[Change]:
    """The changes, connectives that only went along with the end of their list told apart."""
    olds = _lists(state for change in changes for state in change.before)
    news = _lists(state for change in changes for state in change.after)
    return [_judged(change, olds, news) for change in changes]


def _lists(states: Iterable[State]) -> dict[_Parent, list[State]]:
    """The members of each list in the order of print, by section and the paragraph above."""
    found: dict[_Parent, list[State]] = defaultdict(list)
    for state in sorted(states, key=lambda one: one.index):
        if state.path:
            found[_parent(state)].append(state)
    return found


def _parent(state: State) -> _Parent:
    return state.section_index, state.path[:-1]


def _judged(
    change: Change, olds: dict[_Parent, list[State]], news: dict[_Parent, list[State]]
) -> Change:
    if len(change.before) != 1 or len(change.after) != 1:
        return change
    (old,), (new,) = change.before, change.after
    if not old.path or not new.path:
        return change
    siblings = olds[_parent(old)], news[_parent(new)]
    edits = tuple(
        _lighter(edit) if _is_moved(edit, old, new, *siblings) else edit for edit in change.edits
    )
    if edits == change.edits:
        return change
    moved = change.kind.startswith("redesignated")
    significance, reasons = weight_of(edits, change.kind if moved else None)
    return msgspec.structs.replace(change, edits=edits, significance=significance, reasons=reasons)


def _lighter(edit: Edit) -> Edit:
    weight = weight_of_row("list-connective")
    return msgspec.structs.replace(edit, significance=weight, rule="list connective")


def _is_moved(
    edit: Edit, old: State, new: State, olds: Sequence[State], news: Sequence[State]
) -> bool:
    """Whether an edit is the connective of a list whose last member but one is another now."""
    sides = [_MARKS.sub("", side) for side in (edit.before, edit.after)]
    if edit.field != "text" or sorted(sides)[0] or sorted(sides)[1] not in ("and", "or"):
        return False
    if _MARKS.sub("", old.text[edit.before_span[1] :] + new.text[edit.after_span[1] :]):
        return False
    state, members, others = (old, olds, news) if sides[0] else (new, news, olds)
    return (
        len(members) > 1
        and members[-2] == state
        and len(others) > 1
        and others[-2] not in (old, new)
        and _joins_by(others[-2]) == (sides[0] or sides[1])
    )


def _joins_by(state: State) -> str:
    match = _CONNECTIVE.search(state.text)
    return match[1] if match else ""
