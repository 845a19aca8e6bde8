"""What a library knows of what it keeps, as data."""

from __future__ import annotations

import msgspec


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where and when a source came: `place` is a path, a member of an archive
    (``cfr.zip!CFR-2019-title19-vol3.xml``) or an address, `at` the time in UTC (ISO 8601).

    `etag` and `modified` are what a server said of it, `note` whatever else is to be known; `name`
    is what the edition is shown as, `title`, `as_of` and `format` what was given with it.
    """

    place: str
    at: str
    etag: str | None = None
    modified: str | None = None
    note: str | None = None
    name: str = ""
    title: int | None = None
    as_of: str | None = None
    format: str | None = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """An edition that is kept: what it is of, by what it says itself or the corpus says of it.

    `as_of`, `not_before` and `not_after` are ISO dates; `parts` those that it has sections of.
    """

    sha256: str
    name: str
    format: str
    title: int | None = None
    parts: tuple[str, ...] = ()
    as_of: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    exact: bool = True
    well_formed: bool = False
    sections: int = 0
    paragraphs: int = 0
    bytes: int = 0


class Stored(msgspec.Struct, frozen=True):
    """One file of a dataset: its name in the library, the digest of its bytes, its rows.

    `stamp` says by which reader, and for which number of the dataset's schema, it was made.
    """

    dataset: str
    file: str
    sha256: str
    rows: int
    stamp: str


class Record(msgspec.Struct, frozen=True):
    """That an edition is kept: written last, when all of its files are there."""

    entry: Entry
    files: tuple[Stored, ...]

    def file(self, dataset: str) -> Stored | None:
        """The edition's file of a dataset."""
        return next((one for one in self.files if one.dataset == dataset), None)


class PairRecord(msgspec.Struct, frozen=True):
    """That two editions were compared, in these parts of theirs: by the digests of their sources.

    `counts` are the changes of paragraphs by kind, of blocks and sections together as `others`, and
    `weights` all of these but the unchanged by significance.
    """

    before: str
    after: str
    title: int | None
    before_date: str | None
    after_date: str | None
    parts_before: tuple[str, ...]
    parts_after: tuple[str, ...]
    counts: dict[str, int]
    weights: dict[str, int]
    others: int
    files: tuple[Stored, ...]


class Comparison(msgspec.Struct, frozen=True):
    """What was compared, and the editions of either date that hold no part of the other: of what
    is in these nothing is known.
    """

    pairs: tuple[PairRecord, ...]
    alone: tuple[Entry, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """A source that could not be read as an edition: from which place, and why. `sha256` is empty
    where its bytes could not be had.
    """

    place: str
    name: str
    reason: str
    sha256: str = ""


class Added(msgspec.Struct, frozen=True):
    """What adding did: editions that are new or were read anew, those that were there as they
    are to be, and what could not be read.
    """

    added: tuple[Entry, ...] = ()
    known: tuple[Entry, ...] = ()
    failed: tuple[Failure, ...] = ()


class Damage(msgspec.Struct, frozen=True):
    """A file of the library that is not as it should be, and what to do about it."""

    file: str
    problem: str
    advice: str
