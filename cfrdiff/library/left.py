"""Names that were replaced somewhere and still stand elsewhere, across all titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from cfrdiff.changes.roles import Role, likeness, role
from cfrdiff.changes.substitutions import old_name_in
from cfrdiff.changes.tables import Row
from cfrdiff.changes.thresholds import OTHER_PART
from cfrdiff.cores import in_turn
from cfrdiff.library.model import PairRecord, Stored
from cfrdiff.library.schemas import pyarrow
from cfrdiff.library.search import Hit, Index, rows_at
from cfrdiff.library.store import Store
from cfrdiff.library.tables import files_of, read_file

_PLACES = 3  # of where it was replaced that are named
_AROUND = 60  # characters that are shown on either side of a name that was left

COLUMNS = (
    ("before_name", "text"), ("after_name", "text"), ("category", "text"), ("replaced", "integer"),
    ("replaced_in", "text"), ("likelihood", "number"), ("title", "integer"), ("date", "text"),
    ("section", "text"), ("designation", "text"), ("kind", "text"), ("words", "text"),
    ("edition", "text"),
)  # fmt: skip


class _Name(msgspec.Struct):
    """A name that another took the place of: how often, where, and in which roles it stood."""

    before: str
    after: str
    category: str
    count: int = 0
    places: dict[str, None] = msgspec.field(default_factory=dict)
    parts: set[tuple[int | None, str]] = msgspec.field(default_factory=set)
    roles: dict[Role, None] = msgspec.field(default_factory=dict)


def left_behind(
    store: Store, pairs: Sequence[PairRecord], current: Mapping[str, Stored], index: Index
) -> list[Row]:
    """Where the editions in force still have names that were replaced between stored pairs, the
    likeliest oversights first. `current` are the files of their paragraphs by their names.

    How likely one is follows from the words beside it, as for `Substitution.oversight`; in a part
    where the name was replaced nowhere, another may be meant.
    """
    found: list[Row] = []
    names = list(_names(store, pairs))
    for name in in_turn(f"Looking for {len(names)} names", names):
        found += _left(store, name, current, index)
    return sorted(found, key=_rank)


def _rank(row: Row) -> tuple[Any, ...]:
    return (
        -float(row["likelihood"] or 0),
        -int(row["replaced"] or 0),
        *(str(row[one]) for one in ("before_name", "after_name")),
        int(row["title"] or 0),
        *(str(row[one]) for one in ("section", "designation", "words")),
    )


def _names(store: Store, pairs: Sequence[PairRecord]) -> Iterator[_Name]:
    """The names that were replaced, each with the roles in which it stood."""
    found: dict[tuple[str, str], _Name] = {}
    for pair in pairs:
        rows = _rows(store, [pair], "substitutions")
        asked = {(str(row["before_name"]), str(row["after_name"])) for row in rows}
        for row in rows:
            key = str(row["before_name"]), str(row["after_name"])
            name = found.setdefault(key, _Name(*key, str(row["category"])))
            name.count += int(row["count"] or 0)
            name.places |= {f"{pair.title} CFR {p}": None for p in str(row["places"]).split("; ")}
        if asked:
            _take_roles(store, pair, found, asked)
    yield from (found[key] for key in sorted(found))


def _take_roles(
    store: Store,
    pair: PairRecord,
    found: Mapping[tuple[str, str], _Name],
    asked: set[tuple[str, str]],
) -> None:
    edits = [
        row
        for row in _rows(store, [pair], "edits")
        if (str(row["before"]), str(row["after"])) in asked
    ]
    ids = {row["change"] for row in edits}
    changes = {
        row["change"]: row for row in _rows(store, [pair], "changes") if row["change"] in ids
    }
    for row in edits:
        change = changes.get(row["change"])
        if change is None:
            continue
        name = found[str(row["before"]), str(row["after"])]
        text = str(change["before_heading" if row["field"] == "heading" else "before_text"])
        name.roles[role(text, (int(row["before_start"] or 0), int(row["before_end"] or 0)))] = None
        name.parts.add((pair.title, str(row["section"]).partition(".")[0]))


def _rows(store: Store, pairs: Iterable[PairRecord], dataset: Any) -> list[Row]:
    return [row for file in files_of(pairs, dataset) for row in read_file(store, file).to_pylist()]


def _left(store: Store, name: _Name, current: Mapping[str, Stored], index: Index) -> Iterator[Row]:
    bare = name.before.replace('"', " ")
    if not any(c.isalnum() for c in bare):
        return
    by_file: dict[str, list[Hit]] = defaultdict(list)
    for hit in index.find(f'"{bare}"', current, None):
        by_file[hit.file].append(hit)
    degrees: dict[Role, float] = {}
    for file, hits in sorted(by_file.items()):
        places = sorted({hit.place for hit in hits})
        for row in rows_at(store, current[file], places).to_pylist():
            yield from _in_row(name, row, degrees)


def _in_row(name: _Name, row: Mapping[str, Any], degrees: dict[Role, float]) -> Iterator[Row]:
    best: tuple[float, str] | None = None
    for text in (row["heading"], row["text"]):
        for span in old_name_in(text, name.before, name.after):
            own = role(text, span)
            if own not in degrees:
                degrees[own] = likeness(own, name.roles)
            degree = degrees[own]
            if (row["title"], row["part"]) not in name.parts:
                degree = min(degree, OTHER_PART)
            if best is None or degree > best[0]:
                best = degree, text[max(0, span[0] - _AROUND) : span[1] + _AROUND]
    if best is not None:
        yield {
            "before_name": name.before,
            "after_name": name.after,
            "category": name.category,
            "replaced": name.count,
            "replaced_in": "; ".join(list(name.places)[:_PLACES]),
            "likelihood": best[0],
            "words": best[1],
            **{one: row[one] for one in ("title", "date", "section", "designation", "kind")},
            "edition": row["edition"],
        }


def arrow_rows(rows: Sequence[Row], columns: Sequence[tuple[str, str]]) -> Any:
    """Rows as an Arrow table with columns of these names and types."""
    pa = pyarrow()
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    arrow = pa.schema([pa.field(name, kinds[kind]) for name, kind in columns])
    return pa.table([[row[name] for row in rows] for name, _ in columns], schema=arrow)
