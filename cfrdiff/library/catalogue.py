"""What is in a library: the records of all editions, gathered in one file.

The file only saves opening thousands. Which records there are is asked of the store each time; what
the file lacks or has too much is put right, so that it may be deleted, or lost in a race, at will.
"""

from __future__ import annotations

import msgspec

from cfrdiff.library.keeping import decoded, record_file, record_of
from cfrdiff.library.model import Record
from cfrdiff.library.store import Store

FILE = "catalogue.json"


class _Catalogue(msgspec.Struct, frozen=True):
    records: tuple[Record, ...] = ()


def records(store: Store) -> dict[str, Record]:
    """All records by the digests of their sources, in the order of these."""
    known = _known(store)
    found: dict[str, Record] = {}
    for name in store.names("records"):
        sha256 = name.rpartition("/")[2].removesuffix(".json")
        record = known.get(sha256)
        if record is None or name != record_file(sha256):
            record = record_of(store, sha256)
        if record is not None:
            found[sha256] = record
    return found


def refresh(store: Store) -> dict[str, Record]:
    """Make the file anew from the records, and return these."""
    with store.alone():
        found = {
            sha256: record
            for name in store.names("records")
            if (sha256 := name.rpartition("/")[2].removesuffix(".json"))
            and (record := record_of(store, sha256)) is not None
        }
        store.write(FILE, msgspec.json.encode(_Catalogue(tuple(found.values()))))
    return found


def _known(store: Store) -> dict[str, Record]:
    held = decoded(store.read(FILE), _Catalogue) or _Catalogue()
    return {one.entry.sha256: one for one in held.records}
