"""What is not as it should be in a library."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Sequence

import msgspec

from cfrdiff.errors import LibraryError
from cfrdiff.library.keeping import (
    decoded,
    document_file,
    get_source,
    record_file,
    record_of,
    source_file,
)
from cfrdiff.library.model import Damage, Failure, Origin, Record, Stored
from cfrdiff.library.pairing import pair_records
from cfrdiff.library.store import Store

DAMAGED = "is damaged"
_AGAIN = "add its file again"
_REPAIR = "`cfrdiff library verify --repair` makes it anew from the sources"
_COMPARE = "`cfrdiff library verify --repair` takes it away; then compare again"
_REMAKE = "`cfrdiff library verify --repair` reads it"
_REMOVE = "`cfrdiff library verify --repair` takes it away"


def check(store: Store) -> Iterator[Damage]:
    """Every file that is missing, damaged or left over. Nothing is written."""
    yield from _sources(store)
    yield from _notes(store)
    wanted: dict[str, Stored] = {}
    of_pairs: set[str] = set()
    for name in store.names("records"):
        sha256 = digest_in(name)
        record = record_of(store, sha256)
        if record is None or record.entry.sha256 != sha256 or name != record_file(sha256):
            yield Damage(name, DAMAGED, _REPAIR)
            continue
        if store.read(source_file(sha256)) is None:
            yield Damage(source_file(sha256), "is missing", _AGAIN)
        wanted |= {one.file: one for one in record.files}
    for name, pair in pair_records(store):
        if pair is None:
            yield Damage(name, DAMAGED, _COMPARE)
        else:
            wanted |= {one.file: one for one in pair.files}
            of_pairs |= {one.file for one in pair.files}
    yield from _files(store, wanted, of_pairs)


def _sources(store: Store) -> Iterator[Damage]:
    for folder, file_of in (("sources", source_file), ("documents", document_file)):
        for name in store.names(folder):
            sha256 = digest_in(name)
            if name != file_of(sha256):
                yield Damage(name, "is no source of the library's", _REMOVE)
                continue
            try:
                get_source(store, sha256)
            except LibraryError:
                yield Damage(name, DAMAGED, _AGAIN)
    known = {digest_in(name): None for name in store.names("records")}
    for sha256 in unmade(store, known):
        yield Damage(source_file(sha256), "was added, but nothing is made of it", _REMAKE)


def _notes(store: Store) -> Iterator[Damage]:
    """What says where sources came from, and what could not be read."""
    kinds: tuple[tuple[str, type[msgspec.Struct]], ...] = (
        ("origins", Origin),
        ("failures", Failure),
    )
    for folder, kind in kinds:
        for name in store.names(folder):
            if decoded(store.read(name), kind) is None:
                yield Damage(name, DAMAGED, _REMOVE)


def _files(store: Store, wanted: dict[str, Stored], of_pairs: set[str]) -> Iterator[Damage]:
    there = {name for folder in ("data", "readings") for name in store.names(folder)}
    for name, one in sorted(wanted.items()):
        data = store.read(name)
        advice = _COMPARE if name in of_pairs else _REPAIR
        if data is None:
            yield Damage(name, "is missing", advice)
        elif hashlib.sha256(data).hexdigest() != one.sha256:
            yield Damage(name, DAMAGED, advice)
    for name in sorted(there - wanted.keys()):
        if store.is_stale(name):  # else a run that goes on may have written it
            yield Damage(name, "is left over from a run that was interrupted", _REMOVE)


def digest_in(name: str) -> str:
    """The digest that a file is named for."""
    return name.rpartition("/")[2].partition(".")[0]


def unmade(store: Store, records: Container[str]) -> Iterator[str]:
    """The sources that nothing is made of, and that are not known to be unreadable."""
    failed = {one.sha256 for one in failures(store)}
    for name in store.names("sources"):
        sha256 = digest_in(name)
        if sha256 not in records and sha256 not in failed:
            yield sha256


def failures(store: Store) -> list[Failure]:
    """What could not be read, and why."""
    held = [decoded(store.read(name), Failure) for name in store.names("failures")]
    return [one for one in held if one is not None]


def owners(damages: Sequence[Damage], records: dict[str, Record]) -> Iterator[str]:
    """The editions that files of theirs are damaged of."""
    files = {one.file for one in damages}
    for sha256, record in records.items():
        if any(one.file in files for one in record.files):
            yield sha256


def pairs_of(damages: Sequence[Damage], store: Store) -> Iterator[str]:
    """The records of pairs that files of theirs are damaged of."""
    files = {one.file for one in damages}
    for name, pair in pair_records(store):
        if pair is not None and any(one.file in files for one in pair.files):
            yield name


def is_made(damage: Damage) -> bool:
    """Whether a file that is damaged can be made anew, so that it may be taken away."""
    return damage.advice not in (_AGAIN, _REMAKE)


def is_lost(damage: Damage) -> bool:
    """Whether it is a source's bytes that are damaged: nothing can be made of them."""
    return damage.advice == _AGAIN
