"""Which edition a citation with a date means, of all that are at hand: the library's, and those of
the corpus, which is a library too and needs nothing installed.
"""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import platformdirs

from cfrdiff.cites import canonical
from cfrdiff.errors import NotFoundError
from cfrdiff.library.catalogue import records
from cfrdiff.library.keeping import get_source
from cfrdiff.library.model import Entry, Record
from cfrdiff.library.names import EditionName, parse_name
from cfrdiff.library.store import Store, store_at
from cfrdiff.sources import corpus
from cfrdiff.sources.files import read_bytes

VARIABLE = "CFRDIFF_LIBRARY"
# An annual edition is followed by the next one a year later: what is older than that on a day that
# is asked for has been followed by one that is not kept.
_A_YEAR = 366
# Of several files of one part and day, the one to read: print as its publisher marked it up first,
# what a machine has made of pictures last.
_BEST = (
    "ecfr-xml", "gpo-xml", "gpo-text", "html", "text", "docx", "pdf", "ocr-text", "ocr-markdown",
    "picture", "hocr", "alto", "tesseract-tsv",
)  # fmt: skip
_HELD = "held"  # the folder where it stands up to which day editions were in force
_NAMED = 8  # dates or parts that a line names
_LIKE = 0.6  # from which on a part is like another, as difflib counts


class Kept(msgspec.Struct, frozen=True):
    """An edition at hand, and where its bytes lie: in the library, or as a file of the corpus.
    `held_until` is the last day on which its text is known to have been in force.
    """

    entry: Entry
    part: str | None = None
    path: str | None = None
    record: Record | None = None
    held_until: str | None = None

    @property
    def earliest(self) -> str | None:
        """The day it is of, or before which it cannot be."""
        return self.entry.as_of or self.entry.not_before

    def data(self, store: Store) -> bytes:
        """Its bytes, as they came."""
        return get_source(store, self.entry.sha256) if self.path is None else read_bytes(self.path)


def default_address() -> str:
    """Where the library lies that is meant when none is named."""
    return os.environ.get(VARIABLE) or str(platformdirs.user_data_path("cfrdiff") / "library")


def default_store() -> Store:
    """The store of that library."""
    return store_at(default_address())


def kept(store: Store, *, with_corpus: bool = True) -> list[Kept]:
    """All editions at hand, each once."""
    until = held_days(store)
    found = [
        Kept(record.entry, None, None, record, until.get(sha256))
        for sha256, record in records(store).items()
    ]
    known = {one.entry.sha256 for one in found}
    held = [one for one in corpus.entries() if one.entry.sha256 not in known] if with_corpus else []
    return [*found, *map(_of_corpus, held)]


def hold(store: Store, sha256: str, until: str) -> None:
    """Note that an edition's text was in force up to a day (ISO), as the eCFR says. The day stands
    in the name of a file, so that runs beside each other lose nothing.
    """
    days = [name for name in store.names(_HELD) if _held_digest(name) == sha256]
    if not any(_held_day(name) >= until for name in days):
        store.write(f"{_HELD}/{sha256}.{until}", b"{}")
        for name in days:
            store.remove(name)


def held_days(store: Store) -> dict[str, str]:
    """The last day up to which each edition is known to have been in force, by digest."""
    found: dict[str, str] = {}
    for name in store.names(_HELD):
        sha256 = _held_digest(name)
        found[sha256] = max(found.get(sha256, ""), _held_day(name))
    return found


def _held_digest(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _held_day(name: str) -> str:
    return name.rpartition(".")[2]


def _of_corpus(held: corpus.Held) -> Kept:
    one = held.entry
    entry = Entry(
        sha256=one.sha256,
        name=one.file,
        format=one.format,
        title=one.title,
        parts=(one.part,) if one.part else (),
        as_of=one.as_of,
        not_before=one.not_before,
        not_after=one.not_after,
    )
    return Kept(entry, one.part, str(held.path))


class Shelf:
    """Editions at hand by the parts that they hold."""

    def __init__(self, at_hand: Iterable[Kept]) -> None:
        self.kept = tuple(at_hand)
        self._by_part: dict[tuple[int, str], list[Kept]] = {}
        for one in self.kept:
            for part in one.entry.parts if one.entry.title is not None else ():
                self._by_part.setdefault((one.entry.title or 0, canonical(part)), []).append(one)

    def of(self, title: int, part: str) -> Sequence[Kept]:
        """Those that hold a part."""
        return self._by_part.get((title, canonical(part)), ())

    def parts(self, title: int | None = None) -> Iterator[tuple[int, str]]:
        """All titles and parts that are held, or the parts of one title."""
        return (one for one in self._by_part if title in (None, one[0]))

    def on(self, date: str | None, title: int | None = None) -> dict[tuple[int, str], Kept]:
        """The edition of a date (`EditionName.date`) that each part is to be read in."""
        found: dict[tuple[int, str], Kept] = {}
        for one, part in self.parts(title):
            held = self.of(one, part)
            day = _of_day(EditionName(one, part, part, date), held)
            if day is not None:
                found[one, part] = min((k for k in held if k.entry.as_of == day), key=_rank)
        return found


def find(name: EditionName | str, at_hand: Iterable[Kept] | Shelf) -> list[Kept]:
    """The editions that a name means, the best to read first; all are of one day.

    A year means the annual edition of it. A day means the edition of it, or the last one before,
    as far as that is the annual edition in force then, or is known to have held. Raises
    NotFoundError, with what is at hand that is like it and the command that fetches what is meant.
    """
    asked = parse_name(name) if isinstance(name, str) else name
    shelf = at_hand if isinstance(at_hand, Shelf) else Shelf(at_hand)
    of_part = shelf.of(asked.title, asked.part)
    found = _of_day(asked, of_part)
    if found is None:
        raise NotFoundError(_lacking(asked, shelf.kept, of_part))
    return sorted((one for one in of_part if one.entry.as_of == found), key=_rank)


def all_of(title: int, part: str, at_hand: Iterable[Kept]) -> list[Kept]:
    """The best edition of a part of each day, from the oldest to the newest; of those without a
    day, each, by the days before which they cannot be.
    """
    best: dict[tuple[str, str], Kept] = {}
    for one in sorted(Shelf(at_hand).of(title, part), key=_rank):
        best.setdefault((one.earliest or "", "" if one.entry.as_of else one.entry.sha256), one)
    return [one for _, one in sorted(best.items())]


def _rank(one: Kept) -> tuple[int, int, str]:
    entry = one.entry
    place = _BEST.index(entry.format) if entry.format in _BEST else len(_BEST)
    return place, -entry.sections, entry.sha256


def _of_day(asked: EditionName, of_part: Sequence[Kept]) -> str | None:
    """The day of the edition that is meant, None where it is not at hand."""
    days = sorted({one.entry.as_of for one in of_part if one.entry.as_of})
    if asked.on is None:
        return days[-1] if days else None
    if asked.on in days:
        return asked.on
    if asked.is_year:
        return next((day for day in reversed(days) if day.startswith(f"{asked.date}-")), None)
    before = [day for day in days if day < asked.on]
    if not before:
        return None
    last = before[-1]
    held = max((one.held_until or "" for one in of_part if one.entry.as_of == last), default="")
    return last if held >= asked.on or _days_between(last, asked.on) < _A_YEAR else None


def _days_between(one: str, other: str) -> int:
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def fetch_line(asked: EditionName) -> str:
    """The command that brings what is asked for."""
    on = f" --on {asked.date}" if asked.date else ""  # a year brings the annual edition
    return f'`cfrdiff fetch "{asked.title} CFR {asked.part}"{on}`'


def _lacking(asked: EditionName, everything: Sequence[Kept], of_part: Sequence[Kept]) -> str:
    """What is said of an edition that is not at hand."""
    fetch = f"{fetch_line(asked)} brings it"
    if of_part:
        days = sorted({one.entry.as_of for one in of_part if one.entry.as_of})
        shown = ", ".join(days[-_NAMED:]) or "no dated edition of it"
        meant = f"; did you mean {asked.cite}@{_nearest(asked, days)}?" if days else ""
        return f"{asked} is not in the library, which has {shown}{meant}; {fetch}"
    like = _like(asked, everything)
    meant = f"; did you mean {like}?" if like else ""
    return f"{asked} is not in the library, which has nothing of the part{meant}; {fetch}"


def _nearest(asked: EditionName, days: Sequence[str]) -> str:
    if asked.on is None:
        return days[-1]
    return min(days, key=lambda day: (abs(_days_between(day, asked.on or day)), day))


def _like(asked: EditionName, everything: Sequence[Kept]) -> str | None:
    """A part at hand that is called much like the one asked for, or so in another title."""
    of_title = {p for one in everything if one.entry.title == asked.title for p in one.entry.parts}
    elsewhere = {
        one.entry.title
        for one in everything
        if one.entry.title is not None and asked.part in one.entry.parts
    }
    close = difflib.get_close_matches(asked.part, sorted(of_title), 1, _LIKE)
    turned = [part for part in sorted(of_title) if sorted(part) == sorted(asked.part)]
    if turned or (close and not elsewhere):
        return f"{asked.title} CFR {(turned or close)[0]}"
    return f"{min(elsewhere)} CFR {asked.part}" if elsewhere else None
