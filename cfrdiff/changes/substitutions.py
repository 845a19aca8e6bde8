"""Names replaced by others, learned from the pair itself, and where they were forgotten."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from cfrdiff.changes.model import Change, Edit, Span, State, Substitution, Where, joined
from cfrdiff.changes.renaming import is_renaming, stands_in_name
from cfrdiff.changes.roles import Role, likeness, role
from cfrdiff.changes.thresholds import NAME_REACH, OTHER_PART
from cfrdiff.cites import part_of
from cfrdiff.language.mentions import find_mentions

_WORD = re.compile(r"\w+")
# Words with capitals, and what joins them, before and behind a place.
_NAME_BEFORE = re.compile(r"(?:(?:[A-Z][\w.]*|of|and|the|,)\s+)+$")
_NAME_BEHIND = re.compile(r"(?:[\s,]+(?:[A-Z][\w.]*|of|and|the))+")
# So few names are found sooner one by one, each by one search of all texts as one, between which
# stands what no text holds.
_FEW_NAMES = 60
_BETWEEN = "\0"


class _Found(msgspec.Struct, frozen=True):
    """One replacement: the edit, where it now stands, the role of the old name, and the text in
    which that stood. `in_name` says that a word of a longer name was replaced: "the Miami field
    office".
    """

    edit: Edit
    where: Where
    role: Role
    text: str
    in_name: bool


def find_substitutions(
    changes: Sequence[Change],
    elsewhere: Sequence[State] = (),
    blocks: Iterable[tuple[Where, str]] = (),
) -> tuple[Substitution, ...]:
    """The substitutions of a change set, most frequent first.

    Old names are looked for in all its newer paragraphs, in those `elsewhere` and in the texts of
    the newer edition's `blocks`; places where one was probably forgotten come first.
    """
    found = {names: members for names, members in _replaced(changes).items() if _is_worth(members)}
    states = [*(state for change in changes for state in change.after), *elsewhere]
    fields = [(one.where, text) for one in states for text in (one.heading, one.text) if text]
    left = _residual({before for before, _ in found}, [*fields, *blocks])
    result: list[Substitution] = []
    for (before, after), members in found.items():
        rank = _ranked(left.get(before, ()), before, after, members)
        result.append(
            Substitution(
                before=before,
                after=after,
                category=members[0].edit.category,
                count=len(members),
                where=tuple(dict.fromkeys(member.where for member in members)),
                residual=tuple(place for place, _ in rank),
                oversight=tuple(score for _, score in rank),
            )
        )
    return tuple(sorted(result, key=Substitution.rank))


def _replaced(changes: Iterable[Change]) -> dict[tuple[str, str], list[_Found]]:
    """Each text that took the place of another, by both."""
    found: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    for change in changes:
        if not change.before or not change.after:
            continue
        for edit in change.edits:
            if edit.before.strip() and edit.after.strip():
                text = _field(change.before, edit)
                own = role(text, edit.before_span)
                in_name = stands_in_name(text, edit.before_span, edit.category) and (
                    stands_in_name(_field(change.after, edit), edit.after_span, edit.category)
                )
                made = _Found(edit, change.home(edit).where, own, text, in_name)
                found[edit.before, edit.after].append(made)
    return found


def _is_worth(members: Sequence[_Found]) -> bool:
    in_name = any(member.in_name for member in members)
    edits = [member.edit for member in members]
    return is_renaming(edits, [member.text for member in members], in_name)


def _field(states: Sequence[State], edit: Edit) -> str:
    return (states[0].heading or "") if edit.field == "heading" else joined(states)


_Hit = tuple[Where, str, Span]


def _residual(names: Iterable[str], fields: Sequence[tuple[Where, str]]) -> dict[str, list[_Hit]]:
    """Where the newer texts have the names as words of their own."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if first := _WORD.match(name):
            by_first[first[0]].append(name)
    found: dict[str, list[_Hit]] = defaultdict(list)
    if not by_first:
        return found
    if sum(map(len, by_first.values())) <= _FEW_NAMES:
        return _found_one_by_one(by_first, fields)
    # Words that begin as a name does, whatever the number of names: all others are passed over.
    begins = re.compile(rf"\b[{''.join(map(re.escape, {first[0] for first in by_first}))}]\w*")
    for where, text in fields:
        for word in begins.finditer(text):
            for name in by_first.get(word[0], ()):
                if _stands_at(name, text, word.start()):
                    span = (word.start(), word.start() + len(name))
                    found[name].append((where, text, span))
    return found


def _found_one_by_one(
    by_first: Mapping[str, Sequence[str]], fields: Sequence[tuple[Where, str]]
) -> dict[str, list[_Hit]]:
    """The same for a few names, each looked for in all texts at once."""
    whole = _BETWEEN.join(text for _, text in fields)
    begins = [0, *accumulate(len(text) + 1 for _, text in fields)]
    found: dict[str, list[_Hit]] = defaultdict(list)
    for first, names in by_first.items():
        for name in names:
            at = whole.find(name)
            while at >= 0:
                word = _WORD.match(whole, at)
                is_word = (
                    word is not None and word[0] == first and not _WORD.match(whole[at - 1 : at])
                )
                field = bisect_right(begins, at) - 1
                start = at - begins[field]
                where, text = fields[field]
                if is_word and _stands_at(name, text, start):
                    found[name].append((where, text, (start, start + len(name))))
                at = whole.find(name, at + 1)
    return found


def _stands_at(name: str, text: str, at: int) -> bool:
    """Whether a name stands at the beginning of a word, and ends with one; not in a compound:
    "Non-Presidential", "State-issued".
    """
    end = at + len(name)
    if "-" in (text[max(0, at - 1) : at], text[end : end + 1]):
        return False
    return text.startswith(name, at) and not (
        text[end - 1].isalnum() and text[end : end + 1].isalnum()
    )


def _ranked(
    hits: Iterable[_Hit], before: str, after: str, members: Sequence[_Found]
) -> list[tuple[Where, float]]:
    """Places with how likely each was forgotten, the likeliest first, else in order of print.

    In a part where the name was replaced nowhere, another may be meant ("the Commission").
    """
    roles = [member.role for member in members]
    parts = {part_of(member.where[0] or "") for member in members}
    scores: dict[Where, float] = {}
    degrees: dict[Role, float] = {}
    for where, text, span in hits:
        if _inside_new(text, span, before, after) or _inside_agency(text, span):
            continue
        own = role(text, span)
        if own not in degrees:
            degrees[own] = likeness(own, roles)
        degree = degrees[own]
        if part_of(where[0] or "") not in parts:
            degree = min(degree, OTHER_PART)
        scores[where] = max(scores.get(where, 0.0), degree)
    return sorted(scores.items(), key=lambda one: -one[1])


def old_name_in(text: str, before: str, after: str) -> Iterator[Span]:
    """Where a text has a name that another took the place of elsewhere: as words of its own, and
    not as a part of the new name or of an agency's longer one.
    """
    at = text.find(before)
    while at >= 0:
        span = at, at + len(before)
        begins = not (at and text[at - 1].isalnum() and before[:1].isalnum())
        is_own = begins and _stands_at(before, text, at)
        if is_own and not (_inside_new(text, span, before, after) or _inside_agency(text, span)):
            yield span
        at = text.find(before, at + 1)


def _inside_new(text: str, span: Span, before: str, after: str) -> bool:
    """Whether the old name stands there as a part of the new one."""
    at = after.find(before)
    while at >= 0:
        if text.startswith(after, span[0] - at) and span[0] >= at:
            return True
        at = after.find(before, at + 1)
    return False


def _inside_agency(text: str, span: Span) -> bool:
    """Whether the old name stands there as a part of the longer name of an agency."""
    start, end = span
    left = _NAME_BEFORE.search(text[max(0, start - NAME_REACH) : start])
    right = _NAME_BEHIND.match(text, end, end + NAME_REACH)
    if left is None and right is None:
        return False
    first = start - len(left.group()) if left else start
    name = text[first : right.end() if right else end]
    _, mentions = find_mentions(name)
    return any(
        m.label == "agency"
        and m.start <= start - first
        and end - first <= m.end
        and m.end - m.start > end - start
        for m in mentions
    )
