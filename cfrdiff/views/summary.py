"""What a busy person reads first: what is substantive, what a rename, what was forgotten."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import ChangeSet, Substitution, Where
from cfrdiff.model import Edition, Finding
from cfrdiff.views import entries, wording
from cfrdiff.views.addresses import Addresses, Link
from cfrdiff.views.asides import LIKELY, residual
from cfrdiff.views.headlines import WEIGHTS
from cfrdiff.views.labels import Labels
from cfrdiff.views.shown import Entry, SectionView
from cfrdiff.views.summary_view import Doubt, Item, Moved, Name, Stale, Summary


def summarize(
    changes: ChangeSet,
    sections: Sequence[SectionView],
    items: Sequence[Item],
    addresses: Addresses,
    labels: Labels,
) -> Summary:
    """The summary of a change set as it is shown in `sections`; `items` are its headlines."""
    told = [entry for section in sections for entry in section.all if entry.told]
    return Summary(
        compared=sum(change.kind != "not-covered" for change in changes.changes),
        told=len(told),
        blocks=sum(bool(entry.block) for entry in told),
        weights=tuple(_weights(told)),
        along=entries.followers(changes).total(),
        slight=sum(map(entries.is_slight, changes.changes)),
        misread=entries.misread(changes),
        substantive=tuple(item for item in items if item.weight == "substantive"),
        lighter=tuple(item for item in items if item.weight != "substantive"),
        names=tuple(_names(changes.substitutions, addresses)),
        stale=tuple(_stale(changes, addresses)),
        transfers=tuple(_transfers(changes, addresses)),
        doubts=(*_doubts(changes, addresses, labels), *_doubts_of_blocks(changes, told)),
        findings=tuple(_findings(changes, addresses)),
        uncovered=tuple(_uncovered(changes)),
    )


def _weights(told: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    counts = Counter(entry.significance for entry in told)
    return ((name, counts[name]) for name in WEIGHTS if counts[name])


def _names(found: Sequence[Substitution], addresses: Addresses) -> Iterator[Name]:
    """One for each old name, in the order given."""
    by_name: dict[str, list[Substitution]] = defaultdict(list)
    for one in found:
        by_name[one.before].append(one)
    return (_name(same, addresses) for same in by_name.values())


def _name(same: Sequence[Substitution], addresses: Addresses) -> Name:
    """A name and all that it was replaced by."""
    ranked = _left_behind(same)
    return Name(
        before=same[0].before,
        category=same[0].category,
        by=tuple((one.after, one.count, _links(one.where, addresses)) for one in same),
        forgotten=_links([place for place, likely in ranked if likely >= LIKELY], addresses),
        others=_links([place for place, likely in ranked if likely < LIKELY], addresses),
    )


def _left_behind(same: Sequence[Substitution]) -> list[tuple[Where, float]]:
    """The places that still have the name, the likeliest oversights first."""
    likely: dict[Where, float] = {}
    for one in same:
        for place, degree in residual(one):
            likely[place] = max(likely.get(place, 0.0), degree)
    return sorted(likely.items(), key=lambda it: -it[1])


def _stale(changes: ChangeSet, addresses: Addresses) -> Iterator[Stale]:
    for one in changes.stale_references:
        yield Stale(
            _link((one.section, one.designation), addresses),
            one.text,
            entries.cites([one.target_before]),
            _link(one.target_after, addresses) if one.target_after else None,
        )


def _transfers(changes: ChangeSet, addresses: Addresses) -> Iterator[Moved]:
    for one in changes.transfers:
        yield Moved(one.text, _link(one.before, addresses), _link(one.after, addresses))


def _doubts(changes: ChangeSet, addresses: Addresses, labels: Labels) -> Iterator[Doubt]:
    for change in changes.changes:
        if change.review:
            link = Link(labels.place(change), addresses.of(change))
            yield Doubt(link, "; ".join(map(wording.review, change.review)))


def _doubts_of_blocks(changes: ChangeSet, told: Sequence[Entry]) -> Iterator[Doubt]:
    blocks = {block.id: block for block in changes.blocks}
    for entry in told:
        if entry.block and entry.review:
            block = next(blocks[one] for one in entry.ids if one in blocks)
            yield Doubt(Link(entries.block(block), entry.anchor), "; ".join(entry.review))


def _findings(
    changes: ChangeSet, addresses: Addresses
) -> Iterator[tuple[str, str, tuple[Doubt, ...]]]:
    """What reading left open, by the name and the file of the edition."""
    sides: tuple[tuple[str, Edition], ...] = (("older", changes.before), ("newer", changes.after))
    for name, edition in sides:
        if edition.findings:
            found = tuple(_finding(one, addresses) for one in edition.findings)
            yield name, edition.source.path, found


def _finding(finding: Finding, addresses: Addresses) -> Doubt:
    place = (finding.section, finding.designation or "")
    link = _link(place, addresses) if finding.section else None
    return Doubt(link, finding.message, finding.line, finding.severity == "warning")


def _uncovered(changes: ChangeSet) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    for name, edition, states in entries.uncovered(changes):
        yield name, edition.source.path, len(states), tuple(entries.ranges(states))


def _links(places: Sequence[Where], addresses: Addresses) -> tuple[Link, ...]:
    return tuple(_link(place, addresses) for place in places)


def _link(place: Where, addresses: Addresses) -> Link:
    return Link(entries.cites([place]), addresses.to(place))
