"""Names replaced by others, learned from the pair itself, and where they were forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from cfrdiff.changes.mentions import find_mentions
from cfrdiff.changes.model import Category, Change, Edit, State, Substitution

# Kinds of edit that replace one name by another.
_NAMING: frozenset[Category] = frozenset(("agency", "office", "address"))
Where = tuple[str | None, str]


def find_substitutions(
    changes: Sequence[Change], elsewhere: Sequence[State] = ()
) -> tuple[Substitution, ...]:
    """The substitutions of a change set, most frequent first.

    Old names are looked for in all its newer paragraphs and in those `elsewhere`.

    A replacement counts as one where it replaces a name, or where the same words are replaced
    by the same others more than once.
    """
    found: dict[tuple[str, str], list[tuple[Edit, State]]] = defaultdict(list)
    for change in changes:
        for edit in change.edits:
            if edit.before.strip() and edit.after.strip() and len(change.after) == 1:
                found[edit.before, edit.after].append((edit, change.after[0]))
    states = [state for change in changes for state in change.after]
    states += elsewhere
    result: list[Substitution] = []
    for (before, after), members in found.items():
        category = members[0][0].category
        often = len(members) > 1 and _is_name(before)
        worth = often or (category in _NAMING and _is_renaming(before, after, category))
        if worth and category not in ("ocr", "punctuation", "spelling"):
            where = _unique((state.section, state.designation) for _, state in members)
            residual = _unique(_residual(before, after, states))
            result.append(Substitution(before, after, category, len(members), where, residual))
    return tuple(sorted(result, key=lambda s: (-s.count, s.before, s.after)))


def _is_name(text: str) -> bool:
    return bool(re.match(r"[A-Z]", text)) and any(c.isalpha() for c in text)


def _is_renaming(before: str, after: str, category: Category) -> bool:
    """Whether one replacement alone shows a renaming: both are names of the kind, or they have
    a word in common; two names that only changed places are none.
    """
    if all(category in {m.label for m in find_mentions(name)[1]} for name in (before, after)):
        return True
    shared = set(re.findall(r"[A-Z]\w+", before)) & set(re.findall(r"[A-Z]\w+", after))
    return _is_name(before) and bool(shared)


def _unique(places: Iterable[Where]) -> tuple[Where, ...]:
    return tuple(dict.fromkeys(places))


def _residual(before: str, after: str, states: Iterable[State]) -> Iterable[Where]:
    """Places that still have the old name; not inside a longer name, nor in the new one."""
    pattern = re.compile(rf"(?<!\w){re.escape(before)}(?!\w)")
    for state in states:
        for text in (state.heading or "", state.text):
            if any(not _inside_other(m, text, after) for m in pattern.finditer(text)):
                yield state.section, state.designation
                break


def _inside_other(match: re.Match[str], text: str, after: str) -> bool:
    start, end = match.span()
    for new in re.finditer(re.escape(after), text):
        if new.start() <= start and end <= new.end():
            return True
    _, mentions = find_mentions(text)
    return any(
        m.label == "agency" and m.start <= start and end <= m.end and m.end - m.start > end - start
        for m in mentions
    )
