"""Editions as data: files with a manifest that says what each is and where it comes from.

The project's own corpus comes with the package; what a user adds goes into a folder of the
user's (``CFRDIFF_CORPUS``, or the platform's place for data).
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import msgspec
import platformdirs
import tomli_w

from cfrdiff.errors import CorpusError, NotFoundError
from cfrdiff.sources.files import read_bytes, write_whole

MANIFEST = "manifest.toml"
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
    held: list[Held] = []
    for folder in folders if folders is not None else (bundled_folder(), user_folder()):
        held += [Held(entry, folder) for entry in _load(folder).edition]
    return held


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


def add(path: str, entry: Entry, folder: Path | None = None) -> Held:
    """Copy a file into the user's corpus, byte for byte, and enter it in the manifest.

    Raises CorpusError for an id that is taken or malformed, a date that is none, or a file
    that is there already.
    """
    folder = folder or user_folder()
    if not _ID.fullmatch(entry.id):
        raise CorpusError(
            f"{path}: {entry.id!r} is no id; use small letters, digits, '.', '-' and '_'"
        )
    for date in (entry.as_of, entry.not_before, entry.not_after):
        _check_date(path, date)
    if find(entry.id) is not None:
        raise CorpusError(f"{path}: the id {entry.id!r} is taken; choose another with --id")
    same = find_content(entry.sha256)
    if same is not None:
        raise CorpusError(f"{path}: already in the corpus as {same.entry.id!r}; nothing was added")
    manifest = _load(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(
            f"{folder}: cannot be made ({error.strerror}); set CFRDIFF_CORPUS to a folder"
        ) from None
    write_whole(str(folder / entry.file), read_bytes(path))
    whole = _Manifest((*manifest.edition, entry))
    write_whole(str(folder / MANIFEST), tomli_w.dumps(msgspec.to_builtins(whole)).encode())
    return Held(entry, folder)


def verify(held: Held) -> str | None:
    """None where the file is what the manifest says, else one line on what is wrong."""
    try:
        data = held.path.read_bytes()
    except OSError as error:
        return f"{held.path}: {error.strerror}; restore the file"
    if hashlib.sha256(data).hexdigest() != held.entry.sha256:
        return f"{held.path}: its content is not what the manifest says; restore the file"
    return None


def _check_date(path: str, date: str | None) -> None:
    if date is not None:
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            raise CorpusError(f"{path}: {date!r} is no date; write it as 2012-04-01") from None


def _load(folder: Path) -> _Manifest:
    file = folder / MANIFEST
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        return msgspec.convert(data, type=_Manifest)
    except FileNotFoundError:
        return _Manifest()
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: {error}; mend the manifest") from None
    except OSError as error:
        raise CorpusError(f"{file}: {error.strerror}; check the folder") from None
