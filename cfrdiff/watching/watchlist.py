"""A watchlist, as TOML that people write."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cfrdiff.cites import CiteError
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.library.names import parse_cite
from cfrdiff.sources.files import read_bytes
from cfrdiff.sources.toml import TomlError, read_toml
from cfrdiff.watching.model import Watch, Watchlist

_MISSING = (
    "no such file",
    'write one with a [[watch]] for each citation: cite = "19 CFR 163.12", owner = "A. Person"',
)
_STATE = ".seen.toml"


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    watch: tuple[Watch, ...] = ()
    state: str | None = None


def read_watchlist(path: str) -> Watchlist:
    """The watchlist in a file. What was seen is kept beside it, in ``NAME.seen.toml`` or where it
    says ``state = "…"``.

    Raises SourceError for what is no watchlist, with the line's number for what is no citation.
    """
    data = read_bytes(path, _MISSING)
    try:
        written = msgspec.convert(read_toml(data), type=_Written)
    except (TomlError, msgspec.ValidationError) as error:
        raise SourceError(
            path, str(error), "see `cfrdiff watch -h` for what stands in it"
        ) from None
    if not written.watch:
        raise SourceError(path, "it tracks nothing", "add a [[watch]] with a cite")
    _check(path, written.watch)
    file = Path(path)
    state = file.parent / written.state if written.state else file.with_suffix(_STATE)
    return Watchlist(path, str(state), written.watch)


def _check(path: str, watches: tuple[Watch, ...]) -> None:
    found: set[str] = set()
    for number, watch in enumerate(watches, 1):
        place = f"[[watch]] {number}"
        try:
            parse_cite(watch.cite)
        except (CiteError, NotFoundError) as error:
            raise SourceError(path, str(error), "mend the cite", place) from None
        if watch.cite in found:
            raise SourceError(path, f"{watch.cite} stands twice", "leave one out", place)
        found.add(watch.cite)
