"""Which editions are compared with which, and the records of pairs that were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.library.keeping import decoded
from cfrdiff.library.model import PairRecord
from cfrdiff.library.shelf import Kept, Shelf
from cfrdiff.library.store import Store

_FOLDER = "pairs"
_NAMED = 16


class Pair(msgspec.Struct, frozen=True):
    """Two editions that are compared, and what parts of each: `parts_before` of the older, which
    are all of it where nothing of it is compared with another file.
    """

    before: Kept
    after: Kept
    parts_before: tuple[str, ...]
    parts_after: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the two files are compared as they are."""
        return (self.parts_before, self.parts_after) == (
            self.before.entry.parts,
            self.after.entry.parts,
        )


class Pairs(msgspec.Struct, frozen=True):
    """The pairs, and the files that hold no part which the other date has: of what is in these
    nothing can be said.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[Kept, ...]


def pairs_between(
    at_hand: Sequence[Kept], before: str | None, after: str | None, title: int | None = None
) -> Pairs:
    """The editions of one date and those of another that hold the same parts, over all titles.

    A year means the annual editions. Volumes cut in other places from year to year are compared
    part by part; parts that only one date has go with the file that they stand in.
    """
    shelf = Shelf(at_hand)
    found: list[Pair] = []
    alone: list[Kept] = []
    for one in sorted({of for of, _ in shelf.parts(title)}):
        sides = [
            {part: kept for (_, part), kept in shelf.on(date, one).items()}
            for date in (before, after)
        ]
        made = _of_title(*sides)
        found += made.pairs
        alone += made.alone
    return Pairs(tuple(found), tuple(alone))


def _of_title(olds: dict[str, Kept], news: dict[str, Kept]) -> Pairs:
    parts: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    files = {kept.entry.sha256: kept for kept in (*olds.values(), *news.values())}
    for part in olds.keys() & news.keys():
        pair = olds[part].entry.sha256, news[part].entry.sha256
        for own in parts.setdefault(pair, ([], [])):
            own.append(part)
    for side, (held, other) in enumerate(((olds, news), (news, olds))):
        for part in held.keys() - other.keys():
            home = next((p for p in sorted(parts) if p[side] == held[part].entry.sha256), None)
            if home is not None:
                parts[home][side].append(part)
    compared = {one for pair in parts for one in pair}
    return Pairs(
        tuple(
            Pair(files[old], files[new], _ordered(files[old], left), _ordered(files[new], right))
            for (old, new), (left, right) in sorted(
                parts.items(), key=lambda one: _order(files[one[0][0]], files[one[0][1]])
            )
            if old != new
        ),
        tuple(sorted((files[one] for one in files.keys() - compared), key=_single_order)),
    )


def _ordered(kept: Kept, parts: Iterable[str]) -> tuple[str, ...]:
    """Parts in the order of their file."""
    chosen = set(parts)
    return tuple(part for part in kept.entry.parts if part in chosen)


def _order(old: Kept, new: Kept) -> tuple[str, ...]:
    return (*_single_order(old), *_single_order(new))


def _single_order(one: Kept) -> tuple[str, ...]:
    return one.entry.name, one.entry.sha256


def pair_file(before: str, after: str) -> str:
    """Where it stands that two editions were compared."""
    return f"{_FOLDER}/{after[:2]}/{before[:_NAMED]}-{after[:_NAMED]}.json"


def pair_record(store: Store, before: str, after: str) -> PairRecord | None:
    """The record of a pair, None where there is none that can be read."""
    return decoded(store.read(pair_file(before, after)), PairRecord)


def pair_records(store: Store) -> Iterator[tuple[str, PairRecord | None]]:
    """All records of pairs by their files; None for one that is damaged."""
    for name in store.names(_FOLDER):
        yield name, decoded(store.read(name), PairRecord)
