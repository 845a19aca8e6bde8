"""Two kept editions compared, and what changed written as rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.changes import BlockChange, ChangeSet, SectionChange, Substitution, diff_editions
from cfrdiff.changes.notes import stands_in_block
from cfrdiff.changes.tables import Row
from cfrdiff.changes.tables import rows as change_rows
from cfrdiff.library.histories import whole
from cfrdiff.library.keeping import opened, partition
from cfrdiff.library.limiting import limited
from cfrdiff.library.model import PairRecord, Stored
from cfrdiff.library.pairing import Pair, pair_file, pair_record
from cfrdiff.library.schemas import OF_PAIRS, Dataset, parquet_of, schema
from cfrdiff.library.stamps import comparing_stamp
from cfrdiff.library.store import Store
from cfrdiff.model import Edition
from cfrdiff.opening import build_edition

_NAMED = 16
# Formats whose lines break no word, so that nothing is to be learnt from the other file: what was
# read of each alone is what would be read of both beside each other.
_WHOLE_WORDS = frozenset(("ecfr-xml", "gpo-xml"))
_UNCHANGED = "unchanged"


def compare(store: Store, pair: Pair) -> PairRecord:
    """Compare two editions and write what changed, unless that is there already.

    Raises LibraryError where the library cannot be written, or a source is damaged.
    """
    one, other = pair.before.entry, pair.after.entry
    known = pair_record(store, one.sha256, other.sha256)
    if known is not None and _is_current(known, pair):
        return known
    changes = change_set(store, pair)
    files = tuple(_written(store, pair, name, rows) for name, rows in _rows(pair, changes).items())
    made = _record(pair, changes, files)
    store.write(pair_file(one.sha256, other.sha256), msgspec.json.encode(made))
    kept = {stored.file for stored in files}
    for stored in known.files if known else ():
        if stored.file not in kept:
            store.remove(stored.file)
    return made


def change_set(store: Store, pair: Pair) -> ChangeSet:
    """What changed from one edition to the other, as `cfrdiff.diff` has it."""
    before, after = _both(store, pair)
    if not pair.is_whole:
        before, after = limited(before, pair.parts_before), limited(after, pair.parts_after)
    return diff_editions(before, after)


def _both(store: Store, pair: Pair) -> tuple[Edition, Edition]:
    sides = pair.before, pair.after
    if all(one.entry.format in _WHOLE_WORDS for one in sides):
        return whole(store, pair.before), whole(store, pair.after)
    old, new = (opened(one.data(store), one.entry, one.part) for one in sides)
    return build_edition(old, [new.lines]), build_edition(new, [old.lines])


def stamp(dataset: Dataset) -> str:
    """By which reader and comparer, and for which schema, the rows of a pair are made now."""
    return f"{comparing_stamp()}.{schema(dataset).number}"


def _is_current(known: PairRecord, pair: Pair) -> bool:
    stamps = {one.dataset: one.stamp for one in known.files}
    parts = known.parts_before, known.parts_after
    wanted: dict[str, str] = {dataset: stamp(dataset) for dataset in OF_PAIRS}
    return parts == (pair.parts_before, pair.parts_after) and stamps == wanted


def _rows(pair: Pair, changes: ChangeSet) -> dict[Dataset, list[Row]]:
    of: Row = {
        "before_edition": pair.before.entry.sha256,
        "after_edition": pair.after.entry.sha256,
        "title": pair.after.entry.title,
        "before_date": pair.before.entry.as_of,
        "after_date": pair.after.entry.as_of,
    }
    made = change_rows(changes, "changes")
    return {
        "changes": [of | row for row in made if row["kind"] != _UNCHANGED or row["edits"]],
        "edits": [of | row for row in change_rows(changes, "edits")],
        "substitutions": [of | _substitution(one) for one in changes.substitutions],
    }


def _substitution(one: Substitution) -> Row:
    return {
        "before_name": one.before,
        "after_name": one.after,
        "category": one.category,
        "count": one.count,
        "places": _places(one.where),
        "left": _places(one.residual),
        "oversight": " ".join(f"{score:.3f}" for score in one.oversight),
    }


def _places(places: Iterable[tuple[str | None, str]]) -> str:
    """Places as cites set apart by a semicolon: "163.12(c)(2); 163.13 table"."""
    return "; ".join(
        f"{section or '?'}{' ' * stands_in_block((section, where))}{where}"
        for section, where in places
    )


def _written(store: Store, pair: Pair, dataset: Dataset, rows: Sequence[Row]) -> Stored:
    one, other = pair.before.entry, pair.after.entry
    name = f"{one.sha256[:_NAMED]}-{other.sha256[:_NAMED]}-{stamp(dataset)}.parquet"
    file = f"data/{dataset}/{partition(other)}/{name}"
    data = parquet_of(dataset, rows)
    store.write(file, data)
    return Stored(dataset, file, hashlib.sha256(data).hexdigest(), len(rows), stamp(dataset))


def _record(pair: Pair, changes: ChangeSet, files: tuple[Stored, ...]) -> PairRecord:
    others: list[BlockChange | SectionChange] = [*changes.blocks, *changes.sections]
    weighed = [one for one in changes.changes if one.kind not in (_UNCHANGED, "not-covered")]
    weights = Counter(one.significance for one in weighed)
    weights.update(one.significance for one in others)
    counts = Counter(one.kind for one in changes.changes)
    return PairRecord(
        before=pair.before.entry.sha256,
        after=pair.after.entry.sha256,
        title=pair.after.entry.title,
        before_date=pair.before.entry.as_of,
        after_date=pair.after.entry.as_of,
        parts_before=pair.parts_before,
        parts_after=pair.parts_after,
        counts=dict(sorted(counts.items())),
        weights=dict(sorted(weights.items())),
        others=len(others),
        files=files,
    )
