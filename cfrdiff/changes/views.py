"""A part of a change set: what is in some sections, of some kinds, of some significance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import get_args

import msgspec

from cfrdiff.changes.notes import Notes, Substitution, Transfer, stands_in_block
from cfrdiff.changes.parts import Change, Kind, Significance, Where
from cfrdiff.changes.units import BlockChange, SectionChange
from cfrdiff.cites import Selection
from cfrdiff.errors import NotFoundError

# Blocks that stand among a section's paragraphs.
_OF_PARAGRAPHS = frozenset(("table", "note", "footnote", "extract", "figure", "formula"))
# One value, several, or None for any.
Choice = str | Collection[str] | None


class View(msgspec.Struct, frozen=True):
    """What is wanted of a change set; None where anything is."""

    sections: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    significances: frozenset[str] | None = None
    selection: Selection | None = None

    def changes(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes that are wanted; one that moved is in both its sections."""
        return tuple(
            one
            for one in changes
            if self._has(one, [s.section for s in one.states]) and self._picks(one)
        )

    def blocks(self, blocks: Iterable[BlockChange]) -> tuple[BlockChange, ...]:
        """The changes of blocks that are wanted. Where paragraphs are picked, the tables and notes
        of their sections are shown: which of them are theirs is not always known.
        """
        return tuple(one for one in blocks if self._wants_block(one))

    def units(self, sections: Iterable[SectionChange]) -> tuple[SectionChange, ...]:
        """The changes of sections that are wanted."""
        return tuple(one for one in sections if self._of_section(one, (one.before, one.after)))

    def notes(self, notes: Notes, changes: Sequence[Change]) -> Notes:
        """Of what all changes show together, what the wanted `changes` show."""
        held = {state.where for change in changes for state in change.after}
        places = _replacements(changes)
        substitutions = [
            self._limited(one, places[one.before, one.after])
            for one in notes.substitutions
            if (one.before, one.after) in places
        ]
        return Notes(
            tuple(sorted(substitutions, key=Substitution.rank)),
            tuple(one for one in notes.stale_references if self._shows(one.where, held)),
        )

    def _shows(self, where: Where, held: set[Where]) -> bool:
        """Whether a place is that of a wanted change; blocks go with their sections."""
        if not stands_in_block(where):
            return where in held
        return self.kinds is None and (self.sections is None or where[0] in self.sections)

    def _limited(self, one: Substitution, places: Sequence[Where]) -> Substitution:
        """A substitution as often as it was made in the view, left over in the view's sections."""
        scores = one.oversight or (1.0,) * len(one.residual)
        left = {
            place: score
            for place, score in zip(one.residual, scores, strict=True)
            if (self.sections is None or place[0] in self.sections)
            and (self.selection is None or self.selection.touches(place[0]))
        }
        return msgspec.structs.replace(
            one,
            count=len(places),
            where=tuple(dict.fromkeys(places)),
            residual=tuple(left),
            oversight=tuple(left.values()),
        )

    def _picks(self, change: Change) -> bool:
        """Whether one of a change's paragraphs is picked."""
        picked = self.selection
        return picked is None or any(picked.takes(s.section, s.path) for s in change.states)

    def _of_section(
        self, what: BlockChange | SectionChange, sections: tuple[str | None, str | None]
    ) -> bool:
        """Whether what belongs to a section as a whole is wanted."""
        whole = self.selection is None or any(map(self.selection.takes_whole, sections))
        return whole and self._has(what, sections)

    def _wants_block(self, one: BlockChange) -> bool:
        homes = (one.section_before, one.section)
        if self.selection is None or self._of_section(one, homes):
            return self._has(one, homes)
        beside = one.block in _OF_PARAGRAPHS and any(map(self.selection.touches, homes))
        return beside and self._weighs(one)

    def _has(
        self, what: Change | BlockChange | SectionChange, sections: Iterable[str | None]
    ) -> bool:
        in_sections = self.sections is None or not self.sections.isdisjoint(sections)
        return in_sections and self._weighs(what)

    def _weighs(self, what: Change | BlockChange | SectionChange) -> bool:
        return (self.kinds is None or what.kind in self.kinds) and (
            self.significances is None or what.significance in self.significances
        )


def view(known: Iterable[str | None], section: Choice, kind: Choice, significance: Choice) -> View:
    """What is wanted, of sections that are `known`.

    Raises NotFoundError for a section, kind or significance that there is not.
    """
    return View(
        _chosen("section", section, known),
        _chosen("kind", kind, get_args(Kind)),
        _chosen("significance", significance, get_args(Significance)),
    )


def transfers_of(changes: Sequence[Change], transfers: Iterable[Transfer]) -> tuple[Transfer, ...]:
    """The transfers from or to a paragraph of the changes."""
    olds = {state.where for change in changes for state in change.before}
    news = {state.where for change in changes for state in change.after}
    return tuple(one for one in transfers if one.before in olds or one.after in news)


def _chosen(name: str, choice: Choice, known: Iterable[str | None]) -> frozenset[str] | None:
    if choice is None:
        return None
    chosen = frozenset((choice,) if isinstance(choice, str) else choice)
    unknown = chosen.difference(known)
    if unknown:
        there = ", ".join(dict.fromkeys(one for one in known if one))
        raise NotFoundError(f"no {name} {min(unknown)!r}; there are {there}")
    return chosen


def _replacements(changes: Iterable[Change]) -> dict[tuple[str, str], list[Where]]:
    """Where each text was replaced by another, in the newer paragraphs."""
    found: dict[tuple[str, str], list[Where]] = defaultdict(list)
    for change in changes:
        if change.before and change.after:
            for edit in change.edits:
                found[edit.before, edit.after].append(change.home(edit).where)
    return found
