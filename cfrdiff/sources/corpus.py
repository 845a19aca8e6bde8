"""Editions as data: files with a manifest that says what each is and where it comes from.

The project's own corpus comes with the package; what a user adds goes into a folder of the
user's (``CFRDIFF_CORPUS``, or the platform's place for data).
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec
import platformdirs
import tomli_w
from filelock import FileLock, Timeout

from cfrdiff.errors import CorpusError, NotFoundError, SourceError
from cfrdiff.sources.files import read_bytes, write_whole
from cfrdiff.sources.toml import TomlError, read_toml

MANIFEST = "manifest.toml"
_LOCK = ".lock"
_PATIENCE = 60  # seconds that a run waits for others to have added
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One edition of a corpus.

    Dates are ISO. Where the file does not tell its date, `as_of` is None and `not_before` and
    `not_after` bound it, `dating` saying why. `covers` says what of the part the file holds,
    `origin` where it comes from.
    """

    id: str
    file: str
    format: str
    sha256: str
    title: int | None = None
    part: str | None = None
    as_of: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    dating: str | None = None
    covers: str | None = None
    origin: str | None = None


class _Manifest(msgspec.Struct, frozen=True):
    edition: tuple[Entry, ...] = ()


class Held(msgspec.Struct, frozen=True):
    """An entry and the folder its file lies in."""

    entry: Entry
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / self.entry.file


def bundled_folder() -> Path:
    """The project's own corpus: inside an installed package, beside it in a checkout."""
    inside = Path(str(resources.files("cfrdiff"))) / "corpus"
    return inside if (inside / MANIFEST).exists() else inside.parent.parent / "corpus"


def user_folder() -> Path:
    """Where added editions go."""
    chosen = os.environ.get("CFRDIFF_CORPUS")
    return Path(chosen) if chosen else platformdirs.user_data_path("cfrdiff") / "corpus"


def entries(folders: Sequence[Path] | None = None) -> list[Held]:
    """All editions, the project's own first. Raises CorpusError for a bad manifest."""
    if folders is None:
        folders = (bundled_folder(), user_folder())
    # Each folder once: CFRDIFF_CORPUS may name the project's own.
    different = dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders)
    return [Held(entry, folder) for folder in different for entry in _load(folder).edition]


def find(id: str) -> Held | None:
    """The edition of that id, or None."""
    return next((held for held in entries() if held.entry.id == id), None)


def find_content(sha256: str) -> Held | None:
    """The edition whose file has that digest, or None."""
    return next((held for held in entries() if held.entry.sha256 == sha256), None)


def get(id: str) -> Held:
    """The edition of that id. Raises NotFoundError."""
    held = find(id)
    if held is None:
        known = ", ".join(held.entry.id for held in entries())
        raise NotFoundError(f"no edition {id!r} in the corpus; it has {known}")
    return held


def add(additions: Sequence[tuple[str, Entry]]) -> list[Held]:
    """Copy files into the user's corpus, byte for byte, and enter them in its manifest.

    All are added or none. Raises CorpusError for an id that is taken or malformed, dates that
    are none, or a file that is there already; SourceError for one that cannot be copied.
    """
    folder = user_folder()
    _check(additions, folder)  # what cannot be added leaves no folder behind
    _make(folder)
    with _alone(folder):
        _check(additions, folder)
        return _add(additions, folder)


def _check(additions: Sequence[tuple[str, Entry]], folder: Path) -> None:
    known = [held.entry for held in entries()]
    for path, entry in additions:
        _check_entry(path, entry, known, folder)
        known.append(entry)


def _add(additions: Sequence[tuple[str, Entry]], folder: Path) -> list[Held]:
    manifest = _load(folder)
    added = [Held(entry, folder) for _, entry in additions]
    new = [held.path for held in added if not held.path.exists()]
    try:
        for (path, _), held in zip(additions, added, strict=True):
            if held.path in new:
                write_whole(str(held.path), read_bytes(path))
        whole = _Manifest((*manifest.edition, *(held.entry for held in added)))
        write_whole(str(folder / MANIFEST), tomli_w.dumps(msgspec.to_builtins(whole)).encode())
    except BaseException:
        if _load(folder) == manifest:  # an interruption may come when they are entered already
            for file in new:
                file.unlink(missing_ok=True)
        raise
    return added


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs from adding to a folder meanwhile; what they add would be lost.

    Raises CorpusError where another run does not end, or no lock can be had.
    """
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise CorpusError(
            f"{folder}: another run has been adding to it for {_PATIENCE} seconds; end that run,"
            " then add again"
        ) from None
    except OSError as error:
        raise CorpusError(
            f"{folder}: cannot be written ({error.strerror}); set CFRDIFF_CORPUS to a folder"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(
            f"{folder}: cannot be made ({error.strerror}); set CFRDIFF_CORPUS to a folder"
        ) from None


def _check_entry(path: str, entry: Entry, known: Sequence[Entry], folder: Path) -> None:
    if not _ID.fullmatch(entry.id):
        raise CorpusError(
            f"{path}: {entry.id!r} is no id; choose one of small letters, digits, '.', '-' and"
            " '_' with --id"
        )
    _check_dates(path, entry)
    for other in known:
        if other.sha256 == entry.sha256:
            raise CorpusError(f"{path}: already in the corpus as {other.id!r}; nothing was added")
        if other.id == entry.id:
            raise CorpusError(f"{path}: the id {entry.id!r} is taken; choose another with --id")
    target = folder / entry.file
    if entry.file in (MANIFEST, _LOCK) or (target.exists() and not _holds(target, entry.sha256)):
        raise CorpusError(
            f"{path}: {folder} holds another {entry.file}; choose another name with --id"
        )


def _check_dates(path: str, entry: Entry) -> None:
    for date in (entry.as_of, entry.not_before, entry.not_after):
        if date is not None:
            check_date(path, date)
    if entry.not_before and entry.not_after and entry.not_before > entry.not_after:
        raise CorpusError(
            f"{path}: {entry.not_before} is after {entry.not_after}; give the earlier date with"
            " --not-before"
        )


def _holds(file: Path, sha256: str) -> bool:
    return hashlib.sha256(read_bytes(str(file))).hexdigest() == sha256


def verify(held: Held) -> None:
    """Raise SourceError or CorpusError where the file is not what the manifest says."""
    if not _holds(held.path, held.entry.sha256):
        raise CorpusError(
            f"{held.path}: its content is not what the manifest says; restore the file"
        )


def check_date(path: str, date: str) -> None:
    """Raise SourceError for a date given for a file that is not written as 2012-04-01."""
    try:
        if datetime.date.fromisoformat(date).isoformat() == date:
            return
    except ValueError:
        pass
    raise SourceError(path, f"{date!r} is no date", "write it as 2012-04-01")


def _load(folder: Path) -> _Manifest:
    file = folder / MANIFEST
    try:
        return msgspec.convert(read_toml(file.read_bytes()), type=_Manifest)
    except FileNotFoundError:
        return _Manifest()
    except (TomlError, msgspec.ValidationError) as error:
        raise CorpusError(f"{file}: {error}; mend the manifest") from None
    except OSError as error:
        raise CorpusError(f"{file}: {error.strerror}; check the folder") from None
