"""What a library is asked: texts, changes, histories, words, references, names left behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cfrdiff.changes import ChangeSet
from cfrdiff.cites import Appended, Cite, Designation, canonical, parse_selection
from cfrdiff.cores import Work
from cfrdiff.errors import NotFoundError
from cfrdiff.history import History
from cfrdiff.library import references, shelf, tables
from cfrdiff.library.comparing import change_set, compare
from cfrdiff.library.histories import history_of, whole
from cfrdiff.library.left import COLUMNS as LEFT_COLUMNS
from cfrdiff.library.left import arrow_rows, left_behind
from cfrdiff.library.model import Comparison, PairRecord, Stored
from cfrdiff.library.names import EditionName, parse_cite, parse_name
from cfrdiff.library.pairing import Pair, pair_records, pairs_between
from cfrdiff.library.queries import fts_query
from cfrdiff.library.running import run
from cfrdiff.library.schemas import Dataset, arrow_schema, pyarrow
from cfrdiff.library.search import Hit, Index, rows_at
from cfrdiff.library.shelf import Kept, Shelf
from cfrdiff.library.store import Store, store_at
from cfrdiff.model import Edition
from cfrdiff.opening import WORTH_A_PROCESS
from cfrdiff.selecting import only, select

_HITS = 20
_MOST_TEXTS = 5_000  # texts that a search looks through for the pieces to show


class Asking:
    """What can be asked of the library in a store."""

    def __init__(self, store: Store, scheduler: str | None = None) -> None:
        self._store = store
        self._scheduler = scheduler

    @property
    def address(self) -> str:
        """Where it lies."""
        return self._store.address

    def edition(self, name: EditionName | str) -> Edition:
        """What a citation with a date picks, as an edition. Raises NotFoundError."""
        asked = parse_name(name) if isinstance(name, str) else name
        error: NotFoundError | None = None
        for one in shelf.find(asked, self._shelf()):
            edition = self._whole(one)
            try:
                return only(edition, select(asked.picked, edition, appendices=True))
            except NotFoundError as missing:
                error = error or missing
        raise error or NotFoundError(str(asked))

    def text(self, name: EditionName | str) -> Any:
        """The rows of `paragraphs` that a citation with a date picks, in the order of print: the
        quick way to a paragraph. Raises NotFoundError.
        """
        asked = parse_name(name) if isinstance(name, str) else name
        for one in shelf.find(asked, self._shelf()):
            file = one.record.file("paragraphs") if one.record else None
            found = self._picked(file, asked) if file else None
            if found is not None and found.num_rows:
                return found
        raise NotFoundError(f"{asked}: the edition does not have it")

    def _picked(self, file: Stored, asked: EditionName) -> Any:
        target = parse_selection(asked.picked).picks[0].target
        filters: list[tuple[str, str, Any]] = [("part", "=", asked.part)]
        if isinstance(target, Cite) and target.section:
            filters.append(("section", "in", [target.section, canonical(target.section)]))
        elif isinstance(target, Appended):
            raise NotFoundError(f"{asked}: of appendices ask for the edition")
        rows = tables.read_file(self._store, file, filters)
        own = str(Designation(target.path)) if isinstance(target, Cite) and target.path else ""
        if not own:
            return rows
        return rows.filter(
            pyarrow().array([str(p).startswith(own) for p in rows["path"].to_pylist()])
        )

    def table(self, dataset: Dataset, filters: tables.Filters | None = None) -> Any:
        """A dataset as an Arrow table, or what passes filters of pyarrow's of it."""
        return tables.table(self._store, dataset, filters)

    def sql(self, query: str) -> Any:
        """What DuckDB answers to a query over the datasets, as an Arrow table.

        Raises LibraryError for what is no query.
        """
        return tables.sql(self._store, query)

    def compare(
        self, before: str | None = None, after: str | None = None, title: int | None = None
    ) -> Comparison:
        """Compare all that is kept of one date with all of another (ISO dates, or years for the
        annual editions; the latest where there is no `after`), store what changed, and sum it up.

        What is compared already is not compared again. Raises LibraryError where the library
        cannot be written, NotFoundError where nothing is of both dates.
        """
        found = pairs_between(self._at_hand(), before, after, title)
        if not found.pairs:
            raise NotFoundError(
                f"the library has no part of {before} and of {after or 'a later date'}; see"
                " `cfrdiff library list`, and `cfrdiff fetch -h`"
            )
        sizes = [one.before.entry.bytes + one.after.entry.bytes for one in found.pairs]
        work = Work(
            f"Comparing {len(found.pairs)} pairs",
            _Comparing(self.address),
            found.pairs,
            sizes,
            WORTH_A_PROCESS,
        )
        made = tuple(run(work, self._scheduler))
        return Comparison(made, tuple(one.entry for one in found.alone))

    def changes(self, before: EditionName | str, after: EditionName | str) -> ChangeSet:
        """What changed between the whole editions that two names mean, as `cfrdiff.diff` has it."""
        held = self._shelf()
        old, new = (shelf.find(one, held)[0] for one in (before, after))
        return change_set(self._store, Pair(old, new, old.entry.parts, new.entry.parts))

    def history(self, cite: str) -> list[History]:
        """How a part, a section or a paragraph went through all editions that are kept, followed
        in its part. Raises NotFoundError where fewer than two have the part.
        """
        return history_of(self._store, cite, self._at_hand())

    def search(
        self,
        words: str,
        *,
        as_of: str | None = None,
        title: int | None = None,
        ever: bool = False,
        limit: int = _HITS,
    ) -> Any:
        """The pieces of text that hold words (see `cfrdiff.library.queries`), the best first, as
        rows of `paragraphs`: of the newest edition of each part, of those of a date, or, of what
        was `ever` in force, of the newest edition that has the text.

        Raises CfrdiffError for what cannot be searched for.
        """
        query = fts_query(words)
        held = {one.entry.sha256: one for one in self._at_hand() if one.record is not None}
        index = self._index(held)
        files = self._files(held if ever else self._on(as_of), title)
        of_file = {file.file: sha256 for sha256, file in files.items()}
        hits = index.find(query, of_file, min(limit, _MOST_TEXTS))
        chosen = _newest(hits, {f: held[s].entry.as_of or "" for f, s in of_file.items()})[:limit]
        rows = _read_hits(self._store, chosen, {one.file: one for one in files.values()})
        empty = arrow_schema("paragraphs").empty_table()
        return pyarrow().concat_tables([empty, *rows])

    def cites(
        self,
        cite: str | None,
        direction: references.Direction = "to",
        *,
        as_of: str | None = None,
        title: int | None = None,
    ) -> Any:
        """References in the CFR *to* a part, section or paragraph, or *from* it, each with whether
        its target is there; without a cite all that lead nowhere, of one title or all. Of the
        newest editions, or of those of a date.
        """
        on = self._shelf().on(as_of, None)
        if cite is None:
            rows = references.leading_nowhere(self._store, on, title)
        else:
            own, part, picked = parse_cite(cite)
            target = references.Target.of(own, part, parse_selection(picked).picks[0])
            ask = references.references_to if direction == "to" else references.references_from
            rows = ask(self._store, target, on)
        return arrow_rows(rows, references.COLUMNS)

    def left_behind(self, title: int | None = None) -> Any:
        """Names that were replaced between editions that are compared (`compare`) and still stand
        in an edition in force, of one title or all, the likeliest oversights first.
        """
        files = self._files(self._on(None), title)
        pairs = [one for _, one in pair_records(self._store) if one is not None]
        index = self._index({one.entry.sha256: one for one in self._at_hand()})
        current = {one.file: one for one in files.values()}
        return arrow_rows(left_behind(self._store, pairs, current, index), LEFT_COLUMNS)

    def _index(self, held: dict[str, Kept]) -> Index:
        index = Index(self._store)
        index.update(one.record for one in held.values() if one.record is not None)
        return index

    def _on(self, as_of: str | None) -> dict[str, Kept]:
        """The editions that parts are read in as of a date."""
        return {one.entry.sha256: one for one in self._shelf().on(as_of).values()}

    def _files(self, held: dict[str, Kept], title: int | None) -> dict[str, Stored]:
        """The files of paragraphs that are searched, by the editions."""
        return {
            sha256: file
            for sha256, one in held.items()
            if title in (None, one.entry.title)
            and one.record is not None
            and (file := one.record.file("paragraphs")) is not None
        }

    def _at_hand(self) -> list[Kept]:
        return shelf.kept(self._store, with_corpus=False)

    def _shelf(self) -> Shelf:
        return Shelf(self._at_hand())

    def _whole(self, one: Kept) -> Edition:
        return whole(self._store, one)


class _Comparing:
    """Compares a pair in the library at an address: what a process is given to do."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self, pair: Pair) -> PairRecord:
        return compare(store_at(self._address), pair)


def _newest(hits: Sequence[Hit], days: dict[str, str]) -> list[Hit]:
    """Of each text the hits in the newest edition that has it, in the order of the texts."""
    last: dict[int, str] = defaultdict(str)
    for hit in hits:
        last[hit.text] = max(last[hit.text], days[hit.file])
    return [hit for hit in hits if days[hit.file] == last[hit.text]]


def _read_hits(store: Store, hits: Sequence[Hit], files: dict[str, Stored]) -> list[Any]:
    """The rows of hits, in their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        places[hit.file].append(hit.place)
    found = {
        (file, place): rows.slice(i, 1)
        for file, own in places.items()
        for rows in [rows_at(store, files[file], own)]
        for i, place in enumerate(own)
    }
    return [found[hit.file, hit.place] for hit in hits]
