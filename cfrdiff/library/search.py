"""Full text: an index of every text once, however many editions have it.

It is made of the datasets when it is first asked, and brought up to date when something was added;
it may be deleted at will. Texts are told apart by their digests, so that a year more costs what
changed in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
from filelock import FileLock

from cfrdiff.cores import in_turn
from cfrdiff.errors import LibraryError
from cfrdiff.library.model import Record, Stored
from cfrdiff.library.schemas import pyarrow
from cfrdiff.library.store import Store
from cfrdiff.library.tables import read_file

_FILE = "search.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE editions (id INTEGER PRIMARY KEY, file TEXT UNIQUE);
CREATE TABLE texts (id INTEGER PRIMARY KEY, digest TEXT UNIQUE);
CREATE TABLE places (text INTEGER, edition INTEGER, place INTEGER,
                     PRIMARY KEY (text, edition, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    said, content='', tokenize="unicode61 remove_diacritics 2");
"""
_CACHE = 64_000  # KiB of pages that SQLite may hold


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A piece of text that was found: the file of paragraphs, its place there, its rank (the lower
    the better, as bm25 has it), and the number of its text.
    """

    file: str
    place: int
    rank: float
    text: int


class Index:
    """The index of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._path = _path(store)

    def update(self, records: Iterable[Record]) -> None:
        """Bring it up to date with the editions that are kept."""
        wanted = {
            file.file: file for one in records if (file := one.file("paragraphs")) is not None
        }
        with self._opened() as known:
            if set(_known(known)) == set(wanted):
                return
        with FileLock(f"{self._path}.lock"), self._opened() as index:
            old = _known(index)
            gone = [id for file, id in old.items() if file not in wanted]
            with index:
                index.executemany("DELETE FROM places WHERE edition = ?", ((id,) for id in gone))
                index.executemany("DELETE FROM editions WHERE id = ?", ((id,) for id in gone))
            new = [wanted[file] for file in sorted(wanted.keys() - old.keys())]
            for one in in_turn(f"Indexing {len(new)} editions", new):
                with index:  # one edition is there whole or not at all
                    self._take(index, one)

    def find(self, query: str, files: Iterable[str] | None, limit: int | None) -> list[Hit]:
        """The best hits of a query of FTS5, those of one text together; of some files only, where
        they are given. A text that several editions have is found in each.
        """
        with self._opened() as index:
            ids = _known(index)
            chosen = None if files is None else [ids[file] for file in files if file in ids]
            texts = _ranked(index, query, chosen, limit)
            names = {id: file for file, id in ids.items()}
            return list(_places(index, texts, names, chosen))

    def _take(self, index: sqlite3.Connection, file: Stored) -> None:
        rows = read_file(self._store, file, columns=("digest", "heading", "text"))
        cursor = index.execute("INSERT INTO editions (file) VALUES (?)", (file.file,))
        edition = cursor.lastrowid
        digests = rows.column("digest").to_pylist()
        new: dict[str, int] = {}
        for place, digest in enumerate(digests):
            new.setdefault(digest, place)
        index.executemany(
            "INSERT OR IGNORE INTO texts (digest) VALUES (?)", ((one,) for one in new)
        )
        numbers = _numbers(index, list(new))
        held = _last_indexed(index)
        headings, texts = rows.column("heading"), rows.column("text")
        index.executemany(
            "INSERT INTO words (rowid, said) VALUES (?, ?)",
            (
                (number, f"{headings[new[digest]].as_py()}\n{texts[new[digest]].as_py()}")
                for digest, number in numbers.items()
                if number > held
            ),
        )
        index.executemany(
            "INSERT INTO places VALUES (?, ?, ?)",
            ((numbers[digest], edition, place) for place, digest in enumerate(digests)),
        )

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=60)) as index:
                _prepare(index)
                yield index
        except sqlite3.DatabaseError as error:
            raise LibraryError(f"{self._path}: {error}; delete the file, it is made anew") from None


def _path(store: Store) -> Path:
    """Beside the datasets in a folder; of another address in the place for what may be deleted."""
    if "://" not in store.address:
        return Path(store.path(f"index/{_FILE}"))
    name = hashlib.sha256(store.address.encode()).hexdigest()
    return platformdirs.user_cache_path("cfrdiff") / name / _FILE


def _prepare(index: sqlite3.Connection) -> None:
    index.execute(f"PRAGMA cache_size = -{_CACHE}")
    index.execute("PRAGMA synchronous = NORMAL")
    if index.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
        return
    with index:
        index.execute("BEGIN IMMEDIATE")
        if index.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    index.execute(statement)
            index.execute(f"PRAGMA user_version = {_VERSION}")


def _known(index: sqlite3.Connection) -> dict[str, int]:
    return dict(index.execute("SELECT file, id FROM editions"))


def _numbers(index: sqlite3.Connection, digests: Sequence[str]) -> dict[str, int]:
    index.execute("CREATE TEMP TABLE IF NOT EXISTS asked (digest TEXT PRIMARY KEY)")
    index.execute("DELETE FROM asked")
    index.executemany("INSERT INTO asked VALUES (?)", ((one,) for one in digests))
    return dict(index.execute("SELECT digest, id FROM texts JOIN asked USING (digest)"))


def _last_indexed(index: sqlite3.Connection) -> int:
    """The highest number that has its words in the index; texts get numbers in their order."""
    found = index.execute("SELECT max(id) FROM words_docsize").fetchone()[0]
    return int(found or 0)


def _ranked(
    index: sqlite3.Connection, query: str, chosen: Sequence[int] | None, limit: int | None
) -> dict[int, float]:
    """The texts that a query finds, the best first, and how good they are."""
    of = "" if chosen is None else f" AND edition IN ({','.join(map(str, chosen))})"
    where = f"AND EXISTS (SELECT 1 FROM places WHERE text = words.rowid{of})"
    order = "" if limit is None else f"ORDER BY rank LIMIT {limit}"
    rank = "0.0" if limit is None else "rank"
    found = index.execute(
        f"SELECT rowid, {rank} FROM words WHERE words MATCH ? {where} {order}", (query,)
    )
    return dict(found)


def _places(
    index: sqlite3.Connection,
    texts: Mapping[int, float],
    names: Mapping[int, str],
    chosen: Sequence[int] | None,
) -> Iterator[Hit]:
    wanted = None if chosen is None else frozenset(chosen)
    for text, rank in texts.items():
        rows: Any = index.execute(
            "SELECT edition, place FROM places WHERE text = ? ORDER BY edition, place", (text,)
        )
        for edition, place in rows:
            if wanted is None or edition in wanted:
                yield Hit(names[edition], place, rank, text)


def rows_at(store: Store, file: Stored, places: Sequence[int]) -> Any:
    """The rows of a file of paragraphs at places, in their order."""
    pa = pyarrow()
    from pyarrow.parquet import ParquetFile

    data = store.read(file.file)
    if data is None:
        raise LibraryError(f"{store.path(file.file)}: is missing; run `cfrdiff library verify`")
    held = ParquetFile(pa.BufferReader(data))
    starts = [0]
    for i in range(held.num_row_groups):
        starts.append(starts[-1] + held.metadata.row_group(i).num_rows)
    groups = sorted({bisect_right(starts, place) - 1 for place in places})
    rows = held.read_row_groups(groups, use_threads=False)
    orders = rows.column("order").to_pylist()
    index = {order: i for i, order in enumerate(orders)}
    return rows.take([index[place] for place in places])
