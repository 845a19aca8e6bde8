"""The library as Python has it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import msgspec

from cfrdiff.cores import Work
from cfrdiff.errors import NotFoundError
from cfrdiff.library import catalogue, shelf
from cfrdiff.library.asking import Asking
from cfrdiff.library.checking import (
    check,
    digest_in,
    failures,
    is_lost,
    is_made,
    owners,
    pairs_of,
    unmade,
)
from cfrdiff.library.intake import Incoming, incoming
from cfrdiff.library.keeping import (
    document_file,
    get_source,
    is_current,
    keep,
    origins_of,
    put_source,
    reread,
)
from cfrdiff.library.model import Added, Damage, Entry, Failure, Origin, Record
from cfrdiff.library.names import EditionName
from cfrdiff.library.running import run
from cfrdiff.library.store import store_at
from cfrdiff.opening import WORTH_A_PROCESS, Readable
from cfrdiff.sources import corpus


class Library(Asking):
    """A library: a folder, or an address that fsspec knows. Nothing is written until something is
    added, and whatever is written is there whole or not at all.
    """

    @classmethod
    def open(cls, address: Readable | None = None, *, scheduler: str | None = None) -> Library:
        """The library at an address; without one that of ``CFRDIFF_LIBRARY``, or the platform's
        place for data.

        With a `scheduler` of dask's (``tcp://…``) its workers add and compare: they must have the
        library's address in common, and the paths that are added.
        """
        place = shelf.default_address() if address is None else os.fspath(address)
        return cls(store_at(_whole_address(place)), scheduler)

    # Adding

    def add(
        self, paths: Sequence[Readable], *, title: int | None = None, as_of: str | None = None
    ) -> Added:
        """Add files, all files in and below folders, all members of archives, and editions of the
        corpus by their ids; `title` and `as_of` (ISO) are of those that do not say theirs.

        What cannot be read is kept with the reason. Each source is there whole or not at all, so
        that what was interrupted goes on where it was. Raises SourceError for a path that is not
        there, and LibraryError where the library cannot be written.
        """
        found = incoming(paths, but=self.address)
        return self.take_all(
            [msgspec.structs.replace(one, title=title, as_of=as_of) for one in found]
        )

    def add_corpus(self) -> Added:
        """Add what the corpus has and the library lacks."""
        known = self._records()
        return self.add([one.path for one in corpus.entries() if one.entry.sha256 not in known])

    def take(self, given: Incoming) -> Entry | Failure:
        """Add one source."""
        added = self.take_all([given])
        found: list[Entry | Failure] = [*added.added, *added.known, *added.failed]
        return found[0]

    def hold(self, sha256: str, until: str) -> None:
        """Note that the text of a kept edition was in force up to a day (ISO), as the service says
        that it came from. The latest such day counts.
        """
        shelf.hold(self._store, sha256, until)

    def take_all(self, given: Sequence[Incoming]) -> Added:
        """Add sources, on all cores where `cfrdiff.cores.spread_over` allows for that."""
        sizes = [one.size or len(one.data or b"") for one in given]
        name = f"Reading {len(given)} files"
        return self._spread(Work(name, _Keeping(self.address), list(given), sizes, WORTH_A_PROCESS))

    def _spread(self, work: Work[Any, tuple[bool, Entry | Failure]]) -> Added:
        made = run(work, self._scheduler)
        if any(new for new, _ in made):
            catalogue.refresh(self._store)
        entries = [(new, one) for new, one in made if isinstance(one, Entry)]
        return Added(
            added=tuple(one for new, one in entries if new),
            known=tuple(one for new, one in entries if not new),
            failed=tuple(one for _, one in made if isinstance(one, Failure)),
        )

    def refresh(self) -> Added:
        """Read anew what another reader has read, from the sources that are kept."""
        found = self._records()
        return self._reread([one for one in found if not is_current(found[one])])

    def repair(self) -> tuple[Damage, ...]:
        """Make anew what is damaged, take away what is left over, and give what is still wrong."""
        found = self.verify()
        records = self._records()
        lost = set(owners(found, records))
        for name in list(pairs_of(found, self._store)):
            self._store.remove(name)
        for one in found:
            if is_made(one):
                self._store.remove(one.file)
        lost |= set(unmade(self._store, catalogue.refresh(self._store)))
        lost -= {digest_in(one.file) for one in found if is_lost(one)}
        self._reread(sorted(lost))
        return self.verify()

    def _reread(self, old: Sequence[str]) -> Added:
        sizes = [WORTH_A_PROCESS] * len(old)
        return self._spread(
            Work("Reading anew", _Rereading(self.address), old, sizes, WORTH_A_PROCESS)
        )

    def keep(self, data: bytes, origin: Origin) -> str:
        """Keep bytes as they are, not read as an edition; the SHA-256 that names them."""
        return put_source(self._store, data, origin, document_file)

    def source(self, sha256: str) -> bytes:
        """The bytes of a source. Raises LibraryError where they are missing or damaged."""
        return get_source(self._store, sha256)

    def origins(self, sha256: str) -> tuple[Origin, ...]:
        """From where and when a source came, the first first."""
        return origins_of(self._store, sha256)

    # Finding

    def entries(self) -> tuple[Entry, ...]:
        """All editions that are kept, by title, date and parts."""
        found = [record.entry for record in self._records().values()]
        return tuple(sorted(found, key=_order))

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, and why."""
        return tuple(failures(self._store))

    def find(self, name: EditionName | str) -> Entry:
        """The edition that a citation with a date means: ``19 CFR 163@2012``.

        Raises NotFoundError, with what is like it and how to fetch it.
        """
        return shelf.find(name, self._shelf())[0].entry

    def has(self, name: EditionName | str) -> bool:
        """Whether it has what a citation with a date means."""
        try:
            self.find(name)
        except NotFoundError:
            return False
        return True

    def verify(self) -> tuple[Damage, ...]:
        """What is not as it should be."""
        return tuple(check(self._store))

    def _records(self) -> dict[str, Record]:
        return catalogue.records(self._store)


class _Keeping:
    """Keeps a source in the library at an address: what a process is given to do."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self, given: Incoming) -> tuple[bool, Entry | Failure]:
        return keep(store_at(self._address), given)


class _Rereading:
    """Reads a kept source anew, likewise."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self, sha256: str) -> tuple[bool, Entry | Failure]:
        return reread(store_at(self._address), sha256)


def _whole_address(place: str) -> str:
    """A folder as any process finds it, whatever folder it runs in."""
    return place if "://" in place else os.path.abspath(place)


def _order(entry: Entry) -> tuple[int, str, tuple[str, ...], str]:
    return entry.title or 0, entry.as_of or "", entry.parts, entry.sha256
