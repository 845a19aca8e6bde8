"""What a busy person reads first: what is substantive, what a rename, what was forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    Significance,
    Substitution,
    Where,
    joined,
)
from cfrdiff.changes.significance import significance_of
from cfrdiff.model import Finding
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.asides import LIKELY
from cfrdiff.reports.html.anchors import Addresses, Link
from cfrdiff.reports.html.labels import Labels
from cfrdiff.reports.html.redline import Mark, Stretch
from cfrdiff.reports.html.summary_view import Doubt, Item, Moved, Name, Stale, Summary
from cfrdiff.reports.html.view import Entry, SectionView

# As many words as tell what an entry is about.
_WORDS = 18
_AROUND = 4
_EDITS = 2
_LONG = 80  # letters of an edit that stands for the change alone
_ORDER: tuple[Significance, ...] = ("substantive", "nomenclature", "editorial", "typographical")


def summarize(
    changes: ChangeSet, sections: Sequence[SectionView], addresses: Addresses, labels: Labels
) -> Summary:
    """The summary of a change set as it is shown in `sections`."""
    told = [entry for section in sections for entry in section.all if entry.told]
    weights = Counter(entry.significance for entry in told)
    items = list(_items(changes, sections, addresses, labels))
    return Summary(
        compared=sum(change.kind != "not-covered" for change in changes.changes),
        told=len(told),
        blocks=sum(bool(entry.block) for entry in told),
        weights=tuple((name, weights[name]) for name in _ORDER if weights[name]),
        along=sum(c.kind == "redesignated" and bool(c.follows) for c in changes.changes),
        slight=sum(c.kind == "unchanged" and bool(c.edits) for c in changes.changes),
        substantive=tuple(item for weight, item in items if weight == "substantive"),
        lighter=tuple(item for weight, item in items if weight != "substantive"),
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
                Link(labels.place(change), addresses.of(change)),
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


def _items(
    changes: ChangeSet, sections: Sequence[SectionView], addresses: Addresses, labels: Labels
) -> Iterator[tuple[str, Item]]:
    """Each change once, in the order of the text, with its weight. A section that came or went
    stands for all in it that did.
    """
    paragraphs = {change.id: change for change in changes.changes}
    blocks = {block.id: block for block in changes.blocks}
    whole = {one.id: one for one in changes.sections}
    done: set[str] = set()
    for section in sections:
        left = section.all
        for entry in section.all:
            if not entry.told or done.issuperset(entry.ids):
                continue
            became = next((whole[one] for one in entry.ids if one in whole), None)
            if became is not None:
                same = [e for e in left if e.told and e.kind == became.kind]
                if became.kind != "redesignated":
                    done.update(one for e in same for one in e.ids)
                weights = [e.significance for e in (same or [entry])]
                weight = next((name for name in _ORDER if name in weights), "editorial")
                if became.kind == "redesignated":
                    weight = entry.significance
                yield weight, _section_item(became, section, same, blocks, entry)
            elif entry.ids[0] in paragraphs:
                change = paragraphs[entry.ids[0]]
                yield entry.significance, _paragraph_item(change, addresses, labels)
            else:
                yield entry.significance, _block_item(blocks[entry.ids[0]], entry)
            done.update(entry.ids)


def _section_item(
    became: SectionChange,
    section: SectionView,
    same: Sequence[Entry],
    blocks: dict[str, BlockChange],
    heading: Entry,
) -> Item:
    if became.kind == "redesignated":
        along = f"{_many(section.along, 'paragraph')} with it, else unchanged"
        revised = [blocks[one] for one in heading.ids if one in blocks]
        return Item(
            link=Link(section.title, section.anchor),
            kind=became.kind,
            spoken="section renumbered" + (", its heading revised" if revised else ""),
            about=along if section.along else "",
            samples=tuple(s for one in revised for s in _samples(one.edits, one.before or "")),
        )
    paragraphs = sum(not entry.block for entry in same)
    mark: Mark = "ins" if became.kind == "added" else "del"
    return Item(
        link=Link(section.title, section.anchor),
        kind=became.kind,
        spoken=f"section {became.kind}",
        about=_many(paragraphs, "paragraph"),
        samples=((Stretch(mark, section.subject),),) if section.subject else (),
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _paragraph_item(change: Change, addresses: Addresses, labels: Labels) -> Item:
    one_sided = not (change.before and change.after)
    # The edits that made the change as weighty as it is.
    edits = [e for e in change.edits if significance_of([e])[0] == change.significance]
    categories = dict.fromkeys(edit.category for edit in edits)
    if one_sided or not edits:
        state = (change.after or change.before)[0]
        words = " ".join(filter(None, (state.heading, state.text)))
        mark: Mark = "same" if not one_sided else "ins" if change.after else "del"
        samples: tuple[tuple[Stretch, ...], ...] = ((Stretch(mark, _opening(words)),),)
    else:
        headings = [edit for edit in edits if edit.field == "heading"]
        texts = [edit for edit in edits if edit.field == "text"]
        samples = (
            *_samples(headings, change.before[0].heading or ""),
            *_samples(texts, joined(change.before)),
        )[:_EDITS]
    return Item(
        link=Link(labels.place(change), addresses.of(change)),
        kind=change.kind,
        spoken=spoken.kind(change.kind),
        about=", ".join(map(spoken.category, categories)),
        samples=samples,
    )


def _block_item(block: BlockChange, entry: Entry) -> Item:
    categories = dict.fromkeys(edit.category for edit in block.edits)
    samples = tuple(_samples(block.edits, block.before or ""))
    if not block.edits:
        whole: tuple[tuple[Mark, str | None], ...] = (("del", block.before), ("ins", block.after))
        samples = (tuple(Stretch(mark, _opening(text)) for mark, text in whole if text),)
    name = entries.block(block)
    return Item(
        link=Link(name[0].upper() + name[1:], entry.anchor),
        kind=block.kind,
        spoken=spoken.kind(block.kind),
        about=", ".join(map(spoken.category, categories)),
        samples=samples,
    )


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _samples(edits: Sequence[Edit], before: str) -> Iterator[tuple[Stretch, ...]]:
    """The longest edits, in the order of the text, with the words around each."""
    different = list({(edit.before, edit.after): edit for edit in edits}.values())
    longest = sorted(different, key=_length, reverse=True)[:_EDITS]
    if longest and _length(longest[0]) > _LONG:
        longest = longest[:1]
    for edit in different:
        if edit in longest:
            start, end = edit.before_span
            pieces: list[tuple[Mark, str]] = [
                ("same", _last_words(before[:start])),
                ("del", edit.before),
                ("ins", edit.after),
                ("same", _first_words(before[end:])),
            ]
            yield tuple(Stretch(mark, text, "") for mark, text in pieces if text)


def _last_words(text: str) -> str:
    words = text.split()
    ending = text[len(text.rstrip()) :]
    return ("… " if len(words) > _AROUND else "") + " ".join(words[-_AROUND:]) + ending


def _first_words(text: str) -> str:
    words = text.split()
    beginning = text[: len(text) - len(text.lstrip())]
    return beginning + " ".join(words[:_AROUND]) + (" …" if len(words) > _AROUND else "")


def _length(edit: Edit) -> int:
    return max(len(edit.before), len(edit.after))


def _names(found: Sequence[Substitution], addresses: Addresses) -> Iterable[Name]:
    """One for each old name, in the order given."""
    for before in dict.fromkeys(one.before for one in found):
        same = [one for one in found if one.before == before]
        likely: dict[Where, float] = {}
        for one in same:
            degrees = one.oversight or (1.0,) * len(one.residual)
            for place, degree in zip(one.residual, degrees, strict=True):
                likely[place] = max(likely.get(place, 0.0), degree)
        ranked = sorted(likely.items(), key=lambda it: -it[1])
        yield Name(
            before=before,
            category=same[0].category,
            by=tuple(
                (one.after, one.count, tuple(_link(place, addresses) for place in one.where))
                for one in same
            ),
            forgotten=tuple(_link(place, addresses) for place, at in ranked if at >= LIKELY),
            others=tuple(_link(place, addresses) for place, at in ranked if at < LIKELY),
        )


def _link(place: Where, addresses: Addresses) -> Link:
    return Link(_cite(place), addresses.to(place))


def _cite(place: Where) -> str:
    return f"§ {place[0] or '?'}{place[1]}"


def _finding(finding: Finding, addresses: Addresses) -> Doubt:
    place = (finding.section, finding.designation or "")
    link = _link(place, addresses) if finding.section else None
    return Doubt(link, finding.message, finding.line, finding.severity == "warning")
