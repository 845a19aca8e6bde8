"""A change set as tables: a row a change (or of paragraphs, blocks, sections alone), a row an edit.

Names, types, order and meaning of the columns stand in ``columns.toml``; here is what fills them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

import msgspec

from cfrdiff.changes.model import (
    BlockChange,
    CellChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    State,
    joined,
)
from cfrdiff.cites import part_of
from cfrdiff.errors import CfrdiffError, NotFoundError
from cfrdiff.version import __version__

Name = Literal["changes", "edits", "paragraphs", "blocks", "sections"]
Type = Literal["text", "integer", "number"]
Value = str | int | float | None
Row = dict[str, Value]

_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTRA = "Arrow tables need arro3-core; pip install 'cfrdiff[tables]'"


class Column(msgspec.Struct, frozen=True):
    """A column as documented; `missing` says whether a row may have no value there."""

    name: str
    type: Type
    meaning: str
    missing: bool = False


@cache
def columns(table: Name) -> tuple[Column, ...]:
    """The columns of a table in their order. Raises NotFoundError for another name."""
    if table not in get_args(Name):
        raise NotFoundError(f"no table {table!r}; there are {', '.join(get_args(Name))}")
    return _documented("edits" if table == "edits" else "changes")


@cache
def stacked_columns(table: Name) -> tuple[Column, ...]:
    """The same, and those that say which comparison a row is of. Raises NotFoundError."""
    return (*columns(table), *_documented("comparison"))


def _documented(table: str) -> tuple[Column, ...]:
    file = resources.files("cfrdiff.changes") / "columns.toml"
    held = tomllib.loads(file.read_text(encoding="utf-8"))[table]["columns"]
    return tuple(Column(name, **one) for name, one in held.items())


def stacked_rows(changes: ChangeSet, table: Name) -> list[Row]:
    """The rows of a table, each saying which comparison it is of, so that tables of several can
    be put on top of each other.
    """
    held = comparison(changes)
    part = held["part"]
    return [
        row | held | {"part": part_of(str(row["section"])) or part} for row in rows(changes, table)
    ]


def comparison(changes: ChangeSet) -> Row:
    """What was compared: title and part, both editions, and the version of this program."""
    after, before = changes.after, changes.before
    sides = {"before": before, "after": after}
    return encodable(
        {
            "title": after.title if after.title is not None else before.title,
            "part": after.part or before.part or "",
            **{f"{side}_id": one.source.path for side, one in sides.items()},
            **{f"{side}_date": one.as_of or "" for side, one in sides.items()},
            **{f"{side}_sha256": one.source.sha256 for side, one in sides.items()},
            "version": __version__,
        }
    )


def rows(changes: ChangeSet, table: Name) -> list[Row]:
    """The rows of a table, each with every column in its order: what became of paragraphs, then
    of headings, notes and tables, then of whole sections. Of what only one file covers nothing is
    known, so it has no row.
    """
    columns(table)
    made: list[Row] = []
    if table not in ("blocks", "sections"):
        for change in changes.changes:
            if change.kind != "not-covered":
                what: Row = {"section": change.section or "", "what": "paragraph"}
                made += _edits(change, what) if table == "edits" else [_change(change)]
    if table not in ("paragraphs", "sections"):
        for block in changes.blocks:
            what = {"section": block.section or "", "what": block.block}
            made += _edits(block, what) if table == "edits" else [_block(block)]
    if table in ("changes", "sections"):
        made += map(_section, changes.sections)
    names = [one.name for one in columns(table)]
    return [encodable({name: row[name] for name in names}) for row in made]


def _change(change: Change) -> Row:
    return {
        "what": "paragraph",
        "change": change.id,
        "section": change.section or "",
        "kind": change.kind,
        "significance": change.significance,
        **_side("before", change.before),
        **_side("after", change.after),
        "edits": len(change.edits),
        "categories": _categories(change.edits),
        "similarity": change.similarity,
        "confidence": change.confidence,
        "review": " ".join(change.review),
        "reasons": "; ".join(change.reasons),
        "follows": change.follows or "",
        "origins": _origins(change),
    }


def _side(side: str, states: Sequence[State]) -> Row:
    """The columns of one edition; the place is where the first paragraph begins in the file."""
    first = states[0] if states else None
    place = first.evidence[0] if first and first.evidence else None
    return {
        f"{side}_section": (first.section or "") if first else "",
        f"{side}_designation": _designations(states),
        f"{side}_heading": (first.heading or "") if first else "",
        f"{side}_text": joined(states),
        f"{side}_count": len(states),
        f"{side}_page": place.page if place else None,
        f"{side}_line": place.line if place else None,
    }


def _origins(change: Change | BlockChange | SectionChange) -> str:
    return "; ".join(
        ": ".join(filter(None, (one.document, one.instruction))) for one in change.origins
    )


def _categories(edits: Iterable[Edit]) -> str:
    return " ".join(dict.fromkeys(edit.category for edit in edits))


def _block(block: BlockChange) -> Row:
    row = _plain(block.id, block.section, block.kind, block.block)
    for side, section, words in (
        ("before", block.section_before, block.before),
        ("after", block.section, block.after),
    ):
        row[f"{side}_section"] = section or "" if words is not None else ""
        row[f"{side}_text"] = words or ""
        row[f"{side}_count"] = int(words is not None)
    return row | {
        "significance": block.significance,
        "edits": len(block.edits),
        "categories": _categories(block.edits),
        "review": " ".join(block.review),
        "reasons": "; ".join(block.reasons),
        "origins": _origins(block),
    }


def _section(section: SectionChange) -> Row:
    row = _plain(section.id, section.after or section.before, section.kind, "section")
    for side, number in (("before", section.before), ("after", section.after)):
        row[f"{side}_section"] = number or ""
        row[f"{side}_count"] = int(number is not None)
        if number is not None:
            row[f"{side}_heading"] = section.heading or ""
            row[f"{side}_text"] = section.source_note or ""
    return row | {
        "significance": section.significance,
        "reasons": "; ".join(section.reasons),
        "origins": _origins(section),
    }


def _plain(id: str, section: str | None, kind: str, what: str) -> Row:
    """A row of what is no paragraph."""
    empty: dict[str, Value] = {"text": "", "integer": 0}
    row = {one.name: None if one.missing else empty[one.type] for one in columns("changes")}
    return row | {
        "change": id, "section": section or "", "kind": kind, "what": what,
    }  # fmt: skip


def _cell(change: Change | BlockChange, number: int) -> CellChange | None:
    """The cell that an edit is in, by its number from 1."""
    cells = change.cells if isinstance(change, BlockChange) else ()
    return cells[number - 1] if cells else None


def _edits(change: Change | BlockChange, of: Row) -> Iterator[Row]:
    for number, edit in enumerate(change.edits, start=1):
        found = _cell(change, number)
        cell = (found.after or found.before) if found else None
        yield of | {
            "change": change.id,
            "edit": number,
            "designation": _designations(change.after) if isinstance(change, Change) else "",
            "kind": change.kind,
            "field": edit.field,
            "category": edit.category,
            "before": edit.before,
            "after": edit.after,
            "before_start": edit.before_span[0],
            "before_end": edit.before_span[1],
            "after_start": edit.after_span[0],
            "after_end": edit.after_span[1],
            "cell_row": cell.row if cell else "",
            "cell_column": cell.column or str(cell.number) if cell else "",
            "cell_kind": found.kind if found else "",
            "significance": edit.significance,
            "rule": edit.rule,
            "misread": int(edit.misread),
        }


def _designations(states: Sequence[State]) -> str:
    return " ".join(state.designation for state in states if state.designation)


def arrow_table(changes: ChangeSet, table: Name = "changes") -> Any:
    """An Arrow table that polars, pandas, DuckDB and pyarrow take as it is:
    ``polars.DataFrame(cfrdiff.arrow_table(changes))``.

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
    held = stacked_columns(table)
    made = stacked_rows(changes, table)
    arrays = [Array([row[one.name] for row in made], kinds[one.type]) for one in held]
    fields = [
        Field(
            one.name,
            kinds[one.type],
            nullable=one.missing,
            metadata={"meaning": one.meaning},
        )
        for one in held
    ]
    about = {
        name: "" if value is None else str(value) for name, value in comparison(changes).items()
    }
    return Table.from_arrays(arrays, schema=Schema(fields, metadata={"table": table, **about}))


def encodable(row: Row) -> Row:
    """A row that every format can hold: half a surrogate pair is no character."""
    return {
        name: _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in row.items()
    }
