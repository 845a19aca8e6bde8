"""How what a citation picks went through all editions at hand."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff.comparable import check_comparable
from cfrdiff.errors import NotFoundError
from cfrdiff.history import History, follow_picked
from cfrdiff.library import shelf
from cfrdiff.library.keeping import opened, reading_of
from cfrdiff.library.limiting import limited
from cfrdiff.library.names import EditionName, parse_cite
from cfrdiff.library.shelf import Kept
from cfrdiff.library.store import Store
from cfrdiff.model import Edition
from cfrdiff.opening import build_edition
from cfrdiff.selecting import select


def whole(store: Store, one: Kept) -> Edition:
    """A kept edition whole, as this reader reads it."""
    found = reading_of(store, one.record) if one.record is not None else None
    return found or build_edition(opened(one.data(store), one.entry, one.part))


def history_of(store: Store, cite: str, at_hand: Sequence[Kept]) -> list[History]:
    """How what a citation picks went through the editions at hand, followed in its part.

    Raises NotFoundError where fewer than two have the part.
    """
    title, part, picked = parse_cite(cite)
    kept = shelf.all_of(title, part, at_hand)
    if len(kept) < 2:
        asked = EditionName(title, part, picked, None)
        has = f"one edition of it ({kept[0].entry.name})" if kept else "no edition of it"
        raise NotFoundError(
            f"{cite}: a history takes two editions or more, and the library has {has};"
            f" {shelf.fetch_line(asked)[:-1]} --from YEAR --to YEAR` brings them"
        )
    editions = [limited(whole(store, one), [part]) for one in kept]
    check_comparable(*editions)
    return follow_picked(editions, select(picked, *editions))
