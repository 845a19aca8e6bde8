"""A change set as two tables: one row a change, one row an edit.

Names, types, order and meaning of the columns stand in ``columns.toml``; here is what fills them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from cfrdiff.changes.model import Change, ChangeSet, State, joined
from cfrdiff.errors import CfrdiffError, NotFoundError

Name = Literal["changes", "edits"]
Type = Literal["text", "integer", "number"]
Value = str | int | float | None
Row = dict[str, Value]

_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTRA = "Arrow tables need arro3-core; pip install 'cfrdiff[tables]'"


class Column(msgspec.Struct, frozen=True):
    """A column as documented."""

    name: str
    type: Type
    meaning: str


@cache
def columns(table: Name) -> tuple[Column, ...]:
    """The columns of a table in their order. Raises NotFoundError for another name."""
    file = resources.files("cfrdiff.changes") / "columns.toml"
    documented = tomllib.loads(file.read_text(encoding="utf-8"))
    if table not in documented:
        raise NotFoundError(f"no table {table!r}; there are {' and '.join(documented)}")
    return tuple(Column(name, **one) for name, one in documented[table]["columns"].items())


def rows(changes: ChangeSet, table: Name) -> list[Row]:
    """The rows of a table, each with every column in its order."""
    columns(table)
    make: dict[Name, Callable[[Change], Iterator[Row]]] = {"changes": _changes, "edits": _edits}
    return [_encodable(row) for change in changes.changes for row in make[table](change)]


def _changes(change: Change) -> Iterator[Row]:
    row: Row = {
        "change": change.id,
        "section": change.section or "",
        "kind": change.kind,
        "significance": change.significance,
    }
    for side, states in (("before", change.before), ("after", change.after)):
        first = states[0] if states else None
        row |= {
            f"{side}_section": (first.section or "") if first else "",
            f"{side}_designation": _designations(states),
            f"{side}_heading": (first.heading or "") if first else "",
            f"{side}_text": joined(states),
            f"{side}_count": len(states),
        }
    row |= {
        "edits": len(change.edits),
        "categories": " ".join(dict.fromkeys(edit.category for edit in change.edits)),
        "similarity": change.similarity,
        "confidence": change.confidence,
        "review": " ".join(change.review),
        "reasons": "; ".join(change.reasons),
        "follows": change.follows or "",
    }
    for side, states in (("before", change.before), ("after", change.after)):
        places = states[0].evidence if states else ()
        row[f"{side}_page"] = places[0].page if places else None
        row[f"{side}_line"] = places[0].line if places else None
    yield row


def _edits(change: Change) -> Iterator[Row]:
    for number, edit in enumerate(change.edits, start=1):
        yield {
            "change": change.id,
            "edit": number,
            "section": change.section or "",
            "designation": _designations(change.after),
            "kind": change.kind,
            "field": edit.field,
            "category": edit.category,
            "before": edit.before,
            "after": edit.after,
            "before_start": edit.before_span[0],
            "before_end": edit.before_span[1],
            "after_start": edit.after_span[0],
            "after_end": edit.after_span[1],
        }


def _designations(states: Sequence[State]) -> str:
    return " ".join(state.designation for state in states if state.designation)


def arrow_table(changes: ChangeSet, table: Name) -> Any:
    """An Arrow table that polars, pandas, DuckDB and pyarrow take as it is.

    Raises CfrdiffError where arro3-core is not installed, NotFoundError for an unknown table.
    """
    try:
        from arro3.core import Array, DataType, Field, Schema, Table
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    kinds = {
        "text": DataType.utf8(),
        "integer": DataType.int64(),
        "number": DataType.float64(),
    }
    held = columns(table)
    made = rows(changes, table)
    arrays = [Array([row[one.name] for row in made], kinds[one.type]) for one in held]
    fields = [
        Field(
            one.name,
            kinds[one.type],
            nullable=one.type != "text",
            metadata={"meaning": one.meaning},
        )
        for one in held
    ]
    return Table.from_arrays(arrays, schema=Schema(fields))


def _encodable(row: Row) -> Row:
    """Half a surrogate pair is no character, and no format can hold it."""
    return {
        name: _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in row.items()
    }
