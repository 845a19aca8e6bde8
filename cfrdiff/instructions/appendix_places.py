"""Where in an edition an appendix stands, and an entry of it: by its name, key and labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cfrdiff.appendices import Appendix, Entry, appendices_of
from cfrdiff.cites import Kind, kinds
from cfrdiff.cites.comments import behind_key, comment_key, comment_order
from cfrdiff.cites.divisions import same_name
from cfrdiff.instructions.appendix_orders import EntryTarget
from cfrdiff.instructions.desk import Desk, NotCarriedOutError
from cfrdiff.instructions.grammar import STARS
from cfrdiff.instructions.stretches import Stretch

# From this share of letters in common on, two titles are one that is printed otherwise.
_SAME_TITLE = 0.8


class Site(msgspec.Struct, frozen=True):
    """An appendix in the stretch that it stands in; `end` is the index behind its last block."""

    stretch: Stretch
    appendix: Appendix
    end: int


def find_appendix(desk: Desk, name: str) -> Site:
    """The appendix of a name. Raises NotCarriedOutError where there is not just one."""
    found = [site for site in all_appendices(desk) if same_name(site.appendix.name, name)]
    if len(found) != 1:
        raise NotCarriedOutError(f"the edition has {'more than one' if found else 'no'} {name}")
    return found[0]


def all_appendices(desk: Desk) -> Iterator[Site]:
    """All appendices of an edition in order."""
    for stretch in desk.stretches:
        for one in appendices_of(stretch.blocks):
            end = max((entry.block for entry in one.walk()), default=one.block) + 1
            yield Site(stretch, one, end)


def find_entry(appendix: Appendix, target: EntryTarget) -> Entry:
    """The entry that is meant. Raises NotCarriedOutError where there is not just one, or where
    it stands under another title than the instruction says.
    """
    found = entries_called(appendix, target.path)
    if len(found) != 1:
        raise NotCarriedOutError(f"there is {'more than one' if found else 'no'} {target.name}")
    check_title(appendix, target)
    return found[0]


def entries_called(appendix: Appendix, path: Sequence[str]) -> list[Entry]:
    """The entries of a path: a heading by its key or its words, or the labels under it. In an
    appendix without keys the labels alone, whatever headings they stand under.
    """
    exact = [one for one in appendix.walk() if is_named(one) and _is_path(one.path, path)]
    return exact or [one for one in _labelled(appendix) if _labels(one) == tuple(path)]


def is_named(entry: Entry) -> bool:
    """Whether an entry bears a designation, or is a heading."""
    is_heading = bool(entry.path) and entry.path[-1] == entry.text
    return not STARS.fullmatch(entry.text) and (bool(entry.designation) or is_heading)


def _labelled(appendix: Appendix) -> Iterator[Entry]:
    return (one for one in appendix.walk() if one.designation and kinds(one.path[-1]))


def _labels(entry: Entry) -> tuple[str, ...]:
    """The labels of a path without the headings above them."""
    return tuple(piece for piece in entry.path if kinds(piece) or piece.replace(".", "").isdigit())


def _is_path(held: Sequence[str], said: Sequence[str]) -> bool:
    if len(held) != len(said) or tuple(held[1:]) != tuple(said[1:]):
        return False
    return held[0] == said[0] or _is_heading(held[0], said[0])


def _is_heading(held: str, said: str) -> bool:
    """Whether a heading without a key is the one that is called so: "Appendix A—Model Forms" is
    called "Appendix A".
    """
    words = held.casefold()
    return words == said.casefold() or (
        words.startswith(said.casefold())
        and not words[len(said) :][:1].isalnum()
        and comment_key(held) is None
        and words[len(said) :].lstrip()[:1] in ("—", "–", "-", "")
    )


def check_title(appendix: Appendix, target: EntryTarget) -> None:
    """Raises NotCarriedOutError where the heading that a target stands under bears another title
    than the instruction says: then it means another one, or was not read right.
    """
    if not target.title:
        return
    for one in appendix.walk():
        if one.path == target.path[:1] and comment_key(one.text):
            there = behind_key(one.text)
            if there and not _is_same_title(there, target.title):
                raise NotCarriedOutError(
                    f"{one.path[0]} is headed “{there}” there, and not “{target.title}”"
                )


def _is_same_title(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    return Indel.normalized_similarity(_bare(one), _bare(other)) >= _SAME_TITLE


def _bare(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())


def room_for(site: Site, target: EntryTarget) -> int:
    """The index among the blocks where a new entry belongs, by its key or its last label. Raises
    NotCarriedOutError where its designation is taken or its place is not clear.
    """
    taken = entries_called(site.appendix, target.path)
    if taken:
        raise NotCarriedOutError(f"there is a {target.name} already")
    if len(target.path) == 1:
        return _room_for_heading(site, target)
    return _room_for_label(site, target)


def _room_for_heading(site: Site, target: EntryTarget) -> int:
    """Before the first heading whose key comes after its own."""
    key = comment_order(target.path[0])
    if key is None:
        raise NotCarriedOutError(f"where {target.name} belongs is not said")
    headings = [one for one in site.appendix.walk() if is_named(one) and len(one.path) == 1]
    keyed = [(one, order) for one in headings if (order := comment_order(one.path[0])) is not None]
    before = [one for one, order in keyed if order < key]
    after = [one for one, order in keyed if order > key]
    last = max((one.block for one in before), default=site.appendix.block)
    if any(one.block < last for one in after):
        raise NotCarriedOutError(f"the headings around {target.name} are not in order")
    behind = [one.block for one in headings if one.block > last]
    return min(behind, default=site.end)


def _room_for_label(site: Site, target: EntryTarget) -> int:
    """Behind the last of its siblings that come before it, with all that stands under that."""
    (*above, label) = target.path
    parents = entries_called(site.appendix, above)
    if len(parents) != 1:
        raise NotCarriedOutError(
            f"there is {'more than one' if parents else 'no'}"
            f" {msgspec.structs.replace(target, path=tuple(above)).name}"
        )
    check_title(site.appendix, target)
    parent = parents[0]
    siblings = [
        one for one in parent.children if one.designation and len(one.path) == len(target.path)
    ]
    own = kinds(label)
    steps = [(one, _step(kinds(one.path[-1]), own)) for one in siblings]
    if any(step is None for _, step in steps):
        raise NotCarriedOutError(f"the paragraphs beside {target.name} are labelled otherwise")
    before = [one for one, step in steps if step is not None and step > 0]
    after = [one for one, step in steps if step is not None and step < 0]
    if before and after and before[-1].block > after[0].block:
        raise NotCarriedOutError(f"the paragraphs beside {target.name} are not in order")
    if before:
        return last_block(before[-1]) + 1
    if after:
        return after[0].block
    lead = [one for one in parent.children if one.designation or is_named(one)]
    return lead[0].block if lead else last_block(parent) + 1


def _step(one: Mapping[Kind, float], other: Mapping[Kind, float]) -> float | None:
    """How far a label is behind another; None where they count otherwise."""
    common = [other[kind] - one[kind] for kind in one if kind in other]
    return common[-1] if common else None


def last_block(entry: Entry) -> int:
    """The index of the last block that an entry takes in."""
    return max(one.block for one in entry.walk())
