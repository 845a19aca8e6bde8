"""The datasets: their columns, as documented in ``columns.toml``, and files of Parquet."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from cfrdiff.changes.tables import Column, Row, encodable
from cfrdiff.changes.tables import columns as change_columns
from cfrdiff.errors import LibraryError

Dataset = Literal[
    "editions", "divisions", "paragraphs", "citations", "changes", "edits", "substitutions"
]
OF_EDITIONS: tuple[Dataset, ...] = ("editions", "divisions", "paragraphs", "citations")
OF_PAIRS: tuple[Dataset, ...] = ("changes", "edits", "substitutions")

# What says of which two editions a row of `OF_PAIRS` is.
_PAIR = (
    Column("before_edition", "text", "The older edition, as in editions."),
    Column("after_edition", "text", "The newer edition."),
    Column("title", "integer", "Title of the CFR.", missing=True),
    Column("before_date", "text", "Day of the older edition (ISO).", missing=True),
    Column("after_date", "text", "Day of the newer edition.", missing=True),
)
# Rows that are read together: a section lies in few groups, and what is looked up is read alone.
_ROWS_OF_A_GROUP = 2_000
_EXTRA = "the tables of a library need pyarrow and duckdb; pip install 'cfrdiff[library]'"


class Schema(msgspec.Struct, frozen=True):
    """What a dataset is: the number of its schema, what a row is, its columns."""

    number: int
    meaning: str
    columns: tuple[Column, ...]


@cache
def schema(dataset: Dataset) -> Schema:
    """The schema of a dataset."""
    documented = _documented()[dataset]
    if "from" in documented:
        own = change_columns(documented["from"])
    else:
        own = tuple(Column(name, **one) for name, one in documented["columns"].items())
    first = _PAIR if dataset in OF_PAIRS else ()
    return Schema(documented["schema"], documented["meaning"], (*first, *own))


@cache
def _documented() -> dict[str, Any]:
    file = resources.files("cfrdiff.library") / "columns.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def arrow_schema(dataset: Dataset) -> Any:
    """The schema as pyarrow has it, the meaning of each column beside it."""
    pa = pyarrow()
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    return pa.schema(
        [
            pa.field(one.name, kinds[one.type], one.missing, {"meaning": one.meaning})
            for one in schema(dataset).columns
        ],
        {"meaning": schema(dataset).meaning, "schema": str(schema(dataset).number)},
    )


def arrow_of(dataset: Dataset, rows: Sequence[Row]) -> Any:
    """The rows of a dataset as an Arrow table."""
    pa = pyarrow()
    arrow = arrow_schema(dataset)
    held = [encodable(row) for row in rows]
    arrays = [pa.array([row[f.name] for row in held], f.type) for f in arrow]
    return pa.Table.from_arrays(arrays, schema=arrow)


def parquet_of(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """The rows of a dataset as a file of Parquet; the same rows give the same bytes."""
    pyarrow()
    from pyarrow.parquet import write_table

    out = io.BytesIO()
    write_table(
        arrow_of(dataset, rows),
        out,
        row_group_size=_ROWS_OF_A_GROUP,
        compression="zstd",
        write_page_checksum=True,
    )
    return out.getvalue()


def pyarrow() -> Any:
    """The module. Raises LibraryError where it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise LibraryError(_EXTRA) from None
    return pyarrow


def duckdb() -> Any:
    """The module. Raises LibraryError where it is not installed."""
    try:
        import duckdb
    except ImportError:
        raise LibraryError(_EXTRA) from None
    return duckdb
