"""The datasets as Arrow tables, and as tables of SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cfrdiff.errors import LibraryError
from cfrdiff.library.catalogue import records
from cfrdiff.library.model import PairRecord, Record, Stored
from cfrdiff.library.pairing import pair_records
from cfrdiff.library.schemas import (
    OF_EDITIONS,
    OF_PAIRS,
    Dataset,
    arrow_schema,
    duckdb,
    pyarrow,
    schema,
)
from cfrdiff.library.store import Store

# pyarrow's filters: (column, operator, value), all of which must hold.
Filters = Sequence[tuple[str, str, Any]]


def files_of(held: Iterable[Record | PairRecord], dataset: Dataset) -> list[Stored]:
    """The files of a dataset that this reader's columns are in."""
    number = str(schema(dataset).number)
    return [
        one
        for record in held
        for one in record.files
        if one.dataset == dataset and one.stamp.rpartition(".")[2] == number
    ]


def read_file(
    store: Store,
    file: Stored,
    filters: Filters | None = None,
    columns: Sequence[str] | None = None,
) -> Any:
    """The rows of one file that pass, or some columns of them.

    Raises LibraryError where it is missing or damaged.
    """
    pa = pyarrow()
    from pyarrow.parquet import read_table

    data = store.read(file.file)
    if data is None:
        raise LibraryError(_damaged(store, file, "is missing"))
    try:
        return read_table(
            pa.BufferReader(data),
            columns=list(columns) if columns else None,
            filters=list(filters) if filters else None,
        )
    except (pa.ArrowInvalid, OSError) as error:
        raise LibraryError(_damaged(store, file, f"is damaged ({error})")) from None


def read_all(
    store: Store, files: Sequence[Stored], dataset: Dataset, filters: Filters | None = None
) -> Any:
    """The rows of several files of a dataset, one behind the other."""
    tables = [read_file(store, one, filters) for one in files]
    return pyarrow().concat_tables([arrow_schema(dataset).empty_table(), *tables])


def table(store: Store, dataset: Dataset, filters: Filters | None = None) -> Any:
    """A whole dataset, or what passes of it."""
    return read_all(store, files_of(held(store, dataset), dataset), dataset, filters)


def held(store: Store, dataset: Dataset) -> list[Record] | list[PairRecord]:
    """The records whose files a dataset is in."""
    if dataset in OF_EDITIONS:
        return list(records(store).values())
    return [one for _, one in pair_records(store) if one is not None]


def sql(store: Store, query: str) -> Any:
    """What DuckDB answers to a query, with each dataset as a table.

    Nothing but the datasets is read, and nothing is written. Raises LibraryError for what is no
    query, or one that cannot be answered.
    """
    db = duckdb()
    with db.connect() as connection:
        paths = [
            path for name in (*OF_EDITIONS, *OF_PAIRS) for path in _define(connection, store, name)
        ]
        connection.execute("SET allowed_paths = $paths", {"paths": paths})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            statements = connection.extract_statements(query)
            if [one.type for one in statements] != [db.StatementType.SELECT]:
                raise LibraryError("a library is asked, not changed; give one SELECT")
            return connection.sql(query).to_arrow_table()
        except db.Error as error:
            first = " ".join(str(error).split())
            raise LibraryError(
                f"DuckDB says: {first}; see the columns with `cfrdiff library sql`"
            ) from None


def _define(connection: Any, store: Store, dataset: Dataset) -> list[str]:
    """Make a dataset a table, and return the files that are read for it."""
    files = files_of(held(store, dataset), dataset)
    if not files or "://" in store.address:
        connection.register(dataset, read_all(store, files, dataset))
        return []
    names = [store.path(one.file) for one in files]
    connection.read_parquet(names, hive_partitioning=False).create_view(dataset)
    return names


def _damaged(store: Store, file: Stored, problem: str) -> str:
    return f"{store.path(file.file)}: {problem}; `cfrdiff library verify --repair` makes it anew"
