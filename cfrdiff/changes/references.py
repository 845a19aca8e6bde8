"""Cross-references of a paragraph, resolved to (section, designation); which followed their
target when it was redesignated, and which did not.

Forms from the Document Drafting Handbook, 3-12 to 3-16: "paragraph (b)(2) of this section",
"paragraphs (a), (b)(1) and (c)", "paragraphs (b) through (d) of § 163.12", "§ 163.12(b)(2)".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from cfrdiff.changes.block_texts import PairedText
from cfrdiff.changes.model import (
    BlockChange,
    Category,
    Change,
    Edit,
    SectionChange,
    Span,
    StaleReference,
    State,
    Where,
)
from cfrdiff.changes.significance import weight_of, weight_of_block
from cfrdiff.changes.thresholds import AROUND
from cfrdiff.changes.weighing import as_category
from cfrdiff.cites import LABEL, SECTION_NUMBER, Designation, Member, canonical
from cfrdiff.language.citations import find_citations
from cfrdiff.language.mentions import table

# Any edit of a heading is called one; what it holds says whether it refers to something.
_REFERRING: frozenset[Category] = frozenset(("cross-reference", "citation", "heading"))
_CITING_WORDS = re.compile(
    rf"{LABEL}|{SECTION_NUMBER}|\b(?:[Pp]aragraphs?|[Ss]ections?|and|or|through|to)\b"
)
# What may be a section number, or two with a dash between; and one whose part stands before it.
_NUMBER_LIKE = re.compile(r"\d[\w.–-]*")
_WORD = re.compile(r"[a-z]{3,}")
_SHORT_NUMBER = re.compile(r"\.(?<![\w.]\.)\d")
# So few stems are looked for by themselves before the numbers of a text are.
_FEW_STEMS = 40


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
            start = _printed_from(text, member)
            target = (cite.section or section, str(Designation(cite.path)))
            found.append(Reference(start, member.end, target))
        # "of § 12.7" behind the list names the section too.
        for home in one.homes:
            start = _printed_from(text, home)
            found.append(
                Reference(start, home.end, (home.cite.section, str(Designation(home.cite.path))))
            )
    return tuple(found)


def _printed_from(text: str, member: Member) -> int:
    """Where a member begins; a sign or noun before its number is no part of the reference."""
    printed = re.search(r"[(.\d]", text[member.start : member.end])
    return member.start + (printed.start() if printed else 0)


class Redesignations:
    """Where each paragraph and section of the older edition went."""

    def __init__(self, changes: Iterable[Change], sections: Iterable[SectionChange]) -> None:
        self._moved: dict[Where, Where] = {}
        self._held: set[Where] = set()
        self._gone: set[Where] = set()
        self._known: set[Where] = set()
        self._states: dict[Where, State] = {}
        for change in changes:
            for state in change.after:
                place = state.where
                self._held.add(place)
                self._states.setdefault(place, state)
            for old in change.before:
                place = old.where
                self._known |= {place, (old.section, "")}
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

    @functools.cached_property
    def sections(self) -> frozenset[str]:
        """The sections of the older edition of which anything moved or went."""
        moved = {old[0] for old, new in self._moved.items() if old != new}
        gone = {section for section, _ in self._gone}
        return frozenset(section for section in moved | gone if section)

    @functools.cached_property
    def stems(self) -> frozenset[str]:
        """What the numbers of these sections begin with."""
        return frozenset(map(_stem, self.sections))

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved or went at all."""
        return not self._gone and all(old == new for old, new in self._moved.items())

    def knows(self, old: Where) -> bool:
        """Whether the older edition has a place."""
        return old in self._known

    def suits(self, words: str, place: Where, moved: Where | None) -> bool:
        """Whether what now stands at a place has more of the words around a reference to it than
        what stood there and `moved`: the reference names the right paragraph.
        """
        if moved is None or not {place, moved} <= self._states.keys():
            return False
        said = _telling(words)
        here, there = (
            _telling(f"{state.heading or ''} {state.text}")
            for state in (self._states[place], self._states[moved])
        )
        return len(said & here) > len(said & there)

    def target(self, old: Where) -> Where | None:
        """Where a place went; None for one that is gone, itself for one not known."""
        if old in self._moved:
            return self._moved[old]
        return None if old in self._gone and old not in self._held else old


def _telling(text: str) -> set[str]:
    """The words of a text that say something, in small letters."""
    return {word for word in _WORD.findall(text.lower()) if word not in table().fillers}


def with_conformed(changes: Iterable[Change], moves: Redesignations) -> list[Change]:
    """The changes, those cross-references told apart that only followed their target."""
    return [_with_conformed(change, moves) for change in changes]


def _with_conformed(change: Change, moves: Redesignations) -> Change:
    if not change.edits or len(change.before) != 1 or len(change.after) != 1:
        return change
    texts = {"text": _of_paragraph(change), "heading": _of_heading(change)}
    edits = tuple(_conformed(edit, texts[edit.field], moves) for edit in change.edits)
    if edits == change.edits:
        return change
    moved = change.kind.startswith("redesignated")
    significance, reasons = weight_of(edits, change.kind if moved else None)
    return msgspec.structs.replace(change, edits=edits, significance=significance, reasons=reasons)


def with_conformed_blocks(
    blocks: Iterable[BlockChange], moves: Redesignations
) -> list[BlockChange]:
    """The same of tables, notes, appendices and headings."""
    return [_with_conformed_block(block, moves) for block in blocks]


def _with_conformed_block(block: BlockChange, moves: Redesignations) -> BlockChange:
    where = block.section, block.block
    text = PairedText(
        block.section_before, block.before or "", where, block.after or "", block.edits
    )
    edits = tuple(_conformed(edit, text, moves) for edit in block.edits)
    if edits == block.edits:
        return block
    significance, reasons = weight_of_block(block.block, block.kind, edits)
    return msgspec.structs.replace(block, edits=edits, significance=significance, reasons=reasons)


def _conformed(edit: Edit, text: PairedText, moves: Redesignations) -> Edit:
    """An edit, told apart where it only followed the target of a reference."""
    if edit.category in _REFERRING and _is_conformed(edit, text, moves):
        return as_category(edit, "conformed-reference")
    return edit


def _is_conformed(edit: Edit, text: PairedText, moves: Redesignations) -> bool:
    """Whether an edit only follows the redesignation of what it refers to."""
    before = _touched(find_references(text.before, text.section_before), edit.before_span)
    after = _touched(find_references(text.after, text.where[0]), edit.after_span)
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


def find_stale(
    changes: Sequence[Change], moves: Redesignations, blocks: Iterable[PairedText] = ()
) -> tuple[StaleReference, ...]:
    """References that stayed although what they name was redesignated or is gone: in paragraphs,
    then in `blocks`.
    """
    if moves.is_empty:
        return ()
    paragraphs = (
        _of_paragraph(change)
        for change in changes
        if len(change.before) == len(change.after) == 1 and _may_refer(change.after[0].text)
    )
    named = (one for one in blocks if _may_refer(one.after))
    texts = (text for text in chain(paragraphs, named) if _may_name(text, moves))
    return tuple(stale for text in texts for stale in _stale_in(text, moves))


def _of_paragraph(change: Change) -> PairedText:
    """A paragraph's text in both editions."""
    old, new = change.before[0], change.after[0]
    edits = tuple(edit for edit in change.edits if edit.field == "text")
    return PairedText(old.section, old.text, new.where, new.text, edits)


def _of_heading(change: Change) -> PairedText:
    """A paragraph's heading in both editions."""
    old, new = change.before[0], change.after[0]
    edits = tuple(edit for edit in change.edits if edit.field == "heading")
    return PairedText(old.section, old.heading or "", new.where, new.heading or "", edits)


def _may_refer(text: str) -> bool:
    """Whether a text can hold a reference; that is looked at before references are searched."""
    return "(" in text or "§" in text


def _may_name(text: PairedText, moves: Redesignations) -> bool:
    """Whether a text stands in, or names the number of, a section of which anything moved."""
    if text.section_before in moves.sections or _SHORT_NUMBER.search(text.after):
        return True
    if len(moves.stems) <= _FEW_STEMS:
        said = canonical(text.after)
        if not any(stem in said for stem in moves.stems):
            return False
    found = _NUMBER_LIKE.findall(text.after)
    ends = (end for one in found if "-" in one or "–" in one for end in re.split("[-–]", one))
    return any(_stem(one) in moves.stems for one in chain(found, ends))


def _stem(number: str) -> str:
    """What a section number begins with, before any label in it, however its dashes are set."""
    return canonical(number.partition("(")[0]).rstrip(".-")


def _stale_in(text: PairedText, moves: Redesignations) -> Iterator[StaleReference]:
    section = text.where[0]
    known = {one.target for one in find_references(text.before, text.section_before)}
    for reference in find_references(text.after, section):
        was = _in_older_edition(reference.target, text.section_before, section)
        target = moves.target(was)
        spans = (edit.after_span for edit in text.edits)
        kept = not any(a < reference.end and reference.start < b for a, b in spans)
        stale = kept and was in known and moves.knows(was) and target != reference.target
        around = text.after[max(0, reference.start - AROUND) : reference.end + AROUND]
        if stale and not moves.suits(around, reference.target, target):
            span = (reference.start, reference.end)
            words = text.after[slice(*span)]
            yield StaleReference(*text.where, words, span, reference.target, target)


def _in_older_edition(target: Where, old: str | None, new: str | None) -> Where:
    """What a reference meant in the older edition: "this section" had another number there."""
    return (old, target[1]) if target[0] == new != old else target
