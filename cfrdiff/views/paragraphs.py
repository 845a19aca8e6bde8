"""Paragraphs as the report shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import Change, ChangeSet, State
from cfrdiff.views import entries, wording
from cfrdiff.views.addresses import Addresses, Link
from cfrdiff.views.joined_text import is_split
from cfrdiff.views.labels import Labels, sections_named
from cfrdiff.views.layout import Spot, Stub
from cfrdiff.views.marked_words import Op, pieces_of
from cfrdiff.views.paragraph_words import categories_of, is_paired, latest, title
from cfrdiff.views.pieces import Both, merged, paired, pieces
from cfrdiff.views.places import place_of
from cfrdiff.views.shown import EditEntry, Entry, Place, Relation, StubEntry


class Paragraphs:
    """Makes the entries of paragraphs."""

    def __init__(self, changes: ChangeSet, addresses: Addresses, labels: Labels) -> None:
        """`addresses` and `labels` are those of the change set."""
        self._addresses, self._labels = addresses, labels
        self._along = entries.followers(changes)
        self._leaders = {change.id: labels.of(change) for change in changes.changes}
        for one in changes.sections:
            self._leaders[one.id] = sections_named([one.before], one.after)

    def entry(self, change: Change, spot: Spot) -> Entry:
        """A paragraph at its place: of a split, the one that stands there.

        What a split has but once (its edits, what to look at, who leads here from the older
        edition) stands with its first paragraph.
        """
        first = spot.piece == 0
        after = change.after[spot.piece : spot.piece + 1]
        state = (after or change.before)[0]
        addresses = list(map(self._addresses.newer, after))
        addresses += map(self._addresses.older, change.before if first else ())
        heading, text = _redlined(change, spot.piece)
        return Entry(
            ids=(change.id,),
            anchor=addresses[0],
            others=tuple(addresses[1:]),
            depth=len(state.path) + (not state.designation),
            path=state.path,
            label=self._labels.newer(state) if is_split(change) else self._labels.of(change),
            title=title(state),
            heading=heading,
            text=text,
            kind=change.kind,
            spoken=_spoken(change),
            significance=change.significance,
            categories=categories_of(change.edits),
            edits=tuple(map(EditEntry.of, change.edits if first else ())),
            told=entries.is_told(change),
            review=tuple(map(wording.review, change.review if first else ())),
            origins=tuple(map(wording.origin, change.origins if first else ())),
            relations=tuple(self._relations(change, spot)),
            along=self._along[change.id] if first else 0,
            moved=is_paired(change) and not spot.stays,
            names=(
                ", ".join(map(self._labels.older_cite, change.before)),
                ", ".join(map(self._labels.newer_cite, after)),
            ),
            places=(
                *self._places("older", change.before),
                *self._places("newer", after),
            ),
            confidence=change.confidence,
        )

    def stub(self, stub: Stub, change: Change) -> StubEntry:
        """What stood here and stands elsewhere now, or is in another paragraph now."""
        first = stub.lines[0].state
        assert first is not None, "paragraphs alone are asked for"
        name = self._labels.newer_cite if self._labels.has_left(change) else self._labels.newer
        return StubEntry(
            ids=tuple(stub.ids),
            label=self._labels.older(first),
            became="is now part of" if len(change.before) > 1 else "moved to",
            link=Link(name(change.after[0]), self._addresses.newer(change.after[0])),
            along=len(stub.lines) - 1,
        )

    def _relations(self, change: Change, spot: Spot) -> Iterator[Relation]:
        if is_split(change):
            yield self._rest_of_split(change, spot.piece)
        elif len(change.before) > 1:
            came = ", ".join(map(self._labels.older_cite, change.before))
            yield Relation(f"merged from {came}", ())
        if change.follows and change.kind in ("redesignated", "moved"):
            yield Relation(f"with {self._leaders.get(change.follows, change.follows)}", ())

    def _rest_of_split(self, change: Change, piece: int) -> Relation:
        links = tuple(
            Link(self._labels.newer(state), self._addresses.newer(state))
            for k, state in enumerate(change.after)
            if k != piece
        )
        if piece == 0:
            return Relation("goes on in", links)
        came = ", ".join(map(self._labels.older, change.before))
        return Relation(f"split from {came}, the rest is", links)

    def _places(self, edition: str, states: Sequence[State]) -> Iterator[Place]:
        cite = self._labels.older_cite if edition == "older" else self._labels.newer_cite
        for state in states:
            yield place_of(edition, cite(state), state.evidence, state.repairs)


def _spoken(change: Change) -> str:
    """What is said of a paragraph's change."""
    if change.kind == "not-covered":
        return wording.only_reached_by("older" if change.before else "newer")
    if change.kind == "unchanged" and entries.is_slight(change):
        return wording.TYPE_ONLY
    if change.kind == "unchanged" and not change.edits and any(s.partial for s in change.states):
        return "unchanged as far as both files reach"
    return entries.became(change)


def _redlined(change: Change, piece: int) -> Both:
    """Heading and text with their marks; of a split, of that newer paragraph."""
    if not is_paired(change):
        return _one_sided(change)
    if is_split(change):
        return pieces(change)[piece]
    if len(change.before) > 1:
        return merged(change)
    return paired(change)


def _one_sided(change: Change) -> Both:
    state = latest(change)
    op: Op = "ins" if change.after else "del"
    gap = change.kind == "not-covered"
    heading, text = (pieces_of([(op, words)], gap=gap) for words in (state.heading, state.text))
    return tuple(heading), tuple(text)
