"""Which editions are compared with which, and the records of pairs that were."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.library.model import PairRecord
from cfrdiff.library.store import Store

_FOLDER = "pairs"
_NAMED = 16


def pair_file(before: str, after: str) -> str:
    """Where it stands that two editions were compared."""
    return f"{_FOLDER}/{after[:2]}/{before[:_NAMED]}-{after[:_NAMED]}.json"


def pair_record(store: Store, before: str, after: str) -> PairRecord | None:
    """The record of a pair, None where there is none that can be read."""
    return _decoded(store.read(pair_file(before, after)))


def pair_records(store: Store) -> Iterator[tuple[str, PairRecord | None]]:
    """All records of pairs by their files; None for one that is damaged."""
    for name in store.names(_FOLDER):
        yield name, _decoded(store.read(name))


def _decoded(data: bytes | None) -> PairRecord | None:
    try:
        return msgspec.json.decode(data, type=PairRecord) if data else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
