"""Cross-references of a paragraph, resolved to (section, designation); which followed their
target when it was redesignated, and which did not.

Forms from the Document Drafting Handbook, 3-12 to 3-16: "paragraph (b)(2) of this section",
"paragraphs (a), (b)(1) and (c)", "paragraphs (b) through (d) of § 163.12", "§ 163.12(b)(2)".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.changes.model import (
    Category,
    Change,
    Edit,
    SectionChange,
    Span,
    StaleReference,
    State,
    Where,
)
from cfrdiff.changes.significance import weight_of
from cfrdiff.changes.weighing import as_category
from cfrdiff.cites import LABEL, SECTION_NUMBER, SIGN, Designation, canonical
from cfrdiff.language.citations import find_citations

_REFERRING: frozenset[Category] = frozenset(("cross-reference", "citation"))
_OF_SECTION = re.compile(rf"\bof\s+{SIGN}\s*(?P<number>{SECTION_NUMBER})")
_CITING_WORDS = re.compile(
    rf"{LABEL}|{SECTION_NUMBER}|\b(?:[Pp]aragraphs?|[Ss]ections?|and|or|through|to)\b"
)


class Reference(msgspec.Struct, frozen=True):
    """``text[start:end]`` of a paragraph names `target`; for ``§ 163.12(b)``, without the §."""

    start: int
    end: int
    target: Where


@functools.lru_cache(maxsize=4096)
def find_references(text: str, section: str | None) -> tuple[Reference, ...]:
    """The provisions of the same title a paragraph of `section` refers to, in order."""
    found: list[Reference] = []
    for one in find_citations(text):
        if one.kind != "cross-reference" or one.title is not None:
            continue
        for member in one.members:
            cite = member.cite
            # A sign or noun before the number is no part of the reference.
            printed = re.search(r"[(.\d]", text[member.start : member.end])
            start = member.start + (printed.start() if printed else 0)
            target = (cite.section or section, str(Designation(cite.path)))
            found.append(Reference(start, member.end, target))
        # "of § 12.7" behind the list names the section too.
        home = _OF_SECTION.search(text, one.members[-1].end, one.end) if one.members else None
        if home:
            found.append(Reference(*home.span("number"), (canonical(home["number"]), "")))
    return tuple(found)


class Redesignations:
    """Where each paragraph and section of the older edition went."""

    def __init__(self, changes: Iterable[Change], sections: Iterable[SectionChange]) -> None:
        self._moved: dict[Where, Where] = {}
        self._held: set[Where] = set()
        self._gone: set[Where] = set()
        for change in changes:
            for state in change.after:
                self._held.add((state.section, state.designation))
            for old in change.before:
                place = (old.section, old.designation)
                if not old.designation:
                    continue
                if change.kind == "removed":
                    self._gone.add(place)
                elif change.after:
                    new = change.after[0]
                    self._moved[place] = (new.section, new.designation)
        for section in sections:
            if section.kind == "removed":
                self._gone.add((section.before, ""))
            if section.kind == "redesignated":
                self._moved[section.before, ""] = (section.after, "")
            self._held.add((section.after, ""))

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved or went at all."""
        return not self._gone and all(old == new for old, new in self._moved.items())

    def target(self, old: Where) -> Where | None:
        """Where a place went; None for one that is gone, itself for one not known."""
        if old in self._moved:
            return self._moved[old]
        return None if old in self._gone and old not in self._held else old


def with_conformed(changes: Iterable[Change], moves: Redesignations) -> list[Change]:
    """The changes, those cross-references told apart that only followed their target."""
    return [_with_conformed(change, moves) for change in changes]


def _with_conformed(change: Change, moves: Redesignations) -> Change:
    if len(change.before) != 1 or len(change.after) != 1:
        return change
    old, new = change.before[0], change.after[0]
    edits = tuple(
        as_category(edit, "conformed-reference")
        if edit.field == "text"
        and edit.category in _REFERRING
        and _is_conformed(edit, old, new, moves)
        else edit
        for edit in change.edits
    )
    if edits == change.edits:
        return change
    moved = change.kind.startswith("redesignated")
    significance, reasons = weight_of(edits, change.kind if moved else None)
    return msgspec.structs.replace(change, edits=edits, significance=significance, reasons=reasons)


def _is_conformed(edit: Edit, old: State, new: State, moves: Redesignations) -> bool:
    """Whether an edit only follows the redesignation of what it refers to."""
    before = _touched(find_references(old.text, old.section), edit.before_span)
    after = _touched(find_references(new.text, new.section), edit.after_span)
    if not before or len(before) != len(after):
        return False
    if not _is_only(edit.before) or not _is_only(edit.after):
        return False
    went = [
        (a.target, b.target, moves.target(a.target)) for a, b in zip(before, after, strict=True)
    ]
    return all(b == target for _, b, target in went) and any(a != b for a, b, _ in went)


def _is_only(text: str) -> bool:
    """Whether an edit holds nothing but designations and section numbers."""
    return not re.search(r"[A-Za-z]", _CITING_WORDS.sub("", text))


def _touched(references: Sequence[Reference], span: Span) -> list[Reference]:
    return [r for r in references if r.start < max(span[1], span[0] + 1) and span[0] < r.end]


def find_stale(changes: Sequence[Change], moves: Redesignations) -> tuple[StaleReference, ...]:
    """References that stayed although what they name was redesignated or is gone."""
    if moves.is_empty:
        return ()
    return tuple(
        stale
        for change in changes
        if len(change.before) == len(change.after) == 1 and _may_refer(change.after[0])
        for stale in _stale_in(change, moves)
    )


def _may_refer(state: State) -> bool:
    """Whether a text can hold a reference; that is looked at before references are searched."""
    return "(" in state.text or "§" in state.text


def _stale_in(change: Change, moves: Redesignations) -> Iterator[StaleReference]:
    old, new = change.before[0], change.after[0]
    known = {reference.target for reference in find_references(old.text, old.section)}
    edited = [edit.after_span for edit in change.edits if edit.field == "text"]
    for reference in find_references(new.text, new.section):
        was = _in_older_edition(reference.target, old, new)
        target = moves.target(was)
        kept = not any(a < reference.end and reference.start < b for a, b in edited)
        if kept and was in known and target != reference.target:
            span = (reference.start, reference.end)
            words = new.text[slice(*span)]
            yield StaleReference(*new.where, words, span, reference.target, target)


def _in_older_edition(target: Where, old: State, new: State) -> Where:
    """What a reference meant in the older edition: "this section" had another number there."""
    return (old.section, target[1]) if target[0] == new.section != old.section else target
