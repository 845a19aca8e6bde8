"""Paragraphs as the report shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import Change, ChangeSet, State
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.html.anchors import Addresses, Link
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.labels import Labels, sections_named
from cfrdiff.reports.html.layout import Spot, Stub
from cfrdiff.reports.html.pieces import Both, merged, pieces
from cfrdiff.reports.html.places import spoken_places
from cfrdiff.reports.html.redline import Mark, Stretch, redline
from cfrdiff.reports.html.view import EditEntry, Entry, Place, Relation, StubEntry


class Paragraphs:
    """Makes the entries of paragraphs."""

    def __init__(
        self, changes: ChangeSet, addresses: Addresses, labels: Labels, older: Pages, newer: Pages
    ) -> None:
        """`older` and `newer` are the pages of the two files."""
        self._addresses, self._labels = addresses, labels
        self._older, self._newer = older, newer
        self._along = entries.followers(changes)
        self._leaders = {change.id: labels.of(change) for change in changes.changes}
        for one in changes.sections:
            self._leaders[one.id] = sections_named([one.before], one.after)

    def entry(self, change: Change, spot: Spot) -> Entry:
        """A paragraph at its place: of a split, the one that stands there."""
        split = len(change.after) > 1
        if split:
            heading, text = pieces(change)[spot.piece]
            state = change.after[spot.piece]
            label = self._labels.newer(state)
        else:
            heading, text = _both(change)
            state = (change.after or change.before)[0]
            label = self._labels.of(change)
        new = spot.new is not None
        first = spot.piece == 0
        before = change.before if first else ()
        after = (state,) if split else change.after
        return Entry(
            ids=(change.id,),
            anchor=self._addresses.newer(state) if new else self._addresses.older(state),
            others=tuple(map(self._addresses.older, before[0 if new else 1 :])),
            depth=len(state.path) + (not state.designation),
            path=state.path,
            label=label,
            title=(state.heading or "").rstrip("—"),
            heading=heading,
            text=text,
            kind=change.kind,
            spoken=_spoken(change),
            significance=change.significance,
            categories=tuple(dict.fromkeys(edit.category for edit in change.edits)),
            edits=tuple(map(EditEntry.of, change.edits)) if first else (),
            told=entries.is_told(change),
            review=tuple(map(spoken.review, change.review)) if first else (),
            relations=tuple(self._relations(change, spot)),
            along=self._along[change.id] if first else 0,
            moved=bool(change.before and change.after) and not spot.stays,
            names=(
                ", ".join(map(self._labels.older_cite, change.before)),
                ", ".join(map(self._labels.newer_cite, after)),
            ),
            places=(
                *self._places("older", change.before, self._older),
                *self._places("newer", after, self._newer),
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
        here = change.after[spot.piece] if spot.new else None
        others = [state for state in change.after if state is not here]
        if here is not None and others:
            links = tuple(
                Link(self._labels.newer(state), self._addresses.newer(state)) for state in others
            )
            if spot.piece == 0:
                yield Relation("goes on in", links)
            else:
                came = ", ".join(map(self._labels.older, change.before))
                yield Relation(f"split from {came}, the rest is", links)
        if len(change.before) > 1 and not others:
            yield Relation(
                "merged from " + ", ".join(map(self._labels.older_cite, change.before)), ()
            )
        if change.follows and change.kind == "redesignated":
            yield Relation(f"with {self._leaders.get(change.follows, change.follows)}", ())

    def _places(self, edition: str, states: Sequence[State], pages: Pages) -> Iterator[Place]:
        cite = self._labels.older_cite if edition == "older" else self._labels.newer_cite
        for state in states:
            yield Place(
                edition=edition,
                cite=cite(state),
                where=spoken_places(state.evidence),
                repairs=state.repairs,
                cutouts=tuple(pages.cut(state.evidence)),
            )


def _spoken(change: Change) -> str:
    if change.kind == "unchanged" and change.edits:
        return "differs in type only"
    if change.kind == "unchanged" and any(s.partial for s in (*change.before, *change.after)):
        return "unchanged as far as both files reach"
    if change.kind == "not-covered":
        return f"only the {'older' if change.before else 'newer'} file reaches here"
    return spoken.kind(change.kind)


def _both(change: Change) -> Both:
    """Heading and text of a change that is no split, as redlines."""
    if change.before and change.after:
        if len(change.before) > 1:
            return merged(change)
        first, other = change.before[0], change.after[0]
        edits = {
            field: [edit for edit in change.edits if edit.field == field]
            for field in ("heading", "text")
        }
        return (
            tuple(redline(first.heading or "", other.heading or "", edits["heading"])),
            tuple(redline(first.text, other.text, edits["text"])),
        )
    state = (change.after or change.before)[0]
    mark: Mark = "del" if change.before else "ins"
    if change.kind == "not-covered":
        mark = "old-only" if change.before else "new-only"
    heading = (Stretch(mark, state.heading),) if state.heading else ()
    return heading, (Stretch(mark, state.text),) if state.text else ()
