"""Editions named by citation and date, of the library and the corpus."""

from __future__ import annotations

from collections.abc import Iterable

from cfrdiff.errors import CfrdiffError
from cfrdiff.history import History
from cfrdiff.library import shelf
from cfrdiff.library.histories import history_of as follow_cite
from cfrdiff.library.keeping import opened
from cfrdiff.library.names import EditionName, is_name, looks_like_cite, parse_name
from cfrdiff.library.store import Store
from cfrdiff.model import Edition
from cfrdiff.opening import Given, Opened, Readable, build_edition, is_file, open_file
from cfrdiff.selecting import select
from cfrdiff.sources import corpus
from cfrdiff.sources.files import name_of


def named(source: Given | Edition) -> EditionName | None:
    """What is named by citation and date; None for a file, an id in the corpus or an edition.

    Raises NotFoundError for what is meant for a citation and is none.
    """
    if isinstance(source, Edition):
        return None
    name = name_of(source)
    if name is None or not is_name(name) or is_file(name) or corpus.find(name):
        return None
    return parse_name(name)


def picked_by(*sources: Given | Edition) -> tuple[str, ...] | None:
    """What names by citation pick of their editions, None where there is none such."""
    names = [one for source in sources if (one := named(source)) is not None]
    return tuple(dict.fromkeys(one.picked for one in names)) or None


def is_cite(text: str) -> bool:
    """Whether a text is a citation without a date, and no file."""
    return not is_file(text) and not corpus.find(text) and looks_like_cite(text)


def history_of(cite: str) -> list[History]:
    """How what a citation picks went through all editions that are at hand, followed in its part:
    the history of each section, as `cfrdiff.history` gives it. Raises NotFoundError.
    """
    store = shelf.default_store()
    return follow_cite(store, cite, shelf.kept(store))


def open_source(source: Given, format: str | None = None) -> Opened:
    """What `open_file` opens, or an edition that is named by citation and date.

    Raises SourceError as that does, and NotFoundError where no edition is at hand.
    """
    asked = named(source)
    if asked is None:
        return open_file(source, format)
    store = shelf.default_store()
    found = shelf.find(asked, shelf.kept(store))
    if len(found) == 1:
        return _opened(store, found[0])
    for one in found:  # of several files of a day, the first that has what is picked
        candidate = _opened(store, one)
        if _has(candidate, asked):
            return candidate
    return _opened(store, found[0])


def resolved(sources: Iterable[Readable]) -> list[tuple[EditionName, str]]:
    """The names by citation whose day is not that of the edition they mean, and that day."""
    names = [one for source in sources if (one := named(source)) is not None]
    if not names:
        return []
    at_hand = shelf.kept(shelf.default_store())
    found = [(one, shelf.find(one, at_hand)[0].entry.as_of or "") for one in names]
    return [(one, day) for one, day in found if one.on is not None and one.on != day]


def _opened(store: Store, one: shelf.Kept) -> Opened:
    return opened(one.data(store), one.entry, one.part)


def _has(candidate: Opened, asked: EditionName) -> bool:
    try:
        select(asked.picked, build_edition(candidate), appendices=True)
    except CfrdiffError:
        return False
    return True
