"""What a busy person reads first: what is substantive, what a rename, what was forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes.model import Change, ChangeSet, Edit, Significance, Substitution, Where
from cfrdiff.changes.significance import significance_of
from cfrdiff.model import Finding
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.html.anchors import Addresses
from cfrdiff.reports.html.view import label_of

# As many words as tell what an entry is about.
_WORDS = 18
_EDITS = 2
_LONG = 80  # letters of an edit that stands for the change alone


class Link(msgspec.Struct, frozen=True):
    """A cite and where it leads; `anchor` is None where neither edition has the place."""

    text: str
    anchor: str | None
    likely: float | None = None


class Item(msgspec.Struct, frozen=True):
    """A change in one line: its kind and categories, its weightiest edits or its first words."""

    link: Link
    kind: str
    about: str
    edits: tuple[Edit, ...]
    opening: str


class Name(msgspec.Struct, frozen=True):
    """A name that was replaced: by what, and the places that still have it."""

    before: str
    category: str
    by: tuple[tuple[str, int, tuple[Link, ...]], ...]
    residual: tuple[Link, ...]


class Stale(msgspec.Struct, frozen=True):
    """A reference that did not follow its target."""

    link: Link
    text: str
    target: str
    now: Link | None


class Moved(msgspec.Struct, frozen=True):
    """Words that went from one paragraph to another."""

    text: str
    before: Link
    after: Link


class Doubt(msgspec.Struct, frozen=True):
    """What a person should look at."""

    link: Link | None
    text: str
    line: int | None = None
    warning: bool = False


class Summary(msgspec.Struct, frozen=True):
    """The first page of the report."""

    compared: int
    changed: int
    weights: tuple[tuple[str, int], ...]
    along: int
    slight: int
    blocks: int
    substantive: tuple[Item, ...]
    lighter: tuple[Item, ...]
    names: tuple[Name, ...]
    stale: tuple[Stale, ...]
    transfers: tuple[Moved, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[tuple[str, str, tuple[Doubt, ...]], ...]
    uncovered: tuple[tuple[str, str, int, tuple[str, ...]], ...]

    @property
    def forgotten(self) -> int:
        """How many old names have places left behind, and references that did not follow."""
        return sum(bool(name.residual) for name in self.names) + len(self.stale)


def summarize(changes: ChangeSet, addresses: Addresses) -> Summary:
    """The summary of a change set."""
    told = [change for change in changes.changes if entries.is_told(change)]
    weights = Counter(change.significance for change in told)
    order: list[Significance] = ["substantive", "nomenclature", "editorial", "typographical"]
    return Summary(
        compared=sum(change.kind != "not-covered" for change in changes.changes),
        changed=len(told),
        weights=tuple((name, weights[name]) for name in order if weights[name]),
        along=sum(c.kind == "redesignated" and bool(c.follows) for c in changes.changes),
        slight=sum(c.kind == "unchanged" and bool(c.edits) for c in changes.changes),
        blocks=len(changes.blocks),
        substantive=tuple(_item(c, addresses) for c in told if c.significance == "substantive"),
        lighter=tuple(_item(c, addresses) for c in told if c.significance != "substantive"),
        names=tuple(_names(changes.substitutions, addresses)),
        stale=tuple(
            Stale(
                _link((one.section, one.designation), addresses),
                one.text,
                _cite(one.target_before),
                _link(one.target_after, addresses) if one.target_after else None,
            )
            for one in changes.stale_references
        ),
        transfers=tuple(
            Moved(one.text, _link(one.before, addresses), _link(one.after, addresses))
            for one in changes.transfers
        ),
        doubts=tuple(
            Doubt(
                Link(_full_label(change), addresses.of(change)),
                "; ".join(map(spoken.review, change.review)),
            )
            for change in changes.changes
            if change.review
        ),
        findings=tuple(
            (side, edition.source.path, tuple(_finding(one, addresses) for one in edition.findings))
            for side, edition in (("older", changes.before), ("newer", changes.after))
            if edition.findings
        ),
        uncovered=tuple(
            (side, edition.source.path, len(states), tuple(entries.ranges(states)))
            for side, edition, states in entries.uncovered(changes)
        ),
    )


def _item(change: Change, addresses: Addresses) -> Item:
    one_sided = not (change.before and change.after)
    state = (change.after or change.before)[0]
    words = " ".join(filter(None, (state.heading, state.text))).split()
    opening = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    # The edits that made the change as weighty as it is.
    edits = [e for e in change.edits if significance_of([e])[0] == change.significance]
    categories = dict.fromkeys(edit.category for edit in edits)
    return Item(
        link=Link(_full_label(change), addresses.of(change)),
        kind=spoken.kind(change.kind),
        about=", ".join(spoken.category(name) for name in categories),
        edits=() if one_sided else _telling(edits),
        opening=opening if one_sided or not edits else "",
    )


def _telling(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The longest edits, in the order of the text."""
    different = list({(edit.before, edit.after): edit for edit in edits}.values())
    longest = sorted(different, key=_length, reverse=True)[:_EDITS]
    if longest and _length(longest[0]) > _LONG:
        longest = longest[:1]
    return tuple(edit for edit in different if edit in longest)


def _length(edit: Edit) -> int:
    return max(len(edit.before), len(edit.after))


def _full_label(change: Change) -> str:
    return f"§ {change.section or '?'} {label_of(change)}".replace(" (", "(", 1)


def _names(found: Sequence[Substitution], addresses: Addresses) -> Iterable[Name]:
    """One for each old name, in the order given."""
    for before in dict.fromkeys(one.before for one in found):
        same = [one for one in found if one.before == before]
        likely: dict[Where, float | None] = {}
        for one in same:
            degrees = one.oversight or (None,) * len(one.residual)
            for place, degree in zip(one.residual, degrees, strict=True):
                likely[place] = max(likely.get(place) or 0.0, degree) if degree else None
        yield Name(
            before=before,
            category=same[0].category,
            by=tuple(
                (one.after, one.count, tuple(_link(place, addresses) for place in one.where))
                for one in same
            ),
            residual=tuple(
                Link(_cite(place), addresses.to(place), degree)
                for place, degree in sorted(likely.items(), key=lambda it: -(it[1] or 0.0))
            ),
        )


def _link(place: Where, addresses: Addresses) -> Link:
    return Link(_cite(place), addresses.to(place))


def _cite(place: Where) -> str:
    return f"§ {place[0] or '?'}{place[1]}"


def _finding(finding: Finding, addresses: Addresses) -> Doubt:
    place = (finding.section, finding.designation or "")
    link = _link(place, addresses) if finding.section else None
    return Doubt(link, finding.message, finding.line, finding.severity == "warning")
