"""Matched pairs → word edits, their category and weight, substitutions: the ChangeSet."""

from __future__ import annotations

from collections import Counter

import msgspec

from cfrdiff.align import Link, Place, align, places
from cfrdiff.changes.blocks import compare_blocks
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.headings import paragraph_edits
from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Counts,
    Edit,
    Kind,
    SectionChange,
    StaleReference,
    State,
    Substitution,
    Transfer,
    joined,
)
from cfrdiff.changes.moves import came_and_went, compare_sections, limit, with_follows
from cfrdiff.changes.references import Redesignations, find_stale, is_conformed
from cfrdiff.changes.significance import heavier, significance_of, weight_of_kind
from cfrdiff.changes.substitutions import find_substitutions
from cfrdiff.changes.tokens import same_type
from cfrdiff.changes.transfers import find_transfers
from cfrdiff.errors import NotFoundError
from cfrdiff.model import Edition, Partial

__all__ = [
    "BlockChange",
    "Change",
    "ChangeSet",
    "Edit",
    "SectionChange",
    "StaleReference",
    "State",
    "Substitution",
    "Transfer",
    "diff_editions",
    "only_section",
    "states",
]

# Below this a paragraph's reading or pairing is worth a second look.
_DOUBTFUL = 0.75


def diff_editions(before: Edition, after: Edition, section: str | None = None) -> ChangeSet:
    """What changed from `before` to `after`, in the whole or in one section.

    Raises NotFoundError where neither edition has that section.
    """
    if section is not None and before.section(section) is None and after.section(section) is None:
        raise NotFoundError(_no_section(section, before, after))
    alignment = align(before, after)
    links = list(alignment.links)
    renumbered = compare_sections(before, after, alignment.sections)
    elsewhere: list[State] = []
    if section is not None:
        elsewhere = [state for state in states(after) if state.section != section]
        links = limit(links, section)
        before, after = only_section(before, section), only_section(after, section)
    moved = renumbered if section is None else ()
    changes = with_follows(
        _with_ids([_change(link, before, after) for link in links]), links, moved
    )
    followed = Redesignations(changes, moved)
    changes = [_conformed(change, followed) for change in changes]
    sections = (*moved, *came_and_went(before, after, changes, renumbered))
    return ChangeSet(
        before=_header(before),
        after=_header(after),
        changes=tuple(changes),
        substitutions=find_substitutions(changes, elsewhere),
        summary=_count(changes),
        blocks=compare_blocks(before, after, sections),
        sections=sections,
        transfers=find_transfers(changes),
        stale_references=find_stale(changes, Redesignations(changes, sections)),
    )


def _no_section(section: str, before: Edition, after: Edition) -> str:
    known = dict.fromkeys(s.number for e in (before, after) for s in e.sections if s.number)
    return (
        f"§ {section} is in neither {before.source.path} nor {after.source.path};"
        f" they have {', '.join(known)}"
    )


def states(edition: Edition) -> list[State]:
    """All paragraphs of an edition in the order of print, each without its children."""
    return [_state(place) for place in places(edition)]


def only_section(edition: Edition, section: str) -> Edition:
    """An edition with one of its sections, and what follows it."""
    kept = tuple(part for part in edition.sections if part.number == section)
    blocks = tuple(block for block in edition.blocks if block.after == section)
    return msgspec.structs.replace(edition, sections=kept, blocks=blocks)


def _header(edition: Edition) -> Edition:
    sections = tuple(msgspec.structs.replace(s, paragraphs=()) for s in edition.sections)
    return msgspec.structs.replace(edition, sections=sections)


def _change(link: Link, before: Edition, after: Edition) -> Change:
    exact = before.source.exact and after.source.exact
    olds = tuple(_state(place) for place in link.before)
    news = tuple(_state(place) for place in link.after)
    if len(olds) == len(news) == 1:
        return _pair(olds[0], news[0], link, exact)
    if olds and news:
        return _regrouped(olds, news, link, exact)
    (state,) = olds or news
    kind: Kind = "removed" if olds else "added"
    significance, reasons = weight_of_kind(kind)
    review: list[str] = _doubts(state)
    if link.reach == "not-covered":
        kind, significance, reasons = "not-covered", "none", ()
    elif link.reach == "undecided":
        review.append("beyond-the-other-file")
    elif link.reach == "elsewhere":
        review.append("moved-out-of-the-section" if olds else "moved-into-the-section")
    return Change(
        id="",
        section=state.section,
        kind=kind,
        before=olds,
        after=news,
        edits=(),
        significance=significance,
        similarity=0.0,
        confidence=state.confidence,
        review=tuple(review),
        reasons=reasons,
    )


def _regrouped(olds: tuple[State, ...], news: tuple[State, ...], link: Link, exact: bool) -> Change:
    """A paragraph that was split, or several that were merged."""
    kind: Kind = "split" if len(olds) == 1 else "merged"
    # Headings but the first are in the joined text.
    headings = {("", state.heading) for state in news[1:] if state.heading}
    headings |= {(state.heading, "") for state in olds[1:] if state.heading}
    edits = (
        *find_edits(olds[0].heading or "", news[0].heading or "", exact, "heading"),
        *(
            msgspec.structs.replace(edit, category="heading")
            if (edit.before.strip(), edit.after.strip()) in headings
            else edit
            for edit in find_edits(joined(olds), joined(news), exact, "text")
        ),
    )
    weight, why = weight_of_kind(kind)
    significance, reasons = significance_of(edits)
    return Change(
        id="",
        section=news[0].section,
        kind=kind,
        before=olds,
        after=news,
        edits=edits,
        significance=heavier(significance, weight),
        similarity=round(link.similarity, 4),
        confidence=round(min(state.confidence for state in (*olds, *news)), 4),
        review=tuple(dict.fromkeys(d for state in (*olds, *news) for d in _doubts(state))),
        reasons=(*reasons, *why),
    )


def _conformed(change: Change, moves: Redesignations) -> Change:
    """The change with those cross-references told apart that only followed their target."""
    if len(change.before) != 1 or len(change.after) != 1:
        return change
    old, new = change.before[0], change.after[0]
    edits = tuple(
        msgspec.structs.replace(edit, category="conformed-reference")
        if edit.field == "text"
        and edit.category in ("cross-reference", "citation")
        and is_conformed(edit, old, new, moves)
        else edit
        for edit in change.edits
    )
    if edits == change.edits:
        return change
    significance, reasons = significance_of(edits)
    if change.kind.startswith("redesignated"):
        weight, why = weight_of_kind(change.kind)
        significance, reasons = heavier(significance, weight), (*reasons, *why)
    return msgspec.structs.replace(change, edits=edits, significance=significance, reasons=reasons)


def _state(place: Place) -> State:
    return State.of(place.section, place.section_index, place.index, place.paragraph)


def _pair(old: State, new: State, link: Link, exact: bool) -> Change:
    partial: Partial | None = None
    if old.partial != new.partial:
        partial = old.partial or new.partial
    edits = paragraph_edits(old, new, exact, partial)
    significance, reasons = significance_of(edits)
    moved = old.path != new.path or old.section != new.section
    # What OCR may have done is no change of the regulation's words.
    worded = bool(edits) and not (significance == "typographical" and not exact)
    # Nor is it one that print has en dashes and XML hyphens.
    worded = worded and not all(
        edit.category == "typography" or same_type(edit.before, edit.after) for edit in edits
    )
    if moved:
        kind: Kind = "redesignated-revised" if worded else "redesignated"
        weight, why = weight_of_kind(kind)
        significance, reasons = heavier(significance, weight), (*reasons, *why)
    else:
        kind = "revised" if worded else "unchanged"
    review = [*_doubts(old), *_doubts(new)]
    if worded and link.similarity < 0.3 and new.text != "[Reserved]":
        review.append("hardly-alike")
    if moved and link.margin < 0.1:
        review.append("pairing-close")
    sure = 1.0 if not moved else min(1.0, 0.5 + link.margin)
    return Change(
        id="",
        section=new.section,
        kind=kind,
        before=(old,),
        after=(new,),
        edits=edits,
        significance=significance,
        similarity=round(link.similarity, 4),
        confidence=round(min(old.confidence, new.confidence, sure), 4),
        review=tuple(dict.fromkeys(review)),
        reasons=reasons,
    )


def _doubts(state: State) -> list[str]:
    doubts: list[str] = []
    if state.inferred:
        doubts.append("designation-inferred")
    elif state.designation and state.confidence < _DOUBTFUL:
        doubts.append("designation-ambiguous")
    if state.partial:
        doubts.append(state.partial)
    return doubts


def _with_ids(changes: list[Change]) -> list[Change]:
    """Name each change by its cite, ``163.12(b)(2)`` or ``163.11(c)>(f)``; repeats get a number."""
    seen: Counter[str] = Counter()
    named: list[Change] = []
    for change in changes:
        old = change.before[0] if change.before else None
        new = change.after[0] if change.after else None
        first = old or new
        assert first is not None, "a change has a side"
        name = f"{first.section or ''}{first.designation}"
        if old and new and (old.section, old.designation) != (new.section, new.designation):
            section = new.section or "" if new.section != old.section else ""
            name += f">{section}{new.designation}"
        seen[name] += 1
        if seen[name] > 1:
            name += f"#{seen[name]}"
        named.append(msgspec.structs.replace(change, id=name))
    return named


def _count(changes: list[Change]) -> Counts:
    counts = Counter(change.kind.replace("-", "_") for change in changes)
    return Counts(**counts)
