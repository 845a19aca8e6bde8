"""Who refers to what: citations to a place and from it, and those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from cfrdiff.changes.tables import Row
from cfrdiff.cites import Cite, Designation, Parts, Path, Pick, canonical, section_key
from cfrdiff.cores import in_turn
from cfrdiff.errors import NotFoundError
from cfrdiff.library.model import Record
from cfrdiff.library.schemas import duckdb
from cfrdiff.library.shelf import Kept
from cfrdiff.library.store import Store
from cfrdiff.library.tables import files_of, read_file

Direction = Literal["to", "from"]
At = tuple[int, str]  # a title and a part
COLUMNS = (
    ("title", "integer"), ("date", "text"), ("section", "text"), ("designation", "text"),
    ("words", "text"), ("to_title", "integer"), ("to_part", "text"), ("to_section", "text"),
    ("to_designation", "text"), ("from_section", "text"), ("how", "text"), ("leads", "text"),
    ("edition", "text"),
)  # fmt: skip
_FOUND, _MISSING, _NOT_HELD = "yes", "nowhere", "not in the library"


class Target(msgspec.Struct, frozen=True):
    """A part, a section of it, or a paragraph of that."""

    title: int
    part: str
    section: str = ""
    path: Path = ()

    @classmethod
    def of(cls, title: int, part: str, pick: Pick) -> Target:
        """What a citation picks. Raises NotFoundError for what is no part, section or paragraph."""
        if isinstance(pick.target, Parts):
            return cls(title, part)
        if isinstance(pick.target, Cite) and pick.target.section:
            return cls(title, part, pick.target.section, pick.target.path)
        raise NotFoundError(f"{pick.printed!r}: name a part, a section or a paragraph of one")


def references_from(store: Store, target: Target, on: Mapping[At, Kept]) -> list[Row]:
    """What a place refers to, in the order of print, and whether that leads anywhere."""
    home = on.get((target.title, canonical(target.part)))
    if home is None or home.record is None:
        return []
    wanted: list[tuple[str, str, Any]] = [("part", "=", target.part)]
    if target.section:
        wanted.append(("section", "=", target.section))
    rows = _read(store, [home.record], wanted)
    own = str(Designation(target.path)) if target.path else ""
    picked = [row for row in rows if str(row["designation"]).startswith(own)]
    return _with_ends(store, [row | {"how": "exact"} for row in picked], on)


def references_to(store: Store, target: Target, on: Mapping[At, Kept]) -> list[Row]:
    """Who refers to a place: exactly to it, to what lies *within* it, or to something *wider* that
    holds it, a range or the paragraph above.
    """
    homes = {one.record.entry.sha256: one.record for one in on.values() if one.record is not None}
    rows = _of_part(store, homes.values(), target)
    at_home = {(at, kept.entry.sha256) for at, kept in on.items()}
    found = [
        row | {"how": how}
        for row in rows
        if ((row["title"], canonical(str(row["part"]))), row["edition"]) in at_home
        and (how := _how(row, target))
    ]
    ranked = sorted(found, key=lambda row: ("exact", "within", "wider").index(str(row["how"])))
    return _with_ends(store, ranked, on)


def leading_nowhere(store: Store, on: Mapping[At, Kept], title: int | None = None) -> list[Row]:
    """The references of the editions in force that lead to a section or a paragraph which the part
    does not have, where the library has the part.
    """
    at_home = {(at, kept.entry.sha256) for at, kept in on.items()}
    records: dict[int, dict[str, Record]] = {}
    for (own, _), one in on.items():
        if one.record is not None and title in (None, own):
            records.setdefault(own, {})[one.entry.sha256] = one.record
    found: list[Row] = []
    for own in in_turn(f"Following references of {len(records)} titles", sorted(records)):
        ends = _Ends(store, on)  # most references lead into their own title
        for record in records[own].values():
            rows = (
                row | {"how": "exact", "leads": ends.leads(row)}
                for row in _read(store, [record], None)
                if ((row["title"], canonical(str(row["part"]))), row["edition"]) in at_home
            )
            found += [row for row in rows if row["leads"] == _MISSING]
    return found


def _read(store: Store, records: Sequence[Record], filters: Any) -> list[Row]:
    return [
        row
        for file in files_of(records, "citations")
        for row in read_file(store, file, filters).to_pylist()
    ]


def _of_part(store: Store, records: Iterable[Record], target: Target) -> list[Row]:
    """The references to anything in a part, in the order of titles and print."""
    files = files_of(records, "citations")
    if "://" in store.address:
        wanted = [("to_title", "=", target.title), ("to_part", "=", target.part)]
        return [row for one in files for row in read_file(store, one, wanted).to_pylist()]
    if not files:
        return []
    with duckdb().connect() as connection:
        rows = connection.sql(
            "SELECT * FROM read_parquet($files, hive_partitioning = false)"
            " WHERE to_title = $title AND to_part = $part"
            ' ORDER BY title, part, edition, "order", start',
            params={
                "files": [store.path(one.file) for one in files],
                "title": target.title,
                "part": target.part,
            },
        )
        found: list[Row] = rows.to_arrow_table().to_pylist()
        return found


def _how(row: Row, target: Target) -> str:
    """How a reference's target lies to a place; empty where it does not touch it."""
    section, since = str(row["to_section"]), str(row["from_section"])
    if not target.section:
        return "within" if section else "exact"
    if not section:
        return ""
    if canonical(section) != target.section:
        inside = since and (
            section_key(canonical(since))
            < section_key(target.section)
            < section_key(canonical(section))
        )
        return "wider" if inside else ""
    path = Designation.parse(str(row["to_designation"])).path if row["to_designation"] else ()
    if path == target.path:
        return "exact"
    if path[: len(target.path)] == target.path:
        return "within"
    return "wider" if target.path[: len(path)] == path else ""


def _with_ends(store: Store, rows: Sequence[Row], on: Mapping[At, Kept]) -> list[Row]:
    """The rows, each with whether its target is there."""
    ends = _Ends(store, on)
    return [row | {"leads": ends.leads(row)} for row in rows]


class _Ends:
    """What the editions in force have that can be referred to."""

    def __init__(self, store: Store, on: Mapping[At, Kept]) -> None:
        self._store = store
        self._on = on
        self._held: dict[At, dict[str, set[Path]] | None] = {}

    def leads(self, row: Row) -> str:
        """Whether the target of a reference is there."""
        at = int(row["to_title"] or 0), canonical(str(row["to_part"]))
        if at not in self._held:
            self._held[at] = self._sections(at)
        sections = self._held[at]
        if sections is None:
            return _NOT_HELD
        section = str(row["to_section"])
        if not section:
            return _FOUND
        paths = sections.get(canonical(section))
        designation = str(row["to_designation"])
        if paths is not None and (not designation or Designation.parse(designation).path in paths):
            return _FOUND
        # Of a file that may be cut off, what it does not have may stand in the rest.
        return _MISSING if self._on[at].entry.well_formed else _NOT_HELD

    def _sections(self, at: At) -> dict[str, set[Path]] | None:
        """The sections of a part, each with the paths of its paragraphs and of those above them."""
        home = self._on.get(at)
        file = home.record.file("paragraphs") if home is not None and home.record else None
        if file is None:
            return None
        kinds = [("part", "=", at[1]), ("kind", "in", ["paragraph", "section-heading"])]
        rows = read_file(self._store, file, kinds, ("section", "path"))
        found: dict[str, set[Path]] = {}
        for section, path in zip(*(rows.column(i).to_pylist() for i in (0, 1)), strict=True):
            paths = found.setdefault(canonical(section), set())
            whole = Designation.parse(path).path if path else ()
            paths.update(whole[:n] for n in range(1, len(whole) + 1))
        return found
