"""A change set as textual modifications: what was done, where it stood and stands, the words.

- A paragraph revised is a *substitution* of its heading and text, one added an *insertion*, one
  removed a *repeal*; redesignated, a *renumbering* (and a substitution, where it was revised too);
  *split* and *join* name all the paragraphs there were and are.
- A section that got another number is a renumbering. One that came or went is an insertion or a
  repeal; where paragraphs of it stood elsewhere before, or stand elsewhere now, only of its number,
  heading and source note.
- What differs in type only, or is perhaps misread, is a substitution too: its weight says so.
- Headings, source notes, tables and other blocks are substituted, inserted or repealed; what moved
  in its table or appendix is renumbered.

Words are those of the paragraph itself, without what stands under it. In a change set of one
section, what came from another or went there is a renumbering with one side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, Review, Significance, State
from cfrdiff.changes.significance import heavier
from cfrdiff.formats.akoma_ntoso.names import SectionNames
from cfrdiff.formats.akoma_ntoso.side import Side
from cfrdiff.model import Section
from cfrdiff.views import paragraph_words

Told = tuple[str, str]  # a place, as a reference, and its words
Number = str | None
_CAME_OR_WENT = {"added": "insertion", "removed": "repeal", "revised": "substitution"}
_ELSEWHERE = frozenset(("moved-out-of-the-section", "moved-into-the-section"))


class Modification(msgspec.Struct, frozen=True):
    """`kind` is the standard's; `olds` stand in the older edition, `news` in the newer.

    `weight` is that of the change it is of, `review` what a person should look at there.
    """

    kind: str
    olds: tuple[Told, ...]
    news: tuple[Told, ...]
    weight: Significance
    review: tuple[Review, ...] = ()


def modifications(changes: ChangeSet, older: Side, newer: Side) -> list[Modification]:
    """All that was told: sections first, then headings and blocks, then paragraphs."""
    return [
        *_renumbered(changes, older, newer),
        *_sections(changes, older, "removed"),
        *_sections(changes, newer, "added"),
        *_blocks(changes, older, newer),
        *_paragraphs(changes, older, newer),
    ]


def _renumbered(changes: ChangeSet, older: Side, newer: Side) -> Iterator[Modification]:
    for one in changes.sections:
        if one.kind == "redesignated":
            places = _number(older, one.before), _number(newer, one.after)
            yield Modification("renumbering", *places, one.significance)


def _number(side: Side, number: Number) -> tuple[Told, ...]:
    names = next(
        names
        for section, names in zip(side.sections, side.names, strict=True)
        if section.number == number
    )
    return ((side.iri + names.section, f"§ {number}"),)


def _sections(changes: ChangeSet, here: Side, kind: str) -> Iterator[Modification]:
    """The sections that stand `here` and came or went, and what is left of those whose paragraphs
    a change set of one section does not have.
    """
    weights = {
        one.before or one.after: one.significance for one in changes.sections if one.kind == kind
    }
    held = _by_section(changes, here, kind)
    for i, (section, names) in enumerate(zip(here.sections, here.names, strict=True)):
        reviews = [set(one.review) for one in held[i]]
        is_elsewhere = bool(reviews) and all(_ELSEWHERE & review for review in reviews)
        if section.number in weights or is_elsewhere:
            whole = is_elsewhere or all(one.kind == kind for one in held[i])
            told = _heading(here, section, names, whole)
            olds, news = (told, ()) if kind == "removed" else ((), told)
            made = "renumbering" if is_elsewhere else _CAME_OR_WENT[kind]
            weight = weights.get(section.number) or _heaviest(held[i])
            codes = tuple(dict.fromkeys(code for one in held[i] for code in one.review))
            yield Modification(made, olds, news, weight, codes)


def _heaviest(changes: Iterable[Change]) -> Significance:
    lightest: Significance = "none"
    return reduce(heavier, (one.significance for one in changes), lightest)


def _by_section(changes: ChangeSet, here: Side, kind: str) -> dict[int, list[Change]]:
    """The changes of the paragraphs of each section, by its place."""
    homes = [home for _, home in here.paragraphs()]
    held: dict[int, list[Change]] = defaultdict(list)
    for change in changes.changes:
        for state in change.before if kind == "removed" else change.after:
            held[homes[state.index]].append(change)
    return held


def _heading(side: Side, section: Section, names: SectionNames, whole: bool) -> tuple[Told, ...]:
    """A section's number, heading and source note: as the section where it came or went whole."""
    number = f"§ {section.number}" if section.number else ""
    heading = section.heading or ""
    lines = [(names.num, number), (names.heading, heading)]
    if whole:
        lines = [(names.section, f"{number} {heading}".strip())]
    lines.append((names.source_note, section.source_note or ""))
    return tuple((side.iri + name, words) for name, words in lines if words)


def _blocks(changes: ChangeSet, older: Side, newer: Side) -> Iterator[Modification]:
    olds, news = older.references(), newer.references()
    whole = {one.before or one.after for one in changes.sections if one.kind != "redesignated"}
    for one in changes.blocks:
        if one.section in whole and one.block in ("section-heading", "source-note"):
            continue  # told with the section
        before = ((olds[one.place_before], one.before or ""),) if one.place_before else ()
        after = ((news[one.place_after], one.after or ""),) if one.place_after else ()
        for kind in _kinds_of_block(one):
            yield Modification(kind, before, after, one.significance, one.review)


def _kinds_of_block(one: BlockChange) -> Iterator[str]:
    if one.kind == "moved":
        yield "renumbering"
        if one.edits:
            yield "substitution"
    else:
        yield _CAME_OR_WENT.get(one.kind, "substitution")


def _paragraphs(changes: ChangeSet, older: Side, newer: Side) -> Iterator[Modification]:
    olds = [older.iri + name for name, _ in older.paragraphs()]
    news = [newer.iri + name for name, _ in newer.paragraphs()]
    for change in changes.changes:
        paired = paragraph_words.is_paired(change)
        for kind in _kinds(change):
            yield Modification(
                kind,
                tuple((olds[state.index], _words(kind, state, paired)) for state in change.before),
                tuple((news[state.index], _words(kind, state, paired)) for state in change.after),
                change.significance,
                change.review,
            )


_KINDS: dict[str, tuple[str, ...]] = {
    "unchanged": (),
    "not-covered": (),
    "redesignated": ("renumbering",),
    "redesignated-revised": ("renumbering", "substitution"),
    "moved": ("renumbering",),
    "split": ("split",),
    "merged": ("join",),
}
# Kinds that say nothing of edits; those of the first two are of type alone, or perhaps misread.
_OF_PLACE_ALONE = frozenset(("unchanged", "redesignated", "moved"))


def _kinds(change: Change) -> tuple[str, ...]:
    if change.kind in _KINDS:
        typed = bool(change.edits) and change.kind in _OF_PLACE_ALONE
        return (*_KINDS[change.kind], *(("substitution",) if typed else ()))
    is_elsewhere = bool(set(change.review) & _ELSEWHERE)
    return ("renumbering" if is_elsewhere else _CAME_OR_WENT[change.kind],)


def _words(kind: str, state: State, paired: bool) -> str:
    """What a modification of that kind is about: the designation, the words, or both."""
    label = paragraph_words.label(state)
    if kind == "renumbering" and label and paired:
        return state.cite
    shown = "" if kind == "substitution" else label
    return " ".join(filter(None, (shown, state.heading, state.text)))
