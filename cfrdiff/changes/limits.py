"""Editions and links limited to some sections, or to what some changes are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from cfrdiff.align import Link, Place, places
from cfrdiff.changes.model import ChangeSet, State
from cfrdiff.cites import Path, Selection
from cfrdiff.model import Block, Edition, Paragraph, grow

_Numbers = Collection[str | None]


def only_sections(
    edition: Edition, numbers: _Numbers, selection: Selection | None = None
) -> Edition:
    """An edition with the sections of these numbers, and the blocks that follow them; with the
    headings of the divisions that a selection picks, which stand behind the section before.
    """
    kept = tuple(part for part in edition.sections if part.number in numbers)
    order = [None, *(part.number for part in edition.sections)]
    following = dict(pairwise([*order, None]))
    blocks: list[Block] = []
    for block in edition.blocks:
        if block.after in numbers:
            blocks.append(block)
        elif _heads(block, selection) and following.get(block.after) in numbers:
            at = order.index(block.after)
            before = next((one for one in reversed(order[:at]) if one in numbers), None)
            blocks.append(msgspec.structs.replace(block, after=before))
    return msgspec.structs.replace(edition, sections=kept, blocks=tuple(blocks))


def _heads(block: Block, selection: Selection | None) -> bool:
    """Whether a block is the heading of a division that is picked."""
    if selection is None or not block.kind.endswith("-heading"):
        return False
    return selection.is_headed_by(block.text)


def limit(links: Sequence[Link], before: Edition, after: Edition, numbers: _Numbers) -> list[Link]:
    """The links of some sections of two editions; what came from others, or went there, has one
    side only.
    """
    olds = _within(before, numbers, (place for link in links for place in link.before))
    news = _within(after, numbers, (place for link in links for place in link.after))
    found: list[Link] = []
    for link in links:
        old = tuple(olds[place.index] for place in link.before if place.index in olds)
        new = tuple(news[place.index] for place in link.after if place.index in news)
        if len(old) == len(link.before) and len(new) == len(link.after):
            found.append(msgspec.structs.replace(link, before=old, after=new))
        else:
            found += [Link((place,), (), 0.0, 1.0, "elsewhere") for place in old]
            found += [Link((), (place,), 0.0, 1.0, "elsewhere") for place in new]
    return found


def _within(edition: Edition, numbers: _Numbers, held: Iterable[Place]) -> dict[int, Place]:
    """The places of some sections as they are in an edition that has no others, by what they were
    in the whole.
    """
    kept = [i for i, one in enumerate(edition.sections) if one.number in numbers]
    row = {i: k for k, i in enumerate(kept)}
    own = sorted((p for p in held if p.section_index in row), key=lambda p: p.index)
    index = {place.index: k for k, place in enumerate(own)}
    return {
        place.index: msgspec.structs.replace(
            place,
            index=index[place.index],
            section_index=row[place.section_index],
            parent=None if place.parent is None else index.get(place.parent),
        )
        for place in own
    }


def sides(changes: ChangeSet, before: Edition, after: Edition) -> tuple[Edition, Edition]:
    """Two editions with the paragraphs that some of their changes are of, and those above these as
    the older one has them; a section has its newer heading in both.

    `before` and `after` hold the sections that the change set was made from.
    """
    headings = {section.number: section.heading for section in (*before.sections, *after.sections)}
    above = {(one.section, one.paragraph.path): one.paragraph for one in places(before)}
    olds = [state for change in changes.changes for state in change.before]
    news = [state for change in changes.changes for state in change.after]
    return _side(before, olds, above, headings), _side(after, news, above, headings)


def _side(
    edition: Edition,
    states: Iterable[State],
    above: Mapping[tuple[str | None, Path], Paragraph],
    headings: Mapping[str | None, str | None],
) -> Edition:
    row = places(edition)
    wanted = {state.index for state in states}
    leading = {index for one in wanted for index in _above(row, one)} - wanted
    kept: dict[int, list[Paragraph]] = defaultdict(list)
    for place in row:
        own = place.paragraph
        if place.index in leading:
            kept[place.section_index].append(above.get((place.section, own.path), own))
        elif place.index in wanted:
            kept[place.section_index].append(own)
    sections = tuple(
        msgspec.structs.replace(
            section, heading=headings[section.number], source_note=None, paragraphs=grow(kept[i])
        )
        for i, section in enumerate(edition.sections)
    )
    return msgspec.structs.replace(edition, sections=sections, blocks=())


def _above(row: Sequence[Place], index: int) -> Iterator[int]:
    """The places of the paragraphs above one."""
    parent = row[index].parent
    while parent is not None:
        yield parent
        parent = row[parent].parent
